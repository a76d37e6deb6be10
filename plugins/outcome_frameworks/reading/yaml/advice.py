"""Why YAML cannot read a value, and how to write it: a text without quotes, a list in brackets."""

from __future__ import annotations

import re

from outcome_frameworks.problems.wording import FOREIGN_BLANK, name_blank, quote, show, write_out

_QUOTED = re.compile(r"""\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""")
_MARK = re.compile(r"[],\[{}]")
# What no entry of a list in brackets may begin with or hold, unless it is in quotes.
_NEEDS_QUOTES = re.compile(r"""[%@`|>"'\[\]{}#]|- |[&*!](?: |$)|.*[\[\]{}]|.* #|.*?:(?: |$).*:(?: |$)""")
_NEEDS_QUOTES_ALONE = re.compile(r"""[]:\[{}#"']|^[-?%@`*&!|>,]""")  # a text that becomes the entry of a list
_CLOSED = re.compile(r"[]},\s]*(?:\s#.*)?")
_NEXT_ENTRY = re.compile(r",")
_NEXT_FIELD = re.compile(r",\s*[A-Za-z_][\w-]*:\s")
_BULLET = re.compile(r"[–—•·●▪◦‣\uf0b7]\s*([^\s\d].*)", re.DOTALL)
_NO_SPACE = re.compile(r"([a-z_]+:)([^\s:/]\S{0,40})")
_DASH = re.compile(r"-([^\s-])")


def write_as_list(text: str, is_plain: bool, holds_sentences: bool) -> str:
    """Return how to write a text where a list is expected, so that it comes out as it was meant.

    `is_plain` tells that it has no quotes; `holds_sentences` that the list is one of sentences, in which a comma may
    stand, rather than of names, between which it stands.
    """
    dash = _DASH.match(text) if is_plain else None
    if is_plain and text[0] == "-" and (blank := FOREIGN_BLANK.match(text, 1)):
        return f"after the dash stands {name_blank(blank[0])}: replace it with a space"
    if dash and not (holds_sentences and dash[1].isdigit()):
        first = re.split(r"\s+-", text[1:])[0]
        return f'give each entry a line of its own, with a space after its dash: "- {write_out(first)}"'
    if is_plain and (bullet := _BULLET.match(text)):
        first = re.split(rf"\s+{re.escape(text[0])}", bullet[1])[0]
        return f'give each entry a line of its own, with a hyphen and a space at its start: "- {write_out(first)}"'
    if (holds_sentences and "," in text) or _NEEDS_QUOTES_ALONE.search(text):
        return f"write it in brackets and quotes: [{quote(text)}]"
    return f"write it in brackets: [{write_out(text)}]"


def write_as_field(text: str) -> str:
    """Return what turns a text such as `id:S1 statement:one` into fields; nothing where it does not look like them."""
    found = _NO_SPACE.match(text)
    return f'; a space is missing after each colon: write "{found[1]} {found[2]}"' if found else ""


def explain_value(value: str) -> str:
    """Return why a text needs quotes, and show it in quotes."""
    first, fix = value[0], f"write it in quotes: {quote(value)}"
    if first in "\"'":
        if first in value[1:]:
            return (
                "the text goes on after its closing quote; put all of it in quotes: "
                f"{quote(_without_outer_quotes(value))}"
            )
        return f"the quote that opens here is never closed; write {quote(value[1:])}"
    if first in "[{":
        return _explain_brackets(value)
    if value.startswith("- "):
        return (
            "a list starts on the line below its field; give each entry a line of its own there, or, if this is one "
            f"text, put it in quotes, as in {quote(value)}"
        )
    if first in "%@`*&!|>-?,]}":
        return f"a text cannot start with {first} unless it is in quotes; {fix}"
    if ": " in value or value.endswith(":"):
        return f"the text holds a colon and a space, which YAML takes for another field; {fix}"
    if " #" in value:
        return f"YAML takes what follows # for a comment, and the text goes on after it; {fix}"
    return f"YAML cannot read this text; {fix}"


