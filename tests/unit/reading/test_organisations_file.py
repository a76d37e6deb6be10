"""Organisations stand in one file, organisations.yml; whoever calls it otherwise is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from outcome_frameworks.reading.checks import check_portfolio
from outcome_frameworks.reading.frameworks.load import load_portfolio

COUNCIL = "organisations: [{id: council, title: The council}]\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Organisations.yml", COUNCIL),
        ("organizations.yaml", COUNCIL),
        ("organisation.yml", COUNCIL),
        ("partners.yml", COUNCIL),
        ("ORGANISATIONS.yml", COUNCIL.replace("organisations", "organizations")),
    ],
)
def test_organisations_in_a_file_of_another_name(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "garden.yml").write_text("programme: {id: garden, title: A garden, funded_by: [council]}\n")
    (tmp_path / name).write_text(text)
    result = load_portfolio(tmp_path, "frameworks")
    said = "this file holds organisations, which are read from organisations.yml only; rename it to that"
    first, *others = list(map(str, result.problems))
    assert first == f"frameworks/{name}:1:1: {said}"
    assert all("has no field" in other for other in others)
    assert check_portfolio(result.portfolio, result.known_ids) == []
    assert "council" in result.portfolio.organisations


def test_organisations_in_two_files_of_other_names(tmp_path: Path) -> None:
    (tmp_path / "organisations.yml").write_text(COUNCIL)
    (tmp_path / "partners.yml").write_text(COUNCIL.replace("council", "club"))
    result = load_portfolio(tmp_path, "frameworks")
    said = "there is organisations.yml too; put all organisations in one file and delete the other"
    assert list(map(str, result.problems)) == [f"frameworks/partners.yml: {said}"]


def test_a_framework_of_such_a_name_stays_one(tmp_path: Path) -> None:
    (tmp_path / "organisation.yml").write_text("programme: {id: organisation, title: How we are organised}\n")
    assert load_portfolio(tmp_path).problems == []
