"""The tables: what an evaluation officer reads in a spreadsheet, whole, in order, and never a formula."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from page_checking import CLAIMS, GARDEN, KITCHEN, read_site

from outcome_frameworks.data.cells import harmless, original_text, write_rows
from outcome_frameworks.pages import Renderer, Site, render_files

ROOT = Path(__file__).parents[3]
GOLDEN = Path(__file__).parents[2] / "golden" / "data"
EVERY_FIELD = (Path(__file__).parents[2] / "build" / "every-field.yml").read_text("utf-8")

TROUBLESOME = """\
programme: {id: garden, title: Gàrradh na coimhearsnachd}
levels:
  - id: short
    title: Short-term outcomes
    elements:
      - id: S1
        statement: "=HYPERLINK(\\"https://example.org\\", \\"Win\\") is what somebody wrote"
        note: "- first\\n- second, “quoted” and \\"quoted\\""
        leads_to: [{to: S2, basis: inferred, because: "+1 for this; it's so."}]
      - {id: S2, statement: "Tha daoine a’ faireachdainn aig an taigh: è ì ò ù", who: [luchd-obrach, "@all"]}
      - {id: "012", statement: "'=already marked", leads_to: [S1]}
hypotheses:
  - {id: H1, if: [{ref: S1}], then: [people stay]}
