"""A folder for what is kept that machines share: all in it is sealed, and without the key nothing there counts."""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path

import pytest
from site_commands import contents, differing
from stored_edits import ALL
from stored_sites import StoredSite

from outcome_frameworks.hosts.bundles import BundleStore, unpack
from outcome_frameworks.system.kept_files import KeptFiles

NAME = "OUTCOME_FRAMEWORKS_CACHE_KEY"
KEY = "a key of many characters"


@pytest.fixture
def shared(stored: StoredSite, tmp_path: Path) -> StoredSite:
    """The project with a folder that others may share, which holds nothing yet."""
    shutil.rmtree(stored.folder / ".cache")
    stored.set_option(cache_dir="../shared")
    return stored


def kept_in(folder: Path) -> set[str]:
    """Return the names of all entries."""
    return {path.name for path in folder.rglob("*.kept")}


def said(site: StoredSite) -> list[logging.LogRecord]:
    """Return what the build says of what is kept."""
    return [record for record in site.log.records if "Nothing is kept" in record.getMessage()]


def test_with_a_key_another_clone_is_built_of_it(
    shared: StoredSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(NAME, KEY)
    first = shared.build()
    units = tmp_path / "shared/units"
    assert len(kept_in(units)) == ALL
    assert said(shared) == [] and not (shared.folder / ".cache").exists()
    shutil.copytree(shared.folder, tmp_path / "clones/project")
    clone = StoredSite(tmp_path / "clones/project", shared.log, shared.patch)
    clone.set_option(cache_dir=str(tmp_path / "shared"))
    before = {path.name: path.stat().st_ino for path in units.iterdir()}
    assert differing(clone.build(), first) == []
    assert {path.name: path.stat().st_ino for path in units.iterdir()} == before, "nothing was made anew"


@pytest.mark.parametrize("key", ["", "fifteen letters"])
def test_without_a_key_nothing_is_read_or_written(
    shared: StoredSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setenv(NAME, KEY)
    first = shared.build()
    monkeypatch.setenv(NAME, key)
    for path in (tmp_path / "shared").rglob("*.kept"):
        os.utime(path, (0, 0))
    before = contents(tmp_path / "shared")
    assert differing(shared.build(), first) == []
    (record,) = said(shared)
    assert record.levelno == logging.INFO and f"in the environment variable {NAME}" in record.getMessage()
    assert contents(tmp_path / "shared") == before
    assert all(path.stat().st_mtime == 0 for path in (tmp_path / "shared").rglob("*.kept"))


def test_who_has_no_key_cannot_publish(shared: StoredSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, KEY)
    first = shared.build()
    units = tmp_path / "shared/units"
    real = KeptFiles(units, 100, KEY.encode())
    for seal in (b"", b"another key of many letters"):
        forger = BundleStore(KeptFiles(units, 100, seal))
        for entry in units.glob("*.kept"):
            bundle = unpack(real.get(entry.stem) or b"")
            assert bundle
            forger.put(entry.stem, dict.fromkeys(bundle, b"alert(1)"))
        assert differing(shared.build(), first) == []
