"""The search index is whole, the same on every disk, and takes its scripts from the installed Pagefind."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort
from pagefind.service import get_executable
from site_building import SMALL_FRAMEWORK, BuildSite, BuiltSite
from site_commands import contents

from outcome_frameworks.hosts.mkdocs.search import run_pagefind, site_index
from outcome_frameworks.hosts.mkdocs.search.index_files import DamagedIndexError, is_data, require_whole
from outcome_frameworks.hosts.mkdocs.search.sorted_index import sort_index
from outcome_frameworks.system.kept_files import NO_FOLDER, KeptFolder


def index_of(site: BuiltSite) -> dict[str, bytes]:
    """Return the files that hold what was indexed, by their paths."""
    folder = site.folder / "pagefind"
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {path: content for path, content in files.items() if is_data(path)}


def test_an_index_of_a_form_that_is_not_known_stays_as_it_is(build_site: BuildSite) -> None:
    index = index_of(build_site())
    assert sort_index(index) == index, "what is in order stays so"
    (meta,) = (path for path in index if path.endswith(".pf_meta"))
    unknown = index | {meta: gzip.compress(b"pagefind_dcd of another form")}
    assert sort_index(unknown) == unknown
    require_whole(unknown)


def test_an_index_that_is_not_whole_is_told_from_one_that_is(build_site: BuildSite) -> None:
    index = index_of(build_site())
    require_whole(index)
    assert {path.partition("/")[0] for path in index} >= {"pagefind-entry.json", "fragment", "index", "filter"}
    for path, content in index.items():
        others = {other: content for other, content in index.items() if other != path}
        with pytest.raises(DamagedIndexError, match=f"{re.escape(path)} is missing"):
            require_whole(others)
        for damaged in (b"", content[:-1], content[: len(content) // 2], bytes(len(content)), content[::-1]):
            with pytest.raises(DamagedIndexError, match=f"{re.escape(path)} is damaged"):
                require_whole(index | {path: damaged})


def test_an_index_that_is_not_whole_is_neither_published_nor_kept(
    build_site: BuildSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def cut(*arguments: Any) -> dict[str, bytes]:
        files = run_pagefind.run_pagefind(*arguments)
        return {path: content[:20] if "fragment/" in path else content for path, content in files.items()}

    with monkeypatch.context() as patched:
        patched.setattr(site_index, "run_pagefind", cut)
        with pytest.raises(Abort, match="1 warnings in strict mode"):
            build_site()
    assert re.search(r"search of this site will not work: fragment/\S+ is damaged", caplog.text)
    assert not (tmp_path / "site/pagefind").exists()
    site = build_site()
    assert any(path.startswith("fragment/") for path in index_of(site))


def test_the_index_is_made_of_the_pages_in_one_order_on_every_disk(tmp_path: Path) -> None:
    """A folder in memory gives its files in the order in which they came, other disks in orders of their own."""
    memory = Path("/dev/shm")  # noqa: S108 the only such folder that needs no rights
    if not memory.is_dir():
        pytest.skip("there is no folder in memory here")
    pages = [f"{name}/index.html" for name in "abcdefghij"]
    text = (
        '<html lang="en"><body data-pagefind-body data-pagefind-filter="kind:Page"><p>The same words</p></body></html>'
    )
    made = []
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        for place, order in ((Path(folder, "one"), pages), (Path(folder, "two"), pages[::-1]), (tmp_path, pages)):
            for path in order:
                (place / path).parent.mkdir(parents=True)
                (place / path).write_text(text, encoding="utf-8")
            assert site_index.index_site(place, NO_FOLDER)
            made.append(contents(place / "pagefind"))
    assert made[0] == made[1] == made[2]


@pytest.mark.parametrize(
    ("theme", "files", "is_as_typed"),
    [
        ("mkdocs", {}, True),
        ("readthedocs", {}, True),
        ("material", {}, False),
        ("mkdocs", {"docs/search/main.js": "document.body.innerHTML = entry.title"}, False),
    ],
)
def test_titles_in_the_index_are_as_typed_only_where_the_script_that_shows_them_escapes_them(
    build_site: BuildSite, theme: str, files: dict[str, str], is_as_typed: bool
) -> None:
    framework = SMALL_FRAMEWORK.replace("People meet their neighbours", "A <b> & more").replace("id: S1", "id: Sé1")
    files = {"frameworks/garden.yml": framework.replace("[S1]", "[Sé1]"), "docs/a.md": "# B & C\n", **files}
    site = build_site(files, options={"search": "theme", "link_previews": False}, theme={"name": theme})
    titles = [entry["title"] for entry in json.loads(site.html("search/search_index.json"))["docs"]]
    assert ("Sé1 A <b> & more" if is_as_typed else "Sé1 A &lt;b&gt; &amp; more") in titles
    assert "B &amp; C" in titles, "of hand-written pages nothing is known"


@pytest.mark.parametrize(
    ("language", "scripts"), [("", {"en", "de", "unknown"}), ("de", {"de", "unknown"}), ("gd", {"unknown"})]
)
def test_an_index_from_the_cache_has_the_scripts_of_all_its_languages(
    tmp_path: Path, language: str, scripts: set[str]
) -> None:
    for stated in ("lang=en", "lang=de", "lang=cy-GB", "lang=zh-Hant", "lang='<b>'", "lang", ""):
        page = tmp_path / "site" / f"{len(list(tmp_path.rglob('*.html')))}.html"
        page.parent.mkdir(exist_ok=True)
        page.write_text(f"<html {stated}><body data-pagefind-body><p>Words and Wörter</p></body></html>", "utf-8")
    made = []
    for _ in range(2):
        assert site_index.index_site(tmp_path / "site", KeptFolder(tmp_path / "cache"), language)
        made.append(contents(tmp_path / "site/pagefind"))
        shutil.rmtree(tmp_path / "site/pagefind")
    assert made[0] == made[1]
    assert {path.split(".")[1] for path in made[0] if path.startswith("wasm.")} >= scripts


def test_pagefind_runs_only_where_pages_have_changed(
    build_site: BuildSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its scripts are kept beside the package, where Python keeps code; never in the cache of the site."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "python"))
    runs: list[int] = []

    def counted(*arguments: Any) -> dict[str, bytes]:
        runs.append(1)
        return run_pagefind.run_pagefind(*arguments)

    monkeypatch.setattr(site_index, "run_pagefind", counted)
    made = [contents(build_site().folder / "pagefind") for _ in range(3)]
    assert made[0] == made[1] == made[2]
    assert len(runs) == 2, "for the pages, and once for the scripts alone"
    for path in (tmp_path / "project/.cache").rglob("*.kept"):
        assert b"WebAssembly" not in path.read_bytes()
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(get_executable()))
    assert contents(build_site().folder / "pagefind") == made[0]
    assert len(runs) == 3, "of a program from elsewhere nothing is known"
