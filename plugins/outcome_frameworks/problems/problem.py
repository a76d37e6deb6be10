"""What can be wrong with a framework: rules, severities, places, and problems as one line each."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from outcome_frameworks.problems.unseen import HIDDEN


class Severity(StrEnum):
    """How much a problem matters."""

    ERROR = "error"
    """The build stops: a page would be wrong, lost or at the wrong address."""
    WARNING = "warning"
    """The build goes on, and fails under `--strict`."""
    NOTE = "note"
    """Never fails: something a reader of the framework should know."""


class Place(NamedTuple):
    """Where something stands in a file. Lines and columns count from 1; (0, 0) is "the file as a whole"."""

    line: int = 0
    column: int = 0


NOWHERE = Place()

# A line's end with the white space around it, in the place of which a message has one space.
_LINE_BREAK = re.compile(r"\s*[\n\r\u2028\u2029]\s*")


def _visible(text: str) -> str:
    """Show what cannot be seen by its code: `<U+200B>`."""
    if text.isascii() and text.isprintable():  # nearly always
        return text
    return HIDDEN.sub(lambda found: "".join(f"<U+{ord(c):04X}>" for c in found[0]), text)


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, where it is, and what to do about it.

    `file` is the path as the author knows it (relative, with forward slashes). `message` is one line
    without a final full stop: what is wrong, with the offending text; what to do.
    """

    file: str
    place: Place
    rule: str
    message: str

    def __post_init__(self) -> None:
        """Keep the message on one line, and show what cannot be seen: it may hold anything that an author wrote."""
        object.__setattr__(self, "message", _visible(_LINE_BREAK.sub(" ", self.message)))
        object.__setattr__(self, "file", _visible(self.file))

    @property
    def severity(self) -> Severity:
        """The severity of the problem's rule."""
        return RULES[self.rule].severity

    def __str__(self) -> str:
        if self.place == NOWHERE:
            return f"{self.file}: {self.message}"
        return f"{self.file}:{self.place.line}:{self.place.column}: {self.message}"


@dataclass(frozen=True)
class Rule:
    """A rule that frameworks are held to. `name` is permanent: waivers and the guide refer to it."""

    name: str
    severity: Severity
    summary: str


def _rules(severity: Severity, **summaries: str) -> dict[str, Rule]:
    return {
        name: Rule(name, severity, summary)
        for name, summary in ((key.replace("_", "-"), text) for key, text in summaries.items())
    }


RULES: dict[str, Rule] = (
    _rules(
        Severity.ERROR,
        unreadable_file="A file cannot be read: it is not UTF-8, it is empty, or the system refuses it.",
        yaml_syntax="The YAML cannot be understood, for instance a colon or a % in a text without quotes.",
        yaml_feature="The file uses a part of YAML that frameworks do not: tags, anchors, aliases, a second document.",
        nested_too_deep="Lists and fields stand inside each other more than 32 deep.",
        duplicate_key="The same field is written twice in one place, so that one of the two would be lost.",
        lost_text="YAML would lose words of a text silently: they follow a # or stand in brackets, without quotes.",
        empty_text="A field is there but holds no text.",
        unknown_field="A field that the model does not have, most often a slip of spelling.",
        missing_field="A field that must be there is not.",
        wrong_type="A list stands where a text is expected, a text where a list is, and the like.",
        wrong_value="A value is not one of those that the field takes, or is no number or date.",
        bad_id="An id holds a character that cannot stand in a URL, or is too long.",
        reserved_id="An id is a name that a page of the site or an operating system keeps for itself.",
        bad_url="An address is neither http, https, mailto nor a relative path.",
        control_character="A text holds a character that controls a machine or turns text around, and cannot be seen.",
        stacked_marks="A letter carries more than ten marks, which would cover the lines above and below.",
        too_long="A text is longer than 100,000 characters, a label longer than 80, or a file larger than it may be.",
        too_much_markup="A longer text holds more than 2,000 of the marks that make links and emphasis.",
        duplicate_id="Two things have the same id; capital and small letters count as the same.",
        too_many_links="The elements of a programme have more links than a site can show.",
        too_many_addresses="Earlier ids make more addresses than a site can hold.",
        unknown_reference="A reference to something that does not exist.",
        unknown_organisation="A reference to an organisation that is not in organisations.yml.",
        wrong_reference="A reference to a thing of the wrong kind, such as an assumption where a level is expected.",
        file_name="A framework's file is not named after the id of its programme.",
        vanished_address="An address that was published, as permalinks.yml says, would answer no longer.",
        invalid_waiver="A waiver names a rule that does not exist, or one that cannot be waived.",
    )
    | _rules(
        Severity.WARNING,
        comment_after_text="A comment follows a text without quotes on the same line; it may be part of the text.",
        unread_file="What may be meant as a framework is not read, such as YAML files in a folder inside the folder.",
        dead_path="A path on the site leads to nothing; told by the build, which knows all files of the site.",
        not_retired="Something says what replaced it, or why it was retired, and is not retired.",
        unknown_reference_in_page="A hand-written page refers to something that does not exist.",
        unreadable_front_matter="The lines before a hand-written page's text are no YAML, or hold no text to show.",
        wrong_block_in_page="A block for cards or a map in a hand-written page cannot mean what it says.",
    )
    | _rules(
        Severity.NOTE,
        cycle="Some elements or levels lead to each other in a circle.",
        no_links="An element neither leads to anything nor is led to, by itself or with its level.",
        leads_to_retired="An element or a level that stands leads to an element that is retired.",
        empty_level="A level has no elements.",
        stated_count="The source states another number of elements than the level lists.",
        basis_not_given="A file names its source, and does not say of some links whether the source states them.",
        organisation_by_name="An organisation is named that organisations.yml does not describe.",
        refers_to_draft="Something refers to a draft, which the site leaves out together with what refers to it.",
        unlisted_address="An address that the site publishes is not in permalinks.yml, so its loss would go unseen.",
        unmentioned="Some outcomes of a programme are mentioned on no page; told only with --unmentioned.",
        no_frameworks="The folder holds no framework yet.",
    )
)
"""Every rule by its name."""

