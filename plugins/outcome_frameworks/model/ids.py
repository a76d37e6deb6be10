"""Ids: what may be one, how two are compared, and what an entry was called before."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from typing import Annotated, Any
from urllib.parse import quote

from pydantic import AfterValidator, BeforeValidator, PlainValidator, WithJsonSchema

from outcome_frameworks.model.characters import refuse_stacks
from outcome_frameworks.model.refusal import RefusalError
from outcome_frameworks.problems import NOWHERE, Place
from outcome_frameworks.problems.unseen import first_unseen

MAX_ID = 80
"""Longest id, in characters."""
MAX_ADDRESS = 240
"""Longest id as an address holds it, in bytes: with an ending below the 255 that file systems allow for a name."""

WINDOWS_NAMES = frozenset(
    "con prn aux nul conin$ conout$".split() + [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]
)
"""Folded names that no file or folder can have on Windows, alone and before a dot."""

RESERVED_IDS = WINDOWS_NAMES.union(
    "index embed map framework links print feed changes search assets tags outcomes programmes hypotheses".split(),
    "organisations 404 sitemap".split(),
)
"""Folded ids that the site, organisations.yml or Windows keeps for itself, alone and before a dot: `con.x`."""

PAGE_NAMES = frozenset(
    "indicators evidence judgements assumptions values gaps table list logframe narrative drivers triangle".split()
    + "data scales compare strands".split(),
)
"""Folded names of pages that programmes are to have, kept from the ids of entries, alone and before a dot.

