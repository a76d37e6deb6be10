"""What leads to what, and what speaks of what."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_checking import read_site

from outcome_frameworks.model import Reference, Target
from outcome_frameworks.model.graph import Connection, Graph

GARDEN = """\
programme:
  id: garden
  title: A garden
  source: {title: A plan}
  documents:
    - {title: Plan, about: [programme, S1]}
levels:
  - id: short
    title: Short
    leads_to: [medium, {to: medium, basis: inferred}, kitchen/cooking]
    elements:
      - {id: S1, statement: x, leads_to: [M1, {to: M1, basis: inferred, because: Again}, kitchen/C1]}
      - id: S2
        statement: x
        leads_to: [medium, S1, S2]
        elements: [{id: S2.1, statement: x, leads_to: [m1]}]
      - {id: S3, statement: x}
  - id: medium
    title: Medium
    elements:
      - {id: M1, statement: x, leads_to: [S1]}
      - {id: M2, statement: x}
hypotheses:
  - {id: H1, statement: x, about: [S1, S1 > M1]}
  - {id: H2, statement: x, about: [short]}
  - {id: H3, if: [{ref: S2}, words], then: [{ref: M1}]}
  - {id: H4, statement: x, about: [short > medium, H1]}
learning:
  - {id: LP1, statement: x, about: [SHORT, {ref: S1, because: Twice}]}
evidence:
  - {id: E1, title: x, about: [H1, programme, S1 > kitchen/C1]}
"""

KITCHEN = """\
programme: {id: kitchen, title: A kitchen, source: {title: A list}}
levels:
  - {id: cooking, title: Cooking, elements: [{id: C1, statement: x, leads_to: [garden/S3]}]}
learning:
  - {id: LP1, statement: x, about: [garden/short, garden/M2]}
