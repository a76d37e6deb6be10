"""Lists pasted from elsewhere, and references pasted with them: what is advised is whole, free and quick to come."""

from __future__ import annotations

from pathlib import Path

import pytest
from problem_checking import problems_of

from outcome_frameworks.problems import Severity

START = "programme:\n  id: p\n  title: T\n"


def said_of(folder: Path, text: str) -> list[str]:
    """Give what is said of a framework after its programme, but for notes."""
    (folder / "p.yml").write_text(START + text, "utf-8")
    return [problem.message for problem in problems_of(folder) if problem.severity is not Severity.NOTE]


@pytest.mark.parametrize(
    "text",
    ['elements:\n  - "{}"\n'.format("- " * 600_000), "elements: {}\n".format("• a " * 100_000)],
    ids=["bullets", "entries"],
)
def test_a_text_of_very_many_bullets_is_only_a_text(text: str, tmp_path: Path) -> None:
    (line,) = said_of(tmp_path, text)
    assert "is the text" in line
    assert "statement" not in line


@pytest.mark.parametrize(
    "written",
    [
        "\n  1. People meet\n  2. People talk\n",
        " 1) People meet 2) People talk\n",
        " (1) People meet (2) People\n",
    ],
)
def test_a_numbered_list_without_dashes_is_one_entry_for_each_number(written: str, tmp_path: Path) -> None:
    (line,) = said_of(tmp_path, f"elements:{written}")
    assert line.endswith('"- id: E1" and "  statement: People meet", and so for each of the others')


def test_a_number_out_of_turn_begins_no_entry(tmp_path: Path) -> None:
    (line,) = said_of(tmp_path, "elements: 1. People meet on 12. May\n")
    assert line.endswith('"  statement: People meet on 12. May"')
