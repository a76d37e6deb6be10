"""The note on links that do not say where they come from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from page_checking import pages_of, read_site, words_of

from outcome_frameworks.pages import Site

SOURCE = "source: {title: Minutes of the choir}"
LEVELS = """levels:
  - id: sing
    title: Singing
    leads_to: [calm]
    elements:
      - {id: S1, statement: Neighbours sing, leads_to: [C1, {to: C2, basis: inferred}]}
  - {id: calm, title: Calm, elements: [{id: C1, statement: They sleep}, {id: C2, statement: They greet}]}
"""


def choir(folder: Path, source: str = SOURCE, levels: str = LEVELS, more: str = "") -> Site:
    text = f"programme: {{id: choir, title: A choir{f', {source}' if source else ''}}}\n{levels}{more}"
    return read_site(folder, {"choir.yml": text})


def notes(site: Site) -> list[str]:
    return [problem.message for problem in site.problems if problem.rule == "basis-not-given"]


def test_one_note_says_how_many_links_give_no_basis(tmp_path: Path) -> None:
    (note,) = notes(choir(tmp_path))
    assert note == (
        "2 links give no basis, so pages say that the source states them; write where each comes from (stated, "
        "group-stated for whole levels, or inferred), as in {to: calm, basis: group-stated}"
    )


def test_what_the_note_advises_ends_it(tmp_path: Path) -> None:
    levels = LEVELS.replace("leads_to: [calm]", "leads_to: [{to: calm, basis: group-stated}]")
    (note,) = notes(choir(tmp_path, levels=levels))
    assert note.startswith("1 link gives no basis, so pages say that the source states it; ")
    advised = re.search(r"as in (.*)$", note)
    assert advised and advised[1] == "{to: C1, basis: stated}"
    assert notes(choir(tmp_path, levels=levels.replace("[C1,", f"[{advised[1]},"))) == []


@pytest.mark.parametrize(
    ("on", "left"), [("programme", None), ("choir", None), ("S1", "1 link gives"), ("calm", "2 links give")]
)
def test_the_note_can_be_waived(tmp_path: Path, on: str, left: str | None) -> None:
    waiver = f"waivers: [{{rule: basis-not-given, on: {on}, reason: The source has a table of them.}}]\n"
    found = notes(choir(tmp_path, more=waiver))
    assert [note.startswith(left or "?") for note in found] == ([True] if left else [])


def test_a_file_without_a_source_may_leave_the_basis_out(tmp_path: Path) -> None:
    assert notes(choir(tmp_path, source="")) == []


def test_the_note_is_for_authors_and_stands_on_no_page(tmp_path: Path) -> None:
    pages = pages_of(choir(tmp_path))
    assert not any("no basis" in words_of(page.html) for page in pages.values())
