"""Shells: finished pages of a host with marks where ours goes in, split once and filled as often as there are pages.

Whatever builds a site wraps each page into the same theme: menus, header, footer. A shell is one such page that was
made of marks in place of a title, a description, a body. Split at the marks, it is filled by joining texts, so that a
thousand pages cost the theme's templates once. Nothing here knows which host made it.
"""

from __future__ import annotations

import re
import secrets
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


class ShellError(Exception):
    """A page is no shell: a mark is missing, stands there twice, or was changed. The text says so, for a log."""


@dataclass(frozen=True)
class Marks:
    """Texts that stand for what is filled in. They hold a random number, so that no author can have written one."""

    number: str = field(default_factory=lambda: secrets.token_hex(8))

    def __getitem__(self, name: str) -> str:
        """Return the mark for a name of small letters: letters and digits, which every escaping leaves as they are."""
        return f"of{self.number}x{name}0"

    def split(self, page: str, once: Collection[str], also: Collection[str] = ()) -> Shell:
        """Return a page that holds marks as a shell.

        Args:
            page: The page, from its first character to its last.
            once: The names whose marks stand there exactly once.
            also: Those that a theme may leave out, or show in several places.

        Raises:
            ShellError: where a mark stands there otherwise, or something made of one is no mark any more.
        """
        # A mark, with its name as a group: `of3f9c…x` `title` `0`.
        pieces = re.split(rf"of{self.number}x([a-z]+)0", page)
        parts, names = pieces[::2], pieces[1::2]
        counts = Counter(names)
        for name in once:
            if counts[name] != 1:
                raise ShellError(f"the theme shows the {name} of a page {counts[name]} times")
        if any(self.number in part.lower() for part in parts) or not counts.keys() <= {*once, *also}:
            raise ShellError("the theme shows more of a page than is known, or changes what it shows")
        return Shell(tuple(parts), tuple(names))


@dataclass(frozen=True)
class Shell:
    """A page in parts: what stands before, between and after the places of the names, one part more than names."""

    parts: tuple[str, ...]
    names: tuple[str, ...]

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the page with a value at the place of each name."""
        filled = [self.parts[0]]
        for name, part in zip(self.names, self.parts[1:], strict=True):
            filled += (values[name], part)
        return "".join(filled)

    def replaced(self, old: str, new: str) -> Shell:
        """Return a shell with one text in place of another, wherever that stands outside of what is filled in."""
        return Shell(tuple(part.replace(old, new) for part in self.parts), self.names)
