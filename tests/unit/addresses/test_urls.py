"""Addresses: made from ids alone, as MkDocs makes them, and links between pages that arrive."""

from __future__ import annotations

import unicodedata
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from mkdocs.structure.files import File
from pydantic import ValidationError

from outcome_frameworks.addresses.urls import Urls, from_root, relative, split_url
from outcome_frameworks.model import Framework, Identified, Target

BASE = "https://charity.example/site/"
IDS = st.text(
    st.characters(categories=["L", "N"], include_characters="-_.", exclude_characters=""), min_size=1, max_size=20
)
PREFIXES = st.sampled_from(["", "frameworks", "what we do/our-frameworks"])


def framework(element_id: str = "S1", programme: str = "garden") -> Framework:
    try:
        return Framework.model_validate(
            {
                "programme": {"id": programme, "title": "A garden", "phases": [{"id": "Ph.1", "title": "x"}]},
                "levels": [{"id": "Short", "title": "x", "elements": [{"id": element_id, "statement": "x"}]}],
                "hypotheses": [{"id": "H1", "statement": "x"}],
                "assumptions": [{"id": "Ä1", "statement": "x"}],
                "learning": [{"id": "LP1", "statement": "x"}],
                "evidence": [{"id": "E1", "title": "x"}],
            }
        )
    except ValidationError:
        assume(False)
        raise


def element_of(framework: Framework) -> Target:
    (element,) = framework.walk()
    return Target(framework, element)


def mkdocs_url(src_uri: str, use_directory_urls: bool) -> str:
    """Return the address that MkDocs gives to the page of a file (for the home page, `Page.url` has "" for "./")."""
    url = File(src_uri, "docs", "site", use_directory_urls).url
    return "" if url == "./" else url


@pytest.mark.parametrize(
    ("id", "src_uri", "url"),
    [
        ("S1", "programmes/garden/s1.md", "programmes/garden/s1/"),
        ("S1.2", "programmes/garden/s1.2.md", "programmes/garden/s1.2/"),
        ("README", "programmes/garden/readme.md", "programmes/garden/readme/"),
        ("Über", "programmes/garden/über.md", "programmes/garden/%C3%BCber/"),
        ("福祉", "programmes/garden/福祉.md", "programmes/garden/%E7%A6%8F%E7%A5%89/"),
    ],
)
def test_a_page_lives_at_its_id_in_small_letters(id: str, src_uri: str, url: str) -> None:
    urls, target = Urls(), element_of(framework(id))
    assert urls.page_of(target) == src_uri
    assert urls.url(src_uri) == url == mkdocs_url(src_uri, True)
    assert Urls(use_directory_urls=False).url(src_uri) == url.removesuffix("/") + ".html"


def test_an_id_typed_with_composed_or_combining_marks_has_one_address() -> None:
    composed = unicodedata.normalize("NFC", "Économie")
    combining = unicodedata.normalize("NFD", composed)
    assert composed != combining
    pages = {Urls().page_of(element_of(framework(id))) for id in (composed, combining, composed.upper())}
    assert pages == {"programmes/garden/économie.md"}


def test_what_has_no_page_stands_on_the_programmes_page_at_its_anchor() -> None:
    garden, urls = framework(), Urls("frameworks")
    here = "frameworks/programmes/garden/"
    parts: list[Identified] = [*garden.programme.phases, *garden.levels, *garden.assumptions, *garden.evidence]
    anchors = ["phase-ph.1", "level-short", "assumption-ä1", "evidence-e1"]
    for part, anchor in zip(parts, anchors, strict=True):
        target = Target(garden, part)
        assert urls.page_of(target) == "frameworks/programmes/garden/index.md"
        assert urls.anchor_of(target) == anchor
        assert unquote(urls.href(target, here)) == f"#{anchor}"
        assert unquote(urls.href(target, here + "s1/")) == f"../#{anchor}"


def test_elements_hypotheses_learning_points_and_the_programme_are_pages_without_anchors() -> None:
    garden = framework()
    entries: list[Identified | None] = [None, *garden.walk(), *garden.hypotheses, *garden.learning]
    assert [Urls().page_of(Target(garden, entry)).removeprefix("programmes/garden/") for entry in entries] == [
        "index.md",
        "s1.md",
        "h1.md",
        "lp1.md",
    ]
    assert {Urls().anchor_of(Target(garden, entry)) for entry in entries} == {""}


