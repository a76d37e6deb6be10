"""Says where the builds of this plugin spend their processor time."""

from __future__ import annotations

import pstats
import sys
from io import StringIO
from pathlib import Path

from benchmarks.contestants import Before, Contestant
from benchmarks.measuring import measured

_MOST = 25
"""Lines of each list."""

_UNDER_PROFILER = """import cProfile, runpy, sys, time
kept, sys.argv = sys.argv[1], sys.argv[2:]
profile = cProfile.Profile(time.process_time)
try:
    profile.runcall(runpy.run_path, sys.argv[0], run_name="__main__")
finally:
    profile.dump_stats(kept)
"""
"""Counts processor time, so that waiting on a busy machine is not taken for work."""


def write_profile(contestant: Contestant, folder: Path, report: Path) -> None:
    """Build under cProfile; write the functions with most time of their own, then with most altogether.

    What other processes do, as those that draw pictures, is not in it.
    """
    program = Path(sys.executable).parent / contestant.program
    if contestant.before is not Before.NOTHING and not (folder / contestant.project.site).is_dir():
        measured([str(program), *contestant.arguments], folder)
    contestant.prepare(folder, 1)
    kept = folder / "profile"
    command = [sys.executable, "-c", _UNDER_PROFILER, str(kept), str(program), *contestant.arguments]
    used = measured(command, folder)
    text = StringIO()
    text.write(f"{contestant.name}: {used.cpu:.1f} CPU s under the profiler, {used.wall:.1f} s on the clock\n")
    figures = pstats.Stats(str(kept), stream=text)
    figures.strip_dirs().sort_stats("tottime").print_stats(_MOST)
    figures.sort_stats("cumtime").print_stats(_MOST)
    report.parent.mkdir(parents=True, exist_ok=True)
    report.write_text(text.getvalue(), encoding="utf-8")
