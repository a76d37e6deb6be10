"""How large pictures are."""

PREVIEW_WIDTH, PREVIEW_HEIGHT = 1200, 630
"""The size in pixels that social networks show whole: 1.91 to 1 (Meta for Developers, "Images in Link Shares")."""
