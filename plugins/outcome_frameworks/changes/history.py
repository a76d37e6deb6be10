"""The history of a portfolio: what changed on which day in each programme, and how old each wording is."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from outcome_frameworks import __version__
from outcome_frameworks.changes.change import ProgrammeChange, ProgrammeDay, Step, from_data, to_data
from outcome_frameworks.changes.compare import compare_frameworks
from outcome_frameworks.changes.versions import Version, Versions
from outcome_frameworks.kept_files import DAY, KeptFiles
from outcome_frameworks.load import MAX_FILE, load_content
from outcome_frameworks.model import Framework
from outcome_frameworks.problems import Severity
from outcome_frameworks.wording import count, show
from outcome_frameworks.yaml_repair import decode
from outcome_frameworks.yaml_source import read_yaml

log = logging.getLogger(__name__)

UNREADABLE = "unreadable"
"""Stands for the mark of a content when no version of a file so far could be read."""

KEPT_FOR = 365 * DAY
"""Seconds for which a comparison that no build has asked for stays."""

_COMPARISON = 1
"""Counts the ways to read and to compare within one version of this package: raised with each change of what a
comparison gives, it keeps builds from what another way has kept."""

_KEPT_LOADED = 64


@dataclass(frozen=True)
class History:
    """What is known of the past. `days` are those of each programme by its present id, the newest first.

    `since` is a date before which nothing is told, "" where all is. Empty where there is no history: then nothing is
    said of it anywhere.
    """

    days: Mapping[str, tuple[ProgrammeDay, ...]] = field(default_factory=dict)
    _created: Mapping[str, str] = field(default_factory=dict)
    _reworded: Mapping[str, str] = field(default_factory=dict)
    since: str = ""

    def created(self, key: str) -> dt.date | None:
        """Give the day on which a programme (`new-models`) or what stands in it (`new-models/S1`) was first there.

        None where that is unknown, as for all that stands in the oldest version of a history that is cut.
        """
        return dt.date.fromisoformat(self._created[key]) if key in self._created else None

    def last_changed(self, key: str) -> dt.date | None:
        """Give the day of the wording that stands now; of a programme, the day of its last change of any kind.

        None where it is unknown.
        """
        return dt.date.fromisoformat(self._reworded[key]) if key in self._reworded else None


class _Pair(NamedTuple):
    """A file whose content changed: its name, and the marks before and after, "" for none."""

    name: str
    before: str
    after: str


def make_history(versions: Versions, cache_folder: Path | None = None, since: str = "") -> History:
    """Compare each version with the one before it.

    Args:
        versions: Where they come from.
        cache_folder: Where comparisons are kept for the next time; None for nowhere.
        since: A date (`2026`, `2026-05`, `2026-05-31`); what is older is not told.
    """
    told, first_told = _told(versions, since)
    past = _Past()
    unread: list[str] = []
    kept = _Cache(cache_folder)
    for version, step in _steps(versions, told, bool(first_told), kept):
        unread += (f"{name} of {version.date}" for name in step.unread)
        for programme in step.programmes:
            past.add(programme, version)
    kept.forget_old()
    if unread:
        log.info(
            "%s of the frameworks could not be read, such as %s; what changed in it is told with the next one",
            count(len(unread), "earlier version"),
            show(unread[0].encode(errors="backslashreplace").decode(), 120),
        )
    return past.history(first_told)


def _told(versions: Versions, since: str) -> tuple[tuple[Version, ...], str]:
    """Give the versions that are told, and the day before which nothing is, "" where all is.

    With such a day the first version is only what the others are compared with.
    """
    older = [version for version in versions.versions if since and version.date < since]
    if older:
        return (older[-1], *versions.versions[len(older) :]), since
    return versions.versions, versions.versions[0].date if versions.is_cut else ""


def _steps(versions: Versions, told: tuple[Version, ...], is_cut: bool, kept: _Cache) -> Iterator[tuple[Version, Step]]:
    files: Mapping[str, str] = told[0].files if is_cut and told else {}
    readable = dict(files)
    load = lru_cache(_KEPT_LOADED)(lambda mark, name: _load(versions.read(mark), name))
    for version in told[1:] if is_cut else told:
        names = sorted(name for name in {*files, *version.files} if files.get(name) != version.files.get(name))
        pairs = [_Pair(name, readable.get(name, ""), version.files.get(name, "")) for name in names]
        step = kept.get(pairs, lambda pairs=pairs: _compare(pairs, load))  # type: ignore[misc]
        for pair in pairs:
            if pair.name in step.unread:
                readable[pair.name] = pair.before or UNREADABLE
            elif pair.after:
                readable[pair.name] = pair.after
            else:
                readable.pop(pair.name, None)
        files = version.files
        yield version, step


def _compare(pairs: list[_Pair], load: Callable[[str, str], Framework | None]) -> Step:
    """Compare the two sides of all files that changed; a file that cannot be read on one side is left out of both."""
    before, after, unread = [], [], []
    for name, old, new in pairs:
        earlier = load(old, name) if old else None
        later = load(new, name) if new else None
        if new and later is None:
            unread.append(name)
        elif not old or earlier:
            before += [earlier] if earlier else []
            after += [later] if later else []
    return Step(compare_frameworks(before, after), tuple(unread))


def _load(raw: bytes | None, name: str) -> Framework | None:
    """Give the framework that an earlier version of a file holds, read as files are read today; None with errors."""
    if raw is None or len(raw) > MAX_FILE:
        return None
    text, problems = decode(raw, name)
    document = read_yaml(text, name)
    if document.data is None:
        return None
    framework, more = load_content(document.data, name)
    errors = (problem for problem in (*problems, *document.problems, *more) if problem.severity is Severity.ERROR)
    return framework if isinstance(framework, Framework) and not any(errors) else None


class _Past:
    """What has been told so far, by the ids of the latest version."""

    def __init__(self) -> None:
        self._days: dict[str, list[ProgrammeDay]] = {}
        self._created: dict[str, str] = {}
        self._reworded: dict[str, str] = {}

    def add(self, programme: ProgrammeChange, version: Version) -> None:
        if programme.vanishes:
            return
        id, date = programme.programme, version.date
        self._rename(programme)
        for key in (*programme.added, *([id] if programme.appears else ())):
            self._created.setdefault(key, date)
            self._reworded[key] = date
        for change in programme.changes:
            if change.rewords:
                self._reworded[change.key] = date
        if programme.changes:
            self._reworded[id] = date
            self._days.setdefault(id, []).append(ProgrammeDay(id, version.time, programme.changes))

    def _rename(self, programme: ProgrammeChange) -> None:
        renamed = [*programme.moved, *([(programme.earlier, programme.programme)] if programme.earlier else [])]
        for dates in (self._created, self._reworded):
            moved = {later: dates.pop(earlier) for earlier, later in renamed if earlier in dates}
            dates.update(moved)
        if programme.earlier in self._days:
            self._days[programme.programme] = self._days.pop(programme.earlier)

    def history(self, since: str) -> History:
        days = {id: tuple(reversed(days)) for id, days in self._days.items()}
        return History(days, self._created, self._reworded, since)


class _Cache:
    """Keeps what a comparison gave, by what was compared and by the code that compared it."""

    def __init__(self, folder: Path | None) -> None:
        self._kept = KeptFiles(folder, KEPT_FOR)
        self.forget_old = self._kept.forget_old

    def get(self, pairs: list[_Pair], make: Callable[[], Step]) -> Step:
        key = hashlib.sha256(f"{__version__} {_COMPARISON}\n{json.dumps(pairs)}".encode()).hexdigest()[:32]
        content = self._kept.get(key)
        if content is not None:
            return from_data(json.loads(content))
        step = make()
        self._kept.put(key, json.dumps(to_data(step)).encode("ascii"))  # names of files may be no UTF-8
        return step
