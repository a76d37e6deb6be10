"""Whole sites from whole frameworks: every item on one page of its own, every text as it was written, nothing more."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import count
from pathlib import Path
from posixpath import dirname, join, normpath
from random import Random
from typing import Any
from urllib.parse import unquote, urldefrag

import pytest
import yaml
from amounts import examples
from generated.frameworks import (
    ORGANISATIONS,
    Data,
    Supply,
    hints_of,
    inner_of,
    key_of,
    make_portfolio,
    model_of,
    supplies,
)
from generated.sites import Site, build
from generated.texts import URLS, bare_prose, marked_prose, texts
from hypothesis import given
from hypothesis import strategies as st
from page_checking import PageReader
from site_building import SMALL_FRAMEWORK

from outcome_frameworks.addresses.urls import from_root
from outcome_frameworks.model import Element, Entry, Hypothesis, LearningPoint, Waiver, fold_id
from outcome_frameworks.model.scalars import Prose, Text, Url
from outcome_frameworks.model.web_addresses import is_path, is_safe_url
from outcome_frameworks.pages import THEME_DIR

_LINK = re.compile(r"(?<!!)\[([^][]*)\]\(([^)\s]*)\)")
_WRITTEN_IN_PARTS = [("li", "style"), ("div", "style"), ("path", "class"), ("h3", "id")]
_WRITTEN_IN_PARTS += [("strong", ""), ("em", ""), ("br", ""), ("a", "title")]  # what Markdown makes
_STYLE = re.compile(r"(?:--of-[a-z]+:[\d. %fr-]+;?)+")

HAS_PAGE = (Element, Hypothesis, LearningPoint)
"""What has a page of its own; everything else stands on the page of what holds it, or on its programme's."""


@dataclass(frozen=True)
class Promise:
    """What the page of an item has to show."""

    key: str
    field: str
    value: str
    is_prose: bool = False
    is_url: bool = False


def promises(cls: type[Entry], data: Data, key: str) -> Iterator[Promise]:
    """Return every text and address of an entry, and of all inside it, with the item on whose page it belongs."""
    if issubclass(cls, HAS_PAGE):
        key = f"{key.partition('/')[0]}/{unicodedata.normalize('NFC', data['id'])}"
    for name, hint in hints_of(cls).items():
        value, field = data.get(key_of(cls, name)), f"{cls.__name__}.{name}"
        values: list[Any] = value if isinstance(value, list) else [] if value is None else [value]
        for inner in values:
            if isinstance(inner, dict):
                yield from promises(inner_of(hint), inner, key)
            elif inner_of(hint) in (Text, Prose, Url):
                yield Promise(key, field, inner, inner_of(hint) == Prose, inner_of(hint) == Url)


def number(cls: type[Entry], data: Data, numbers: Iterator[int]) -> None:
    """Return every text a number at its end, so that none can be taken for another."""
    for name, hint in hints_of(cls).items():
        key, kind = key_of(cls, name), inner_of(hint)
        if kind in (Text, Prose) and key in data and (cls, name) != (Waiver, "rule"):
            if isinstance(data[key], list):
                data[key] = [f"{text.strip()} no{next(numbers)}" for text in data[key]]
            else:
                most = 70 if name == "label" else None
                data[key] = f"{data[key].strip()[:most]} no{next(numbers)}"
        elif isinstance(kind, type) and issubclass(kind, Entry) and key in data:
            for inner in data[key] if isinstance(data[key], list) else [data[key]]:
                number(kind, inner, numbers)


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def is_kept(promise: Promise, page: PageReader, path: str) -> bool:
    """Return whether a page shows what it has to: bare texts character by character, others with all their letters."""
    if promise.is_url:
        here = path.removesuffix("index.html")
        return (from_root(promise.value, here) if is_path(promise.value) else promise.value) in page.hrefs
    if not promise.is_prose or not set("*_[]") & set(promise.value):
        return in_one_line(promise.value) in in_one_line(page.text)
    if "](" in _LINK.sub("", promise.value):
        return True
    parts, between = [], 0
    for link in _LINK.finditer(promise.value):  # one that can be no link is shown as it was typed
        before, words = promise.value[between : link.start()], re.escape(letters(link[1]))
        parts += [re.escape(letters(before)), f"{words}(?:{re.escape(letters(link[2]))})?"]
        between = link.end()
    return bool(re.search("".join(parts) + re.escape(letters(promise.value[between:])), letters(page.text)))


