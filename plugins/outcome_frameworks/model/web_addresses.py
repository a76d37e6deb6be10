"""Which addresses an author's link may lead to: where it seems to lead, and nowhere that runs a script."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import SplitResult, urlsplit

from outcome_frameworks.model.characters import name_character
from outcome_frameworks.model.confusables import CONFUSABLES
from outcome_frameworks.problems.unseen import first_unseen

# A scheme, or whatever stands before a colon in the first part of an address: `https:`, `javascript:`.
_SCHEME = re.compile(r"[^/?#]*:")
# A file with its ending, `report.pdf`, `a.html#top`; or the folder itself, `.`, or the one above, `..`.
_FILE_NAME = re.compile(r"[^?#]+\.[A-Za-z][A-Za-z0-9]*(?:[?#].*)?|\.\.?")
# A slip in `https://` before what looks like a host: `https:example.org`, `http//example.org`, `https:///example.org`.
_SLIP_IN_SCHEME = re.compile(r"(https?)(?:[:;：]/?|[;：]//+|:///+|//+)(?=[^\s/?#.][^\s/?#]*\.[^\s/?#])", re.IGNORECASE)
# An address of mail that names a mailbox, `mailto:ann@example.org`, or leaves it to the reader, `mailto:?subject=Hi`.
_MAIL = re.compile(r"mailto:(?:[^?#]*[^?#@]@[^?#@]|\?)", re.IGNORECASE)
_IN_HOST = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Nd", "Nl"))
_JOINERS = "\u200c\u200d"  # Persian and Indian hosts hold them
_STROKES = "\u0335-\u0338\u20d2\u20d3\u20e5\u20e6\u20eb"  # marks that lie over a letter as a slash does
_EAST_ASIAN = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff"
# Letters like a slash stand in hosts of their own scripts alone, beside others of them: `ノート.example`.
_LIKE_SLASH = re.compile(
    rf"(?<![.{_EAST_ASIAN}])[{CONFUSABLES['/']}]|[{CONFUSABLES['/']}](?![.{_EAST_ASIAN}])|[{_STROKES}]"
)
# A mailbox without `mailto:`, `ann@example.org`.
_MAILBOX = re.compile(r"[^\s@/:?#]+@[^\s@/:?#]+\.[^\s@/:?#]+")


def is_safe_url(text: str) -> bool:
    """Return whether an address may stand in a link: http, https, mailto or relative, without white space.

    An address of the web names its host, all of which can be read, and nobody before it:
    `https://charity.org@elsewhere.example` leads elsewhere. One of mail names a mailbox, or leaves it
    to the reader.
    """
    if re.search(r"[\s\x00-\x20\\]", text) or text.startswith("//"):
        return False
    if _SCHEME.match(text) is None:
        return True
    parts = _split(text)
    if parts is None or parts.scheme not in ("http", "https", "mailto"):
        return False
    is_mail = parts.scheme == "mailto"
    names_it = _MAIL.match(text) if is_mail else "@" not in parts.netloc and re.search(r"[^\W_]", parts.hostname or "")
    return bool(names_it) and not any(map(_odd_in_host, _hosts(parts)))


def _split(text: str) -> SplitResult | None:
    """Return the parts of an address; None for none of version 6, and for a host that is another one in disguise."""
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018  # it is read only now, and may be no number
    except ValueError:
        return None
    return parts


def _hosts(parts: SplitResult) -> list[str]:
    """Return the hosts that an address leads to: one of the web, or that of each mailbox."""
    if parts.scheme == "mailto":
        return [mailbox.rpartition("@")[2] for mailbox in parts.path.split(",") if mailbox]
    return [parts.netloc.rpartition("@")[2]]


def _odd_in_host(host: str) -> str:
    """Return the first character of a host that none holds, or that looks like the slash which ends it; "" for none.

    Hosts hold letters, digits and marks of all scripts, `-`, `.` and, within their first parts, `_`. Others that a
    browser would take are seldom what they seem: it reads `%61` as a letter, and `⁄` ends no host.
    """
    if host.startswith("["):  # the module that splits addresses has read it as one of version 6
        return "%" if "%" in host else ""
    name = host.partition(":")[0]
    others = (c for c in name if c not in f"-._{_JOINERS}")
    odd = next((c for c in others if unicodedata.category(c) not in _IN_HOST or first_unseen(c)), "")
    like_slash = _LIKE_SLASH.search(f".{name}.")
    return odd or (like_slash[0] if like_slash else "")


def unfinished_url(text: str) -> str:
    """Return what an address should have been, where only its beginning is missing or mistyped; "" for all others."""
    whole = ""
    if text.lower().startswith("www."):
        whole = f"https://{text}"
    elif slip := _SLIP_IN_SCHEME.match(text):
        whole = f"{slip[1].lower()}://{text[slip.end() :]}"
    elif _MAILBOX.fullmatch(text):
        whole = f"mailto:{text}"
    return whole if is_safe_url(whole) else ""


def broken_url(text: str) -> str:
    """Return why an address of the web or of mail cannot be published, and what to do; "" for all others."""
    if not text.lower().startswith(("http:", "https:", "mailto:")) or is_safe_url(text):
        return ""
    parts = _split(text)
    hosts = _hosts(parts) if parts and "@" not in parts.netloc else ()
    if odd := next(filter(None, map(_odd_in_host, hosts)), ""):
        return (
            f"holds {name_character(odd)} in the name of the site, where only letters, digits, - and . can stand, and "
            "nothing that looks like a slash; copy it again from where it opens"
        )
    return "is no address that can be published; copy it again from where it opens"


def spaced_url(text: str) -> str:
    """Return an address with `%20` for its spaces, where they alone keep it from being one; a host has none."""
    whole = text.replace(" ", "%20")
    return whole if whole != text and is_safe_url(whole) else ""


def is_path(text: str) -> bool:
    """Return whether an address is a path below the site's root: without scheme, and without `/`, `#` or `?` first."""
    return bool(text) and text[0] not in "/#?" and _SCHEME.match(text) is None


def can_be_link(text: str) -> bool:
    """Return whether what stands in the brackets of `[words](…)` is an address: safe, whole, and more than a word.

    Else it was not meant as one, as in `[per head](£30.50)`, `[note](e.g.)` or `[1](only)`: a path has a `/`, or is a
    file's name with its ending.
    """
    if not text or not is_safe_url(text) or unfinished_url(text):
        return False
    return not is_path(text) or "/" in text or bool(_FILE_NAME.fullmatch(text))
