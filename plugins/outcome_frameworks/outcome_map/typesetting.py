"""Sets text of maps in lines: how wide it may get in the reader's font, and where its lines break."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

import pyphen

from outcome_frameworks.outcome_map.displayable import KEPT_TEXTS
from outcome_frameworks.problems.wording import one_line

FONTS = "Arial,Roboto,'Noto Sans','DejaVu Sans',sans-serif"
"""The fonts of pictures. A reader has one of them, and every one that the tables were measured in may stand there."""


class _Widths(dict[str, float]):
    """The widths of characters, as multiples of the font size: those of a table, and of others once they are met."""

    def __init__(self, by_width: dict[int, str]) -> None:
        super().__init__((c, width / 100) for width, characters in by_width.items() for c in characters)
        self._table = dict(self)

    def __missing__(self, character: str) -> float:
        self[character] = width = _other(character, self._table)
        return width


# The widest advance, in hundredths of the font size and rounded up to 4, that a character has in Arimo (which has the
# widths of Arial), Roboto, Noto Sans and DejaVu Sans, read from the fonts' tables `hmtx`. A letter with a mark is as
# wide as the letter, but for those that are listed.
_REGULAR = _Widths(
    {
        28: "'ijlıіј",
        32: " \u00a0\u202f,.ł‘’‚‛ΙІЈ",
        36: ":;If·ŀſι",
        40: "()-[]tľŧ‐‑",
        44: "!/\\r¡²³¹Ί",
        48: '"ªº',
        52: "`°´¸‖‗“”„‟‡",
        56: "*?JL_csz|¦¯ĳĿ†Γεζνξгзсэєѕ",
        60: "kvxy¨ĸŁ•γκλςυχвтухчь",
        64: "$0123456789FTabdeghnopqu{}¢£¥§«µ»¿ßðøþđŋŦ‒€ΕΞΡΣΤΥβδηθμοπρστЅГЕРТУабеклоряђ",
        68: "EKPSY¶Þ–ΚαφψЗинпћџ",
        72: "ABVXZ¤ħΑΒΔΖΛΧЄАБВКСХЧЬЭЯдцъ",
        76: "CHNRUŊΈΗΝΠЏИЛНПм",
        80: "&DGOQÐØĐΘΟΦΨΩЂЋДОЦы",
        84: "#+<=>^w~¬±×÷Ĳŉ←↑→↓−ΌΎΏωЪ",
        88: "ΉΜМФфю",
        92: "MĦЫжшљњ",
        96: "%щ",
        100: "Wm©®¼½¾Ææ—―…™",
        104: "@œ",
        108: "ŒЊЖШЮ",
        112: "ЉЩ",
    }
)
_BOLD = _Widths(
    {
        32: "'",
        36: " \u00a0\u202fijlıіј",
        40: ",.:;I·ł‘’‚‛ΙιІЈ",
        44: "-/\\f²³¹ſ‐‑",
        48: "!()[]t¡ľŧ",
        52: "`r°´¸‖‗‡",
        56: '"*J_|¦¯ŀ†εг',
        60: "csz¨ªºΊζξςзстэєѕ",
        64: "?L§¿Ŀ–•ΓΞλτГвь",
        68: "aekvxy«¶»ĸŁ“”„‟υχаекухя",
        72: "$0123456789EFTbdghnopqu{}¢£¤¥ßðøþđĳŋŦ‒€ΕΣΤαβγδηθκνορЕЗТбинопрчђџ",
        76: "CPSYZµÞΖΡΥμЄЅРСЭлцъћ",
        80: "ABKRVXħΑΒΔΚΛΧπσφψАБВУХЬЯ",
        84: "#+<=>DGHNU^~¬±Ð×÷ĐŊ←↑→↓−ΗΝΠЏИКЛНПЧдм",
        88: "&OQØĲΈΘΟΦΨΩωЂЋО",
        92: "ΌΏДы",
        96: "wЦЪњ",
        100: "@M©®Ħŉ—―…™ΎΜМФжфюљ",
        104: "%¼½¾ΉЫ",
        108: "mæш",
        112: "WÆœщ",
        116: "ЉЊ",
        120: "ŒЮ",
        124: "ЖШ",
        136: "Щ",
    }
)

_WIDE = 1.04
"""A character that fills a square, as in Chinese, Japanese and Korean."""
_PICTOGRAM = 1.4
_UNKNOWN_SMALL = 0.8
"""A letter of a script that has no capitals, or a small one."""
_UNKNOWN = 1.0
_JOINER = "\u200d"
# Behind a hyphen or a dash with a letter after it: `well-|being`, `2020–|2022`.
_BREAK = re.compile(r"(?<=[-‐–—])(?=\w)")
"""Where a line breaks within what no space parts, as in browsers."""

LONGEST_WORD = 100
"""Letters of what no language has for a word."""

_NO_WORD = re.compile(
    r"[\d_@<>={}|&]|[.:]\w|//"
    r"|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]"
)
"""What addresses and codes hold (`S1`, `a_b`, `e.g.x`, `https://`), and letters of scripts without spaces (`漢`)."""

LEAST_SYLLABLE = 3
"""Letters that stay together at either end of a word that is broken."""

# A letter of Chinese, Japanese or Korean, beside each of which a line may break: `漢|字|です`. In a group, so that
# `split` keeps them.
_IDEOGRAPHS = re.compile(r"([\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff])")


LONGEST_KEPT = 1000
"""Characters of a text whose words are kept; longer ones would take much memory."""


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style, which is a class of the picture's style sheet ("" for plain)."""

    text: str
    style: str = ""
    bold: bool = False


Line = tuple[Run, ...]


