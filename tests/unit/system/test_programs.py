"""A program ends with the process that has started it, at whatever instant that is told to end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from types import FrameType
from typing import Any

import pytest

from outcome_frameworks.system.programs import run_program
from outcome_frameworks.system.termination import held_back, tidied


def test_a_program_that_is_just_being_started_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Until it is known, an error would leave it to itself."""
    started: list[subprocess.Popen[bytes]] = []

    class Told(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            started.append(self)
            os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(subprocess, "Popen", Told)
    sleeping = [sys.executable, "-c", "import time; time.sleep(600)"]
    with pytest.raises(SystemExit), tidied(lambda: None):
        run_program(sleeping, seconds=600, megabytes=1)
    assert started[0].returncode == -signal.SIGKILL


def test_what_has_been_held_back_is_heard_once_and_by_those_who_listen_then() -> None:
    heard: list[int] = []

    def hear(number: int, _frame: FrameType | None) -> None:
        heard.append(number)

    before = signal.signal(signal.SIGTERM, hear)
    try:
        with held_back() as let_through:
            os.kill(os.getpid(), signal.SIGTERM)
            assert heard == []
            let_through()
            assert heard == [signal.SIGTERM]
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
        assert heard == [signal.SIGTERM]
    finally:
        signal.signal(signal.SIGTERM, before)
