"""What the pictures that links show say of links: the same as the pages."""

from __future__ import annotations

import pytest
from generated.link_surfaces import read_preview
from page_checking import read_site

from outcome_frameworks.pages import Renderer, Site
from outcome_frameworks.pages.beside.preview_content import Letters, preview_of

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
    own = site.own_pages[f"programmes/orchard/{id}.md"]
    return read_preview(preview_of(Renderer(site), own, Letters()), id.upper())


def test_own_links_lead_to_single_boxes_and_those_of_a_level_to_one_pill(site: Site) -> None:
    assert lines_of(site, "a1") == ({}, {"S1": "", "S2": "inferred", "What people gain": "inferred"})
    assert lines_of(site, "s1") == ({"A1": "", "What we do": "inferred", "A2": "group"}, {})


def test_one_that_is_linked_with_its_level_alone_shows_no_other_single_one(site: Site) -> None:
    assert lines_of(site, "s3") == ({"What we do": "inferred", "A2": "group"}, {})


def test_a_link_to_a_whole_level_is_dashed_beside_that_of_its_own_level(site: Site) -> None:
    # Two links lead to the same level, the one of A2 itself is the better founded.
    assert lines_of(site, "a2") == ({}, {"What people gain": "group"})


def test_a_claim_about_a_level_shows_the_level(site: Site) -> None:
    assert lines_of(site, "h1") == ({}, {"What people gain": ""})
    assert lines_of(site, "h2") == ({"A1": ""}, {"S1": ""})
