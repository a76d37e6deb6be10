"""Measures this plugin beside other programs, and says how far the goals are reached.

    python tests/benchmarks/run.py --sizes 1015 4988 --rounds 3          # prints the tables
    python tests/benchmarks/run.py --sizes 1015 --write                  # puts them into docs/guide/performance.md
    python tests/benchmarks/run.py --check .cache/benchmarks/figures.json  # ends with 1 where a goal is missed

All build once in round 1, then all in round 2, and so on: each ratio is of two builds that met the same machine.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.contestants import Before, Contestant, all_contestants, find_program
from benchmarks.generated_portfolio import Portfolio
from benchmarks.goals import OURS, rows
from benchmarks.measuring import BuildError, measured, size_of
from benchmarks.profiling import write_profile
from benchmarks.results import Results, Run, describe_machine, load_results
from benchmarks.serving import seconds_to_page
from benchmarks.table import render, write_between_marks
from benchmarks.weights import weigh

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "guide" / "performance.md"
KEPT = ROOT / ".cache" / "benchmarks"


@dataclass
class Measurement:
    """One command's builds, as they come in."""

    asked: argparse.Namespace
    contestants: list[Contestant]
    results: Results = field(default_factory=lambda: Results(describe_machine()))
    programs: dict[str, str] = field(default_factory=dict)
    done: set[tuple[str, int]] = field(default_factory=set)
    """What is not built again: it fails, or took too long to be built more than once."""

    def run_all(self) -> None:
        """Build everything in rounds; what was measured is saved after each build."""
        self._find_programs()
        measured_before = {(run.contestant, run.items, run.round) for run in self.results.runs}
        self.done |= {(run.contestant, run.items) for run in self.results.runs if run.cpu > self.asked.once_over}
        for number in range(1, self.asked.rounds + 1):
            built = set[tuple[str, int]]()
            for size in self.asked.sizes:
                for contestant in self.contestants:
                    items = size if contestant.items is None else contestant.items
                    built_before = (contestant.name, items, number) in measured_before
                    if not built_before and (contestant.name, items) not in self.done | built:
                        built.add((contestant.name, items))
                        self._run(contestant, items, number)
                        self.results.save(self.asked.figures)

    def _find_programs(self) -> None:
        for contestant in self.contestants:
            if path := find_program(contestant, KEPT / "environments"):
                self.programs[contestant.name] = path
                continue
            self.results.left_out.append(f"{contestant.title}: {contestant.peer} cannot be had on this machine.")
        for contestant in self.contestants:
            for size in self.asked.sizes:
                if size > contestant.most_items and contestant.name in self.programs:
                    self.results.left_out.append(
                        f"{contestant.title}: not with {size:,} items, which would take hours."
                    )
                    self.done.add((contestant.name, size))
        self.contestants = [one for one in self.contestants if one.name in self.programs]

    def folder(self, contestant: Contestant, items: int) -> Path:
        """Return the folder of a contestant's project, written where it is missing."""
        folder: Path = self.asked.folder / str(items) / contestant.project.name
        if not (folder / "written").exists():
            folder.mkdir(parents=True, exist_ok=True)
            contestant.project.write(folder, Portfolio(items, long_texts=self.asked.long_texts))
            (folder / "written").touch()
        return folder

    def _run(self, contestant: Contestant, items: int, number: int) -> None:
        folder = self.folder(contestant, items)
        command = [self.programs[contestant.name], *contestant.arguments]
        site = folder / contestant.project.site
        try:
            if contestant.before is not Before.NOTHING and not site.is_dir():
                measured(command, folder)
            contestant.prepare(folder, number)
            used = measured(command, folder)
        except BuildError as failure:
            self.results.left_out.append(f"{contestant.title}, {items:,} items: the build failed.")
            self.done.add((contestant.name, items))
            print(failure, file=sys.stderr, flush=True)
            return
        files, size = size_of(site)
        self.results.runs.append(Run(contestant.name, items, number, used.cpu, used.wall, used.peak_mb, files, size))
        if contestant.name == "warm-previews":
            self.results.weights[items] = weigh(site, items)
        if used.cpu > self.asked.once_over:
            self.done.add((contestant.name, items))
        print(
            f"{number} {items:>6} {contestant.name:<16} {used.cpu:8.2f} s {used.peak_mb:6.0f} MB",
            file=sys.stderr,
            flush=True,
        )

    def serve(self) -> None:
        """Wait for edits to be shown by `mkdocs serve`."""
        served = {"ours": self._named("edited"), "A": self._named("A")}
        for items in self.asked.sizes:
            for name, contestant in served.items():
                if contestant:
                    waits = seconds_to_page(contestant.project, self.folder(contestant, items), self.asked.rounds)
                    self.results.waits.setdefault(items, {})[name] = sorted(waits)[len(waits) // 2]
        self.results.save(self.asked.figures)

    def _named(self, name: str) -> Contestant | None:
        return next((one for one in self.contestants if one.name == name), None)


def chosen(names: list[str] | None, peers: list[str] | None) -> list[Contestant]:
    """Return the contestants that were asked for: of this environment by name, of others by their peer."""
    return [
        one
        for one in all_contestants()
        if (one.peer and (peers is None or one.peer in peers))
        or (not one.peer and (names is None or one.name in names))
    ]


def check(results: Results) -> int:
    """Print each goal with its figure; return 1 where one is missed."""
    found = rows(results)
    for row in found:
        print(" · ".join(row.cells()))
    return 1 if any(row.is_met is False for row in found) else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--sizes", type=int, nargs="+", default=[1015], metavar="ITEMS", help="116, 1015, 4988, 20010, 100050, …")
    add("--rounds", type=int, default=3)
    add("--contestants", nargs="*", metavar="NAME", help="of this environment: cold, warm, A, empty …; all by default")
    add("--peers", nargs="*", metavar="PEER", help="hugo, zensical …; all that can be had by default")
    add("--once-over", type=float, default=150, metavar="SECONDS", help="what takes longer is built once")
    add("--long-texts", action="store_true", help="a note of 300 words for each element")
    add("--no-serve", action="store_true", help="leave out how long an edit takes to be shown")
    add("--folder", type=Path, help="where the projects are, and stay; outside of any git repository")
    add("--figures", type=Path, default=KEPT / "figures.json", help="where all figures are written")
    add("--resume", action="store_true", help="go on from the figures that are there, in the same --folder")
    add("--stated", nargs="*", default=[], metavar="NAME=FIGURE", help="of other commands: lcp_s, test_minutes")
    add("--write", action="store_true", help=f"put the tables into {PAGE.relative_to(ROOT)}")
    add("--check", type=Path, metavar="FIGURES", help="measure nothing; say which goals these figures reach")
    add("--table", type=Path, metavar="FIGURES", help="measure nothing; print, or --write, the tables of these figures")
    add("--profile", type=Path, metavar="FOLDER", help="measure nothing; write where our builds spend their time")
    return parser.parse_args()


def main() -> int:
    """Read the command line; check figures that are there, or measure."""
    asked = _arguments()
    if asked.check:
        return check(load_results(asked.check))
    with TemporaryDirectory() as temporary:
        asked.folder = asked.folder or Path(temporary)
        return _measure(asked)


def _measure(asked: argparse.Namespace) -> int:
    """Do what the command line asks for, and print."""
    measurement = Measurement(asked, chosen(asked.contestants, asked.peers))
    if asked.profile:
        for items in asked.sizes:
            for one in measurement.contestants:
                if one.name in OURS:
                    write_profile(one, measurement.folder(one, items), asked.profile / f"{one.name}-{items}.txt")
        return 0
    if asked.table:
        results = load_results(asked.table)
    else:
        if asked.resume and asked.figures.exists():
            measurement.results = replace(load_results(asked.figures), left_out=[])
        measurement.results.stated |= {name: float(figure) for name, figure in (one.split("=") for one in asked.stated)}
        measurement.run_all()
        if not asked.no_serve:
            measurement.serve()
        results = measurement.results
    text = render(results, all_contestants())
    print(text)
    if asked.write:
        write_between_marks(PAGE, text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
