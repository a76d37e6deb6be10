"""What blocks in hand-written pages say of links: which are inferred, how many a part of a map shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_checking import read_site, words_of

from outcome_frameworks.pages import Renderer, render_block

SHED = """\
programme: {id: shed, title: A shed, source: {title: A plan}}
levels:
  - id: mend
    title: Mending
    leads_to: [{to: meet, basis: inferred}]
    elements:
      - id: A1
        statement: Mend bicycles
        leads_to: [{to: S1, basis: inferred}, {to: S2, basis: inferred}, {to: S2, basis: stated}]
  - {id: meet, title: Meeting, elements: [{id: S1, statement: People meet}, {id: S2, statement: People ride}]}
  - {id: late, title: Later, elements: [{id: L1, statement: People stay}]}
"""


def block(folder: Path, kind: str, text: str) -> str:
    renderer = Renderer(read_site(folder, {"shed.yml": SHED}))
    return words_of(render_block(renderer, kind, text, renderer.here("index.md"), "of-1"))  # type: ignore[arg-type]


def test_a_card_says_which_of_its_links_are_inferred(tmp_path: Path) -> None:
    said = block(tmp_path, "outcome", "shed/A1")
    assert "Leads to S1 (inferred), S2, Meeting, as a group (inferred)." in said


@pytest.mark.parametrize(
    ("options", "caption"),
    [
        (
            "levels: [mend, meet]",
            "3 of 4 elements. 3 links: 2 between single items, 1 of whole levels; 2 inferred. Arrows read “leads to”.",
        ),
        ("levels: [meet, late]", "3 of 4 elements."),
        ("levels: [mend]", "1 of 4 elements. 1 link of whole levels; inferred."),
    ],
)
def test_a_part_of_a_map_counts_the_links_that_it_shows_or_says(tmp_path: Path, options: str, caption: str) -> None:
    said = block(tmp_path, "outcome-map", f"programme: shed\n{options}")
    assert said.split("\n")[0] == f"A shed {caption}"
