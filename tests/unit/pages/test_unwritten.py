"""Nothing is said that nobody wrote: states, kinds and dates stand on pages only where an author gave them."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_checking import garden_pages, pages_of, read_site, section, without_snippets, words_of

from outcome_frameworks.data.cells import BYTE_ORDER_MARK
from outcome_frameworks.model import Target, paged_entries
from outcome_frameworks.pages import Page, Renderer, Site, render_files
from outcome_frameworks.pages.beside.embeds import Face, face_of
from outcome_frameworks.pages.beside.preview_content import _kicker

BARE = """\
levels: [{id: early, title: Early steps, elements: [{id: S1, statement: Meet, leads_to: [S2]}, {id: S2, statement: x}]}]
hypotheses: [{id: H1, statement: People stay}]
assumptions: [{id: A1, statement: There is time}]
learning: [{id: LP1, statement: Tea helps}]
"""
FULL = """\
levels:
  - id: early
    title: Early steps
    kind: output
    order: auto
    elements: [{id: S1, statement: Meet, status: active, leads_to: [S2]}, {id: S2, statement: x, status: retired}]
hypotheses: [{id: H1, statement: People stay, status: untested}]
assumptions: [{id: A1, statement: There is time, holds: unknown, critical: false}]
learning: [{id: LP1, statement: Tea helps, status: active}]
"""
DEFAULTS = (
    "Active",
    "Live",
    "Outcome framework",
    "Outcome\n",
    "Outcome ·",
    "Untested",
    "Not known",
    "2 outcomes",
    "This outcome",
)
"""What the model takes where a file says nothing, in the words of pages."""


def _programme(more: str = "") -> str:
    return f"programme: {{id: garden, title: A garden{more}}}\n"


def _site(folder: Path, text: str, programme: str = "") -> Site:
    return read_site(folder, {"garden.yml": _programme(programme) + text}, base_url="https://example.org/")


def _own(pages: dict[str, Page]) -> dict[str, str]:
    return {
        uri: words_of(without_snippets(page.html))
        for uri, page in pages.items()
        if uri.startswith("programmes/garden/")
    }


def test_no_page_of_a_programme_says_a_default(tmp_path: Path) -> None:
    said = _own(pages_of(_site(tmp_path, BARE)))
    assert len(said) == 6
    assert [(uri, word) for uri, text in said.items() for word in DEFAULTS if word in text] == []


def test_what_an_author_wrote_is_said_also_where_it_is_the_default(tmp_path: Path) -> None:
    pages = pages_of(_site(tmp_path, FULL, ", kind: outcome-framework, status: live"))
    programme = words_of(pages["programmes/garden/index.md"].html)
    assert "Kind of framework\nOutcome framework" in programme
    assert "Status\nLive" in programme
    assert "Not known yet" in programme
    assert "Status\nActive" in section(pages["programmes/garden/s1.md"], "facts").replace(": ", "\n")
    assert "Output · Early steps" in words_of(pages["programmes/garden/s1.md"].header)
    assert section(pages["programmes/garden/h1.md"], "testing").startswith("Status: untested.")


def test_a_search_narrows_down_by_what_was_written_only(tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    bare, full = garden_pages(tmp_path / "bare", BARE), garden_pages(tmp_path, FULL)
    assert (bare["s1"].filters["kind"], bare["s1"].filters["status"], bare["h1"].filters["status"]) == ("", "", "")
    assert (full["s1"].filters["kind"], full["s1"].filters["status"]) == ("Output", "Active")
    assert full["h1"].filters["status"] == "Untested"


def test_frames_and_previews_say_no_default(tmp_path: Path) -> None:
    site = _site(tmp_path, BARE)
    framework = site.portfolio.frameworks[0]
    faces = [face_of(Target(framework, entry)) for entry in (None, *framework.walk(), framework.hypotheses[0])]
    assert [_kicker(face) for face in faces] == ["Programme", "Early steps", "Early steps", "Hypothesis"]
    frame = dict(render_files(Renderer(site)))["programmes/garden/h1/embed/index.html"]
    assert "Untested" not in str(frame)


def test_tables_leave_empty_what_nobody_wrote(tmp_path: Path) -> None:
    files = {uri: text for uri, text in render_files(Renderer(_site(tmp_path, BARE))) if uri.endswith(".csv")}
    assert len(files) > 4
    cells = [
        cell
        for text in files.values()
        for cell in str(text).removeprefix(BYTE_ORDER_MARK).replace("\r\n", ",").split(",")
    ]
    defaults = (
        "active",
        "live",
        "outcome",
        "Outcome",
        "outcome-framework",
        "untested",
        "unknown",
        "auto",
        "if-then",
        "no",
    )
    assert [cell for cell in cells if cell in defaults] == []


@pytest.mark.parametrize(
    ("fields", "sentence", "badge"),
    [
        (", status: closed, end: 2023-05", "This programme closed in May 2023.", "Programme closed"),
        (", status: closed, end: 2023-05-31", "This programme closed on 31 May 2023.", "Programme closed"),
        (", status: closed, end: 2023", "This programme closed in 2023.", "Programme closed"),
        (", status: closed", "This programme is closed.", "Programme closed"),
        (", status: archived", "This programme is archived.", "Programme archived"),
        (", status: archived, end: 2023", "This programme is archived; it ended in 2023.", "Programme archived"),
        (", status: live, end: 2023", "", ""),
        (", end: 2023", "", ""),
    ],
)
def test_all_in_a_programme_that_is_over_says_so(tmp_path: Path, fields: str, sentence: str, badge: str) -> None:
    site = _site(tmp_path, BARE, fields)
    pages, framework = pages_of(site), site.portfolio.frameworks[0]
    shown = ["programmes/garden/s1.md", "programmes/garden/h1.md", "programmes/garden/lp1.md"]
    for uri in (*shown, "outcomes/index.md", "hypotheses/index.md"):
        said = words_of(pages[uri].html)
        assert sentence in said
        assert bool(sentence) == ("This programme" in said)
    assert "This programme" not in words_of(pages["programmes/garden/print.md"].html), "it is said at the top"
    for entry in paged_entries(framework):
        assert face_of(Target(framework, entry)).over == badge
    frame = str(dict(render_files(Renderer(site)))["programmes/garden/s1/embed/index.html"])
    assert badge in words_of(frame.partition("<body>")[2].partition("</body>")[0])
    assert _kicker(Face("Early steps", over=badge)) == " · ".join(filter(None, ("Early steps", badge)))


@pytest.mark.parametrize(
    ("fields", "cited", "bibtex"),
    [
        (
            ", reviewed: 2021-05-31, source: {title: Plan, date: Spring 2020}",
            "Reviewed 31 May 2021.",
            "date = {2021-05-31}",
        ),
        (", source: {title: Plan, date: Spring 2020}", "Source published Spring 2020.", "year = {2020}"),
        (", source: {title: Plan, date: 2020-06}", "Source published June 2020.", "date = {2020-06}"),
        (", source: {title: Plan, date: long ago}", "Source published long ago.", ""),
        (", source: {title: Plan}", "", ""),
        ("", "", ""),
    ],
)
def test_a_citation_is_dated_by_the_review_or_by_the_source(
    tmp_path: Path, fields: str, cited: str, bibtex: str
) -> None:
    said = section(pages_of(_site(tmp_path, BARE, fields))["programmes/garden/s1.md"], "cite")
    assert f"S1 Meet. In: A garden. {cited} Test site.".replace("  ", " ") in said
    assert bibtex in said
    assert ("year =" in said, " date =" in said) == ("2" in cited, bool(bibtex.startswith("date")))
