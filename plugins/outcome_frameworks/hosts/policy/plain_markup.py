"""The plain markup of a page, which loads and runs nothing: most of what a page is, and not worth parsing."""

from __future__ import annotations

import re
from collections.abc import Iterable

_RAW = "script|style"
"""Elements that hold no tags, whatever they look like."""

_TEXT_ONLY = "title|textarea|iframe|xmp|noembed|noframes"
"""Elements whose tags are text to browsers, and to parsers of some versions."""

_NO_END = "plaintext"
"""An element that holds all that follows."""

_ATTRIBUTES = r"""(?:\s+[a-z][\w:.-]*+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*\s*+"""
"""Attributes that nobody can read otherwise: ` defer src="a.js"`."""

_CLEAR = re.compile(
    rf"""
    <({_RAW}){_ATTRIBUTES}>[^<]*+(?:<(?!/\s*(?:{_RAW})|!--)[^<]*+)*</\1\s*>
    | <({_TEXT_ONLY}){_ATTRIBUTES}>[^<]*+</\2\s*>
    | <(?!(?:{_RAW}|{_TEXT_ONLY}|{_NO_END})[\s/>])[a-z][a-z0-9-]*+{_ATTRIBUTES}/?>
    | </[a-z][a-z0-9-]*+\s*>
    | <!doctype\s[^<>"'\[\]]*>
    | <!--(?!-?>)[^-]*+(?:-(?!-)[^-]*+)*-->
    """,
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
"""Markup whose end is beyond doubt: `<script>a < b</script>`, `<img src="a.png">`, `</p>`, `<!-- a -->`."""


class PlainMarkup:
    """Tells plain markup from what may load or run something.

    Args:
        tags: The names of the elements that may, whatever their attributes are.
        attributes: The names of the attributes that may; those of events, `style` and `javascript:` are known.
    """

    def __init__(self, tags: Iterable[str], attributes: Iterable[str]) -> None:
        tag = rf"(?!(?:{'|'.join(tags)}|article|{_RAW}|{_TEXT_ONLY}|{_NO_END})[\s/>])[a-z][a-z0-9-]*+"
        attribute = rf"(?!(?i:on|(?:{'|'.join(attributes)}|href|style)[\s=/>]))[a-zA-Z][\w:.-]*+(?:=\"[^\"]*\")?"
        href = r'href="(?:[#./?0-9a-ik-zA-IK-Z][^"]*)?"'  # no `javascript:`, nor its first letter in another spelling
        style = r'style="[^"(@&]*"'  # no `url(…)` and no `@import`, in whichever spelling
        rest = rf"(?:\s(?:{attribute}|{href}|{style}))*\s*+/?>"
        about = rf'<link\srel="(?:canonical|alternate)\s?"{rest}|<title>[^<]*+</title>'
        data = r'<script\stype="application/ld\+json">[^<]*+</script>'
        piece = rf"[^<]++|<{tag}{rest}|</{tag}>|{about}|{data}"
        self._plain = re.compile(rf"(?:{piece}|<article{rest}(?:{piece})*</article>)*", re.ASCII)

    def without(self, html: str, *, with_lines: bool = False) -> str:
        """Return a page without its plain markup; `with_lines` keeps what is left on the lines where it stood.

        From the first place on at which browsers may differ about what is markup, everything stays as it is.
        """
        left: list[str] = []
        place = 0
        while place < len(html):
            plain = self._plain.match(html, place)
            start = plain.end() if plain else place
            if with_lines:
                left.append("\n" * html.count("\n", place, start))
            clear = _CLEAR.match(html, start)
            place = clear.end() if clear else len(html)
            left.append(html[start:place])
        return "".join(left)
