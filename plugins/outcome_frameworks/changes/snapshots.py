"""Snapshots: the texts of all frameworks on a day, each in a file that an author commits; for sites without git."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from outcome_frameworks.changes.versions import Version, is_framework_file
from outcome_frameworks.problems.wording import show

SNAPSHOTS_FOLDER = "changes"
"""The folder of snapshots, which stands in the folder of frameworks."""

_FORMAT = "outcome-frameworks-snapshot"
# `2026-11-22.json`, and what its author may have called it instead: `2026_11_22.JSON`, `2026.1.2.json`.
_NAME = re.compile(r"\d{4}-\d\d-\d\d\.json", re.ASCII)
_LIKE_NAME = re.compile(r"(\d{4})[-_. ](\d{1,2})[-_. ](\d{1,2})\.json", re.ASCII | re.IGNORECASE)


class SnapshotError(Exception):
    """A snapshot cannot be read; the text says which and why, in one line."""


@dataclass
class SnapshotVersions:
    """The versions that snapshots hold. The oldest is the first: who keeps snapshots begins with one."""

    versions: tuple[Version, ...]
    is_cut: bool = False
    _contents: dict[str, bytes] = field(default_factory=dict, repr=False)

    def read(self, mark: str) -> bytes | None:
        """Return the content with this mark."""
        return self._contents.get(mark)


def snapshot_versions(folder: Path) -> SnapshotVersions:
    """Read all snapshots of a folder: files named after their day, such as `2026-11-22.json`.

    Raises:
        SnapshotError: where one cannot be read or is no snapshot.
    """
    versions, contents = [], dict[str, bytes]()
    for path in snapshot_files(folder):
        # What UTF-8 cannot hold is kept all the same: the version that it makes cannot be read, which is told there.
        texts = {name: text.encode(errors="surrogatepass") for name, text in _texts(path).items()}
        marks = {name: hashlib.sha256(raw).hexdigest() for name, raw in texts.items()}
        contents |= {marks[name]: raw for name, raw in texts.items()}
        versions.append(Version(f"{path.stem}T00:00:00Z", marks))
    return SnapshotVersions(tuple(versions), _contents=contents)


def snapshot_files(folder: Path) -> list[Path]:
    """Return the snapshots of a folder, the oldest first; none where there is no such folder.

    Links are left alone: what they lead to may be nothing that the frameworks' authors could read. So is what is no
    file.
    """
    if not folder.is_dir() or folder.is_symlink():
        return []
    found = (
        path for path in folder.iterdir() if _NAME.fullmatch(path.name) and path.is_file() and not path.is_symlink()
    )
    return sorted(found, key=lambda path: path.name)


def unread_snapshots(folder: Path) -> list[str]:
    """Return why a folder of snapshots, or what in it looks like one, is not read, and what to do."""
    if folder.is_symlink():
        return [f"{_shown(folder)} is a link, which is not followed; put the folder of snapshots itself there"]
    if not folder.is_dir():
        return []
    others = sorted(set(folder.iterdir()) - set(snapshot_files(folder)))
    return [f"{_shown(path)} {said}" for path in others if (said := _explain_unread(path.name))]


def _explain_unread(name: str) -> str:
    dated = _LIKE_NAME.fullmatch(name)
    if not dated:
        return ""
    right = "{}-{:0>2}-{:0>2}.json".format(*dated.groups())
    if name != right:
        return f"is not read as a snapshot; name it {right}"
    return "is no file but a link or the like, which is not read; put the file itself there"


def snapshot_text(frameworks: Path) -> str:
    """Return the text of a snapshot of a folder of frameworks as it is now.

    Raises:
        OSError: where a file cannot be read.
        UnicodeDecodeError: where one is no UTF-8.
    """
    paths = (path for path in frameworks.iterdir() if is_framework_file(path.name) and path.is_file())
    files = {path.name: path.read_text("utf-8") for path in sorted(paths, key=lambda path: path.name)}
    return json.dumps({"format": _FORMAT, "version": 1, "files": files}, ensure_ascii=False, indent=1) + "\n"


def _shown(path: Path) -> str:
    return "/".join(path.parts[-2 if path.name == SNAPSHOTS_FOLDER else -3 :])


def _texts(path: Path) -> dict[str, str]:
    try:
        dt.date.fromisoformat(path.stem)
        data: Any = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise SnapshotError(f"{_shown(path)} cannot be read ({show(error, 80)}); put back the committed one") from None
    files = data.get("files") if isinstance(data, dict) and data.get("format") == _FORMAT else None
    if (
        not isinstance(files, dict)
        or not all(isinstance(text, str) for text in files.values())
        or data.get("version") != 1
    ):
        raise SnapshotError(f"{_shown(path)} is no snapshot that outcomes snapshot has written; move it elsewhere")
    return {name: text for name, text in files.items() if is_framework_file(name)}
