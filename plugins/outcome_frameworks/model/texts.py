"""Every text of a framework, and the addresses of the links in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple, get_args, get_type_hints

from outcome_frameworks.model.entry import Entry
from outcome_frameworks.model.ids import UNNAMED
from outcome_frameworks.model.scalars import Prose
from outcome_frameworks.problems.wording import show

# The address of a Markdown link: `x` of `[words](x)` and of `[words](<x>)`, `S1` of `[words](outcome:S1)`.
_ADDRESS = re.compile(r"\]\(\s*<?\s*(?P<scheme>outcome:\s*)?(?P<rest>[^)\s>]*)", re.IGNORECASE)
# The brackets of links; that which ends the words of a reference, with all that follows up to the end of the link.
_BRACKET = re.compile(
    r"\[|\](?:\(\s*<?\s*outcome:\s*(?P<reference>[^)\s>]*)(?:[^()]|\([^()]{0,2000}\)){0,2000}\))?", re.IGNORECASE
)

Span = tuple[int, int]
"""Where a stretch of a text begins and ends."""


class WrittenText(NamedTuple):
    """A text, the entry that holds it, and its field's name."""

    entry: Entry
    field: str
    text: str

    @property
    def subject(self) -> str:
        """What messages call it: `note of S1`."""
        names = (getattr(self.entry, name, None) for name in ("id", "title"))
        holder = next((name for name in names if name and not name.startswith(UNNAMED)), None)
        return self.field.rstrip("_") + (f" of {show(holder, 40)}" if holder else "")


class LinkInText(NamedTuple):
    """The address of a link in a longer text, without its `outcome:` where it is a reference."""

    address: str
    is_reference: bool


def leading_texts(entry: Entry) -> Iterator[WrittenText]:
    """Yield every text of an entry, and of all that stands in it, that is an address or may hold a link."""
    return (written for written in _texts_in(entry) if "](" in written.text or written.field == "url")


def _texts_in(entry: Entry) -> Iterator[WrittenText]:
    """Yield every text of an entry and of all that stands in it."""
    waiting = [entry]
    while waiting:
        held = waiting.pop()
        values = vars(held)
        for name in type(held).model_fields:
            value = values[name]
            if value is None or value == ():  # most of them
                continue
            if isinstance(value, str):
                yield WrittenText(held, name, value)
            elif isinstance(value, Entry):
                waiting.append(value)
            elif isinstance(value, tuple):
                waiting += [inner for inner in value if isinstance(inner, Entry)]
                yield from [WrittenText(held, name, text) for text in value if isinstance(text, str)]


def links_in(written: WrittenText) -> Iterator[LinkInText]:
    """Yield what looks like the address of a Markdown link.

    A text without Markdown, such as a statement, is shown as typed: `[x](y)` is no link there. What is meant as a
    reference is one for the checks all the same.
    """
    if "](" not in written.text:
        return
    is_prose = written.field in _prose_fields(type(written.entry))
    for found in _ADDRESS.finditer(written.text):
        if is_prose or found["scheme"]:
            yield LinkInText(found["rest"], bool(found["scheme"]))


def link_marks(text: str, is_gone: Callable[[str], bool]) -> Iterator[Span]:
    """Yield what a Markdown text holds beside the words of links, of those whose reference `is_gone`."""
    opened: list[Span] = []
    for mark in _BRACKET.finditer(text):
        if mark[0] == "[":
            opened.append(mark.span())
        elif opened:
            start = opened.pop()
            if mark["reference"] is not None and is_gone(mark["reference"]):
                yield start
                yield mark.span()


def cut(text: str, spans: Iterable[Span]) -> str:
    """Return a text without some stretches of it, none of which reach into another."""
    kept, done = [], 0
    for start, end in sorted(spans):
        kept.append(text[done:start])
        done = end
    return "".join([*kept, text[done:]])


@cache
def _prose_fields(entry: type[Entry]) -> frozenset[str]:
    hints = get_type_hints(entry, include_extras=True)
    return frozenset(name for name in entry.model_fields if Prose in (hints[name], *get_args(hints[name])))
