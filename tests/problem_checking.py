"""Ask what is wrong with frameworks, as `outcomes check` does."""

from __future__ import annotations

from pathlib import Path

from outcome_frameworks.problems import Problem, format_text, sort_problems
from outcome_frameworks.reading.checks import check_drafts, check_page_names, check_portfolio
from outcome_frameworks.reading.frameworks.load import load_portfolio


def problems_of(folder: Path) -> list[Problem]:
    """Return what is wrong with the frameworks of a folder, which messages call `frameworks`."""
    result = load_portfolio(folder, "frameworks")
    found = [*check_portfolio(result.portfolio, result.known_ids), *check_drafts(result.portfolio)]
    found += check_page_names(result.portfolio, frozenset())
    return sort_problems([*result.problems, *found])


def problems_in(tmp_path: Path, text: str) -> list[str]:
    """Return the lines on the programme `garden`, of which the text holds all but its id and title."""
    (tmp_path / "garden.yml").write_text(f"programme:\n  id: garden\n  title: A garden\n{text}", "utf-8")
    return format_text(problems_of(tmp_path)).splitlines()
