"""Bundles: the finished output of a unit, its paths and bytes, kept from build to build under one key."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from outcome_frameworks.system.kept_files import DAY, KeptFiles

KEPT_FOR = 30 * DAY
"""Seconds for which a bundle that no build has asked for stays: long enough for work on another branch."""

_END_OF_LIST = b"\n"
"""Stands behind the list of paths and lengths, which is JSON in one line."""

Bundle = Mapping[str, bytes]
"""What stands at each path of a site."""


@dataclass(frozen=True)
class BundleStore:
    """Bundles in a folder that outlives builds. Whoever can write there can publish: see `BuildPlace`."""

    kept: KeptFiles

    def get(self, key: str, allowed: Collection[str]) -> Bundle | None:
        """Return the bundle of a key, None where there is none that is whole, or it holds any other path than allowed.

        Args:
            key: 32 hexadecimal digits, made of all that the bytes depend on.
            allowed: The paths that the unit may have.
        """
        content = self.kept.get(key)
        found = None if content is None else unpack(content)
        return found if found is not None and found.keys() <= set(allowed) else None

    def put(self, key: str, bundle: Bundle) -> None:
        """Keep a bundle."""
        self.kept.put(key, pack(bundle))


def pack(bundle: Bundle) -> bytes:
    """Return a bundle as bytes: in a line its paths, each with the length of what stands there, then all of that."""
    listed = json.dumps([(path, len(content)) for path, content in bundle.items()])
    return b"".join([listed.encode("ascii"), _END_OF_LIST, *bundle.values()])


def unpack(content: bytes) -> Bundle | None:
    """Return what `pack` was given; None for bytes that it did not make."""
    end = content.find(_END_OF_LIST)
    try:
        sizes = [(str(path), int(size)) for path, size in json.loads(content[: max(end, 0)])]
    except (ValueError, TypeError, OverflowError, RecursionError):
        return None
    bundle, start = dict[str, bytes](), end + len(_END_OF_LIST)
    if any(size < 0 for _, size in sizes) or start + sum(size for _, size in sizes) != len(content):
        return None
    for path, size in sizes:
        bundle[path] = content[start : start + size]
        start += size
    return bundle
