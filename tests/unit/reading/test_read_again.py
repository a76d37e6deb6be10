"""A folder that is read again gives what it would give to who reads it first; only files that changed are read."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from outcome_frameworks.reading.frameworks.load import FilesRead
from outcome_frameworks.reading.sources import ReadFrameworks, read_frameworks
from outcome_frameworks.reading.yaml import source

GARDEN = """
programme: {id: garden, title: A garden, organisation: council}
levels: [{id: outcomes, title: Outcomes, elements: [{id: S1, statement: People meet, leads_to: [cafe/M1]}]}]
"""
CAFE = """
programme: {id: cafe, title: A café}
levels: [{id: outcomes, title: Outcomes, elements: [{id: M1, statement: People save money, note: "[a](S9)"}]}]
hypotheses: [{id: H1, if: [M7], then: [M1]}]
"""
BROKEN = "programme: {id: broken, title: \nlevels: {\n"
ORGANISATIONS = "organisations: [{id: council, title: The council}]\n"
MISNAMED = 'programme: {id: orchard, title: An orchard, summary: "[a](outcome:S9)"}\n'
FILES = {"misnamed": MISNAMED, "garden": GARDEN, "cafe": CAFE, "broken": BROKEN, "organisations": ORGANISATIONS}


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / f"{name}.yml").write_text(text, "utf-8")


def told(read: ReadFrameworks) -> object:
    """Return all that others learn of a folder: the places of entries are among them through their problems."""
    portfolio = read.loaded.portfolio
    entries = [(framework.file, framework.digest, framework.model_dump()) for framework in portfolio.frameworks]
    return (
        entries,
        portfolio.organisations_file.file,
        read.loaded.known_ids,
        read.public,
        read.portfolio,
        read.problems,
        read.remarks,
    )


def _swap(folder: Path) -> None:
    (folder / "garden.yml").rename(folder / "kept.yml")
    (folder / "cafe.yml").rename(folder / "garden.yml")
    (folder / "kept.yml").rename(folder / "cafe.yml")


def _link(folder: Path) -> None:
    (folder / ".cafe").write_text(CAFE.replace("money", "time"), "utf-8")
    (folder / "cafe.yml").unlink()
    (folder / "cafe.yml").symlink_to(".cafe")


def _edit_unseen(folder: Path) -> None:
    """Edit a file in such a way that its length and its date stay."""
    file = folder / "garden.yml"
    status = file.stat()
    file.write_text(GARDEN.replace("meet", "need"), "utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


EDITS: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "nothing": (lambda _: None, []),
    "words": (lambda folder: write(folder, {"garden": GARDEN.replace("meet", "talk")}), ["garden"]),
    "words of the same length and date": (_edit_unseen, ["garden"]),
    "what another refers to": (lambda folder: write(folder, {"cafe": CAFE.replace("M1", "M2")}), ["cafe"]),
    "what was broken": (lambda folder: write(folder, {"broken": "programme: {id: broken, title: x}\n"}), ["broken"]),
    "breaks": (lambda folder: write(folder, {"cafe": BROKEN}), ["cafe"]),
    "lines above": (lambda folder: write(folder, {"cafe": f"# Why\n{CAFE}"}), ["cafe"]),
    "a draft": (lambda folder: write(folder, {"cafe": CAFE.replace("M1,", "M1, status: draft,")}), ["cafe"]),
    "organisations": (lambda folder: write(folder, {"organisations": "organisations: []\n"}), ["organisations"]),
    "one removed": (lambda folder: (folder / "cafe.yml").unlink(), []),
    "organisations removed": (lambda folder: (folder / "organisations.yml").unlink(), []),
    "one renamed": (lambda folder: (folder / "cafe.yml").rename(folder / "bar.yml"), ["bar"]),
    "two swapped": (_swap, ["cafe", "garden"]),
    "a copy": (lambda folder: write(folder, {"other": GARDEN}), ["other"]),
    "one that takes the name of another": (lambda folder: write(folder, {"orchard": MISNAMED}), ["orchard"]),
    "a link": (_link, ["cafe"]),
}


@pytest.mark.parametrize("edit", EDITS)
def test_what_is_read_again_is_what_is_read_first(edit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, FILES)
    files_read = FilesRead()
    before = told(read_frameworks(tmp_path, "frameworks", "hide", files_read))
    assert before == told(read_frameworks(tmp_path, "frameworks", "hide"))
    change, changed = EDITS[edit]
    change(tmp_path)
    expected = told(read_frameworks(tmp_path, "frameworks", "hide"))
    read = []

    def read_yaml(raw: bytes, file: str) -> object:
        read.append(Path(file).stem)
        return source.read_yaml(raw, file)

    monkeypatch.setattr("outcome_frameworks.reading.frameworks.load.read_yaml", read_yaml)
    assert told(read_frameworks(tmp_path, "frameworks", "hide", files_read)) == expected
    assert read == changed
    assert (expected == before) == (edit == "nothing")


def test_options_and_names_of_folders_may_change_in_between(tmp_path: Path) -> None:
    write(tmp_path, FILES | {"cafe": CAFE.replace("M1,", "M1, status: draft,")})
    files_read = FilesRead()
    for name, drafts in (("a", "hide"), ("a", "show"), ("b", "publish"), ("a", "hide")):
        again = read_frameworks(tmp_path, name, drafts, files_read)  # type: ignore[arg-type]
        assert told(again) == told(read_frameworks(tmp_path, name, drafts))  # type: ignore[arg-type]


def test_a_file_that_was_away_is_read_again(tmp_path: Path) -> None:
    """What is no longer there is not held for ever."""
    write(tmp_path, FILES)
    files_read = FilesRead()
    first = read_frameworks(tmp_path, "frameworks", "hide", files_read)
    (tmp_path / "cafe.yml").unlink()
    for _ in range(2):
        read_frameworks(tmp_path, "frameworks", "hide", files_read)
    write(tmp_path, {"cafe": CAFE})
    third = read_frameworks(tmp_path, "frameworks", "hide", files_read)
    assert told(third) == told(first)
    assert third.portfolio.find("cafe").framework is not first.portfolio.find("cafe").framework  # type: ignore[union-attr]
