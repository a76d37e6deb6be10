"""How many earlier addresses a programme may have: enough for every honest history, and no more than can be built."""

from __future__ import annotations

from pathlib import Path

import pytest
from problem_checking import problems_in

from outcome_frameworks.model import EarlierNames
from outcome_frameworks.reading.frameworks.load import load_portfolio


def framework(entries: int, renamed: int, aliases: int, of: str = "") -> str:
    """Return all but the start of a programme that was renamed so often, with entries that had so many ids before."""
    earlier = ", ".join(f"plot-{n}" for n in range(renamed))
    rows = [
        f"  - {{id: S{n}, statement: People meet, leads_to: [E], aliases: [{own}]}}\n"
        for n in range(entries)
        for own in [", ".join(f"{of}S{n}-{old}" for old in range(aliases))]
    ]
    return f"  aliases: [{earlier}]\nelements:\n{''.join(rows)}  - {{id: E, statement: People belong}}\n"


@pytest.mark.parametrize(
    ("entries", "renamed", "aliases"), [(200, 2, 2), (200, 4, 2), (1000, 5, 1), (3, 20, 4), (1, 130, 0), (2000, 0, 5)]
)
def test_programmes_with_a_long_history_are_taken(tmp_path: Path, entries: int, renamed: int, aliases: int) -> None:
    assert problems_in(tmp_path, framework(entries, renamed, aliases)) == []
    names = EarlierNames(load_portfolio(tmp_path).portfolio)
    assert len(names.targets) == renamed + entries * (aliases + renamed + aliases * renamed) + renamed


@pytest.mark.parametrize(
    ("entries", "renamed", "aliases", "claimed", "most"),
    [
        (100, 100, 0, "10,200", "1,616"),
        (1, 20, 25, "585", "400"),
        (50, 10, 10, "6,020", "816"),
        (1, 0, 500, "500", "400"),
        (1000, 1000, 5, "6,007,000", "16,016"),
    ],
)
def test_more_than_a_site_can_hold_are_one_error_and_never_worked_out(
    tmp_path: Path, entries: int, renamed: int, aliases: int, claimed: str, most: str
) -> None:
    (line,) = problems_in(tmp_path, framework(entries, renamed, aliases))
    assert line.startswith("frameworks/garden.yml:2:3: error: ")
    assert f"of its {entries + 1:,} entries make {claimed} earlier addresses, more than {most}: " in line
    assert line.endswith("take out the earlier ids that nobody links to [too-many-addresses]")
    names = EarlierNames(load_portfolio(tmp_path).portfolio)
    assert len(names.targets) == renamed + entries * aliases


def test_ids_that_entries_had_in_other_programmes_count_with_those_that_these_had(tmp_path: Path) -> None:
    earlier = ", ".join(f"k{n}" for n in range(90))
    kitchen = f"programme: {{id: kitchen, title: A kitchen, aliases: [{earlier}]}}"
    (tmp_path / "kitchen.yml").write_text(kitchen, "utf-8")
    (line,) = problems_in(tmp_path, framework(4, 0, 2, of="kitchen/"))
    assert "make 728 earlier addresses, more than 400: " in line
