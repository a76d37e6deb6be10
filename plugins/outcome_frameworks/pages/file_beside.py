"""A file that stands beside pages: where, and what makes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class FileBeside(NamedTuple):
    """A file that stands beside pages. Its content is made when it is asked for: a large portfolio has many files.

    `make` returns a text, the bytes of a picture, or None where it turns out that there can be no such file.
    """

    src_uri: str
    make: Callable[[], str | bytes | None]
