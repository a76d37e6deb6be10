"""The same sources give the same bytes: in any time zone, locale, folder and order of files, on any day."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from amounts import NIGHTLY
from made_once import made_once
from site_building import ROOT
from site_commands import EPOCH, LETTERS, Project, contents, differing, write_project

OTHER_ORDER = """\
import os
scandir, listdir = os.scandir, os.listdir
class Reversed:
    def __init__(self, *where): self.entries = list(scandir(*where))[::-1]
    def __iter__(self): return iter(self.entries)
    def __next__(self):
        if not self.entries: raise StopIteration
        return self.entries.pop(0)
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def close(self): pass
os.scandir = Reversed
os.listdir = lambda *where: sorted(listdir(*where), reverse=True)
"""
"""Folders are listed in another order than the disk holds them."""

FORTY_DAYS = 40 * 24 * 60 * 60

LATER = f"""\
import datetime, time
now, real = time.time, datetime.datetime
time.time = lambda: now() + {FORTY_DAYS}
class Later(real):
    @classmethod
    def now(cls, tz=None): return real.now(tz) + datetime.timedelta(days=40)
    @classmethod
    def utcnow(cls): return real.utcnow() + datetime.timedelta(days=40)
    @classmethod
    def today(cls): return real.today() + datetime.timedelta(days=40)
datetime.datetime = Later
"""
"""The clock of the build is forty days ahead."""

ONE_PROCESSOR = """\
import os
if hasattr(os, "sched_setaffinity"): os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
"""


@pytest.fixture(scope="session")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the site holds when nothing is special."""
    return made_once(tmp_path_factory, "same", lambda folder: built(project_in(folder / "project")))


def project_in(folder: Path, backwards: bool = False) -> Project:
    """Make the project whose site is compared, its files written in order or the other way round."""
    if not NIGHTLY:
        frameworks = {
            f"frameworks/{name}.yml": LETTERS.replace("garden", name) for name in ("garden", "allotment", "shed")
        }
        return write_project(folder, dict(sorted(frameworks.items(), reverse=backwards)))
    for name in ("mkdocs.yml", "docs", "frameworks"):
        for source in sorted([ROOT / name, *(ROOT / name).rglob("*")], reverse=backwards):
            if source.is_file():
                target = folder / source.relative_to(ROOT)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)
    return Project(folder, folder / "public" / "site")


def built(project: Project, **environment: str) -> dict[str, str]:
    ended = project.build("--strict", environment=environment)
    assert ended.status == 0, ended.output
    found = contents(project.site)
    assert len(found) > 40 and "sitemap.xml.gz" in found and "pagefind/pagefind-entry.json" in found
    return found


def patched(folder: Path, code: str) -> dict[str, str]:
    """Return an environment in which every Python begins with this code."""
    folder.mkdir(parents=True)
    (folder / "sitecustomize.py").write_text(code, encoding="utf-8")
    return {"PYTHONPATH": os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))}


ENVIRONMENTS = {
    "time zone": {"TZ": "FAR-14"},
    "time zone of yesterday": {"TZ": "FAR+12"},
    "hash seed": {"PYTHONHASHSEED": "4242"},
}
PATCHES = {"order of files": OTHER_ORDER, "later": LATER, "one processor": ONE_PROCESSOR}


def test_no_byte_depends_on_where_how_and_when(tmp_path: Path, expected: dict[str, str]) -> None:
    elsewhere = tmp_path / "Ùrlar with spaces & signs" / ("deep/" * 12)
    environment = {name: value for some in ENVIRONMENTS.values() for name, value in some.items()}
    everything = environment | patched(tmp_path / "patch", "".join(PATCHES.values()))
    assert differing(built(project_in(elsewhere, backwards=True), **everything), expected) == []


@pytest.mark.parametrize("what", ["nothing", *([*ENVIRONMENTS, *PATCHES, "folder"] if NIGHTLY else [])])
def test_no_byte_depends_on(tmp_path: Path, expected: dict[str, str], what: str) -> None:
    folder = tmp_path / ("another folder" if what == "folder" else "project")
    environment = patched(tmp_path / "patch", PATCHES[what]) if what in PATCHES else ENVIRONMENTS.get(what, {})
    assert differing(built(project_in(folder, backwards=what == "order of files"), **environment), expected) == []


def test_no_byte_depends_on_an_ascii_locale(tmp_path: Path, expected: dict[str, str]) -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert differing(built(project_in(tmp_path / "project"), **ascii_only), expected) == []


def test_no_byte_depends_on_a_windows_locale(tmp_path: Path, expected: dict[str, str]) -> None:
    compile_locale = ["localedef", "-i", "en_GB", "-f", "CP1252", str(tmp_path / "en_GB.CP1252")]
    if not shutil.which("localedef") or subprocess.run(compile_locale, capture_output=True, check=False).returncode:
        pytest.skip("the locale en_GB.CP1252 cannot be made here: install the package locales")
    windows = {"LOCPATH": str(tmp_path), "LC_ALL": "en_GB.CP1252", "PYTHONUTF8": "0"}
    ask = [sys.executable, "-c", "import locale; print(locale.getpreferredencoding())"]
    asked = subprocess.run(ask, env=os.environ | windows, capture_output=True, text=True, check=True)
    assert asked.stdout.lower() == "cp1252\n"
    assert differing(built(project_in(tmp_path / "project"), **windows), expected) == []


def test_touched_files_change_no_byte(tmp_path: Path, expected: dict[str, str]) -> None:
    project = project_in(tmp_path / "project")
    for path in project.folder.rglob("*"):
        os.utime(path, (time.time() + FORTY_DAYS,) * 2)
    assert differing(built(project), expected) == []


def test_without_a_stated_date_only_the_site_map_holds_the_day(tmp_path: Path) -> None:
    forget = f"import os\nfor name in {list(EPOCH)}: os.environ.pop(name, None)\n"
    project = project_in(tmp_path / "project")
    day = time.gmtime().tm_yday
    first = built(project, **patched(tmp_path / "first", forget))
    again = built(project, TZ="FAR-14", PYTHONHASHSEED="7", **patched(tmp_path / "again", forget + OTHER_ORDER))
    later = built(project, **patched(tmp_path / "later", forget + LATER))
    if time.gmtime().tm_yday == day:
        assert differing(first, again) == []
    assert differing(first, later) == ["sitemap.xml", "sitemap.xml.gz"]


def test_outcomes_build_makes_the_site_of_mkdocs_build(project: Project) -> None:
    ended = project.build("--strict")
    assert ended.output.endswith(f"The site is in {project.site}.\n")
    whole = contents(project.site)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(project.site)]
    subprocess.run(command, cwd=project.folder, capture_output=True, check=True, env=os.environ | EPOCH)
    assert differing(whole, contents(project.site)) == []
