"""What was measured: every run, and the medians, ratios and growth that are read from them."""

from __future__ import annotations

import json
import math
import os
import platform
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Run:
    """One build by one contestant."""

    contestant: str
    items: int
    round: int
    cpu: float
    wall: float
    peak_mb: float
    files: int
    bytes: int


@dataclass
class Results:
    """All runs of one command, with what was weighed beside them."""

    machine: str
    runs: list[Run] = field(default_factory=list)
    weights: dict[int, dict[str, float]] = field(default_factory=dict)
    """For each number of items: KB an item by kind of file, KB of a first view, and so on."""

    waits: dict[int, dict[str, float]] = field(default_factory=dict)
    """For each number of items: seconds from an edit until the page shows it, by who serves it."""

    left_out: list[str] = field(default_factory=list)
    """What could not be had or was not run, and why."""

    stated: dict[str, float] = field(default_factory=dict)
    """Figures of other commands: `lcp_s` of Lighthouse, `test_minutes` of the project's own tests."""

    def sizes(self) -> list[int]:
        """Return the numbers of items of the portfolios, smallest first."""
        return sorted({run.items for run in self.runs if run.items > 29})

    def of(self, contestant: str, items: int) -> list[Run]:
        """Return the runs of a contestant at a size."""
        return [run for run in self.runs if (run.contestant, run.items) == (contestant, items)]

    def middle(self, contestant: str, items: int, figure: str = "cpu") -> float | None:
        """Return the median of a figure; None where there is no run."""
        figures = [float(getattr(run, figure)) for run in self.of(contestant, items)]
        return median(figures) if figures else None

    def ratio(self, one: str, other: str, items: int) -> float | None:
        """Return the median of the ratios of CPU seconds in the same round, in which both met the same machine."""
        others = {run.round: run.cpu for run in self.of(other, items)}
        ratios = [run.cpu / others[run.round] for run in self.of(one, items) if run.round in others]
        return median(ratios) if ratios else None

    def growth(self, contestant: str, small: int, large: int) -> float | None:
        """Return the exponent by which CPU seconds grow with items: 1 where twice the items take twice as long."""
        few, many = self.middle(contestant, small), self.middle(contestant, large)
        return math.log(many / few) / math.log(large / small) if few and many else None

    def save(self, path: Path) -> None:
        """Write all figures as JSON."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")


def load_results(path: Path) -> Results:
    """Return what `save` wrote."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return Results(
        machine=data["machine"],
        runs=[Run(**run) for run in data["runs"]],
        weights={int(items): figures for items, figures in data["weights"].items()},
        waits={int(items): figures for items, figures in data["waits"].items()},
        left_out=data["left_out"],
        stated=data["stated"],
    )


def describe_machine() -> str:
    """Return processors, memory, system and Python in words; no name and no path."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if Path("/proc/cpuinfo").exists() else []
    model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())
    processors, python = f"{os.cpu_count()} processors ({model})", platform.python_version()
    return f"{processors}, {memory:.0f} GB, {platform.system()}, Python {python}"
