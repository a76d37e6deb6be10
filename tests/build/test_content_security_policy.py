"""The option that has the build write the site's Content-Security-Policy."""

from __future__ import annotations

import re

import pytest
from mkdocs.exceptions import Abort
from site_building import SMALL_FRAMEWORK, BuildSite, BuiltSite

from outcome_frameworks.hosts.policy import page_sources
from outcome_frameworks.hosts.policy.content_security_policy import FORMS, notes, read_built_site


def test_the_example_site_needs_the_hashes_of_a_few_scripts_and_nothing_else(example_site: BuiltSite) -> None:
    site = read_built_site(example_site.folder)
    assert list(notes(site)) == [], "no handler in an attribute, no other host, no script in the text of a framework"
    header = FORMS["header"](site, ())
    assert 5 <= header.count("'sha256-") <= 10, "a few scripts of the theme, and none that differs from page to page"
    assert [part.split()[0] for part in header.split("; ") if "'unsafe-" in part] == ["style-src-attr"]
    assert len(header) < 1000


def test_pages_in_the_same_frame_are_parsed_once(example_site: BuiltSite) -> None:
    page_sources._read.cache_clear()
    site = read_built_site(example_site.folder)
    files = [*site.pages, *example_site.folder.rglob("*.svg")]
    parsed = page_sources._read.cache_info().misses
    assert len(files) > 300 and parsed < len(files) / 3
    for path, sources in site.pages.items():
        html = (example_site.folder / path).read_text("utf-8")
        assert sources == page_sources._read.__wrapped__(html), f"{path}: not as the page itself says"


def test_meta_is_written_into_every_page_and_knows_of_the_search(build_site: BuildSite) -> None:
    site = build_site(options={"content_security_policy": "meta"})
    assert len(site.pages()) > 5
    for path in site.pages():
        (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', site.html(path))
        assert "'wasm-unsafe-eval'" in policy, path


def test_headers_are_written_beside_the_pages(build_site: BuildSite) -> None:
    site = build_site(options={"content_security_policy": "headers"})
    assert (
        (site.folder / "_headers").read_text("utf-8").startswith("/*\n  Content-Security-Policy: default-src 'none'; ")
    )
    assert "Content-Security-Policy" not in site.html("")


def test_by_default_there_is_no_policy(build_site: BuildSite) -> None:
    site = build_site()
    assert not (site.folder / "_headers").exists()
    assert "Content-Security-Policy" not in site.html("")


def test_a_script_that_would_not_run_stops_a_strict_build(build_site: BuildSite) -> None:
    files = {"frameworks/garden.yml": SMALL_FRAMEWORK, "docs/post.md": '# Post\n\n<p onclick="count()">Press me</p>\n'}
    with pytest.raises(Abort):
        build_site(files, options={"content_security_policy": "meta"})
