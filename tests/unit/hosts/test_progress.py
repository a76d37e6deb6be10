"""What a build says of how far it has come."""

from __future__ import annotations

import io
import logging

import pytest

from outcome_frameworks.hosts.mkdocs.progress import Progress


class Terminal(io.StringIO):
    """A place for errors that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def tell_all(monkeypatch: pytest.MonkeyPatch, seconds: float) -> Progress:
    """Say the state after each of 700 programmes, which take this many seconds each; every tenth has changed."""
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    told = Progress(700)
    for number in range(1, 701):
        now[0] += seconds
        told.changed += number % 10 == 0
        told.pages += 30
        told.written += 400_000
        told.tell(number)
    return told


def test_a_terminal_shows_one_line_that_is_gone_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    tell_all(monkeypatch, 0.1).end()
    lines = terminal.getvalue().split("\r")
    assert lines[1] == "programme 31 of 700 · 3 changed\x1b[K" and len(lines) > 200
    assert "\n" not in terminal.getvalue() and lines[-1] == "\x1b[K"


def test_a_log_gets_a_line_every_ten_seconds(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        tell_all(monkeypatch, 0.1).end()
    *lines, last = [record.getMessage().removeprefix("outcome-frameworks: ") for record in caplog.records]
    assert len(lines) == 7 and lines[0] == "programme 31 of 700 · 3 changed"
    assert last == "21,000 pages of 700 programmes written, 70 changed: 280.0 MB in 70.0 seconds"


def test_a_short_build_says_only_what_it_has_made(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with caplog.at_level(logging.INFO):
        tell_all(monkeypatch, 0.004).end()
    assert terminal.getvalue() == "" and len(caplog.records) == 1
