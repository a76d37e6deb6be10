"""The Content-Security-Policy of a built site, whatever built it."""
