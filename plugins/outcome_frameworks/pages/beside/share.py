"""What a reader may want to take from a page to their own: its address, a citation, and HTML that shows it there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from outcome_frameworks.model import Framework, Target
from outcome_frameworks.pages.beside.embeds import LISTENER, frame, map_frame
from outcome_frameworks.pages.parts.citation import Citation, cite
from outcome_frameworks.pages.rendering.renderer import Here, Renderer
from outcome_frameworks.pages.site import Site


@dataclass(frozen=True)
class Snippet:
    """A piece of HTML for another page: what it is, the text, and links to see what it shows, each with its words."""

    name: str
    html: str
    shows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Share:
    """The texts of the share panel. Where the site's own address is unknown, there is no `link` and no snippet."""

    citation: Citation
    link: str = ""
    snippets: tuple[Snippet, ...] = ()


def share_of(renderer: Renderer, here: Here, target: Target) -> Share:
    """Return the panel of the page of a programme, an element, a hypothesis or a learning point."""
    site, title = renderer.site, renderer.title_of(target)
    citation = cite(site, target, title, here.public_url)
    if not site.base_url:
        return Share(citation)
    card = here.to_url(site.urls.url_of_file(site.urls.embed(target)))
    snippets = [Snippet("Embed as a card", frame(site, target, title) + LISTENER, (("See the card", card),))]
    if target.entry is None and target.framework.id in site.maps:
        snippets += _of_map(site, here, target.framework)
    return Share(citation, here.public_url, tuple(snippets))


def _of_map(site: Site, here: Here, framework: Framework) -> Iterator[Snippet]:
    """Yield the two ways to show a map: with its links in a frame, and as a picture."""
    # What measures pictures takes .03 s to load, and most builds render nothing.
    from outcome_frameworks.pages.beside.map_picture_content import has_png, picture_element  # noqa: PLC0415

    urls, name = site.urls, framework.id
    document = here.to_url(urls.url_of_file(urls.map_embed(name)))
    yield Snippet("Embed the map, with its links", map_frame(site, framework) + LISTENER, (("See the map", document),))
    shows = [("Wide (SVG)", here.to(urls.map_svg(name))), ("Narrow (SVG)", here.to(urls.map_svg(name, narrow=True)))]
    if has_png(site.maps[name], site.map_pictures[name].wide):
        shows.append(("For documents and slides (PNG)", here.to(urls.map_png(name))))
    yield Snippet("Show the map as a picture", picture_element(site, framework), tuple(shows))
