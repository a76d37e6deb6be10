"""The rooms of the package and the arrows between them, counted from what its modules import."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import grimp

import outcome_frameworks

PACKAGE = Path(outcome_frameworks.__file__).parent
ORDER = (
    "problems",
    "system",
    "model",
    "addresses",
    "outcome_map",
    "reading",
    "changes",
    "data",
    "pages",
    "hosts",
    "cli",
)
"""The rooms from the ground up, as CONTRIBUTING lists them; a room imports only from those before it."""


@cache
def _arrows() -> frozenset[tuple[str, str]]:
    """Return each pair of rooms of which the first imports from the second."""
    graph = grimp.build_graph("outcome_frameworks", cache_dir=None)
    pairs = ((module, other) for module in graph.modules for other in graph.find_modules_directly_imported_by(module))
    rooms = ((module.split(".")[1:2], other.split(".")[1:2]) for module, other in pairs)
    return frozenset((a[0], b[0]) for a, b in rooms if a and b and a != b)


def test_the_top_level_has_few_rooms_and_no_loose_modules() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and not path.name.startswith("_")}
    modules = [path.name for path in PACKAGE.glob("*.py")]
    assert folders == {*ORDER, "theme"}, "every room stands in the order, and in CONTRIBUTING"
    assert modules == ["__init__.py"]
    assert len(folders) <= 14
    print(f"{len(folders)} rooms, {len(_arrows())} arrows")  # noqa: T201 -- figures for who asks with -rP


def test_no_room_imports_from_one_above_it() -> None:
    rank = {room: place for place, room in enumerate(ORDER)}
    assert [(a, b) for a, b in sorted(_arrows()) if rank[b] > rank[a]] == []


def test_each_folder_says_its_one_job() -> None:
    folders = [path.parent for path in PACKAGE.rglob("*.py")]
    for folder in set(folders):
        first = (folder / "__init__.py").read_text("utf-8").partition("\n")[0]
        assert first.startswith('"""') and first.endswith('."""'), folder


def test_contributing_lists_every_room_in_order() -> None:
    text = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text("utf-8")
    listed = [
        part.strip("`/ ")
        for line in text.splitlines()
        if line.startswith("| `") and "/`" in line.split("|")[1]
        for part in line.split("|")[1].split(" and ")
    ]
    assert listed == [*ORDER, "theme"]
