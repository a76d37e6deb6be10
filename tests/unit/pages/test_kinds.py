"""The kinds of page: what stands in their rows comes true in pages, menus, searches, the ledger and files beside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from git_building import commit
from history_samples import history_of
from page_checking import CLAIMS, GARDEN, pages_of, read_site

from outcome_frameworks.addresses.kinds import PAGE_KINDS, PageKind
from outcome_frameworks.addresses.published import Addresses
from outcome_frameworks.model.ids import is_page_id
from outcome_frameworks.pages import THEME_DIR, Renderer, Site, render_files
from outcome_frameworks.pages.kinds import GATHERED, RENDERED


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Return a site that has a page of each kind."""
    commit(tmp_path, "2024-03-03T10:00:00Z", garden=GARDEN)
    commit(tmp_path, "2024-05-05T10:00:00Z", garden=GARDEN + CLAIMS)
    folder = tmp_path / "frameworks"
    return read_site(folder, has_search=True, base_url="https://charity.example/", history=history_of(tmp_path))


def test_each_kind_has_pages_in_the_order_of_the_rows(site: Site) -> None:
    pages = pages_of(site)
    assert list(dict.fromkeys(page.kind.name for page in pages.values())) == list(PAGE_KINDS)
    assert list(pages) == list(site.own_pages)
    for path, page in pages.items():
        assert f'class="of-page of-page--{site.own_pages[path].kind.name}"' in page.html


def test_each_kind_has_one_function_and_one_folder_of_templates() -> None:
    assert {*RENDERED, *GATHERED} == PAGE_KINDS.keys() and not RENDERED.keys() & GATHERED.keys()
    folders = {path.name for path in (THEME_DIR / "outcome-frameworks").iterdir()}
    assert folders - PAGE_KINDS.keys() == {"embed", "parts", "redirect"}, "these are no pages"


def test_no_entry_may_take_the_place_of_a_page_of_its_programme() -> None:
    stems = [Path(kind.path).stem for kind in PAGE_KINDS.values() if kind.scope == "programme"]
    assert stems == ["index", "print", "changes"]
    assert not any(map(is_page_id, stems))


def test_menus_and_searches_have_what_the_rows_say(site: Site) -> None:
    shown = {page.kind.name: (page.in_nav, page.is_found) for page in pages_of(site).values()}
    assert shown == {
        **dict.fromkeys(("home", "programmes", "outcomes", "hypotheses", "programme"), (True, True)),
        **dict.fromkeys(("element", "hypothesis", "learning"), (False, True)),
        **dict.fromkeys(("pack", "changes", "search"), (False, False)),
    }


def test_the_ledger_holds_what_the_frameworks_alone_decide(site: Site) -> None:
    kinds = {site.own_pages[path].kind.name for path in site.addresses.pages}
    assert PAGE_KINDS.keys() - kinds == {"home", "changes", "search"}
    assert Addresses(site.portfolio).published == site.addresses.published


def test_an_entry_keeps_an_address_that_a_new_kind_of_page_would_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PAGE_KINDS, "evidence", PageKind("evidence", "programmes/{programme}/evidence.md", "Evidence"))
    texts = {
        "a": "elements: [{id: Evidence, statement: People meet}]",
        "b": "elements: [{id: S1, statement: People meet, aliases: [evidence]}]",
        "c": "elements: [{id: S1, statement: People meet}]",
    }
    files = {f"{id}.yml": f"programme: {{id: {id}, title: A garden}}\n{text}\n" for id, text in texts.items()}
    published = Addresses(read_site(tmp_path, files).portfolio).published
    shown = {id: published[f"programmes/{id}/evidence/"] for id in texts}
    assert shown == {"a": "a/Evidence", "b": "b/S1", "c": "c"}


def test_each_page_has_an_oembed_file_and_things_can_be_embedded(site: Site) -> None:
    files = dict(render_files(Renderer(site)))
    told = {path: json.loads(files[site.urls.oembed(path)]) for path in site.own_pages}
    rich = {site.own_pages[path].kind.name for path, file in told.items() if file["type"] == "rich"}
    assert rich == {"programme", "element", "hypothesis", "learning"}
    titles = {site.own_pages[path].kind.name: file["title"] for path, file in told.items() if file["type"] == "link"}
    assert titles == {
        "home": "Test site",
        "programmes": "Programmes",
        "outcomes": "Outcomes",
        "hypotheses": "Hypotheses",
        "pack": "Garden: the whole pack",
        "changes": "What changed in Garden",
        "search": "Search",
    }
    assert {path for path in files if path.endswith("/index.json") and path.count("/") == 3} == {
        site.urls.data_of(page.target) for page in site.own_pages.values() if page.target and page.target.entry
    }
