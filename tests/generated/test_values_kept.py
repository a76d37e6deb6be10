"""Of a framework with one or two slips in it, all is read that the slips leave: no fewer values than ever before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from amounts import NIGHTLY
from generated.breaking import break_text

from outcome_frameworks.reading.frameworks.load import load_portfolio

FRAMEWORKS = Path(__file__).parents[2] / "frameworks"
EXAMPLES = ("can-do", "new-models", "sird2021", "third-sector-support", "threading-the-needle")
FILES_EACH = 140


class Kept(NamedTuple):
    """How many values of the whole frameworks are there still when the broken ones are read, and of how many."""

    kept: int
    of: int


FEWEST = {1: Kept(116_817, 130_620), 5: Kept(23_544, 26_124)}
"""What was kept of all 700 files, and of each fifth: raise it as recovery gets better.

What slips delete, such as the end of a file, counts among the values. After a change of the example frameworks,
measure anew on the commit before it.
"""


def test_of_broken_files_as_many_values_are_kept_as_ever(tmp_path: Path) -> None:
    step = 1 if NIGHTLY else 5
    kept = of = 0
    for name in EXAMPLES:
        text = (FRAMEWORKS / f"{name}.yml").read_text("utf-8")
        whole = values_read(tmp_path, name, text.encode())
        for seed in range(0, FILES_EACH, step):
            broken = break_once_or_twice(text, f"{name} {seed}")
            kept += (whole & values_read(tmp_path, name, broken)).total()
            of += whole.total()
    assert of == FEWEST[step].of
    assert kept >= FEWEST[step].kept, f"{kept:,} of {of:,}"


def break_once_or_twice(text: str, seed: str) -> bytes:
    """Return a file with one or two faults, the same for the same seed."""
    random = Random(seed)
    return break_text(text, random, random.randint(1, 2))


def values_read(folder: Path, name: str, raw: bytes) -> Counter[str]:
    """Return how often each text stands in what is read of a file: statements, titles, ids, dates."""
    (folder / f"{name}.yml").write_bytes(raw)
    loaded = load_portfolio(folder, "frameworks")
    (folder / f"{name}.yml").unlink()
    dumps = (one.model_dump(mode="json", by_alias=True, exclude_unset=True) for one in loaded.portfolio.frameworks)
    return Counter(text for dump in dumps for text in texts_in(dump))


def texts_in(value: Any) -> Iterator[str]:
    """Yield all texts in lists and groups of fields, but for empty ones."""
    if isinstance(value, str):
        if value.strip():
            yield value
        return
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts_in(inner)
