"""What any source of history gives: which files the frameworks folder held at the end of each day, and their texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol

from outcome_frameworks.reading.frameworks.load import ORGANISATIONS


@dataclass(frozen=True)
class Version:
    """The folder at the end of a day.

    `time` is the moment of its last change in UTC (`2026-11-22T10:11:12Z`); `files` gives the mark of each framework
    file's content by the file's name: the same mark, the same content.
    """

    time: str
    files: Mapping[str, str]

    @property
    def date(self) -> str:
        """The day, in UTC: `2026-11-22`."""
        return self.time[:10]


class Versions(Protocol):
    """A source of history, the oldest version first."""

    versions: tuple[Version, ...]

    is_cut: bool
    """Whether the oldest version is only the oldest one known: what it holds may be older."""

    def read(self, mark: str) -> bytes | None:
        """Return the content with this mark; None where it cannot be had."""


def is_framework_file(name: str) -> bool:
    """Return whether a file of the folder holds a framework, as the loader does."""
    path = PurePosixPath(name)
    is_yaml = path.suffix.lower() in (".yml", ".yaml")
    return is_yaml and path.name == name and not name.startswith(".") and path.stem != ORGANISATIONS
