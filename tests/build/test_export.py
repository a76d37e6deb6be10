"""`outcomes export`: plain MkDocs, without the plugin, builds the same pages and the same maps from what it writes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from site_building import ROOT, BuiltSite, LinkCollector, LogCollector, run_build

from outcome_frameworks.cli import main

CONFIG: dict[str, Any] = {
    "site_name": "Outcome frameworks",
    "site_url": "http://127.0.0.1:8000/",
    "theme": {"name": "mkdocs"},
    "plugins": [],
    "markdown_extensions": ["attr_list", "tables", "toc"],
    "extra_css": ["assets/outcome-frameworks/outcome-frameworks.css"],
    "extra_javascript": ["assets/outcome-frameworks/outcome-frameworks.js"],
}


@pytest.fixture
def exported(tmp_path: Path, mkdocs_log: LogCollector, monkeypatch: pytest.MonkeyPatch) -> BuiltSite:
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(
        main, ["export", "--to", str(tmp_path / "docs"), "--name", CONFIG["site_name"], "--url", CONFIG["site_url"]]
    )
    assert result.exit_code == 0, result.output
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(CONFIG), encoding="utf-8")
    return run_build(tmp_path / "mkdocs.yml", tmp_path / "site", mkdocs_log)


def figures(page: str) -> list[str]:
    return re.findall(r'<figure class="of-map.*?</figure>', page, re.DOTALL)


def test_the_same_pages_and_maps(exported: BuiltSite, example_site: BuiltSite) -> None:
    assert exported.warnings == []
    assert exported.pages() == example_site.pages() - {"search/index.html"}, "the search belongs to the plugin"
    total = 0
    for path in sorted(exported.pages() - {"404.html", "index.html"}):
        assert figures(exported.html(path)) == figures(example_site.html(path)), path
        total += len(figures(exported.html(path)))
    assert total > 100, "nearly every element has a map of its own"


def test_every_page_says_the_same(exported: BuiltSite, example_site: BuiltSite) -> None:
    for path in (
        "programmes/new-models/",
        "programmes/sird2021/o2/",
        "programmes/third-sector-support/h2/",
        "outcomes/",
    ):
        headings = [re.findall(r'<h[12][^>]* id="([^"]+)"', site.html(path)) for site in (exported, example_site)]
        assert headings[0] == headings[1]
        written, ours = (LinkCollector(site.html(path)).ids for site in (exported, example_site))
        assert {id for id in ours if re.match(r"of-(map|filter)", id)} <= written


def test_references_of_hand_written_pages_are_resolved(exported: BuiltSite) -> None:
    story = exported.html("stories/from-threads-to-decisions/")
    assert "outcome:" not in story
    assert 'href="../../programmes/threading-the-needle/lp2/"' in story
    assert "This page is about" in story


def test_nothing_is_written_where_there_are_errors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("frameworks").mkdir()
    Path("frameworks/garden.yml").write_text("programme: {id: garden}\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["export", "--to", "out"])
    assert result.exit_code == 1
    assert "frameworks/garden.yml:1:12" in result.output
    assert not Path("out").exists()


def test_hand_written_pages_are_never_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    Path("docs/index.md").write_text("[](outcome:garden)", encoding="utf-8")
    for folder in ("docs", "docs/inside"):
        result = CliRunner().invoke(main, ["export", "--to", folder])
        assert result.exit_code == 2
        assert "choose a folder outside docs" in result.output
    assert Path("docs/index.md").read_text(encoding="utf-8") == "[](outcome:garden)"


@pytest.mark.parametrize("leads_out", ["programmes", "assets", "index.md"])
def test_nothing_is_written_through_a_link_that_leads_out(
    leads_out: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    outside, target = tmp_path / "outside", tmp_path / "target"
    outside.mkdir()
    target.mkdir()
    (target / leads_out).symlink_to(outside / "index.md" if leads_out == "index.md" else outside)
    result = CliRunner().invoke(main, ["export", "--to", str(target)])
    assert result.exit_code == 1
    assert result.output.startswith("Error: nothing is written, since this is outside the folder: ")
    assert list(outside.iterdir()) == [] and [path.name for path in target.iterdir()] == [leads_out]


def test_a_path_prefix_cannot_climb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(main, ["export", "--to", str(tmp_path / "a" / "b"), "--path-prefix", "../../c"])
    assert result.exit_code == 1 and "outside the folder" in result.output
    assert list(tmp_path.iterdir()) == []
