"""The rules: each fault names its place and what to do, in exactly these words."""

from __future__ import annotations

import os
import re
import shutil
import time
from pathlib import Path

import pytest
from problem_checking import problems_in, problems_of

from outcome_frameworks.problems import RULES, format_text

TESTS = Path(__file__).parents[2]
BROKEN = TESTS / "broken"
EXPECTED = (BROKEN / "expected.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("file", sorted(BROKEN.glob("*.yml")), ids=lambda path: path.stem)
def test_a_fault_is_named_in_these_words_and_nothing_else_is(file: Path, tmp_path: Path) -> None:
    shutil.copy(file, tmp_path)
    (tmp_path / "organisations.yml").write_text("organisations: [{id: council, title: The council}]\n", "utf-8")
    expected = [line for line in EXPECTED if line.startswith(f"frameworks/{file.name}:")]
    assert expected
    assert format_text(problems_of(tmp_path)).splitlines() == expected


def test_every_rule_has_a_broken_file() -> None:
    shown = {re.search(r"\[([a-z-]+)\]$", line)[1] for line in EXPECTED}  # type: ignore[index]
    assert RULES.keys() - shown == {
        "no-frameworks",
        "dead-path",
        "unread-file",
        "unknown-reference-in-page",
        "unreadable-front-matter",
        "wrong-block-in-page",
        "unmentioned",
        "vanished-address",
        "unlisted-address",
    }  # these speak of no framework file


@pytest.mark.parametrize("golden", sorted((TESTS / "golden" / "problems").glob("*.txt")), ids=lambda path: path.stem)
def test_golden_problems(golden: Path, tmp_path: Path) -> None:
    parts = re.split(r"^=== (.+)\n", golden.read_text("utf-8"), flags=re.MULTILINE)
    files = dict(zip(parts[1::2], parts[2::2], strict=True))
    expected = files.pop("problems")
    for name, text in files.items():
        (tmp_path / Path(name).name).write_text(text, "utf-8")
    found = format_text(problems_of(tmp_path)) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text("".join(f"=== {n}\n{t}" for n, t in files.items()) + f"=== problems\n{found}", "utf-8")
    assert found == expected


def test_a_framework_without_faults_has_no_problems(tmp_path: Path) -> None:
    text = """elements:
  - {id: '007', statement: 'NO', leads_to: [福祉]}
  - {id: 福祉, statement: 2024-03-01, leads_to: [7]}
  - {id: 7, statement: 0010}
  - {id: S-, statement: An id may end so, leads_to: [7]}
learning: [{id: LP1, statement: Water matters, about: [S->7]}]
"""
    assert problems_in(tmp_path, text) == []


@pytest.mark.parametrize("url", ["mailto:?subject=Share&body=x", "https://می‌خ.example/", "a.pdf"])
def test_addresses_that_lead_somewhere_are_no_problem(url: str, tmp_path: Path) -> None:
    text = f"""elements:
  - {{id: S1, statement: People meet, note: '[x]({url})', leads_to: [S2]}}
  - {{id: S2, statement: People belong}}
evidence:
  - {{id: V1, title: A survey, url: '{url}', about: [S1]}}
"""
    assert problems_in(tmp_path, text) == []


def test_a_chain_of_1500_elements_closed_to_a_circle_is_one_note(tmp_path: Path) -> None:
    lines = [f"  - {{id: E{n}, statement: Element, leads_to: [E{(n + 1) % 1500}]}}" for n in range(1500)]
    (problem,) = problems_in(tmp_path, "elements:\n" + "\n".join(lines))
    assert problem == (
        "frameworks/garden.yml:5:5: note: these lead to each other in a circle: "
        "E0 → E1 → E2 → E3 → E4 → E5 → … → E1499 → E0 (1,500 elements) [cycle]"
    )


def test_four_layers_of_thirty_all_linked_have_no_problems(tmp_path: Path) -> None:
    lines = []
    for n in range(120):
        targets = ", ".join(f"E{(n // 30 + 1) * 30 + other}" for other in range(30)) if n < 90 else ""
        lines.append(f"  - {{id: E{n}, statement: Element, leads_to: [{targets}]}}")
    assert problems_in(tmp_path, "elements:\n" + "\n".join(lines)) == []


def test_a_thousand_dangling_references_are_all_reported_soon(tmp_path: Path) -> None:
    lines = [f"  - {{id: E{n}, statement: Element, leads_to: [X{n}]}}" for n in range(1000)]
    start = time.process_time()
    problems = problems_in(tmp_path, "elements:\n" + "\n".join(lines))
    assert len(problems) == 1000
    assert time.process_time() - start < 10  # without a limit on suggestions: a minute


@pytest.mark.parametrize(
    ("held", "unknown"),
    [
        ("elements: [{entries}]", "{{id: {word}{n}, statement: x, leads_to: [{word}x{n}]}}"),
        ("elements: [{entries}]", "{{id: {word}{n}, statement: x, note: '[a](outcome:{word}x{n})'}}"),
        ("elements: [{entries}]", "{{id: {word}{n}, statement: x, leads_to: [garden/{word}x{n}]}}"),
        ("evidence: [{entries}]", "{{id: {word}{n}, title: x, organisation: {word}x{n}}}"),
    ],
    ids=["links", "links in texts", "links in full", "organisations"],
)
def test_of_many_long_unknown_references_all_are_told_and_few_compared(tmp_path: Path, held: str, unknown: str) -> None:
    known = ", ".join(f"{{id: {'a' * 60}-{n}, title: The council}}" for n in range(600))
    (tmp_path / "organisations.yml").write_text(f"organisations: [{known}]", "utf-8")
    entries = ",\n".join(unknown.format(word="a" * 60, n=n) for n in range(600))
    found = [line for line in problems_in(tmp_path, held.format(entries=entries)) if " error: " in line]
    assert len(found) == 600
    suggested = [line for line in found if "did you mean" in line]
    assert 0 < len(suggested) < 10


@pytest.mark.parametrize(("size", "errors"), [(200, 0), (201, 1)])
def test_a_link_to_a_level_counts_for_each_of_its_elements(tmp_path: Path, size: int, errors: int) -> None:
    rows = [", ".join(f"{{id: A{n}, statement: x, leads_to: [b]}}" for n in range(100))]
    rows.append(", ".join(f"{{id: B{n}, statement: x}}" for n in range(size)))
    text = f"levels:\n- {{id: a, title: A, elements: [{rows[0]}]}}\n- {{id: b, title: B, elements: [{rows[1]}]}}\n"
    found = [line for line in problems_in(tmp_path, text) if line.endswith("[too-many-links]")]
    assert len(found) == errors


def test_notes_name_at_most_twelve_elements(tmp_path: Path) -> None:
    lines = [f"  - {{id: E{n}, statement: Element}}" for n in range(20)]
    (problem,) = problems_in(tmp_path, "elements:\n" + "\n".join(lines))
    assert problem == (
        "frameworks/garden.yml:5:5: note: E0, E1, E2, E3, E4, E5, E6, E7, E8, E9, E10, E11 and 8 more lead to nothing "
        "and nothing leads to them [no-links]"
    )


CLASH = """levels:
  - id: a
    title: A
    stated_count: 2
    leads_to: [a]
    elements:
      - {id: A1, statement: x, leads_to: [A2]}
      - {id: A2, statement: x, leads_to: [A1]}
      - {id: a1, statement: x, status: retired}
  - {id: b, title: B, elements: [{id: B1, statement: x, leads_to: [A1]}, {id: B2, statement: x}]}
learning: [{id: LP1, statement: x, about: [A1 > A1]}]
"""


@pytest.mark.parametrize(("clashing", "other"), [("a1", "A1"), ("A1", "A1"), ("\u0410\u0031", "A1")])
def test_where_ids_clash_nothing_is_told_that_only_follows_from_it(tmp_path: Path, clashing: str, other: str) -> None:
    problems = problems_in(tmp_path, CLASH.replace("id: a1", f"id: {clashing}"))
    assert [problem.rpartition(" ")[2] for problem in problems] == ["[duplicate-id]"]
    assert other in problems[0]


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        ("leads_to: [A]", "wrong-reference"),
        ("leads_to: [plan]", "wrong-reference"),
        ("leads_to: [B9]", "unknown-reference"),
        ("status: retird, replaced_by: B1, leads_to: [B1]", "wrong-value"),
    ],
)
def test_a_link_that_fails_is_told_and_not_that_its_end_stands_alone(tmp_path: Path, fault: str, rule: str) -> None:
    text = f"""  documents: [{{id: plan, title: x, missing: x}}]
elements: [{{id: A1, statement: x, {fault}}}, {{id: B1, statement: x}}]
assumptions: [{{id: A, statement: x}}]
"""
    assert [problem.rpartition(" ")[2] for problem in problems_in(tmp_path, text)] == [f"[{rule}]"]


