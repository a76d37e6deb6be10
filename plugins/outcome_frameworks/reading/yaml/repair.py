"""Find every line that YAML cannot understand: put the first one right in memory, read on, and so to the end."""

from __future__ import annotations

from dataclasses import replace

import yaml

from outcome_frameworks.problems import Place, Problem
from outcome_frameworks.reading.yaml.cleaning import ids_in
from outcome_frameworks.reading.yaml.diagnoses import diagnose
from outcome_frameworks.reading.yaml.fault import END, Fault, indent_of
from outcome_frameworks.reading.yaml.mended import Repairs
from outcome_frameworks.reading.yaml.parser import parse, why_stopped
from outcome_frameworks.reading.yaml.slip import Slip
from outcome_frameworks.reading.yaml.ways import find_mends, leave_out

_MOST_REPAIRS = 500  # each reads the text again
_NOT_READ = (
    "from here on the file is not read, since too many lines above cannot be understood; mend those and check again"
)
_MANY = 1_000  # lines: to make a mend of so many takes longer than to parse up to it
_MOST_READ = 40_000_000  # characters parsed in all: some three seconds


def repair(text: str, file: str) -> Repairs:
    """Put a text right, fault by fault, until the parser reads it to its end."""
    repairs = Repairs(text)
    lines = text.split("\n")
    budget = _MOST_READ
    quoted: set[int] = set()
    fault = _first_fault(text)
    while fault is not None:
        is_stuck = True
        for mend in find_mends(fault, lines):
            if mend.once and mend.first in quoted:
                continue
            trial = [*lines[: mend.first], *mend.lines, *lines[mend.first + len(mend.lines) :]]
            after = _first_fault("\n".join(trial))
            budget -= after.error.problem_mark.index if after and after.error.problem_mark else len(text)
            budget -= len(text) if len(mend.lines) > _MANY else 0
            if after is None or after.place > mend.beyond:
                _record(repairs, Slip(fault, mend, lines), file)
                quoted |= {mend.first} if mend.once else set()
                lines, fault, is_stuck = trial, after, False
                break
        if fault is not None and (is_stuck or budget < 0 or len(repairs.problems) >= _MOST_REPAIRS):
            place = Place(fault.place[0] + 1, fault.place[1] + 1)
            message = diagnose(Slip(fault, leave_out(*fault.place), lines)) if is_stuck else _NOT_READ
            repairs.problems.append(Problem(file, place, "yaml-syntax", message))
            repairs.readable = repairs.complete = False
            break
    repairs.text = "\n".join(lines)
    _keep_places(repairs, text.split("\n"), lines)
    return repairs


def _keep_places(repairs: Repairs, source: list[str], mended: list[str]) -> None:
    """Note how far lines have moved, so that problems are placed where the author sees them."""
    for number, (before, after) in enumerate(zip(source, mended, strict=True)):
        if before != after:
            repairs.shifts[number] = (indent_of(before) - indent_of(after), len(before))
    for number, problem in enumerate(repairs.problems):
        line, column = min(problem.place, Place(len(source), END))
        repairs.problems[number] = replace(problem, place=Place(line, min(column, len(source[line - 1]) + 1)))


def _first_fault(text: str) -> Fault | None:
    """Return where the parser stops, or None where it reads all."""
    scalar = None
    try:
        for event in parse(text):
            if type(event) is yaml.ScalarEvent:
                scalar = event
    except yaml.MarkedYAMLError as error:
        return Fault(error, why_stopped(error, text), scalar, text)
    return None


def _record(repairs: Repairs, slip: Slip, file: str) -> None:
    """Note what was wrong, and which ids stand in lines that are left out."""
    mend = slip.mend
    place = Place(mend.first + 1, mend.column + 1)
    repairs.problems.append(Problem(file, place, "yaml-syntax", diagnose(slip)))
    if mend.keeps:
        repairs.places.add(place)
    else:
        repairs.complete = False
        repairs.ids.update(ids_in(slip.lines[mend.first : mend.first + len(mend.lines)]))
