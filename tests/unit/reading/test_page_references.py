"""References from hand-written pages: what is one, where it stands, and what is said of one that means nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from outcome_frameworks.model import Portfolio
from outcome_frameworks.reading.frameworks.load import load_portfolio
from outcome_frameworks.reading.hand_written import (
    MarkdownPage,
    check_page,
    check_story_fields,
    find_title,
    replace_references,
)

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
    assert [(reference.target, tuple(reference.place)) for reference in MarkdownPage(markdown).references] == found


def test_an_unknown_reference_is_named_with_a_suggestion(portfolio: Portfolio) -> None:
    page = "[a](outcome:garden/S1) [b](outcome:garden)\n[c](outcome:garden/S9) [d](outcome:grden/S) [e](outcome:s2)\n"
    assert [str(problem) for problem in check_page(MarkdownPage(page, "a.md"), portfolio)] == [
        'a.md:2:13: the page refers to "outcome:garden/S9", which does not exist; did you mean "garden/S2"?',
        'a.md:2:36: the page refers to "outcome:grden/S", but there is no programme "grden"; did you mean "garden"?',
        'a.md:2:57: the page refers to "outcome:s2", which does not name a programme; did you mean "garden/S2"?',
    ]


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("[x](outcome:garden/plan)", '"outcome:garden/plan", which is a document; name its programme, "garden"'),
        ("[x](outcome:garden/Plan)", '"outcome:garden/Plan", which is a document; name its programme, "garden"'),
        ("[x](outcome:plan)", '"outcome:plan", which is a document; name its programme, "garden"'),
        ("[x](outcome:club)", '"outcome:club", which is an organisation; name a programme or something in one'),
        ("```outcome\ngarden/plan\n```", '"garden/plan", which is a document; name its programme, "garden"'),
        (
            "```outcome-map\nprogramme: garden\nfocus: plan\n```",
            "which is a document, around which no map can be drawn; name an outcome, an activity or another element",
        ),
        ("[x](outcome:garden/spring) [y](outcome:garden)", ""),
    ],
)
def test_what_the_files_hold_is_named_for_what_it_is(markdown: str, said: str, tmp_path: Path) -> None:
    extra = "phases: [{id: spring, title: Spring}], documents: [{id: plan, title: x, missing: x}, {title: y}]}"
    (tmp_path / "garden.yml").write_text(FRAMEWORK.replace("}", f", {extra}", 1), "utf-8")
    organisations = "organisations: [{id: club, title: The club}]\n"
    (tmp_path / "organisations.yml").write_text(organisations, "utf-8")
    problems = check_page(MarkdownPage(markdown, "docs/a.md"), load_portfolio(tmp_path).portfolio)
    assert [problem.message[-len(said) :] for problem in problems] == ([said] if said else [])


def about(text: str, portfolio: Portfolio) -> list[str]:
    return [str(problem) for problem in check_page(MarkdownPage(text, "docs/a.md"), portfolio)]


def test_about_in_front_matter_is_placed_at_its_line(portfolio: Portfolio) -> None:
    assert about("---\ntitle: A story\nabout:\n  - garden\n  - garden/S9\n---\nWords\n", portfolio) == [
        'docs/a.md:5:5: about: in the front matter names "garden/S9", which does not exist; did you mean "garden/S2"?'
    ]
    assert about("---\nabout: orchard\n---\n", portfolio) == [
        'docs/a.md:2:8: about: in the front matter names "orchard", but there is no programme "orchard"'
    ]
    assert about("---\nabout: [[garden]]\n---\n", portfolio) == [
        'docs/a.md:2:9: about: in the front matter names "[garden]", which is no reference'
    ]
    assert about("---\nabout:\n---\n", portfolio) == []


def test_front_matter_that_is_no_yaml_is_told_and_nothing_of_it_is_taken(portfolio: Portfolio) -> None:
    text = "---\ntitle: Tea: a story\nabout: [garden/S2]\n---\nWords\n"
    (told,) = about(text, portfolio)
    assert told.startswith("docs/a.md:2:8: the text holds a colon and a space, which YAML takes for another field; ")
    assert told.endswith('write it in quotes: "Tea: a story"')
    assert MarkdownPage(text).front_matter.fields == {}


def test_front_matter_is_taken_as_it_is_written() -> None:
    found = MarkdownPage(
        "---\ntitle: yes\ndate: 2021-02-31\ntags: &t [a]\nmore: *t\n---\nWords\n", "docs/a.md"
    ).front_matter
    assert (found.fields["title"], found.fields["date"]) == ("yes", "2021-02-31")
    assert found.problems == ()


def test_what_cannot_be_shown_of_a_story_is_told_and_not_taken() -> None:
    text = (
        "---\ntitle: {en: Hello, gd: Halo}\ndescription:\n  - a\n  - b\ndate: [2024, 5]\n"
        "flow: [sideways, Horizontal, vertical, {a: b}]\n---\n"
    )
    matter = MarkdownPage(text, "docs/a.md").front_matter
    assert [str(problem).partition(" in the front matter ") for problem in check_story_fields(matter, "docs/a.md")] == [
        (f"docs/a.md:{place}:", " in the front matter ", said)
        for place, said in (
            ("2:8: title", 'is a group of fields, "{en: Hello, gd: Halo}", which cannot be shown; write one text'),
            ("4:3: description", 'is a list, "a, b", which cannot be shown; write one text'),
            ("6:7: date", 'is a list, "[2024, 5]", which cannot be shown; write a day, such as 2026-05-31'),
            ("7:8: flow", 'names "sideways", which is not known; write horizontal or vertical'),
            ("7:18: flow", 'names "Horizontal", which is not known; did you mean "horizontal"?'),
            ("7:40: flow", 'names "{a: b}", which is not known; write horizontal or vertical'),
        )
    ]
    assert (matter.text("title"), matter.text("description"), matter.date, matter.flow) == ("", "", "", ("vertical",))


@pytest.mark.parametrize(
    ("date", "taken", "told"),
    [
        ("2024-05-06", "2024-05-06", 0),
        ("{created: 2024-05-06, updated: 2025-01-01}", "2024-05-06", 0),
        ("\n  created: 2024-05-06", "2024-05-06", 0),
        ("", "", 0),
        ("{a: b}", "", 1),
        ("{created: [2024]}", "", 1),
    ],
)
def test_of_several_dates_that_of_creation_is_taken(date: str, taken: str, told: int) -> None:
    matter = MarkdownPage(f"---\ndate: {date}\n---\n", "docs/a.md").front_matter
    assert matter.date == taken
    assert len(check_story_fields(matter, "docs/a.md")) == told


@pytest.mark.parametrize(
    ("markdown", "title"),
    [
        ("Words\n\n# A day #\n\n# More", "A day"),
        ("A day\r\n=====\r\n", "A day"),
        ("Words\nmore\n====\n\n# Real", "Real"),
        ("Words\n \nA day\n==\n# More", "A day"),
        ("<!--\n# hidden\n-->\n\n# Seen", "Seen"),
        ("```bash\n# install\n```\n\n    # install\n\n# Real", "Real"),
        ("---\ntitle:\n# a comment\n---\n# Real", "Real"),
        ("# A day {#day .sunny}", "A day"),
        ("# A *sunny* `day` \\* A&amp;B <b>& more</b> <!-- soon -->", "A sunny day * A&B & more"),
        ("# At [the *garden*](outcome:garden) with [](outcome:garden/S1)", "At the garden with Meet *all* & eat"),
        ("# Lost [](outcome:nothing)", "Lost"),
        ("#\n\n#tag\n\n## Part\n\n> # Quoted", ""),
    ],
)
def test_a_title_is_the_first_heading_as_readers_see_it(markdown: str, title: str) -> None:
    known = {"garden": ("", "The garden"), "garden/S1": ("", "Meet *all* & eat")}
    assert find_title(MarkdownPage(markdown), known.get) == title


def test_indented_code_holds_no_references_but_indented_lists_do() -> None:
    page = "Words\n\n    [x](outcome:garden/S8)\n\n- item\n\n    [y](outcome:garden/S9)\n"
    assert [(r.target, r.place) for r in MarkdownPage(page).references] == [("garden/S9", (7, 17))]


def test_references_are_replaced_and_code_is_not() -> None:
    known = {"garden/S1": ("../s1/", "Meet *all*")}
    page = "[](outcome:garden/S1) [a](outcome:garden/S1) [b](outcome:garden/S2) `[c](outcome:garden/S1)`"
    assert replace_references(MarkdownPage(page), known.get) == (
        "[Meet &#42;all&#42;](../s1/) [a](../s1/) [b](outcome:garden/S2) `[c](outcome:garden/S1)`"
    )


def test_an_earlier_id_is_answered_with_the_present_one(tmp_path: Path) -> None:
    text = FRAMEWORK.replace("title: A garden", "title: A garden, aliases: [plot]").replace(
        "id: S1", "id: S1, aliases: [S0]"
    )
    (tmp_path / "garden.yml").write_text(text, "utf-8")
    page = MarkdownPage("[x](outcome:plot/s0) [y](outcome:plot)", "docs/a.md")
    found = check_page(page, load_portfolio(tmp_path).portfolio)
    assert [problem.message for problem in found] == [
        'the page refers to "outcome:plot/s0", which is an earlier id; write "garden/S1"',
        'the page refers to "outcome:plot", which is an earlier id; write "garden"',
    ]
