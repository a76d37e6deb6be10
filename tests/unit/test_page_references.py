"""References from hand-written pages: what is one, where it stands, and what is said of one that means nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from outcome_frameworks.load import load_portfolio
from outcome_frameworks.model import Portfolio
from outcome_frameworks.page_references import check_about, check_page, find_references, replace_references

FRAMEWORK = """programme: {id: garden, title: A garden}
elements: [{id: S1, statement: People grow food, leads_to: [S2]}, {id: S2, statement: People share food}]
"""


@pytest.fixture
def portfolio(tmp_path: Path) -> Portfolio:
    folder = tmp_path / "frameworks"
    folder.mkdir()
    (folder / "garden.yml").write_text(FRAMEWORK, "utf-8")
    return load_portfolio(folder).portfolio


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("[x](outcome:garden/S1)", [("garden/S1", (1, 13))]),
        ("[](outcome:garden)", [("garden", (1, 12))]),
        ('a\n\n[x](outcome:a/b "title") and [y](outcome:c)', [("a/b", (3, 13)), ("c", (3, 42))]),
        ("[x](<outcome:a/b>)", [("a/b", (1, 14))]),
        ('<a class="x" href="outcome:a/b">', [("a/b", (1, 28))]),
        ("<a href = 'outcome:a/b'>", [("a/b", (1, 20))]),
        ("![x](outcome:a/b)", [("a/b", (1, 14))]),
        ("[福祉 😀](outcome:a/福祉)", [("a/福祉", (1, 16))]),
        ("`[x](outcome:a)` ``[`](outcome:b)`` [x](outcome:c)", [("c", (1, 49))]),
        ("```md\n[x](outcome:a)\n```\n[x](outcome:b)", [("b", (4, 13))]),
        ("~~~~\n[x](outcome:a)\n~~~\n[x](outcome:b)\n~~~~\n[x](outcome:c)", [("c", (6, 13))]),
        ("- one\n\n    ```\n    [x](outcome:a)\n    ```\n\n    [x](outcome:b)", [("b", (7, 17))]),
        ("<!-- [x](outcome:a)\n--> [x](outcome:b)", [("b", (2, 17))]),
        ("---\ntitle: '[x](outcome:a)'\n---\n[x](outcome:b)", [("b", (4, 13))]),
        ("[x](outcomes.md) outcome:a", []),
        ("an ` alone [x](outcome:a)", [("a", (1, 24))]),
        ("", []),
    ],
)
def test_references_are_found_where_they_are_links(markdown: str, found: list[tuple[str, tuple[int, int]]]) -> None:
    assert [(reference.target, tuple(reference.place)) for reference in find_references(markdown)] == found


def test_an_unknown_reference_is_named_with_a_suggestion(portfolio: Portfolio) -> None:
    page = "[a](outcome:garden/S1) [b](outcome:garden)\n[c](outcome:garden/S9) [d](outcome:grden/S) [e](outcome:s2)\n"
    assert [str(problem) for problem in check_page(page, "a.md", portfolio)] == [
        'a.md:2:13: the page refers to "outcome:garden/S9", which does not exist; did you mean "garden/S2"?',
        'a.md:2:36: the page refers to "outcome:grden/S", but there is no programme "grden"; did you mean "garden"?',
        'a.md:2:57: the page refers to "outcome:s2", which does not name a programme; did you mean "garden/S2"?',
    ]


def test_about_in_front_matter_is_placed_at_its_line(portfolio: Portfolio) -> None:
    text = "---\ntitle: A story\nabout:\n  - garden\n  - garden/S9\n---\nWords\n"
    assert [str(problem) for problem in check_about(["garden", "garden/S9"], "docs/a.md", text, portfolio)] == [
        'docs/a.md:5:5: about: in the front matter names "garden/S9", which does not exist; did you mean "garden/S2"?'
    ]
    (problem,) = check_about("orchard", "docs/a.md", "---\nabout: orchard\n---\n", portfolio)
    assert problem.place == (2, 8)
    assert problem.message == 'about: in the front matter names "orchard", but there is no programme "orchard"'
    (problem,) = check_about([["garden"]], "docs/a.md", text, portfolio)
    assert "which is no reference" in problem.message


def test_indented_code_holds_no_references_but_indented_lists_do() -> None:
    page = "Words\n\n    [x](outcome:garden/S8)\n\n- item\n\n    [y](outcome:garden/S9)\n"
    assert [(r.target, r.place) for r in find_references(page)] == [("garden/S9", (7, 17))]


def test_references_are_replaced_and_code_is_not() -> None:
    known = {"garden/S1": ("../s1/", "Meet *all*")}
    page = "[](outcome:garden/S1) [a](outcome:garden/S1) [b](outcome:garden/S2) `[c](outcome:garden/S1)`"
    assert replace_references(page, known.get) == (
        "[Meet \\*all\\*](../s1/) [a](../s1/) [b](outcome:garden/S2) `[c](outcome:garden/S1)`"
    )


def test_an_earlier_id_is_answered_with_the_present_one(tmp_path: Path) -> None:
    text = FRAMEWORK.replace("title: A garden", "title: A garden, aliases: [plot]").replace(
        "id: S1", "id: S1, aliases: [S0]"
    )
    (tmp_path / "garden.yml").write_text(text, "utf-8")
    found = check_page("[x](outcome:plot/s0) [y](outcome:plot)", "docs/a.md", load_portfolio(tmp_path).portfolio)
    assert [problem.message for problem in found] == [
        'the page refers to "outcome:plot/s0", which is an earlier id; write "garden/S1"',
        'the page refers to "outcome:plot", which is an earlier id; write "garden"',
    ]
