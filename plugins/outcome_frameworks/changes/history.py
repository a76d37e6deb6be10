"""The history of a portfolio: what changed on which day in each programme, and how old each wording is."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from outcome_frameworks import __version__
from outcome_frameworks.changes.change import ProgrammeChange, ProgrammeDay, Step, from_data, to_data
from outcome_frameworks.changes.compare import compare_frameworks
from outcome_frameworks.changes.drafts import Names, joined, names_in, never_public, public_frameworks
from outcome_frameworks.changes.versions import Version, Versions
from outcome_frameworks.model import Framework
from outcome_frameworks.problems import Severity
from outcome_frameworks.problems.wording import count, show
from outcome_frameworks.reading.frameworks.load import MAX_FILE, load_content
from outcome_frameworks.reading.yaml.source import read_yaml
from outcome_frameworks.system.kept_files import DAY, NO_FOLDER, KeptFolder

log = logging.getLogger(__name__)

UNREADABLE_FILE = "unreadable"
"""Stands for the mark of a content when no version of a file so far could be read."""

KEPT_FOR = 365 * DAY
"""Seconds for which a comparison that no build has asked for stays."""

_COMPARISON = 1
"""Counts the ways to read and to compare within one version of this package: raised with each change of what a
comparison gives, it keeps builds from what another way has kept."""

_KEPT_LOADED = 64

T = TypeVar("T")


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
        """Return the day on which a programme (`new-models`) or what stands in it (`new-models/S1`) was first there.

        None where that is unknown, as for all that stands in the oldest version of a history that is cut.
        """
        return dt.date.fromisoformat(self._created[key]) if key in self._created else None

    def last_changed(self, key: str) -> dt.date | None:
        """Return the day of the wording that stands now; of a programme, the day of its last change of any kind.

        None where it is unknown.
        """
        return dt.date.fromisoformat(self._reworded[key]) if key in self._reworded else None


class _Pair(NamedTuple):
    """A file whose content changed: its name, and the marks before and after, "" for none."""

    name: str
    before: str
    after: str


def make_history(
    versions: Versions,
    cache: KeptFolder = NO_FOLDER,
    since: str = "",
    hidden: frozenset[str] | None = frozenset(),
) -> History:
    """Compare each version with the one before it.

    Nothing is told of what was a draft in a version: what is published later appears on the day on which it is none.

    Args:
        versions: Where they come from.
        cache: Where comparisons are kept for the next time.
        since: A date (`2026`, `2026-05`, `2026-05-31`); what is older is not told.
        hidden: Full keys, with folded ids, of what is a draft now, of which no version is told; None where drafts are
            published, so that all of them is told.
    """
    told, first_told = _told(versions, since)
    kept = _Cache(cache)
    contents = _Contents(versions, kept, hidden)
    past = _Past()
    unread: list[str] = []
    for version, step in _steps(told, bool(first_told), contents):
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
    """Return the versions that are told, and the day before which nothing is, "" where all is.

    With such a day the first version is only what the others are compared with.
    """
    older = [version for version in versions.versions if since and version.date < since]
    if older:
        return (older[-1], *versions.versions[len(older) :]), since
    return versions.versions, versions.versions[0].date if versions.is_cut else ""


def _steps(told: tuple[Version, ...], is_cut: bool, contents: _Contents) -> Iterator[tuple[Version, Step]]:
    files: Mapping[str, str] = told[0].files if is_cut and told else {}
    readable = dict(files)
    for version in told[1:] if is_cut else told:
        names = sorted(name for name in {*files, *version.files} if files.get(name) != version.files.get(name))
        pairs = [_Pair(name, readable.get(name, ""), version.files.get(name, "")) for name in names]
        step = contents.compare(pairs)
        for pair in pairs:
            if pair.name in step.unread:
                readable[pair.name] = pair.before or UNREADABLE_FILE
            elif pair.after:
                readable[pair.name] = pair.after
            else:
                readable.pop(pair.name, None)
        files = version.files
        yield version, step


class _Contents:
    """The contents of versions as they are told: without drafts, then and now, unless `hidden` is None."""

    def __init__(self, versions: Versions, kept: _Cache, hidden: frozenset[str] | None) -> None:
        self._kept, self._versions = kept, versions
        self._load = lru_cache(_KEPT_LOADED)(lambda mark, name: _load(versions.read(mark), name))
        self._hidden = hidden if hidden is None else hidden | never_public(versions, self._names_of_file)

    def compare(self, pairs: list[_Pair]) -> Step:
        """Compare the two sides of all files that changed, or return what that gave before."""
        hidden = self._hidden if self._hidden is None else sorted(self._hidden)
        return self._kept.get((pairs, hidden), lambda: self._compared(pairs), to_data, from_data)

    def _compared(self, pairs: list[_Pair]) -> Step:
        """Compare the two sides; a file that cannot be read on one side is left out of both."""
        before, after, unread = list[Framework](), list[Framework](), list[str]()
        for name, old, new in pairs:
            earlier = self._read(old, name) if old else ()
            later = self._read(new, name) if new else ()
            if later is None:
                unread.append(name)
            elif earlier is not None:
                before += earlier
                after += later
        return Step(compare_frameworks(before, after), tuple(unread))

    def _read(self, mark: str, name: str) -> tuple[Framework, ...] | None:
        """Return what is told of a content: one framework, or none of a draft; None where it cannot be read."""
        framework = self._load(mark, name)
        if framework is None:
            return None
        return (framework,) if self._hidden is None else public_frameworks(framework, self._hidden)

    def _names_of_file(self, name: str, marks: list[str]) -> Names:
        return self._kept.get(("file", name, marks), lambda: self._all_names(name, marks), list, _to_names)

    def _all_names(self, name: str, marks: list[str]) -> Names:
        """Return the names in all versions of a file; none where the word alone shows that it never had a draft."""
        if not any(b"draft" in (self._versions.read(mark) or b"") for mark in marks):
            return Names()
        return joined(self._names(name, mark) for mark in marks)

    def _names(self, name: str, mark: str) -> Names:
        return self._kept.get(("content", name, mark), lambda: names_in(self._load(mark, name)), list, _to_names)


def _to_names(data: list[list[str]]) -> Names:
    drafts, public = data
    return Names(tuple(drafts), tuple(public))


def _load(raw: bytes | None, name: str) -> Framework | None:
    """Return the framework that an earlier version of a file holds, read as files are read today; None with errors."""
    if raw is None or len(raw) > MAX_FILE:
        return None
    document = read_yaml(raw, name)
    if document.data is None:
        return None
    framework, more = load_content(document.data, name)
    errors = (problem for problem in (*document.problems, *more) if problem.severity is Severity.ERROR)
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
    """Keeps what contents gave, by what was asked of which and by the code that answered."""

    def __init__(self, folder: KeptFolder) -> None:
        self._kept = folder.files(KEPT_FOR)
        self.forget_old = self._kept.forget_old

    def get(self, asked: object, make: Callable[[], T], write: Callable[[T], Any], read: Callable[[Any], T]) -> T:
        key = hashlib.sha256(f"{__version__} {_COMPARISON}\n{json.dumps(asked)}".encode()).hexdigest()[:32]
        content = self._kept.get(key)
        if content is not None:
            return read(json.loads(content))
        made = make()
        self._kept.put(key, json.dumps(write(made)).encode("ascii"))  # names of files may be no UTF-8
        return made
