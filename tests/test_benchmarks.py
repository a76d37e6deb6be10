"""The benchmarks measure what they say: as many items, the same pages for everybody, figures read as they were made."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from amounts import NIGHTLY
from benchmarks import projects
from benchmarks.contestants import PEERS, Before, all_contestants
from benchmarks.generated_portfolio import Portfolio, write_portfolio
from benchmarks.goals import GOALS, OURS, rows
from benchmarks.hand_written_pages import all_pages, hugo_markdown, markdown
from benchmarks.measuring import BuildError, measured, size_of
from benchmarks.results import Results, Run, describe_machine, load_results
from benchmarks.run import PAGE, check
from benchmarks.table import render, write_between_marks
from benchmarks.weights import KINDS, weigh
from docs_made import problems_of

from outcome_frameworks.problems import Severity

SMALL = Portfolio(116)


def made_up(cold: float = 2.0) -> Results:
    """Return two rounds at two sizes, as round as can be read without a calculator."""
    results = Results("a machine", left_out=["hugo: none here"], stated={"lcp_s": 1.0})
    for number, load in ((1, 1.0), (2, 3.0)):  # in the second round the machine is three times as slow
        results.runs += [
            Run("A", 1015, number, 2.0 * load, 2.0, 90, 1063, 15_000_000),
            Run("A", 4988, number, 10.0 * load, 10.0, 90, 5036, 65_000_000),
            Run("cold", 1015, number, cold * load, 3.0, 150, 4060, 30_000_000),
            Run("cold", 4988, number, 40.0 * load, 30.0, 250, 20_000, 150_000_000),
            Run("one", 29, number, 0.6, 0.6, 60, 100, 1_000_000),
            Run("empty", 0, number, 0.5, 0.5, 60, 40, 1_000_000),
        ]
    results.weights = {1015: {"KB an item": 29.5, "files an item": 4.5}}
    results.waits = {4988: {"ours": 0.5, "A": 10.0}}
    return results


@pytest.mark.parametrize("long_texts", [False, True])
def test_a_portfolio_has_the_items_that_it_states(tmp_path: Path, long_texts: bool) -> None:
    assert write_portfolio(tmp_path, replace(SMALL, long_texts=long_texts)) == 4
    frameworks = [yaml.safe_load(path.read_text("utf-8")) for path in sorted(tmp_path.glob("*.yml"))]
    elements = [element for one in frameworks for level in one["levels"] for element in level["elements"]]
    assert len(frameworks) + len(elements) + sum(len(one["hypotheses"]) for one in frameworks) == 116
    assert sum(len(element.get("leads_to", [])) for element in elements) == 4 * 40
    words = [len(element.get("note", "").split()) for element in elements]
    assert (200 < min(words) < max(words) < 400) if long_texts else set(words) == {0}


def test_a_portfolio_has_no_error(tmp_path: Path) -> None:
    write_portfolio(tmp_path, replace(SMALL, long_texts=True))
    problems = problems_of({f"frameworks/{path.name}": path.read_text("utf-8") for path in tmp_path.iterdir()})
    assert [str(problem) for problem in problems if problem.severity is Severity.ERROR] == []


def test_hand_written_pages_lead_to_one_another() -> None:
    pages = {page.path: page for page in all_pages(SMALL)}
    assert len(pages) == 116 + 1
    for path, page in pages.items():
        folder = Path("/docs", path).parent
        for link in re.findall(r"\]\(([^)]+)\.md\)", markdown(page)):
            assert (folder / link).resolve().relative_to("/docs").as_posix() in pages
        address = Path("/", path.removesuffix("index"))
        for link in re.findall(r"\]\(([^)]+)/\)", hugo_markdown(page)):
            to = (address / link).resolve().relative_to("/").as_posix()
            assert to in pages or f"{to}/index" in pages


def test_every_project_can_be_edited_more_than_once(tmp_path: Path) -> None:
    for project in {one.project.name: one.project for one in all_contestants()}.values():
        folder = tmp_path / project.name
        project.write(folder, Portfolio(29))
        if not project.edited[0]:
            continue
        before = (folder / project.edited[0]).read_text("utf-8")
        assert [project.edit(folder, number) for number in (1, 2)] == ["Reworded1", "Reworded2"]
        after = (folder / project.edited[0]).read_text("utf-8")
        assert "Reworded1" not in after and after.replace("Reworded2 ", "") == before


def test_what_is_built_after_an_edit_has_something_to_edit() -> None:
    contestants = all_contestants()
    assert len({one.name for one in contestants}) == len(contestants)
    assert {*OURS, "A", "H", "empty", "one"} <= {one.name for one in contestants}
    assert all(one.project.edited[0] for one in contestants if one.before is Before.ONE_EDITED)


@pytest.mark.parametrize("peer", sorted({one.peer for one in all_contestants()} - {"", "hugo"}))
def test_every_version_of_a_peer_is_pinned(peer: str) -> None:
    lines = [line for line in (PEERS / f"{peer}.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
    assert lines and all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines)


def test_a_run_counts_what_children_use(tmp_path: Path) -> None:
    work = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'x = bytearray(200_000_000)'], check=True)"
    used = measured([sys.executable, "-c", work], tmp_path)
    assert used.peak_mb > 200
    assert used.cpu > 0
    with pytest.raises(BuildError, match="ended with 3\nno such thing"):
        measured([sys.executable, "-c", "print('no such thing'); raise SystemExit(3)"], tmp_path)


def test_ratios_are_of_the_same_round_and_growth_of_medians() -> None:
    results = made_up()
    assert results.ratio("cold", "A", 1015) == 1.0
    assert results.ratio("cold", "H", 1015) is None
    growth = results.growth("cold", 1015, 4988)
    assert growth == pytest.approx(1.882, abs=0.001)


def test_figures_are_read_as_they_were_saved(tmp_path: Path) -> None:
    made_up().save(tmp_path / "new" / "figures.json")
    assert load_results(tmp_path / "new" / "figures.json") == made_up()


def test_goals_say_what_is_met_missed_and_not_measured(capsys: pytest.CaptureFixture[str]) -> None:
    one_programme = "one programme, nothing changed, beyond an empty Material site"
    said = {row.goal.what: row.cells()[1:] for row in rows(made_up())}
    assert len(said) == len(GOALS)
    assert said["nothing stored, previews off, 1,015 items"] == ["1.00 A", "≤ 1.2 A", "met"]
    assert said["nothing stored, previews off, 4,988 items"] == ["4.00 A", "≤ 1.2 A", "missed"]
    assert said[one_programme] == [
        "0.10 CPU s",
        "≤ 0.15 CPU s",
        "met",
    ]
    assert said["nothing changed, against hugo, 4,988 items"] == ["–", "≤ 1 H", "not measured"]
    assert said["peak memory, 4,988 items"] == ["250 MB", "≤ 200 MB", "missed"]
    assert said["from an edit to the page, in the rebuild of A, 4,988 items"] == ["0.05 A", "≤ 0.1 A", "met"]
    assert check(made_up()) == 1
    assert "files an item · 4.50 · ≤ 4 · missed" in capsys.readouterr().out


def test_the_check_succeeds_where_no_goal_is_missed() -> None:
    results = made_up()
    results.runs = [run for run in results.runs if run.items != 4988]
    results.weights = {}
    assert check(results) == 0
    results.stated["test_minutes"] = 9
    assert check(results) == 1


def test_tables_show_every_build_and_replace_earlier_ones(tmp_path: Path) -> None:
    text = render(made_up(), all_contestants())
    assert "| … without previews, nothing stored | 4.00 | 1.00 | – | 3.00 | 150 | 4,060 | 30.0 | 2 |" in text
    assert "| … without previews, nothing stored | 1.88 |" in text
    assert "| … one programme, nothing changed | 0.60 | – | – |" in text
    assert "- hugo: none here" in text
    page = tmp_path / "page.md"
    page.write_text("# Page\n\n<!-- measured: begin -->\nold\n<!-- measured: end -->\n\nAfter.\n", "utf-8")
    for _ in range(2):
        write_between_marks(page, text)
    written = page.read_text("utf-8")
    assert written.count(text) == 1 and "old" not in written and written.endswith("-->\n\nAfter.\n")
    page.write_text("# Page\n", "utf-8")
    with pytest.raises(ValueError, match="measured: begin"):
        write_between_marks(page, text)


def test_the_guide_has_a_place_for_the_tables_and_names_no_machine() -> None:
    text = PAGE.read_text("utf-8")
    assert "<!-- measured: begin -->" in text and "<!-- measured: end -->" in text
    assert re.fullmatch(r"\d+ processors \(.+\), \d+ GB, \w+, Python [\d.]+", describe_machine())


@pytest.mark.skipif(not NIGHTLY, reason="builds 116 items three times; tried every night")
def test_sites_of_116_items_have_all_pages(tmp_path: Path) -> None:
    programs = Path(sys.executable).parent
    plain = projects.ours("plain", link_previews=False)
    for project, program in ((plain, "outcomes"), (projects.ours("ours"), "outcomes"), (projects.MATERIAL, "mkdocs")):
        folder = tmp_path / project.name
        project.write(folder, SMALL)
        measured([str(programs / program), "build"], folder)
        site = folder / project.site
        for page in all_pages(SMALL):
            assert (site / page.path.removesuffix("index") / "index.html").is_file(), page.path
        if program == "outcomes":
            weights = weigh(site, 116)
            kinds = sum(weights[f"KB an item, {kind}"] for kind in KINDS)
            assert kinds == pytest.approx(weights["KB an item"]) == pytest.approx(size_of(site)[1] / 116_000)
            assert (weights["KB an item, previews"] > 0) is (project is not plain)
            assert weights["KB of an outcome’s first view"] > weights["KB of an outcome’s page"]
