"""The example site is built without any network: whoever publishes it depends on nobody."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from site_building import ROOT

REACH_OUT = "import socket; socket.create_connection(('192.0.2.1', 80), 1)"


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def without_network() -> list[str]:
    """Return the beginning of a command that runs in a network namespace without a route; skip where none can be."""
    as_myself = ["setpriv", f"--reuid={os.getuid()}", f"--regid={os.getgid()}", "--clear-groups", "--"]
    path = f"PYTHONPATH={os.environ.get('PYTHONPATH', '')}"
    for command in (["unshare", "-rn", "--"], ["sudo", "-n", "unshare", "-n", "--", *as_myself, "env", path]):
        if shutil.which(command[0]) and run(*command, "true").returncode == 0:
            return command
    pytest.skip("network namespaces may not be made here")


def test_the_example_site_is_built_without_a_network(tmp_path: Path) -> None:
    offline = without_network()
    assert "Network is unreachable" in run(*offline, sys.executable, "-c", REACH_OUT).stderr
    done = run(*offline, sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/index.html").is_file()
