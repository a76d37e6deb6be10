"""What is kept between builds: in whose folders, what of it is used, and what is deleted."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from outcome_frameworks.system import kept_files
from outcome_frameworks.system.kept_files import KeptFiles, KeptFolder, own_folder

KEY, OTHER = "0123456789abcdef" * 2, "fedcba9876543210" * 2


def linked(place: Path) -> None:
    (place.parent / "elsewhere").mkdir()
    place.symlink_to("elsewhere", target_is_directory=True)


def dangling(place: Path) -> None:
    place.symlink_to("nowhere", target_is_directory=True)


def writable_by_all(place: Path) -> None:
    place.mkdir()
    place.chmod(0o777)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (linked, "it is a link, and may lead anywhere; delete it"),
        (dangling, "it is a link, and may lead anywhere; delete it"),
        (Path.touch, "it is no folder; delete it"),
        (os.mkfifo, "it is no folder; delete it"),
        (writable_by_all, "every user of this machine may write there; take that right from them (chmod o-w)"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
@pytest.mark.parametrize("names", [("kept",), ("kept", "deep"), ("deep", "kept")], ids=str)
def test_only_real_folders_are_used(
    tmp_path: Path, make: Callable[[Path], None], words: str, names: tuple[str, ...]
) -> None:
    place = tmp_path.joinpath(*names[: names.index("kept") + 1])
    place.parent.mkdir(exist_ok=True)
    make(place)
    with pytest.raises(OSError, match=re.escape(words)) as raised:
        own_folder(tmp_path, *names)
    assert raised.value.filename == str(place)
    place.rmdir() if place.is_dir() and not place.is_symlink() else place.unlink()
    assert own_folder(tmp_path, *names).is_dir(), "what it says to do is right"


def test_links_above_the_site_are_its_owners_own(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "site").symlink_to("disk", target_is_directory=True)
    assert own_folder(tmp_path / "site", "kept") == tmp_path / "disk/kept"


def test_where_everybody_may_write_the_site_the_folders_may_be_so_too(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    writable_by_all(tmp_path / "kept")
    assert own_folder(tmp_path, "kept").is_dir()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give folders away")
def test_a_folder_of_another_user_is_used_only_where_the_site_is_theirs_too(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    os.chown(tmp_path / "kept", 12345, 12345)
    with pytest.raises(OSError, match="it belongs to another user; delete it"):
        own_folder(tmp_path, "kept")
    os.chown(tmp_path, 12345, 12345)
    assert own_folder(tmp_path, "kept").is_dir(), "as in a container that runs as root"


def test_an_entry_is_given_as_it_was_put_or_not_at_all(tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path / "folder", 100)
    assert kept.get(KEY) is None and not kept.holds(KEY)
    for content in (b"", b"text", bytes(range(256)) * 500):
        kept.put(KEY, content)
        assert kept.get(KEY) == content and kept.holds(KEY)
    (entry,) = (tmp_path / "folder").iterdir()
    whole = entry.read_bytes()
    for damaged in (b"", whole[:-1], whole[:10], whole + b"x", whole[:50] + b"?" + whole[51:], bytes(len(whole))):
        entry.write_bytes(damaged)
        assert kept.get(KEY) is None
    entry.write_bytes(whole)
    entry.rename(entry.with_stem(OTHER))
    assert kept.get(OTHER) is None, "an entry in the place of another"


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, dangling])
def test_what_is_no_file_is_no_entry(tmp_path: Path, make: Callable[[Path], None]) -> None:
    kept = KeptFiles(tmp_path, 100)
    kept.put(KEY, b"text")
    (entry,) = tmp_path.iterdir()
    content = entry.read_bytes()
    entry.unlink()
    (tmp_path / "nowhere").write_bytes(content)
    os.utime(tmp_path / "nowhere", (0, 0))
    make(entry)
    assert kept.get(KEY) is None and not kept.holds(KEY)
    assert (tmp_path / "nowhere").stat().st_mtime == 0
    kept.put(KEY, b"text")
    assert (kept.get(KEY) is None) == entry.is_dir()
    assert (tmp_path / "nowhere").read_bytes() == content
    assert {path.suffix for path in tmp_path.iterdir()} == {"", ".kept"}, "nothing unfinished is left"


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (None, tmp_path / "file", tmp_path / "file" / "folder"):
        kept = KeptFiles(folder, 100)
        kept.put(KEY, b"text")
        kept.forget_old()
        assert kept.get(KEY) is None


def test_what_nobody_asks_for_is_forgotten(tmp_path: Path) -> None:
    kept = KeptFiles(tmp_path, 100)
    for key in (KEY, OTHER, "0" * 32):
        kept.put(key, b"text")
        os.utime(tmp_path / f"{key}.kept", (time.time() - 101,) * 2)
    kept.put("1" * 32, b"text")
    assert kept.get(KEY) == b"text" and kept.holds(OTHER)
    kept.forget_old()
    assert {path.stem for path in tmp_path.iterdir()} == {KEY, OTHER, "1" * 32}


def test_what_nobody_asks_for_takes_no_more_room_than_what_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_files, "LEAST_ROOM", 0)
    keys = [f"{number:032x}" for number in range(10)]
    earlier = KeptFolder(tmp_path).files(1000)
    for age, key in enumerate(keys):
        earlier.put(key, b"of one size")
        os.utime(tmp_path / f"{key}.kept", (time.time() - 100 - age,) * 2)
    kept = KeptFolder(tmp_path).files(1000)
    assert kept.get(keys[9]) and kept.get(keys[5])
    kept.put("f" * 32, b"of one size")
    kept.forget_old()
    assert {path.stem for path in tmp_path.iterdir()} == {keys[9], keys[5], "f" * 32, *keys[:3]}
    monkeypatch.setattr(kept_files, "LEAST_ROOM", 10**6)
    for key in keys:
        earlier.put(key, b"of one size")
        os.utime(tmp_path / f"{key}.kept", (time.time() - 100,) * 2)
    KeptFolder(tmp_path).files(1000).forget_old()
    assert len(list(tmp_path.iterdir())) == 11, "there is room for all"


def test_an_entry_with_another_seal_is_none(tmp_path: Path) -> None:
    kept = KeptFolder(tmp_path, b"a secret").files(100)
    kept.put(KEY, b"text")
    assert kept.get(KEY) == b"text"
    for seal in (b"", b"another"):
        other = KeptFolder(tmp_path, seal).files(100)
        assert other.get(KEY) is None
        other.put(OTHER, b"text")
        assert kept.get(OTHER) is None
