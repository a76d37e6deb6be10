"""Settings with which no site is built: each is refused in one line, and nothing is written."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from git_building import commit
from mkdocs import __main__ as mkdocs
from site_building import SMALL_FRAMEWORK
from site_commands import OLD, contents, write_project

from outcome_frameworks import cli


def test_a_project_without_the_plugin_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    result = CliRunner().invoke(cli.main, ["build"])
    assert result.exit_code == 1
    assert result.output.endswith("mkdocs.yml does not list the plugin outcome-frameworks; add it\n")


@pytest.mark.parametrize("command", [mkdocs.cli, cli.main], ids=["mkdocs build", "outcomes build"])
@pytest.mark.parametrize(
    ("site", "frameworks", "relation"),
    [
        ("frameworks", "frameworks", "is frameworks_dir"),
        ("content", "content/frameworks", "holds frameworks_dir"),
        ("frameworks/changes", "frameworks", "lies within frameworks_dir"),
        ("link", "frameworks", "is frameworks_dir"),
        ("link/new", "frameworks", "lies within frameworks_dir"),
        ("pages", "frameworks", "is docs_dir"),
    ],
)
def test_a_site_is_never_built_over_what_it_is_made_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: click.Group, site: str, frameworks: str, relation: str
) -> None:
    write_project(tmp_path, {f"{frameworks}/garden.yml": SMALL_FRAMEWORK}, {"frameworks_dir": frameworks})
    (tmp_path / "link").symlink_to("frameworks", target_is_directory=True)
    (tmp_path / "pages").symlink_to("docs", target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    before = contents(tmp_path)
    result = CliRunner().invoke(command, ["build", "--site-dir", site])
    assert result.exit_code == 1
    folder = tmp_path / ("docs" if "docs" in relation else frameworks)
    assert result.output.splitlines()[-1] == (
        f'Error: site_dir "{tmp_path / site}" {relation} "{folder}", and a build deletes what stands in the site\'s '
        "folder; choose another folder for the site"
    )
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    ("cache", "words"),
    [
        ("docs/kept", 'lies within docs_dir "{}/docs"'),
        ("frameworks", 'lies within frameworks_dir "{}/frameworks"'),
        ("site/kept", 'lies within site_dir "{}/site"'),
        ("link/kept", 'lies within docs_dir "{}/docs"'),
        (".", "holds the site itself"),
        ("..", "holds the site itself"),
    ],
)
def test_nothing_is_kept_among_the_files_of_a_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: str, words: str
) -> None:
    project = tmp_path / "project"
    write_project(project, OLD, {"cache_dir": cache})
    (project / "link").symlink_to("docs", target_is_directory=True)
    monkeypatch.chdir(project)
    monkeypatch.setenv("OUTCOME_FRAMEWORKS_CACHE_KEY", "0123456789abcdef")
    before = contents(tmp_path)
    result = CliRunner().invoke(cli.main, ["build"])
    assert result.exit_code == 1
    assert result.output.splitlines()[-1] == (
        f'Error: cache_dir "{project / cache}" {words.format(project)}; choose a folder of its own'
    )
    assert contents(tmp_path) == before


def test_a_site_beside_the_frameworks_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = write_project(tmp_path, OLD)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli.main, ["build", "--site-dir", "frameworks-site"])
    assert result.exit_code == 0
    assert (project.folder / "frameworks/garden.yml").is_file()


def test_a_date_that_the_calendar_does_not_have_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = "site_name: !ENV NAME\nplugins:\n  - outcome-frameworks:\n      history_since: 2026-02-30\n"
    write_project(tmp_path, OLD | {"mkdocs.yml": settings})
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli.main, ["build"])
    assert (result.exit_code, result.output.splitlines()[-1]) == (
        1,
        'Error: mkdocs.yml:4:22: "2026-02-30" cannot be read: day is out of range for month; correct it',
    )


def test_a_plugin_that_is_listed_twice_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_project(tmp_path, OLD)
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(f"{settings.read_text('utf-8')}- outcome-frameworks: {{path_prefix: impact}}\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli.main, ["build"])
    assert result.exit_code == 1
    assert result.output.splitlines()[-1] == (
        "Error: mkdocs.yml lists the plugin outcome-frameworks more than once; keep one of them, with all its options"
    )
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("command", [mkdocs.cli, cli.main], ids=["mkdocs build", "outcomes build"])
@pytest.mark.parametrize("link", ["site", "public"], ids=["the site", "the folder above it"])
def test_a_link_in_the_place_of_the_site_deletes_nobodys_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: click.Group, link: str
) -> None:
    project = write_project(tmp_path / "project", OLD).folder
    outside, site = tmp_path / "outside", "site" if link == "site" else "public/site"
    place = outside if link == "site" else outside / "site"
    place.mkdir(parents=True)
    (place / "thesis.txt").write_text("precious", encoding="utf-8")
    (project / link).symlink_to("../outside", target_is_directory=True)
    monkeypatch.chdir(project)
    before = contents(tmp_path)

    def built() -> tuple[int, str]:
        result = CliRunner().invoke(command, ["build", "--site-dir", site])
        return result.exit_code, "".join(result.output.splitlines()[-1:])

    refused = f'Error: site_dir "{project / site}" is, by the link "{project / link}", the folder "{place}", '
    advice = "; a build deletes what stands there: delete the link, or write the folder itself as site_dir"
    assert built() == (1, f"{refused}which holds other files than those of a site{advice}")
    assert contents(tmp_path) == before
    (place / "thesis.txt").unlink()
    assert built()[0] == 0 and (project / link).is_symlink() and (place / "index.html").is_file()
    assert built()[0] == 0, "a site may be replaced"
    commit(project, "2026-01-01T10:00:00Z")
    before = contents(place)
    assert built() == (1, f"{refused}and git tracks that link{advice}")
    assert contents(place) == before
    (project / link).unlink()
    assert built()[0] == 0, "what the line says to do is right"
    assert contents(place) == before
