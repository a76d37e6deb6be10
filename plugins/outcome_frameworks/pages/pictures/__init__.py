"""Pictures made offline, the same on every machine: texts set in a font that comes along, painted as PNG."""