A name that is kept only when its page comes would break somebody's permanent address. `tags` is taken already.
"""

_MOST_OF_WORDS = 40  # characters of an id that is made from a name

FILE_ENDINGS = tuple(
    ".html .htm .css .js .json .xml .svg .png .jpg .jpeg .gif .webp .csv .dot .pdf .md .txt .gz .wasm".split()
)
"""How no id may end: the folder of its page would stand where a file of the site does, or be taken for one."""

UNNAMED = "unnamed-"
"""How the ids start that stand in for broken ones, and for those that nobody gave."""

PROGRAMME_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
"""What the id of a programme or organisation looks like."""


def fold_id(text: str) -> str:
    """Return the form in which two ids are compared: Unicode NFC, without case."""
    if text.isascii():  # nearly always; it is asked for every reference
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def _require_id(value: Any) -> str:
    """Check an id, and give it in Unicode NFC."""
    text = _require_name(value)
    if not (text[0].isalnum() and text[-1] != "." and all(map(_may_stand_in_id, text))):
        bad = next((c for c in text if not _may_stand_in_id(c)), text[-1] if text[0].isalnum() else text[0])
        named = {" ": "a space", '"': "a quote"}.get(bad, f'"{bad}"')
        raise RefusalError(
            "bad-id",
            f'the id "{text}" holds {named} where it cannot stand; an id starts with a letter or digit, goes on with '
            "letters, digits, - _ and . and does not end with .",
        )
    return text


def _may_stand_in_id(character: str) -> bool:
    """Return whether an id may hold a character; marks belong to the letters of many scripts."""
    return character.isalnum() or character in "-_." or unicodedata.category(character).startswith("M")


def _require_programme_id(value: Any) -> str:
    """Check the id of a programme, and give it."""
    text = _require_name(value)
    if not PROGRAMME_ID.fullmatch(text):
        raise RefusalError(
            "bad-id",
            f'the id "{text}" is part of every address; write it with small letters a-z, digits and hyphens only',
        )
    return text


def is_programme_id(text: str) -> bool:
    """Return whether a text may be the id of a programme."""
    try:
        return _refuse_reserved(_require_programme_id(text)) == text
    except RefusalError:
        return False


def is_page_id(text: str) -> bool:
    """Return whether a text may be the id of something new with a page of its own."""
    try:
        _refuse_reserved(_require_id(text))
    except RefusalError:
        return False
    return not is_page_name(text)


def is_page_name(text: str) -> bool:
    """Return whether an id is kept for a page to come; the check refuses it where nothing was published under it."""
    return _in_one_form(text).partition(".")[0] in PAGE_NAMES


def make_programme_id(words: str, taken: Container[str] = ()) -> str:
    """Return the id of a programme or organisation made from a name, which nothing has yet."""
    start = make_slug(words)
    numbered = (start, *(f"{start}-{number}" for number in range(2, len(RESERVED_IDS))))
    return next((id for id in numbered if id not in taken and is_programme_id(id)), start)


def make_slug(words: str) -> str:
    """Return a name in small letters, digits and hyphens: `Fife Council` → `fife-council`."""
    plain = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", plain)[:_MOST_OF_WORDS].strip("-") or "unnamed"


def _require_name(value: Any) -> str:
    """Check what every id has in common, and give it in Unicode NFC."""
    if isinstance(value, (dict, list)):
        raise RefusalError("wrong-type", "is a list or a group of fields where an id is expected")
    text = unicodedata.normalize("NFC", "" if value is None else str(value))
    if not text.strip():
        raise RefusalError("empty-text", "the id is empty; give a short one such as S1, and never change it")
    if found := first_unseen(text):
        raise RefusalError("bad-id", f"the id holds the invisible character U+{ord(found):04X}; type the id again")
    refuse_stacks(text, "the id ")
    if len(text) > MAX_ID:
        raise RefusalError(
            "bad-id", f'the id "{text[:20]}…" has {len(text)} characters; the longest an id may be is {MAX_ID}'
        )
    if (size := len(quote(fold_id(text)))) > MAX_ADDRESS:
        raise RefusalError(
            "bad-id",
            f'the id "{text[:20]}…" takes {size} bytes in an address, where a letter outside a-z takes up to twelve; '
            f"the most an id may take is {MAX_ADDRESS}",
        )
    return text


def _refuse_reserved(text: str) -> str:
    """Return an id that no page of the site and no operating system keeps for itself."""
    form = _in_one_form(text)
    if form.partition(".")[0] in RESERVED_IDS or form.endswith(FILE_ENDINGS):
        raise RefusalError(
            "reserved-id",
            f'the id "{text}" is a name that the site or an operating system keeps for itself; choose another',
        )
    return text


def _in_one_form(text: str) -> str:
    """Return the form in which an id is compared with names: folded, and with plain letters, `ＣＯＮ` → `con`."""
    return fold_id(unicodedata.normalize("NFKC", text))


class _WrittenId(str):
    """An id that knows where it stands."""

    __slots__ = ("place",)

    place: Place


def place_of_alias(alias: str, otherwise: Place) -> Place:
    """Return where an earlier id stands, where that is known."""
    place: Place = getattr(alias, "place", NOWHERE)
    return otherwise if place == NOWHERE else place


def _require_earlier_id(value: Any) -> str:
    """Hold each part of an earlier id to what ids are held to."""
    programme, slash, entry = str(value).partition("/") if isinstance(value, str) else ("", "", value)
    start = f"{_refuse_reserved(_require_programme_id(programme))}/" if slash else ""
    written = _WrittenId(start + _refuse_reserved(_require_id(entry if slash else value)))
    written.place = getattr(value, "place", NOWHERE)
    return written


Id = Annotated[
    str, BeforeValidator(_require_id), WithJsonSchema({"type": "string", "minLength": 1, "maxLength": MAX_ID})
]
"""A permanent name; part of an address, as an anchor."""

PageId = Annotated[Id, AfterValidator(_refuse_reserved)]
"""A permanent name of something that has a page of its own: part of the page's URL."""

ProgrammeId = Annotated[
    str,
    BeforeValidator(_require_programme_id),
    AfterValidator(_refuse_reserved),
    WithJsonSchema({"type": "string", "pattern": f"^{PROGRAMME_ID.pattern}$", "maxLength": MAX_ID}),
]
"""A permanent name of a programme or organisation: small letters, digits, hyphens."""

EarlierId = Annotated[
    str,
    PlainValidator(_require_earlier_id),  # the usual check after it would lose the place
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": 2 * MAX_ID + 1}),
]
"""An earlier id: `S2`, or `old-programme/S2` where the entry has come from another programme."""
