"""The search index of a built site: when it is made, what it holds, and what happens where it cannot be made."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort
from site_building import SMALL_FRAMEWORK, BuildSite, BuiltSite

from outcome_frameworks.hosts.mkdocs.search import run_pagefind, site_index

HAND_WRITTEN = {
    "frameworks/garden.yml": SMALL_FRAMEWORK,
    "docs/about.md": "# About us\n\nWe tend beehives.\n",
    "docs/secret.md": "---\nsearch:\n  exclude: true\n---\n# Minutes\n\nNot for everybody.\n",
    "docs/story.md": "---\nabout: garden/S1\n---\n# A story\n\nThe marrow was enormous.\n",
}


def fragments(site: BuiltSite) -> dict[str, dict[str, Any]]:
    """Return what the index holds of each page, by its address."""
    found = {}
    for path in (site.folder / "pagefind/fragment").iterdir():
        text = gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")
        fragment = json.loads(text)
        found[fragment["url"]] = fragment
    return found


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the pages that Pagefind has been given, one run after the other."""
    paths: list[str] = []

    def listed(parts: Iterable[run_pagefind.Pages], *others: Any) -> Iterator[dict[str, bytes]]:
        told = [list(pages) for pages in parts]
        paths.extend(path for pages in told for path, _ in pages if path.count("/"))
        return run_pagefind.run_pagefind(told, *others)

    monkeypatch.setattr(site_index, "run_pagefind", listed)
    return paths


def test_an_element_is_found_with_its_facts(build_site: BuildSite) -> None:
    framework = SMALL_FRAMEWORK.replace("id: S1\n", "id: S1\n        aliases: [OC-17, OLD.2]\n")
    site = build_site({"frameworks/garden.yml": framework})
    assert site.warnings == []
    found = fragments(site)
    outcome = found["/programmes/garden/s1/"]
    assert outcome["meta"]["title"] == "S1 People meet their neighbours"
    assert outcome["meta"]["code"] == "S1" and outcome["meta"]["aliases"] == "OC-17 OLD.2"
    assert outcome["filters"] == {
        "programme": ["Community garden (garden)"],
        "level": ["Short-term outcomes"],
    }
    assert found["/programmes/garden/"]["filters"]["kind"] == ["Programme"]


def test_what_other_pages_say_and_ways_to_them_are_left_out(build_site: BuildSite) -> None:
    found = fragments(build_site())
    assert "belong" in found["/programmes/garden/l1/"]["content"]
    for address in ("/programmes/garden/s1/", "/programmes/garden/", "/outcomes/"):
        assert "belong" not in found[address]["content"], address
    assert "/search/" not in found and "/404.html" not in found


def test_hand_written_pages_are_found_unless_they_are_excluded(build_site: BuildSite) -> None:
    found = fragments(build_site(HAND_WRITTEN))
    assert "beehives" in found["/about/"]["content"]
    assert found["/about/"]["meta"]["title"] == "About us"
    assert found["/about/"]["filters"]["kind"] == ["Page"]
    assert found["/story/"]["filters"]["kind"] == ["Story"]
    assert "/secret/" not in found


def test_the_index_is_made_again_only_where_content_changes(
    build_site: BuildSite, given: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_index, "PART", 2)
    first = build_site(HAND_WRITTEN)
    assert "about/index.html" in given and "programmes/garden/s1/index.html" in given
    given.clear()
    again = build_site(HAND_WRITTEN, copyright="Something outside of every page’s content")
    assert given == []
    assert fragments(again) == fragments(first) and (again.folder / "pagefind/pagefind.js").is_file()
    cache = again.folder.parent / "project/.cache/outcome-frameworks/search"
    before = set(cache.iterdir())
    changed = build_site(HAND_WRITTEN | {"docs/about.md": "# About us\n\nWe tend hens.\n"})
    assert "about/index.html" in given and "programmes/garden/s1/index.html" not in given, "only what is beside it"
    assert "hens" in fragments(changed)["/about/"]["content"]
    both = set(cache.iterdir())
    assert both > before, "another build may still use the older one"
    for index in both:
        os.utime(index, (0, 0))
    build_site(HAND_WRITTEN | {"docs/about.md": "# About us\n\nWe tend ducks.\n"})
    assert len(set(cache.iterdir()) - both) == 2, "the part, and the whole"
    assert not both - before & set(cache.iterdir()), "what is old goes"


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize("prefix", ["", "impact"])
def test_every_kind_of_address(build_site: BuildSite, directory_urls: bool, prefix: str) -> None:
    site = build_site(options={"path_prefix": prefix}, use_directory_urls=directory_urls, site_url="")
    assert site.warnings == []
    folder = f"/{prefix}/" if prefix else "/"
    outcome = f"{folder}programmes/garden/s1{'/' if directory_urls else '.html'}"
    assert outcome in fragments(site)
    page = site.html(f"{prefix}/search/index.html".lstrip("/"))
    assert 'class="of-search of-search-page"' in page
    home = site.html("index.html")
    action = f"{prefix}/search/".lstrip("/") + ("" if directory_urls else "index.html")
    assert f'action="{action}"' in home or f'action="./{action}"' in home


