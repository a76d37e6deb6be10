"""Feeds of what changed, as Atom (RFC 4287) and as JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

from outcome_frameworks.changes import Effort, ProgrammeDay
from outcome_frameworks.model import Framework, Target
from outcome_frameworks.pages.file_beside import FileBeside
from outcome_frameworks.pages.kinds.changes import anchor_of, render_day
from outcome_frameworks.pages.rendering import words
from outcome_frameworks.pages.rendering.renderer import Renderer
from outcome_frameworks.pages.site import Site

MOST_ENTRIES = 50
"""Entries of a feed, the newest; the page holds them all."""

ATOM = "http://www.w3.org/2005/Atom"
# What no document of XML 1.0 may hold (its production Char): `\x0b`, halves of surrogate pairs, U+FFFE.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class _Entry:
    """One day of a programme. `id` never changes, however the programme or an entry of it is called later."""

    id: str
    url: str
    title: str
    time: str
    html: str


@dataclass(frozen=True)
class _Feed:
    """A feed: where it tells of (`home`), where it stands as either kind, and its entries, the newest first."""

    id: str
    title: str
    author: str
    home: str
    atom_url: str
    json_url: str
    entries: tuple[_Entry, ...]


def feed_files(renderer: Renderer, framework: Framework | None) -> Iterator[FileBeside]:
    """Yield the feeds of a programme that has a history; with None, those of all programmes together.

    None without the site's public address: readers of feeds need whole addresses.
    """
    site = renderer.site
    told = [one for one in ([framework] if framework else site.portfolio.frameworks) if site.has_changes(one)]
    if site.base_url and told:
        id = framework.id if framework else ""
        feed = cache(partial(_feed, renderer, framework, told))
        yield FileBeside(site.urls.feed("xml", id), lambda: _atom(feed()))
        yield FileBeside(site.urls.feed("json", id), lambda: _json_feed(feed()))


def _feed(renderer: Renderer, framework: Framework | None, told: Iterable[Framework]) -> _Feed:
    """Return the feed of a programme, or of all programmes of which something is told."""
    site = renderer.site
    id = framework.id if framework else ""
    home, title = site.urls.programmes, f"{site.name}: what changed" if site.name else "What changed"
    if framework:
        home, title = site.urls.changes(id), f"What changed in {framework.programme.title}"
    atom, jsonfeed = site.urls.feed("xml", id), site.urls.feed("json", id)
    days = ((one, day) for one in told for day in site.history.days[one.id])
    newest = sorted(days, key=lambda pair: pair[1].time, reverse=True)[:MOST_ENTRIES]
    efforts = {one.id: Effort() for one in told}  # as much as the page has, so that both show the same
    return _Feed(
        id=_public(site, atom),
        title=title,
        author=site.name or urlsplit(site.base_url).netloc,
        home=_public(site, home),
        atom_url=_public(site, atom),
        json_url=_public(site, jsonfeed),
        entries=tuple(_entry(renderer, one, day, efforts[one.id]) for one, day in newest),
    )


def _entry(renderer: Renderer, framework: Framework, day: ProgrammeDay, effort: Effort) -> _Entry:
    site = renderer.site
    page = site.urls.changes(framework.id)

    def address(target: Target) -> str:
        return urljoin(_public(site, page), here.href(target))

    here = renderer.here(page, framework)
    return _Entry(
        id=_tag(site, day),
        url=f"{_public(site, page)}#{anchor_of(day)}",
        title=f"{framework.programme.short}: {_told_in_short(day)}",
        time=day.time,
        html=str(render_day(renderer, here, day, address, effort)),
    )


def _told_in_short(day: ProgrammeDay) -> str:
    first = day.changes[0]
    more = len(day.changes) - 1
    told = words.shortened(first.subject + first.says, 80)
    return told + (f" and {words.count(more, 'more change')}" if more else "")


def _public(site: Site, src_uri: str) -> str:
    return site.public_url(site.urls.url(src_uri))


def _tag(site: Site, day: ProgrammeDay) -> str:
    """Return an id that stays, as RFC 4151 has it: by the site, the day, and what the programme was called on it."""
    host = urlsplit(site.base_url).hostname or "site.invalid"
    return f"tag:{host},{day.date}:changes/{day.programme}"


def _atom(feed: _Feed) -> str:
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed")
    updated = max(entry.time for entry in feed.entries)
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "updated", updated)
    _text(_text(root, "author"), "name", feed.author)
    _link(root, "self", feed.atom_url, "application/atom+xml")
    _link(root, "alternate", feed.home, "text/html")
    for entry in feed.entries:
        item = _text(root, "entry")
        _text(item, "id", entry.id)
        _text(item, "title", entry.title)
        _text(item, "updated", entry.time)
        _link(item, "alternate", entry.url, "text/html")
        _text(item, "content", entry.html).set("type", "html")
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _text(holder: ET.Element, name: str, text: str = "") -> ET.Element:
    made = ET.SubElement(holder, f"{{{ATOM}}}{name}")
    made.text = _NOT_IN_XML.sub("\ufffd", text) or None
    return made


def _link(holder: ET.Element, relation: str, address: str, media_type: str) -> None:
    ET.SubElement(holder, f"{{{ATOM}}}link", {"rel": relation, "href": address, "type": media_type})


def _json_feed(feed: _Feed) -> str:
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.json_url,
        "authors": [{"name": feed.author}],
        "items": [
            {
                "id": entry.id,
                "url": entry.url,
                "title": entry.title,
                "content_html": entry.html,
                "date_published": f"{entry.time[:10]}T00:00:00Z",
                "date_modified": entry.time,
            }
            for entry in feed.entries
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
