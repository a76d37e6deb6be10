"""What is kept beside the package comes back as it was, or not at all."""

from __future__ import annotations

import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from outcome_frameworks.system import kept_code
from outcome_frameworks.system.kept_code import keep_code, load_code


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    return tmp_path / "kept"


def files(place: Path) -> list[Path]:
    return list(place.rglob("kept-*"))


def test_what_is_kept_comes_back_under_its_own_key(place: Path) -> None:
    keep_code(b"one", "a", 1)
    keep_code(b"two", "a", "1")
    assert (load_code("a", 1), load_code("a", "1"), load_code("a")) == (b"one", b"two", None)
    keep_code(b"three", "a", 1)
    assert load_code("a", 1) == b"three"
    assert [path.suffix for path in files(place)] == [".pyc", ".pyc"], "as Python and git know it; nothing is left over"


def test_what_is_damaged_does_not_come_back(place: Path) -> None:
    keep_code(b"one", "a")
    (file,) = files(place)
    whole = file.read_bytes()
    for damaged in (b"", whole[:1], whole[:-1], whole + b"x", bytes(len(whole))):
        file.write_bytes(damaged)
        assert load_code("a") is None


def test_it_stands_where_python_keeps_the_code_of_the_package(place: Path) -> None:
    keep_code(b"one", "a")
    (path,) = files(place)
    assert path.parent == Path(cache_from_source(kept_code.__file__)).parent


def test_nothing_is_kept_where_python_keeps_nothing(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    keep_code(b"one", "a")
    assert not place.exists()


def test_a_place_that_cannot_be_written_does_no_harm(place: Path) -> None:
    place.write_bytes(b"a file where a folder is to be")
    keep_code(b"one", "a")
    assert load_code("a") is None
