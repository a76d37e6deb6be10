"""The accountability ceiling: the map draws it and pages speak of it from one answer, whatever the direction."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from page_checking import pages_of, read_site, section, words_of

BELOW = "It stands below the accountability ceiling: the programme answers for it."
ABOVE = "It stands above the accountability ceiling: the programme alone does not answer for it."

Said = dict[str, str]


def levels_of(influences: list[str | None], links: str = "") -> list[dict[str, Any]]:
    """Return levels with one element each; `links` is "on" or "back": each leads to the next, or to the one before."""
    levels = []
    for number, influence in enumerate(influences):
        element: dict[str, Any] = {"id": f"E{number}", "statement": "People dance"}
        next_to = number + 1 if links == "on" else number - 1
        if links and 0 <= next_to < len(influences):
            element["leads_to"] = [f"E{next_to}"]
        said = {"influence": influence} if influence else {}
        levels.append({"id": f"l{number}", "title": f"Level {number}", **said, "elements": [element]})
    return levels


def read(folder: Path, levels: list[dict[str, Any]], kind: str = "theory-of-change") -> tuple[int | None, Said]:
    """Return after which column the map draws the ceiling, and what each page says of the side of its element."""
    text = json.dumps({"programme": {"id": "dance", "title": "Dance", "kind": kind}, "levels": levels})
    site = read_site(folder, {"dance.yml": text})
    drawing, pages = site.maps["dance"], pages_of(site)
    whole = words_of(pages["programmes/dance.md"].html if "programmes/dance.md" in pages else "")
    programme = whole or words_of(pages["programmes/dance/index.md"].html)
    assert ("ceiling" in programme.lower()) == (drawing.ceiling_after is not None)
    said = {}
    for number in range(len(levels)):
        facts = section(pages[f"programmes/dance/e{number}.md"], "facts")
        said[f"E{number}"] = "below" if BELOW in facts else "above" if ABOVE in facts else ""
        assert ("ceiling" in facts) == bool(said[f"E{number}"])
    return drawing.ceiling_after, said


@pytest.mark.parametrize(
    ("influences", "links", "kind", "after", "sides"),
    [
        (["direct", "contribute"], "on", "theory-of-change", 0, "below above"),
        (["direct", "direct", "none", "contribute"], "on", "theory-of-change", 1, "below below - above"),
        (["contribute", "contribute", "direct"], "back", "driver-diagram", 1, "above above below"),
        (["contribute", "direct"], "", "driver-diagram", 0, "above below"),
        (["contribute", "direct"], "back", "theory-of-change", 0, "above below"),  # aim first, whatever it is called
        (["direct", "contribute"], "on", "driver-diagram", 0, "below above"),  # drivers first
        (["direct", "direct"], "on", "theory-of-change", None, "- -"),
        (["contribute", "contribute"], "on", "theory-of-change", None, "- -"),
        (["contribute", "direct"], "on", "theory-of-change", None, "- -"),
        (["contribute", "direct", "contribute"], "on", "theory-of-change", None, "- - -"),
        ([None, None], "on", "theory-of-change", None, "- -"),
    ],
)
def test_pages_speak_of_the_ceiling_that_the_map_draws(
    tmp_path: Path, influences: list[str | None], links: str, kind: str, after: int | None, sides: str
) -> None:
    drawn, said = read(tmp_path, levels_of(influences, links), kind)
    assert drawn == after
    assert list(said.values()) == sides.replace("-", "").split(" ")


def test_a_link_of_a_whole_level_counts_for_all_that_it_joins(tmp_path: Path) -> None:
    elements = [{"id": f"E{n}", "statement": "People dance"} for n in range(2)]
    first = {"id": "l0", "title": "Soon", "influence": "direct", "leads_to": ["l1"], "elements": elements}
    feedback = {"id": "E2", "statement": "Dancers teach", "leads_to": ["E0", "E1"]}
    second = {"id": "l1", "title": "Later", "influence": "contribute", "elements": [feedback]}
    text = json.dumps({"programme": {"id": "dance", "title": "Dance"}, "levels": [first, second]})
    drawing = read_site(tmp_path, {"dance.yml": text}).maps["dance"]
    assert (drawing.reversed, drawing.ceiling_after) == (False, 0)


def test_an_influence_of_its_own_that_differs_from_its_side_claims_no_side(tmp_path: Path) -> None:
    levels = levels_of(["direct", "contribute"], "on")
    levels[0]["elements"].append({"id": "E2", "statement": "People sing", "influence": "contribute"})
    levels[1]["elements"].append({"id": "E3", "statement": "People play", "influence": "direct"})
    text = json.dumps({"programme": {"id": "dance", "title": "Dance"}, "levels": levels})
    pages = pages_of(read_site(tmp_path, {"dance.yml": text}))
    facts = {id: section(pages[f"programmes/dance/{id}.md"], "facts") for id in ("e0", "e2", "e3")}
    assert BELOW in facts["e0"]
    assert "The programme contributes to this together with others." in facts["e2"]
    assert "The programme can influence this directly." in facts["e3"]
    assert "ceiling" not in facts["e2"] + facts["e3"]


def test_levels_without_elements_have_no_map_and_no_ceiling(tmp_path: Path) -> None:
    levels = [{**level, "elements": []} for level in levels_of(["direct", "contribute"])]
    text = json.dumps({"programme": {"id": "dance", "title": "Dance"}, "levels": levels})
    site = read_site(tmp_path, {"dance.yml": text})
    assert site.maps == {}
    assert not any("ceiling" in words_of(page.html).lower() for page in pages_of(site).values())
