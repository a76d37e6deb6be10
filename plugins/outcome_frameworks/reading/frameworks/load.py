"""Load all frameworks of a folder, with every problem of every file; never raises on what the files hold."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from outcome_frameworks.model import UNNAMED, Entry, Framework, OrganisationsFile, Portfolio, fold_id, is_programme_id
from outcome_frameworks.problems import NOWHERE, Place, Problem, Severity, sort_problems
from outcome_frameworks.reading.frameworks.files import list_files, reason_of, shown_path
from outcome_frameworks.reading.frameworks.plain_entries import codes_named
from outcome_frameworks.reading.frameworks.unknown_fields import Sorter
from outcome_frameworks.reading.yaml.placed import PlacedMapping
from outcome_frameworks.reading.yaml.source import YamlDocument, read_yaml

ORGANISATIONS = "organisations"
"""Name, without ending, of the file that holds the organisations."""

_SIMILAR = frozenset({ORGANISATIONS, "organizations"})  # to that name, without case

MAX_FILE = 8_000_000
"""Largest file, in bytes. A framework of 5,000 elements takes about 1,000,000."""


@dataclass(frozen=True)
class KnownIds:
    """What stands in files with errors: a reference to it is not reported as well.

    `entries` are folded ids by programme. A programme in `unread` may hold anything, one in `partial` has lost
    entries; so may the file of organisations have where `organisations` is true. `codes` are, by file, all words that
    may be ids or refer to one.
    """

    entries: dict[str, frozenset[str]] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    partial: frozenset[str] = frozenset()
    organisations: bool = False
    codes: dict[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class LoadResult:
    """What a folder holds, what is wrong with it, and which ids its broken parts hold.

    With an error among the problems the portfolio is fit for further checks only: broken parts are left out of
    it or filled in.
    """

    portfolio: Portfolio
    problems: list[Problem]
    known_ids: KnownIds = KnownIds()


@dataclass(frozen=True)
class _Read:
    """One file as read. `content` is None where nothing of it could be had."""

    file: str
    stem: str
    content: Any = None
    problems: tuple[Problem, ...] = ()
    ids: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    partial: bool = False
    cut: bool = False
    id_place: Place = NOWHERE

    @property
    def broken(self) -> bool:
        """Whether parts of the file may have been left out or filled in."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


class FilesRead:
    """What was read of the files of a folder, for whoever reads it again and again.

    A file with the same name and the same bytes as last time is not read again. What else was read is forgotten.
    """

    def __init__(self) -> None:
        self._last: dict[tuple[str, str], _Read] = {}
        self._now: dict[tuple[str, str], _Read] = {}

    def begin(self) -> None:
        """Take what is read from now on for the folder as it is now."""
        self._last, self._now = self._now, {}

    def read(self, path: Path, file: str) -> _Read:
        """Return what a file holds, and what is wrong with it."""
        try:
            size = path.stat().st_size
            raw = path.read_bytes() if size <= MAX_FILE else b""
        except OSError as error:
            problem = Problem(file, NOWHERE, "unreadable-file", f"the file cannot be read: {reason_of(error)}")
            return _Read(file, path.stem, problems=(problem,))
        if size > MAX_FILE:
            message = f"the file has {size:,} bytes, more than {MAX_FILE:,}; shorten it, or make two programmes of it"
            return _Read(file, path.stem, problems=(Problem(file, NOWHERE, "too-long", message),))
        key = file, hashlib.sha256(raw).hexdigest()
        self._now[key] = self._last.get(key) or _read(raw, path.stem, *key)
        return self._now[key]


def load_portfolio(folder: Path, shown_as: str | None = None, files_read: FilesRead | None = None) -> LoadResult:
    """Load a folder of frameworks; `shown_as` is how messages name it, by default its path from where you stand.

    `files_read` is what was read of the folder before; it holds what is read now afterwards.
    """
    name = (shown_as if shown_as is not None else _path_from_here(folder)).rstrip("/")
    paths, problems = list_files(folder, name)
    files_read = files_read or FilesRead()
    files_read.begin()
    all_reads = [files_read.read(path, shown_path(name, path)) for path in paths]
    problems += (problem for read in all_reads for problem in read.problems)
    reads = [read for read in all_reads if read.stem != ORGANISATIONS]
    organisations, organisations_broken, misnamed = _pick_organisations(
        [read for read in all_reads if read.stem == ORGANISATIONS]
    )
    problems += misnamed
    frameworks, more = _name_programmes(reads)
    if not reads and not problems:
        message = "the folder holds no framework yet; write one, such as my-programme.yml"
        problems.append(Problem(name, NOWHERE, "no-frameworks", message))
    portfolio = Portfolio(tuple(sorted(frameworks, key=lambda framework: framework.id)), organisations)
    return LoadResult(portfolio, sort_problems([*problems, *more]), _known_ids(reads, organisations_broken))


def _pick_organisations(reads: list[_Read]) -> tuple[OrganisationsFile, bool, list[Problem]]:
    """Return the organisations, whether some may be missing, and which files are misnamed or should not be there."""
    by_name = {read.file.rpartition("/")[2]: read for read in reads}
    right = [name for name in by_name if Path(name).stem == ORGANISATIONS]
    picked = next(iter([*right, *by_name]), None)
    problems = []
    for name, read in by_name.items():
        if name != picked:
            message = f"there is {picked} too; put all organisations in one file and delete the other"
            problems.append(Problem(read.file, NOWHERE, "file-name", message))
        elif name not in right:
            message = "this file holds organisations, which are read from organisations.yml only; rename it to that"
            problems.append(Problem(read.file, read.id_place, "file-name", message))
    if picked is None:
        return OrganisationsFile(), False, []
    best = by_name[picked]
    return best.content or OrganisationsFile(), best.broken or len(reads) > 1, problems