def _without_outer_quotes(value: str) -> str:
    """Return the words of `'It's ours'`, whose quotes stand around them, but all of `'Ours' and 'theirs'`."""
    quote, inside = value[0], value[1:-1]
    if quote == "'":
        inside = inside.replace("''", "'")
    first = re.search(rf"(?<!\w){quote}|{quote}(?!\w)", inside)  # that is no apostrophe within a word
    closes = first and inside[: first.start()][-1:].strip() and not inside[first.end() :][:1].isalnum()
    return value if closes or value[-1] != quote else inside


def _explain_brackets(value: str) -> str:
    """Return what is wrong with a value that starts with a bracket or brace: it may be a list, or a text."""
    first, closing = value[0], {"[": "]", "{": "}"}[value[0]]
    if closing not in value:
        return f"the {first} that opens here is never closed; write {closing} at its end, or put the text in quotes"
    entries, rest = _split(value, closing)
    if rest and not rest.startswith("#"):
        return f"a text that starts with {first} is not read as a text; write it in quotes: {quote(value)}"
    if first == "{":
        entries = [value for _, _, value in (entry.partition(": ") for entry in entries) if value]
    wrong = next((entry for entry in entries if _needs_quotes(entry)), None)
    if wrong:
        return f"YAML cannot read one entry in brackets; write it in quotes: {quote(_without_quotes(wrong))}"
    return (
        f'YAML cannot read "{show(value, 40)}"; if it is one text, put all of it in quotes, else put what holds marks '
        "such as : # % in quotes"
    )


def _split(value: str, closing: str) -> tuple[list[str], str]:
    """Return the entries between the first bracket and the one that closes it, and what stands behind that."""
    entries, start, at, depth = [], 1, 1, 0
    while at < len(value):
        if at == start and (quoted := _QUOTED.match(value, at)):
            at = quoted.end()
        mark = _MARK.search(value, at)
        if not mark:
            break
        at = mark.end()
        if mark[0] in "[{":
            depth += 1
        elif depth and mark[0] in "]}":
            depth -= 1
        elif not depth and mark[0] in (",", closing):
            entries.append(value[start : mark.start()].strip())
            start = at
            if mark[0] == closing:
                return entries, value[at:].strip()
    return [*entries, value[start:].strip()], ""


def _needs_quotes(entry: str) -> bool:
    """Return whether YAML takes an entry of a list for something else than a text; groups in braces are left alone."""
    if _QUOTED.fullmatch(entry) or (entry[:1] in "[{" and entry[-1:] in "]}"):
        return False
    return bool(_NEEDS_QUOTES.match(entry))


def _without_quotes(entry: str) -> str:
    """Return the words of `'it's'`, whose quotes were meant to stand around them."""
    inside = entry[1:-1]
    return inside if entry[0] == entry[-1] and entry[0] in "\"'" and inside.count(entry[0]) == 1 else entry


def is_spare_bracket(text: str, column: int) -> bool:
    """Return whether a line ends in brackets all closed, but for the one in the column, which closes nothing."""
    without = text[:column] + text[column + 1 :]
    return (
        text[column : column + 1] in ("]", "}")
        and bool(_CLOSED.fullmatch(text, column))
        and all(without.count(first) == without.count(last) for first, last in ("[]", "{}"))
    )


def end_in_brackets(text: str, column: int) -> int:
    """Return where a text ends that starts in the column, perhaps within brackets that close in the same line."""
    before = text[:column]
    opened = [mark for mark in "[{" for _ in range(before.count(mark) - before.count("]" if mark == "[" else "}"))]
    if not opened:
        return len(text)
    in_list = before.rfind("[") > max(before.rfind("]"), before.rfind("{"))
    following = (_NEXT_ENTRY if in_list else _NEXT_FIELD).search(text, column)
    if following:
        return following.start()
    end = len(text.rstrip(" ,"))
    for _ in opened:
        if text[end - 1 : end] in ("]", "}"):
            end = len(text[: end - 1].rstrip())
    return end
