"""A new site shares with the old one the files that are the same; and nothing of the old one is changed in place."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from amounts import NIGHTLY
from mounted_disks import mounted
from site_building import SMALL_FRAMEWORK
from site_commands import OLD, Project, contents, differing, write_project

from outcome_frameworks.system.linked_files import EarlierFiles

pytestmark = pytest.mark.skipif(os.name != "posix", reason="files are linked on POSIX systems alone")

KILLS = 12 if NIGHTLY else 4
PAGE = "programmes/garden/s1/index.html"
NEW = SMALL_FRAMEWORK.replace("People meet", "Everybody meets")


def numbers(folder: Path) -> dict[str, tuple[int, int]]:
    """Return by which number a disk holds each file of a folder, and when it was written."""
    found = {path.relative_to(folder).as_posix(): path.lstat() for path in folder.rglob("*") if path.is_file()}
    return {path: (stat.st_ino, stat.st_mtime_ns) for path, stat in found.items()}


def shared(before: Mapping[str, tuple[int, int]], site: Path) -> set[str]:
    """Return the paths of the files that a site shares with one before it."""
    return {path for path, number in numbers(site).items() if before.get(path) == number}


class Held:
    """The files of a site, held by a second name each, so that a change in place shows after the site has gone."""

    def __init__(self, site: Path, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(site, folder, copy_function=os.link)
        self._were = contents(folder)

    def changed(self) -> list[str]:
        """Return the paths of the files that were changed in place."""
        return differing(contents(self.folder), self._were)


def settle(project: Project, options: Mapping[str, Any], files: Mapping[str, str] = MappingProxyType({})) -> None:
    """Write files and options, and build."""
    write_project(project.folder, files, options)
    assert project.build().status == 0


def test_what_has_not_changed_is_the_same_file(project: Project, tmp_path: Path) -> None:
    before, site = numbers(project.site), contents(project.site)
    held = Held(project.site, tmp_path / "held")
    assert project.build().status == 0
    same = shared(before, project.site)
    assert {PAGE, "programmes/garden/s1/index.json", "outcomes/index.html"} <= same
    assert contents(project.site) == site
    (project.folder / "frameworks/garden.yml").write_text(NEW, encoding="utf-8")
    assert project.build().status == 0
    after = shared(before, project.site)
    assert PAGE not in after and after < same
    linked = contents(project.site)
    assert held.changed() == []
    shutil.rmtree(project.site)
    assert project.build().status == 0
    assert contents(project.site) == linked, "as a site that shares nothing"


def edited(project: Project) -> None:
    with (project.site / PAGE).open("a", encoding="utf-8") as file:
        file.write("<!-- edited in place -->")


def linked_elsewhere(project: Project) -> None:
    elsewhere = project.folder / "elsewhere.html"
    (project.site / PAGE).rename(elsewhere)
    (project.site / PAGE).symlink_to(elsewhere)


def in_a_linked_folder(project: Project) -> None:
    (project.site / PAGE).parent.rename(project.folder / "elsewhere")
    (project.site / PAGE).parent.symlink_to(project.folder / "elsewhere", target_is_directory=True)


def with_other_rights(project: Project) -> None:
    (project.site / PAGE).chmod(0o600)


def a_pipe(project: Project) -> None:
    (project.site / PAGE).unlink()
    os.mkfifo(project.site / PAGE)


@pytest.mark.parametrize("change", [edited, linked_elsewhere, in_a_linked_folder, with_other_rights, a_pipe])
def test_what_was_changed_in_the_old_site_is_written_anew(project: Project, change: Callable[[Project], None]) -> None:
    clean = contents(project.site)
    change(project)
    before = (project.site / PAGE).stat().st_ino
    assert project.build().status == 0
    assert (project.site / PAGE).lstat().st_ino != before
    assert (project.site / PAGE).stat().st_mode & 0o777 == 0o666 & ~os.umask(os.umask(0o022))
    assert contents(project.site) == clean


SCRIPT = "def on_post_build(config):\n    pass\n"
FOLDED = """\
from outcome_frameworks.hosts.mkdocs.theme_shells import ThemeShells
from outcome_frameworks.hosts.shells import ShellError
render = ThemeShells.render
def refuse(self, page, known, **more):
    if page.src_uri.endswith("l1.md"): raise ShellError("a page is no shell")
    return render(self, page, known, **more)
