"""What of Material goes into a site: all that a page of it may ask for, and no more."""

from __future__ import annotations

from typing import Any

import pytest
from site_building import SMALL_FRAMEWORK, BuildSite, BuiltSite

WORKER, LANGUAGES = "assets/javascripts/workers/", "assets/javascripts/lunr/"
TINYSEG = f"{LANGUAGES}tinyseg.js"
FILES = {"frameworks/garden.yml": SMALL_FRAMEWORK, "docs/index.md": "# Home\n"}


def assets(site: BuiltSite) -> set[str]:
    return {path.relative_to(site.folder).as_posix() for path in (site.folder / "assets").rglob("*") if path.is_file()}


def maps(site: BuiltSite) -> set[str]:
    return {path for path in assets(site) if path.endswith(".map")}


def material_search(site: BuiltSite) -> set[str]:
    return {path for path in assets(site) if path.startswith((WORKER, LANGUAGES))}


def test_source_maps_and_the_search_that_is_not_used_are_left_out(build_site: BuildSite) -> None:
    site = build_site(theme="material")
    assert site.warnings == []
    assert maps(site) == material_search(site) == set()
    for folder in ("assets/javascripts/bundle.", "assets/stylesheets/main.", "assets/stylesheets/palette."):
        assert [path for path in assets(site) if path.startswith(folder)], "pages ask for these"


def test_materials_own_search_has_its_files(build_site: BuildSite) -> None:
    site = build_site(options={"search": "theme"}, theme="material")
    found = material_search(site)
    assert TINYSEG in found and any(path.startswith(WORKER) and path.endswith(".js") for path in found)
    assert maps(site) == set()


def test_a_theme_that_is_not_mended_keeps_its_source_maps(build_site: BuildSite) -> None:
    site = build_site(options={"theme_fixes": False}, theme="material")
    assert {path.split("/")[1] for path in maps(site)} == {"javascripts", "stylesheets"}
    assert material_search(site) == set()


SCRIPT = f'<script src="/{TINYSEG}"></script>'
NAMED: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "page": ({"docs/index.md": f"# Home\n\n{SCRIPT}\n"}, {}),
    "script": ({"docs/cut.js": f'import("/{TINYSEG}")\n'}, {}),
    "setting": ({}, {"extra_javascript": [TINYSEG]}),
    "template": (
        {"theme/main.html": '{% extends "base.html" %}{% block extrahead %}' + SCRIPT + "{% endblock %}"},
        {"theme": {"name": "material", "custom_dir": "theme"}},
    ),
}


@pytest.mark.parametrize("place", NAMED)
def test_what_the_site_itself_names_stays(build_site: BuildSite, place: str) -> None:
    files, settings = NAMED[place]
    site = build_site(FILES | files, **{"theme": "material", **settings})
    assert TINYSEG in assets(site)
    assert not any(path.startswith(WORKER) for path in assets(site))


def test_a_source_map_that_the_site_names_stays(build_site: BuildSite) -> None:
    (bundle,) = (path for path in assets(build_site(theme="material")) if "/bundle." in path)
    site = build_site(FILES | {"docs/index.md": f"# Home\n\n`{bundle}.map`\n"}, theme="material")
    assert maps(site) == {f"{bundle}.map"}


def test_files_of_the_site_at_the_same_place_stay(build_site: BuildSite) -> None:
    own = {f"docs/{TINYSEG}": "let ours\n", "docs/assets/javascripts/ours.js.map": "{}"}
    site = build_site(FILES | own, theme="material")
    assert site.html(TINYSEG) == "let ours\n"
    assert material_search(site) == {TINYSEG}
    assert maps(site) == {"assets/javascripts/ours.js.map"}


def test_other_themes_keep_all(build_site: BuildSite) -> None:
    site = build_site(theme="mkdocs")
    assert (site.folder / "search/lunr.js").is_file()
