"""Turn an author's longer text into HTML: paragraphs, line breaks, emphasis and links, and nothing more."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import lru_cache
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.inlinepatterns import LINK_RE, LinkInlineProcessor
from markdown.util import AtomicString
from markupsafe import Markup

from outcome_frameworks.model.web_addresses import can_be_link, is_path
from outcome_frameworks.pages.rendering.emphasis import Emphasis
from outcome_frameworks.problems.wording import one_line

ResolveReference = Callable[[str], tuple[str, str] | None]
"""Gives the address and the label of a reference such as `new-models/S1` as seen from the page; None where unknown."""

Locate = Callable[[str], str]
"""Gives an address as it stands in the page: a path counts from the site's root."""

REFERENCE_SCHEME = "outcome:"
"""What an address begins with that is a reference to a part of a framework."""

_TAGS = {"p", "em", "strong", "a"}
# A link that the sanitiser has written, with or without its address: `<a href="x" rel="noopener">words</a>`.
_LINK = re.compile(r'<a(?: href="([^"]*)")?([^>]*)>(.*?)</a>', re.DOTALL)
# A reference without words, `<a href="outcome:S1" rel="…"></a>`, of which plain text keeps `S1`.
_EMPTY = re.compile(r'<a href="outcome:([^"]*)"[^>]*>\s*</a>')
_REL = ' rel="noopener noreferrer"'  # as the sanitiser writes it: right for other sites, not for this one
# Any tag: `<em>`, `</p>`.
_TAG = re.compile(r"<[^>]+>")
# A line end within a paragraph, and not the one behind `</p>`.
_LINE_END = re.compile(r"(?<!</p>)\n")
_TITLE = re.compile(r"\s[\"']")  # where a link's title begins: quotes without a space before them are of the address
_QUOTES_HIDDEN = str.maketrans("\"'", "\x00\x01")
_QUOTES_SHOWN = str.maketrans("\x00\x01", "\"'")
_MOST_IN_LINK = 2_000  # characters of the words of a link, and of its address
_UNUSED = {
    "preprocessors": "html_block",
    "blockprocessors": "indent code hashheader setextheader hr olist ulist quote reference",
    "inlinePatterns": "backtick escape reference image_link image_reference short_reference short_image_ref autolink "
    "automail linebreak html entity em_strong em_strong2",
}


def render_prose(text: str, resolve: ResolveReference, locate: Locate) -> Markup:
    """Return the paragraphs of a text as safe HTML.

    `resolve` turns `outcome:` links into addresses; one without words takes the label, and of one whose reference is
    unknown the words stay. What can be no link (`javascript:`, `(see page 3)`) is shown as it was typed.
    """

    def link(match: re.Match[str]) -> str:
        address, attributes, words = html.unescape(match[1] or ""), match[2], match[3]
        if is_path(address):
            return f'<a href="{html.escape(locate(address))}"{attributes.replace(_REL, "")}>{words}</a>'
        if not address.startswith(REFERENCE_SCHEME):
            return match[0] if address else words
        found = resolve(address.removeprefix(REFERENCE_SCHEME))
        if found is None:
            return words
        label = words.strip() or html.escape(found[1])
        return f'<a href="{html.escape(found[0])}"{attributes.replace(_REL, "")}>{label}</a>'

    # Line breaks last: addresses that hold one are gone by then. Markdown would make each an element, at a cost that
    # grows with the square of their number.
    return Markup(_LINE_END.sub("<br>\n", _LINK.sub(link, _convert(text))))


def plain_text(text: str) -> str:
    """Return the words of a longer text without its markup, on one line: for descriptions and feeds."""
    bare = _TAG.sub("", _EMPTY.sub(r"\1", _convert(text)).replace("</p>", " "))
    return one_line(html.unescape(bare))


@lru_cache(maxsize=4096)
def _convert(text: str) -> str:
    """Return sanitised HTML in which `outcome:` links still stand."""
    converter = _markdown()
    converter.reset()
    made = converter.convert(text.replace("&", "&amp;"))  # so `&lt;` in a text is shown as these four characters
    schemes = {"http", "https", "mailto", "outcome"}
    return nh3.clean(made, tags=_TAGS, attributes={"a": {"href", "title"}}, url_schemes=schemes)


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
    converter.inlinePatterns.register(_Link(LINK_RE, converter), "link", 160)
    converter.treeprocessors.register(Emphasis(converter), "emphasis", 15)  # after links, before the tree is laid out
    return converter


class _Link(LinkInlineProcessor):
    """Makes links of what can be one; the rest stays as it was typed, `[per head](£30)` for instance.

    It looks for the end of a link only so far ahead: thousands of brackets that nobody closes take no minutes.
    """

    def handleMatch(  # type: ignore[override]  # noqa: N802 (Markdown's own name, and it gives what it says)
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        link, start, end = super().handleMatch(m, data)
        if link is None or isinstance(link, str):
            return None, None, None
        address = link.get("href") or ""
        if address[: len(REFERENCE_SCHEME)].lower() == REFERENCE_SCHEME:
            link.set("href", REFERENCE_SCHEME + address[len(REFERENCE_SCHEME) :].strip())
        elif not can_be_link(html.unescape(address)):
            return None, None, None
        elif not (link.text or "").strip():
            link.text = AtomicString(address)
        return link, start, end

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802
        return super().getText(data[: index + _MOST_IN_LINK], index)

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802
        data = data[: index + _MOST_IN_LINK]
        title_at = found.start() if (found := _TITLE.search(data, index)) else len(data)
        hidden = data[index:title_at].translate(_QUOTES_HIDDEN)
        address, title, end, is_link = super().getLink(data[:index] + hidden + data[title_at:], index)
        return address.translate(_QUOTES_SHOWN), title, end, is_link
