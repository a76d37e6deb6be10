"""Measure texts in the font that pictures are set in, break them into lines, and know which characters it lacks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

import font_source_sans_pro
import uharfbuzz

FAMILY = "Source Sans Pro"
"""The name of the font. It holds the letters of languages written in Latin, Greek and Cyrillic script."""

_SYMBOLS = ("So", "Sk", "Cf", "Mn", "Me")
"""Unicode categories of pictures among the letters, and of what joins and colours them."""

_JOINERS = "\u200d\ufe0f"
"""What makes one emoji of several, and an emoji of a sign; it goes with them."""


_MOST = 2_000
"""As many characters as no picture holds, be they all as narrow as an l: the rest need not be measured."""


@dataclass(frozen=True, eq=False)
class Font:
    """One weight of the bundled font, of which there is one each. `weight` is its number in CSS; `file` its file."""

    weight: int
    file: Path

    @cached_property
    def drawn(self) -> uharfbuzz.Font:
        """The font as HarfBuzz knows it, for measuring and drawing."""
        return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(self.file))))

    @cached_property
    def units(self) -> int:
        """In how many parts the font divides its size."""
        return int(self.drawn.face.upem)

    def width(self, text: str, size: float) -> float:
        """Return the width of a text in pixels, set at a size in pixels.

        Words are measured once, and each alone: the font sets no two closer together or further apart than others.
        """
        words = text.split(" ")
        units = sum(_advance(self, word) for word in words) + (len(words) - 1) * _advance(self, " ")
        return units * size / self.units

    def placed(self, text: str, size: float) -> Iterator[tuple[int, float, float]]:
        """Yield the number of each glyph of a text set at a size, with its place in pixels to the right and upwards."""
        scale, right = size / self.units, 0
        for glyph, place in _shaped(self, text):
            yield glyph.codepoint, (right + place.x_offset) * scale, place.y_offset * scale
            right += place.x_advance

    def can_set(self, text: str) -> bool:
        """Return whether the font has all of a text; glyph 0 is the box that stands for what it lacks."""
        return text.isspace() or all(glyph.codepoint for glyph, _ in _shaped(self, text))

    def lacking(self, text: str) -> str:
        """Return the characters of a text that the font cannot draw, each once, in their order."""
        return "".join(character for character in dict.fromkeys(text) if not _can_set(self, character))

    def shortened(self, text: str, size: float, most: float) -> str:
        """Return a text that is no wider than `most`, cut with … where it has to be."""
        text = text[:_MOST]
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
        line, used, space = "", 0.0, self.width(" ", size)
        for word in (part for whole in text[:_MOST].split() for part in self._parts(whole, size, most)):
            wide = _advance(self, word) * size / self.units
            if line and used + space + wide > most:
                found.append(line)
                line, used = word, wide
            else:
                line, used = (f"{line} {word}", used + space + wide) if line else (word, wide)
        return [*found, line] if line else found

    def _parts(self, word: str, size: float, most: float) -> Iterator[str]:
        """Yield a word in parts that are no wider than `most`, of one character at least."""
        if _advance(self, word) * size / self.units <= most:
            yield word
            return
        start, used = 0, 0.0
        for glyph, place in _shaped(self, word):
            wide = place.x_advance * size / self.units
            if glyph.cluster > start and used + wide > most:
                yield word[start : glyph.cluster]
                start, used = glyph.cluster, 0.0
            used += wide
        yield word[start:]


def without_symbols(text: str, lacking: str) -> str:
    """Return a text without the emoji and signs among the characters that the font lacks; missing letters stay."""
    gone = {c for c in lacking if unicodedata.category(c) in _SYMBOLS}
    kept = "".join(c for c in text if c not in gone and not (gone and c in _JOINERS))
    return " ".join(kept.split())


@lru_cache(maxsize=4096)
def _advance(font: Font, word: str) -> int:
    """Return the width of a word, or of a space, in units of the font."""
    return sum(place.x_advance for _, place in _shaped(font, word))


def _shaped(font: Font, text: str) -> list[tuple[uharfbuzz.GlyphInfo, uharfbuzz.GlyphPosition]]:
    """Return each glyph of a text, which knows the number of the character that it begins with, and its place."""
    buffer = uharfbuzz.Buffer()
    buffer.add_codepoints([ord(character) for character in text])
    buffer.guess_segment_properties()
    uharfbuzz.shape(font.drawn, buffer)
    return list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)) if text else []


@cache
def _can_set(font: Font, character: str) -> bool:
    return font.can_set(character)


def _of_weight(weight: int, name: str) -> Font:
    return Font(weight, Path(font_source_sans_pro.font_directory) / f"SourceSansPro-{name}.ttf")


REGULAR = _of_weight(400, "Regular")
SEMIBOLD = _of_weight(600, "Semibold")
BOLD = _of_weight(700, "Bold")
