"""What the plugin mends in Material's pages when a site is built, and what it leaves to the site."""

from __future__ import annotations

import re
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from site_building import SMALL_FRAMEWORK, BuildSite

from outcome_frameworks.hosts.mkdocs.material import theme
from outcome_frameworks.hosts.mkdocs.material.expected_markup import MENDED, SEARCHED, find_missing
from outcome_frameworks.hosts.mkdocs.material.markup import name_tables
from outcome_frameworks.hosts.mkdocs.material.theme import THEME_FIXES_DIR, material_dir, sets_font, with_fixes

MATERIAL = "/site-packages/material/templates"

FILES = {
    "frameworks/garden.yml": SMALL_FRAMEWORK,
    "docs/guide/one.md": "# One\n\n## Same\n\n### Same\n\n## Same\n\nWords.",
    "docs/guide/two.md": "# Two\n\n## Costs\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n",
}
THEME = {
    "name": "material",
    "palette": [
        {"media": "(prefers-color-scheme: light)", "toggle": {"icon": "material/weather-night", "name": "Go dark"}},
        {"media": "(prefers-color-scheme: dark)", "toggle": {"icon": "material/weather-sunny", "name": "Go light"}},
    ],
    "features": ["navigation.tabs", "navigation.tabs.sticky", "navigation.indexes", "toc.follow"],
}


def without_noscript(html: str) -> str:
    return re.sub(r"<noscript>.*?</noscript>", "", html, flags=re.DOTALL)


def test_buttons_stand_where_labels_stood(build_site: BuildSite) -> None:
    site = build_site(FILES, theme=THEME)
    assert site.warnings == []
    for path in ("", "programmes/garden/", "guide/one/", "404.html"):
        html = without_noscript(site.html(path))
        assert '<label class="md-header__button' not in html
        assert '<label class="md-nav__link' not in html
        assert re.search(r'<button type="button"[^>]*data-of-drawer="open"[^>]*aria-controls="of-navigation"', html)
        assert 'id="of-navigation"' in html
        assert 'autocomplete="off"' not in html[: html.index("<header")]
        for controlled in re.findall(r'aria-controls="([^"]+)"', html):
            assert f'id="{controlled}"' in html


@pytest.mark.parametrize("features", [[], ["navigation.sections"], ["toc.integrate"], ["navigation.expand"]])
def test_landmarks_have_names_of_their_own(build_site: BuildSite, features: list[str]) -> None:
    site = build_site(FILES, theme={"name": "material", "features": features})
    for path in ("guide/one/", "programmes/garden/", "404.html"):
        landmarks = [tag for tag in re.findall(r"<nav\b[^>]*>", site.html(path)) if "presentation" not in tag]
        names = [name for tag in landmarks for name in re.findall(r'aria-label="([^"]+)"', tag)]
        assert len(names) == len(landmarks) == len(set(names)), landmarks


def test_no_font_comes_from_elsewhere_unless_the_site_says_so(build_site: BuildSite) -> None:
    assert "fonts.googleapis" not in build_site(theme="material").html("")
    asked_for = build_site(theme={"name": "material", "font": {"text": "Lato"}}).html("")
    assert "family=Lato" in asked_for


def test_the_repository_is_linked_but_not_asked_for_figures(build_site: BuildSite) -> None:
    html = build_site(theme="material", repo_url="https://github.com/example/example").html("")
    assert 'href="https://github.com/example/example"' in html
    assert 'data-md-component="source"' not in html


def test_a_site_switches_the_fixes_off(build_site: BuildSite) -> None:
    html = build_site(FILES, {"theme_fixes": False}, theme="material").html("guide/two/")
    assert '<label class="md-header__button md-icon" for="__drawer">' in html
    assert "data-of-material" not in html
    assert "of-scroll" not in html
    assert "fonts.googleapis" in html


def test_a_template_of_the_site_wins(build_site: BuildSite) -> None:
    own = {"overrides/partials/header.html": "<header>Our own header</header>"}
    html = build_site(FILES | own, theme={"name": "material", "custom_dir": "overrides"}).html("guide/one/")
    assert "<header>Our own header</header>" in html
    assert "data-of-drawer" in html, "the rest is mended"


def test_the_themes_own_search_has_a_button_and_a_name(build_site: BuildSite) -> None:
    html = build_site(FILES, {"search": "theme"}, theme="material").html("guide/one/")
    assert html.count('data-of-toggle="__search"') == 1
    assert 'role="dialog" aria-label="Search"' in html
    assert '<label class="md-search__icon md-icon" for="__search">' in html


def test_other_themes_are_left_alone(build_site: BuildSite) -> None:
    html = build_site(FILES, theme="mkdocs").html("guide/two/")
    assert "of-scroll" not in html and "data-of-material" not in html


