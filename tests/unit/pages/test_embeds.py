"""What other sites may show of a programme: documents for frames, oEmbed, pictures; and the panel that offers them."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from page_checking import CLAIMS, GARDEN, garden_pages, read_site

from outcome_frameworks.pages import Renderer, render_files
from outcome_frameworks.pages.beside.embeds import LISTENER

HERE = "https://example.org/site/"


def files_of(folder: Path, text: str = CLAIMS, **settings: str) -> dict[str, str | bytes]:
    return dict(render_files(Renderer(read_site(folder, {"garden.yml": GARDEN + text}, **settings))))


def text_of(files: dict[str, str | bytes], path: str) -> str:
    text = files[f"programmes/garden/{path}"]
    assert isinstance(text, str)
    return text


def test_each_thing_has_a_document_for_frames_that_leads_out_of_them(tmp_path: Path) -> None:
    files = files_of(tmp_path, base_url=HERE)
    for name in ("", "s1/", "l1/", "h1/", "h4/", "lp1/", "map/"):
        html = text_of(files, f"{name}embed/index.html")
        assert '<base target="_top">' in html
        assert '<meta name="robots" content="noindex">' in html
        assert "style=" not in html.split("<figure")[0]
        page = "" if name == "map/" else name
        assert f'<link rel="canonical" href="{HERE}programmes/garden/{page}">' in html
        assert ">Read more at Test site</a>" in html
    card = text_of(files, "s1/embed/index.html")
    assert '<bdi class="of-code">S1</bdi> People meet.' in card
    assert "Short-term outcomes" in card
    assert "A garden" in card
    assert "If S1" not in card
    assert "Mixed evidence" in text_of(files, "h1/embed/index.html")
    assert 'href="../../s1/"' in text_of(files, "map/embed/index.html")


def test_a_frame_states_the_language_of_its_site_and_a_statement_its_direction(tmp_path: Path) -> None:
    card = text_of(files_of(tmp_path, base_url=HERE, language="en_GB"), "s1/embed/index.html")
    assert '<html lang="en-GB">' in card
    assert '<h1 dir="auto"><bdi class="of-code">S1</bdi> People meet.</h1>' in card


def test_chips_of_a_map_stay_in_the_frame_and_cards_lead_out(tmp_path: Path) -> None:
    html = text_of(files_of(tmp_path, base_url=HERE), "map/embed/index.html")
    assert re.findall(r'<a target="_self" class="of-chip[^>]* href="(#[^"]+)"', html) == ["#of-map-L1"]
    assert 'target="_self" class="of-face' not in html


def test_oembed_says_what_the_panel_offers(tmp_path: Path) -> None:
    files = files_of(tmp_path, base_url=HERE)
    found = json.loads(text_of(files, "s1/oembed.json"))
    assert found["type"] == "rich"
    assert found["version"] == "1.0"
    assert found["title"] == "S1 People meet."
    assert found["author_name"] == "A garden"
    assert (found["provider_name"], found["provider_url"]) == ("Test site", HERE)
    assert f'src="{HERE}programmes/garden/s1/embed/"' in found["html"]
    assert f'height="{found["height"]}"' in found["html"]
    assert "<script" not in found["html"]
    assert json.loads(text_of(files, "oembed.json"))["title"] == "A garden"
    for path, title in (
        ("oembed.json", "Test site"),
        ("programmes/garden/print/oembed.json", "Garden: the whole pack"),
    ):
        found = json.loads(files[path])
        assert (found["type"], found["title"]) == ("link", title)


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    text = "elements: [{id: S1, statement: '\"><script>alert(1)</script> & </pre>'}]\n"
    files = files_of(tmp_path, text, base_url=HERE)
    for path in ("s1/embed/index.html", "map/embed/index.html"):
        assert "<script>alert" not in text_of(files, path)
    frame = json.loads(text_of(files, "s1/oembed.json"))["html"]
    assert re.fullmatch(r'<iframe( [a-z]+="[^"<>]*")+></iframe>', frame)
    panel = garden_pages(tmp_path, text, base_url=HERE)["s1"].sections[-1].html
    assert panel.count("</pre>") == panel.count("<pre")
    assert "<script" not in panel


def test_without_an_address_there_is_nothing_to_embed_but_citations_and_pictures(tmp_path: Path) -> None:
    files = files_of(tmp_path)
    assert [path for path in files if "embed" in path] == []
    assert "programmes/garden/map-wide.svg" in files
    panel = garden_pages(tmp_path, CLAIMS)["s1"].sections[-1].html
    assert "<summary>Cite in BibTeX</summary>" in panel
    assert "iframe" not in panel


def test_the_panel_of_a_programme_offers_its_map_with_sizes(tmp_path: Path) -> None:
    files = files_of(tmp_path, base_url=HERE)
    panel = unescape(garden_pages(tmp_path, CLAIMS, base_url=HERE)["index"].sections[-1].html)
    assert f'<iframe src="{HERE}programmes/garden/map/embed/" title="Outcome map of Garden"' in panel
    picture = re.search(
        r'srcset="([^"]+)" width="(\d+)" height="(\d+)"><img src="([^"]+)".*? width="(\d+)" height="(\d+)"', panel
    )
    assert picture
    for url, size in ((picture[1], picture.group(2, 3)), (picture[4], picture.group(5, 6))):
        svg = text_of(files, url.removeprefix(f"{HERE}programmes/garden/"))
        assert f'width="{size[0]}" height="{size[1]}"' in svg
    assert 'href="map.png"' in panel


def test_a_map_in_letters_that_the_font_lacks_has_no_png(tmp_path: Path) -> None:
    files = files_of(tmp_path, "elements: [{id: S1, statement: الناس يشعرون}]\n", base_url=HERE)
    assert "programmes/garden/map.png" not in files
    assert "programmes/garden/map-wide.svg" in files
    assert "PNG" not in garden_pages(tmp_path, "elements: [{id: S1, statement: الناس}]\n", base_url=HERE)["index"].html


@pytest.mark.parametrize(
    "text",
    [
        "levels:\n" + "".join(f"- {{id: l{n}, title: L, elements: [{{id: S{n}, statement: x}}]}}\n" for n in range(80)),
        "elements:\n" + "".join(f"- {{id: S{n}, statement: People meet}}\n" for n in range(420)),
        "elements:\n" + "".join(f"- {{id: S{n}, statement: {'People meet ' * 900}}}\n" for n in range(8)),
    ],
    ids=["many levels", "many elements", "long texts"],
)
def test_a_map_too_large_for_a_png_has_none_and_the_author_hears_so(
    tmp_path: Path, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    files = files_of(tmp_path, text, base_url=HERE)
    assert "programmes/garden/map.png" not in files
    assert "programmes/garden/map-wide.svg" in files
    (line,) = (record.getMessage() for record in caplog.records)
    assert re.fullmatch(
        r"frameworks/garden\.yml: map\.png of the programme garden is left out: it would have [\d,]+ by [\d,]+ "
        r"pixels, more than 10,000 on a side or 30,000,000 in all; map-wide\.svg and map-narrow\.svg show the .* map",
        line,
    )
    assert "map.png" not in garden_pages(tmp_path, text, base_url=HERE)["index"].html


def test_a_site_without_folders_in_addresses_names_the_documents_in_full(tmp_path: Path) -> None:
    site = read_site(tmp_path, {"garden.yml": GARDEN + CLAIMS}, base_url=HERE)
    flat = type(site.urls)(use_directory_urls=False)
    files = dict(render_files(Renderer(read_site(tmp_path, base_url=HERE, urls=flat))))
    found = json.loads(text_of(files, "s1/oembed.json"))
    assert f'src="{HERE}programmes/garden/s1/embed/index.html"' in found["html"]
    assert 'href="../../s1.html">Read more' in text_of(files, "s1/embed/index.html")


def test_the_guide_shows_the_script_as_it_is_and_editors_leave_it_so() -> None:
    guide = (Path(__file__).parents[3] / "docs/guide/embedding.md").read_text("utf-8")
    (shown,) = re.findall(r"<script>.*?</script>", guide, re.DOTALL)
    assert shown.replace("\n", " ").replace("; if", ";if") == LISTENER.strip()
    assert not set("&<") & set(LISTENER.strip().removeprefix("<script>").removesuffix("</script>"))
