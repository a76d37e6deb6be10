"""A site is replaced whole or not at all: by killed builds, failing builds, and two builds at once."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from amounts import NIGHTLY
from click.testing import CliRunner
from filelock import FileLock
from mkdocs.exceptions import Abort
from site_building import SMALL_FRAMEWORK, BuildSite
from site_commands import OLD, Ended, Project, chain, contents, differing, only_the_site_is_there, write_project

from outcome_frameworks import cli
from outcome_frameworks.hosts.mkdocs.whole import replacement
from outcome_frameworks.system import folder_replacement

KILLS, PAIRS = (20, 10) if NIGHTLY else (6, 2)

NEW = SMALL_FRAMEWORK.replace("People meet", "Everybody meets")
BROKEN = SMALL_FRAMEWORK.replace("[L1]", "[L9]")
WARNING = SMALL_FRAMEWORK.replace("title: Community garden", "title: Community garden # for all")


def edit(project: Project, text: str) -> None:
    (project.folder / "frameworks/garden.yml").write_text(text, encoding="utf-8")


def test_a_build_that_is_killed_leaves_the_old_or_the_new_site_whole(project: Project) -> None:
    old = contents(project.site)
    edit(project, NEW)
    began = time.monotonic()
    assert project.build().status == 0
    takes = time.monotonic() - began
    new = contents(project.site)
    assert differing(old, new)
    chance = random.Random(4)  # noqa: S311  # the same instants at every run, as far as a machine allows
    # Half of the kills at any instant, half near the end, where the site is put in its place.
    instants = [chance.uniform(0, 1) if n % 2 else chance.uniform(0.85, 1) for n in range(KILLS)]
    found: list[str] = []
    for instant in instants:
        edit(project, SMALL_FRAMEWORK if found and found[-1] == "new" else NEW)
        process = project.start()
        time.sleep(instant * takes)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        after = contents(project.site)
        assert after in (old, new)
        found.append("new" if after == new else "old")
    print(f"{KILLS} kills left the old site {found.count('old')} times, the new {found.count('new')}")  # noqa: T201
    edit(project, NEW)
    assert project.build().status == 0, "a build after killed ones is as any other"
    assert contents(project.site) == new
    assert only_the_site_is_there(project)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("programmes", [1, 5], ids=["one process", "several"])
def test_a_build_that_is_told_to_end_leaves_nothing_behind(
    project: Project, tmp_path: Path, number: signal.Signals, programmes: int
) -> None:
    old = contents(project.site)
    programs, temporary = tmp_path / "programs", tmp_path / "temporary"
    for folder in (programs, temporary):
        folder.mkdir()
    dot = "import os, sys, time\n"
    dot += "if '-V' in sys.argv: sys.exit('dot - graphviz version 9.0.0')\n"
    dot += "print(os.getpid(), file=open('asked', 'a'), flush=True)\ntime.sleep(600)\n"
    (programs / "dot").write_text(f"#!{sys.executable}\n{dot}", encoding="utf-8")
    (programs / "dot").chmod(0o755)
    chains = {f"frameworks/{id}.yml": chain(5, id) for id in "abcde"[:programmes]}
    (project.folder / "frameworks/garden.yml").unlink()
    write_project(project.folder, chains, {"graphviz": "system"})
    process = project.start(environment={"PATH": str(programs), "TMPDIR": str(temporary)})
    asked = project.folder / "asked"
    latest = time.monotonic() + 60
    least = min(programmes, 2, os.cpu_count() or 1)
    while not (asked.exists() and len(asked.read_text("ascii").split()) >= least):
        assert process.poll() is None and time.monotonic() < latest
        time.sleep(0.01)
    cache = project.folder / ".cache/outcome-frameworks"
    assert len(list(cache.glob("building-*"))) == 1
    assert not only_the_site_is_there(project)
    process.send_signal(number)
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert "Traceback" not in output
    assert [*temporary.iterdir(), *cache.glob("building-*")] == []
    for pid in asked.read_text("ascii").split():
        with pytest.raises(ProcessLookupError):
            os.kill(int(pid), 0)  # dot is gone, too
    assert contents(project.site) == old
    assert only_the_site_is_there(project)


@pytest.mark.parametrize("instant", ["before", "after"])
@pytest.mark.parametrize("exchanging", [True, False], ids=["exchange", "two renames"])
def test_a_kill_at_the_instant_of_the_exchange(tmp_path: Path, exchanging: bool, instant: str) -> None:
    if exchanging and folder_replacement._exchanging_call() is None:
        pytest.skip("this system cannot exchange two folders in one step")
    site, new, aside = (tmp_path / name for name in ("site", "new", "aside"))
    for folder in (site, new):
        folder.mkdir()
        (folder / "index.html").write_text(folder.name, encoding="utf-8")
    code = f"""
