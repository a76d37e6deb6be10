"""The whole address of a page of ours is the one that MkDocs would make of it."""

from __future__ import annotations

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from outcome_frameworks.hosts.mkdocs.files import FrameworkPage

BASES = (None, "", "https://a.example", "https://a.example/b/c", "https://a.example/b/../c/?x=1#y", "//a.example/", "b")


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("src_uri", ["index.md", "outcomes/index.md", "impact/programmes/x/s1.md", "a b/ü:x.md"])
@pytest.mark.parametrize("use_directory_urls", [True, False])
def test_the_address_is_that_of_mkdocs(base: str | None, src_uri: str, use_directory_urls: bool) -> None:
    config = MkDocsConfig()
    config.load_dict({"site_name": "Test", "site_url": base})
    expected = Page("x", File(src_uri, None, "site", use_directory_urls), config)
    ours = object.__new__(FrameworkPage)
    ours.file = expected.file
    ours._set_canonical_url(base)
    assert (ours.canonical_url, ours.abs_url) == (expected.canonical_url, expected.abs_url)
