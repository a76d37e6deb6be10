"""A garden in three versions, what its history tells, and how tests ask for it."""

from __future__ import annotations

from pathlib import Path

from git_building import commit

from outcome_frameworks.changes import History, HistoryChoice, read_history
from outcome_frameworks.system.kept_files import KeptFolder

FIRST = """\
programme: {id: garden, title: A garden}
levels:
  - id: short
    title: Short-term outcomes
    elements:
      - {id: S1, statement: People meet}
      - {id: S2, statement: People talk}
"""
SECOND = FIRST.replace("People talk", "People chat")
THIRD = SECOND.replace("{id: S1,", "{id: S7, aliases: [S1],") + "      - {id: S3, statement: People rest}\n"
BROKEN = "programme: {id: garden, title: A garden, colour: green}\n"


def commit_all(made: Path) -> Path:
    """Commit the three versions in a folder."""
    commit(made, "2024-03-03T10:00:00Z", garden=FIRST)
    commit(made, "2024-05-05T23:30:00-05:00", garden=SECOND)
    commit(made, "2025-06-07T10:00:00Z", garden=THIRD)
    return made


def history_of(project: Path, choice: HistoryChoice = "auto", cache: Path | None = None, since: str = "") -> History:
    """Return the history of a project."""
    return read_history(choice, project / "frameworks", KeptFolder(cache), since)


def told(history: History, programme: str = "garden") -> list[tuple[str, list[str]]]:
    """Return what is told of a programme, day by day."""
    return [(day.date, [c.subject + c.says for c in day.changes]) for day in history.days.get(programme, ())]


WHOLE = [
    ("2025-06-07", ["S3 added", "S7 has a new code; it was S1"]),
    ("2024-05-06", ["S2 reworded"]),
    ("2024-03-03", ["The programme published for the first time"]),
]