import os
from pathlib import Path
from outcome_frameworks.system import folder_replacement
site, new, aside = map(Path, {[str(site), str(new), str(aside)]!r})
steps = iter({["before", "after"]!r})
rename = Path.rename
def killed(self, target):
    if {instant!r} == "after": rename(self, target)
    os._exit(9)
if {exchanging!r}:
    call = folder_replacement._exchanging_call()
    def exchange(one, other):
        if {instant!r} == "after": call(one, other)
        os._exit(9)
    folder_replacement._exchanging_call = lambda: exchange
else:
    folder_replacement._exchanging_call = lambda: None
    Path.rename = killed
folder_replacement.put_in_place(new, site, aside)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    if exchanging:
        assert (site / "index.html").read_text(encoding="utf-8") == ("new" if instant == "after" else "site")
        return
    folder_replacement.recover(site, aside)  # as the next build does
    assert (site / "index.html").read_text(encoding="utf-8") == "site"
    assert not aside.exists()


def test_a_site_is_replaced_where_folders_cannot_be_exchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_replacement, "_exchanging_call", lambda: None)
    assert build_in(tmp_path, OLD, monkeypatch) == 0
    assert build_in(tmp_path, {"frameworks/garden.yml": NEW}, monkeypatch) == 0
    assert "Everybody meets" in (tmp_path / "public/site/outcomes/index.html").read_text(encoding="utf-8")
    assert [path.name for path in (tmp_path / "public").iterdir()] == ["site"]


def build_in(folder: Path, files: dict[str, str], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Build in this process; give the exit status."""
    project = write_project(folder, files)
    monkeypatch.chdir(folder)
    return CliRunner().invoke(cli.main, ["build", "--site-dir", str(project.site), *arguments]).exit_code


@pytest.mark.parametrize(("text", "arguments"), [(BROKEN, []), (WARNING, ["--strict"])], ids=["error", "strict"])
def test_a_build_that_fails_leaves_the_site_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, arguments: list[str]
) -> None:
    assert build_in(tmp_path, OLD, monkeypatch) == 0
    before = contents(tmp_path / "public")
    assert build_in(tmp_path, {"frameworks/garden.yml": text}, monkeypatch, *arguments) == 1
    assert contents(tmp_path / "public") == before


def test_a_disk_that_fails_as_the_last_of_the_site_is_written_leaves_the_old_one(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many disks take what they are given, and say later that they could not keep it."""

    def refuse(folder: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(folder))

    before = contents(project.site)
    monkeypatch.setattr(replacement, "flush_to_disk", refuse)
    monkeypatch.chdir(project.folder)
    edit(project, NEW)
    result = CliRunner().invoke(cli.main, ["build", "--site-dir", str(project.site)])
    assert result.exit_code == 1
    assert result.output.splitlines()[-1].startswith("Error: outcome-frameworks: the site could not be written: ")
    assert result.output.splitlines()[-1].endswith(": the disk failed")
    assert contents(project.site) == before
    assert only_the_site_is_there(project)


def test_mkdocs_build_has_it_as_an_option(build_site: BuildSite) -> None:
    whole = {"replace_site_whole": True}
    site = build_site(options=whole)
    with pytest.raises(Abort):
        build_site({"frameworks/garden.yml": BROKEN}, options=whole)
    with pytest.raises(Abort):
        build_site({"frameworks/garden.yml": WARNING}, options=whole)  # strict, as all builds of these tests
    assert "People meet" in site.html("programmes/garden/s1/")
    build_site({"frameworks/garden.yml": NEW}, options=whole)
    assert "Everybody meets" in site.html("programmes/garden/s1/")
    assert {path.name for path in site.folder.parent.iterdir()} == {"project", "site"}


def test_hidden_entries_and_the_rights_of_the_folder_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert build_in(tmp_path, OLD, monkeypatch) == 0
    site = tmp_path / "public/site"
    (site / ".git").mkdir()
    (site / ".git/HEAD").write_text("ref: refs/heads/pages\n", encoding="utf-8")
    (site / ".nojekyll").touch()
    (site / "left-over.html").touch()
    site.chmod(0o750)
    assert build_in(tmp_path, OLD, monkeypatch) == 0
    assert (site / ".git/HEAD").read_text(encoding="utf-8") == "ref: refs/heads/pages\n"
    assert (site / ".nojekyll").is_file()
    assert not (site / "left-over.html").exists(), "as with mkdocs build"
    assert site.stat().st_mode & 0o777 == 0o750


def test_a_site_behind_a_symbolic_link_is_replaced_where_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "public").mkdir()
    (tmp_path / "public/site").symlink_to(tmp_path / "www", target_is_directory=True)
    assert build_in(tmp_path, OLD, monkeypatch) == 0
    assert (tmp_path / "public/site").is_symlink()
    assert (tmp_path / "www/index.html").is_file()


