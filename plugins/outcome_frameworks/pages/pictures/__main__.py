"""Draw pictures into a folder: a list of SVGs in JSON on standard input; run by `cache` to use all processors."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from outcome_frameworks.pages.pictures.cache import PictureCache

if __name__ == "__main__":
    cache = PictureCache(Path(sys.argv[1]))
    for svg in json.load(sys.stdin):
        cache.png(svg)
