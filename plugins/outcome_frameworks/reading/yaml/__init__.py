"""YAML as people type it: cleaned, parsed, mended where it stops, as plain data that knows the line of each value."""
