"""Material for MkDocs: its templates, mended and given our search, and what its pages load."""
