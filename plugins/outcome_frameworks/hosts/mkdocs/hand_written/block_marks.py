"""Carry the blocks of hand-written pages past Markdown: a mark in their place, and what they become in place of it."""

from __future__ import annotations

import re
from typing import get_args
from urllib.parse import unquote

from outcome_frameworks.model import Target
from outcome_frameworks.model.sentences import label_of
from outcome_frameworks.pages import Here, Renderer, render_block, render_block_as_links
from outcome_frameworks.reading.hand_written import (
    Block,
    BlockKind,
    MarkdownPage,
    replace_blocks,
    replace_references,
    without_drafts,
)

_KINDS = "|".join(get_args(BlockKind))
_MARK = re.compile(rf'(<p>\s*)?<span data-of-block="({_KINDS})\.([0-9A-Za-z%]*)"></span>(?(1)\s*</p>)')
"""A mark in HTML, with the paragraph that Markdown puts around it: `<p><span data-of-block="outcome.S1"></span>`."""

_MARK_LINE = re.compile(
    rf'^(?P<prefix>.*)<span data-of-block="(?P<kind>{_KINDS})\.(?P<text>[^"]*)"></span>$', re.MULTILINE
)
"""A mark in Markdown, which ends its line, with what precedes it: `> <span data-of-block="outcome.S1"></span>`."""

_HEADING = re.compile(r"<h([1-6])\b")
"""The beginning of a heading, with its level: `<h2 id="a">`."""

_ID = re.compile(r'\sid="of-block-(\d+)')
"""The number of a map that stands in the page already, as in an excerpt: ` id="of-block-2-S1"`."""


def mark_blocks(markdown: str) -> str:
    """Return a page with a mark in the place of each block, which Markdown leaves as it is wherever it may stand.

    The mark holds all that the block says: excerpts of a page are made again from its Markdown, without the page.
    """
    return replace_blocks(MarkdownPage(markdown), _mark)


def fill_marks(html: str, renderer: Renderer, here: Here) -> str:
    """Return HTML with what each block becomes, as seen from the page, in the place of its mark."""
    if "data-of-block=" not in html:
        return html
    number = max((int(found[1]) for found in _ID.finditer(html)), default=0)
    parts, end = [], 0
    for mark in _MARK.finditer(html):
        parts.append(html[end : mark.start()])
        headings = _HEADING.findall(html, 0, mark.start())
        level = min(int(headings[-1]) + 1, 6) if headings else 2
        kind = _kind(mark[2])
        number += kind == "outcome-map"
        parts.append(render_block(renderer, kind, unquote(mark[3]), here, f"of-block-{number}", level))
        end = mark.end()
    return "".join([*parts, html[end:]])


def for_other_plugins(markdown: str, renderer: Renderer) -> str:
    """Return the Markdown of a page as one may read it away from the site, such as in a feed: with whole addresses.

    Blocks become lists of links. Where the site's own address is not known, nothing changes.
    """
    site = renderer.site
    if not site.base_url or not ("outcome:" in markdown or "data-of-block=" in markdown):
        return markdown
    top = Here(site, "")

    def whole(target: Target) -> str:
        return site.public_url(top.href(target))

    def links(mark: re.Match[str]) -> str:
        lines = render_block_as_links(renderer, _kind(mark["kind"]), unquote(mark["text"]), whole).split("\n")
        return "\n".join(f"{mark['prefix']}{line}" for line in lines)

    def resolve(reference: str) -> tuple[str, str] | None:
        target = site.portfolio.find(reference)
        return (whole(target), label_of(target)) if target else None

    page = MarkdownPage(_MARK_LINE.sub(links, markdown))
    return replace_references(without_drafts(page, site.portfolio), resolve)


def _kind(word: str) -> BlockKind:
    return "outcome" if word == "outcome" else "outcome-map"


def _mark(block: Block) -> str:
    """Write a mark in letters and digits only, in which no extension of Markdown finds anything to do."""
    text = "".join(chr(b) if chr(b).isascii() and chr(b).isalnum() else f"%{b:02X}" for b in block.text.encode())
    return f'<span data-of-block="{block.kind}.{text}"></span>'
