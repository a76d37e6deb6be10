"""What a built page runs and loads: its inline scripts and styles, and where everything else comes from."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from urllib.parse import urlsplit

from outcome_frameworks.hosts.policy.plain_markup import PlainMarkup

_SCRIPT_TYPE = re.compile(
    r"(?:module|importmap|speculationrules|(?:text|application)/(?:x-)?(?:java|ecma|live|j)script[\d.]*)?"
)
"""Types of a script that a policy rules; any other type is data, which no policy concerns (HTML Standard, 4.12.1.1)."""

_LOADS = {
    ("script", "src"): "script-src",
    ("img", "src"): "img-src",
    ("img", "srcset"): "img-src",
    ("image", "href"): "img-src",
    ("image", "xlink:href"): "img-src",
    ("input", "src"): "img-src",
    ("video", "poster"): "img-src",
    ("source", "srcset"): "img-src",
    ("source", "src"): "media-src",
    ("video", "src"): "media-src",
    ("audio", "src"): "media-src",
    ("track", "src"): "media-src",
    ("iframe", "src"): "frame-src",
    ("object", "data"): "object-src",
    ("embed", "src"): "object-src",
    ("form", "action"): "form-action",
    ("button", "formaction"): "form-action",
    ("input", "formaction"): "form-action",
    ("base", "href"): "base-uri",
}
_LINKS = {
    "stylesheet": "style-src",
    "icon": "img-src",
    "apple-touch-icon": "img-src",
    "manifest": "manifest-src",
    "modulepreload": "script-src",
    "preconnect": "font-src",  # the only sign in a page that a style sheet of another host loads fonts from a third
}
_PRELOADS = {
    "script": "script-src",
    "style": "style-src",
    "font": "font-src",
    "image": "img-src",
    "fetch": "connect-src",
}

_PLAIN = PlainMarkup(
    tags=sorted({"link", *(tag for tag, name in _LOADS if name == "href")}),
    attributes=sorted({name for _, name in _LOADS if name != "href"}),
)

_FONT = re.compile(r"data:(?:font|application/[\w-]*font)|[^?#]*\.(?:woff2?|ttf|otf|eot)(?:[?#]|$)", re.IGNORECASE)
"""The address of a font: `data:font/woff2;base64,…`, `fonts/lato.woff2?v=2`."""

_CSS_URL = re.compile(r"(@import\s+)?(?:url\(\s*(\"[^\"]*\"|'[^']*'|[^)\s]*)|(?<=@import )\s*(\"[^\"]*\"|'[^']*'))")
"""What a style sheet loads: `url(a.png)`, `@import url("a.css")`, or, without the word, `@import "a.css"`."""

_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
"""A comment of a style sheet, which loads nothing: `/* url(a.png) */`."""

Load = tuple[str, str]
"""A directive of the policy, such as `img-src`, and a source that it has to allow."""


@dataclass(frozen=True)
class PageSources:
    """What one page needs of a policy, and what of it no policy of ours allows.

    `scripts` and `styles` are the hashes of what stands between tags, as a policy names them. `refused` says of each
    script that will not run what and where it is, as `12: onclick of <a>`.
    """

    scripts: frozenset[str] = frozenset()
    styles: frozenset[str] = frozenset()
    loads: frozenset[Load] = frozenset()
    refused: tuple[str, ...] = ()


def read_page(html: str) -> PageSources:
    """Read one page. What is wrong in its HTML is read as far as it goes; nothing is raised."""
    found = _read(_PLAIN.without(html))
    return _read(_PLAIN.without(html, with_lines=True)) if found.refused else found


@lru_cache(maxsize=256)  # without their plain markup, pages in the same frame of a theme are the same
def _read(html: str) -> PageSources:
    reader = _PageReader()
    reader.feed(html)
    reader.close()
    return PageSources(
        frozenset(reader.scripts), frozenset(reader.styles), frozenset(reader.loads), tuple(reader.refused)
    )


def read_style(css: str) -> Iterator[Load]:
    """Yield what a style sheet loads."""
    for imported, address, bare in _CSS_URL.findall(_CSS_COMMENT.sub("", css)):
        url = (address or bare).strip("\"'")
        kind = "style-src" if imported or bare else "font-src" if _FONT.match(url) else "img-src"
        if source := _source(url):
            yield kind, source


def hash_of(text: str) -> str:
    """Return the hash of an inline script or style as a policy names it (Content Security Policy Level 3, 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def is_elsewhere(source: str) -> bool:
    """Return whether a source is on another host."""
    return "//" in source


def _source(url: str) -> str:
    """Return what a policy calls the place of an address; nothing for an address within the page."""
    url = url.strip()
    try:
        parts = urlsplit(url)
    except ValueError:  # such as http://[
        return ""
    if parts.netloc:
        # A policy compares no query, and ends a source at these signs.
        return f"{parts.scheme or 'https'}://{parts.netloc}{parts.path}".replace(";", "%3B").replace(",", "%2C")
    if parts.scheme in ("data", "blob"):
        return f"{parts.scheme}:"
    return "" if parts.scheme or not url or url.startswith("#") else "'self'"


class _PageReader(HTMLParser):
    """Collects what a page runs and loads.

    Inside a page that this project made of frameworks (`article.of-page`) no script can be rightful: templates hold
    none there. One that stood there all the same would be an author's, and a policy must not allow it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.scripts: set[str] = set()
        self.styles: set[str] = set()
        self.loads: set[Load] = set()
        self.refused: list[str] = []
        self._articles: list[bool] = []
        self._inline = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in reversed(attrs)}  # a browser takes the first of each
        if tag == "article":
            self._articles.append("of-page" in values.get("class", "").split())
        for name, value in values.items():
            if name.startswith("on"):
                self._refuse(f"{name} of <{tag}>")
            elif name in ("href", "src", "action", "formaction") and value.strip().lower().startswith("javascript:"):
                self._refuse(f"javascript: in {name} of <{tag}>")
        self.loads.update(read_style(values.get("style", "")))
        self._inline = tag if tag == "style" or (tag == "script" and _is_inline_script(values)) else ""
        if tag == "script" and values.get("src") and any(self._articles):
            self._refuse(f"<script src={values['src']}> in the text of a framework")
        else:
            self.loads.update(_loads(tag, values))

    def handle_endtag(self, tag: str) -> None:
        if tag == "article" and self._articles:
            self._articles.pop()
        self._inline = ""

    def handle_data(self, data: str) -> None:
        if self._inline == "style":
            self.styles.add(hash_of(data))
            self.loads.update(read_style(data))
        elif self._inline and any(self._articles):
            self._refuse("<script> in the text of a framework")
        elif self._inline:
            self.scripts.add(hash_of(data))

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Read what begins with `<![`, which is a comment to browsers, and which some versions of Python give up at."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i)

    def _refuse(self, what: str) -> None:
        self.refused.append(f"{self.getpos()[0]}: {what}")


def _is_inline_script(values: dict[str, str]) -> bool:
    return "src" not in values and bool(_SCRIPT_TYPE.fullmatch(values.get("type", "").strip().lower()))


def _loads(tag: str, values: dict[str, str]) -> Iterator[Load]:
    """Yield what one element loads."""
    for name, value in values.items():
        kind = _LOADS.get((tag, name))
        if tag == "link" and name == "href":
            kind = _kind_of_link(values)
        urls = [part.split()[0] for part in value.split(", ") if part.split()] if name == "srcset" else [value]
        for source in filter(None, map(_source, urls)) if kind else ():
            yield str(kind), source


def _kind_of_link(values: dict[str, str]) -> str | None:
    words = values.get("rel", "").lower().split()
    if "preload" in words:
        return _PRELOADS.get(values.get("as", "").lower())
    return next((_LINKS[word] for word in words if word in _LINKS), None)
