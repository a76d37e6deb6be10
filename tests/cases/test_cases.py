"""Whatever a framework holds leads to the right page or one clear line; no script runs, nothing outside is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases.hostile_site import faults_in_browser
from cases.judging import judge_all, judge_alone, make_outside
from cases.neutral import FOLDER, PROCESS_TESTS, neutral_cases
from cases.own import own_cases
from playwright.sync_api import Browser
from site_building import BuiltSite, LogCollector

OWN = own_cases(Path("/outside"))


@pytest.mark.parametrize("id", [case.id for case in OWN if "error" in case.accept])
def test_an_own_case_is_stopped_with_exactly_these_lines(id: str, tmp_path: Path) -> None:
    outside = make_outside(tmp_path / "outside")
    (case,) = (case for case in own_cases(outside) if case.id == id)
    assert judge_alone(case) == ("", False)


def test_each_case_has_its_own_number() -> None:
    assert len({case.id for case in OWN}) == len(OWN) >= 60


def test_every_page_is_right_and_no_script_of_an_author_runs(
    tmp_path: Path, mkdocs_log: LogCollector, chromium: Browser
) -> None:
    outside = make_outside(tmp_path / "outside")
    cases = [case for case in own_cases(outside) if "page" in case.accept]
    assert judge_all(cases, tmp_path, outside, mkdocs_log, chromium) == {}


@pytest.mark.parametrize("test", PROCESS_TESTS.values())
def test_the_tests_that_cases_about_processes_name_are_there(test: str) -> None:
    path, _, name = test.partition("::")
    assert f"def {name}(" in (Path(__file__).parents[2] / path).read_text("utf-8")


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the neutral cases are not beside this working copy")
def test_every_neutral_case_about_content_passes(tmp_path: Path, mkdocs_log: LogCollector, chromium: Browser) -> None:
    outside = make_outside(tmp_path / "outside")
    cases = neutral_cases(outside)
    assert len(cases) > 60
    assert judge_all(cases, tmp_path, outside, mkdocs_log, chromium) == {}


def test_a_script_that_runs_is_seen(tmp_path: Path, chromium: Browser) -> None:
    page = tmp_path / "programmes" / "case-x" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p onmouseenter='__x()'>a</p><iframe src='/in.html'></iframe>", "utf-8")
    (tmp_path / "in.html").write_text("<script>__x()</script>", "utf-8")
    (tmp_path / "alone.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' onload='__x()'/>", "utf-8")
    faults = faults_in_browser(BuiltSite(tmp_path, [], []), [], chromium)
    assert faults.keys() == {"programmes/case-x/index.html", "in.html", "alone.svg"}
    assert set(faults.values()) == {"a script of an author ran"}
