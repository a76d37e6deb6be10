"""A store that is damaged, forged, full or cannot be written: the site is the one that is built from nothing."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from amounts import with_nightly
from mounted_disks import mounted, read_only
from site_commands import contents, differing
from stored_edits import ALL
from stored_sites import StoredSite

from outcome_frameworks.hosts.bundles import Bundle, BundleStore, pack, unpack
from outcome_frameworks.system.kept_files import KeptFiles


def deleted(entries: list[Path]) -> None:
    entries[1].unlink()


def truncated(entries: list[Path]) -> None:
    for entry in entries:
        entry.write_bytes(entry.read_bytes()[: entry.stat().st_size // 2])


def one_byte_another(entries: list[Path]) -> None:
    for entry in entries:
        content = bytearray(entry.read_bytes())
        content[random.Random(7).randrange(len(content))] ^= 4  # noqa: S311  # the same place at every run
        entry.write_bytes(content)


def swapped(entries: list[Path]) -> None:
    one, other = entries[1].read_bytes(), entries[2].read_bytes()
    entries[1].write_bytes(other)
    entries[2].write_bytes(one)


def back_dated(entries: list[Path]) -> None:
    for entry in entries:
        os.utime(entry, (0, 0))


def in_the_future(entries: list[Path]) -> None:
    for entry in entries:
        os.utime(entry, (4_000_000_000,) * 2)


@pytest.mark.parametrize(
    ("damage", "anew"),
    with_nightly(
        [(truncated, ALL), (one_byte_another, ALL), (swapped, 2), (back_dated, 0)],
        [(deleted, 1), (in_the_future, 0)],
    ),
)
def test_a_damaged_entry_is_made_anew(stored: StoredSite, damage: Callable[[list[Path]], None], anew: int) -> None:
    clean, before = stored.build(), stored.entries()
    damage(sorted(stored.store.iterdir()))
    assert differing(stored.build(), clean) == []
    assert stored.rendered_anew(before) == anew


def forged(bundle: Bundle, path: str) -> Bundle:
    return {**bundle, path: b"alert(1)"}


@pytest.mark.parametrize(
    "path",
    with_nightly(
        ["../escaped.html", "about/index.html", "{absolute}/escaped.html"],
        ["programmes/../../escaped.html", "assets/x.js", "", ".", "programmes/garden/s1/index.html/x", "/escaped.html"],
    ),
)
def test_a_bundle_holds_the_paths_of_its_unit_or_is_not_used(stored: StoredSite, tmp_path: Path, path: str) -> None:
    """Such as one that whoever may write the folder has made, with its digest."""
    clean, outside = stored.build(), contents(stored.folder)
    kept = KeptFiles(stored.store, 100)
    store = BundleStore(kept)
    for entry in stored.store.iterdir():
        bundle = unpack(kept.get(entry.stem) or b"")
        assert bundle
        store.put(entry.stem, forged(bundle, path.format(absolute=tmp_path)))
    assert differing(stored.build(), clean) == []
    assert not list(tmp_path.rglob("escaped.html"))
    changed = differing(contents(stored.folder), outside)
    assert [name for name in changed if not name.startswith(".cache/")] == []


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"[]", b"null\n", b'[["index.html", -1]]\n', b'[["a", 1e400]]\n', b"[" * 10**5]
)
def test_what_is_no_bundle_is_none(content: bytes) -> None:
    assert unpack(content) is None


def test_a_bundle_comes_back_as_it_was_put() -> None:
    bundle = {"a/index.html": "\n “é”".encode(), "b": b"", "c.png": bytes(range(256))}
    assert unpack(pack(bundle)) == bundle


def test_entries_of_other_options_and_versions_stay_beside_those_of_this_build(stored: StoredSite) -> None:
    clean = stored.build()
    stored.set_option(licence="CC BY")
    other = stored.build()
    assert len(stored.entries()) == 2 * ALL
    before = stored.entries()
    stored.set_option(licence="")
    assert differing(stored.build(), clean) == []
    stored.set_option(licence="CC BY")
    assert differing(stored.build(), other) == []
    assert stored.rendered_anew(before) == 0


def test_a_store_that_can_only_be_read_is_read(stored: StoredSite) -> None:
    clean = stored.build()
    stored.replace("frameworks/cafe.yml", "save money", "save time")
    with read_only(stored.store):
        site = stored.build()
    assert differing(site, stored.build_from_nothing()) == []
    assert differing(site, clean)


def test_a_full_disk_of_the_store_costs_only_time(stored: StoredSite) -> None:
    clean = stored.build()
    shutil.rmtree(stored.store)
    with mounted("-t", "tmpfs", "-o", "size=64k,mode=755", "tmpfs", at=stored.store):
        for _ in range(2):
            assert differing(stored.build(), clean) == []
            assert [path for path in stored.store.iterdir() if path.suffix != ".kept"] == [], "nothing unfinished stays"


def test_builds_side_by_side_share_a_store(stored: StoredSite) -> None:
    clean = stored.build_from_nothing()
    shutil.rmtree(stored.store)
    places = [stored.folder.parent / f"site-{number}" for number in range(2)]
    running = [stored.start(place) for place in places]
    assert [process.wait(timeout=120) for process in running] == [0, 0]
    assert [differing(contents(place), clean) for place in places] == [[], []]
    assert len(stored.entries()) == ALL
