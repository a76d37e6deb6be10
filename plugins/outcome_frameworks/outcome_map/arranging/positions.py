"""Asks a Graphviz engine where it would put the cards of many maps, in one run."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from outcome_frameworks.outcome_map.arranging.engine import Engine, EngineError
from outcome_frameworks.problems.wording import count, show

MOST = 700
"""Cards and wires of one map beyond which no engine is asked: dot took 17 s for 189 cards and 687 links, and hung
on random graphs of 1,000 and 3,000."""

_MOST_NAMED = 5
"""Maps that a message names, so that it stays one line."""

log = logging.getLogger(__name__)

Position = tuple[float, float]


@dataclass(frozen=True)
class Sketch:
    """A graph for the engine: cards by number, wires between numbers; `ranks` holds cards that share a column.

    `name` is what messages call the map.
    """

    count: int
    wires: tuple[tuple[int, int], ...]
    ranks: tuple[tuple[int, ...], ...] = ()
    name: str = ""

    def dot(self) -> str:
        """Write the graph without labels, clusters, or splines: what no engine is known to stumble over."""
        lines = ['digraph{rankdir=LR;splines=false;node[shape=box,fixedsize=true,width=1,height=.5,label=""]']
        lines += [f"n{number}" for number in range(self.count)]
        for rank, cards in enumerate(self.ranks):
            lines.append(f"{{rank=same;r{rank};{';'.join(f'n{card}' for card in cards)}}}")
        lines += [f"r{rank}->r{rank + 1}[weight=0]" for rank in range(len(self.ranks) - 1)]
        lines += [f"n{source}->n{target}" for source, target in self.wires]
        return "\n".join([*lines, "}"])


def ask_positions(sketches: Sequence[Sketch], engine: Engine | None) -> list[list[Position] | None]:
    """Return the position of every card of every sketch; None where the engine cannot be asked, or failed.

    All sketches go through one process, which is 3 to 10 times faster than one each. One line in the log names the
    maps at which an engine failed; after that it is not asked again.
    """
    answers: list[list[Position] | None] = [None] * len(sketches)
    asked = [number for number, sketch in enumerate(sketches) if 0 < sketch.count + len(sketch.wires) <= MOST]
    if engine is None or engine.has_failed or not asked:
        return answers
    try:
        plain = engine.run("\n".join(sketches[number].dot() for number in asked), "plain")
    except EngineError as error:
        _tell(str(error), [sketches[number] for number in asked])
        return answers
    for number, found in zip(asked, _read_plain(plain.splitlines()), strict=False):
        if set(range(sketches[number].count)) <= found.keys():
            answers[number] = [found[card] for card in range(sketches[number].count)]
    unanswered = [sketches[number] for number in asked if answers[number] is None]
    if unanswered:
        engine.has_failed = True
        _tell(f"{engine.name} gave an answer that cannot be used", unanswered)
    return answers


def _tell(failure: str, sketches: Sequence[Sketch]) -> None:
    """Log one line on a failure of an engine, with the maps that it was asked for."""
    names = [f"“{show(sketch.name)}”" for sketch in sketches[:_MOST_NAMED]]
    more = len(sketches) - len(names)
    log.warning(
        "%s, at the outcome map%s of %s; the maps are laid out without it",
        failure,
        "" if len(sketches) == 1 else "s",
        ", ".join(names) + (f" and {count(more, 'other')}" if more else ""),
    )


def _read_plain(lines: Iterable[str]) -> list[dict[int, Position]]:
    """Read positions from Graphviz's "plain" format: `node NAME X Y …`; every graph ends with `stop`."""
    graphs: list[dict[int, Position]] = []
    found: dict[int, Position] = {}
    for line in lines:
        words = line.split()
        if words[:1] == ["stop"]:
            graphs.append(found)
            found = {}
        elif words[:1] == ["node"] and len(words) > 3 and words[1][:1] == "n" and words[1][1:].isdecimal():
            position = _number(words[2]), _number(words[3])
            if all(map(math.isfinite, position)):
                found[int(words[1][1:])] = position
    return graphs


def _number(word: str) -> float:
    try:
        return float(word)
    except ValueError:
        return math.nan
