"""How long somebody who edits a file waits until `mkdocs serve` shows the change."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks.generated_portfolio import FIRST_PROGRAMME
from benchmarks.projects import Project

_PAGE = f"programmes/{FIRST_PROGRAMME}/a1/"
_LONGEST = 1800
"""Seconds after which nothing is expected any more."""


def seconds_to_page(project: Project, folder: Path, edits: int) -> list[float]:
    """Serve a written project and edit it some times; return the seconds until its page showed each edit."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    mkdocs = str(Path(sys.executable).parent / "mkdocs")
    with (folder / "said.txt").open("wb") as output:
        command = [mkdocs, "serve", "--quiet", "--dev-addr", address]
        (folder / "temporary").mkdir(exist_ok=True)
        left = os.environ | {"TMPDIR": str(folder / "temporary")}  # what it leaves behind goes with the project
        process = subprocess.Popen(command, cwd=folder, env=left, stdout=output, stderr=subprocess.STDOUT)
        try:
            _wait_for(f"http://{address}/{_PAGE}", "", process)
            waits = []
            for number in range(edits):
                word = project.edit(folder, 1000 + number)
                began = time.perf_counter()
                _wait_for(f"http://{address}/{_PAGE}", word, process)
                waits.append(time.perf_counter() - began)
                time.sleep(1)  # a second edit at once would be taken for the same
            return waits
        finally:
            process.terminate()  # a program that was started in the background may ignore SIGINT
            try:
                process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for(address: str, word: str, process: subprocess.Popen[bytes]) -> None:
    """Ask for a page until it holds a word."""
    last = time.monotonic() + _LONGEST
    while time.monotonic() < last:
        if process.poll() is not None:
            raise RuntimeError(f"mkdocs serve ended with {process.returncode}")
        try:
            with urlopen(address, timeout=_LONGEST) as answer:  # our own server
                if word in answer.read().decode():
                    return
        except (URLError, OSError):
            pass
        time.sleep(0.02)
    raise TimeoutError(f"{address} does not show {word!r}")
