"""The wheel, in an environment that holds nothing else, makes a good site of two small files."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from site_building import ROOT

MKDOCS = "site_name: Our programmes\nplugins: [outcome-frameworks]\n"
FRAMEWORK = """\
programme:
  id: lunch-club
  title: Lunch club
levels:
  - id: short
    title: Short-term outcomes
    elements:
      - id: S1
        statement: People meet others over a meal
        leads_to: [S2]
      - id: S2
        statement: People know whom to ask for help
"""


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(word) for word in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (made,) = folder.glob("*.whl")
    return made


def test_the_wheel_holds_templates_assets_and_schemas(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "plugins/outcome_frameworks"
    expected = {
        path.relative_to(package.parent).as_posix()
        for path in package.rglob("*")
        if path.is_file() and path.suffix in (".py", ".html", ".css", ".js", ".json", ".typed")
    }
    assert expected <= names
    assert not [name for name in names if name.startswith("tests")]


def test_style_sheets_and_scripts_go_into_the_wheel_without_comments(wheel: Path) -> None:
    assets = sorted(path for path in (ROOT / "plugins/outcome_frameworks/theme/assets").rglob("*.*"))
    assert len(assets) >= 7
    packed = zipfile.ZipFile(wheel)
    names = packed.namelist()
    assert len(names) == len(set(names))
    for path in assets:
        written = path.read_text(encoding="utf-8")
        sent = packed.read(path.relative_to(ROOT / "plugins").as_posix()).decode()
        assert 0 < len(sent) < 0.95 * len(written), path
        assert "/* " not in sent
        assert not re.search(r"^\s*//", sent, re.MULTILINE)
        assert not re.search(r"\$\{[^}`]*`", written), "a template in a template loses its spaces"
        for name in set(re.findall(r"\bof-[a-z-]+", re.sub(r"/\*.*?\*/|// .*", "", written, flags=re.DOTALL))):
            assert name in sent


def test_two_small_files_make_a_site(wheel: Path, tmp_path: Path) -> None:
    assert len(MKDOCS.splitlines()) == 2
    assert len(FRAMEWORK.splitlines()) == 12
    environment = tmp_path / "environment"
    run(sys.executable, "-m", "venv", "--without-pip", environment, cwd=tmp_path)
    python = next(path for path in environment.glob("*/python*") if path.name in ("python", "python.exe"))
    run(*installer(), "--python", python, "install", "--quiet", wheel, cwd=tmp_path)
    project = tmp_path / "project"
    (project / "docs").mkdir(parents=True)
    (project / "frameworks").mkdir()
    (project / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    (project / "frameworks/lunch-club.yml").write_text(FRAMEWORK, encoding="utf-8")
    run(python, "-m", "mkdocs", "build", "--strict", cwd=project)
    page = (project / "site/programmes/lunch-club/s1/index.html").read_text(encoding="utf-8")
    assert "People meet others over a meal" in page
    assert 'data-from="lunch-club/S1" data-to="lunch-club/S2"' in page
    sheet = "theme/assets/outcome-frameworks/outcome-frameworks.css"
    sent = (project / "site" / sheet.removeprefix("theme/")).read_bytes()
    assert sent == zipfile.ZipFile(wheel).read(f"outcome_frameworks/{sheet}"), "as short as it is in the wheel"
    assert "Lunch club" in (project / "site/index.html").read_text(encoding="utf-8")


def installer() -> list[str]:
    """Find a pip that can install into another environment; this one may have none of its own."""
    for python in (sys.executable, getattr(sys, "_base_executable", sys.executable), "python3"):
        if subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0:
            return [python, "-m", "pip"]
    pytest.skip("no pip found that could install the wheel")
