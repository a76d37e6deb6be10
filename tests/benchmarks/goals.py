"""The goals for speed and weight, each with how its figure is read from what was measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.results import Results

Figure = Callable[[Results], float | None]
_1K, _5K, _20K = 1015, 4988, 20010


@dataclass(frozen=True)
class Goal:
    """One row: what is to stay below which figure."""

    what: str
    most: float
    unit: str
    figure: Figure
    """None where what it is read from was not measured."""

    def row(self, results: Results) -> Row:
        """Return how far the goal is reached."""
        figure = self.figure(results)
        return Row(self, figure, None if figure is None else round(figure, 3) <= self.most)


@dataclass(frozen=True)
class Row:
    """A goal with its figure."""

    goal: Goal
    figure: float | None
    is_met: bool | None
    """None where nothing was measured."""

    def cells(self) -> list[str]:
        """Return the row in words: what, figure, goal, whether it is met."""
        unit = f" {self.goal.unit}".rstrip()
        figure = "–" if self.figure is None else f"{_short(self.figure)}{unit}"
        met = {None: "not measured", True: "met", False: "missed"}[self.is_met]
        return [self.goal.what, figure, f"≤ {self.goal.most:g}{unit}", met]


def _short(figure: float) -> str:
    return f"{figure:.0f}" if figure >= 100 else f"{figure:.1f}" if figure >= 10 else f"{figure:.2f}"


def _ratio(one: str, other: str, items: int) -> Figure:
    return lambda results: results.ratio(one, other, items)


def _both(what: str, name: str, small: float, large: float, other: str = "A") -> list[Goal]:
    """Return a goal that is relative to another contestant, at 1,015 and at 4,988 items."""
    sizes = ((_1K, small), (_5K, large))
    return [Goal(f"{what}, {items:,} items", most, other, _ratio(name, other, items)) for items, most in sizes]


def _beyond_an_empty_site(results: Results) -> float | None:
    one, empty = results.middle("one", 29), results.middle("empty", 0)
    return None if one is None or empty is None else one - empty


def _growth(name: str) -> Figure:
    return lambda results: results.growth(name, _1K, _20K)


def _peak(items: int) -> Figure:
    """Return the highest of the medians of this plugin's builds."""

    def figure(results: Results) -> float | None:
        peaks = [results.middle(name, items, "peak_mb") for name in OURS]
        return max((peak for peak in peaks if peak is not None), default=None)

    return figure


def _weight(name: str) -> Figure:
    return lambda results: results.weights.get(_1K, {}).get(name)


def _wait(results: Results) -> float | None:
    return results.waits.get(_5K, {}).get("ours")


def _wait_in_that_of_a(results: Results) -> float | None:
    waits = results.waits.get(_5K, {})
    return waits["ours"] / waits["A"] if {"ours", "A"} <= waits.keys() else None


def _stated(name: str) -> Figure:
    return lambda results: results.stated.get(name)


OURS = ("cold-previews", "warm-previews", "edited-previews", "cold", "warm", "edited", "compatible")
"""The builds by this plugin, other than that of one programme."""

GOALS = [
    Goal("one programme, nothing changed, beyond an empty Material site", 0.15, "CPU s", _beyond_an_empty_site),
    *_both("nothing changed, previews on", "warm-previews", 0.35, 0.15),
    *_both("one wording changed, previews on", "edited-previews", 0.45, 0.25),
    *_both("nothing stored, previews off", "cold", 1.2, 1.2),
    *_both("nothing stored, previews on", "cold-previews", 4, 4),
    Goal("nothing changed, against hugo, 4,988 items", 1, "H", _ratio("warm-previews", "H", _5K)),
    Goal("nothing stored, against sphinx-needs, 1,015 items", 0.15, "", _ratio("cold", "sphinx-needs", _1K)),
    Goal("nothing stored, against StrictDoc, 1,015 items", 0.15, "", _ratio("cold", "strictdoc", _1K)),
    Goal("growth exponent from 1,015 to 20,010 items, nothing stored", 1.05, "", _growth("cold")),
    Goal("growth exponent from 1,015 to 20,010 items, nothing changed", 1.05, "", _growth("warm")),
    Goal("from an edit to the page, 4,988 items", 1, "s", _wait),
    Goal("from an edit to the page, in the rebuild of A, 4,988 items", 0.1, "A", _wait_in_that_of_a),
    Goal("peak memory, 4,988 items", 200, "MB", _peak(_5K)),
    Goal("peak memory, 20,010 items", 400, "MB", _peak(_20K)),
    *_both("`rendering: compatible`, nothing changed", "compatible", 1.3, 1.3),
    Goal("bytes an item, previews included", 30, "KB", _weight("KB an item")),
    Goal("page of an outcome with its map, compressed", 5, "KB", _weight("KB of an outcome’s page")),
    Goal("files an item", 4, "", _weight("files an item")),
    Goal("first view of an outcome, 1,015 items", 75, "KB", _weight("KB of an outcome’s first view")),
    Goal("first view of a programme, 1,015 items", 80, "KB", _weight("KB of a programme’s first view")),
    Goal("LCP, Lighthouse mobile", 1.06, "s", _stated("lcp_s")),
    Goal("the project's own test run", 8, "minutes", _stated("test_minutes")),
]
"""Every row of the goals; a run at other sizes leaves rows without figures."""


def rows(results: Results) -> list[Row]:
    """Return every goal with its figure."""
    return [goal.row(results) for goal in GOALS]
