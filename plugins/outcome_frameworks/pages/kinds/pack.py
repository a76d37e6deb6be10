"""The whole pack: a programme with everything in it that has a page of its own, as one document to print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import quote, urljoin

from markupsafe import Markup

from outcome_frameworks.addresses.published import OwnPage
from outcome_frameworks.addresses.urls import relative
from outcome_frameworks.model import Framework, Paged, Target, fold_id
from outcome_frameworks.pages.page import Body, Page, Section
from outcome_frameworks.pages.rendering import words
from outcome_frameworks.pages.rendering.renderer import Here, Renderer

LEFT_OUT = ("map", "cite")
"""Sections of an entry's own page that the pack can do without: the programme's map shows every chain, sentences say
the same as the maps of neighbours, and the pack prints each entry's address."""

DEEPER = 2
"""Levels that the headings of an entry's own page move down: its h1 stands below the h2 of its group."""

_TAG = re.compile(r"""<(?:/?h[1-4](?=[\s>])|\w+\s)(?:[^<>"']|"[^"]*"|'[^']*')*>""")
"""A tag in which something may change: that of a heading, or one with attributes: `<a href="../s1/">`."""

_CHANGES = re.compile(r'^</?h[1-4][\s>]|\s(?:href|src|id)="')
"""What a tag holds that does change: `<h2 class="of-title">`, `<a href="../s1/">`, `<li id="x">`."""

_HEADING = re.compile(r"^(</?h)([1-4])(?=[\s>])")
_ID = re.compile(r'(\sid=")([^"]+)')
_LINK = re.compile(r'(\s(?:href|src)=")([^"]*)')
_SAID_ONCE = re.compile(r'<nav\b.*?</nav>\s*|<p class="of-notice of-over">.*?</p>\s*', re.DOTALL)
"""What a pack says once of all that it holds: the way there, and that the programme is over."""


@dataclass(frozen=True)
class PackEntry:
    """What the pack shows of one page: what it is about, its anchor here, its public address, and its parts."""

    key: str
    anchor: str
    address: str
    header: Markup
    sections: tuple[Section, ...]


def pack_page(renderer: Renderer, own: OwnPage, pages: Sequence[Page]) -> Page:
    """Return the pack of a programme. `pages` are its own page and those of all in it."""
    framework = own.framework
    title = framework.programme.title
    return Page(
        own,
        title=own.kind.title_in(renderer.site.name, framework),
        nav_title=own.kind.title,
        description=words.shortened(f"{title}: the programme and everything in it as one document, to print", 160),
        make_body=lambda: _body(renderer, own, pages),
    )


def _body(renderer: Renderer, own: OwnPage, pages: Sequence[Page]) -> Body:
    urls, framework = renderer.site.urls, own.framework
    by_key = {page.target_key: page for page in pages}
    programme, here = by_key[framework.id], renderer.here(own.src_uri, framework)
    moved = _Moved(here, {urls.url(page.src_uri): page for page in pages}, programme)
    kept = (part for part in programme.sections if part.id != "data")  # paper holds nothing to download
    sections = [Section(part.id, part.title, moved.part(programme, part.html)) for part in kept]
    for id, heading, entries in _titled_groups(framework):
        shown = [moved.entry(renderer, by_key[Target(framework, entry).key]) for entry in entries]
        sections.append(Section(id, heading, renderer.render("pack/entries", here, entries=shown)))
    address = renderer.here(programme.src_uri).public_url
    about = renderer.render("pack/about", here, framework=framework, address=address)
    return Body(Markup("{}\n{}").format(moved.part(programme, programme.header), about), tuple(sections))


def _groups(framework: Framework) -> Iterator[tuple[tuple[str, str], Iterable[Paged]]]:
    """Yield what has pages of its own, in the order of the programme's page, with the id and title of each group."""
    for level in framework.levels:
        yield (f"level-{fold_id(level.id)}", level.title), level.walk()
    yield ("elements", "Elements"), (inner for element in framework.elements for inner in element.walk())
    yield ("hypotheses", "Hypotheses"), framework.hypotheses
    yield ("learning", "Learning points"), framework.learning


def _titled_groups(framework: Framework) -> Iterator[tuple[str, str, list[Paged]]]:
    for (id, title), entries in _groups(framework):
        if listed := list(entries):
            yield f"full-{id}", f"{title} in full", listed


@dataclass(frozen=True)
class _Moved:
    """Moves HTML from the pages of a programme into its pack: headings, ids and links.

    `pages` are those that the pack holds, by their address: links to them become links within the pack.
    """

    here: Here
    pages: Mapping[str, Page]
    programme: Page

    def entry(self, renderer: Renderer, page: Page) -> PackEntry:
        """Return the page of an element, a hypothesis or a learning point as a part of the pack."""
        kept = (section for section in page.sections if section.id not in LEFT_OUT)
        return PackEntry(
            page.target_key,
            _anchor(page),
            renderer.here(page.src_uri).public_url,
            self.part(page, Markup(_SAID_ONCE.sub("", page.header))),
            tuple(Section(part.id, part.title, self.part(page, part.html)) for part in kept),
        )

    def part(self, page: Page, html: Markup) -> Markup:
        """Return a part of a page as it stands in the pack."""
        return Markup(_TAG.sub(lambda found: self._tag(page, found[0]), html))

    def _tag(self, page: Page, tag: str) -> str:
        if not _CHANGES.search(tag):
            return tag
        tag = _LINK.sub(lambda found: found[1] + escape(self._link(page, unescape(found[2]))), tag)
        if page is self.programme:
            return tag
        tag = _ID.sub(lambda found: found[1] + self._id(page, found[2]), tag)
        return _HEADING.sub(lambda found: f"{found[1]}{int(found[2]) + DEEPER}", tag)

    def _id(self, page: Page, id: str) -> str:
        """Return an id that stands once in the pack: the programme's stay, those of an entry say whose they are."""
        return id if page is self.programme else f"{id}-of-{_name(page)}"

    def _link(self, page: Page, address: str) -> str:
        """Return an address that stands in a page as seen from the pack; one within the pack where it leads there."""
        if address.startswith("/"):
            return address
        root, own = "http://site.invalid/", self.here.site.urls.url(page.src_uri)
        path, _, fragment = urljoin(root + own, address).partition("#")
        if not path.startswith(root):
            return address
        path = path.removeprefix(root)
        led_to = self.pages.get(path)
        if led_to is self.programme:
            return f"#{fragment or 'top'}"
        if led_to:
            return "#" + (self._id(page, fragment) if fragment and led_to is page else quote(_anchor(led_to)))
        return relative(path, self.here.url) + (f"#{fragment}" if fragment else "")


def _name(page: Page) -> str:
    return fold_id(page.target_key.partition("/")[2])


def _anchor(page: Page) -> str:
    return f"entry-{_name(page)}"
