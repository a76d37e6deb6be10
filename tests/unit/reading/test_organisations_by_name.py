"""An organisation that no file describes is named by its name, and shown as typed wherever organisations are."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from page_checking import pages_of, read_site, section

from outcome_frameworks.data import Publication
from outcome_frameworks.data.writing import framework_file, to_json
from outcome_frameworks.data.yaml_writing import framework_yaml
from outcome_frameworks.model.graph import Graph
from outcome_frameworks.pages import Renderer, render_files
from outcome_frameworks.pages.parts.citation import organisations
from outcome_frameworks.problems import format_text, sort_problems
from outcome_frameworks.reading.checks import check_portfolio
from outcome_frameworks.reading.frameworks.load import load_portfolio
from outcome_frameworks.reading.json_file import read_json_file

HOSTILE = "<b>Trust</b> & *Sons* [x](javascript:y)"
COUNCIL = "organisations: [{id: council, title: Fife Council, short_title: FC, url: 'https://council.example/'}]\n"
GARDEN = f"""\
programme:
  id: garden
  title: A garden
  commissioned_by: ["{HOSTILE}", fc]
  funded_by: [Good Neighbours Fund, fife  council, council]
  partners: [Good Neighbours Fund]
evidence: [{{id: E1, title: A diary, organisation: University of the Sea}}]
waivers: [{{rule: no-links, on: programme, reason: none}}]
"""


def said_of(folder: Path, text: str, organisations: str = COUNCIL) -> list[str]:
    """Return what is said of a garden beside a file of organisations, without the file's name."""
    (folder / "garden.yml").write_text("programme:\n  id: garden\n  title: A garden\n" + text, "utf-8")
    if organisations:
        (folder / "organisations.yml").write_text(organisations, "utf-8")
    loaded = load_portfolio(folder, "")
    problems = sort_problems([*loaded.problems, *check_portfolio(loaded.portfolio, loaded.known_ids)])
    return [line.removeprefix("garden.yml:") for line in format_text(problems).splitlines()]


def test_names_stand_on_the_page_as_typed_and_a_known_one_leads_to_its_site(tmp_path: Path) -> None:
    page = pages_of(read_site(tmp_path, {"garden.yml": GARDEN, "organisations.yml": COUNCIL}))[
        "programmes/garden/index.md"
    ]
    facts = section(page, "facts")
    assert f"Commissioned by\n{HOSTILE}" in facts
    assert facts.count("Fife Council (FC)") == 3
    assert page.html.count('<a href="https://council.example/">Fife Council</a>') >= 3
    assert "<b>Trust" not in page.html
    assert "University of the Sea" in section(page, "evidence")


def test_names_stand_in_citations_tables_and_data_and_come_back(tmp_path: Path) -> None:
    site = read_site(tmp_path, {"garden.yml": GARDEN, "organisations.yml": COUNCIL})
    framework = site.portfolio.frameworks[0]
    assert organisations(site, framework) == (HOSTILE, "Fife Council")
    tables = {path: str(text) for path, text in render_files(Renderer(site)) if path.endswith(".csv")}
    (row,) = csv.DictReader(io.StringIO(tables["programmes/programmes.csv"].removeprefix("\ufeff")))
    assert row["Funded by"].splitlines() == ["Good Neighbours Fund", "Fife Council", "Fife Council"]
    assert "University of the Sea" in tables["programmes/garden/framework.csv"]
    text = to_json(framework_file(Publication(Graph(site.portfolio)), framework))
    data = json.loads(text)
    assert data["framework"]["programme"]["funded_by"] == ["Good Neighbours Fund", "fife  council", "council"]
    assert [organisation["id"] for organisation in data["organisations"]] == ["council"]
    (again,) = read_json_file(text.encode(), "garden.json").frameworks
    assert again.model_dump() == framework.model_dump()
    (tmp_path / "garden.yml").write_text(framework_yaml(again), "utf-8")
    assert load_portfolio(tmp_path).portfolio.frameworks[0].model_dump() == framework.model_dump()


UNKNOWN = 'error: funded_by names "{}", which is not in organisations.yml; {}'
NAMED = "named and not described; to say more of {}, add under organisations: in organisations.yml: {}"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[council, Fife Council, FC]", ""),
        ("[Council]", UNKNOWN.format("Council", 'did you mean "council"?')),
        ("[counsil]", UNKNOWN.format("counsil", 'did you mean "council"?')),
        ("[Counsil]", UNKNOWN.format("Counsil", 'did you mean "council"?')),
        ("[big-lotery]", UNKNOWN.format("big-lotery", "add it there")),
        (
            "[Big Lottery]",
            'note: "Big Lottery" is ' + NAMED.format("it", '- {id: big-lottery, title: "Big Lottery"}'),
        ),
        (
            "[Shelter, Ökofonds, Shelter]",
            'note: "Shelter" and "Ökofonds" are ' + NAMED.format("the first", '- {id: shelter, title: "Shelter"}'),
        ),
        (
            """['Say "hi"']""",
            'note: "Say "hi"" is ' + NAMED.format("it", """- {id: say-hi, title: 'Say "hi"'}"""),
        ),
        (
            "Big Lottery",
            (
                'error: funded_by of the programme is the text "Big Lottery" where a list is expected; write it in '
                "brackets: [Big Lottery]"
            ),
        ),
        (
            '["Big\\u202e Lottery"]',
            (
                "error: entry 1 of funded_by of the programme holds the invisible character U+202E; delete it and type "
                "the text around it again"
            ),
        ),
    ],
)
def test_a_slip_of_an_id_is_an_error_and_a_name_a_note(written: str, said: str, tmp_path: Path) -> None:
    lines = said_of(tmp_path, f"  funded_by: {written}\n")
    assert [line.partition(": ")[2].rpartition(" [")[0] for line in lines] == ([said] if said else [])


def test_words_of_a_name_that_yaml_takes_for_a_comment_are_told(tmp_path: Path) -> None:
    (warning, _) = said_of(tmp_path, "  partners:\n    - Club #7 of Fife\n")
    assert warning.startswith('5:7: warning: YAML takes "#7 of Fife" beside "Club" for a comment')


def test_the_note_can_be_waived_and_its_line_can_be_added_as_it_stands(tmp_path: Path) -> None:
    waived = "waivers: [{rule: organisation-by-name, on: programme, reason: We know them}]\n"
    assert said_of(tmp_path, "  partners: [Shelter]\n" + waived, "") == []
    names = ["Shelter", "Fonds \\ \"für\" 'uns': ja # nein", "日本財団", "Feed", "N" * 90]
    (note,) = said_of(tmp_path, f"  partners: {json.dumps(names, ensure_ascii=False)}\n", "")
    lines = ["organisations:"]
    for left in range(len(names), 0, -1):
        assert f"{left - 3} more are" in note or left <= 3
        lines.append("  " + note.partition("organisations.yml: ")[2].removesuffix(" [organisation-by-name]"))
        (note,) = said_of(tmp_path, f"  partners: {json.dumps(names, ensure_ascii=False)}\n", "\n".join(lines)) or [""]
    assert note == ""


def test_what_a_broken_file_of_organisations_describes_is_no_mere_name(tmp_path: Path) -> None:
    lines = said_of(tmp_path, "  partners: [Shelter, oxfam]\n", "organisations: [{id: a}]\n")
    assert [line for line in lines if not line.startswith("organisations.yml")] == []
