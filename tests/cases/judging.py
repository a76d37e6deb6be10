"""Take cases from their files to a verdict each: nothing where a case passes, else what is wrong."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from cases.case import SECRET, Case
from cases.grading import Limits, fault_of_error, fault_of_pages, pages_of_programme, problem_lines, run_within_limits
from cases.hostile_site import build_hostile_site, faults_in_browser
from playwright.sync_api import Browser
from site_building import LogCollector

_SETTINGS = """\
site_name: Costly
site_url: https://example.org/
theme: {name: mkdocs}
plugins: [{outcome-frameworks: {link_previews: false}}]
"""
"""Without pictures, whose cost is the same for each page however the pages are linked."""
_PROGRAM = str(Path(sys.executable).parent / "outcomes")
_TOO_LARGE = ("S09", "S10")
"""Cases of so many pages and lines that they are built alone and not opened in a browser: their texts are harmless."""


def make_outside(folder: Path) -> Path:
    """Make what no build may read or write: a file with a secret, an empty folder."""
    (folder / "empty").mkdir(parents=True)
    (folder / "secret.txt").write_text(f"programme: {{id: secret, title: {SECRET}}}\n", "utf-8")
    return folder


def judge_alone(case: Case) -> tuple[str, bool]:
    """Check a case by itself; give what is wrong, and whether a site can be made of it."""
    with TemporaryDirectory() as folder:
        lines = _check_within_limits(case, Path(folder)) if case.is_costly else problem_lines(case, Path(folder))
        if any(SECRET in line for line in lines):
            return "a message holds the secret", False
        if lines:
            return fault_of_error(case, lines), False
        if case.id in _TOO_LARGE:
            return _build_within_limits(case, Path(folder)), False
        return "" if "page" in case.accept else "built without a word", True


def _check_within_limits(case: Case, folder: Path) -> list[str]:
    case.write(folder / "frameworks")
    took = run_within_limits([_PROGRAM, "check", "--strict"], folder)
    lines = took.output.splitlines()[:-1]
    lines = [line for line in lines if ": note: " not in line]
    too_much = _beyond(took, seconds=20, megabytes=500)
    return [*lines, too_much] if too_much else lines


def _build_within_limits(case: Case, folder: Path) -> str:
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(_SETTINGS, "utf-8")
    took = run_within_limits([sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"], folder)
    if took.status:
        return f"stopped: {took.output[-300:]}"
    pages = pages_of_programme(folder / "site", case.programme)
    return _beyond(took, seconds=300, megabytes=2_500) or fault_of_pages(case, pages)


def _beyond(took: Limits, seconds: float, megabytes: float) -> str:
    if took.seconds <= seconds and took.megabytes <= megabytes:
        return ""
    return f"took {took.seconds:.0f} s and {took.megabytes:.0f} MB"


def judge_sites(
    cases: Iterable[Case], folder: Path, outside: Path, log: LogCollector, browser: Browser
) -> dict[str, str]:
    """Build one site of all cases, use it in a browser, and give what is wrong by case; "" is the site as a whole."""
    cases = list(cases)
    site = build_hostile_site(cases, folder, log)
    faults = {case.id: fault_of_pages(case, pages_of_programme(site.folder, case.programme)) for case in cases}
    if site.warnings:
        faults[""] = f"warnings: {site.warnings}"
    for path, fault in faults_in_browser(site, cases, browser).items():
        of = next((case.id for case in cases if f"/{case.programme}/" in path), "")
        faults[of] = f"{faults.get(of, '')} {path}: {fault}".strip()
    found = [path for path in site.folder.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    if found or any((outside / "empty").iterdir()):
        faults[""] = f"{faults.get('', '')} the secret is in {found}, or a file was written outside"
    return faults


def judge_all(
    cases: Iterable[Case], folder: Path, outside: Path, log: LogCollector, browser: Browser
) -> dict[str, str]:
    """Judge each case alone, and those that lead to pages in one site; give what is wrong, by case."""
    alone = [(case, *judge_alone(case)) for case in cases]
    faults = {case.id: fault for case, fault, _ in alone}
    faults |= judge_sites([case for case, _, has_pages in alone if has_pages], folder, outside, log, browser)
    return {id: fault for id, fault in faults.items() if fault}
