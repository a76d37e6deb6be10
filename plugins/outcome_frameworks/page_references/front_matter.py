"""What a hand-written page says of itself before its text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from outcome_frameworks.model import Portfolio
from outcome_frameworks.page_references.code import FRONT_MATTER
from outcome_frameworks.page_references.links import RULE, explain_unknown
from outcome_frameworks.problems import NOWHERE, Place, Problem
from outcome_frameworks.wording import show
from outcome_frameworks.yaml_source import read_yaml
from outcome_frameworks.yaml_values import YamlMapping, YamlText


class FrontMatter(NamedTuple):
    """The fields before a page's text, each as it was written, the text itself, and what YAML cannot read of them."""

    fields: YamlMapping
    body: str
    problems: tuple[Problem, ...] = ()

    def listed(self, name: str) -> list[Any]:
        """Give what a field holds: the entries of a list, else its one value; nothing where it is empty."""
        value = self.fields.get(name, "")
        return [item for item in (value if isinstance(value, list) else [value]) if item != ""]


def read_front_matter(text: str, file: str = "") -> FrontMatter:
    """Read the front matter of a page; `file` is the page's name in problems.

    Of what is no YAML nothing is taken: the generator shows it in the page, as a text.
    """
    found = FRONT_MATTER.match(text)
    if not found:
        return FrontMatter(YamlMapping(NOWHERE), text)
    document = read_yaml(found[1], file)
    broken = [problem for problem in document.problems if problem.rule == "yaml-syntax"]
    problems = tuple(
        replace(problem, rule="unreadable-front-matter", place=Place(problem.place.line + 1, problem.place.column))
        for problem in broken
    )
    fields = document.data if document.data is not None and not broken else YamlMapping(NOWHERE)
    return FrontMatter(fields, text[found.end() :], problems)


def check_front_matter(matter: FrontMatter, file: str, portfolio: Portfolio) -> list[Problem]:
    """Report what YAML cannot read of a page's front matter, and what is wrong with its `about:`.

    That holds one or several texts, each `programme` or `programme/id`.
    """
    problems = list(matter.problems)
    for value in matter.listed("about"):
        is_text = isinstance(value, YamlText)
        said = explain_unknown(value, portfolio) if is_text else "which is no reference"
        if said:
            message = f'about: in the front matter names "{show(value)}", {said}'
            place = Place(value.place.line + 1, value.place.column)
            problems.append(Problem(file, place, RULE, message))
    return problems
