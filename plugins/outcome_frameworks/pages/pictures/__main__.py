"""Draw the SVGs of a JSON list on standard input into a folder; run by `picture_cache` to use all processors."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from outcome_frameworks.pages.pictures.picture_cache import PictureCache

if __name__ == "__main__":
    cache = PictureCache(Path(sys.argv[1]))
    for svg in json.load(sys.stdin):
        cache.png(svg)
