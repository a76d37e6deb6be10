"""Names of pages to come: no new id may be one, and what was published under one stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from problem_checking import problems_in

from outcome_frameworks.cli import main
from outcome_frameworks.model.ids import PAGE_NAMES, RESERVED_IDS
from outcome_frameworks.reading.json_file import read_json_file

NAMES = (
    "indicators evidence judgements assumptions values gaps table list logframe narrative drivers triangle data scales "
    "compare tags strands"
).split()


def element(rest: str) -> str:
    return f"elements: [{{statement: People meet, leads_to: [E], {rest}}}, {{id: E, statement: People belong}}]\n"


def refusals(lines: list[str]) -> list[str]:
    return [line for line in lines if line.endswith("[reserved-id]")]


def test_the_names_are_those_that_were_promised() -> None:
    assert PAGE_NAMES | {"tags"} == set(NAMES)
    assert not PAGE_NAMES & RESERVED_IDS, "a name in both could never stay"


@pytest.mark.parametrize("id", [*NAMES, "Evidence", "LIST", "ｄａｔａ", "data.1", "Values.2.b"])
def test_no_new_entry_is_called_so_nor_was_one(tmp_path: Path, id: str) -> None:
    for text in (element(f"id: {id}"), element(f"id: S1, aliases: [{id}]"), element(f"id: S1, aliases: [x/{id}]")):
        assert len(refusals(problems_in(tmp_path, text))) == 1
    claims = f"hypotheses: [{{id: {id}, statement: x}}]\nlearning: [{{id: LP1, statement: x, aliases: [{id}]}}]\n"
    assert len([line for line in refusals(problems_in(tmp_path, claims)) if "keeps for" in line]) == 2


def test_the_message_says_what_to_do(tmp_path: Path) -> None:
    assert problems_in(tmp_path, element("id: Gaps, aliases: [S1, kitchen/data]")) == [
        (
            'frameworks/garden.yml:4:12: error: the id "Gaps" is a name that the site keeps for a page to come; choose '
            'another, or add "programmes/garden/gaps/: garden/Gaps" to permalinks.yml if that address has been '
            "published already [reserved-id]"
        ),
        (
            'frameworks/garden.yml:4:76: error: Gaps lists the earlier id "kitchen/data", a name that the site keeps '
            'for a page to come; take it out, or add "programmes/kitchen/data/: garden/Gaps" to permalinks.yml if that '
            "address has been published already [reserved-id]"
        ),
    ]


@pytest.mark.parametrize("id", ["dataset", "S-data", "my.data", "evidence-1", "lists", "Tabelle", "ďata"])
def test_ids_that_only_hold_such_a_name_are_free(tmp_path: Path, id: str) -> None:
    assert problems_in(tmp_path, element(f"id: {id}")) == []


def test_what_has_no_page_and_programmes_may_be_called_so(tmp_path: Path) -> None:
    (tmp_path / "evidence.yml").write_text("programme: {id: evidence, title: Evidence, aliases: [data]}\n", "utf-8")
    text = (
        "levels: [{id: values, title: Values, elements: "
        "[{id: S1, statement: x, leads_to: [S2]}, {id: S2, statement: y}]}]\n"
        "assumptions: [{id: assumptions, statement: x}]\nevidence: [{id: list, title: x}]\n"
    )
    assert problems_in(tmp_path, text) == []


class TestWithLedger:
    """A site that has published an address under a name before that was kept."""

    @pytest.fixture(autouse=True)
    def project(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)

    def write(self, name: str, text: str) -> None:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, "utf-8")

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(main, arguments)

    def refused(self, framework: str, ledger: str, programme: str = "id: garden") -> list[str]:
        """Return what is said of ids in the garden, with a line in the ledger or without one."""
        self.write("frameworks/garden.yml", f"programme: {{{programme}, title: A garden}}\n{framework}")
        self.write("permalinks.yml", ledger)
        return refusals(self.run("check").output.splitlines())

    @pytest.mark.parametrize(
        ("rest", "line"),
        [
            ("id: evidence", "programmes/garden/evidence/: garden/evidence"),
            ("id: Evidence", "programmes/garden/evidence/: garden/EVIDENCE"),
            ("id: data.1", "programmes/garden/data.1/: garden/data.1"),
            ("id: ｄａｔａ", "programmes/garden/%EF%BD%84%EF%BD%81%EF%BD%94%EF%BD%81/: garden/ｄａｔａ"),
            ("id: S1, aliases: [Evidence]", "programmes/garden/evidence/: garden/evidence"),
            ("id: S1, aliases: [Evidence]", "programmes/garden/evidence/: garden/S1"),
            ("id: S1, aliases: [kitchen/evidence]", "programmes/kitchen/evidence/: kitchen/evidence"),
            ("id: evidence, aliases: [kitchen/evidence]", "programmes/kitchen/evidence/: kitchen/evidence"),
            ("id: evidence", "a/programmes/garden/evidence.html: garden/evidence"),
        ],
    )
    def test_what_was_published_stays(self, rest: str, line: str) -> None:
        assert self.refused(element(rest), f"{line}\n") == []
        assert self.refused(element(rest), "programmes/: programmes\n") != []

    @pytest.mark.parametrize(
        "line",
        [
            "programmes/garden/evidence/: garden",
            "programmes/garden/values/: garden/values",
            "programmes/kitchen/evidence/: kitchen/evidence",
            "evidence/: garden/evidence",
        ],
    )
    def test_another_address_keeps_nothing(self, line: str) -> None:
        assert len(self.refused(element("id: evidence"), f"{line}\n")) == 1

    def test_the_line_that_the_message_gives_is_enough(self) -> None:
        (said,) = self.refused(element("id: Evidence"), "")
        assert self.refused(element("id: Evidence"), said.split('"')[3] + "\n") == []
        assert self.run("check").exit_code == 0
        assert self.run("permalinks").exit_code == 0

    def test_a_programme_may_get_another_id_all_the_same(self) -> None:
        ledger = "programmes/plot/evidence/: plot/evidence\n"
        assert self.refused(element("id: evidence"), ledger, "id: garden, aliases: [plot]") == []
        assert self.refused(element("id: S1, aliases: [evidence]"), ledger, "id: garden, aliases: [plot]") == []
        assert self.run("check").exit_code == 0

    def test_exports_and_imports_take_it_too(self) -> None:
        line = "programmes/garden/evidence/: garden/evidence\n"
        assert self.refused(element("id: evidence"), line) == []
        for options in ([], ["--path-prefix", "a", "--file-urls"]):
            assert self.run("export", "--to", "made", "--url", "https://charity.example/", *options).exit_code == 0
        data = Path("made/programmes/garden/index.json")
        assert self.run("import", str(data), "--to", "frameworks", "--overwrite").exit_code == 0
        Path("permalinks.yml").unlink()
        result = self.run("import", str(data), "--to", "frameworks", "--overwrite")
        assert result.exit_code == 1 and 'the id "evidence" is a name that the site keeps' in result.output
        assert len(read_json_file(data.read_bytes(), "index.json").errors) == 1