def test_every_page_can_be_skipped_to_its_content(build_site: BuildSite) -> None:
    html = build_site(theme="material").html("404.html")
    assert '<a href="#of-main" class="md-skip">' in html
    assert '<main id="of-main"' in html


def test_tables_of_hand_written_pages_are_named_after_the_heading_above(build_site: BuildSite) -> None:
    html = build_site(FILES, theme="material", markdown_extensions=["tables", {"toc": {"permalink": True}}]).html(
        "guide/two/"
    )
    assert '<section class="of-scroll" tabindex="0" aria-label="Costs"><table>' in html


def test_tables_are_told_apart() -> None:
    table = "<table><tr><td>1</td></tr></table>"
    named = name_tables(f"{table}<h2 id='a'>A &amp; <b>B</b></h2>{table}<p>x</p>{table}", "Page")
    assert re.findall(r'aria-label="([^"]*)"', named) == ["Page", "A &amp; B", "A &amp; B (2)"]
    classed = '<table class="own"><tr></tr></table>'
    assert name_tables(classed, "Page") == classed


@pytest.mark.parametrize(
    ("dirs", "expected"),
    [
        (["/own", MATERIAL, "/mkdocs"], ["/own", str(THEME_FIXES_DIR), MATERIAL, "/mkdocs"]),
        (["/extends-material", MATERIAL], ["/extends-material", str(THEME_FIXES_DIR), MATERIAL]),
        ([str(THEME_FIXES_DIR), MATERIAL], [str(THEME_FIXES_DIR), MATERIAL]),
        (["/readthedocs", "/mkdocs"], ["/readthedocs", "/mkdocs"]),
    ],
)
def test_our_folder_stands_just_before_materials(dirs: list[str], expected: list[str]) -> None:
    assert with_fixes(dirs, Path(MATERIAL)) == expected
    assert with_fixes(dirs, None) == dirs


def test_a_build_warns_of_nothing_that_its_author_cannot_mend(
    build_site: BuildSite, recwarn: pytest.WarningsRecorder
) -> None:
    build_site(theme="material")
    assert [str(warned.message) for warned in recwarn if warned.category is DeprecationWarning] == []


def test_what_counts_as_a_font_of_the_sites_own() -> None:
    assert not sets_font([{"theme": "material"}, {}])
    assert not sets_font([{"theme": {"name": "material"}}])
    assert sets_font([{"theme": {"name": "material", "font": False}}])
    assert sets_font([{"theme": {"name": "material", "font": {"text": "Lato"}}}])


@pytest.fixture
def changed_material(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Material's templates as a later version may have them: another name for the drawer, another for the article."""
    material = material_dir()
    assert material
    changed = tmp_path / "material"
    shutil.copytree(material, changed, ignore=shutil.ignore_patterns(".icons"))
    (changed / ".icons").symlink_to(material / ".icons")
    for name, old, new in (("partials/header.html", "__drawer", "__menu"), ("base.html", "md-content__inner", "inner")):
        text = (changed / name).read_text("utf-8")
        assert old in text
        (changed / name).write_text(text.replace(old, new), "utf-8")
    monkeypatch.setattr(theme, "material_dir", lambda: changed)
    monkeypatch.setattr("mkdocs.theme.utils.get_theme_dir", lambda _name: str(changed))
    return changed


def test_markup_that_is_not_as_expected_is_told_once_a_build(
    build_site: BuildSite, changed_material: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def told(options: dict[str, object]) -> list[str]:
        caplog.clear()
        with suppress(Abort):  # a strict build, which a warning fails
            build_site(FILES, options, theme=THEME)
        return [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]

    header, base = told({})
    assert "its partials/header.html does not show the button that opens the menu in a way that" in header
    assert "its base.html does not show the text that the search finds in a way that" in base
    assert told({"search": "theme"}) == [header], "what only our search looks for is not looked for"
    assert told({"search": "theme", "theme_fixes": False}) == []


def test_what_a_site_has_replaced_is_not_told(build_site: BuildSite, changed_material: Path) -> None:
    base = (changed_material / "base.html").read_text("utf-8")
    own = {"overrides/partials/header.html": "<header>Our own header</header>", "overrides/base.html": base}
    assert build_site(FILES | own, theme={"name": "material", "custom_dir": "overrides"}).warnings == []


def test_all_that_is_expected_is_in_material() -> None:
    material = material_dir()
    assert material
    for one in MENDED + SEARCHED:
        source = (material / one.template).read_text("utf-8")
        assert find_missing([one], source) == []
        assert find_missing([one], one.pattern.sub("", source)) == [one.what]