def width_of(text: str, *, bold: bool = False) -> float:
    """Return the greatest width of a text, as a multiple of the font size."""
    return sum(map((_BOLD if bold else _REGULAR).__getitem__, text))


def _other(character: str, known: dict[str, float]) -> float:
    kind = unicodedata.category(character)
    if kind in {"Mn", "Me", "Cf"}:
        return 0.0
    plain = unicodedata.normalize("NFD", character)[0]
    if plain in known:
        return known[plain]
    if kind in {"So", "Cs", "Co", "Cn"}:
        return _PICTOGRAM
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return _WIDE
    return _UNKNOWN_SMALL if kind in {"Ll", "Lo", "Mc", "Nd"} else _UNKNOWN


@lru_cache(KEPT_TEXTS)
def longest_word(text: str, *, bold: bool = False, language: str = "") -> float:
    """Return the width of the widest part of a text that cannot be broken, or only where a hyphen would be wrong.

    `language` is that of a dictionary of hyphens; without it, words are whole.
    """
    hyphen, widest = width_of("-", bold=bold), 0.0
    for word, _, wide in _words(text, bold):
        if wide + hyphen > widest and is_word(word):
            parts = _with_hyphens(syllables(word, language)) if language else [word]
            widest = max(widest, *(width_of(part, bold=bold) for part in parts))
    return widest


def is_word(text: str) -> bool:
    """Return whether a text without spaces is a word: addresses, codes and the like may break anywhere."""
    return len(text) <= LONGEST_WORD and not _NO_WORD.search(text)


def set_lines(runs: Iterable[Run], width: float, language: str | None = None) -> list[Line]:
    """Break runs of text, which follow on each other, into lines no wider than `width` (in font sizes).

    Lines break between words, beside ideographs, and within words that are wider than a line: with a hyphen where a
    `language` is given, by its dictionary as far as there is one. No line is empty.
    """
    lines: list[list[Run]] = [[]]
    used = 0.0
    for run in runs:
        blank = width_of(" ", bold=run.bold)
        for word, is_apart, wide in _words(run.text, run.bold):
            space = blank if is_apart and lines[-1] else 0.0
            if lines[-1] and used + space + wide > width:
                lines.append([])
                used = space = 0.0
            if wide > width:  # it begins a line
                *whole, word = _broken(word, width, language, bold=run.bold)  # noqa: PLW2901 -- the rest of it
                for part in whole:
                    _add(lines[-1], run, part)
                    lines.append([])
                wide = width_of(word, bold=run.bold)  # noqa: PLW2901
            _add(lines[-1], run, " " + word if space else word)
            used += space + wide
    return [tuple(line) for line in lines if line]


def _words(text: str, bold: bool) -> Sequence[tuple[str, bool, float]]:
    """Return the words of a text, each with whether a space goes before it, and its width; every ideograph is one."""
    return _kept_words(text, bold) if len(text) <= LONGEST_KEPT else _measured(text, bold)


def _measured(text: str, bold: bool) -> list[tuple[str, bool, float]]:
    found = []
    for chunk in one_line(text).split(" "):
        parts = (part for ideographs in _IDEOGRAPHS.split(chunk) for part in _BREAK.split(ideographs) if part)
        found += [(part, number == 0, width_of(part, bold=bold)) for number, part in enumerate(parts)]
    return found


_kept_words = lru_cache(KEPT_TEXTS)(_measured)


def _broken(word: str, width: float, language: str | None, *, bold: bool) -> list[str]:
    """Return a word that is wider than a line in parts that fit one each; what is joined stays together."""
    hyphen, parts = "", _letters(word)
    if language is not None and is_word(word):
        hyphen, known = "-", syllables(word, language)
        if all(width_of(part, bold=bold) <= width for part in _with_hyphens(known)):
            parts = known
    lines = [""]
    for number, part in enumerate(parts):
        end = hyphen if number < len(parts) - 1 else ""
        if lines[-1] and width_of(lines[-1] + part + end, bold=bold) > width:
            lines[-1] += hyphen
            lines.append("")
        lines[-1] += part
    return lines


def _letters(word: str) -> list[str]:
    parts = [""]
    for character in word:
        is_joined = width_of(character) == 0.0 or parts[-1].endswith(_JOINER)
        if parts[-1] and not is_joined:
            parts.append("")
        parts[-1] += character
    return parts


def syllables(word: str, language: str) -> list[str]:
    """Return a word in the parts between which a hyphen may stand; whole where there is no dictionary of its language.

    `language` is written as in HTML: `en`, `en-GB`. Places where hyphens change the spelling are left out.
    """
    dictionary = _dictionary(language)
    places = [int(place) for place in dictionary.positions(word) if not place.data] if dictionary else []
    ends = [0, *places, len(word)]
    return [word[start:end] for start, end in pairwise(ends)]


@cache
def _dictionary(language: str) -> pyphen.Pyphen | None:
    name = pyphen.language_fallback(language) if language else None
    return pyphen.Pyphen(lang=name, left=LEAST_SYLLABLE, right=LEAST_SYLLABLE) if name else None


def _with_hyphens(parts: list[str]) -> list[str]:
    """Return the parts of a word as they stand at the ends of lines."""
    return [*(f"{part}-" for part in parts[:-1]), parts[-1]]


def _add(line: list[Run], run: Run, text: str) -> None:
    if line and (line[-1].style, line[-1].bold) == (run.style, run.bold):
        line[-1] = Run(line[-1].text + text, run.style, run.bold)
    else:
        line.append(Run(text, run.style, run.bold))


def runs_right_to_left(text: str) -> bool:
    """Return whether a text begins in a script that is written from right to left (rule P2 of UAX #9)."""
    strong = (unicodedata.bidirectional(character) for character in text)
    return next((kind for kind in strong if kind in {"L", "R", "AL"}), "L") != "L"
