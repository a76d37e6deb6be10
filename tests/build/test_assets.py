"""What a page has to load before it is seen: our style sheets and scripts, and in which order."""

from __future__ import annotations

import re

from site_building import SMALL_FRAMEWORK, BuildSite

from outcome_frameworks.pages import SCRIPT, STYLE, THEME_DIR

FILES = {"frameworks/garden.yml": SMALL_FRAMEWORK}


def test_style_sheets_and_scripts_go_out_without_comments(build_site: BuildSite) -> None:
    site = build_site(FILES)
    for path in (STYLE, SCRIPT, "assets/outcome-frameworks/search.css", "assets/outcome-frameworks/search.js"):
        written, sent = (THEME_DIR / path).read_text(encoding="utf-8"), site.html(path)
        assert 0 < len(sent) < 0.95 * len(written)
        assert "/* " not in sent
        assert not re.search(r"^\s*//", sent, re.MULTILINE)
        for name in set(re.findall(r"\bof-[a-z-]+", re.sub(r"/\*.*?\*/|// .*", "", written, flags=re.DOTALL))):
            assert name in sent


def test_files_of_the_site_itself_stay_as_they_are(build_site: BuildSite) -> None:
    own = "/* Ours. */\nbody { color: black }\n"
    for place, theme in (("docs", "material"), ("theme", {"name": "material", "custom_dir": "theme"})):
        assert build_site(FILES | {f"{place}/{STYLE}": own}, theme=theme).html(STYLE) == own


def test_style_sheets_are_fetched_before_scripts_and_scripts_are_told_of_at_once(build_site: BuildSite) -> None:
    files = FILES | {"docs/more.js": "let more\n"}
    site = build_site(files, theme="material", extra_javascript=["more.js"])
    for path in ("programmes/garden/", "404.html"):
        html = site.html(path)
        assert re.findall(r'<script [^>]*src="[^"]*/(bundle|outcome-frameworks|more)\.', html) == [
            *("bundle", "outcome-frameworks", "more")
        ]
        assert html.count(' fetchpriority="low" src=') == 3
        assert html.index('classList.replace("no-js","js")') < html.index("</head>")
    untouched = build_site(FILES, {"theme_fixes": False}, theme="material").html("programmes/garden/")
    assert "fetchpriority" not in untouched
    assert "classList.replace" not in untouched