def all_src_uris(urls: Urls, target: Target) -> list[str]:
    garden = target.framework
    return [
        urls.home,
        urls.programmes,
        urls.outcomes,
        urls.hypotheses,
        urls.map_dot(garden.id),
        urls.all_data,
        urls.data_schema,
        urls.programmes_table,
        urls.outcomes_table,
        urls.entries_table(),
        urls.entries_table(garden.id),
        urls.links_table(),
        urls.links_table(garden.id),
        urls.data_of(Target(garden, None)),
        urls.data_of(target),
        urls.page_of(Target(garden, None)),
        urls.page_of(target),
    ]


@given(id=IDS, prefix=PREFIXES, use_directory_urls=st.booleans())
@example(id="S1.2", prefix="", use_directory_urls=True)
@example(id="a.html", prefix="", use_directory_urls=False)
def test_addresses_are_those_of_mkdocs_and_links_between_them_arrive(
    id: str, prefix: str, use_directory_urls: bool
) -> None:
    urls = Urls(prefix, use_directory_urls)
    src_uris = all_src_uris(urls, element_of(framework(id)))
    addresses = [urls.url(src_uri) for src_uri in src_uris]
    assert addresses == [mkdocs_url(src_uri, use_directory_urls) for src_uri in src_uris]
    assert len(set(addresses)) == len(addresses)
    for address in addresses:
        for from_address in addresses:
            link = relative(address, from_address)
            assert link
            assert urljoin(BASE + from_address, link) == BASE + address


@pytest.mark.parametrize("use_directory_urls", [True, False])
@pytest.mark.parametrize("src_uri", ["README.md", "stories/README.md", "a/b.markdown", "x.mkd", "readme.md", "a b.md"])
def test_hand_written_pages_are_where_mkdocs_puts_them(src_uri: str, use_directory_urls: bool) -> None:
    assert Urls(use_directory_urls=use_directory_urls).url(src_uri) == mkdocs_url(src_uri, use_directory_urls)


def test_a_link_is_never_taken_for_an_address_elsewhere() -> None:
    for from_url in ("", "index.html", "programmes/", "programmes/garden/s1/"):
        for id in ("S1", "http", "mailto"):
            target = element_of(framework(id))
            parts = urlsplit(Urls().href(target, from_url))
            assert (parts.scheme, parts.netloc) == ("", "")


def test_a_page_links_to_itself() -> None:
    assert relative("programmes/garden/s1/", "programmes/garden/s1/") == "./"
    assert relative("programmes/garden/s1.html", "programmes/garden/s1.html") == "s1.html"
    assert relative("", "") == "./"


def test_a_folder_named_like_a_scheme_is_no_scheme() -> None:
    assert relative("javascript:alert(1)", "") == "./javascript:alert(1)"
    assert relative("a/javascript:alert(1)/", "a/") == "./javascript:alert(1)/"
    assert from_root("programmes/a/s1/../s1/javascript:alert(1)", "programmes/a/s1/") == "./javascript:alert(1)"
    assert from_root("./javascript:alert(1)?b#c", "") == "./javascript:alert(1)?b#c"


@pytest.mark.parametrize(
    ("url", "ids"),
    [
        ("programmes/garden/", ("garden", "")),
        ("programmes/garden/index.html", ("garden", "")),
        ("programmes/garden/print.html", ("garden", "")),
        ("a/b/programmes/garden/s1.2/", ("garden", "s1.2")),
        ("programmes/garden/%E7%A6%8F.html", ("garden", "福")),
        ("programmes/", None),
        ("outcomes/", None),
    ],
)
def test_an_address_tells_the_ids_that_it_was_made_of(url: str, ids: tuple[str, str] | None) -> None:
    assert split_url(url) == ids


def test_an_entry_keeps_its_address_though_a_page_may_have_its_name_today() -> None:
    assert split_url("a/programmes/garden/print/", shows_entry=True) == ("garden", "print")
