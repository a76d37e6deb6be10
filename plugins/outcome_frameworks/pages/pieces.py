"""What pages and files of all programmes are joined from: the piece that each programme gives to one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from outcome_frameworks.model import Framework


class PieceStore(Protocol):
    """Keeps the pieces of programmes from build to build, each as long as all that it depends on stays the same."""

    def load(self, framework: Framework) -> Mapping[str, str]:
        """Return the pieces of a programme that are kept, by their names."""

    def keep(self, framework: Framework, pieces: Mapping[str, str]) -> None:
        """Keep all pieces of a programme."""


class Pieces:
    """Returns pieces: as the store of a host has them, or made anew, as they are without one."""

    def __init__(self) -> None:
        self._store: PieceStore | None = None
        self._known: dict[str, dict[str, str]] = {}
        self._grown: dict[str, Framework] = {}

    def keep_in(self, store: PieceStore) -> None:
        """Take pieces from a store, and put into it what it lacks, until they are released."""
        self.release()
        self._store = store

    def piece_of(self, framework: Framework, name: str, make: Callable[[], str]) -> str:
        """Return what a programme gives to a page or file of all. It may show no more than pages of its own do."""
        if self._store is None:
            return make()
        known = self._known.get(framework.id)
        if known is None:
            known = self._known[framework.id] = dict(self._store.load(framework))
        if name not in known:
            known[name] = make()
            self._grown[framework.id] = framework
        return known[name]

    def settle(self) -> None:
        """Have the store keep what was made, and hold nothing of it any more."""
        for id, framework in self._grown.items():
            assert self._store
            self._store.keep(framework, self._known[id])
        self._known, self._grown = {}, {}

    def release(self) -> None:
        """Let the store go, which has kept what was made."""
        self.settle()
        self._store = None
