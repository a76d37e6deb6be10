"""What the pictures that links show say of links: the same as the pages."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from page_checking import read_site

from outcome_frameworks.pages import Renderer, Site
from outcome_frameworks.pages.beside.previews import preview_of
from outcome_frameworks.pages.pictures import preview_svg

ORCHARD = """\
programme: {id: orchard, title: An orchard, source: {title: A plan}}
levels:
  - id: do
    title: What we do
    leads_to: [{to: gain, basis: inferred}]
    elements:
      - {id: A1, statement: Plant trees, leads_to: [S1, {to: S2, basis: inferred}]}
      - {id: A2, statement: Prune trees, leads_to: [{to: gain, basis: group-stated}]}
  - id: gain
    title: What people gain
    elements:
      - {id: S1, statement: People eat apples}
      - {id: S2, statement: People meet}
      - {id: S3, statement: People rest}
hypotheses:
  - {id: H1, statement: Trees help, about: [gain]}
  - {id: H2, if: [{ref: A1}], then: [{ref: S1}]}
"""

Lines = dict[str, str]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("orchard")
    return read_site(folder, {"orchard.yml": ORCHARD}, base_url="https://example.org/", link_previews=True)


def lines_of(site: Site, id: str) -> tuple[Lines, Lines]:
    """Return what a picture draws before and after what it is about: by its words, how the line looks."""
    svg = ET.fromstring(preview_svg(preview_of(Renderer(site), site.own_pages[f"programmes/orchard/{id}.md"])))
    boxes = [[float(e.attrib[name]) for name in ("x", "y", "width", "height")] for e in svg.iter() if "rx" in e.attrib]
    texts = [(float(e.attrib["x"]), float(e.attrib["y"]), e.text or "") for e in svg.iter() if e.tag.endswith("}text")]
    middle = svg.attrib["height"]

    def box_at(x: float, y: float) -> str:
        (found,) = [
            words
            for left, top, wide, tall in boxes
            if abs(top + tall / 2 - y) < 1 and min(abs(left - x), abs(left + wide - x)) < 1
            for at, baseline, words in texts
            if left < at < left + wide and top < baseline < top + tall
        ]
        return found

    before, after = Lines(), Lines()
    for path in (e for e in svg.iter() if e.tag.endswith("}path")):
        x, y, *_, to_x, to_y = map(float, re.findall(r"[\d.]+", path.attrib["d"]))
        style = {"": "plain", "14 6": "dashed", "3 6": "dotted"}[path.get("stroke-dasharray", "")]
        left, right = box_at(x, y), box_at(to_x, to_y)
        before |= {left: style} if right == id.upper() else {}
        after |= {right: style} if left == id.upper() else {}
    assert middle == "630"
    return before, after


def test_own_links_lead_to_single_boxes_and_those_of_a_level_to_one_pill(site: Site) -> None:
    assert lines_of(site, "a1") == ({}, {"S1": "plain", "S2": "dotted", "What people gain": "dotted"})
    assert lines_of(site, "s1") == ({"A1": "plain", "What we do": "dotted", "A2": "dashed"}, {})


def test_one_that_is_linked_with_its_level_alone_shows_no_other_single_one(site: Site) -> None:
    assert lines_of(site, "s3") == ({"What we do": "dotted", "A2": "dashed"}, {})


def test_a_link_to_a_whole_level_is_dashed_beside_that_of_its_own_level(site: Site) -> None:
    # Two links lead to the same level, the one of A2 itself is the better founded.
    assert lines_of(site, "a2") == ({}, {"What people gain": "dashed"})


def test_a_claim_about_a_level_shows_the_level(site: Site) -> None:
    assert lines_of(site, "h1") == ({}, {"What people gain": "plain"})
    assert lines_of(site, "h2") == ({"A1": "plain"}, {"S1": "plain"})
