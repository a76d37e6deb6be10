"""Measure texts in the font that pictures are set in, break them into lines, and know which characters it lacks."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path

import font_source_sans_pro
import uharfbuzz

FAMILY = "Source Sans Pro"
"""The name of the font. It holds the letters of languages written in Latin, Greek and Cyrillic script."""

_SYMBOLS = ("So", "Sk", "Cf", "Mn", "Me")
"""Unicode categories of pictures among the letters, and of what joins and colours them."""

_JOINERS = "\u200d\ufe0f"
"""What makes one emoji of several, and an emoji of a sign; it goes with them."""


@dataclass(frozen=True)
class Font:
    """One weight of the bundled font. `weight` is its number in CSS; `file` its file."""

    weight: int
    file: Path

    @cached_property
    def _font(self) -> uharfbuzz.Font:
        return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(self.file))))

    def width(self, text: str, size: float) -> float:
        """Return the width of a text in pixels, set at a size in pixels as the drawing program sets it."""
        advance = sum(place.x_advance for place in self._shaped(text).glyph_positions)
        return float(advance * size / self._font.face.upem)

    def can_set(self, text: str) -> bool:
        """Return whether the font has all of a text; glyph 0 is the box that stands for what it lacks."""
        return text.isspace() or all(glyph.codepoint for glyph in self._shaped(text).glyph_infos)

    def lacking(self, text: str) -> str:
        """Return the characters of a text that the font cannot draw, each once, in their order."""
        return "".join(character for character in dict.fromkeys(text) if not _can_set(self, character))

    def shortened(self, text: str, size: float, most: float) -> str:
        """Return a text that is no wider than `most`, cut with … where it has to be."""
        if self.width(text, size) <= most:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.width(text[:middle].rstrip() + "…", size) <= most:
                low = middle
            else:
                high = middle - 1
        return text[:low].rstrip(" ,;:.–-") + "…"

    def lines(self, text: str, size: float, most: float) -> list[str]:
        """Break a text between words into lines no wider than `most`; a word that is wider is broken too."""
        found: list[str] = []
        line = ""
        for word in (part for whole in text.split() for part in self._parts(whole, size, most)):
            joined = f"{line} {word}" if line else word
            if line and self.width(joined, size) > most:
                found.append(line)
                line = word
            else:
                line = joined
        return [*found, line] if line else found

    def _parts(self, word: str, size: float, most: float) -> Iterator[str]:
        while self.width(word, size) > most:
            end = max(1, bisect_right(range(1, len(word)), most, key=partial(self._width_of_first, word, size)))
            yield word[:end]
            word = word[end:]
        if word:
            yield word

    def _width_of_first(self, word: str, size: float, count: int) -> float:
        return self.width(word[:count], size)

    def _shaped(self, text: str) -> uharfbuzz.Buffer:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self._font, buffer)
        return buffer


def without_symbols(text: str, lacking: str) -> str:
    """Return a text without the emoji and signs among the characters that the font lacks; missing letters stay."""
    gone = {c for c in lacking if unicodedata.category(c) in _SYMBOLS}
    kept = "".join(c for c in text if c not in gone and not (gone and c in _JOINERS))
    return " ".join(kept.split())


@cache
def _can_set(font: Font, character: str) -> bool:
    return font.can_set(character)


def _of_weight(weight: int, name: str) -> Font:
    return Font(weight, Path(font_source_sans_pro.font_directory) / f"SourceSansPro-{name}.ttf")


REGULAR = _of_weight(400, "Regular")
SEMIBOLD = _of_weight(600, "Semibold")
BOLD = _of_weight(700, "Bold")