def test_a_pipe_that_was_left_in_the_site_is_left_alone(build_site: BuildSite) -> None:
    """MkDocs leaves hidden folders alone when it empties the site; to read a pipe would take for ever."""
    first = build_site(HAND_WRITTEN)
    (first.folder / ".hidden").mkdir()
    os.mkfifo(first.folder / ".hidden" / "page.html")
    again = build_site(HAND_WRITTEN | {"docs/about.md": "# About us\n\nWe tend hens.\n"})
    assert "hens" in fragments(again)["/about/"]["content"]


def test_material_keeps_its_own_index_to_itself(build_site: BuildSite) -> None:
    site = build_site(HAND_WRITTEN)
    assert not (site.folder / "search/search_index.json").exists()
    for path in ("", "programmes/garden/s1/", "about/", "404.html"):
        page = site.html(path)
        assert page.count('class="md-header__button md-icon of-search-button"') == 1, path
        assert page.count('<dialog class="of-search"') == 1, path
        assert 'name="search"' not in page and 'data-md-component="search"' not in page, path


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_the_search_of_the_theme_has_one_short_entry_a_page(build_site: BuildSite, theme: str) -> None:
    framework = SMALL_FRAMEWORK.replace("id: S1\n", "id: S1\n        aliases: [OC-17]\n")
    site = build_site({"frameworks/garden.yml": framework}, options={"search": "theme"}, theme={"name": theme})
    assert site.warnings == []
    index = json.loads(site.html("search/search_index.json"))
    ours = [entry for entry in index["docs"] if entry["location"].startswith("programmes/garden/s1/")]
    assert len(ours) == 1
    assert "People meet their neighbours" in ours[0]["title"] + ours[0]["text"] and "OC-17" in ours[0]["text"]
    assert len(ours[0]["text"]) < 200
    assert "What it leads to" in site.html("programmes/garden/s1/"), "the page itself is whole"
    assert not (site.folder / "pagefind").exists()
    assert "of-search-button" not in site.html("") and not (site.folder / "search/index.html").exists()


def test_the_mkdocs_theme_is_left_alone(build_site: BuildSite) -> None:
    site = build_site(theme={"name": "mkdocs"})
    assert not (site.folder / "pagefind").exists() and "data-pagefind" not in site.html("programmes/garden/s1/")
    assert (site.folder / "search/search_index.json").is_file()


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo it is broken >&2; exit 3", "Pagefind failed (it is broken)"),
        ("exit 0", "Pagefind failed (exit code 0)"),
        ("exec sleep 60", "took longer than 1 seconds"),
        (None, "could not be started"),
    ],
)
def test_a_failing_program_is_one_warning_and_the_site_stays(
    build_site: BuildSite,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    script: str | None,
    said: str,
) -> None:
    program = tmp_path / "broken-pagefind"
    if script is not None:
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    monkeypatch.setattr(run_pagefind, "TIME_LIMIT", 1)
    with pytest.raises(Abort, match="1 warnings in strict mode"):
        build_site()
    (warning,) = [
        record.getMessage()
        for record in caplog.records
        if record.levelname == "WARNING" and record.name.startswith("mkdocs")
    ]
    assert said in warning and "search of this site will not work" in warning
    site = tmp_path / "site"
    assert "People meet their neighbours" in (site / "outcomes/index.html").read_text(encoding="utf-8")
    assert not (site / "pagefind").exists()


def test_a_header_from_before_is_given_the_button(build_site: BuildSite) -> None:
    header = '<header class="md-header"><nav>{% if x %}{% include "partials/search.html" %}{% endif %}</nav></header>'
    files = {"frameworks/garden.yml": SMALL_FRAMEWORK, "theme/partials/header.html": header}
    site = build_site(files, theme={"name": "material", "font": False, "custom_dir": "theme"})
    assert site.html("").count('class="md-header__button md-icon of-search-button"') == 1


def test_a_site_replaces_the_dialog(build_site: BuildSite) -> None:
    files = {"frameworks/garden.yml": SMALL_FRAMEWORK, "theme/partials/of-search.html": "<dialog>Our own</dialog>"}
    site = build_site(files, theme={"name": "material", "font": False, "custom_dir": "theme"})
    assert "<dialog>Our own</dialog>" in site.html("")


def test_several_languages_can_be_indexed_as_one(build_site: BuildSite) -> None:
    site = build_site(options={"search_language": "gd"})
    entry = json.loads((site.folder / "pagefind/pagefind-entry.json").read_text(encoding="utf-8"))
    assert list(entry["languages"]) == ["gd"]
