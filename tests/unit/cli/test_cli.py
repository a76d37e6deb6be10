"""The command line: what it prints and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import outcome_frameworks
from outcome_frameworks import cli

GOOD = """programme: {id: garden, title: A garden}
elements: [{id: S1, statement: x, leads_to: [S2]}, {id: S2, statement: x}]
"""
WARNING = "programme:\n  id: garden\n  title: A garden # for all\n"
ERROR = "programme: {id: garden, title: }\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "frameworks").mkdir()
    return tmp_path


def run(*arguments: str, framework: str | None = None) -> Result:
    if framework is not None:
        Path("frameworks/garden.yml").write_text(framework, "utf-8")
    return CliRunner().invoke(cli.main, arguments)


def test_a_good_folder() -> None:
    result = run("check", framework=GOOD)
    assert (result.exit_code, result.output) == (0, "1 framework, 0 errors, 0 warnings, 0 notes\n")


def test_an_error_ends_with_1() -> None:
    result = run("check", framework=ERROR)
    assert result.exit_code == 1
    assert result.output == (
        "frameworks/garden.yml:1:32: error: title of the programme holds no text; write one [empty-text]\n"
        "1 framework, 1 error, 0 warnings, 0 notes\n"
    )


def test_a_warning_fails_only_when_strict() -> None:
    assert run("check", framework=WARNING).exit_code == 0
    result = run("check", "--strict")
    assert result.exit_code == 1
    assert result.output.endswith("\n1 framework, 0 errors, 1 warning, 0 notes\n")


def test_a_note_never_fails() -> None:
    result = run("check", "--strict", framework=GOOD.replace("[S2]", "[S1]"))
    assert result.exit_code == 0
    assert result.output.endswith("\n1 framework, 0 errors, 0 warnings, 2 notes\n")


@pytest.mark.parametrize("more", ["---\nfoo: bar\n", "elements: " + "[" * 40, "x: [" + "a, " * 200_000 + "]\n"])
def test_a_file_that_is_read_in_part_is_counted_once(more: str) -> None:
    result = run("check", framework=GOOD + more)
    assert result.output.splitlines()[-1].startswith("1 framework, ")
    assert result.exit_code == 1


def test_another_folder() -> None:
    Path("elsewhere").mkdir()
    Path("elsewhere/garden.yml").write_text(ERROR, "utf-8")
    result = run("check", "elsewhere")
    assert result.output.startswith("elsewhere/garden.yml:1:32: error:")


def test_settings_that_name_no_possible_folder_stop_no_check(project: Path) -> None:
    settings = 'plugins: [outcome-frameworks: {frameworks_dir: "a\\0b"}]\n'
    (project / "mkdocs.yml").write_text(settings, "utf-8")
    assert run("check", framework=GOOD).output == "1 framework, 0 errors, 0 warnings, 0 notes\n"


def test_a_missing_folder_is_an_error_in_one_line() -> None:
    result = run("check", "nowhere")
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "nowhere: error: the folder of frameworks cannot be read: it does not exist [unreadable-file]",
        "0 frameworks, 1 error, 0 warnings, 0 notes",
    ]


def test_json_and_github() -> None:
    found = json.loads(run("check", "--format", "json", framework=ERROR).output)
    places = [(entry["file"], entry["line"], entry["rule"]) for entry in found]
    assert places == [("frameworks/garden.yml", 1, "empty-text")]
    assert run("check", "--format", "github").output == (
        "::error file=frameworks/garden.yml,line=1,col=32,title=empty-text::"
        "title of the programme holds no text; write one\n"
    )
    assert json.loads(run("check", "--format", "json", framework=GOOD).output) == []
    assert run("check", "--format", "github").output == ""


def test_pages_are_checked_too() -> None:
    Path("docs").mkdir()
    Path("docs/index.md").write_text("[x](outcome:garden/S9)", "utf-8")
    result = run("check", "--strict", framework=GOOD)
    assert result.exit_code == 1
    assert "docs/index.md:1:13: warning: the page refers to" in result.output
    Path("pages").mkdir()
    assert run("check", "--docs", "pages").exit_code == 0


def test_pages_are_not_blamed_for_what_could_not_be_read() -> None:
    Path("docs").mkdir()
    Path("docs/index.md").write_text("[x](outcome:garden/S9)", "utf-8")
    assert "docs/index.md" not in run("check", framework="- nothing\n").output


@pytest.mark.parametrize("line", ["check --format xml", "check --docs nowhere", "schema x", "chek", "check --x"])
def test_wrong_usage_ends_with_2(line: str) -> None:
    assert run(*line.split()).exit_code == 2


@pytest.mark.parametrize("which", ["framework", "organisations"])
def test_schema_prints_what_is_committed(which: str) -> None:
    result = run("schema", which)
    assert result.exit_code == 0
    assert result.output == (Path(outcome_frameworks.__file__).parent / f"{which}.schema.json").read_text("utf-8")


def test_what_the_system_refuses_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device", "docs/index.md")

    Path("docs").mkdir()
    monkeypatch.setattr("outcome_frameworks.cli.project.read_docs", refuse)
    result = run("check", framework=GOOD)
    assert (result.exit_code, result.output) == (1, "Error: No space left on device: docs/index.md\n")
