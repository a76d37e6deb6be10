"""What a hand-written page says in its front matter that it is about."""

from __future__ import annotations

from outcome_frameworks.model import Portfolio
from outcome_frameworks.page_references.code import FRONT_MATTER
from outcome_frameworks.page_references.links import RULE, explain_unknown
from outcome_frameworks.problems import NOWHERE, Place, Problem
from outcome_frameworks.wording import show
from outcome_frameworks.yaml_source import read_yaml
from outcome_frameworks.yaml_values import YamlList, YamlText


def check_about(values: object, file: str, text: str, portfolio: Portfolio) -> list[Problem]:
    """Report what is wrong with `about:` in a page's front matter.

    `values` is what the host read there: a text or a list of texts, each `programme` or `programme/id`. `text` is
    the page with its front matter, from which the places come.
    """
    places = _about_places(text)
    problems = []
    for value in values if isinstance(values, (list, tuple)) else [values]:
        place = places.get(str(value), NOWHERE)
        said = explain_unknown(str(value), portfolio) if isinstance(value, (str, int)) else "which is no reference"
        if said:
            problems.append(Problem(file, place, RULE, f'about: in the front matter names "{show(value)}", {said}'))
    return problems


def _about_places(text: str) -> dict[str, Place]:
    """Give the place of each value of `about:` in the front matter of a page."""
    found = FRONT_MATTER.match(text)
    data = read_yaml(found[1] or "", "").data if found else None
    about = data.get("about") if data else None
    values = about if isinstance(about, YamlList) else [about]
    return {
        str(value): Place(value.place.line + 1, value.place.column) for value in values if isinstance(value, YamlText)
    }
