"""The MkDocs plugin `outcome-frameworks`."""
