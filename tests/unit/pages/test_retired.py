"""What is retired: it is not counted among what stands, and what leads to it says so."""

from __future__ import annotations

from pathlib import Path

from page_checking import garden_pages, pages_of, read_site, section, words_of

from outcome_frameworks.data.cells import BYTE_ORDER_MARK
from outcome_frameworks.pages import Renderer, render_files
from outcome_frameworks.pages.rendering.renderer import counts_of

TEXT = """\
levels:
  - id: soon
    title: Soon
    kind: outcome
    stated_count: 2
    elements:
      - {id: S1, statement: Streets are quiet., status: retired, replaced_by: S2}
      - {id: S2, statement: Air is clean, leads_to: [S1, G1]}
      - {id: S3, statement: Trees grow, elements: [{id: S3.1, statement: Elms, status: retired}]}
  - id: late
    title: Late
    kind: impact
    stated_count: 3
    elements: [{id: G1, statement: x}, {id: G2, statement: x}, {id: G3, statement: x, status: retired}]
hypotheses: [{id: H1, statement: x}, {id: H2, statement: x, status: retired}]
"""


def test_a_stated_count_is_held_against_what_stands(tmp_path: Path) -> None:
    site = read_site(tmp_path, {"garden.yml": "programme: {id: garden, title: A garden}\n" + TEXT})
    told = [problem.message for problem in site.problems if problem.rule == "stated-count"]
    assert told == ["level late: the source says 3, the level lists 2, and 1 retired"]
    page = pages_of(site)["programmes/garden/index.md"]
    assert "Soon: the source says two and lists two." in section(page, "source")
    assert "Late: the source says three and lists two." in section(page, "source")
    assert section(page, "levels").count("The source says") == 1
    assert "The source says three; it lists two. All two are here." in section(page, "levels")


def test_counts_leave_out_what_is_retired_or_say_it_apart(tmp_path: Path) -> None:
    site = read_site(tmp_path, {"garden.yml": "programme: {id: garden, title: A garden}\n" + TEXT})
    (garden,) = site.portfolio.frameworks
    assert counts_of(garden) == ["2 outcomes", "2 impacts", "1 hypothesis"]
    pages = pages_of(site)
    assert section(pages["programmes/garden/index.md"], "levels").startswith("Soon\n2 outcomes 2 retired\n")
    assert "2 outcomes\n2 impacts\n1 hypothesis" in words_of(pages["programmes/index.md"].html)
    table = str(dict(render_files(Renderer(site)))["programmes/programmes.csv"]).removeprefix(BYTE_ORDER_MARK)
    heads, cells = (line.split(",") for line in table.splitlines())
    row = dict(zip(heads, cells, strict=True))
    assert (row["Elements"], row["Hypotheses"]) == ("4", "1")


def test_parts_are_counted_without_the_retired_ones(tmp_path: Path) -> None:
    parts = "elements: [{id: S3.1, statement: Elms, status: retired}, {id: S3.2, statement: Oaks}]"
    text = TEXT.replace("elements: [{id: S3.1, statement: Elms, status: retired}]", parts)
    assert "It is made up of 1 part and 1 retired:" in section(garden_pages(tmp_path, text)["s3"], "parts")


def test_a_level_of_which_all_is_retired_counts_none_and_is_not_empty(tmp_path: Path) -> None:
    text = "levels: [{id: a, title: A, kind: output, elements: [{id: A1, statement: x, status: retired}]}]\n"
    site = read_site(tmp_path, {"garden.yml": "programme: {id: garden, title: A garden}\n" + text})
    assert [problem.rule for problem in site.problems] == []
    page = pages_of(site)["programmes/garden/index.md"]
    assert section(page, "levels").startswith("A\n0 outputs 1 retired\n")
    assert "no elements" not in section(page, "levels")


def test_a_page_says_that_what_it_leads_to_is_retired(tmp_path: Path) -> None:
    pages = garden_pages(tmp_path, TEXT)
    assert "S2 leads to S1 Streets are quiet (retired)." in section(pages["s2"], "leads-to")
    assert "S2 leads to G1 x." in section(pages["s2"], "leads-to")
    assert "(retired)" not in section(pages["g1"], "led-to-by")
    assert "take the link out" not in words_of(pages["index"].html), "that is for the author"


def test_a_link_to_what_is_retired_can_be_waived(tmp_path: Path) -> None:
    waiver = "waivers: [{rule: leads-to-retired, on: S2, reason: It was so.}]\n"
    site = read_site(tmp_path, {"garden.yml": "programme: {id: garden, title: A garden}\n" + TEXT + waiver})
    assert "leads-to-retired" not in [problem.rule for problem in site.problems]


def test_what_is_retired_itself_may_lead_to_what_is(tmp_path: Path) -> None:
    text = TEXT.replace("status: retired, replaced_by: S2", "status: retired, leads_to: [S3.1]")
    site = read_site(tmp_path, {"garden.yml": "programme: {id: garden, title: A garden}\n" + text})
    told = [problem.message for problem in site.problems if problem.rule == "leads-to-retired"]
    assert [message.partition(",")[0] for message in told] == ['S2 leads to "S1"']
