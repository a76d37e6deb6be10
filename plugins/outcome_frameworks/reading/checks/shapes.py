"""Rules on what belongs together: the parts of a hypothesis, the ends of a flow, levels and their elements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from outcome_frameworks.model import Flow, Framework, Hypothesis, fold_id
from outcome_frameworks.problems import Problem
from outcome_frameworks.problems.wording import show
from outcome_frameworks.reading.checks.resolver import Resolver, name_entry
from outcome_frameworks.reading.checks.waivers import waived_ids

_CODE = re.compile(r"[^\W\d_]{1,4}\d+(?:\.\d+)*")
"""What looks like the code of an element, few letters and then numbers: `S1`, `OC2.1`."""


def check_shapes(framework: Framework) -> Iterator[Problem]:
    """Report entries whose fields contradict each other, or lack one of several that would do."""
    file = framework.file
    if framework.levels and framework.elements:
        message = "the file has levels, and elements that stand in none; move these elements into a level"
        yield Problem(file, framework.elements[0].place, "wrong-value", message)
    for hypothesis in framework.hypotheses:
        yield from _check_hypothesis(hypothesis, framework)
    for flow in framework.programme.flows:
        yield from _check_flow(flow, file)


def _check_hypothesis(hypothesis: Hypothesis, framework: Framework) -> Iterator[Problem]:
    name, file = name_entry(hypothesis), framework.file
    if hypothesis.statement is None and not (hypothesis.if_ and hypothesis.then):
        parts = (("if", hypothesis.if_), ("then", hypothesis.then))
        lacking = " and no ".join(part for part, held in parts if not held)
        message = f"{name} has no statement and no {lacking}; write the whole sentence, or both of its parts"
        yield Problem(file, hypothesis.place, "missing-field", message)
    for part, clauses in (("if", hypothesis.if_), ("then", hypothesis.then)):
        for clause in clauses:
            if clause.text and clause.ref:
                message = f"a part of the {part} of {name} has both a text and a ref; keep one of the two"
                yield Problem(file, clause.place, "wrong-value", message)
            elif not clause.text and not clause.ref:
                message = f"a part of the {part} of {name} has neither a text nor a ref; write one of the two"
                yield Problem(file, clause.place, "missing-field", message)
            elif clause.text and (code := _code_in(clause.text, framework)):
                start = f'a part of the {part} of {name} is the text "{show(clause.text)}"'
                message = f"{start}; to name {code}, write {{ref: {code}}}"
                yield Problem(file, clause.place, "wrong-reference", message)


def _code_in(text: str, framework: Framework) -> str:
    """Return the id of an element that stands where its words should: letters and a number, which are no words."""
    code = text.removeprefix("ref:").strip()
    is_meant = _CODE.fullmatch(code) is not None
    return next((element.id for element in framework.walk() if is_meant and fold_id(element.id) == fold_id(code)), "")


def _check_flow(flow: Flow, file: str) -> Iterator[Problem]:
    if flow.direction == "vertical" and flow.to is None:
        yield Problem(file, flow.place, "missing-field", 'a vertical flow does not say where it arrives; add "to: …"')
    if flow.direction == "horizontal" and flow.to is not None:
        message = "a horizontal flow goes between peers and has no end; name them all under among: and take to: out"
        yield Problem(file, flow.place, "wrong-value", message)


def check_counts(framework: Framework, resolver: Resolver) -> Iterator[Problem]:
    """Note levels without elements, and levels that list another number than the source states.

    The number is that of the elements that stand directly in the level; those inside other elements and those that are
    retired are not counted.
    """
    if resolver.is_partial(framework):
        return
    empty, stated = waived_ids(framework, "empty-level"), waived_ids(framework, "stated-count")
    for level in framework.levels:
        here = {fold_id(level.id), "programme"}
        listed, retired = len(level.standing), len(level.elements) - len(level.standing)
        is_counted = level.stated_count is not None and not resolver.is_ambiguous(framework)
        if is_counted and level.stated_count != listed and not here & stated:
            apart = f", and {retired} retired" if retired else ""
            message = f"{name_entry(level)}: the source says {level.stated_count}, the level lists {listed}{apart}"
            yield Problem(framework.file, level.place, "stated-count", message)
        elif not level.elements and not here & empty:
            yield Problem(framework.file, level.place, "empty-level", f"{name_entry(level)} has no elements yet")
