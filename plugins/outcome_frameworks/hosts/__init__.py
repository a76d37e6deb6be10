"""Hosts: what places the pages on a site. The MkDocs plugin, and plain Markdown files for other generators."""
