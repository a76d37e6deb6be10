"""A drawn map as HTML, SVG, DOT, and a picture for documents."""
