"""How long a large outcome map takes, beside Python-Markdown on a page of the same words: one run, one ratio."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from markdown import Markdown
from sample_maps import random_map

from outcome_frameworks.outcome_map.arranging.order import order_maps
from outcome_frameworks.outcome_map.writing.html import render_html

RUNS = 9


def median_of_pairs(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Return the median time of each in milliseconds, the two run in turn."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(RUNS):
        for call, taken in zip((one, other), times, strict=True):
            began = time.perf_counter()
            call()
            taken.append(1000 * (time.perf_counter() - began))
    return statistics.median(times[0]), statistics.median(times[1])


def main() -> None:
    """Measure a map of about 200 cards and 470 wires, ordered without an engine, laid out and written."""
    drawing = random_map(5, 2, most_cards=60, skipping=330)
    words = "\n\n".join(card.text for card in drawing.cards())
    ours, theirs = median_of_pairs(
        lambda: render_html(order_maps([drawing], None)[0]),
        lambda: Markdown(extensions=["tables", "toc"]).convert(words),
    )
    cards, wires = sum(1 for _ in drawing.cards()), len(drawing.drawn_wires())
    print(f"{cards} cards, {wires} wires: {ours:.1f} ms")
    print(f"the same words through Markdown: {theirs:.1f} ms; ratio {ours / theirs:.2f}")


if __name__ == "__main__":
    main()
