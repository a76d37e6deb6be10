"""Full disks, and folders that cannot be written: one line that names the folder, and the old site as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from mounted_disks import mounted, read_only
from site_commands import OLD, Project, chain, contents, write_project


@pytest.mark.parametrize("site", ["site", "www/site"], ids=["the site is the disk", "the site is on the disk"])
def test_a_full_disk_is_said_in_one_line(tmp_path: Path, site: str) -> None:
    project = Project(
        write_project(tmp_path / "project", {"frameworks/chain.yml": chain(60)}).folder, tmp_path / "disk" / site
    )
    disk = tmp_path / "disk" / site.partition("/")[0]
    with mounted("-t", "tmpfs", "-o", "size=1m", "tmpfs", at=disk):
        project.site.mkdir(exist_ok=True)
        (project.site / "index.html").write_text("the old site", encoding="utf-8")
        ended = project.build()
        assert ended.status == 1
        assert ended.complaints()[-1] == (
            f"Error: outcome-frameworks: the site could not be written: {project.site}: the disk is full"
        )
        assert [path.name for path in project.site.iterdir()] == ["index.html"]
        assert [path for path in disk.iterdir() if path.name.startswith(".")] == []


def test_a_limit_on_the_size_of_files_is_said_in_one_line(project: Project) -> None:
    before = contents(project.site)
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))"
    code = f"{limit}; from outcome_frameworks.cli import main; main()"
    command = [sys.executable, "-c", code, *project.command()[3:]]
    done = subprocess.run(command, cwd=project.folder, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "a file would be larger than the system allows" in done.stderr.splitlines()[-1]
    assert contents(project.site) == before


def test_a_read_only_site_is_named_in_one_line(project: Project) -> None:
    before = contents(project.site)
    with read_only(project.site):
        ended = project.build()
    assert ended.status == 1
    (line,) = ended.complaints()
    assert line.endswith(f"the site could not be written: {project.site}: the disk can only be read, not written")
    assert contents(project.site) == before


@pytest.mark.parametrize("size", ["100k", "700k"])
def test_a_full_disk_of_the_cache_leaves_the_old_site_or_a_whole_new_one(project: Project, size: str) -> None:
    before = contents(project.site)
    shutil.rmtree(project.folder / ".cache")
    with mounted("-t", "tmpfs", "-o", f"size={size},mode=755", "tmpfs", at=project.folder / ".cache"):
        for _ in range(2):
            ended = project.build("--strict")
            if ended.status:
                assert ended.complaints()[-1].endswith(".cache/outcome-frameworks: the disk is full")
            assert contents(project.site) == before
    assert project.build("--strict").status == 0
    assert contents(project.site) == before


@pytest.mark.parametrize("arguments", [[], ["--strict"]], ids=["", "strict"])
def test_a_read_only_cache_is_a_warning(project: Project, arguments: list[str]) -> None:
    cache = project.folder / ".cache"
    before = contents(project.site)
    shutil.rmtree(cache)
    cache.mkdir()
    with read_only(cache):
        ended = project.build(*arguments)
    assert ended.status == 0, ended.output
    (line,) = [line for line in ended.output.splitlines() if "read" in line and str(cache) in line]
    assert line.startswith("INFO" if arguments else "WARNING")
    assert "Nothing is kept for the next build" in line
    assert contents(project.site) == before


def test_a_folder_without_rights_is_named_in_one_line() -> None:
    with tempfile.TemporaryDirectory() as folder:  # other accounts may not see the folders of pytest
        project = write_project(Path(folder) / "project", OLD)
        project.site.mkdir(parents=True)
        project.site.chmod(0o555)
        done = subprocess.run(
            [*without_root(Path(folder)), *project.command()],
            cwd=project.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1, done.stdout
        assert done.stderr.splitlines()[-1].endswith(f": {project.site}: this account may not write there")
        assert "Traceback" not in done.stderr


def without_root(folder: Path) -> list[str]:
    """Return a folder to an account without the rights of root; give the beginning of a command that runs as it."""
    if os.geteuid() != 0:
        return []
    command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"]
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, 65534, 65534)
    load = [sys.executable, "-c", "import outcome_frameworks"]
    if not shutil.which("setpriv") or subprocess.run([*command, *load], capture_output=True, check=False).returncode:
        pytest.skip("root may write everywhere, and no other account can run this package")
    return command
