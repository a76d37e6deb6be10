"""The path of every page and file, today’s and earlier ones; a row for each kind of page."""
