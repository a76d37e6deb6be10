"""Heads and pictures in real sites: all of them on every page, each thing once, whatever theme and settings."""

from __future__ import annotations

import pytest
from head_reading import HeadReader, png_size
from site_building import SMALL_FRAMEWORK, BuildSite, BuiltSite

FRAMEWORK = {"frameworks/garden.yml": SMALL_FRAMEWORK}
NAMES = "description canonical og:title og:description og:image og:url og:type og:site_name twitter:card".split()


def generated(site: BuiltSite) -> dict[str, HeadReader]:
    """Return the heads of the pages that the plugin made and that show something of their own."""
    pages = {path: site.html(path) for path in sorted(site.pages()) if "/embed" not in path}
    own = {path: html for path, html in pages.items() if '<article class="of-page' in html}
    return {path: HeadReader(html) for path, html in own.items()}


def check_all(site: BuiltSite, root: str) -> int:
    found = generated(site)
    for path, head in found.items():
        assert [name for name in NAMES if not head.one(name)] == [], path
        assert png_size((site.folder / head.one("og:image").removeprefix(root)).read_bytes()) == (1200, 630), path
        assert (site.folder / head.one("oembed").removeprefix(root)).is_file(), path
        assert head.of_type("BreadcrumbList")["itemListElement"]
    return len(found)


def test_every_page_of_the_example_site(example_site: BuiltSite) -> None:
    assert check_all(example_site, "http://127.0.0.1:8000/") > 100


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
@pytest.mark.parametrize("directory_urls", [True, False])
def test_every_page_under_other_settings(build_site: BuildSite, theme: str, directory_urls: bool) -> None:
    settings = {"theme": {"name": theme}, "use_directory_urls": directory_urls, "site_url": "https://example.org/a/"}
    site = build_site(options={"path_prefix": "impact"}, link_previews=None, **settings)
    assert site.warnings == []
    assert check_all(site, "https://example.org/a/") == (9 if theme == "material" else 8), "Material has a search page"
    assert (site.folder / "impact/programmes/garden/s1/preview.png").is_file()


def test_a_page_written_by_hand_says_what_is_known_of_it(build_site: BuildSite) -> None:
    files = {"docs/index.md": "# Hello", "docs/story.md": "---\ndescription: How we began\n---\n# A story & more"}
    site = build_site({**FRAMEWORK, **files}, link_previews=None)
    head = HeadReader(site.html("story/"))
    assert [head.one(name) for name in ("og:title", "og:description", "og:url")] == [
        "A story & more",
        "How we began",
        "https://example.org/story/",
    ]
    assert head.one("og:image") == HeadReader(site.html("")).one("og:image") == "https://example.org/preview.png"
    assert (site.folder / "preview.png").is_file()
    assert HeadReader(site.html("")).one("og:title") == "Test site"


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("---\ntitle: Income <£20k and savings >£5k\n---\n# Else", "Income <£20k and savings >£5k"),
        ("---\ntitle: 'An <img src=x onerror=alert(1)> & \"q\"'\n---\n", 'An <img src=x onerror=alert(1)> & "q"'),
        ("---\ntitle: Ours &amp; theirs\n---\n", "Ours & theirs"),
        ("# Income <£20k and *savings* >£5k", "Income <£20k and savings >£5k"),
        ("# Bed &amp; <b>board</b> `<i>`", "Bed & board <i>"),
    ],
)
def test_the_title_of_a_page_written_by_hand_is_said_whole(build_site: BuildSite, page: str, title: str) -> None:
    site = build_site({**FRAMEWORK, "docs/story.md": page})
    html = site.html("story/")
    assert HeadReader(html).one("og:title") == title


def test_what_a_theme_says_stays_and_nothing_of_another_picture_joins_it(build_site: BuildSite) -> None:
    template = (
        '{% extends "base.html" %}{% block extrahead %}<meta content="> mine" property=\'og:title\'>'
        '<meta property="og:image" content="https://example.org/own.png">{% endblock %}'
    )
    theme = {"name": "material", "font": False, "custom_dir": "theme"}
    site = build_site({**FRAMEWORK, "theme/main.html": template}, theme=theme, link_previews=None)
    head = HeadReader(site.html("programmes/garden/s1/"))
    assert head.one("og:title") == "> mine"
    assert head.one("og:image") == "https://example.org/own.png"
    assert "og:image:width" not in head.said and "og:image:alt" not in head.said
    assert head.one("og:description")


def test_a_picture_of_the_sites_own_takes_the_place_of_a_drawn_one(build_site: BuildSite) -> None:
    site = build_site({**FRAMEWORK, "docs/programmes/garden/s1/preview.png": "mine"}, link_previews=None)
    assert (site.folder / "programmes/garden/s1/preview.png").read_text() == "mine"


def test_without_an_address_there_are_no_pictures_and_the_build_says_so(build_site: BuildSite) -> None:
    site = build_site(site_url="", link_previews=None)
    assert list(site.folder.rglob("preview.png")) == []
    head = HeadReader(site.html("programmes/garden/s1/"))
    assert "og:image" not in head.said and head.one("og:title")
    assert len([text for text in site.infos if "pictures of links" in text]) == 1


def test_a_site_may_make_no_pictures(build_site: BuildSite) -> None:
    site = build_site(options={"link_previews": False})
    assert list(site.folder.rglob("preview.png")) == []
    head = HeadReader(site.html("programmes/garden/s1/"))
    assert "og:image" not in head.said and head.one("og:url")
    assert not any("pictures of links" in text for text in site.infos)
