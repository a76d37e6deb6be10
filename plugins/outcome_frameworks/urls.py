"""The only place that names a path: where each page of a portfolio lives, made from ids and never from titles."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import quote

from outcome_frameworks.model import (
    Assumption,
    Element,
    Evidence,
    Hypothesis,
    LearningPoint,
    Level,
    Phase,
    Target,
    fold_id,
)

_ON_PROGRAMME_PAGE = {Level: "level", Phase: "phase", Assumption: "assumption", Evidence: "evidence"}
"""What has no page of its own, with the word that its anchor on the programme page begins with."""

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""Endings of the files that MkDocs makes pages of."""


@dataclass(frozen=True)
class Urls:
    """Addresses of pages, as `src_uri` (the path of a Markdown file that MkDocs would build them from).

    `prefix` is a path below the site's root ("" or "frameworks"); `use_directory_urls` is MkDocs' own option:
    `programmes/x/s1/` when true, `programmes/x/s1.html` when false.
    """

    prefix: str = ""
    use_directory_urls: bool = True

    @property
    def home(self) -> str:
        """The site's home page."""
        return "index.md"

    @property
    def programmes(self) -> str:
        """The list of programmes."""
        return posixpath.join(self.prefix, "programmes/index.md")

    @property
    def outcomes(self) -> str:
        """The index of outcomes."""
        return posixpath.join(self.prefix, "outcomes/index.md")

    @property
    def hypotheses(self) -> str:
        """The index of hypotheses."""
        return posixpath.join(self.prefix, "hypotheses/index.md")

    @property
    def search(self) -> str:
        """The search page."""
        return posixpath.join(self.prefix, "search/index.md")

    def map_dot(self, programme_id: str) -> str:
        """The map of a programme as a DOT file."""
        return posixpath.join(self.prefix, "programmes", programme_id, "map.dot")

    def pack(self, programme_id: str) -> str:
        """A programme with everything in it as one page, to print."""
        return posixpath.join(self.prefix, "programmes", programme_id, "print.md")

    def page_of(self, target: Target) -> str:
        """Give the `src_uri` of the page that shows a target: its own, or its programme's."""
        folder = posixpath.join(self.prefix, "programmes", target.framework.id)
        if isinstance(target.entry, (Element, Hypothesis, LearningPoint)):
            return posixpath.join(folder, fold_id(target.entry.id) + ".md")
        return posixpath.join(folder, "index.md")

    def anchor_of(self, target: Target) -> str:
        """Give the id on the page at which a target without a page of its own stands; "" for a whole page."""
        word = _ON_PROGRAMME_PAGE.get(type(target.entry)) if target.entry else None
        return f"{word}-{fold_id(target.entry.id)}" if word and target.entry else ""

    def url(self, src_uri: str) -> str:
        """Give the address of a page or file below the site's root, percent-encoded, as MkDocs builds it."""
        stem, extension = posixpath.splitext(src_uri)
        if extension not in _MARKDOWN:
            return quote(src_uri)
        folder, name = posixpath.split(stem)
        if name == "README":
            stem, name = posixpath.join(folder, "index"), "index"
        if not self.use_directory_urls:
            return quote(stem + ".html")
        return quote((folder if name == "index" else stem) + "/").lstrip("/")

    def href(self, target: Target, from_url: str) -> str:
        """Give the link to a target as written in the page at `from_url`; an anchor alone where it stands there."""
        url, anchor = self.url(self.page_of(target)), self.anchor_of(target)
        if url == from_url and anchor:
            return "#" + quote(anchor)
        return relative(url, from_url) + ("#" + quote(anchor) if anchor else "")


def relative(url: str, from_url: str) -> str:
    """Give one address below the site's root as written in the page at another."""
    path = posixpath.relpath(url or ".", posixpath.dirname(from_url) or ".")
    return path + "/" if url.endswith("/") or not url else path
