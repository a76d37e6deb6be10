"""What a page has to load before it is seen: our style sheets and scripts, and in which order."""

from __future__ import annotations

import re

from site_building import SMALL_FRAMEWORK, BuildSite

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
