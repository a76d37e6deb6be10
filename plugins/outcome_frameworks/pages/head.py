"""What a page says of itself to search engines, social networks and other programs, in its head."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup, escape

from outcome_frameworks.addresses.kinds import PAGE_KINDS
from outcome_frameworks.model import Element, Hypothesis, LearningPoint, Target
from outcome_frameworks.pages.beside.downloads import Download
from outcome_frameworks.pages.beside.previews import has_previews
from outcome_frameworks.pages.kinds.changes import FeedLink, feed_links
from outcome_frameworks.pages.page import Page
from outcome_frameworks.pages.parts.crumbs import way_to
from outcome_frameworks.pages.pictures.sizes import PREVIEW_HEIGHT, PREVIEW_WIDTH
from outcome_frameworks.pages.rendering import words
from outcome_frameworks.pages.rendering.renderer import Renderer
from outcome_frameworks.pages.site import Site
from outcome_frameworks.problems.wording import WHITE_SPACE

_ALTERNATE = "alternate "
"""The relation of other forms of a page. With the space, which HTML allows, since Material for MkDocs takes every
`link[rel=alternate]` for the page in another language, and asks for a site map beside it."""

Data = dict[str, Any]
"""An object of JSON-LD in the vocabulary of schema.org."""


@dataclass(frozen=True)
class Facts:
    """What a head is made from. `alt` says what the picture shows; `oembed` and `data` are for generated pages."""

    title: str
    description: str
    url: str
    picture_of: str
    alt: str
    oembed: str = ""
    data: tuple[Data, ...] = ()
    is_entry: bool = False
    feeds: tuple[FeedLink, ...] = ()


def with_head(renderer: Renderer, page: Page) -> Page:
    """Return a generated page with its head."""
    return replace(page, make_head=lambda: _own_head_of(renderer, page))


def _own_head_of(renderer: Renderer, page: Page) -> Markup:
    site, target = renderer.site, page.own.target
    title = site.name if page.kind.name == "home" else page.title
    alt = f"{target.entry.id}: {renderer.title_of(target)}" if target and target.entry else title
    facts = Facts(
        title=title,
        description=page.description,
        url=site.urls.url(page.src_uri),
        picture_of=page.src_uri,
        alt=words.shortened(alt, 160),
        oembed=site.urls.oembed(page.src_uri) if site.base_url else "",
        data=tuple(_data(renderer, page, target)),
        is_entry=bool(target and target.entry),
        feeds=tuple(feed_links(site, target.framework if target else None)),
    )
    return _head(site, facts)


def own_head(site: Site, src_uri: str, url: str, title: str, description: str) -> Markup:
    """Return the head of a page that the site has written by hand, as far as is known. It has the site's picture."""
    has_picture = src_uri in site.own_pages
    picture_of = src_uri if has_picture else site.urls.home
    return _head(site, Facts(title or site.name, description, url, picture_of, alt=title if has_picture else site.name))


def _head(site: Site, facts: Facts) -> Markup:
    """Write a head, one element a line. What takes the site's address is left out where that is unknown."""
    url = site.public_url(facts.url) if site.base_url else ""
    properties = {
        "og:type": "article" if facts.is_entry else "website",
        "og:site_name": site.name,
        "og:title": facts.title,
        "og:description": facts.description,
        "og:url": url,
        "og:locale": _locale(site.language),
    }
    named = {"description": facts.description}
    if has_previews(site):
        image = site.public_url(site.urls.url(site.urls.preview(facts.picture_of)))
        size = {"og:image:width": str(PREVIEW_WIDTH), "og:image:height": str(PREVIEW_HEIGHT)}
        properties |= {"og:image": image, **size, "og:image:alt": facts.alt}
        named["twitter:card"] = "summary_large_image"
    lines = [_element("meta", name=name, content=text) for name, text in named.items() if text]
    lines += [_element("meta", property=name, content=text) for name, text in properties.items() if text]
    if url:
        lines.insert(1, _element("link", rel="canonical", href=url))
    if facts.oembed:
        address = site.public_url(site.urls.url(facts.oembed))
        lines.append(_element("link", rel=_ALTERNATE, type="application/json+oembed", href=address))
    for feed in facts.feeds:
        address = site.public_url(site.urls.url(feed.src_uri))
        title = f"What changed: {feed.title}"
        lines.append(_element("link", rel=_ALTERNATE, type=feed.media_type, title=title, href=address))
    if facts.data:
        lines.append(_json_ld(facts.data))
    return Markup("\n").join(lines)


def _element(tag: str, **attributes: str) -> Markup:
    pairs = (f' {name}="{escape(WHITE_SPACE.sub(" ", text))}"' for name, text in attributes.items())
    return Markup(f"<{tag}{''.join(pairs)}>")


def _json_ld(data: tuple[Data, ...]) -> Markup:
    """Write data in an element of its own, which no text in it can end."""
    graph = {"@context": "https://schema.org", "@graph": data}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(f'<script type="application/ld+json">{text}</script>')