RESERVED_RULES = frozenset({"no-indicator"})
"""Rules that waivers may name already; they are checked from the version that knows indicators."""

_UNWAIVABLE_NOTES = ("refers-to-draft", "unlisted-address", "unmentioned")

WAIVABLE_RULES = RESERVED_RULES | {
    r.name for r in RULES.values() if r.severity is Severity.NOTE and r.name not in _UNWAIVABLE_NOTES
}
"""Names of the rules that a framework may waive, with a reason that is published: those that speak of one."""


MOST_LISTED = 1_000
"""Of how many problems of one sort in one file each has a line of its own: a file made to do harm holds many more."""


def cut_short(file: str, place: Place, rule: str, untold: int) -> Problem:
    """Return a problem that says how many are not named at the end of a list, and where the first of these stands."""
    more = "1 more error is" if untold == 1 else f"{untold:,} more errors are"
    return Problem(file, place, rule, f"from here on, {more} not listed; mend those above and check again")


class FileProblems:
    """The problems of one file: of each rule the first so many, and how many more there are."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.listed: list[Problem] = []
        self._first_untold: dict[str, Place] = {}
        self._reported: Counter[str] = Counter()

    def add(self, place: Place, rule: str, message: str) -> None:
        """Add a problem, or only count it where enough of its rule are listed."""
        self._reported[rule] += 1
        if self._reported[rule] <= MOST_LISTED:
            self.listed.append(Problem(self.file, place, rule, message))
        else:
            self._first_untold.setdefault(rule, place)

    def is_full(self, rule: str) -> bool:
        """Return whether more problems of a rule are only counted: their messages need not be made."""
        return self._reported[rule] >= MOST_LISTED

    def all(self) -> list[Problem]:
        """Return the problems, and of each rule how many are not among them."""
        untold = ((place, rule, self._reported[rule] - MOST_LISTED) for rule, place in self._first_untold.items())
        return [*self.listed, *(cut_short(self.file, place, rule, number) for place, rule, number in untold)]


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Return each problem once, by file, line and column."""
    return sorted(set(problems))


def format_text(problems: Iterable[Problem]) -> str:
    """Return `file:line:column: severity: message [rule]`, one line a problem."""
    lines = []
    for problem in problems:
        where = problem.file if problem.place == NOWHERE else ":".join(map(str, (problem.file, *problem.place)))
        lines.append(f"{where}: {problem.severity}: {problem.message} [{problem.rule}]")
    return "\n".join(lines)


def format_json(problems: Iterable[Problem]) -> str:
    """Return a JSON list of objects with file, line, column, severity, rule and message."""
    return json.dumps(
        [
            {
                "file": problem.file,
                "line": problem.place.line,
                "column": problem.place.column,
                "severity": problem.severity,
                "rule": problem.rule,
                "message": problem.message,
            }
            for problem in problems
        ],
        ensure_ascii=False,
        indent=2,
    )


def format_github(problems: Iterable[Problem]) -> str:
    """Return workflow commands that GitHub shows as annotations on the lines of a pull request.

    Source: docs.github.com, "Workflow commands for GitHub Actions" (escapes of data and properties).
    """
    levels = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def value(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    return "\n".join(
        f"::{levels[p.severity]} file={value(p.file)},line={p.place.line or 1},col={p.place.column or 1},"
        f"title={value(p.rule)}::{data(p.message)}"
        for p in problems
    )