def _known_ids(reads: list[_Read], organisations_broken: bool) -> KnownIds:
    named = [(read.content.id if read.content else read.stem, read) for read in reads if read.broken]
    ids: dict[str, frozenset[str]] = {}
    for programme, read in named:
        ids[programme] = ids.get(programme, frozenset()) | read.ids
    return KnownIds(
        ids,
        frozenset(programme for programme, read in named if read.content is None or read.cut),
        frozenset(programme for programme, read in named if read.partial),
        organisations_broken,
        {read.file: read.codes for read in reads},
    )


def _path_from_here(folder: Path) -> str:
    try:
        return Path(os.path.relpath(folder)).as_posix()
    except ValueError:  # another drive, on Windows
        return folder.as_posix()


def _read(raw: bytes, own_stem: str, file: str, digest: str) -> _Read:
    document = read_yaml(raw, file)
    problems = list(document.problems)
    ids = frozenset(fold_id(text) for text in document.ids)
    if document.data is None:
        return _Read(file, own_stem, None, document.problems, ids)
    stem = ORGANISATIONS if _holds_organisations(own_stem, document.data) else own_stem
    codes = codes_named(document.text)
    content, more, partial, retold = _validate(document, file, stem, codes)
    if isinstance(content, Framework):
        content._digest = digest
    problems = [problem for problem in problems if problem.rule != "yaml-syntax" or problem.place not in retold]
    features = {problem.place for problem in problems if problem.rule == "yaml-feature"}
    more = [problem for problem in more if problem.place not in features]  # an alias is no sentence
    programme = document.data.get("programme")  # only now: under a misspelt name it has been found by the sorter
    id_place = document.data.place if stem == ORGANISATIONS else NOWHERE
    if isinstance(programme, PlacedMapping):
        id_place = getattr(programme.get("id"), "place", programme.place)
    return _Read(file, stem, content, (*problems, *more), ids, codes, partial, document.cut, id_place)


def _holds_organisations(stem: str, data: PlacedMapping) -> bool:
    """Return whether a file is meant to be that of the organisations, whatever its name."""
    if stem == ORGANISATIONS or data.keys() & Framework.field_names().keys():
        return stem == ORGANISATIONS
    return stem.casefold() in _SIMILAR or any(name.casefold() in _SIMILAR for name in data)


def _validate(
    document: YamlDocument, file: str, stem: str, codes: frozenset[str] = frozenset()
) -> tuple[Any, list[Problem], bool, set[Place]]:
    """Read the data into the model. What the model refuses is reported, then left out or filled in.

    Returns the content, the problems, whether entries were lost, and where a problem of YAML is told better by these.
    """
    model: type[Entry] = OrganisationsFile if stem == ORGANISATIONS else Framework
    sorter = Sorter(file, document.ids, codes)
    sorter.sort_out(model, document.data)
    problems: list[Problem] = []
    is_partial = not document.complete or sorter.lost
    try:
        content: Any = model.model_validate(document.data, context=sorter)
    except ValidationError as error:
        # Most files hold nothing that is refused.
        from outcome_frameworks.reading.frameworks.explain import explain  # noqa: PLC0415
        from outcome_frameworks.reading.frameworks.refused import read_without_refused  # noqa: PLC0415

        programme = document.data.get("programme") if document.data else None
        if isinstance(programme, PlacedMapping) and is_programme_id(stem):
            sorter.free_ids[programme.place] = stem
        problems = explain(error, model, document.data, file, document.complete, sorter.free_ids)
        content, has_lost = read_without_refused(error, model, document.data, stem)
        is_partial = is_partial or has_lost
    if content is not None:
        content._file = file
    return content, [*problems, *sorter.problems.all()], is_partial, sorter.retold


def load_content(data: PlacedMapping, file: str, model: type[Entry] = Framework) -> tuple[Any, list[Problem]]:
    """Read data that stands in another file than one of the folder into the model; give it with its problems.

    As in `load_portfolio`, what the model refuses is left out or filled in, and None stands for what cannot be read.
    """
    stem = ORGANISATIONS if model is OrganisationsFile else ""
    content, problems, *_ = _validate(YamlDocument(data), file, stem)
    return content, problems


def _name_programmes(reads: list[_Read]) -> tuple[list[Framework], list[Problem]]:
    """Check that each file is named after its programme, and that no two files hold the same one."""
    files: dict[str, str] = {}
    frameworks: list[Framework] = []
    problems: list[Problem] = []
    held = [read for read in reads if read.content]
    for read in sorted(held, key=lambda read: (read.stem != read.content.id, read.file)):
        framework: Framework = read.content
        name = framework.id
        if name in files:
            message = f'the programme "{name}" is in {files[name]} too; give one of them another id, or delete one file'
            problems.append(Problem(read.file, read.id_place, "duplicate-id", message))
            framework = _rename(framework, f"{UNNAMED}{name}-{len(frameworks)}")
        elif read.stem != name and not (read.broken and name.startswith(UNNAMED)):
            other = f', or change the id to "{read.stem}"' if is_programme_id(read.stem) else ""
            message = f'this file holds the programme "{name}"; name it {name}.yml{other}'
            problems.append(Problem(read.file, read.id_place, "file-name", message))
        files.setdefault(name, read.file)
        frameworks.append(framework)
    return frameworks, problems


def _rename(framework: Framework, programme_id: str) -> Framework:
    """Return a framework another id, so that its own references still resolve inside it."""
    programme = framework.programme.model_copy(update={"id": programme_id})
    renamed = framework.with_values({"programme": programme})
    renamed._digest = framework.digest
    return renamed
