"""What a page has to load before it is seen: our style sheets and scripts, and in which order."""

from __future__ import annotations

import re

from site_building import SMALL_FRAMEWORK, BuildSite, BuiltSite

from outcome_frameworks.pages import STYLE

FILES = {"frameworks/garden.yml": SMALL_FRAMEWORK}


def test_files_of_the_site_itself_stay_as_they_are(build_site: BuildSite) -> None:
    own = "/* Ours. */\nbody { color: black }\n"
    for place, theme in (("docs", "material"), ("theme", {"name": "material", "custom_dir": "theme"})):
        assert build_site(FILES | {f"{place}/{STYLE}": own}, theme=theme).html(STYLE) == own


_SCRIPTS = re.compile(r'<script ([^>]*)src="[^"]*/(bundle|outcome-frameworks|more)\.')
_READS_DOCUMENT = "<script>document.addEventListener('DOMContentLoaded', () => document$.subscribe(count))</script>"


def test_scripts_are_loaded_after_the_first_paint(build_site: BuildSite) -> None:
    site = build_site(FILES, theme="material")
    for path in ("programmes/garden/", "404.html"):
        html = site.html(path)
        later = 'type="text/plain" data-of-'
        assert _SCRIPTS.findall(html) == [(later, "bundle"), (later, "outcome-frameworks")]
        assert html.index('classList.replace("no-js","js")') < html.index("</head>")
    untouched = build_site(FILES, {"theme_fixes": False}, theme="material").html("programmes/garden/")
    assert _SCRIPTS.findall(untouched) == [("", "bundle"), ("", "outcome-frameworks")]
    assert "classList.replace" not in untouched


def test_scripts_stay_where_other_scripts_may_need_them(build_site: BuildSite) -> None:
    files = FILES | {"docs/more.js": "let more\n", "docs/index.md": f"# Home\n\n{_READS_DOCUMENT}\n"}
    site = build_site(files, theme="material", extra_javascript=["more.js"])
    low = 'fetchpriority="low" '
    for path in ("programmes/garden/", "404.html"):
        assert _SCRIPTS.findall(site.html(path)) == [(low, "bundle"), (low, "outcome-frameworks"), (low, "more")]
    site = build_site(files, theme="material")
    assert _SCRIPTS.findall(site.html("")) == [(low, "bundle"), (low, "outcome-frameworks")]
    assert "fetchpriority" not in site.html("programmes/garden/")


_SHEETS = re.compile(r'<link rel="stylesheet" href="(?:\.\./)*([^"]*)">')
_PAGES = FILES | {"docs/index.md": "# Home\n\nWords.\n", "docs/more.css": "p { color: red }\n"}
_CODE = "# Code\n\n```python\nx = 1\n```\n"
_ADMONITION = '# Told\n\n<div class="admonition tip">Words</div>\n'
_DARK = {"name": "material", "font": False, "palette": {"scheme": "slate"}}


def sheets_of(site: BuiltSite, path: str) -> list[str]:
    """Return the style sheets of a page by their paths."""
    return _SHEETS.findall(site.html(path))


def test_a_page_has_one_style_sheet_and_what_it_needs(build_site: BuildSite) -> None:
    files = _PAGES | {"docs/code.md": _CODE, "docs/told.md": _ADMONITION}
    site = build_site(files, theme=_DARK, extra_css=["more.css"], markdown_extensions=["pymdownx.highlight"])
    light, more = sheets_of(site, "")
    assert more == "more.css"
    for path in ("programmes/garden/", "programmes/garden/s1/", "outcomes/", "404.html"):
        assert [sheet.lstrip("/") for sheet in sheets_of(site, path)] == [light, more], path
    whole, more = sheets_of(site, "told/")
    assert (whole != light, more) == (True, "more.css")
    names = ("md-grid", "data-md-color-scheme=slate", "of-page", ".md-nav__link")
    parts = (".md-typeset .tip>.admonition-title", "--md-admonition-icon--tip:", ".highlight .nc", ".key-enter")
    for name in names:
        assert name in site.html(light)
        assert name in site.html(whole)
    for part in parts[:2] + parts[3:]:
        assert part.partition(".tip")[0] in site.html(whole)
        assert part not in site.html(light)
    assert len(site.html(light)) < len(site.html(whole)) - 30_000


def test_what_can_bring_in_anything_gets_the_whole_style_sheet(build_site: BuildSite) -> None:
    script = _PAGES | {"docs/index.md": "# Home\n\n<script>show('admonition-title')</script>\n"}
    site = build_site(script)
    light, whole = (sheets_of(site, path)[0] for path in ("programmes/garden/", ""))
    assert light != whole
    template = {"theme/outcome-frameworks/element/facts.html": '<p class="{{ here.url }}">Words</p>'}
    used = {"docs/more.css": "p { background: var(--md-admonition-icon--tip) }\n"}
    for files, settings in (
        (_PAGES | template, {"theme": {"name": "material", "font": False, "custom_dir": "theme"}}),
        (_PAGES | {"docs/more.js": "let more\n"}, {"extra_javascript": ["more.js"]}),
        (_PAGES | used, {"extra_css": ["more.css"]}),
        (_PAGES, {"extra_css": ["https://example.org/more.css"]}),
        (_PAGES, {"theme": {"name": "material", "font": False, "features": ["navigation.instant"]}}),
    ):
        site = build_site(files, **settings)
        assert len(site.html(sheets_of(site, "programmes/garden/s1/")[0])) == len(site.html(whole)), settings


def test_style_sheets_that_cannot_be_joined_stay(build_site: BuildSite) -> None:
    site = build_site(_PAGES | {f"docs/{STYLE}": "p { background: url(a.png) }\n"})
    main, own = sheets_of(site, "programmes/garden/")
    assert (re.sub(r"\.\w{8}\.", ".….", main), own) == ("assets/stylesheets/main.….min.css", STYLE)
    untouched = build_site(_PAGES, {"theme_fixes": False})
    assert len(sheets_of(untouched, "programmes/garden/")) == 2


def test_what_only_some_sites_need_is_left_out(build_site: BuildSite) -> None:
    tabs = '<input type="radio" name="__tabbed_1" id="__tabbed_1_1">'
    site = build_site(_PAGES | {"docs/tabs.md": f"# Tabs\n\n{tabs}\n"})
    page, with_tabs = site.html("programmes/garden/s1/"), site.html("tabs/")
    assert 'startsWith("__tabbed_")' in with_tabs
    for text in ('startsWith("__tabbed_")', "search.result", "select.version", "var palette"):
        assert text not in page
    assert '"clipboard.copy":"Copy to clipboard"' in page
    assert "var palette" in build_site(_PAGES, theme=_DARK | {"palette": [{"scheme": "slate"}]}).html("")
    assert "select.version" in build_site(_PAGES, extra={"version": {"provider": "mike"}}).html("")
    assert "search.result" in build_site(_PAGES, {"search": "theme"}).html("programmes/garden/s1/")
