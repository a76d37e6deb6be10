"""Which characters nobody can see: controls, joiners, fillers, blanks that are no white space."""

from __future__ import annotations

import re

UNSEEN = (
    "\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u2800\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\U00016fe4"
    "\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""What stands between the brackets of a regular expression for them. Source: `Default_Ignorable_Code_Point` of
Unicode's DerivedCoreProperties.txt, version 15.0; controls and separators; and letters and signs without a shape, such
as the blank of Braille, a note of music without a head, and the place of an object."""

# Joiners between letters, the tags of flags, and the shapes of an emoji or a Chinese sign belong to what is seen.
HIDDEN = re.compile(
    f"(?![\u200c\u200d\ufe0f\U000e0000-\U000e007f\U000e0100-\U000e01ef])[{UNSEEN}]"
    "|(?<=[ -~])[\u200c\u200d\ufe0f]|[\u200c\u200d](?=[ -~])"
    "|(?<![\U0001f3f4\U000e0000-\U000e007f])[\U000e0000-\U000e007f]+"
)
"""What stands unseen in a text and belongs to nothing that is seen there."""

# One of them: U+200B, U+00AD.
_UNSEEN = re.compile(f"[{UNSEEN}]")


def first_unseen(text: str) -> str | None:
    """Return the first character of a text that nobody can see, or None; white space is seen by what it parts."""
    found = _UNSEEN.search(text)
    return found[0] if found else None
