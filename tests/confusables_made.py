"""Writes the table of letters that look like those of ASCII anew, from a `confusables.txt` of Unicode.

`python tests/confusables_made.py confusables.txt`; the file is that of unicode.org/Public/security, of any version.
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

TABLE = Path(__file__).parent.parent / "plugins/outcome_frameworks/model/confusables.py"

WANTED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./")
"""What ids hold of ASCII, and the slash, with which a host ends."""


def lookalikes(confusables: str) -> dict[str, str]:
    """Return the letters, digits and marks that look like a character of ASCII, in order, by that character.

    Those that compatibility normalisation (NFKC) maps to others are left out: ids are compared after it.
    """
    found: dict[str, str] = {}
    for line in confusables.splitlines():
        source, _, rest = line.partition("#")[0].partition(";")
        target = rest.partition(";")[0].split()
        if len(target) != 1 or (like := chr(int(target[0], 16))) not in WANTED:
            continue
        letter = chr(int(source, 16))
        is_held = letter.isalnum() or unicodedata.category(letter).startswith("M")
        if is_held and not letter.isascii() and unicodedata.normalize("NFKC", letter) == letter:
            found[like] = found.get(like, "") + letter
    return {like: "".join(sorted(letters)) for like, letters in sorted(found.items())}


def written(letters: str) -> str:
    """Return letters as they stand in Python, those by their codes that would turn the line around or join others."""
    plain = (unicodedata.bidirectional(letter) == "L" and letter.isalnum() for letter in letters)
    codes = (letter.encode("unicode_escape").decode() for letter in letters)
    return "".join(letter if is_plain else code for letter, code, is_plain in zip(letters, codes, plain, strict=True))


def main() -> None:
    """Put the table of a file into the module."""
    table = lookalikes(Path(sys.argv[1]).read_text(encoding="utf-8-sig"))
    before, start, _ = TABLE.read_text(encoding="utf-8").partition("CONFUSABLES = {\n")
    rows = "".join(f'    "{like}": "{written(letters)}",\n' for like, letters in table.items())
    TABLE.write_text(f"{before}{start}{rows}}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
