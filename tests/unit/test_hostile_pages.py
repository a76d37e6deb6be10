"""No author's text acts as markup, on any page, in any field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from page_checking import (
    PageReader,
    pages_of,
    read_site,
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


def _about(text: str) -> list[dict[str, str]]:
    return [{"ref": "S1", "because": text}]


def _hostile_framework(text: str) -> dict[str, Any]:
    """Give a framework that holds a text in every field that takes any text; where a field is short, its start."""
    return {
        "programme": {
            "id": "garden",
            **dict.fromkeys("title short_title version summary aim intention population area".split(), text),
            "context": [text],
            "phases": [{"id": "p", "title": text, "summary": text, "figures": [{"label": text, "value": text}]}],
            "flows": [{"direction": "vertical", "among": [text], "to": text, "summary": text}],
            "documents": [
                {
                    "title": text,
                    "kind": text,
                    "date": text,
                    "summary": text,
                    "missing": text,
                    "about": _about(text),
                },
            ],
            "source": {"title": text, "organisation": text, "date": text, "notes": [text]},
        },
        "levels": [
            {
                "id": "short",
                "title": text,
                "subtitle": text,
                "note": text,
                "leads_to": [{"to": "long", "because": text}],
                "elements": [
                    {
                        "id": "S1",
                        "statement": text,
                        "label": text[:80],
                        "note": text,
                        "who": [text],
                        "tags": [text],
                        "leads_to": [{"to": "L1", "because": text}],
                        "aligned_to": [{"vocabulary": text, "code": text}],
                    },
                    {"id": "S2", "statement": text, "status": "retired", "replaced_by": "S1"},
                ],
            },
            {"id": "long", "title": text, "elements": [{"id": "L1", "statement": text}]},
        ],
        "hypotheses": [
            {
                "id": "H1",
                "if": [text],
                "then": [{"ref": "S1"}],
                "because": text,
                "about": _about(text),
                "how_tested": text,
            },
            {"id": "H2", "statement": text},
        ],
        "assumptions": [{"id": "A1", "statement": text, "note": text}],
        "learning": [{"id": "LP1", "statement": text, "note": text, "about": _about(text)}],
        "evidence": [
            {
                "id": "E1",
                "title": text,
                "summary": text,
                "about": _about(text),
                "strength": {"scale": text, "level": text},
            },
        ],
        "waivers": [{"rule": "no-links", "on": "S1", "reason": text}],
    }


def _pages_with(folder: Path, text: str) -> dict[str, Page]:
    files = {"garden.yml": json.dumps(_hostile_framework(text), ensure_ascii=False)}
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
        reader, calm = PageReader(page.html), PageReader(calm_pages[name].html)
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
        found, calm = (" ".join(words_of(p[path].html).split()) for p in (pages, calm_pages))
        assert found.count(HOSTILE[name]) == calm.count("Calm words") > 0