@pytest.fixture(scope="module")
def allowed(tmp_path_factory: pytest.TempPathFactory) -> Counter[tuple[str, str]]:
    """The elements and attributes that our templates and code write, and those of a page of calm words with numbers."""
    folder = tmp_path_factory.mktemp("calm") / "project"
    calm = build(folder, {"garden": yaml.safe_load(SMALL_FRAMEWORK)}, Random("calm"))
    assert calm
    sources = [*THEME_DIR.rglob("*.html"), *(THEME_DIR.parent / "outcome_map").rglob("*.py")]
    found = Counter(_WRITTEN_IN_PARTS)
    for outline in calm.outlines.values():
        found |= outline.found
    for path in sources:
        text = re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL)
        for tag in re.finditer(r"<([a-z][a-z0-9]*)([^<]*)", text):
            found |= Counter([(tag[1], ""), *((tag[1], name) for name in re.findall(r"\b([a-z][a-z-]*)(?==)", tag[2]))])
    return found


def assert_items_have_their_pages(site: Site) -> None:
    expected = {}
    for programme, data in site.data.items():
        if programme != ORGANISATIONS:
            expected[programme] = [f"programmes/{programme}/index.html"]
            for key in {promise.key for promise in promises(model_of(programme), data, programme)} - {programme}:
                id = fold_id(key.partition("/")[2])
                expected[key] = [f"programmes/{programme}/{id}/index.html"]
    assert site.pages_of == expected


def assert_texts_are_kept(site: Site) -> None:
    readers: dict[str, PageReader] = {}
    for programme, data in site.data.items():
        if programme == ORGANISATIONS:
            continue
        for promise in promises(model_of(programme), data, programme):
            (path,) = site.pages_of[promise.key]
            reader = readers.setdefault(path, PageReader(site.articles[path]))
            assert is_kept(promise, reader, path), (promise, reader.text)


def assert_nothing_is_added(site: Site, allowed: Counter[tuple[str, str]]) -> None:
    for path, outline in site.outlines.items():
        assert set(outline.found) <= set(allowed), (path, set(outline.found) - set(allowed))
        assert outline.found["script", ""] <= allowed["script", ""]
        assert [id for id, number in outline.ids.items() if number > 1] == [], path
        assert all(map(is_safe_url, outline.hrefs)), path
    for path, article in site.articles.items():
        assert PageReader(article).faults == [], path
        assert [style for style in re.findall(r'\sstyle="([^"]*)"', article) if not _STYLE.fullmatch(style)] == [], path


def assert_links_lead_somewhere(site: Site) -> None:
    for path, outline in site.outlines.items():
        for href in set(outline.hrefs) - set(URLS):
            address, anchor = urldefrag(href)
            if re.match(r"[a-z]+:", href):
                continue
            target = unquote(normpath(join("/", join(dirname(path), address) if address else path))[1:])
            if target not in site.others | site.html.keys():
                target = join(target, "index.html")
            assert target in site.others | site.html.keys(), (path, href)
            assert not anchor or site.outlines[target].ids[unquote(anchor)], (path, href)


def assert_the_map_is_whole(site: Site) -> None:
    for programme, data in site.data.items():
        elements = [
            *data.get("elements", ()),
            *(e for level in data.get("levels", ()) for e in level.get("elements", ())),
        ]
        html = site.articles.get(f"programmes/{programme}/index.html", "")
        cards = Counter(map(unescape, re.findall(r'<li class="of-card[^>]* data-of-id="([^"]*)"', html)))
        assert all(cards[f"{programme}/{unicodedata.normalize('NFC', element['id'])}"] == 1 for element in elements)


PROSE = st.one_of(bare_prose, marked_prose, texts)


@examples(160)
@given(supplies(prose=PROSE, sizes=(1, 2)))
def test_sites_show_what_was_written_and_nothing_else(
    tmp_path: Path, allowed: Counter[tuple[str, str]], supply: Supply
) -> None:
    data, numbers = make_portfolio(supply), count(1)
    for name, held in data.items():
        number(model_of(name), held, numbers)
    site = build(tmp_path / "project", data, supply.random)
    assert site
    assert_items_have_their_pages(site)
    assert_texts_are_kept(site)
    assert_nothing_is_added(site, allowed)
    assert_links_lead_somewhere(site)
    assert_the_map_is_whole(site)


@examples(40)
@given(supplies(sizes=(1, 2)))
def test_a_build_of_broken_frameworks_stops_with_one_error(
    tmp_path: Path, allowed: Counter[tuple[str, str]], supply: Supply
) -> None:
    site = build(tmp_path / "project", make_portfolio(supply), supply.random, times=1)
    if site:
        assert_nothing_is_added(site, allowed)
        assert_links_lead_somewhere(site)
