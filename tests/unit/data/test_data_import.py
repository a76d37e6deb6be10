"""The way back: what a site publishes as JSON becomes framework files that say the same, and nothing else gets in."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result
from generated.frameworks import ORGANISATIONS, Supply, make_portfolio, supplies
from hypothesis import HealthCheck, given, settings

from outcome_frameworks.cli import main
from outcome_frameworks.data import (
    Publication,
    data_schema,
    framework_file,
    frameworks_json,
    to_json,
)
from outcome_frameworks.data.yaml_writing import framework_yaml, organisations_yaml
from outcome_frameworks.model import Framework, OrganisationsFile, Portfolio
from outcome_frameworks.model.graph import Graph
from outcome_frameworks.reading.checks import check_portfolio
from outcome_frameworks.reading.frameworks.load import load_portfolio
from outcome_frameworks.reading.json_file import read_json_file

ROOT = Path(__file__).parents[3]
VALIDATOR = jsonschema.Draft202012Validator(data_schema())

GARDEN = """\
programme: {id: garden, title: A garden, partners: [council]}
levels:
  - id: short
    title: Short-term outcomes
    elements:
      - {id: S1, statement: People meet, leads_to: [S2, {to: L1, basis: inferred, because: They talk.}]}
      - {id: S2, statement: People talk}
  - {id: long, title: Long-term outcomes, elements: [{id: L1, statement: People belong}]}
"""
COUNCIL = "organisations: [{id: council, title: The council}]\n"


def meaning(portfolio: Portfolio) -> Any:
    """Return all that a portfolio says, without where it stands."""
    said = [framework.model_dump(mode="json") for framework in portfolio.frameworks]
    return said, portfolio.organisations_file.model_dump(mode="json")


def written(portfolio: Portfolio) -> Portfolio:
    """Publish a portfolio as JSON, read that, write the files of it, and load them."""
    text = frameworks_json(Publication(Graph(portfolio)))
    assert VALIDATOR.is_valid(json.loads(text))
    found = read_json_file(text.encode(), "index.json")
    expected = {problem.rule for problem in check_portfolio(portfolio)}
    assert {problem.rule for problem in found.problems} == expected, "the same checks as in a file"
    with tempfile.TemporaryDirectory() as folder:
        for framework in found.frameworks:
            Path(folder, f"{framework.id}.yml").write_text(framework_yaml(framework), "utf-8")
        if found.organisations:
            Path(folder, "organisations.yml").write_text(organisations_yaml(found.organisations), "utf-8")
        loaded = load_portfolio(Path(folder))
    assert loaded.problems == []
    return loaded.portfolio


def test_the_examples_come_back_equal() -> None:
    portfolio = load_portfolio(ROOT / "frameworks").portfolio
    assert len(portfolio.frameworks) == 5
    assert meaning(written(portfolio)) == meaning(portfolio)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(supplies())
def test_any_framework_comes_back_equal(supply: Supply) -> None:
    files = make_portfolio(supply)
    organisations = OrganisationsFile.model_validate(files.pop(ORGANISATIONS, {}))
    frameworks = [Framework.model_validate(files[name]) for name in sorted(files)]
    portfolio = Portfolio(tuple(frameworks), organisations)
    assert meaning(written(portfolio)) == meaning(portfolio)


@pytest.mark.parametrize(
    "text", ["# of visitors", "no", "012", "a: b", "- x", "{{ x }}", "x #y", "~", "\u2028 a", "'", "%"]
)
@pytest.mark.parametrize("more", ["", " " + "words " * 40, "\n\n  - more\n\n# and more"])
def test_a_text_that_yaml_could_take_for_something_else_stays_as_it_is(text: str, more: str) -> None:
    statement = (text + more).strip()
    element = {"id": "S1", "statement": statement, "note": statement, "who": [statement]}
    framework = Framework.model_validate({"programme": {"id": "garden", "title": "x"}, "elements": [element]})
    portfolio = Portfolio((framework,))
    assert meaning(written(portfolio)) == meaning(portfolio)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder beside the JSON files of a garden."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "garden.yml").write_text(GARDEN, "utf-8")
    (tmp_path / "source" / "organisations.yml").write_text(COUNCIL, "utf-8")
    monkeypatch.chdir(tmp_path)
    portfolio = load_portfolio(Path("source")).portfolio
    publication = Publication(Graph(portfolio), name="Our site", base_url="https://charity.example/")
    Path("garden.json").write_text(to_json(framework_file(publication, portfolio.frameworks[0])), "utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["import", *arguments])


def change(**fields: Any) -> None:
    """Change fields of the JSON file."""
    held = json.loads(Path("garden.json").read_text("utf-8"))
    Path("garden.json").write_text(json.dumps(held | fields), "utf-8")


def test_the_file_reads_as_an_author_would_write_it(project: Path) -> None:
    result = run("garden.json", "--to", "frameworks")
    assert (result.exit_code, result.output) == (
        0,
        "2 files written: frameworks/garden.yml, frameworks/organisations.yml.\n",
    )
    assert (
        Path("frameworks/garden.yml").read_text("utf-8")
        == """\