def test_links_of_parents_children_and_levels_count_as_links(tmp_path: Path) -> None:
    text = """levels:
  - id: a
    title: A
    elements:
      - id: A1
        statement: x
        elements: [{id: A1.1, statement: x, elements: [{id: A1.1.1, statement: x, leads_to: [b]}]}]
  - {id: b, title: B, elements: [{id: B1, statement: x}]}
  - {id: c, title: C, leads_to: [a], elements: [{id: C1, statement: x}]}
"""
    assert problems_in(tmp_path, text) == []


def test_links_in_what_organisations_say_of_themselves_are_checked(tmp_path: Path) -> None:
    links = "[a](outcome:garden/S1) [b](outcome:garden/S9) [c](outcome:S1) [d](outcome:S9) [e](www.example.org)"
    organisations = f"organisations:\n  - {{id: council, title: The council, summary: '{links}'}}\n"
    (tmp_path / "organisations.yml").write_text(organisations, "utf-8")
    text = "elements: [{id: S1, statement: x, leads_to: [S2]}, {id: S2, statement: x}]\n"
    in_full = "which names no programme; write it in full, as outcome:my-programme/S1 [unknown-reference]"
    dead = '"outcome:garden/S9", which does not exist; did you mean "garden/S2"? [unknown-reference]'
    address = '"www.example.org", which is not the whole address; write https://www.example.org [bad-url]'
    said = "frameworks/organisations.yml:2:5: error: summary of council links to"
    assert problems_in(tmp_path, text) == [f"{said} {e}" for e in (address, f'"outcome:S9", {in_full}', dead)]
    assert "outcome:" not in "".join(problems_in(tmp_path, "elements: {{")), "nobody knows what stands in the garden"
    (tmp_path / "shed.yml").write_text("programme: {id: shed, title: A shed}\n", "utf-8")
    assert f'{said} "outcome:S1", {in_full}' in problems_in(tmp_path, text), "in the shed there is no S1"


def test_authors_are_told_of_links_from_organisations_to_drafts(tmp_path: Path) -> None:
    links = "[a](outcome:garden/S2) [b](outcome:S2) [c](outcome:S1) [d](outcome:S9) [e](https://example.org)"
    file = f"organisations: [{{id: council, title: The council, summary: '{links}'}}]\n"
    (tmp_path / "organisations.yml").write_text(file)
    elements = "elements: [{id: S1, statement: x, leads_to: [S2]}, {id: S2, statement: y, status: draft}]\n"
    told = [line for line in problems_in(tmp_path, elements) if "refers-to-draft" in line and "summary" in line]
    stays = "which is a draft; the site shows the words without the link until it is published [refers-to-draft]"
    said = "frameworks/organisations.yml:1:17: note: summary of council links to"
    assert told == [f'{said} "outcome:{reference}", {stays}' for reference in ("S2", "garden/S2")]
    told = [line for line in problems_in(tmp_path, f"  status: draft\n{elements}") if "refers-to-draft" in line]
    assert told == [f'{said} "outcome:{reference}", {stays}' for reference in ("S1", "S2", "garden/S2")]
