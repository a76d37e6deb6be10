"""Turn an author's longer text into HTML: paragraphs, line breaks, emphasis and links, and nothing more."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import lru_cache

import nh3
from markdown import Markdown
from markdown.inlinepatterns import LINK_RE, LinkInlineProcessor
from markupsafe import Markup

from outcome_frameworks.model import is_safe_url

ResolveReference = Callable[[str], str | None]
"""Gives the address of a reference such as `new-models/S1` as seen from the page, or None where it is unknown."""

REFERENCE_SCHEME = "outcome:"
"""What an address begins with that is a reference to a part of a framework."""

_TAGS = {"p", "em", "strong", "a"}
_LINK = re.compile(r'<a(?: href="([^"]*)")?[^>]*>(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_LINE_END = re.compile(r"(?<!</p>)\n")
_MOST_IN_LINK = 2_000  # characters of the words of a link, and of its address
_UNUSED = {
    "preprocessors": "html_block",
    "blockprocessors": "indent code hashheader setextheader hr olist ulist quote reference",
    "inlinePatterns": "backtick escape reference image_link image_reference short_reference short_image_ref autolink "
    "automail linebreak html entity",
}


def render_prose(text: str, resolve: ResolveReference) -> Markup:
    """Give the paragraphs of a text as safe HTML.

    `resolve` turns `outcome:` links into addresses. A link that may not be published (`javascript:`) or whose
    reference is unknown is left out; its words stay.
    """

    def link(match: re.Match[str]) -> str:
        address, words = html.unescape(match[1] or ""), match[2]
        if address.startswith(REFERENCE_SCHEME):
            resolved = resolve(address.removeprefix(REFERENCE_SCHEME))
            return f'<a href="{html.escape(resolved)}">{words}</a>' if resolved else words
        return match[0] if address and is_safe_url(address) else words

    # Line breaks last: addresses that hold one are gone by then. Markdown would make each an element, at a cost that
    # grows with the square of their number.
    return Markup(_LINE_END.sub("<br>\n", _LINK.sub(link, _convert(text))))


def plain_text(text: str) -> str:
    """Give the words of a longer text without its markup, on one line: for descriptions and feeds."""
    bare = _TAG.sub("", _convert(text).replace("</p>", " "))
    return " ".join(html.unescape(bare).split())


@lru_cache(maxsize=4096)
def _convert(text: str) -> str:
    """Give sanitised HTML in which `outcome:` links still stand."""
    converter = _markdown()
    converter.reset()
    # An ampersand is encoded first, so that `&lt;` in a text is shown as these four characters.
    made = converter.convert(text.replace("&", "&amp;"))
    return nh3.clean(made, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto", "outcome"})


@lru_cache(maxsize=1)
def _markdown() -> Markdown:
    """Make a converter that knows no HTML, images, code, headings, lists or quotations.

    What looks like one of these is the author's text and stays as it is: a summary that begins with "1. " or
    "# " keeps both characters.
    """
    converter = Markdown(output_format="html")
    for name in _UNUSED["preprocessors"].split():
        converter.preprocessors.deregister(name, strict=False)
    for name in _UNUSED["blockprocessors"].split():
        converter.parser.blockprocessors.deregister(name, strict=False)
    for name in _UNUSED["inlinePatterns"].split():
        converter.inlinePatterns.deregister(name, strict=False)
    converter.inlinePatterns.register(_ShortLink(LINK_RE, converter), "link", 160)
    return converter


class _ShortLink(LinkInlineProcessor):
    """Looks for the end of a link only so far ahead: thousands of brackets that nobody closes take no minutes."""

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802 (Markdown's own name)
        return super().getText(data[: index + _MOST_IN_LINK], index)

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802
        return super().getLink(data[: index + _MOST_IN_LINK], index)
