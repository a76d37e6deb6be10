"""Make pages from texts without any host, and read them as a reader and as an HTML validator would."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

from outcome_frameworks.pages import Page, Renderer, Site, render_pages
from outcome_frameworks.problems import Severity
from outcome_frameworks.reading.checks import check_portfolio
from outcome_frameworks.reading.frameworks.load import load_portfolio

GARDEN = "programme: {id: garden, title: A garden, short_title: Garden}\n"
"""The start of a framework."""

KITCHEN = """\
programme: {id: kitchen, title: A kitchen, short_title: Kitchen etc.}
elements: [{id: C1, statement: People cook.}]
learning: [{id: LP1, statement: They cook well, about: [garden/short]}]
"""
"""Another framework, which speaks of the garden's first level."""

CLAIMS = """\
levels:
  - id: short
    title: Short-term outcomes
    leads_to: [long]
    elements: [{id: S1, statement: People meet., leads_to: [L1]}, {id: S2, statement: People talk}]
  - {id: long, title: Long-term outcomes, elements: [{id: L1, statement: People belong}]}
hypotheses:
  - {id: H1, if: [{ref: S1}, it is warm], then: [{ref: L1}], because: It *is*., assumptions: [A1], status: mixed}
  - {id: H2, order: then-if, if: [{ref: S1}], then: [they stay.], how_tested: By asking.}
  - {id: H3, statement: Do they stay?, about: [short > long, H1]}
  - {id: H4, statement: All is well}
assumptions: [{id: A1, statement: There is time}]
learning:
  - {id: LP1, statement: Time helps, about: [H1, {ref: short, basis: inferred, because: One said so.}]}
  - {id: LP2, statement: Tea helps!}
"""
"""Levels, hypotheses and learning points for the garden."""

_VOID = frozenset("area br col hr img input link meta wbr path".split())  # path: SVG writes <path/>
_PHRASING = frozenset("a b bdi br button em i input label option output path select small span strong svg".split())
_HOLDS_PHRASING_ONLY = frozenset("b bdi button em h1 h2 h3 h4 i label p small span strong".split())
_CHILDREN = {"ul": {"li"}, "ol": {"li"}, "dl": {"div", "dt", "dd"}, "select": {"option"}}
_PARENTS = {"li": {"ul", "ol"}, "dt": {"dl", "div"}, "dd": {"dl", "div"}, "option": {"select"}}
_MAY_BE_EMPTY = frozenset("output option path svg".split())  # and void elements
_MAY_HOLD_NOTHING = frozenset("data-search-exclude hidden download value".split())
_PUNCTUATION = re.compile(r"[.!?…][.,;:](?=\s|$)|[,;:][.,;:!?]|\s[.,;:!?)](?=\s|$)|\(\s|\w\(\w")
"""Doubled punctuation, a space before a mark or inside a bracket, no space before a bracket."""


def read_site(folder: Path, files: dict[str, str] | None = None, **settings: Any) -> Site:
    """Load a folder, after writing some frameworks into it (`{"garden.yml": …}`); all notes go to the pages."""
    for name, text in (files or {}).items():
        (folder / name).write_text(text, "utf-8")
    loaded = load_portfolio(folder, "frameworks")
    problems = [*loaded.problems, *check_portfolio(loaded.portfolio, loaded.known_ids)]
    assert [str(problem) for problem in problems if problem.severity is Severity.ERROR] == []
    return replace(Site(loaded.portfolio, name="Test site"), problems=tuple(problems), **settings)


def pages_of(site: Site) -> dict[str, Page]:
    """Return all pages of a site by their `src_uri`."""
    return {page.src_uri: page for page in render_pages(Renderer(site))}


def garden_pages(folder: Path, text: str, **settings: Any) -> dict[str, Page]:
    """Return the pages of the garden with more of its file: by their names below it (`s1`), others by their path."""
    pages = pages_of(read_site(folder, {"garden.yml": GARDEN + text}, **settings))
    return {uri.removeprefix("programmes/garden/").removesuffix(".md"): page for uri, page in pages.items()}


def section(page: Page, id: str) -> str:
    """Return what a reader reads in one section of a page, one line a block; "" where there is no such section."""
    return next((words_of(part.html) for part in page.sections if part.id == id), "")


