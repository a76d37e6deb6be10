"""Builds where `dot` is missing, hangs, crashes, answers rubbish or without end: one line, and maps without it."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from amounts import NIGHTLY
from click.testing import CliRunner
from site_commands import Ended, chain, write_project

from outcome_frameworks import cli
from outcome_frameworks.outcome_map.arranging import engine

"""Whether a program that hangs is waited for as long as in real builds."""


def build_with(folder: Path, dot: str | None, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Ended:
    """Build three programmes without levels, each of which asks for ranks and then for an order."""
    programs = folder / "programs"
    programs.mkdir()
    if dot is not None:
        path = programs / "dot"
        path.write_text(f"#!{sys.executable}\n{dot}\n", encoding="utf-8")
        path.chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    if not NIGHTLY:
        monkeypatch.setattr(engine, "SECONDS", 2.0)
    files = {f"frameworks/{id}.yml": chain(5, id) for id in ("chain", "other", "third")}
    project = write_project(folder / "project", files, {"graphviz": "system"})
    monkeypatch.chdir(project.folder)
    result = CliRunner().invoke(cli.main, ["build", "--site-dir", str(project.site), *arguments])
    ended = Ended(result.exit_code, result.output)
    if not arguments:
        assert ended.status == 0, ended.output
        page = (project.site / "programmes/chain/index.html").read_text(encoding="utf-8")
        assert 'data-from="chain/C1" data-to="chain/C2"' in page, "the map is there, as it is laid out without dot"
    else:
        assert not project.site.exists()
    return ended


def test_a_missing_dot_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (line,) = build_with(tmp_path, None, monkeypatch).complaints()
    assert "the program dot is not installed" in line
    assert "install Graphviz (https://graphviz.org/download/), or set graphviz: auto" in line


def test_a_dot_that_hangs_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    began = time.monotonic()
    (line,) = build_with(tmp_path, "import time; time.sleep(600)", monkeypatch).complaints()
    assert time.monotonic() - began < 60
    assert "seconds and was stopped, at the outcome map of “The chain”; the maps are laid out without it" in line


def test_a_dot_that_never_stops_writing_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (line,) = build_with(tmp_path, "while True: print('y' * 9000)", monkeypatch).complaints()
    assert "dot wrote more than 50 MB and was stopped, at the outcome map of “The chain”" in line


def test_a_dot_that_crashes_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    crash = "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"
    (line,) = build_with(tmp_path, crash, monkeypatch).complaints()
    assert "dot failed (stopped by signal 11): it gave no reason, at the outcome map of “The chain”" in line


def test_a_dot_that_crashes_fails_a_strict_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = build_with(tmp_path, "raise SystemExit('no fonts')", monkeypatch, "--strict")
    assert ended.status == 1
    (line,) = ended.complaints()
    assert "dot failed (exit code 1): no fonts, at the outcome map of “The chain”" in line


def test_a_dot_that_answers_rubbish_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (line,) = build_with(tmp_path, "print('graph 1 1\\nnode n0 here there\\nstop')", monkeypatch).complaints()
    assert "dot gave an answer that cannot be used, at the outcome map of “The chain”" in line