"""


def read_table(text: str) -> list[dict[str, str]]:
    """Read a table as a spreadsheet does: rows by the names of their columns."""
    assert text.startswith("\ufeff")
    assert "\r\n" in text
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def tables_of(site: Site) -> dict[str, list[dict[str, str]]]:
    """Return the tables of a site by their path below its programmes."""
    files = render_files(Renderer(site))
    return {path.removeprefix("programmes/"): read_table(str(text)) for path, text in files if path.endswith(".csv")}


@pytest.fixture
def troublesome(tmp_path: Path) -> dict[str, list[dict[str, str]]]:
    return tables_of(read_site(tmp_path, {"garden.yml": TROUBLESOME}))


def test_a_row_says_what_a_reader_wants_to_know_in_this_order(tmp_path: Path) -> None:
    tables = tables_of(read_site(tmp_path, {"garden.yml": GARDEN + CLAIMS, "kitchen.yml": KITCHEN}))
    rows = tables["garden/framework.csv"]
    assert [(row["Type"], row["Code"]) for row in rows][:6] == [
        ("Level", "short"),
        ("Element", "S1"),
        ("Element", "S2"),
        ("Level", "long"),
        ("Element", "L1"),
        ("Hypothesis", "H1"),
    ]
    assert list(rows[1].items())[:9] == [
        ("Programme", "A garden"),
        ("Type", "Element"),
        ("Level", "Short-term outcomes"),
        ("Code", "S1"),
        ("Wording", "People meet."),
        ("Label", ""),
        ("Part of", ""),
        ("Leads to", "L1: People belong"),
        ("Led to by", ""),
    ]
    assert rows[4]["Led to by"] == "S1: People meet."
    assert rows[5]["Wording"] == "If People meet and it is warm, then People belong."
    assert rows[5]["If"] == "S1: People meet.\nit is warm"
    assert {row["Programme code"] for row in tables["frameworks.csv"]} == {"garden", "kitchen"}
    assert [row["Code"] for row in tables["outcomes/outcomes.csv"]] == ["S1", "S2", "L1"]
    assert [row["Title"] for row in tables["programmes.csv"]] == ["A garden", "A kitchen"]


def test_the_columns_are_the_same_whatever_a_framework_says(tmp_path: Path) -> None:
    tables = tables_of(read_site(tmp_path, {"garden.yml": GARDEN + CLAIMS, "kitchen.yml": KITCHEN}))
    assert list(tables["garden/framework.csv"][0]) == list(tables["kitchen/framework.csv"][0])


def test_a_link_says_what_leads_to_what_and_why(troublesome: dict[str, list[dict[str, str]]]) -> None:
    first, second = troublesome["garden/links.csv"]
    assert (first["From code"], first["To code"], first["Basis"]) == ("garden/S1", "garden/S2", "inferred")
    assert first["To"] == "Tha daoine a’ faireachdainn aig an taigh: è ì ò ù"
    assert original_text(first["Because"]) == "+1 for this; it's so."
    assert second["Basis"] == ""  # its author claims nothing, and names no source


def test_no_cell_begins_a_formula_and_every_wording_can_be_had_again(
    troublesome: dict[str, list[dict[str, str]]],
) -> None:
    cells = [cell for rows in troublesome.values() for row in rows for cell in row.values()]
    assert [cell for cell in cells if re.match(r"[=+\-@\t\r\n＝＋－＠]", cell)] == []
    by_code = {row["Code"]: row for row in troublesome["garden/framework.csv"]}
    assert by_code["S1"]["Wording"] == '\'=HYPERLINK("https://example.org", "Win") is what somebody wrote'
    assert original_text(by_code["S1"]["Wording"]).startswith("=HYPERLINK(")
    assert original_text(by_code["S1"]["Note"]) == '- first\n- second, “quoted” and "quoted"'
    assert by_code["S1"]["Note"].startswith("'- first\n'- second")
    assert by_code["012"]["Wording"] == "''=already marked"
    assert original_text(by_code["012"]["Wording"]) == "'=already marked"
    assert by_code["S2"]["Wording"] == "Tha daoine a’ faireachdainn aig an taigh: è ì ò ù"
    assert original_text(by_code["S2"]["Who"]) == "luchd-obrach\n@all"
    assert by_code["S1"]["Leads to"].startswith("S2: Tha daoine")
    assert by_code["S1"]["Leads to"].endswith("(basis: inferred; because: +1 for this; it's so.)")


@given(st.text(st.sampled_from("'=+-@\t\r\n＝＋－＠ a\",;")))
@example("=1+1")
@example("'=1+1")
@example("''")
@example("'a")
def test_a_harmless_cell_gives_its_wording_back(text: str) -> None:
    assert original_text(harmless(text)) == text
    assert not harmless(text).startswith(tuple("=+-@\t\r\n＝＋－＠"))
    ((read,),) = csv.reader(io.StringIO(write_rows(["x"], [{"x": text + "."}]), newline=""))
    assert original_text(read) == text + "."


def without_quotes(text: str, separator: str) -> list[str]:
    """Return the cells that a program with another separator makes of a table, whose quotes mean little to it then."""
    lines = text.removeprefix("\ufeff").replace("\r", "\n").split("\n")
    return [cell for line in lines for cell in line.split(separator)]


@given(st.text(st.sampled_from("'=+-@\t\r\n＝＋－＠ a\",;")))
@example("x;=HYPERLINK(1);y")
@example('x;"=HYPERLINK(1);y')
@example("x\n=1+1")
@example("x\t'=1+1")
def test_no_cell_begins_a_formula_where_semicolons_or_tabs_separate(text: str) -> None:
    table = write_rows(["First", "Second"], [{"First": "a", "Second": text}, {"First": text}])
    for separator in ";\t":
        for cell in without_quotes(table, separator):
            assert not re.match(r"[=+\-@＝＋－＠]", cell)
        rows = csv.reader(io.StringIO(table, newline=""), delimiter=separator)
        assert not [cell for row in rows for cell in row if re.match(r"[=+\-@＝＋－＠]", cell)]


def test_every_field_of_every_file_is_in_the_tables(tmp_path: Path) -> None:
    names = ("commissioner", "funder", "deliverer", "partner")
    organisations = "organisations:\n" + "".join(f"  - {{id: {name}, title: {name}}}\n" for name in names)
    site = read_site(tmp_path, {"every-field.yml": EVERY_FIELD, "organisations.yml": organisations})
    cells = "\n".join(original_text(cell) for rows in tables_of(site).values() for row in rows for cell in row.values())
    (framework,) = site.portfolio.frameworks
    values = set(_texts_in(framework.model_dump(mode="json", exclude_unset=True)))
    assert len(values) > 100
    assert [text for text in values if text not in cells and not _is_named(text, cells)] == []


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts_in(inner)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def _is_named(reference: str, cells: str) -> bool:
    """Return whether a reference stands there with the words of what it means: `S1 > L1`, or the programme."""
    ends = reference.split(" > ")
    return reference == "programme" or (len(ends) == 2 and all(f"{end}: " in cells for end in ends))


def test_golden_table(tmp_path: Path) -> None:
    found = dict(render_files(Renderer(read_site(tmp_path, {"garden.yml": TROUBLESOME}))))
    for name in ("framework.csv", "links.csv"):
        golden = GOLDEN / f"troublesome-{name}"
        text = str(found[f"programmes/garden/{name}"])
        if os.environ.get("UPDATE_GOLDEN"):
            golden.write_bytes(text.encode())
        assert text.encode() == golden.read_bytes()


def test_the_tables_of_the_examples_hold_a_row_for_each_thing() -> None:
    site = read_site(ROOT / "frameworks")
    tables = tables_of(site)
    frameworks = site.portfolio.frameworks
    codes = [(row["Programme code"], row["Code"]) for row in tables["frameworks.csv"] if row["Code"]]
    assert len(codes) == len(set(codes))
    assert {code for programme, code in codes if programme == "new-models"} >= {"S1", "M5", "L5", "D1", "short"}
    assert len(tables["links.csv"]) == len(site.graph.connections)
    assert [int(row["Elements"]) for row in tables["programmes.csv"]] == [len(list(f.walk())) for f in frameworks]
