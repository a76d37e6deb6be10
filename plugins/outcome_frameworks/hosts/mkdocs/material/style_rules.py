"""Leave out of a style sheet the rules that can hold for nothing on pages that lack certain names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""\\.|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^"')]*\)|/\*.*?\*/|(?P<sign>[{};])""", re.DOTALL | re.IGNORECASE
)
"""What may hold a sign that ends nothing, or such a sign: `"a{b"`, `url(data:a;b)`, `/* } */`, `{`, `;`."""

_WITH_RULES = ("@media", "@supports")
"""The beginnings of rules that hold others."""

_FUNCTION = re.compile(r":[\w-]+\([^()]*\)|\[(?:\"[^\"]*\"|'[^']*'|[^\]])*\]")
"""What in a selector asks for no certain name: `:not(.a)`, `:is(.a,.b)`, `[dir=rtl]`."""

_NAME = re.compile(r"[.#]((?:\\.|[\w-])+)")
"""A class or an id in a selector: the `md-nav__item` of `.md-nav__item`, the `\\35` of `.\\35`."""

_PROPERTY = re.compile(r"\s*(--[\w-]+)\s*:")
"""A declaration of a custom property: `--md-tooltip-width:`."""

USED = re.compile(r"var\(\s*(--[\w-]+)")
"""A custom property where it is used: `var(--md-tooltip-width)`."""


@dataclass(frozen=True)
class Lighter:
    """A style sheet without some of its rules, and the names of which a page must have none to look the same."""

    text: str
    left_out: frozenset[str]


def without_unknown(css: str, known: Collection[str], beside: str = "") -> Lighter:
    """Return a style sheet without the rules that need a class or an id which is not known.

    A rule goes as a whole or stays as a whole: of several selectors, one that a browser cannot read keeps the others
    from holding, too. Of custom properties those go that nothing uses any more, in what is left or in sheets `beside`.
    """
    left_out: set[str] = set()
    text = "".join(_kept(css, frozenset(known), left_out))
    used = {*USED.findall(text), *USED.findall(beside), *known}
    return Lighter("".join(_without_properties(text, used, left_out)), frozenset(left_out))


def _kept(css: str, known: frozenset[str], left_out: set[str]) -> Iterator[str]:
    """Yield the rules that stay; add the names that those need which do not."""
    for start, body in _rules(css):
        if body is None or (start.startswith("@") and not start.startswith(_WITH_RULES)):
            yield start if body is None else f"{start}{{{body}}}"
        elif start.startswith(_WITH_RULES):
            inner = "".join(_kept(body, known, left_out))
            yield f"{start}{{{inner}}}" if inner else ""
        else:
            unknown = [_names(selector) - known for selector in _selectors(start)]
            if all(unknown):
                left_out.update(*unknown)
            else:
                yield f"{start}{{{body}}}"


def _without_properties(css: str, used: Collection[str], left_out: set[str]) -> Iterator[str]:
    """Yield the rules without declarations of what is not used; add the names of what they declared."""
    for start, body in _rules(css):
        if body is None or "--" not in body or start.startswith("@"):
            yield start if body is None else f"{start}{{{body}}}"
            continue
        kept = []
        for declaration in _split(body, ";"):
            named = _PROPERTY.match(declaration)
            if named and named[1] not in used:
                left_out.add(named[1])
            elif declaration:
                kept.append(declaration)
        yield f"{start}{{{';'.join(kept)}}}" if kept else ""


def _rules(css: str) -> Iterator[tuple[str, str | None]]:
    """Yield each rule: what stands before its braces, and what in them; None for a statement without, as `@charset`."""
    start = opened = depth = 0
    for found in _TOKEN.finditer(css):
        sign = found["sign"]
        if sign == "{":
            depth += 1
            opened = found.end() if depth == 1 else opened
        elif sign == "}" and depth:
            depth -= 1
            if depth == 0:
                yield css[start : opened - 1].strip(), css[opened : found.start()]
                start = found.end()
        elif sign == ";" and depth == 0:
            yield css[start : found.end()].strip(), None
            start = found.end()
    if css[start:].strip():
        yield css[start:], None  # what does not end: as it is


def _split(text: str, sign: str) -> list[str]:
    """Return the parts of a text between signs that end something."""
    ends = [found.start() for found in _TOKEN.finditer(text) if found["sign"] == sign]
    return [text[start:end] for start, end in zip([0, *(end + 1 for end in ends)], [*ends, len(text)], strict=True)]


def _selectors(text: str) -> list[str]:
    """Return the selectors of a list, each without what its functions and attributes ask for."""
    before = ""
    while before != text:
        before, text = text, _FUNCTION.sub("", text)
    return text.split(",")


def _names(selector: str) -> frozenset[str]:
    """Return the classes and ids that must stand on a page for a selector to find anything."""
    return frozenset(name.replace("\\", "") for name in _NAME.findall(selector))
