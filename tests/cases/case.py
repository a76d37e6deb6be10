"""What a case is: what goes into a project, and what must come out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

CALL = "__x()"
"""A call that the browser reports: no text of a case may make it."""

SECRET = "secret-of-this-machine-4417"  # noqa: S105 nobody's
"""What stands in a file outside every project, and in the environment; it may be on no page."""


@dataclass(frozen=True, eq=False)
class Case:
    """One input. `files` are those of the frameworks folder, `links` symbolic links in it, `docs` hand-written pages.

    `accept` holds what may come out: "page", "error" or both. The pages of the programme fulfil `shows`, `lacks`,
    `tokens` (the text of an element on its own), `leads_to` (ids that one of them links to) and `tab` (part of a title
    in the browser). One line of the errors has every word of `names`; `lines` are all of them where they are known.
    `search` is a word to search for. A costly case is built alone, within limits of time and memory.
    """

    id: str
    name: str
    family: str
    accept: frozenset[str]
    files: Mapping[str, bytes]
    links: Mapping[str, str] = field(default_factory=dict)
    docs: Mapping[str, str] = field(default_factory=dict)
    organisations: str = ""
    shows: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    leads_to: tuple[str, ...] = ()
    tab: str = ""
    names: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    search: str = ""
    is_costly: bool = False

    def __str__(self) -> str:
        return f"{self.id} {self.name}"

    @cached_property
    def programme(self) -> str:
        """The id of the programme that stands for the case."""
        return f"case-{self.id.lower()}"

    def write(self, frameworks: Path) -> None:
        """Write the case into a folder of frameworks, beside others."""
        frameworks.mkdir(parents=True, exist_ok=True)
        for name, content in self.files.items():
            (frameworks / name).write_bytes(content)
        for name, target in self.links.items():
            (frameworks / name).symlink_to(target)
        if self.organisations:
            (frameworks / "organisations.yml").write_text(f"organisations:\n{self.organisations}", "utf-8")


def filled_in(text: str, outside: Path | None = None) -> str:
    """Return a text of a case with its placeholders replaced: a call, a file with a secret, a folder outside."""
    text = text.replace("${JS}", CALL)
    if outside is None:
        return text
    return text.replace("${SECRET_FILE}", str(outside / "secret.txt")).replace("${OUTSIDE}", str(outside / "empty"))