def _locale(language: str) -> str:
    """Return a language as Open Graph writes it (`en_GB`): with a country, which our own words have too; else ""."""
    language, _, country = language.replace("_", "-").partition("-")
    if not country and language == "en":
        country = "GB"
    return f"{language.lower()}_{country.upper()}" if len(country) == 2 else ""


def _data(renderer: Renderer, page: Page, target: Target | None) -> Iterator[Data]:
    """Yield the JSON-LD of a page: the way to it, what it is about, and what can be downloaded from it."""
    site = renderer.site
    is_of_target = target is not None and page.src_uri == site.urls.page_of(target)
    way = [(site.name or "Home", _address(site, page, site.urls.home))]
    if target:
        way.append((PAGE_KINDS["programmes"].title, _address(site, page, site.urls.programmes)))
        way += ((name, _address_of(site, page, one)) for name, one in way_to(target))
    if page.kind.name != "home" and not is_of_target:
        way.append((page.nav_title, _address(site, page, page.src_uri)))
    links = [
        {"@type": "ListItem", "position": place, "name": name, "item": address}
        for place, (name, address) in enumerate(way, 1)
    ]
    yield {"@type": "BreadcrumbList", "itemListElement": links}
    if page.kind.name == "home":
        root = site.public_url("") if site.base_url else "."
        yield _told("WebSite", url=root, name=site.name, description=site.description)
    if target and is_of_target:
        yield _thing(renderer, page, target)
    downloads = site.downloads.get(page.src_uri, ())
    if downloads:
        yield _dataset(site, page, downloads)


def _thing(renderer: Renderer, page: Page, target: Target) -> Data:
    """Describe what a page shows: a set of terms, a term in it, or a claim."""
    site, (framework, entry) = renderer.site, target
    address = _address_of(site, page, target)
    if entry is None:
        short = framework.programme.short_title or ""
        common = {"name": framework.programme.title, "alternateName": short, "description": page.description}
        return _told("DefinedTermSet", id=address, url=address, **common)
    whole = _programme(site, page, target)
    wording = renderer.title_of(target)
    if isinstance(entry, Element):
        words_of = {"name": entry.short, "description": wording if wording != entry.short else ""}
        return _told("DefinedTerm", id=address, url=address, termCode=entry.id, **words_of, inDefinedTermSet=whole)
    assert isinstance(entry, (Hypothesis, LearningPoint))
    return _told(
        "Claim",
        id=address,
        url=address,
        identifier=entry.id,
        text=wording,
        isPartOf=whole,
        about=_spoken_of(site, page, target, entry),
    )


def _programme(site: Site, page: Page, target: Target) -> Data:
    address = _address_of(site, page, Target(target.framework, None))
    return {"@type": "DefinedTermSet", "@id": address, "name": target.framework.programme.title}


def _spoken_of(site: Site, page: Page, target: Target, entry: Hypothesis | LearningPoint) -> list[Data]:
    """Name the elements that a claim speaks of."""
    references = [about.ref for about in entry.about]
    if isinstance(entry, Hypothesis):
        references += [clause.ref for clause in (*entry.if_, *entry.then) if clause.ref]
    found = (site.portfolio.find(key) for key in sorted(site.graph.elements_of(target.framework, references)))
    return [
        {"@type": "DefinedTerm", "@id": _address_of(site, page, one), "name": one.entry.short}
        for one in found
        if one and isinstance(one.entry, Element)
    ]


def _dataset(site: Site, page: Page, downloads: tuple[Download, ...]) -> Data:
    files = [
        _told(
            "DataDownload",
            name=download.title,
            encodingFormat=download.media_type,
            contentUrl=_address(site, page, download.src_uri),
        )
        for download in downloads
    ]
    is_address = site.licence.startswith(("https://", "http://"))
    licence = site.licence if is_address else _told("CreativeWork", text=site.licence) if site.licence else ""
    about = f"{page.title}: data to download as {words.listed(sorted({_FORMATS[d.media_type] for d in downloads}))}."
    return _told(
        "Dataset",
        name=page.title,
        description=f"{about} {page.description}",
        url=_address(site, page, page.src_uri),
        license=licence,
        distribution=files,
    )


_FORMATS = {"application/json": "JSON", "text/csv": "CSV", "text/vnd.graphviz": "DOT"}


def _told(kind: str, id: str = "", **properties: str | Data | list[Data]) -> Data:
    """Return an object of a type with those of its properties that are known."""
    named: Mapping[str, object] = {"@type": kind, **({"@id": id} if id else {})}
    return {**named, **{name: value for name, value in properties.items() if value}}


def _address(site: Site, page: Page, src_uri: str) -> str:
    """Return the full address of a page or file; where the site's own is unknown, the link to it on a page."""
    return site.publication.address(src_uri, page.src_uri)


def _address_of(site: Site, page: Page, target: Target) -> str:
    return site.publication.address_of(target, page.src_uri)
