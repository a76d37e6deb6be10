"""The files to take away, in a site as MkDocs builds it: there, linked, and the same wherever the site lies."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from site_building import BuildSite, BuiltSite

ORIGIN = "https://example.org/"


def addresses(site: BuiltSite, page: str) -> list[str]:
    """Return where the links of a page's list of downloads lead, below the site's root."""
    part = site.html(page).split('id="data"')[1].split("</section>")[0]
    return [urljoin(ORIGIN + page, href).removeprefix(ORIGIN) for href in re.findall(r'href="([^"]+)" download', part)]


@pytest.mark.parametrize(
    ("settings", "prefix", "page"),
    [
        ({}, "", "programmes/garden/"),
        ({"use_directory_urls": False}, "", "programmes/garden/index.html"),
        ({"theme": {"name": "mkdocs"}}, "impact/", "impact/programmes/garden/"),
    ],
)
def test_every_download_is_there_and_says_whole_addresses(
    build_site: BuildSite, settings: dict[str, object], prefix: str, page: str
) -> None:
    site = build_site(options={"path_prefix": prefix, "licence": "Use it as you like"}, **settings)
    assert site.warnings == []
    found = addresses(site, page)
    assert [Path(path).name for path in found] == ["framework.csv", "links.csv", "index.json", "map.dot"]
    assert all((site.folder / path).is_file() for path in found)
    assert "What you may do with them: Use it as you like" in site.html(page)
    held = json.loads((site.folder / prefix / "programmes/garden/s1/index.json").read_text("utf-8"))
    assert held["licence"] == "Use it as you like"
    address = held["url"].removeprefix(ORIGIN)
    assert "People meet their neighbours" in site.html(address)
    assert urljoin(ORIGIN + address, _data_link(site, address)).removeprefix(ORIGIN) == (
        f"{prefix}programmes/garden/s1/index.json"
    )
    schema = held["$schema"].removeprefix(ORIGIN)
    assert json.loads((site.folder / schema).read_text("utf-8"))["$defs"]


def _data_link(site: BuiltSite, page: str) -> str:
    found = re.search(r'href="([^"]+)">This page as data', site.html(page))
    assert found
    return found[1]
