"""What changed, in words: single changes, and those of a programme on a day."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Change:
    """One sentence of what changed: `S4` (subject) `reworded` (says).

    `key` is the full key of what changed, as it was named after the change. `before` and `after` are wordings to show,
    "" where there is none; `rewords` tells that the change is one of wording.
    """

    key: str
    subject: str
    says: str
    before: str = ""
    after: str = ""
    rewords: bool = False


@dataclass(frozen=True)
class ProgrammeChange:
    """What became of a programme between two versions.

    `programme` is its id then, `earlier` another one that it had before, `title` its title. `appears` and `vanishes`
    tell that it had no version before or has none after. `added` are the full keys of what is new in it, `moved` pairs
    of full keys, before and after.
    """

    programme: str
    title: str
    earlier: str = ""
    appears: bool = False
    vanishes: bool = False
    changes: tuple[Change, ...] = ()
    added: tuple[str, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Step:
    """What changed between two versions. `unread` are the files whose new version could not be read."""

    programmes: tuple[ProgrammeChange, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProgrammeDay:
    """What changed in a programme on a day: `programme` is its id then, `time` the moment of the last one, in UTC."""

    programme: str
    time: str
    changes: tuple[Change, ...]

    @property
    def date(self) -> str:
        """The day, in UTC: `2026-11-22`."""
        return self.time[:10]


def to_data(step: Step) -> dict[str, Any]:
    """Return a step as plain data, for the cache."""
    return asdict(step)


def from_data(data: dict[str, Any]) -> Step:
    """Return the step that plain data holds.

    Raises:
        KeyError, TypeError: where it holds none.
    """
    programmes = (
        ProgrammeChange(
            **part
            | {
                "changes": tuple(Change(**change) for change in part["changes"]),
                "added": tuple(part["added"]),
                "moved": tuple((before, after) for before, after in part["moved"]),
            }
        )
        for part in data["programmes"]
    )
    return Step(tuple(programmes), tuple(data["unread"]))
