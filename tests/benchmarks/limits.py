"""What files made to do harm cost: CPU, memory and files of a check and of a build, by kind and size of the input.

`python tests/benchmarks/limits.py [--check-only] [--most BYTES] [KIND …]`. A run that takes longer than its time is
ended, and the table says so; builds of 400 KB and more are left out unless `--most` asks for them.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

SIZES = (4_000, 40_000, 400_000, 4_000_000)
SECONDS = 120
"""CPU time after which a run is ended."""

START = "programme: {id: perf, title: A programme}\n"
CONFIG = """\
site_name: Limits
site_url: https://example.org/
theme: {name: material, font: false}
plugins: [outcome-frameworks]
"""
LONG = "a" * 70
WORDS = "People in the valley meet, cook and learn with one another through the year. "


def _filled(size: int, row: Callable[[int], str], start: str = START, end: str = "") -> dict[str, str]:
    """Return one framework with as many rows as the size has room for."""
    rows, length = [], len(start) + len(end)
    for number in count():
        rows.append(row(number))
        length += len(rows[-1])
        if length >= size:
            return {"perf.yml": start + "".join(rows) + end}
    raise AssertionError


def _elements(size: int, fields: Callable[[int], str], start: str = START) -> dict[str, str]:
    return _filled(size, lambda n: f"  - {{id: S{n}, statement: x{n}{fields(n)}}}\n", start + "elements:\n")


def _all_to_all(size: int) -> dict[str, str]:
    number = max(2, int((size / 6) ** 0.5))
    every = ", ".join(f"S{n}" for n in range(number))
    rows = "".join(f"  - {{id: S{n}, statement: x, leads_to: [{every}]}}\n" for n in range(number))
    return {"perf.yml": f"{START}elements:\n{rows}"}


def _levels(size: int, links: Callable[[int], str], elements: int = 1) -> dict[str, str]:
    def row(number: int) -> str:
        held = ", ".join(f"{{id: S{number}.{n}, statement: x}}" for n in range(elements))
        return f"  - {{id: l{number}, title: L{number}{links(number)}, elements: [{held}]}}\n"

    return _filled(size, row, START + "levels:\n")


def _groups(size: int) -> dict[str, str]:
    """Two levels, each of half the elements, of which one leads to the other as a group."""
    half = size // 60
    rows = ["".join(f"{{id: {side}{n}, statement: x}}, " for n in range(half)) for side in "AB"]
    text = f"levels:\n  - {{id: a, title: A, leads_to: [b], elements: [{rows[0]}]}}\n"
    return {"perf.yml": f"{START}{text}  - {{id: b, title: B, elements: [{rows[1]}]}}\n"}


def _to_levels(size: int) -> dict[str, str]:
    """As many elements as there is room for, each of which leads to a whole level of as many."""
    half = size // 70
    rows = ["".join(f"{{id: A{n}, statement: x, leads_to: [b]}}, " for n in range(half)),
            "".join(f"{{id: B{n}, statement: x}}, " for n in range(half))]  # fmt: skip
    text = f"levels:\n  - {{id: a, title: A, elements: [{rows[0]}]}}\n"
    return {"perf.yml": f"{START}{text}  - {{id: b, title: B, elements: [{rows[1]}]}}\n"}


def _nested(size: int) -> dict[str, str]:
    def row(number: int) -> str:
        depth = 12
        start = "".join(f"{{id: S{number}.{n}, statement: x, elements: [" for n in range(depth))
        return f"  - {start}{'{id: T%d, statement: x}' % number}{']}' * depth}\n"  # noqa: UP031  # braces in braces

    return _filled(size, row, START + "elements:\n")


def _small_files(size: int) -> dict[str, str]:
    rows = "elements: [{id: S, statement: x, leads_to: [T]}, {id: T, statement: y}]\n"
    return {f"p{n}.yml": f"programme: {{id: p{n}, title: P}}\n{rows}" for n in range(size // 110)}


def _claims(size: int) -> dict[str, str]:
    """Hypotheses that each speak of everything."""
    number = max(2, int((size / 6) ** 0.5))
    every = ", ".join(f"S{n}" for n in range(number))
    elements = "".join(f"  - {{id: S{n}, statement: x}}\n" for n in range(number))
    claims = "".join(f"  - {{id: H{n}, statement: x, about: [{every}]}}\n" for n in range(number))
    return {"perf.yml": f"{START}elements:\n{elements}hypotheses:\n{claims}"}


def _organisations(size: int) -> dict[str, str]:
    rows = "".join(f"  - {{id: o{n}, title: O{n}, part_of: o{n + 1}}}\n" for n in range(size // 40))
    last = size // 40
    return {
        "organisations.yml": f"organisations:\n{rows}  - {{id: o{last}, title: O}}\n",
        "perf.yml": START.replace("A programme", "A programme, delivered_by: [o0]")
        + "elements: [{id: S, statement: x}]\n",
    }


def _marked(number: int) -> str:
    return f", note: '{'*a* [b](https://example.org/c) **d** ' * 400}'"


KINDS: dict[str, Callable[[int], dict[str, str]]] = {
    "levels": lambda size: _levels(size, lambda _: ""),
    "levels in a chain": lambda size: _levels(size, lambda n: f", leads_to: [l{max(n - 1, 0)}]" if n else ""),
    "elements": lambda size: _elements(size, lambda _: ""),
    "elements in a chain": lambda size: _elements(size, lambda n: f", leads_to: [S{max(n - 1, 0)}]" if n else ""),
    "elements in circles": lambda size: _elements(size, lambda n: f", leads_to: [S{n ^ 1}, S0, S1]"),
    "nested elements": _nested,
    "all lead to all": _all_to_all,
    "a group to a group": _groups,
    "elements to a level": _to_levels,
    "earlier ids of one": lambda size: _elements(size, lambda n: f", aliases: [R{n}, Q{n}, P{n}, O{n}]"),
    "earlier ids by the dozen": lambda size: _elements(
        size // 2, lambda _: "", START.replace("A programme", f"A programme, aliases: [{_numbered('o', size // 14)}]")
    ),
    "long unknown ids": lambda size: _filled(
        size, lambda n: f"  - {{id: {LONG}{n}, statement: x, leads_to: [{LONG}x{n}]}}\n", START + "elements:\n"
    ),
    "unknown organisations": lambda size: (
        _organisations(size // 2)
        | _filled(size // 2, lambda n: f"  - {{id: V{n}, title: x, organisation: x{n}}}\n", START + "evidence:\n")
    ),
    "long ids": lambda size: _filled(
        size, lambda n: f"  - {{id: {LONG}{n}, statement: x, leads_to: [{LONG}{n - n % 2}]}}\n", START + "elements:\n"
    ),
    "ids that look the same": lambda size: _filled(
        size, lambda n: f"  - {{id: '{'AА'[n % 2]}{n // 2}', statement: x}}\n", START + "elements:\n"
    ),
    "long texts": lambda size: _elements(size, lambda _: f", note: {WORDS * (1000 if size > 100_000 else 20)}"),
    "one long word": lambda size: _elements(size, lambda _: f", label: {'x' * 70}, note: {'x' * 3000}"),
    "marked texts": lambda size: _elements(size, _marked),
    "references in texts": lambda size: _elements(size, lambda _: f", note: '{'[a](outcome:S0) ' * 50}'"),
    "hypotheses about all": _claims,
    "organisations": _organisations,
    "small files": _small_files,
    "unknown fields": lambda size: _elements(size, lambda n: f", field_{n}: x"),
    "wrong values": lambda size: _elements(size, lambda _: ", status: retyred, influence: [a]"),
    "levels by the element": lambda size: _levels(size, lambda _: ", stated_count: 9", elements=3),
}


def _numbered(letter: str, number: int) -> str:
    return ", ".join(f"{letter}{n}" for n in range(number))


def measured(command: list[str], folder: Path) -> str:
    """Run a program with its children; return its CPU seconds and peak memory, or that it was ended."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    resource.prlimit(process.pid, resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    assert process.stderr
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU:
        return f"> {SECONDS} s"
    broken = " !" if b"Traceback" in said or os.WIFSIGNALED(status) else ""
    return f"{used.ru_utime + used.ru_stime:.1f} s {used.ru_maxrss // 1024} MB{broken}"


