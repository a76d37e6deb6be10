"""Keep the pieces that programmes give to pages and files of all, as bundles of finished output are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from outcome_frameworks.hosts.bundles import pack, unpack
from outcome_frameworks.model import Framework
from outcome_frameworks.system.kept_files import KeptFiles


@dataclass(frozen=True)
class KeptPieces:
    """Pieces in a folder that outlives builds. `key_of` gives the key of all that those of a programme depend on."""

    kept: KeptFiles
    key_of: Callable[[Framework], str]

    def load(self, framework: Framework) -> Mapping[str, str]:
        """Return the pieces of a programme that are kept, by their names."""
        content = self.kept.get(self.key_of(framework))
        found = unpack(content) if content is not None else None
        return {name: piece.decode() for name, piece in (found or {}).items()}

    def stay(self, frameworks: Iterable[Framework]) -> None:
        """Have the pieces of programmes stay, whether or not this build has asked for them: the next change does."""
        for framework in frameworks:
            self.kept.holds(self.key_of(framework))
        self.kept.forget_old()

    def keep(self, framework: Framework, pieces: Mapping[str, str]) -> None:
        """Keep all pieces of a programme."""
        self.kept.put(self.key_of(framework), pack({name: piece.encode() for name, piece in pieces.items()}))
