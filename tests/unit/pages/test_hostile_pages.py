"""No author's text acts as markup, on any page, in any field."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from filled_framework import filled_framework
from page_checking import (
    PageReader,
    pages_of,
    read_site,
    without_snippets,
    words_of,
)

from outcome_frameworks.pages import Page

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "closing tags": "</a></p></h1></section></article><img src=x onerror=alert(1)>",
    "quotes": "\"double\" 'single' &quot; &amp; &#60;b&#62;",
    "attribute": '" onmouseover="alert(1)" x="',
    "template": "{{ 7*7 }} {% raw %} ${x} {# note #}",
    "cdata": "<![CDATA[ x ]]> <!-- y --> <?z?>",
    "right to left": "يشعر الناس بالتقدير شالوم",
    "khmer": "សេចក្ដីថ្លៃថ្នូរ" * 20,
    "100 kB": "People feel valued. " * 4_999,
}


def _pages_with(folder: Path, text: str) -> dict[str, Page]:
    files = {"garden.yml": json.dumps(filled_framework(text), ensure_ascii=False)}
    return pages_of(read_site(folder, files, name=text, description=text))


@pytest.fixture(scope="module")
def calm_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    return _pages_with(tmp_path_factory.mktemp("calm"), "Calm words")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_are_shown_as_typed_and_do_nothing(
    text: str, tmp_path: Path, calm_pages: dict[str, Page]
) -> None:
    shown = " ".join(text.split())
    pages = _pages_with(tmp_path, text.strip())
    assert pages.keys() == calm_pages.keys()
    for name, page in pages.items():
        reader, calm = (PageReader(without_snippets(html)) for html in (page.html, calm_pages[name].html))
        assert reader.faults == [], name
        assert reader.tags == calm.tags, name
        assert reader.ids == calm.ids, name
        assert reader.hrefs == calm.hrefs, name
        assert set(reader.attributes) == set(calm.attributes), name
        words = " ".join(reader.text.split())
        for twice in ("&amp;", "&lt;", "&quot;", "&#34;", "&#39;"):
            assert twice in text or twice not in words, name
        if "Calm words" in words_of(calm_pages[name].header):
            assert shown in " ".join(words_of(page.header).split()), name


@pytest.mark.parametrize("name", ["script", "attribute", "template", "cdata", "right to left"])
def test_a_hostile_text_is_shown_as_often_as_calm_words_are(
    name: str, tmp_path: Path, calm_pages: dict[str, Page]
) -> None:
    pages = _pages_with(tmp_path, HOSTILE[name])
    for path in ("programmes/garden/index.md", "programmes/garden/s1.md", "programmes/garden/lp1.md", "index.md"):
        found, calm = (" ".join(words_of(without_snippets(p[path].html)).split()) for p in (pages, calm_pages))
        assert found.count(HOSTILE[name]) == calm.count("Calm words") > 0
