"""What builds keep in `.cache`: nothing outside is touched, nothing foreign is published, nothing damaged is used."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import time
from pathlib import Path

import cbor2
import pytest
from amounts import NIGHTLY
from click.testing import CliRunner
from git_building import commit, git
from made_once import made_once
from site_building import SMALL_FRAMEWORK
from site_commands import EPOCH, OLD, Ended, Project, contents, differing, write_project

from outcome_frameworks import cli
from outcome_frameworks.hosts.mkdocs.search.index_files import is_data
from outcome_frameworks.system.kept_files import KeptFiles

CACHE = Path(".cache/outcome-frameworks")
CORRUPTIONS = 200 if NIGHTLY else 40


@pytest.fixture(scope="session")
def built_with_history(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project in a repository, which has been built, so that its cache holds entries of every kind."""

    def build_with_history(folder: Path) -> Project:
        project = write_project(folder / "project", OLD)
        commit(project.folder, "2026-01-01T10:00:00Z", garden=SMALL_FRAMEWORK)
        commit(project.folder, "2026-02-02T10:00:00Z", garden=SMALL_FRAMEWORK.replace("meet their", "know their"))
        assert project.build().status == 0
        assert {path.parent.name for path in entries(project)} == {"units", "pieces", "search", "changes"}
        return project

    return made_once(tmp_path_factory, "cache", build_with_history)


@pytest.fixture
def kept(built_with_history: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """That project, with its site and its cache."""
    shutil.copytree(built_with_history.folder, tmp_path / "project")
    for name, value in EPOCH.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path / "project")
    return Project(tmp_path / "project", tmp_path / "project/public/site")


def build(project: Project, *arguments: str) -> Ended:
    """Build in this process."""
    result = CliRunner().invoke(cli.main, ["build", "--site-dir", str(project.site), *arguments])
    return Ended(result.exit_code, result.output)


def entries(project: Project) -> list[Path]:
    """List what the cache keeps."""
    return sorted((project.folder / CACHE).rglob("*.kept"))


def said(ended: Ended) -> list[str]:
    """Return what a build says of the cache."""
    return [line for line in ended.output.splitlines() if "Nothing is kept for the next build" in line]


@pytest.mark.parametrize(
    "place", [".cache", str(CACHE), *(f"{CACHE}/{kind}" for kind in ("search", "units", "changes"))]
)
def test_nothing_is_deleted_written_or_read_behind_a_link(kept: Project, tmp_path: Path, place: str) -> None:
    clean = contents(kept.site)
    outside = tmp_path / "outside"
    linked = kept.folder / place
    shutil.copytree(linked, outside)  # what is there has the names and the form of entries
    for path in [*outside.rglob("*"), *(outside / name for name in ("thesis.txt", "building-abcdefgh"))]:
        if not path.exists():
            path.write_text("precious", encoding="utf-8")
        os.utime(path, (0, 0))
    before = {path: (path.stat().st_mtime, path.is_dir() or path.read_bytes()) for path in outside.rglob("*")}
    shutil.rmtree(linked)
    linked.symlink_to(os.path.relpath(outside, linked.parent), target_is_directory=True)
    ended = build(kept, "--strict")
    assert ended.status == 0, ended.output
    (line,) = said(ended)
    assert line.startswith("INFO")
    assert line.endswith(f"{linked}: it is a link, and may lead anywhere; delete it")
    assert {path: (path.stat().st_mtime, path.is_dir() or path.read_bytes()) for path in outside.rglob("*")} == before
    assert differing(contents(kept.site), clean) == []
    linked.unlink()
    assert said(build(kept)) == [], "what the line says to do is right"


