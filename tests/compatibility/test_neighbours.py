"""Other plugins of MkDocs in one site with ours, listed before and after it: each does its work on our pages too.

Each site is built by a program of its own, since many of these plugins keep things from build to build.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from site_building import SMALL_FRAMEWORK

OURS = "outcome-frameworks"
S1 = "programmes/garden/s1"
POST = "---\ndate: 2026-01-02\n---\n# Post\n\nOf [it](outcome:garden/S1).\n\n<!-- more -->\n\nAll.\n"


def _redirects(site: Path) -> None:
    assert f"../{S1}/" in (site / "old-page" / "index.html").read_text("utf-8")


def _llmstxt(site: Path) -> None:
    assert f"https://example.org/{S1}/" in (site / "llms.txt").read_text("utf-8")
    assert "People meet their neighbours" in (site / S1 / "index.md").read_text("utf-8")


def _rss(site: Path) -> None:
    assert "https://example.org/about/" in (site / "feed_rss_created.xml").read_text("utf-8")


def _menu(site: Path) -> None:
    assert 'href="programmes/garden/"' in (site / "index.html").read_text("utf-8")


def _minified(site: Path) -> None:
    assert "\n    <" not in (site / S1 / "index.html").read_text("utf-8").partition("<body")[0]


def _blog(site: Path) -> None:
    assert "2026/01/02/post/" in (site / S1 / "index.html").read_text("utf-8")


@dataclass(frozen=True)
class Neighbour:
    """Another plugin: its settings, what it is seen by, and whether our pages can be filled into shells beside it."""

    plugin: str | dict[str, Any]
    did_its_work: Callable[[Path], None]
    fills_shells: bool = False
    files: dict[str, str] = field(default_factory=dict)
    module: str = ""


NEIGHBOURS = {
    "redirects": Neighbour(
        {"redirects": {"redirect_maps": {"old-page.md": f"{S1}.md"}}}, _redirects, fills_shells=True
    ),
    "llmstxt": Neighbour({"llmstxt": {"sections": {"All": ["programmes/*/*.md"]}}}, _llmstxt),
    "rss": Neighbour({"rss": {"use_git": False}}, _rss),
    "awesome-nav": Neighbour(
        "awesome-nav", _menu, fills_shells=True, files={"docs/.nav.yml": "nav: [index.md, programmes/garden]\n"}
    ),
    "literate-nav": Neighbour(
        "literate-nav",
        _menu,
        fills_shells=True,
        files={"docs/SUMMARY.md": "- [Home](index.md)\n- [All](programmes/)\n"},
    ),
    "minify": Neighbour({"minify": {"minify_html": True}}, _minified, module="mkdocs_minify_plugin"),
    "blog": Neighbour(
        "blog", _blog, fills_shells=True, files={"docs/blog/index.md": "# Blog\n", "docs/blog/posts/one.md": POST}
    ),
}


def _built(folder: Path, neighbour: Neighbour, rendering: str, *, is_first: bool) -> tuple[Path, str]:
    """Build a site; return it and what the build said."""
    ours = {OURS: {"rendering": rendering, "link_previews": False}}
    plugins = [neighbour.plugin, ours] if is_first else [ours, neighbour.plugin]
    settings = {
        "site_name": "Garden",
        "site_url": "https://example.org/",
        "theme": {"name": "material", "font": False},
        "plugins": plugins,
    }
    files = {"docs/index.md": "# Home\n", "docs/about.md": "# About\n", "frameworks/garden.yml": SMALL_FRAMEWORK}
    for name, text in (files | neighbour.files | {"mkdocs.yml": yaml.safe_dump(settings)}).items():
        path = folder / rendering / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "SOURCE_DATE_EPOCH": "1700000000"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(
        command, cwd=folder / rendering, env=os.environ | quiet, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder / rendering / "site", done.stderr


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("is_first", [True, False], ids=["before ours", "after ours"])
@pytest.mark.parametrize("name", NEIGHBOURS)
def test_another_plugin_does_its_work_on_our_pages(tmp_path: Path, name: str, *, is_first: bool) -> None:
    neighbour = NEIGHBOURS[name]
    if neighbour.module and find_spec(neighbour.module) is None:
        pytest.skip(f"{neighbour.module} is not installed: it asks for packages that come without wheels")
    sites = {}
    for rendering in ("compatible", "auto"):
        site, said = _built(tmp_path, neighbour, rendering, is_first=is_first)
        neighbour.did_its_work(site)
        sites[rendering] = _contents(site)
        if rendering == "auto":
            assert ("rendered one by one" in said) != neighbour.fills_shells
    assert sites["auto"] == sites["compatible"]
