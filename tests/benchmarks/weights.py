"""What a built site weighs: bytes by kind of file, and what a reader's browser asks for first."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urljoin

from benchmarks.generated_portfolio import FIRST_PROGRAMME

KINDS = {
    "previews": re.compile(r"(^|/)preview\.png$"),  # programmes/leith-kitchen-0/s1/preview.png
    "pictures of maps": re.compile(r"(^|/)map[^/]*\.(svg|png|dot)$"),  # programmes/leith-kitchen-0/map-wide.svg
    "frames": re.compile(r"(^|/)embed/index\.html$"),  # programmes/leith-kitchen-0/s1/embed/index.html
    "oEmbed": re.compile(r"(^|/)oembed\.json$"),
    "search": re.compile(r"^(pagefind|search)/|/(lunr|workers)/"),  # pagefind/fragment/…, assets/javascripts/lunr/…
    "theme": re.compile(r"^assets/|\.js$|\.css$"),
    "JSON": re.compile(r"\.json$"),
    "tables": re.compile(r"\.csv$"),
    "pages": re.compile(r"\.html$"),
    "the rest": re.compile(""),
}
"""The kinds of file, each with how its paths are known; the first that fits counts."""

_TAG = re.compile(r"<(?:link|script|img)\b[^>]*>")  # <link rel="stylesheet" href="../assets/x.css">
_ADDRESS = re.compile(r"""\b(?:href|src)=["']?([^"'\s>]+)""")  # src="../bundle.js", href=x.css
_LOADED = re.compile(r"""\brel=["']?(?:stylesheet|preload|modulepreload|icon)\b""")  # rel="stylesheet", rel=icon
_TEXTS = {".html", ".css", ".js", ".json", ".svg"}


def weigh(site: Path, items: int) -> dict[str, float]:
    """Return KB an item by kind of file, files an item, and the KB of an outcome's and a programme's first view."""
    bytes_of: Counter[str] = Counter()
    files = 0
    for path in site.rglob("*"):
        if path.is_file():
            name = path.relative_to(site).as_posix()
            bytes_of[next(kind for kind, fits in KINDS.items() if fits.search(name))] += path.stat().st_size
            files += 1
    programme = f"programmes/{FIRST_PROGRAMME}/"
    return {
        **{f"KB an item, {kind}": bytes_of[kind] / 1000 / items for kind in KINDS},
        "KB an item": bytes_of.total() / 1000 / items,
        "files an item": files / items,
        "KB of an outcome’s page": sent_kb(site / programme / "s1/index.html"),
        "KB of an outcome’s first view": first_view_kb(site, f"{programme}s1/"),
        "KB of a programme’s first view": first_view_kb(site, programme),
    }


def sent_kb(path: Path) -> float:
    """Return the KB in which a web server sends a file: texts compressed."""
    content = path.read_bytes()
    return len(gzip.compress(content, 6) if path.suffix in _TEXTS else content) / 1000


def first_view_kb(site: Path, page: str) -> float:
    """Return the KB of a page and all files that its HTML has a browser load at once, once each."""
    html = (site / page / "index.html").read_text(encoding="utf-8")
    loaded = {site / page / "index.html"}
    for tag in _TAG.findall(html):
        address = _ADDRESS.search(tag)
        if address and (not tag.startswith("<link") or _LOADED.search(tag)):
            path = site / unquote(urljoin(f"/{page}", address[1].partition("?")[0])).lstrip("/")
            loaded |= {path} if path.is_file() else set()
    return sum(sent_kb(path) for path in loaded)