@pytest.mark.parametrize("name", ["", "search/x.js"], ids=["all", "one file"])
def test_a_cache_that_is_committed_is_not_used(
    kept: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    clean = contents(kept.site)
    (kept.folder / CACHE / "search/x.js").write_text("alert(1)", encoding="utf-8")
    for path in entries(kept):
        path.write_bytes(path.read_bytes() + b"alert(1)")
    git(kept.folder, "add", "-f", str(CACHE / name))
    git(kept.folder, "commit", "-q", "-m", "A cache")
    clone = Project(tmp_path / "clone", tmp_path / "clone/public/site")
    git(tmp_path, "clone", "-q", str(kept.folder), "clone")
    monkeypatch.chdir(clone.folder)
    ended = build(clone)
    (line,) = said(ended)
    assert ended.status == 0 and line.startswith("WARNING") and "git tracks files in .cache/outcome-frameworks" in line
    assert differing(contents(clone.site), clean) == []
    git(clone.folder, *re.findall(r"run git (.*) and add", line)[0].split())
    assert build(clone, "--strict").status == 0, "what the line says to do is right"
    assert differing(contents(clone.site), clean) == [], "what is left of it is of no use"


def test_a_cache_of_which_git_says_nothing_is_not_used(kept: Project) -> None:
    for path in entries(kept):
        path.write_bytes(path.read_bytes() + b"alert(1)")
    for name in ("objects", "refs"):
        (kept.folder / name).mkdir()
    (kept.folder / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    (kept.folder / "config").write_text("[core]\n\tbare = true\n", encoding="utf-8")
    (kept.folder / ".git").rename(kept.folder.parent / ".git")
    ended = build(kept)
    (line,) = said(ended)
    assert ended.status == 0 and "git does not say whether it tracks .cache/outcome-frameworks" in line
    unseen = contents(kept.site)
    shutil.rmtree(kept.folder / ".cache")
    assert build(kept, "--strict").status == 0, "the site lacks nothing"
    assert differing(contents(kept.site), unseen) == []


def test_a_link_or_a_submodule_in_the_place_of_the_cache_is_tracked_too(kept: Project, tmp_path: Path) -> None:
    shutil.rmtree(kept.folder / ".cache")
    other = write_project(tmp_path / "other", OLD).folder
    commit(other, "2026-01-01T10:00:00Z")
    git(kept.folder, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "-f", str(other), ".cache")
    assert "git tracks" in said(build(kept))[0]
    git(kept.folder, "rm", "-q", "-f", ".cache")
    (kept.folder / ".cache").symlink_to(other, target_is_directory=True)
    git(kept.folder, "add", "-f", ".cache")
    assert "git tracks" in said(build(kept))[0]


def test_whoever_commits_everything_does_not_commit_the_cache(kept: Project) -> None:
    git(kept.folder, "add", "-A")
    assert said(build(kept)) == []


def test_a_cache_of_other_tools_may_be_committed(kept: Project) -> None:
    (kept.folder / ".cache/plugin").mkdir()
    (kept.folder / ".cache/plugin/font.woff2").touch()
    git(kept.folder, "add", "-f", ".cache/plugin")
    assert said(build(kept)) == []


@pytest.mark.parametrize("script", ["pagefind.js", "pagefind-worker.js", "wasm.en.pagefind", "../../index.html"])
def test_scripts_of_the_search_come_from_the_installed_package(kept: Project, script: str) -> None:
    """Whoever may write the cache of a CI, and knows its form, still runs nothing in a reader's browser."""
    clean = contents(kept.site)
    folder = kept.folder / CACHE / "search"
    store = KeptFiles(folder, 100)
    for entry in [*folder.glob("*.kept")]:  # of the whole, and of each part
        index = cbor2.loads(store.get(entry.stem) or b"")
        assert index and all(is_data(path) for path in index)
        store.put(entry.stem, cbor2.dumps(index | {script: b"alert(1)"}))
    assert build(kept).status == 0
    assert differing(contents(kept.site), clean) == []


def damage(path: Path, others: list[Path], chance: random.Random) -> None:
    """Damage an entry as disks, other programs and people do."""
    content = path.read_bytes()
    place = chance.randrange(len(content))
    turned = bytes([content[place] ^ 1 << chance.randrange(8)])
    other_type: object = chance.choice([None, [], {}, 1, "x", {"programmes": [1], "unread": 2}])
    other = chance.choice(others)
    contents = [b"", content[:place], content[:place] + turned + content[place + 1 :], content + b"x"]
    contents += [
        chance.randbytes(len(content)),
        bytes(len(content)),
        json.dumps(other_type).encode(),
        other.read_bytes(),
    ]
    chosen = chance.randrange(len(contents) + 4)
    path.unlink()
    if chosen < len(contents):
        path.write_bytes(contents[chosen])
    elif chosen == len(contents):
        path.mkdir()
    elif chosen == len(contents) + 1:
        path.symlink_to(other)
    elif chosen == len(contents) + 2:
        os.mkfifo(path)


def test_damaged_entries_change_nothing(kept: Project) -> None:
    clean, chance = contents(kept.site), random.Random(5)  # noqa: S311 the same damage at every run
    whole = kept.folder / "whole"
    shutil.copytree(kept.folder / CACHE, whole)
    damaged = 0
    while damaged < CORRUPTIONS:
        shutil.rmtree(kept.folder / CACHE)
        shutil.copytree(whole, kept.folder / CACHE)
        found = entries(kept)
        for path in found:
            damage(path, [whole / other.relative_to(kept.folder / CACHE) for other in found if other != path], chance)
        damaged += len(found)
        assert build(kept, "--strict").status == 0
        assert differing(contents(kept.site), clean) == []


def test_only_files_of_the_caches_own_form_are_ever_deleted(kept: Project) -> None:
    others = [
        kept.folder / CACHE / name
        for name in (
            *("search/notes.txt", "search/0123456789abcdef0123456789abcdef", "units/holiday.png", "thesis/1.txt"),
            *("changes/0123456789ABCDEF0123456789ABCDEF.kept", "building-1/x", "units/deep/" + "0" * 32 + ".kept"),
        )
    ]
    ours = [kept.folder / CACHE / name / ("0" * 32 + ".kept") for name in ("search", "units", "changes")]
    ours.append(kept.folder / CACHE / "search" / ("0" * 32 + ".abcd_123.new"))
    ours.append(kept.folder / CACHE / "building-abcd_123/x")
    for path in (*others, *ours):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        os.utime(path, (0, 0))
        if path.parent.name.startswith("building-"):
            os.utime(path.parent, (0, 0))
    for name in ("building-link_123", f"search/{'1' * 32}.kept"):
        link = kept.folder / CACHE / name
        link.symlink_to(kept.folder / CACHE / "thesis", target_is_directory=True)
        os.utime(link, (0, 0), follow_symlinks=False)
        others.append(link)
    assert build(kept).status == 0
    assert [path for path in others if not path.exists()] == []
    assert [path for path in ours if path.exists()] == []


def test_what_a_build_asks_for_stays(kept: Project) -> None:
    before = [path for path in entries(kept) if path.parent.name != "previews"]  # units hold pictures already
    for path in before:
        os.utime(path, (time.time() - 400 * 86400,) * 2)
    assert build(kept).status == 0
    assert set(before) <= set(entries(kept))
    assert all(time.time() - path.stat().st_mtime < 3600 for path in before)


def test_temporary_files_stand_in_the_cache(kept: Project, tmp_path: Path) -> None:
    """A folder that the system clears, or that is small, holds nothing of a build."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    seen = []
    with kept.start(environment={"TMPDIR": str(temporary)}) as process:
        while process.poll() is None:
            seen += [*temporary.iterdir(), *(kept.folder / CACHE).glob("building-*")]
            time.sleep(0.01)
    assert process.returncode == 0
    assert {path.parent for path in seen} == {kept.folder / CACHE}
    assert list((kept.folder / CACHE).glob("building-*")) == []
