"""Exported pages as other generators read them: what an author wrote is words, in Markdown, YAML and templates."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from filled_framework import filled_framework
from markdown import Markdown
from markdown_it import MarkdownIt
from markupsafe import Markup
from page_checking import pages_of, read_site

from outcome_frameworks.addresses.kinds import PAGE_KINDS
from outcome_frameworks.addresses.published import OwnPage
from outcome_frameworks.hosts.export import to_markdown
from outcome_frameworks.pages import Page
from outcome_frameworks.pages.page import Body
from outcome_frameworks.reading.hand_written import escape_markdown

HOSTILE = {
    "markup": "A <img src=x onerror=alert(1)> [b](javascript:alert(2)) ![t](https://evil.example/t.png) *c* `d`",
    "attributes": "Short {: onclick=alert(1) #elsewhere } {#elsewhere}",
    "templates": "{{ 7*191 }} {% raw %} {{< x >}} {# note #} ${x} <% y %>",
    "lone returns": "a\r\r![t](https://evil.example/t.png)\r\rend",
    "feed and return": "a\n\r![t](https://evil.example/t.png)\n\r\n\rend",
    "separators": "a\u2028\u2028![t](https://evil.example/t.png)\n\u2028\nend\n\xa0\n![t](https://evil.example/t.png)",
    "marks of others": "a -- b ... \"c\" 'd' :smile: www.example.org ==e== ~~f~~ &lt; \\* 1. g",
}


class Reader(HTMLParser):
    """Counts what a browser would make of HTML, and keeps its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.ids: list[str | None] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_data(self, data: str) -> None:
        self.words += data


def exported(folder: Path, text: str) -> dict[str, str]:
    folder.mkdir(exist_ok=True)
    files = {"garden.yml": json.dumps(filled_framework(text))}
    return {uri: to_markdown(page) for uri, page in pages_of(read_site(folder, files)).items()}


def body(markdown: str) -> str:
    return markdown.split("\n---\n", 1)[1]


def in_python_markdown(text: str) -> str:
    return Markdown(extensions=["attr_list", "toc", "tables", "smarty"]).convert(text)


def in_common_mark(text: str) -> str:
    return str(MarkdownIt("commonmark").render(text))


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return exported(tmp_path_factory.mktemp("calm"), "Calm words")


@pytest.mark.parametrize("render", [in_python_markdown, in_common_mark])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_an_authors_text_is_words_in_every_markdown(
    render: Callable[[str], str], text: str, tmp_path: Path, calm: dict[str, str]
) -> None:
    pages = exported(tmp_path, text)
    assert pages.keys() == calm.keys() and "programmes/garden/print.md" in pages
    ours = {"br", "p", "em"}  # what longer texts make of line ends and stars, everywhere
    for uri, page in pages.items():
        read, before = (Reader(render(body(made))) for made in (page, calm[uri]))
        assert [tag for tag in read.tags if tag not in ours] == [tag for tag in before.tags if tag not in ours], uri
        assert read.handlers == [], uri
        assert read.ids == before.ids, uri
        assert "![t]" not in text or "img" not in read.tags


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_makes_a_blank_line_or_a_template(text: str, tmp_path: Path, calm: dict[str, str]) -> None:
    for uri, page in exported(tmp_path, text).items():
        assert "\r" not in page and "\u2028" not in page
        assert page.count("\n\n") == calm[uri].count("\n\n"), uri
        assert re.findall(r"\{(?!#[\w.-]+\}\n)|<%", page) == [], uri


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_front_matter_gives_back_the_words(text: str, tmp_path: Path) -> None:
    pages = exported(tmp_path, text)
    page = pages["programmes/garden/index.md"]
    read = yaml.safe_load(page.split("---\n", 2)[1])
    assert list(read) == ["title", "description"]
    words = " ".join(html.unescape(read["title"]).split())
    assert " ".join(text.split()).startswith(words.removesuffix("…"))


def test_blank_lines_of_a_text_stay_in_it() -> None:
    said = Markup('<p title="a\r\n\r\nb">c\n \n\xa0\nd</p>\n\n\n<p>{}</p>').format("e\u2029f")
    markdown = to_markdown(Page(OwnPage("a.md", PAGE_KINDS["home"]), "A", "A", "", lambda: Body(said, ())))
    assert '<p title="a\n&#10;b">c\n &#10;\xa0&#10;d</p>\n<p>e&#8233;f</p>' in markdown


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("render", [in_python_markdown, in_common_mark])
def test_headings_and_links_show_what_was_written(text: str, render: Callable[[str], str]) -> None:
    escaped = escape_markdown(text)
    read = Reader(render(f"## {escaped}\n\n[{escaped}](x.html)"))
    assert read.tags == ["h2", "p", "a"]
    heading, link = read.words.strip().split("\n")
    assert heading == link
    assert heading.split() == text.split()


def test_no_break_spaces_and_plain_words_stay_as_they_are_in_headings() -> None:
    plain = "Short-term outcomes,\xa02\u202f000 people in Québec: why? So. Yes!"
    assert escape_markdown(f"{plain}\n{plain}") == f"{plain} {plain}"


def test_what_only_repeats_or_lists_nothing_asks_not_to_be_found(tmp_path: Path) -> None:
    small = {"garden.yml": "programme: {id: garden, title: A garden}\nelements: [{id: S1, statement: x}]\n"}
    pages = {uri: to_markdown(page) for uri, page in pages_of(read_site(tmp_path, small)).items()}
    matters = {uri: yaml.safe_load(text.split("---\n")[1]) for uri, text in pages.items()}
    hidden = [uri for uri, matter in matters.items() if matter.get("robots") == "noindex"]
    assert hidden == ["outcomes/index.md", "hypotheses/index.md", "programmes/garden/print.md"]
    assert all(matters[uri]["search"] == {"exclude": True} and matters[uri]["sitemap"] is False for uri in hidden)
