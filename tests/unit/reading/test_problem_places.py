"""A problem is placed where its author sees it, also in a file that had to be put right before it could be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from outcome_frameworks.reading.frameworks.load import load_portfolio

HEAD = b"programme: {id: garden, title: A garden}\n"


@pytest.mark.parametrize(
    ("raw", "where"),
    [
        # Columns count in the author's line, not in the one in which spaces have taken the place of tabs.
        (HEAD + b"elements:\n  - id: S1\n\t\tstatement: a\n\t\tinfluence: some\n", ["4:1", "5:14"]),
        (HEAD + b"elements:\n  - id: S1\n\t\tstatement: a\n\t\tnote:", ["4:1", "5:8"]),
        # A file ends at its last line, though YAML looks for more on the next one.
        (b"{", ["1:2"]),
        (HEAD + b"levels: [", ["2:10"]),
        # Lines may end as old Macs ended them.
        (HEAD.replace(b"\n", b"\r") + b"elements: []\rwaivers: \xff\r", ["3:10"]),
        # The misspelt field holds the id that the file is not named after.
        (b"programe:\n  id: orchard\n  title: An orchard\n", ["1:1", "2:7"]),
    ],
    ids=["tab", "tabs", "end", "end of a list", "old line ends", "misspelt programme"],
)
def test_problems_stand_where_authors_see_them(raw: bytes, where: list[str], tmp_path: Path) -> None:
    (tmp_path / "garden.yml").write_bytes(raw)
    problems = load_portfolio(tmp_path, "frameworks").problems
    assert [f"{problem.place.line}:{problem.place.column}" for problem in problems][: len(where)] == where
