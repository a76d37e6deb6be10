"""Entries written as a sentence alone, or pasted with a bullet or a code before it: the lines that they should be."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Container, Iterable
from typing import NamedTuple

from outcome_frameworks.model import (
    Assumption,
    Document,
    Element,
    Entry,
    Evidence,
    Hypothesis,
    LearningPoint,
    Level,
    Organisation,
    Phase,
    fold_id,
    is_page_id,
    make_programme_id,
    make_slug,
)
from outcome_frameworks.problems.wording import one_line, quote, write_out
from outcome_frameworks.reading.yaml.lookalikes import BULLETS, FOREIGN_BLANK, FOREIGN_COLON
from outcome_frameworks.reading.yaml.placed import PlacedText

WORDED: dict[type[Entry], str] = {
    Element: "statement",
    Hypothesis: "statement",
    Assumption: "statement",
    LearningPoint: "statement",
    Evidence: "title",
    Level: "title",
    Organisation: "title",
    Phase: "title",
    Document: "title",
}
"""The field that holds what an entry says, where a sentence may be meant as the whole entry."""

_LETTERS: dict[type[Entry], str] = {Hypothesis: "H", Assumption: "A", LearningPoint: "LP", Evidence: "E", Element: "E"}
"""How the first code of a list begins, where nothing else says so."""

_MOST_READ = 20_000
"""Characters of a text that may be an entry, or a list of them: some hundred lines."""

# `• `, `1. `, `(a) `: what word processors put before the entries of a list.
_BULLETS = re.compile(rf"\s*(?:(?:[{BULLETS}*+-]|\(?\d{{1,3}}[.)]|[a-z][.)]|\([A-Za-z]\))\s+){{0,9}}")
_MARK = re.compile(rf"[{BULLETS}*+-](?=\s)")
_NUMBER = re.compile(r"(?<!\S)\(?([0-9]{1,3})[.)](?=\s)")
# `M1 People meet`, `M1: people meet`, `(1.2) People meet`, but not `A4 paper is cheap`.
_CODED = re.compile(
    r"[\[(]?(?P<code>[A-Z]{1,4}-?\d{1,3}(?:\.\d{1,3})*[a-z]?|\d{1,3}(?:\.\d{1,3})+)[\])]?"
    r"(?:\s*:\s*|\s*[.–—-]\s+|\s+(?=[A-Z“\"'])|\s*$|(?<=[\])])\s+)(?P<rest>.*)",
    re.DOTALL,
)
_WORD = re.compile(r"[\w.-]+")
_DIGIT = re.compile("[0-9]")
_FIELDS = re.compile(rf"[a-z_]+:(?:[^\s:/]|//\S+$)|[A-Za-z_][\w-]*(?:{FOREIGN_COLON.pattern}|:{FOREIGN_BLANK.pattern})")
_NUMBERED = re.compile(r"(?P<start>.{0,40}?)(?P<number>[0-9]{1,9})")
_NEEDS_QUOTES = re.compile(r"""[-?:,\[\]{}#&*!|>'"%@`]|.*(?::(?: |$)| #)|(?:~|null|Null|NULL)?$""")


class Lines(NamedTuple):
    """An entry as it is to be written: its id, "" where it needs none, and the field that holds its words.

    `is_coded` tells that the id stands in the author's own text; else nothing refers to it yet.
    """

    id: str
    field: str
    words: str
    is_coded: bool = False

    def advice(self, in_brackets: bool) -> str:
        """Return what to write, to stand at the end of a message."""
        if in_brackets:
            return f"write {self.entry()}"
        worded = f"{self.field}: {write_words(self.words)}"
        return f'write two lines for it: "- id: {self.id}" and "  {worded}"' if self.id else f'write "- {worded}"'

    def entry(self) -> str:
        """Return the entry on one line, as it stands among others in brackets."""
        id = f"id: {self.id}, " if self.id else ""
        return f"{{{id}{self.field}: {quote(self.words)}}}"


class Codes:
    """The codes of one list, and what its next entry may be called.

    `taken` are the folded ids of the file, `named` all codes that stand in it: what refers to one means something else.
    """

    def __init__(
        self, cls: type[Entry], listed: Iterable[str], holder: str, taken: Container[str], named: Container[str]
    ) -> None:
        listed = list(listed)
        self._cls = cls
        self._taken, self._named = taken, named
        self._listed = {fold_id(code) for code in listed}
        self._alike: Counter[str] = Counter()
        self._start, self._number, self._width = _LETTERS.get(cls, "E"), 0, 0
        if cls is Element and holder:
            self._start = f"{holder}." if _CODED.fullmatch(holder) else next(filter(_is_letter, holder), "E").upper()
        for code in listed:
            if (found := _NUMBERED.fullmatch(code)) and is_page_id(f"{found['start']}1"):
                start, number = found["start"], int(found["number"])
                self._number = max(number, self._number) if start == self._start else number
                self._start, self._width = start, len(found["number"])
        if not is_page_id(f"{self._start}1"):  # too long for one more
            self._start = _LETTERS.get(cls, "E")

    def next_for(self, words: str, code: str = "") -> str:
        """Return an id that nothing has yet: a code found before the words, one that goes on with the list, or ""."""
        if self._cls in (Phase, Document):
            return ""
        if self._cls is Organisation:
            return make_programme_id(words, self._taken)
        if code and self._is_free(code):
            return code
        if self._cls is Level:
            slug = make_slug(words)
            self._alike[slug] += 1
            numbered = (f"{slug}-{number}" for number in itertools.count(max(2, self._alike[slug])))
            first = [slug] if self._alike[slug] == 1 else []
            return next(id for id in itertools.chain(first, numbered) if id not in self._taken)
        while True:
            self._number += 1
            made = f"{self._start}{self._number:0{self._width}}"
            if self._is_free(made) and fold_id(made) not in self._listed and fold_id(made) not in self._named:
                return made

    def _is_free(self, code: str) -> bool:
        return fold_id(code) not in self._taken and is_page_id(code)


def codes_named(source: str) -> frozenset[str]:
    """Return all words with a digit of a file's text, folded: what may be an id there, or refer to one."""
    return frozenset(fold_id(word.rstrip(".")) for word in _WORD.findall(source) if _DIGIT.search(word))


def code_in(text: str) -> str:
    """Return the code before a sentence, perhaps behind a bullet; "" where there is none."""
    found = _CODED.fullmatch(_without_bullets(text))
    return found["code"] if found else ""


def _without_bullets(text: str) -> str:
    found = _BULLETS.match(text)
    return text[found.end() :] if found else text


def spell_out(cls: type[Entry], text: str, codes: Codes) -> Lines:
    """Return a sentence as the entry that is meant by it: without a bullet, with the code before it as its id."""
    words, code = _without_bullets(text), code_in(text)
    if found := _CODED.fullmatch(words):
        words = found["rest"]
    words = one_line(words) or "…"
    id = codes.next_for(words, code)
    return Lines(id, WORDED[cls], words, bool(id) and id == code)


def split_bullets(text: PlacedText) -> list[PlacedText]:
    """Return the entries of a list that YAML took for one text: `• People meet • People talk`; else that text alone.

    Numbers have to go up by one: in `1. People meet in 12. May`, the second is a date.
    """
    if bullet := _MARK.match(text):
        parts = re.split(rf"(?<!\S)(?={re.escape(bullet[0])}\s)", text)
    else:
        number = _NUMBER.match(text)
        parts = _split_numbers(text) if number and int(number[1]) == 1 else [text]
    return [PlacedText.at(text.place, part, text.plain, text.comment, text.repaired) for part in parts if part.strip()]


def _split_numbers(text: str) -> list[str]:
    """Return the entries of `1. People meet 2. People talk`, each from its number on."""
    starts: list[int] = []
    for found in _NUMBER.finditer(text):
        if int(found[1]) == len(starts) + 1:
            starts.append(found.start())
    return [text[start:end].strip() for start, end in itertools.pairwise([*starts, len(text)])]


def may_be_entry(text: str) -> bool:
    """Return whether a text may be meant as an entry, and is no field with a wrong colon."""
    return bool(text.strip()) and len(text) <= _MOST_READ and not _looks_like_fields(text)


def _looks_like_fields(text: str) -> bool:
    """Return whether a text is no sentence: fields with a wrong colon or no space after it, `id:S1`; an address."""
    return _FIELDS.match(text) is not None


def is_code(text: str) -> bool:
    """Return whether a text is a code alone, perhaps behind a bullet: `M1`, `• M1`."""
    found = _CODED.fullmatch(_without_bullets(text))
    return found is not None and not found["rest"]


def write_words(words: str) -> str:
    """Return a text as it is written after the name of a field: in quotes where it needs them."""
    return quote(words) if _NEEDS_QUOTES.match(words) else write_out(words)


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()
