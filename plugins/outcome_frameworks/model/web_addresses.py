"""Which addresses an author's link may lead to: where it seems to lead, and nowhere that runs a script."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from outcome_frameworks.unseen import first_unseen

_SCHEME = re.compile(r"[^/?#]*:")
_FILE_NAME = re.compile(r"[^?#]+\.[A-Za-z][A-Za-z0-9]*(?:[?#].*)?|\.\.?")
_SLIP_IN_SCHEME = re.compile(r"(https?)(?:[:;：]/?|[;：]//+|:///+|//+)(?=[^\s/?#.][^\s/?#]*\.[^\s/?#])", re.IGNORECASE)
_MAIL = re.compile(r"mailto:(?:[^?#]*[^?#@]@[^?#@]|\?)", re.IGNORECASE)
_JOINERS = dict.fromkeys((0x200C, 0x200D))  # Persian and Indian hosts hold them
_MAILBOX = re.compile(r"[^\s@/:?#]+@[^\s@/:?#]+\.[^\s@/:?#]+")


def is_safe_url(text: str) -> bool:
    """Tell whether an address may stand in a link: http, https, mailto or relative, without white space.

    An address of the web names its host, all of which can be seen, and nobody before it:
    `https://charity.org@elsewhere.example` leads elsewhere. One of mail names a mailbox, or leaves it
    to the reader.
    """
    if re.search(r"[\s\x00-\x20\\]", text) or text.startswith("//"):
        return False
    scheme = _SCHEME.match(text)
    if scheme is None:
        return True
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018  # it is read only now, and may be no number
    except ValueError:  # no address of version 6, or a host that is another one in disguise
        return False
    if parts.scheme == "mailto":
        return _MAIL.match(text) is not None and not first_unseen(parts.path)
    seen = parts.netloc.translate(_JOINERS)
    names_host = bool(parts.hostname) and "@" not in seen and not first_unseen(seen)
    return parts.scheme in ("http", "https") and names_host


def unfinished_url(text: str) -> str:
    """Give what an address should have been, where only its beginning is missing or mistyped; "" for all others."""
    whole = ""
    if text.lower().startswith("www."):
        whole = f"https://{text}"
    elif slip := _SLIP_IN_SCHEME.match(text):
        whole = f"{slip[1].lower()}://{text[slip.end() :]}"
    elif _MAILBOX.fullmatch(text):
        whole = f"mailto:{text}"
    return whole if is_safe_url(whole) else ""


def broken_url(text: str) -> str:
    """Say why an address of the web or of mail cannot be published, and what to do; "" for all others."""
    if not text.lower().startswith(("http:", "https:", "mailto:")) or is_safe_url(text):
        return ""
    return "is no address that can be published; copy it again from where it opens"


def spaced_url(text: str) -> str:
    """Give an address with `%20` for its spaces, where they alone keep it from being one; a host has none."""
    whole = text.replace(" ", "%20")
    return whole if whole != text and is_safe_url(whole) and "%" not in urlsplit(whole).netloc else ""


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
