"""Several processes make what one would: in its order, with its errors and lines of the log; and none stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="all is made in one process here"
)

BEGINNING = """\
import logging, os, sys, time
from contextlib import closing
from pathlib import Path
from outcome_frameworks.system.workers import make_each
logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s", stream=sys.stdout)
log = logging.getLogger("a.b")
parent = os.getpid()
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    """Run code in a process without threads."""
    return subprocess.run(
        [sys.executable, "-c", BEGINNING + code], capture_output=True, text=True, check=False, timeout=60
    )


def alive(pid: int) -> bool:
    """Return whether a process runs, or waits for whoever started it to hear that it has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_all_is_made_in_order_by_several_processes() -> None:
    ended = run("""
def make(number):
    time.sleep(0.002 * (number % 7))
    return b"%d %d" % (number, os.getpid())
made = [line.split() for line in make_each(make, range(40))]
assert [int(number) for number, _ in made] == list(range(40))
pids = {int(pid) for _, pid in made}
assert len(pids) > 1 and parent not in pids
assert {pid for _, pid in [line.split() for line in make_each(make, range(40), beside=False)]} == {b"%d" % parent}
""")
    assert (ended.returncode, ended.stderr) == (0, "")


def test_what_is_logged_appears_once_and_in_order() -> None:
    ended = run("""
def make(number):
    if number % 3 == 0: log.info("at %d", number)
    return b""
for number, _ in enumerate(make_each(make, range(12))): print("made", number)
""")
    expected = [line for n in range(12) for line in ([f"INFO a.b: at {n}"] if n % 3 == 0 else []) + [f"made {n}"]]
    assert ended.stdout.splitlines() == expected


@pytest.mark.parametrize("end", ["", "if os.getpid() != parent: os.kill(os.getpid(), 9)"], ids=["warned", "killed"])
def test_after_trouble_all_is_as_from_one_process(end: str) -> None:
    """Such as with an engine that has failed, and is not asked again."""
    ended = run(f"""
state = set()
def make(number):
    if number >= 7 and not state:
        state.add(number)
        log.warning("it failed at %d, the only time", number)
        {end}
    return b"without" if state else b"with"
print(*(made.decode() for made in make_each(make, range(20))))
""")
    assert ended.stdout.splitlines() == [
        "WARNING a.b: it failed at 7, the only time",
        " ".join(["with"] * 7 + ["without"] * 13),
    ]


def test_an_error_is_raised_where_it_would_be_in_one_process() -> None:
    ended = run("""
def make(number):
    if number == 9: raise ValueError("nine")
    return b"%d" % number
made = []
try:
    for one in make_each(make, range(20)): made.append(int(one))
except ValueError as error:
    print(error, made == list(range(9)), os.listdir("/proc/self/task") == [str(parent)])
""")
    assert ended.stdout == "nine True True\n"


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_process_stays_behind(tmp_path: Path, number: signal.Signals) -> None:
    """Neither of ours, nor of a program that they run."""
    code = f"""
import signal
from outcome_frameworks.system.programs import run_program
signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell ignores in what it runs in the background
def make(number):
    program = "import os, pathlib, time; pathlib.Path(str(os.getpid())).touch(); time.sleep(600)"
    Path(str(os.getpid())).touch()
    run_program([sys.executable, "-c", program], seconds=600, megabytes=1)
os.chdir({str(tmp_path)!r})
list(make_each(make, range(20)))
"""
    with subprocess.Popen([sys.executable, "-c", BEGINNING + code], stderr=subprocess.DEVNULL) as process:
        latest = time.monotonic() + 60
        while len(list(tmp_path.iterdir())) < 4 and time.monotonic() < latest:
            time.sleep(0.01)
        pids = [int(path.name) for path in tmp_path.iterdir()]
        assert len(pids) >= 4 and all(map(alive, pids))
        process.send_signal(number)
        process.wait(timeout=30)
    while any(map(alive, pids)) and time.monotonic() < latest:
        time.sleep(0.01)
    assert [pid for pid in pids if alive(pid)] == []


def test_processes_end_where_the_rest_is_not_wanted() -> None:
    ended = run("""
import multiprocessing
with closing(make_each(lambda number: b"%d" % os.getpid(), range(10**6))) as made:
    pid = int(next(made))
    assert pid != parent and len(multiprocessing.active_children()) > 1
assert multiprocessing.active_children() == [] and not Path(f"/proc/{pid}").exists()
""")
    assert (ended.returncode, ended.stderr) == (0, "")


def test_where_threads_run_all_is_made_here() -> None:
    ended = run("""
import threading
held = threading.Event()
threading.Thread(target=held.wait).start()
assert set(make_each(lambda number: b"%d" % os.getpid(), range(20))) == {b"%d" % parent}
held.set()
""")
    assert (ended.returncode, ended.stderr) == (0, "")