"""


@pytest.fixture
def graph(tmp_path: Path) -> Graph:
    return read_site(tmp_path, {"garden.yml": GARDEN, "kitchen.yml": KITCHEN}).graph


def target(graph: Graph, reference: str) -> Target:
    found = graph.portfolio.find(reference)
    assert found
    return found


def said(connections: tuple[Connection, ...]) -> list[str]:
    return [f"{c.source.key} > {c.target.key} {c.basis}" for c in connections]


def test_where_no_source_is_named_a_link_claims_only_what_its_author_wrote(tmp_path: Path) -> None:
    text = "\n".join(line for line in GARDEN.splitlines() if "source:" not in line)
    sourceless = read_site(tmp_path, {"garden.yml": text, "kitchen.yml": KITCHEN}).graph
    out, back = (sourceless.connections_out(target(sourceless, key)) for key in ("garden/S1", "kitchen/C1"))
    assert [c.basis for c in out] == [None, "inferred", None, None, "inferred", None]
    assert [c.of_group for c in out] == [False, False, False, True, True, True]
    assert said(back) == ["kitchen/C1 > garden/S3 stated"]  # the file that gives the link names a source


def speakers(graph: Graph, reference: str) -> list[str]:
    """Return who speaks of something, and by which words."""
    return [
        f"{getattr(m.speaker, 'id', None) or getattr(m.speaker, 'title', '')} by {m.via}"
        for m in graph.mentions_of(target(graph, reference))
    ]


def test_an_element_leads_on_by_its_own_links_and_by_those_of_its_level(graph: Graph) -> None:
    assert said(graph.connections_out(target(graph, "garden/S1"))) == [
        "garden/S1 > garden/M1 stated",
        "garden/S1 > garden/M1 inferred",  # a second link between the same two is kept
        "garden/S1 > kitchen/C1 stated",
        "garden/short > garden/medium group-stated",
        "garden/short > garden/medium inferred",
        "garden/short > kitchen/cooking group-stated",
    ]


def test_an_element_is_led_to_by_links_to_itself_and_to_its_level(graph: Graph) -> None:
    assert said(graph.connections_in(target(graph, "garden/M1"))) == [
        "garden/S1 > garden/M1 stated",
        "garden/S1 > garden/M1 inferred",
        "garden/S2.1 > garden/M1 stated",  # written m1: capitals do not matter
        "garden/short > garden/medium group-stated",
        "garden/short > garden/medium inferred",
        "garden/S2 > garden/medium group-stated",  # from one element to a whole level
    ]
    assert said(graph.connections_in(target(graph, "garden/S3"))) == ["kitchen/C1 > garden/S3 stated"]


def test_an_element_without_links_takes_part_in_those_of_its_level_only(graph: Graph) -> None:
    assert said(graph.connections_out(target(graph, "garden/M2"))) == []
    assert [c.source.key for c in graph.connections_in(target(graph, "garden/M2"))] == [
        "garden/short",
        "garden/short",
        "garden/S2",
    ]


def test_an_element_inside_another_is_one_of_its_level(graph: Graph) -> None:
    assert said(graph.connections_out(target(graph, "garden/S2.1")))[:2] == [
        "garden/S2.1 > garden/M1 stated",
        "garden/short > garden/medium group-stated",
    ]


def test_elements_that_lead_to_each_other_and_to_themselves_are_found_both_ways(graph: Graph) -> None:
    assert "garden/M1 > garden/S1 stated" in said(graph.connections_in(target(graph, "garden/S1")))
    assert "garden/S1 > garden/M1 stated" in said(graph.connections_in(target(graph, "garden/M1")))
    itself = "garden/S2 > garden/S2 stated"
    assert itself in said(graph.connections_out(target(graph, "garden/S2")))
    assert itself in said(graph.connections_in(target(graph, "garden/S2")))


def test_links_across_programmes_are_found_from_both(graph: Graph) -> None:
    assert said(graph.connections_in(target(graph, "kitchen/C1"))) == [
        "garden/S1 > kitchen/C1 stated",
        "garden/short > kitchen/cooking group-stated",
    ]


def test_every_link_is_one_connection_in_the_order_of_the_files(graph: Graph) -> None:
    assert len(graph.connections) == 12
    assert [c.source.framework.id for c in graph.connections] == ["garden"] * 11 + ["kitchen"]


def test_each_speaker_is_named_once_by_the_first_words_that_fit(graph: Graph) -> None:
    assert speakers(graph, "garden/S1") == [
        "H1 by S1",  # and by S1 > M1
        "LP1 by S1",  # and by its level
        "E1 by S1 > kitchen/C1",
        "Plan by S1",
        "H2 by short",
        "H4 by short > medium",
        "LP1 by garden/short",  # of the kitchen
    ]


def test_a_link_is_spoken_of_at_both_of_its_ends_and_by_clauses(graph: Graph) -> None:
    assert speakers(graph, "garden/M1") == ["H1 by S1 > M1", "H3 by M1", "H4 by short > medium"]
    assert speakers(graph, "garden/S2")[0] == "H3 by S2"
    assert speakers(graph, "kitchen/C1") == ["E1 by S1 > kitchen/C1"]


def test_hypotheses_and_programmes_are_spoken_of_too(graph: Graph) -> None:
    assert speakers(graph, "garden/H1") == ["H4 by H1", "E1 by H1"]
    assert speakers(graph, "garden") == ["E1 by programme", "Plan by programme"]
    assert speakers(graph, "kitchen") == []


def test_a_document_stands_for_its_programme(graph: Graph) -> None:
    plan = next(m for m in graph.mentions_of(target(graph, "garden")) if getattr(m.speaker, "title", "") == "Plan")
    assert plan.target == target(graph, "garden")


@pytest.mark.parametrize(
    ("references", "keys"),
    [
        (["S1"], {"garden/S1"}),
        (["medium"], {"garden/M1", "garden/M2"}),
        (["short"], {"garden/S1", "garden/S2", "garden/S2.1", "garden/S3"}),
        (["S3", "short"], {"garden/S3"}),  # an element that is named wins over a level
        (["short", "S1 > M1"], {"garden/S1", "garden/M1"}),
        (["medium > short"], {"garden/M1", "garden/M2", "garden/S1", "garden/S2", "garden/S2.1", "garden/S3"}),
        (["kitchen/C1", "medium"], {"kitchen/C1"}),
        (["kitchen/cooking"], {"kitchen/C1"}),
        (["H1", "programme", "LP1"], set()),
        (["S1 > nowhere", "nothing"], set()),
        ([], set()),
    ],
)
def test_the_elements_that_references_name(graph: Graph, references: list[str], keys: set[str]) -> None:
    garden = target(graph, "garden").framework
    assert graph.elements_of(garden, [Reference(text) for text in references]) == keys
