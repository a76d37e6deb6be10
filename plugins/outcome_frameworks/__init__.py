"""Publish outcome frameworks (theories of change, logic models, outcome chains) as a website."""

__version__ = "0.1.0"
