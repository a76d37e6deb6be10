"""What to tell authors of lines that YAML cannot understand: an ordered table, whose first row that applies is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from outcome_frameworks.problems.wording import quote, show, write_out
from outcome_frameworks.reading.yaml.fault import Way, indent_of
from outcome_frameworks.reading.yaml.indents import block_above, starts_with_tab
from outcome_frameworks.reading.yaml.lookalikes import (
    BLANK,
    COLON,
    WRONG_ENTRY,
    Lookalike,
    find_lookalike,
    name_lookalike,
)
from outcome_frameworks.reading.yaml.parser import Stop
from outcome_frameworks.reading.yaml.slip import CLOSING, Slip, without_outer_quotes, without_quotes

Applies = Callable[[Slip], bool]


class Diagnosis(NamedTuple):
    """A row of the table: what is done to the lines, where else it applies, and what is said then."""

    way: Way
    applies: Applies
    say: Callable[[Slip], str]


def _always(_: Slip) -> bool:
    return True


def _starts(marks: str) -> Applies:
    """Return whether a value starts with one of these marks."""
    return lambda slip: slip.value[0] in marks


def _stops(*stops: Stop) -> Applies:
    return lambda slip: slip.fault.stop in stops


def _looks_like(kind: Lookalike) -> Applies:
    return lambda slip: find_lookalike(slip.mark) is kind


def _more(number: int, what: str) -> str:
    return f" ({number} lines of this {what})" if number > 1 else ""


def _say_tabs(said: str, more: str) -> Callable[[Slip], str]:
    return lambda slip: said + _more(sum(map(starts_with_tab, slip.lines)), f"file {more}")


def _say_blank(slip: Slip) -> str:
    before = slip.line[: slip.mend.column].strip("- ")
    where = "at the start of this line" if not before else f"{'after' if ':' in before else 'before'} the colon"
    return f"{name_lookalike(slip.mark)}, stands {where}, where YAML takes only a space; replace it with a space"


def _say_colon(slip: Slip) -> str:
    name = slip.line[: slip.mend.column].split()[-1]
    changed = sum(old != new for old, new in zip(slip.lines[slip.mend.first :], slip.mend.lines, strict=True))
    more = _more(changed, "file have one")
    return f'after "{name}" stands {name_lookalike(slip.mark)}; type : and a space instead{more}'


def _say_dash(slip: Slip) -> str:
    entries = [found for text in slip.lines[slip.mend.first :] if (found := WRONG_ENTRY.fullmatch(text))]
    first = entries[0]
    alike = sum(entry["mark"][-1] == first["mark"][-1] for entry in entries)
    wrong = f'"{first["mark"]}" begins no entry of a list; write a hyphen and a space instead'
    if first["mark"] == "-":
        wrong = "a space is missing after the dash; write one"
    return f'{wrong}: "- {show(first["rest"], 40)}"{_more(alike, "file start so")}'


def _say_block(slip: Slip) -> str:
    line = slip.mend.first
    block = block_above(line, slip.lines, is_further_left=True)
    assert block is not None, "the line was put right because of it"
    depth = indent_of(slip.lines[block.first])
    moved = slip.lines[line : line + len(slip.mend.lines)]
    short = sum(bool(text.strip()) and indent_of(text) < depth for text in moved)
    return (
        f"this line starts further left than line {block.first + 1}, the first of the text that {block.mark} in line "
        f"{block.head + 1} begins; give it {depth} spaces at its start, as that line has"
        f"{_more(short, 'text start too far left')}"
    )


def _say_flat_block(slip: Slip) -> str:
    block = block_above(slip.mend.first, slip.lines, is_further_left=False)
    assert block is not None, "the line was put right because of it"
    return (
        f"the text that {block.mark} in line {block.head + 1} begins must stand further right than that line; give "
        f"each of its lines {block.depth} spaces at its start"
    )


def _show_line(slip: Slip) -> str:
    return show(slip.line.strip())


def _in_quotes(why: str) -> Callable[[Slip], str]:
    return lambda slip: f"{why}; write it in quotes: {quote(slip.value)}"


def _says(message: str) -> Callable[[Slip], str]:
    return lambda _: message


DIAGNOSES: tuple[Diagnosis, ...] = (
    Diagnosis(
        Way.TABS,
        lambda slip: "\t" in slip.line[: indent_of(slip.line)],
        _say_tabs("the line starts with a tab where YAML takes only spaces; write spaces instead", "start so"),
    ),
    Diagnosis(
        Way.TABS,
        _always,
        _say_tabs("a tab stands after the dash where YAML takes only a space; write a space instead", "hold one there"),
    ),
    Diagnosis(Way.LOOKALIKE, _looks_like(BLANK), _say_blank),
    Diagnosis(Way.LOOKALIKE, _looks_like(COLON), _say_colon),
    Diagnosis(Way.LOOKALIKE, _always, _say_dash),
    Diagnosis(Way.FLAT_BLOCK, _always, _say_flat_block),
    Diagnosis(
        Way.BLOCK,
        lambda slip: not slip.line.strip(),
        _says("this empty line has more spaces than the first line of the text below it; delete them"),
    ),
    Diagnosis(Way.BLOCK, _always, _say_block),
    Diagnosis(
        Way.INDENT,
        _always,
        lambda slip: (
            f'"{show(slip.line, 40)}" does not line up with the lines above it; give it as many spaces at its start as '
            "the field or entry has that it belongs beside"
        ),
    ),
    Diagnosis(
        Way.SPACE,
        _always,
        lambda slip: f'a space is missing after the colon; write "{write_out(slip.mend.lines[0])}"',
    ),
    Diagnosis(
        Way.BACKSLASH,
        _always,
        lambda slip: (
            "a backslash has a meaning of its own in double quotes; write it twice, or put the text in single quotes: "
            f"{_show_line(slip)}"
        ),
    ),
    Diagnosis(
        Way.CLOSE_QUOTE,
        _always,
        lambda slip: f"the quote that opens here is never closed; write {quote(slip.value)}",
    ),
    Diagnosis(
        Way.QUOTE,
        lambda slip: slip.value[0] in "\"'" and slip.value[0] in slip.value[1:],
        lambda slip: (
            "the text goes on after its closing quote; put all of it in quotes: "
            f"{quote(without_outer_quotes(slip.value))}"
        ),
    ),
    Diagnosis(
        Way.QUOTE,
        _starts("\"'"),
        lambda slip: f"the quote that opens here is never closed; write {quote(slip.value[1:])}",
    ),
    Diagnosis(
        Way.QUOTE,
        lambda slip: slip.is_open,
        lambda slip: (
            f"the {slip.value[0]} that opens here is never closed; write {CLOSING[slip.value[0]]} at its end, or put "
            "the text in quotes"
        ),
    ),
    Diagnosis(
        Way.QUOTE,
        lambda slip: slip.goes_on,
        lambda slip: _in_quotes(f"a text that starts with {slip.value[0]} is not read as a text")(slip),
    ),
    Diagnosis(
        Way.QUOTE,
        lambda slip: slip.wrong_entry is not None,
        lambda slip: (
            "YAML cannot read one entry in brackets; write it in quotes: "
            f"{quote(without_quotes(slip.wrong_entry or ''))}"
        ),
    ),
    Diagnosis(
        Way.QUOTE,
        _starts("[{"),
        lambda slip: (
            f'YAML cannot read "{show(slip.value, 40)}"; if it is one text, put all of it in quotes, else put what '
            "holds marks such as : # % in quotes"
        ),
    ),
    Diagnosis(
        Way.QUOTE,
        lambda slip: slip.value.startswith("- "),
        lambda slip: (
            "a list starts on the line below its field; give each entry a line of its own there, or, if this is one "
            f"text, put it in quotes, as in {quote(slip.value)}"
        ),
    ),
    Diagnosis(
        Way.QUOTE,
        _starts("%@`*&!|>-?,]}"),
        lambda slip: _in_quotes(f"a text cannot start with {slip.value[0]} unless it is in quotes")(slip),
    ),
    Diagnosis(
        Way.QUOTE,
        lambda slip: ": " in slip.value or slip.value.endswith(":"),
        _in_quotes("the text holds a colon and a space, which YAML takes for another field"),
    ),
    Diagnosis(
        Way.QUOTE,
        lambda slip: " #" in slip.value,
        _in_quotes("YAML takes what follows # for a comment, and the text goes on after it"),
    ),
    Diagnosis(Way.QUOTE, _always, _in_quotes("YAML cannot read this text")),
    Diagnosis(
        Way.LEAVE_OUT_MARK,
        lambda slip: slip.mark == "," and slip.before == ",",
        _says("two commas follow each other; take one out, or write an entry between them"),
    ),
    Diagnosis(
        Way.LEAVE_OUT_MARK,
        lambda slip: slip.mark == ",",
        lambda slip: f"a comma stands right after the {slip.before}; take it out, or write an entry before it",
    ),
    Diagnosis(
        Way.LEAVE_OUT_MARK,
        _always,
        lambda slip: f"there is one {slip.mark} too many here; take one {slip.mark} out",
    ),
    Diagnosis(
        Way.LEAVE_OUT,
        lambda slip: not slip.line.strip(),
        _says("the file ends too early; check its last quotes and brackets"),
    ),
    Diagnosis(
        Way.LEAVE_OUT,
        _stops(Stop.NO_COLON),
        lambda slip: (
            f'"{_show_line(slip)}" has no colon, so it is no field; if it goes on with the text above, give it more '
            "spaces at its start"
        ),
    ),
    Diagnosis(
        Way.LEAVE_OUT,
        _stops(Stop.IN_BRACKETS, Stop.OUT_OF_LINE),
        lambda slip: (
            f'"{_show_line(slip)}" does not belong with the lines above it; check the spaces at its start, and the '
            "lines just before it"
        ),
    ),
    Diagnosis(
        Way.LEAVE_OUT,
        _stops(Stop.SECOND_COLON),
        lambda slip: (
            f'no field can stand here: "{_show_line(slip)}"; check the spaces at its start, or write the text in quotes'
        ),
    ),
    Diagnosis(
        Way.LEAVE_OUT,
        _always,
        lambda slip: f'YAML cannot read "{_show_line(slip)}"; check its quotes, brackets, colons and spaces',
    ),
)
"""What is done to lines, what else holds of them, and what is said then. A new slip is a row here, and a test."""


def diagnose(slip: Slip) -> str:
    """Return in plain words what is wrong with a line and what to do, as the first row says that applies."""
    return next(row.say(slip) for row in DIAGNOSES if row.way is slip.mend.way and row.applies(slip))
