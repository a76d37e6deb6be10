"""Cards and maps in hand-written pages: what is a block, what it asks for, what is said of one that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from outcome_frameworks.model import Portfolio
from outcome_frameworks.reading.checks.unmentioned import find_unmentioned
from outcome_frameworks.reading.frameworks.load import load_portfolio
from outcome_frameworks.reading.hand_written import MarkdownPage, check_page, find_mentions, replace_blocks
from outcome_frameworks.reading.sources import read_docs, read_sources

GARDEN = """programme: {id: garden, title: A garden}
levels:
  - {id: short, title: Short, elements: [{id: S1, statement: Grow, leads_to: [L1]}, {id: S2, statement: Share}]}
  - {id: long, title: Long, elements: [{id: L1, statement: Belong}, {id: L2, statement: Old, status: retired}]}
hypotheses: [{id: H1, if: [{ref: S1}], then: [{ref: L1}]}]
"""


@pytest.fixture
def portfolio(tmp_path: Path) -> Portfolio:
    folder = tmp_path / "frameworks"
    folder.mkdir()
    (folder / "garden.yml").write_text(GARDEN, "utf-8")
    (folder / "orchard.yml").write_text("programme: {id: orchard, title: An orchard}\n", "utf-8")
    return load_portfolio(folder, "frameworks").portfolio


def block(*lines: str, kind: str = "outcome-map") -> str:
    return "\n".join((f"```{kind}", *lines, "```", ""))


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("```outcome\na/S1\n```", [("outcome", "a/S1\n", 0, "")]),
        ("~~~~ outcome-map\nprogramme: a\n~~~~", [("outcome-map", "programme: a\n", 0, "")]),
        ("words\n```outcome\na\n\nb\n```\nwords", [("outcome", "a\n\nb\n", 1, "")]),
        ("!!! note\n\n    ```outcome\n    a\n    ```", [("outcome", "a\n", 2, "    ")]),
        ("- one\n\n    - two\n\n        ```outcome\n        a\n        ```", [("outcome", "a\n", 4, "        ")]),
        ("> words\n>\n> ```outcome\n> a\n> ```", [("outcome", "a\n", 2, "> ")]),
        ("```outcome\r\na\r\n```\r\n", [("outcome", "a\n", 0, "")]),
        ("````md\n```outcome\na\n```\n````", []),
        ("words\n\n    ```outcome\n    a\n    ```\n", []),
        ("- one\n\n        ```outcome\n        a\n        ```", []),
        ("<!--\n```outcome\na\n```\n-->", []),
        ("---\nx: |\n  ```outcome\n  a\n  ```\n---\n", []),
        ("```html\n<!--\n```\n\n```outcome\na\n```", [("outcome", "a\n", 4, "")]),
        ("```outcomes\na\n```\n`` ```outcome ``", []),
    ],
)
def test_blocks_are_found_where_markdown_reads_them(markdown: str, found: list[tuple[str, str, int, str]]) -> None:
    assert [(b.kind, b.text, b.first, b.prefix) for b in MarkdownPage(markdown).blocks] == found


def test_a_block_is_replaced_with_its_indent_as_a_paragraph_of_its_own() -> None:
    page = "!!! note\n    words\n    ```outcome\n    a\n    ```\n    words\n\n```outcome\nb\n```"
    assert replace_blocks(MarkdownPage(page), lambda block: f"<{block.text.strip()}>\nline") == (
        "!!! note\n    words\n\n    <a>\n    line\n\n    words\n\n<b>\nline"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (block("garden/S1", "- outcome:garden/s2", "garden", kind="outcome"), []),
        (block("programme: garden", "focus: S1", "depth: 2", "levels: [short, long]"), []),
        (block("focus: garden/S1", "levels: short, long"), []),
        (
            block("garden/S9", "  grden/S1", kind="outcome"),
            [
                '2:1: the block "outcome" names "garden/S9", which does not exist; did you mean "garden/S2"?',
                '3:3: the block "outcome" names "grden/S1", but there is no programme "grden"; did you mean "garden"?',
            ],
        ),
        (
            block(kind="outcome"),
            ['1:1: the block "outcome" is empty; write one reference a line, such as new-models/S1'],
        ),
        (
            "> ```outcome-map\n> programme: gardn\n> ```",
            [
                (
                    '2:14: the block "outcome-map" has the programme "gardn", but there is no programme "gardn"; '
                    'did you mean "garden"?'
                )
            ],
        ),
        (
            block("programme: garden/S1"),
            [
                (
                    '2:12: the block "outcome-map" has the programme "garden/S1", which is part of a programme; '
                    'did you mean "garden"?'
                )
            ],
        ),
        (block(), ['1:1: the block "outcome-map" names no programme; write a line such as programme: new-models']),
        (
            block("focus: S1"),
            ['1:1: the block "outcome-map" names no programme; write a line such as programme: new-models'],
        ),
        (
            block("just words"),
            ['1:1: the block "outcome-map" names no programme; write a line such as programme: new-models'],
        ),
        (
            block("programme: orchard"),
            ['2:12: the block "outcome-map" shows nothing: the programme "orchard" has no elements yet'],
        ),
        (
            block("programme: garden", "focus: S7"),
            [
                (
                    '3:8: the block "outcome-map" has the focus "S7", which is not in the programme "garden"; '
                    'did you mean "S2"?'
                )
            ],
        ),
        (
            block("focus: garden/S7"),
            ['2:8: the block "outcome-map" has the focus "garden/S7", which does not exist; did you mean "garden/S2"?'],
        ),
        (
            block("programme: garden", "focus: H1"),
            [
                (
                    '3:8: the block "outcome-map" has the focus "H1", around which no map can be drawn; name an '
                    "outcome, an activity or another element"
                )
            ],
        ),
        (
            block("programme: garden", "depth: 2"),
            ['3:8: the block "outcome-map" has a depth, the number of steps from a focus, and no focus; add one'],
        ),
        (
            block("programme: garden", "focus: S1", "depth: two"),
            ['4:8: the block "outcome-map" has the depth "two"; write the number of steps from the focus, 1 to 20'],
        ),
        (
            block("programme: garden", "levels: [short, lng]"),
            [
                '3:17: the block "outcome-map" has the level "lng", which is none of "garden"; did you mean "long"?',
            ],
        ),
        (
            block("programme: garden", "stile: dark"),
            ['3:1: the block "outcome-map" has no option "stile"; it knows programme, focus, depth, levels'],
        ),
        (
            block("programme: garden", "focus: [S1, S2]"),
            ['3:8: the block "outcome-map" has the option "focus" with more than one text; write one'],
        ),
        (
            "```outcome\ngarden/S1\n",
            ['1:1: the block "outcome" has no end; write a line of three backticks below it'],
        ),
        ("```md\n```outcome\n```\n", []),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, said: list[str], portfolio: Portfolio) -> None:
    assert [str(problem) for problem in check_page(MarkdownPage(text, "a.md"), portfolio)] == [
        f"a.md:{line}" for line in said
    ]


def test_broken_yaml_is_a_warning_and_not_an_error(portfolio: Portfolio) -> None:
    problems = check_page(MarkdownPage(f"Words\n\n{block('programme: garden', 'focus: S1: S2')}", "a.md"), portfolio)
    assert problems
    assert {(p.rule, p.severity.value, p.place.line) for p in problems} == {("wrong-block-in-page", "warning", 5)}


def test_a_page_mentions_what_it_links_to_and_shows_each_once(portfolio: Portfolio) -> None:
    page = (
        "[a](outcome:garden/S2)\n\n"
        + block("garden/S1", "garden/s2", "garden/S9", kind="outcome")
        + block("programme: garden", "focus: L1")
        + block("programme: garden")
    )
    assert [target.key for target in find_mentions(MarkdownPage(page), portfolio)] == [
        "garden/S2",
        "garden/S1",
        "garden/L1",
        "garden",
    ]


def test_outcomes_that_no_page_mentions_are_named_once_a_programme(
    portfolio: Portfolio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()

    def unmentioned() -> list[str]:
        sources = read_sources(Path("frameworks"), read_docs(Path("docs")))
        return [str(problem) for problem in find_unmentioned(sources.portfolio, sources.stories)]

    assert unmentioned() == [
        (
            "frameworks/garden.yml:1:12: 3 of 3 outcomes are mentioned on no page of yours: S1, S2, L1; link to one, "
            "such as [](outcome:garden/S1)"
        )
    ]
    Path("docs/one.md").write_text("---\nabout: garden/L1\n---\n" + block("garden/S1", kind="outcome"), "utf-8")
    assert unmentioned() == [
        (
            "frameworks/garden.yml:1:12: 1 of 3 outcomes is mentioned on no page of yours: S2; link to one, such as "
            "[](outcome:garden/S2)"
        )
    ]
    Path("docs/two.md").write_text(block("focus: garden/S2"), "utf-8")
    assert unmentioned() == []