# yaml-language-server: $schema=./framework.schema.json
programme:
  id: garden
  title: A garden
  partners: [council]
levels:
  - id: short
    title: Short-term outcomes
    elements:
      - id: S1
        statement: People meet
        leads_to:
          - S2
          - to: L1
            basis: inferred
            because: They talk.
      - id: S2
        statement: People talk
  - id: long
    title: Long-term outcomes
    elements:
      - id: L1
        statement: People belong
"""
    )
    assert meaning(load_portfolio(Path("frameworks")).portfolio) == meaning(load_portfolio(Path("source")).portfolio)


def test_long_texts_stand_below_their_field_and_paragraphs_stay(project: Path) -> None:
    text = "People " * 30
    framework = {"programme": {"id": "garden", "title": "x", "summary": text.strip(), "aim": "One.\n\nTwo."}}
    lines = framework_yaml(Framework.model_validate(framework)).splitlines()
    assert lines[4] == "  summary: >-"
    assert all(len(line) <= 115 for line in lines)
    assert lines[-4:] == ["  aim: |-", "    One.", "", "    Two."]


def test_nothing_is_overwritten_unless_asked(project: Path) -> None:
    Path("frameworks").mkdir()
    Path("frameworks/garden.yml").write_text("programme: {id: garden, title: Ours}\n", "utf-8")
    result = run("garden.json", "--to", "frameworks")
    assert result.exit_code == 1
    assert "there is frameworks/garden.yml already; nothing is written without --overwrite" in result.output
    assert [path.name for path in Path("frameworks").iterdir()] == ["garden.yml"]
    assert Path("frameworks/garden.yml").read_text("utf-8") == "programme: {id: garden, title: Ours}\n"
    assert run("garden.json", "--to", "frameworks", "--overwrite").exit_code == 0
    assert "People belong" in Path("frameworks/garden.yml").read_text("utf-8")


@pytest.mark.parametrize("leads_to", ["victim", "nothing", "frameworks/ours.yml"])
def test_nothing_is_written_through_a_link(project: Path, leads_to: str) -> None:
    Path("frameworks").mkdir()
    for name in ("victim", "frameworks/ours.yml"):
        Path(name).write_text("programme: {id: ours, title: Ours}\n", "utf-8")
    Path("frameworks/garden.yml").symlink_to(project / leads_to)
    result = run("garden.json", "--to", "frameworks", "--overwrite")
    assert result.exit_code == 1
    assert result.output == (
        "Error: nothing is written through a link; delete the link, or put the file itself: frameworks/garden.yml\n"
    )
    assert not Path("nothing").exists() and not Path("frameworks/organisations.yml").exists()
    for name in ("victim", "frameworks/ours.yml"):
        assert Path(name).read_text("utf-8") == "programme: {id: ours, title: Ours}\n"


def test_a_file_with_the_other_ending_counts_as_there(project: Path) -> None:
    Path("frameworks").mkdir()
    Path("frameworks/garden.yaml").write_text("programme: {id: garden, title: Ours}\n", "utf-8")
    assert "frameworks/garden.yaml already" in run("garden.json", "--to", "frameworks").output
    assert run("garden.json", "--to", "frameworks", "--overwrite").exit_code == 0
    assert not Path("frameworks/garden.yml").exists()


def test_an_organisations_file_stays_and_what_it_lacks_is_said(project: Path) -> None:
    Path("frameworks").mkdir()
    own = "organisations:\n  - {id: club, title: The club}\n"
    Path("frameworks/organisations.yml").write_text(own, "utf-8")
    result = run("garden.json", "--to", "frameworks", "--overwrite")
    assert result.exit_code == 0
    assert result.output.endswith(
        "Add these to frameworks/organisations.yml, which stays as it is:\n\n  - id: council\n    title: The council\n"
    )
    assert Path("frameworks/organisations.yml").read_text("utf-8") == own
    Path("frameworks/organisations.yml").write_text(COUNCIL, "utf-8")
    assert "Add these" not in run("garden.json", "--to", "frameworks", "--overwrite").output


def test_references_may_lead_to_what_the_folder_holds(project: Path) -> None:
    kitchen = {"programme": {"id": "kitchen", "title": "x"}, "elements": [{"id": "K1", "statement": "x"}]}
    kitchen["elements"][0]["leads_to"] = ["garden/S1"]  # type: ignore[index]
    change(framework=kitchen)
    result = run("garden.json", "--to", "frameworks")
    assert 'K1 leads to "garden/S1"' in result.output
    assert not Path("frameworks").exists()
    assert run("garden.json", "--to", "source").exit_code == 0


PROGRAMME = {"id": "garden", "title": "A garden"}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"format": "outcome-framework-entry"}, 'the file has the format "outcome-framework-entry"'),
        ({"version": 2}, 'the file has the version "2" of the format; this program reads version 1'),
        ({"framework": []}, "the frameworks are not where they belong"),
        ({"framework": {"programme": {"id": "../x", "title": "x"}}}, 'the id "../x" is part of every address'),
        ({"framework": {"programme": PROGRAMME | {"status": "clsed"}}}, 'did you mean "closed"?'),
        ({"framework": {"programme": PROGRAMME, "elemnts": []}}, 'did you mean "elements"?'),
        ({"framework": {"programme": PROGRAMME | {"summary": None}}}, "holds no text"),
        ({"framework": {"programme": PROGRAMME | {"title": "x\x00"}}}, "the invisible character U+0000"),
        ({"framework": {"programme": PROGRAMME | {"title": "x\ud800"}}}, r"\ud800 stands here, which is half of"),
        ({"framework": {"programme": PROGRAMME | {"title": "x" * 100_001}}}, "has 100,001 characters"),
        ({"organisations": [{"id": "council"}]}, "title"),
    ],
)
def test_what_is_wrong_is_one_clear_line_and_nothing_is_written(
    project: Path, fields: dict[str, Any], message: str
) -> None:
    change(**fields)
    result = run("garden.json", "--to", "frameworks")
    assert result.exit_code == 1
    assert message in result.output
    assert all(line.startswith("garden.json:") for line in result.output.splitlines())
    assert not Path("frameworks").exists()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "1:1"),
        ("{", "1:2"),
        ('{"a": 1,}', "1:9"),
        ("[1]", "1:1"),
        ('"x"', "1:1"),
        ('{"format": NaN}', "1:1"),
        ("[" * 100_000, "1:1"),
        ('{"a":' * 300 + "1" + "}" * 300, "1:161"),
        ("programme: {id: garden, title: YAML}", "1:1"),
    ],
)
def test_a_file_that_is_no_data_of_ours_is_one_problem(project: Path, text: str, place: str) -> None:
    Path("garden.json").write_text(text, "utf-8")
    result = run("garden.json", "--to", "frameworks")
    assert result.exit_code == 1
    assert result.output.startswith(f"garden.json:{place}: error: ")
    assert result.output.count("\n") == 1


def test_json_that_another_program_has_written_again_is_the_same(project: Path) -> None:
    path = Path("garden.json")
    title = "Slàinte \u2028 “福祉” 👩🏽‍🦽 a/b \\ud800 \t x"
    held = json.loads(path.read_text("utf-8"))
    held["framework"]["programme"]["title"] = title
    for form in (
        json.dumps(held, separators=(",", ":")),
        json.dumps(held, indent="\t", ensure_ascii=False),
        json.dumps(held).replace("/", "\\/").replace("\n", "\r\n"),
        "\ufeff" + json.dumps(held, sort_keys=True),
    ):
        (framework,) = read_json_file(form.encode(), "garden.json").frameworks
        assert framework.programme.title == title
        assert len(list(framework.walk())) == 3
