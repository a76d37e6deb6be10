"""Which documents of a hostile site are of one kind: one of each is used in a browser by day, all of them at night."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

from cases.case import CALL

_TEMPLATE = re.compile(r"\bof-page--\w+")
"""What names the template of a page, in the class of its article: `of-page of-page--element`."""

_SIGNS = re.compile(
    r"""<!|</?[a-z]|[<>&"'`\\*_]|\{\{|\$\{|\]\]|\]\(|\b(?:javascript|vbscript|data|https?|mailto):"""
    r"|\bon[a-z]{1,20}\s{0,3}=|&\#?\w{1,30};|[\u200b-\u200f\u202a-\u202e\u2066-\u2069]|" + re.escape(CALL),
    re.IGNORECASE,
)
"""What means something to HTML, a script, an address or Markdown, or is not seen: `<i`, `'`, `onerror=`, `data:`."""

_FORM = re.compile(
    r"programmes/case-[^/]+/(?:(?!map/|print/|embed/)[^/]+/)?(?P<form>print/|map/embed/|embed/|map-\w+\.svg|)(?:index\.html)?"
)
"""What a document of a case is, beside a page: `programmes/case-x51/s1/embed/index.html` is a frame."""


class _Kind(HTMLParser):
    """Reads what a document is made of, and which signs stand in its texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.template = ""
        self.made_of: set[tuple[str, str]] = set()
        self.signs: set[str] = set()
        self._is_code = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_code = tag in ("script", "style")
        self.made_of.add((tag, ""))
        for name, value in attrs:
            self.made_of.add((tag, name))
            if name == "class" and tag == "article" and (found := _TEMPLATE.search(value or "")):
                self.template = found[0]

    def handle_endtag(self, _tag: str) -> None:
        self._is_code = False

    def handle_data(self, data: str) -> None:
        if not self._is_code:
            self.signs |= {sign.lower() for sign in _SIGNS.findall(data)}


def one_of_each(site: Path, paths: Iterable[str]) -> list[str]:
    """Return one path of each kind, that of the document in which most calls stand; pages of no case are all kept.

    Of one kind are documents made by one template, of the same elements and attributes, with the same signs in them.
    """
    chosen: dict[object, tuple[int, str]] = {}
    for path in paths:
        text = (site / path).read_text("utf-8")
        form, kind = _FORM.fullmatch(path), _Kind(text)
        key = (form["form"] if form else path, kind.template, frozenset(kind.made_of), frozenset(kind.signs))
        chosen[key] = max(chosen.get(key, (-1, "")), (text.count(CALL), path))
    return sorted(path for _, path in chosen.values())
