"""Which characters no text or id may hold: those that act beyond the text they stand in, or that nobody can see."""

from __future__ import annotations

import re
import unicodedata

from outcome_frameworks.model.confusables import CONFUSABLES
from outcome_frameworks.model.refusal import RefusalError
from outcome_frameworks.problems.unseen import first_unseen

MAX_STACKED = 10
"""Most marks in a row on one letter. Tibetan needs seven, other scripts fewer; a pile covers the lines above it."""

# C0 and C1 controls (but for tab, line feed, carriage return), bidirectional overrides, embeddings and isolates, the
# byte order mark, interlinear annotation, halves of surrogate pairs, and the noncharacters of every plane.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    + "]"
)
# Tag letters spell words that nobody sees; they belong into the flags of England, Scotland and Wales alone:
# a black flag, the letters `gbsct`, and the tag that ends them.
_TAG = re.compile("[\U000e0000-\U000e007f]")
_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,8}\U000e007f")


def forbidden_in_text(text: str) -> str | None:
    """Return the first character of a text that no page may hold, or None."""
    if found := _FORBIDDEN.search(text):
        return found[0]
    found = _TAG.search(_FLAG.sub("", text))
    return found[0] if found else None


def stacked_mark(text: str) -> str | None:
    """Return the first mark of those that are more than `MAX_STACKED` on one letter, or None."""
    if text.isascii():
        return None
    run = 0
    for position, character in enumerate(text):
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if run > MAX_STACKED:
            return text[position - MAX_STACKED]
    return None


def nothing_to_read(text: str) -> str | None:
    """Return the first of the blanks, unseen characters and bare marks that are all a text holds; None for others."""
    held = text.strip()
    if any(not c.isspace() and not unicodedata.category(c).startswith("M") and not first_unseen(c) for c in held):
        return None
    return held[:1]


_AS_ASCII = {ord(letter): like for like, letters in CONFUSABLES.items() for letter in letters}
_AMONG_THEMSELVES = str.maketrans("01I", "Oll")
"""Characters of ASCII that many fonts draw alike, as UTS #39 has them."""


def appearance(text: str) -> str:
    """Return what an id looks like. Two of one appearance cannot be told apart on a page, if either is in disguise."""
    seen = unicodedata.normalize("NFKC", text).translate(_AS_ASCII).translate(_AMONG_THEMSELVES)
    return unicodedata.normalize("NFKC", seen).casefold()


def is_disguised(text: str) -> bool:
    """Return whether an id, or a letter of one, looks like another: `С1` with a Cyrillic С, or `S¹`."""
    return not text.isascii() and unicodedata.normalize("NFKC", text).translate(_AS_ASCII) != text


def name_character(character: str) -> str:
    """Name a character for a message: `U+0410 (CYRILLIC CAPITAL LETTER A)`."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}" + (f" ({name})" if name else "")


def refuse_stacks(text: str, subject: str = "") -> None:
    """Raise where a text piles marks on one letter; `subject` begins the message.

    Raises:
        RefusalError: with the first such mark.
    """
    if found := stacked_mark(text):
        raise RefusalError(
            "stacked-marks",
            f"{subject}holds more than {MAX_STACKED} marks on one letter, the first {name_character(found)}; type that "
            "word again",
        )