def links_of(html: str) -> dict[str, str]:
    """Return the address of each link by its words."""
    links = re.findall(r'<a[^>]* href="([^"]*)"[^>]*>(.*?)</a>', html)
    return {words_of(words): unescape(href) for href, words in links}


def without_snippets(html: str) -> str:
    """Return a page without the texts to copy from its share panel, which are HTML, Markdown and BibTeX for others."""
    return re.sub(r'<pre class="of-copied">[^<]*</pre>', "", html)


def words_of(html: str) -> str:
    """Return what a reader reads: words run on in a line, and each block begins a line of its own."""
    return PageReader(html).text


@dataclass
class _Open:
    tag: str
    text: bool = False
    children: list[str] = field(default_factory=list)


class PageReader(HTMLParser):
    """Reads HTML strictly: `faults` are what a validator would report, `text` is what a reader reads."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: Counter[str] = Counter()
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self._open: list[_Open] = [_Open("body")]
        self._parts: list[str] = []
        self.feed(html)
        self.close()
        self.faults += [f"<{element.tag}> is not closed" for element in self._open[1:]]
        self.faults += [f"the id {id} stands {n} times" for id, n in Counter(self.ids).items() if n > 1]
        self.faults += self._heading_faults()
        lines = (" ".join(line.split()) for line in "".join(self._parts).split("\0"))
        self.text = "\n".join(line for line in lines if line)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        parent = self._open[-1]
        parent.children.append(tag)
        self._check_nesting(tag, parent.tag)
        self._check_attributes(tag, attrs)
        if tag not in _PHRASING or tag == "br":
            self._parts.append("\0")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append((int(tag[1]), tag))
        if tag not in _VOID:
            self._open.append(_Open(tag))

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if len(self._open) == 1 or self._open[-1].tag != tag:
            self.faults.append(f"</{tag}> closes <{self._open[-1].tag}>")
            return
        element = self._open.pop()
        if tag == "ol" and self._parts[-1:] == ["\0"] and not element.children:
            return  # the list of a level without elements, in a map
        if not element.text and not element.children and tag not in _MAY_BE_EMPTY:
            self.faults.append(f"<{tag}> is empty")
        self._open[-1].text = self._open[-1].text or (element.text and tag in _PHRASING)
        if tag not in _PHRASING:
            self._parts.append("\0")

    def handle_data(self, data: str) -> None:
        self._parts.append(data)
        if data.strip():
            if self._open[-1].tag in _CHILDREN:
                self.faults.append(f"text stands straight in <{self._open[-1].tag}>: {data.strip()[:40]}")
            self._open[-1].text = True

    def _check_nesting(self, tag: str, parent: str) -> None:
        inside_phrasing = next((e.tag for e in self._open if e.tag in _HOLDS_PHRASING_ONLY), None)
        if inside_phrasing and tag not in _PHRASING:
            self.faults.append(f"<{tag}> stands inside <{inside_phrasing}>")
        if tag == "a" and any(element.tag == "a" for element in self._open):
            self.faults.append("<a> stands inside <a>")
        if tag not in _CHILDREN.get(parent, {tag}) or parent not in _PARENTS.get(tag, {parent}):
            self.faults.append(f"<{tag}> stands straight in <{parent}>")

    def _check_attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = Counter(name for name, _ in attrs)
        self.faults += [f"<{tag}> has {name} twice" for name, n in names.items() if n > 1]
        self.attributes.update(names.keys())
        for name, value in attrs:
            if not value and name not in _MAY_HOLD_NOTHING:
                self.faults.append(f"<{tag}> has an empty {name}")
            if name == "id":
                self.ids.append(value or "")
                if re.search(r"\s", value or ""):
                    self.faults.append(f"the id {value} holds a space")
            if name == "href":
                self.hrefs.append(value or "")

    def _heading_faults(self) -> list[str]:
        levels = [level for level, _ in self.headings]
        faults = [f"h{b} follows h{a}" for a, b in pairwise(levels) if b > a + 1]
        return faults + (["there are several h1"] if levels.count(1) > 1 else [])


def slips_in(text: str) -> list[str]:
    """Return slips of punctuation in the words of a page, each with what stands around it."""
    return [
        text[max(0, found.start() - 30) : found.end() + 10].replace("\n", " / ")
        for line in text.split("\n")
        for found in _PUNCTUATION.finditer(line)
        if (text := line)
    ]
