"""Which addresses an author's link may lead to: where it seems to lead, and nowhere that runs a script."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_SCHEME = re.compile(r"[^/?#]*:")
_FILE_NAME = re.compile(r"[^?#]+\.[A-Za-z][A-Za-z0-9]*(?:[?#].*)?|\.\.?")
_MAILBOX = re.compile(r"[^\s@/:?#]+@[^\s@/:?#]+\.[^\s@/:?#]+")


def is_safe_url(text: str) -> bool:
    """Tell whether an address may stand in a link: http, https, mailto or relative, without white space.

    An address of the web names its host, and nobody before it: `https://charity.org@elsewhere.example` leads elsewhere.
    """
    if re.search(r"[\s\x00-\x20\\]", text) or text.startswith("//"):
        return False
    scheme = _SCHEME.match(text)
    if scheme is None or scheme[0].lower() == "mailto:":
        return True
    try:
        parts = urlsplit(text)
    except ValueError:  # no address of version 6, or a host that is another one in disguise
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc


def unfinished_url(text: str) -> str:
    """Give what an address should have been, where only its beginning is missing: of a site, or of a mailbox."""
    if text.lower().startswith("www."):
        return f"https://{text}"
    return f"mailto:{text}" if _MAILBOX.fullmatch(text) else ""


def is_path(text: str) -> bool:
    """Tell whether an address is a path below the site's root: without a scheme, and without `/`, `#` or `?` first."""
    return bool(text) and text[0] not in "/#?" and _SCHEME.match(text) is None


def can_be_link(text: str) -> bool:
    """Tell whether what stands in the brackets of `[words](…)` is an address: safe, whole, and more than a word.

    Else it was not meant as one, as in `[per head](£30.50)`, `[note](e.g.)` or `[1](only)`: a path has a `/`, or is a
    file's name with its ending.
    """
    if not text or not is_safe_url(text) or unfinished_url(text):
        return False
    return not is_path(text) or "/" in text or bool(_FILE_NAME.fullmatch(text))
