"""Writes what was measured as tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.contestants import Contestant
from benchmarks.goals import rows
from benchmarks.results import Results
from benchmarks.weights import KINDS

_BEGIN, _END = "<!-- measured: begin -->", "<!-- measured: end -->"


def render(results: Results, contestants: Sequence[Contestant]) -> str:
    """Return all tables: each size, growth, weight, waits, goals, and what was left out."""
    parts = [f"Measured on {results.machine}."]
    for items in results.sizes():
        parts += [f"### {items:,} items", _builds(results, contestants, items)]
    parts += ["### Growth", _growth(results, contestants)] if len(results.sizes()) > 1 else []
    if results.weights:
        parts += ["### Weight", _weights(results)]
    if results.waits:
        parts += ["### From an edit to the page", _waits(results)]
    parts += ["### Goals", table(("Goal", "Figure", "At most", ""), (row.cells() for row in rows(results)))]
    if results.left_out:
        parts += ["### Left out", "\n".join(f"- {line}" for line in results.left_out)]
    return "\n\n".join(parts) + "\n"


def table(heads: Sequence[str], cells: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown; all columns but the first are set to the right."""
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *cells]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write_between_marks(page: Path, text: str) -> None:
    """Put the tables into a page, in the place of those that stand there."""
    before, found, rest = page.read_text(encoding="utf-8").partition(_BEGIN)
    _, ends, after = rest.partition(_END)
    if not found or not ends:
        raise ValueError(f"{page} has no {_BEGIN} and {_END}")
    page.write_text(f"{before}{_BEGIN}\n\n{text}\n{_END}{after}", encoding="utf-8")


def _builds(results: Results, contestants: Sequence[Contestant], items: int) -> str:
    heads = ("Build", "CPU s", "in A", "in H", "wall s", "peak MB", "files", "MB", "runs")
    lines = [
        _build(results, contestant, items if contestant.items is None else contestant.items, items)
        for contestant in contestants
    ]
    return table(heads, (line for line in lines if line))


def _build(results: Results, contestant: Contestant, items: int, among: int) -> list[str]:
    """Return the row of a contestant; none where it did not run."""
    runs = results.of(contestant.name, items)
    if not runs:
        return []
    ratios = [results.ratio(contestant.name, other, items) if items == among else None for other in "AH"]
    cpu, wall, peak, files, size = (
        results.middle(contestant.name, items, figure) or 0 for figure in ("cpu", "wall", "peak_mb", "files", "bytes")
    )
    return [
        contestant.title,
        f"{cpu:.2f}",
        *("–" if ratio is None else f"{ratio:.2f}" for ratio in ratios),
        f"{wall:.2f}",
        f"{peak:.0f}",
        f"{files:,.0f}",
        f"{size / 1e6:.1f}",
        str(len(runs)),
    ]


def _growth(results: Results, contestants: Sequence[Contestant]) -> str:
    pairs = list(zip(results.sizes(), results.sizes()[1:], strict=False))
    heads = ("Exponent", *(f"{small:,} to {large:,}" for small, large in pairs))
    lines = []
    for contestant in contestants:
        figures = [results.growth(contestant.name, *pair) for pair in pairs]
        if any(figure is not None for figure in figures):
            lines.append([contestant.title, *("–" if figure is None else f"{figure:.2f}" for figure in figures)])
    return table(heads, lines)


def _weights(results: Results) -> str:
    sizes = sorted(results.weights)
    names = [*(f"KB an item, {kind}" for kind in KINDS), "KB an item", "files an item"]
    names += [name for name in results.weights[sizes[0]] if name not in names]
    cells = ([name, *(f"{results.weights[items].get(name, 0):.1f}" for items in sizes)] for name in names)
    return table(("", *(f"{items:,} items" for items in sizes)), cells)


def _waits(results: Results) -> str:
    cells = (
        [f"{items:,}", *(f"{waits.get(name, 0):.2f}" for name in ("ours", "A"))]
        for items, waits in sorted(results.waits.items())
    )
    return table(("Items", "this plugin, s", "A, s"), cells)