ThemeShells.render = refuse
"""


def test_pages_with_their_policy_are_shared_as_others_are(project: Project, tmp_path: Path) -> None:
    policy = {"content_security_policy": "meta"}
    without = Held(project.site, tmp_path / "without")
    settle(project, policy)
    assert "Content-Security-Policy" in (project.site / PAGE).read_text(encoding="utf-8")
    held, before, site = Held(project.site, tmp_path / "held"), numbers(project.site), contents(project.site)
    settle(project, policy)
    assert {PAGE, "programmes/garden/s1/index.json", "outcomes/index.html"} <= shared(before, project.site)
    assert contents(project.site) == site
    settle(project, policy, {"frameworks/garden.yml": NEW})
    assert PAGE not in shared(before, project.site)
    changed = contents(project.site)
    shutil.rmtree(project.site)
    settle(project, policy)
    assert contents(project.site) == changed, "as a site that shares nothing"
    settle(project, {})
    assert "Content-Security-Policy" not in (project.site / PAGE).read_text(encoding="utf-8")
    assert without.changed() == held.changed() == []


def test_where_pages_may_change_later_nothing_is_shared(project: Project, tmp_path: Path) -> None:
    held, before = Held(project.site, tmp_path / "held"), numbers(project.site)
    (project.folder / "hook.py").write_text(SCRIPT, encoding="utf-8")
    with (project.folder / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("hooks: [hook.py]\n")
    assert project.build().status == 0
    assert shared(before, project.site) == set()
    assert held.changed() == []


def test_where_pages_turn_out_to_be_no_shells_the_old_ones_stay_as_they_were(project: Project, tmp_path: Path) -> None:
    held = Held(project.site, tmp_path / "held")
    (tmp_path / "patch").mkdir()
    (tmp_path / "patch/sitecustomize.py").write_text(FOLDED, encoding="utf-8")
    shed = SMALL_FRAMEWORK.replace("garden", "shed")
    write_project(project.folder, {"frameworks/garden.yml": NEW, "frameworks/shed.yml": shed})
    ended = project.build(environment={"PYTHONPATH": str(tmp_path / "patch")})
    assert ended.status == 0 and "(rendering: compatible): a page is no shell" in ended.output
    linked = contents(project.site)
    assert held.changed() == []
    assert project.build().status == 0
    assert contents(project.site) == linked


def test_killed_builds_change_nothing_of_the_old_site(project: Project, tmp_path: Path) -> None:
    held, chance = Held(project.site, tmp_path / "held"), random.Random(8)  # noqa: S311  # as in test_whole_site
    began = time.monotonic()
    assert project.build().status == 0
    takes = time.monotonic() - began
    for _ in range(KILLS):
        (project.folder / "frameworks/garden.yml").write_text(NEW, encoding="utf-8")
        process = project.start()
        time.sleep(chance.uniform(0.4, 1) * takes)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    assert held.changed() == []
    assert project.build().status == 0
    linked = contents(project.site)
    shutil.rmtree(project.site)
    assert project.build().status == 0
    assert contents(project.site) == linked


def test_a_full_disk_changes_nothing_of_the_old_site(tmp_path: Path) -> None:
    project = Project(write_project(tmp_path / "project", OLD).folder, tmp_path / "disk/www/site")
    with mounted("-t", "tmpfs", "-o", "size=12m", "tmpfs", at=tmp_path / "disk"):
        assert project.build().status == 0
        held, before = Held(project.site, tmp_path / "disk/held"), numbers(project.site)
        (tmp_path / "disk/filler").write_bytes(bytes(shutil.disk_usage(tmp_path / "disk").free - 200_000))
        (project.folder / "frameworks/garden.yml").write_text(NEW, encoding="utf-8")
        assert project.build().status == 1
        assert numbers(project.site) == before
        assert held.changed() == []


def test_where_a_file_system_knows_no_links_files_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    (tmp_path / "old").mkdir()
    (tmp_path / "old/a").write_bytes(b"a")
    EarlierFiles(tmp_path / "old").write("a", str(tmp_path / "linked"), b"a")
    monkeypatch.setattr(os, "link", refuse)
    EarlierFiles(tmp_path / "old").write("a", str(tmp_path / "written"), b"a")
    old = (tmp_path / "old/a").stat().st_ino
    assert [(tmp_path / name).stat().st_ino == old for name in ("linked", "written")] == [True, False]
    assert (tmp_path / "written").read_bytes() == b"a"


def test_what_is_written_once_more_is_a_new_file(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old/a").write_bytes(b"a")
    files = EarlierFiles(tmp_path / "old", never={"b"})
    for content in (b"a", b"another"):
        files.write("a", str(tmp_path / "new"), content)
    assert ((tmp_path / "old/a").read_bytes(), (tmp_path / "new").read_bytes()) == (b"a", b"another")
    (tmp_path / "old/b").write_bytes(b"b")
    files.write("b", str(tmp_path / "never"), b"b")
    assert (tmp_path / "old/b").stat().st_nlink == 1