def test_nothing_is_built_through_a_link_beside_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    victim = tmp_path / "victim"
    for name in ("new", "old"):
        (victim / name).mkdir(parents=True)
        (victim / name / "kept.html").write_text("kept", encoding="utf-8")
    before = contents(victim)
    (tmp_path / "public").mkdir()
    (tmp_path / "public/.site.building").symlink_to(victim, target_is_directory=True)
    assert build_in(tmp_path, OLD, monkeypatch) == 0
    assert contents(victim) == before
    assert [path.name for path in (tmp_path / "public").iterdir()] == ["site"]
    assert "kept.html" not in contents(tmp_path / "public/site")
    (tmp_path / "public/.site.lock").symlink_to(victim / "new" / "kept.html")
    result = CliRunner().invoke(cli.main, ["build", "--site-dir", str(tmp_path / "public/site")])
    assert result.exit_code == 1 and result.output.splitlines()[-1].startswith("Error: outcome-frameworks: ")
    assert contents(victim) == before


def test_a_folder_where_the_lock_would_be_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = tmp_path / "public/.site.lock"
    (lock / "kept").mkdir(parents=True)
    monkeypatch.chdir(write_project(tmp_path, OLD).folder)
    result = CliRunner().invoke(cli.main, ["build", "--site-dir", str(tmp_path / "public/site")])
    (line,) = Ended(result.exit_code, result.output).complaints()
    assert result.exit_code == 1
    assert line.partition("-  ")[2] == (
        f"outcome-frameworks: {lock} is a folder; while a site is built, an empty file of that name keeps other builds "
        "of it waiting: delete the folder, or move it away"
    )
    assert [path.name for path in lock.parent.iterdir()] == [lock.name] and (lock / "kept").is_dir()


@pytest.mark.parametrize("name", [".pipe", ".hidden/pipe"])
def test_a_hidden_pipe_in_the_site_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert build_in(tmp_path, OLD, monkeypatch) == 0
    site, before = tmp_path / "public/site", contents(tmp_path / "public/site")
    (site / name).parent.mkdir(exist_ok=True)
    os.mkfifo(site / name)
    result = CliRunner().invoke(cli.main, ["build", "--site-dir", str(site)])
    assert result.exit_code == 1
    assert result.output.splitlines()[-1] == (
        f"Error: outcome-frameworks: the site could not be written: {site / name}: this is a pipe, a socket or a "
        "device, which cannot be copied; delete it"
    )
    assert contents(site) == before


def test_two_builds_at_once_both_end_well(project: Project) -> None:
    clean = contents(project.site)
    waited = 0
    for _ in range(PAIRS):
        pair = [project.start(), project.start()]
        for process in pair:
            output, _ = process.communicate(timeout=120)
            assert process.returncode == 0, output
            assert "Traceback" not in output
            waited += f"Another build of {project.site} is running; waiting" in output
        assert contents(project.site) == clean
        assert only_the_site_is_there(project)
    assert waited >= PAIRS // 2


def test_a_build_does_not_wait_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, project: Project) -> None:
    monkeypatch.setattr(replacement, "WAIT", 0.1)
    monkeypatch.chdir(project.folder)
    before = contents(project.site)
    with FileLock(project.site.parent / ".site.lock"):
        result = CliRunner().invoke(cli.main, ["build", "--site-dir", str(project.site)])
    assert result.exit_code == 1
    assert f"another build of {project.site} is running, and has not ended in 0.1 seconds" in result.output
    assert contents(project.site) == before
