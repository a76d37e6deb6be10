"""What pages say of themselves in their heads: to search engines, social networks, other programs."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from head_reading import HeadReader, png_size
from page_checking import CLAIMS, GARDEN, pages_of, read_site

from outcome_frameworks.addresses.urls import Urls
from outcome_frameworks.pages import Renderer, render_files
from outcome_frameworks.pages.beside.preview_content import Letters, preview_of
from outcome_frameworks.pages.pictures.preview import shapes_of
from outcome_frameworks.pages.pictures.shapes import Words

# The types that we use, with the properties that they have of their own or inherit, and what may stand there.
# From schema.org/<Type>, release 29; a URL may stand for any thing (schema.org/docs/datamodel.html).
THING = {"name": ["Text"], "alternateName": ["Text"], "description": ["Text"], "url": ["URL"], "identifier": ["Text"]}
WORK = {
    **THING,
    "text": ["Text"],
    "about": ["DefinedTerm"],
    "isPartOf": ["DefinedTermSet"],
    "license": ["URL", "CreativeWork"],
}
VOCABULARY: dict[str, dict[str, list[str]]] = {
    "BreadcrumbList": {**THING, "itemListElement": ["ListItem"]},
    "ListItem": {**THING, "position": ["Integer"], "item": ["URL"]},
    "WebSite": WORK,
    "CreativeWork": WORK,
    "DefinedTermSet": WORK,
    "DefinedTerm": {**THING, "termCode": ["Text"], "inDefinedTermSet": ["DefinedTermSet", "URL"]},
    "Claim": WORK,
    "Dataset": {**WORK, "distribution": ["DataDownload"]},
    "DataDownload": {**WORK, "encodingFormat": ["Text"], "contentUrl": ["URL"]},
}

ROOT = "https://example.org/work/"


def heads(folder: Path, text: str = CLAIMS, **settings: Any) -> dict[str, HeadReader]:
    """Return what each page of the garden says of itself, by its `src_uri`."""
    known = {"base_url": ROOT, "link_previews": True, **settings}
    pages = pages_of(read_site(folder, {"garden.yml": GARDEN + text}, **known))
    return {uri: HeadReader(page.head) for uri, page in pages.items()}


def faults(thing: dict[str, Any]) -> Iterator[str]:
    """Return what in an object of JSON-LD is not of the vocabulary."""
    kind = thing["@type"]
    for name, value in thing.items():
        if name in ("@type", "@id"):
            continue
        allowed = VOCABULARY[kind].get(name)
        if allowed is None:
            yield f"{kind} has no {name}"
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from faults(one)
                given = one["@type"]
            else:
                is_url = isinstance(one, str) and one.startswith("https://") and "URL" in allowed
                given = "Integer" if isinstance(one, int) else "URL" if is_url else "Text"
            if given not in allowed:
                yield f"{kind}.{name} holds a {given}: {one}"


def test_every_page_says_all_of_it_once(tmp_path: Path) -> None:
    names = "description canonical og:type og:site_name og:title og:description og:url og:locale og:image".split()
    names += ["og:image:width", "og:image:height", "og:image:alt", "twitter:card", "oembed"]
    found = heads(tmp_path)
    assert len(found) == 15
    for uri, head in found.items():
        assert [name for name in names if not head.one(name)] == [], uri
        assert sum(map(len, head.said.values())) == len(names)
        assert head.one("canonical") == head.one("og:url")
        assert [list(faults(thing)) for thing in head.data if list(faults(thing))] == [], uri
        assert head.of_type("BreadcrumbList")["itemListElement"][0]["item"] == ROOT


def test_the_way_to_a_page_is_told_in_whole_addresses_or_in_links(tmp_path: Path) -> None:
    urls = Urls(use_directory_urls=False)
    found = heads(tmp_path, urls=urls)
    assert found["index.md"].of_type("WebSite")["url"] == ROOT
    page = "programmes/garden/s1.md"
    way = found[page].of_type("BreadcrumbList")["itemListElement"]
    assert [one["item"].removeprefix(ROOT) for one in way] == [
        "index.html",
        "programmes/index.html",
        "programmes/garden/index.html",
        "programmes/garden/index.html#level-short",
        "programmes/garden/s1.html",
    ]
    way = heads(tmp_path, base_url="", link_previews=False)[page].of_type("BreadcrumbList")["itemListElement"]
    assert [one["item"] for one in way] == ["../../../", "../../", "../", "../#level-short", "./"]


def test_the_files_that_heads_name_exist(tmp_path: Path) -> None:
    site = read_site(
        tmp_path,
        {"garden.yml": GARDEN + CLAIMS},
        base_url=ROOT,
        link_previews=True,
    )
    files = dict(render_files(Renderer(site)))
    for page in pages_of(site).values():
        head = HeadReader(page.head)
        picture = files[head.one("og:image").removeprefix(ROOT)]
        assert isinstance(picture, bytes) and png_size(picture) == (1200, 630)
        assert head.one("oembed").removeprefix(ROOT) in files
    assert "programmes/garden/s1/preview.png" in files


def test_an_outcome_is_a_term_of_its_programme(tmp_path: Path) -> None:
    head = heads(tmp_path)["programmes/garden/s1.md"]
    address = f"{ROOT}programmes/garden/s1/"
    assert head.one("og:title") == "S1 People meet."
    assert head.one("og:type") == "article"
    assert head.one("og:image:alt") == "S1: People meet."
    programme = {"@type": "DefinedTermSet", "@id": f"{ROOT}programmes/garden/", "name": "A garden"}
    assert head.of_type("DefinedTerm") == {
        "@type": "DefinedTerm",
        "@id": address,
        "url": address,
        "termCode": "S1",
        "name": "People meet.",
        "inDefinedTermSet": programme,
    }
    way = [(item["position"], item["name"]) for item in head.of_type("BreadcrumbList")["itemListElement"]]
    assert way == [(1, "Test site"), (2, "Programmes"), (3, "Garden"), (4, "Short-term outcomes"), (5, "S1")]


def test_no_break_spaces_stay_wherever_a_text_is_set_anew(tmp_path: Path) -> None:
    said = "5\u202f% of\u00a0all"
    elements = f'{{id: S1, statement: "A  rise of {said}", leads_to: [S2]}}, {{id: S2, statement: B}}'
    text = f"levels: [{{id: l, title: Short, elements: [{elements}]}}]"
    garden = GARDEN.replace("}", f', summary: "*Up*  by {said}"}}')
    site = read_site(tmp_path, {"garden.yml": garden + text}, base_url=ROOT)
    pages, files = pages_of(site), dict(render_files(Renderer(site)))
    outcome, programme = (HeadReader(pages[f"programmes/garden/{name}.md"].head) for name in ("s1", "index"))
    assert outcome.one("og:title") == f"S1 A rise of {said}"
    assert outcome.one("description").startswith(f"S1: A rise of {said}.")
    assert programme.one("description") == f"Up by {said}"
    oembed, svg = (files[f"programmes/garden/{name}"] for name in ("s1/oembed.json", "map-wide.svg"))
    assert f'"title": "S1 A rise of {said}"' in str(oembed)
    assert said in str(svg).partition("</desc>")[2]


def test_a_hypothesis_is_a_claim_about_outcomes(tmp_path: Path) -> None:
    claim = heads(tmp_path)["programmes/garden/h1.md"].of_type("Claim")
    assert claim["text"] == "If People meet and it is warm, then People belong." and claim["identifier"] == "H1"
    assert [about["@id"].removeprefix(ROOT) for about in claim["about"]] == [
        "programmes/garden/l1/",
        "programmes/garden/s1/",
    ]


def test_a_programme_offers_its_data(tmp_path: Path) -> None:
    licence = "Ask us first"
    data = heads(tmp_path, licence=licence)["programmes/garden/index.md"].of_type("Dataset")
    assert data["license"] == {"@type": "CreativeWork", "text": licence}
    formats = {file["encodingFormat"]: file["contentUrl"] for file in data["distribution"]}
    assert formats["application/json"] == f"{ROOT}programmes/garden/index.json"
    assert len(data["description"]) >= 50, "what Google asks of the description of a dataset"


def test_what_takes_the_address_of_the_site_is_left_out_without_it(tmp_path: Path) -> None:
    for head in heads(tmp_path, base_url="").values():
        assert head.one("og:title") and head.one("description") and head.data
        for name in ("canonical", "og:url", "og:image", "og:image:width", "twitter:card", "oembed"):
            assert name not in head.said


def test_a_site_without_pictures_says_the_rest(tmp_path: Path) -> None:
    head = heads(tmp_path, link_previews=False)["programmes/garden/s1.md"]
    assert head.one("canonical") and "og:image" not in head.said and "twitter:card" not in head.said


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!-- <script>", "\"q\" 'q' &quot; &amp;", '" onload="alert(1)']
)
def test_no_text_ends_an_element(tmp_path: Path, text: str) -> None:
    statement = text.replace("'", "''")
    entry = f"levels: [{{id: l, title: '{statement}', elements: [{{id: S1, statement: '{statement}'}}]}}]"
    head = heads(tmp_path, entry, name=text, description=text)["programmes/garden/s1.md"]
    assert head.scripts == 0
    assert head.of_type("DefinedTerm")["name"] == text
    assert head.one("og:image:alt") == f"S1: {text}"
    assert head.one("og:site_name") == text


@pytest.mark.parametrize(
    ("language", "locale"), [("en", "en_GB"), ("en-US", "en_US"), ("pt_BR", "pt_BR"), ("gd", ""), ("gd-GB", "gd_GB")]
)
def test_the_language_is_said_with_its_country(tmp_path: Path, language: str, locale: str) -> None:
    head = heads(tmp_path, language=language)["index.md"]
    assert head.said.get("og:locale", [""]) == [locale]


def test_what_the_font_lacks_is_left_out_and_said_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    text = """
levels:
  - id: short
    title: Short
    elements: [{id: S1, statement: يشعر الناس بالتقدير}, {id: S2, statement: Heard 🎉}, {id: S3, statement: Heard}]
"""
    site = read_site(tmp_path, {"garden.yml": GARDEN + text}, base_url=ROOT, link_previews=True)
    with caplog.at_level(logging.INFO):
        files = dict(render_files(Renderer(site)))
    pictures = {id: files[f"programmes/garden/{id}/preview.png"] for id in ("s1", "s2", "s3")}
    (said,) = [record.getMessage() for record in caplog.records if "Link previews" in record.getMessage()]
    assert "programmes/garden/s1.md" in said
    assert all(png_size(picture) == (1200, 630) for picture in pictures.values() if isinstance(picture, bytes))
    pages = (site.own_pages[f"programmes/garden/{id}.md"] for id in pictures)
    previews = [preview_of(Renderer(site), own, Letters()) for own in pages]
    shown = [[one.text for one in shapes_of(preview) if isinstance(one, Words)] for preview in previews]
    assert ["Heard" in words for words in shown] == [False, True, True]
    assert all("S1" in words for words in shown[:1])
    assert not any("\u0634" in words or "🎉" in words for lines in shown for words in lines)
