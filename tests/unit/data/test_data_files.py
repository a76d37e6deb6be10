"""The JSON files: valid by their schema, whole, true to the model, word for word. UPDATE_GOLDEN=1 writes them anew."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import jsonschema
import pytest
from page_checking import CLAIMS, GARDEN, KITCHEN, pages_of, read_site

import outcome_frameworks
from outcome_frameworks.addresses.urls import Urls
from outcome_frameworks.data import data_schema
from outcome_frameworks.model import Framework
from outcome_frameworks.model.schema import schema_to_json
from outcome_frameworks.pages import Renderer, Site, render_files

PACKAGE = Path(outcome_frameworks.__file__).parent
ROOT = Path(__file__).parents[3]
GOLDEN = Path(__file__).parents[2] / "golden" / "data"
EVERY_FIELD = Path(__file__).parents[2] / "build" / "every-field.yml"
VALIDATOR = jsonschema.Draft202012Validator(data_schema())


def files_of(site: Site) -> dict[str, str]:
    """Return the texts that stand beside the pages of a site."""
    return {path: str(content) for path, content in render_files(Renderer(site))}


def data_of(files: dict[str, str]) -> dict[str, Any]:
    """Return the data of all JSON files but the schema."""
    return {path: json.loads(text) for path, text in files.items() if path.endswith("index.json")}


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("garden")
    return read_site(folder, {"garden.yml": GARDEN + CLAIMS, "kitchen.yml": KITCHEN}, name="Our site")


@pytest.fixture(scope="module")
def examples() -> dict[str, str]:
    return files_of(read_site(ROOT / "frameworks", base_url="https://charity.example/impact/"))


def test_the_committed_schema_is_what_the_model_says() -> None:
    assert (PACKAGE / "data.schema.json").read_text("utf-8") == schema_to_json(data_schema()), "outcomes schema data"
    jsonschema.Draft202012Validator.check_schema(data_schema())


def test_every_json_file_is_valid_by_the_schema_that_it_names(examples: dict[str, str]) -> None:
    data = data_of(examples)
    assert len(data) > 100
    assert {path: errors for path, held in data.items() if (errors := list(VALIDATOR.iter_errors(held)))} == {}
    assert {held["$schema"] for held in data.values()} == {
        "https://charity.example/impact/programmes/data-1.schema.json"
    }
    assert examples["programmes/data-1.schema.json"] == schema_to_json(data_schema())


def test_the_schema_refuses_what_is_not_so(garden: Site) -> None:
    held = data_of(files_of(garden))["programmes/garden/index.json"]
    assert VALIDATOR.is_valid(held)
    assert not VALIDATOR.is_valid(held | {"version": 2})
    assert not VALIDATOR.is_valid(held | {"more": "x"})
    assert not VALIDATOR.is_valid({name: value for name, value in held.items() if name != "framework"})
    held["framework"]["levels"][0]["elements"][0]["leads_to"] = ["L1"]
    assert not VALIDATOR.is_valid(held), "links are written in full"


def test_every_page_about_a_thing_has_its_data_beside_it(garden: Site) -> None:
    data, pages = data_of(files_of(garden)), pages_of(garden)
    keyed = {page.target_key: page for page in pages.values() if page.kind.scope == "entry"}
    assert len(keyed) == 11
    for key, page in keyed.items():
        held = data[page.src_uri.removesuffix(".md") + "/index.json"]
        assert held["id"] == key
        assert 'index.json">This page as data (JSON)</a>' in page.footer
    assert set(data) == {
        *(page.src_uri.removesuffix(".md") + "/index.json" for page in keyed.values()),
        "programmes/garden/index.json",
        "programmes/kitchen/index.json",
        "programmes/index.json",
    }


@pytest.mark.parametrize("name", ["garden/index", "garden/s1/index", "garden/h1/index"])
def test_golden_data(name: str, garden: Site) -> None:
    golden = GOLDEN / f"{name.removesuffix('/index').replace('/', '-')}.json"
    found = files_of(garden)[f"programmes/{name}.json"]
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8")


def test_addresses_are_whole_where_the_sites_own_is_known_and_relative_elsewhere(garden: Site) -> None:
    for urls in (Urls("impact"), Urls(use_directory_urls=False)):
        relative = data_of(files_of(replace(garden, urls=urls)))
        whole = data_of(files_of(replace(garden, urls=urls, base_url="https://charity.example/a")))
        for path, held in relative.items():
            for one, other in zip(_addresses(held), _addresses(whole[path]), strict=True):
                assert not urlsplit(one).scheme
                assert urljoin(f"https://charity.example/a/{path}", one) == other


def _addresses(value: Any) -> list[str]:
    """Return the addresses of pages in data, the schema's too."""
    if isinstance(value, list):
        return [address for inner in value for address in _addresses(inner)]
    if not isinstance(value, dict):
        return []
    own = [value[name] for name in ("$schema", "url") if name in value]
    own += value.get("urls", {}).values()
    return own + [address for inner in value.values() for address in _addresses(inner)]


def test_every_field_of_every_file_is_in_the_data(tmp_path: Path) -> None:
    names = ("commissioner", "funder", "deliverer", "partner")
    organisations = "organisations:\n" + "".join(f"  - {{id: {name}, title: {name}}}\n" for name in names)
    written = EVERY_FIELD.read_text("utf-8")
    site = read_site(tmp_path, {"every-field.yml": written, "organisations.yml": organisations})
    held = data_of(files_of(site))["programmes/every-field/index.json"]
    (framework,) = site.portfolio.frameworks
    assert Framework.model_validate(held["framework"]).model_dump() == framework.model_dump()


def test_the_licence_is_in_every_file_and_on_the_pages_that_list_them(garden: Site) -> None:
    site = replace(garden, licence="https://licence.example/by/4.0/")
    data, pages = data_of(files_of(site)), pages_of(site)
    assert {held["licence"] for held in data.values()} == {"https://licence.example/by/4.0/"}
    for path in ("programmes/garden/index.md", "programmes/index.md", "outcomes/index.md"):
        assert '<a rel="license" href="https://licence.example/by/4.0/">' in pages[path].html
    assert "licence" not in data_of(files_of(garden))["programmes/index.json"]


def test_lists_of_downloads_lead_to_files_that_are_there(garden: Site) -> None:
    files = files_of(garden)
    listed = {download.src_uri for downloads in garden.downloads.values() for download in downloads}
    assert listed <= set(files)
    pages = pages_of(garden)
    for page_uri, downloads in garden.downloads.items():
        html = pages[page_uri].html
        for download in downloads:
            assert f'download="{download.saved_as}">{download.title}</a>, {download.size}' in html


def test_the_data_names_only_the_organisations_that_the_framework_names(tmp_path: Path) -> None:
    organisations = """organisations:
  - {id: whole, title: The whole}
  - {id: part, title: A part, part_of: whole}
  - {id: other, title: Another}
"""
    framework = "programme: {id: garden, title: A garden, partners: [part]}\n"
    site = read_site(tmp_path, {"garden.yml": framework, "organisations.yml": organisations})
    data = data_of(files_of(site))
    assert [one["id"] for one in data["programmes/garden/index.json"]["organisations"]] == ["whole", "part"]
    assert len(data["programmes/index.json"]["organisations"]) == 3
