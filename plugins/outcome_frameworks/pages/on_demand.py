"""A mapping whose values are made when they are asked for, of which the last few are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TypeVar

T = TypeVar("T")

KEPT = 16
"""Values that are kept: those of a programme are asked for one after the other, and of a large portfolio all maps
together would take more memory than the rest of a build."""


class OnDemand(Mapping[str, T]):
    """What `make` gives for each of some keys. Which keys there are is known without making anything."""

    def __init__(self, keys: Iterable[str], make: Callable[[str], T]) -> None:
        self._keys = dict.fromkeys(keys)
        self._make = lru_cache(KEPT)(make)

    def __getitem__(self, key: str) -> T:
        """Return the value of a key.

        Raises:
            KeyError: where there is no such key.
        """
        if key not in self._keys:
            raise KeyError(key)
        return self._make(key)

    def __contains__(self, key: object) -> bool:
        """Return whether there is such a key."""
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        """Return the keys in order."""
        return iter(self._keys)

    def __len__(self) -> int:
        """Return how many keys there are."""
        return len(self._keys)
