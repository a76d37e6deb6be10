"""The outcome map: columns of cards with wires between them, as HTML, CSS grid and one SVG; and as DOT."""