def rows(kinds: list[str], most: int, *, check_only: bool) -> Iterator[str]:
    """Return a row of the table for each kind and size, as soon as it is measured."""
    programs = Path(sys.executable).parent
    for kind in kinds:
        for size in SIZES:
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                for part in ("docs", "frameworks"):
                    (folder / part).mkdir()
                for file, text in KINDS[kind](size).items():
                    (folder / "frameworks" / file).write_text(text, encoding="utf-8")
                (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
                check = measured([str(programs / "outcomes"), "check", "frameworks"], folder)
                built, made = "left out", ""
                if not check_only and size <= most:
                    built = measured([str(programs / "mkdocs"), "build", "-q"], folder)
                    files = [path for path in (folder / "site").rglob("*") if path.is_file()]
                    made = f"{len(files):,} files {sum(path.stat().st_size for path in files) / 1e6:.1f} MB"
                yield f"| {kind} | {size // 1000:,} KB | {check} | {built} | {made} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help="; ".join(KINDS))
    parser.add_argument("--check-only", action="store_true")
    parser.add_argument("--most", type=int, default=40_000)
    asked = parser.parse_args()
    print("| Kind | Input | Check | Build | Site |\n| --- | --- | --- | --- | --- |")
    for row in rows(asked.kinds or list(KINDS), asked.most, check_only=asked.check_only):
        print(row, flush=True)


if __name__ == "__main__":
    main()
