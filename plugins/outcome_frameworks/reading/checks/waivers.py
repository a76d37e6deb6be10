"""Rules on waivers, and which notes they silence."""

from __future__ import annotations

from collections.abc import Iterator

from outcome_frameworks.model import Framework, fold_id
from outcome_frameworks.problems import RULES, WAIVABLE_RULES, Problem
from outcome_frameworks.problems.wording import did_you_mean, show


def check_waivers(framework: Framework) -> Iterator[Problem]:
    """Report waivers of rules that do not exist, or that nobody can waive."""
    for waiver in framework.waivers:
        if waiver.rule in WAIVABLE_RULES:
            continue
        names = ", ".join(sorted(WAIVABLE_RULES))
        if waiver.rule in RULES:
            message = f'the rule "{waiver.rule}" cannot be waived; only these can: {names}'
        else:
            hint = did_you_mean(waiver.rule, WAIVABLE_RULES) or f"; those that can be waived are {names}"
            message = f'a waiver names the rule "{show(waiver.rule)}", which does not exist{hint}'
        yield Problem(framework.file, waiver.place, "invalid-waiver", message)


def waived_ids(framework: Framework, rule: str) -> frozenset[str]:
    """Return the folded ids on which a rule is waived; `programme` among them waives it everywhere."""
    waivers = (waiver for waiver in framework.waivers if waiver.rule == rule)
    named = {fold_id(waiver.on.text.removeprefix(f"{framework.id}/")) for waiver in waivers}
    return frozenset("programme" if name == framework.id else name for name in named)
