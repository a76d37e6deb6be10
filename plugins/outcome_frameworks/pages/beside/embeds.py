"""What other sites show of this one inside their own pages: small documents for frames, and oEmbed to find them by."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from html import escape

from outcome_frameworks.addresses.published import OwnPage
from outcome_frameworks.model import Element, Framework, Hypothesis, Programme, Target
from outcome_frameworks.outcome_map.displayable import KEPT_TEXTS
from outcome_frameworks.outcome_map.from_frameworks import hue_of_element, placed
from outcome_frameworks.pages.file_beside import FileBeside
from outcome_frameworks.pages.parts.citation import organisations
from outcome_frameworks.pages.rendering import words
from outcome_frameworks.pages.rendering.prose import plain_text
from outcome_frameworks.pages.rendering.renderer import STYLE, Here, Renderer, counts_of, kicker_of
from outcome_frameworks.pages.site import Site
from outcome_frameworks.problems.wording import one_line

EMBED_STYLE = "assets/outcome-frameworks/embed.css"
EMBED_SCRIPT = "assets/outcome-frameworks/embed.js"

FRAME_WIDTH = 600
"""Pixels for which heights are estimated: the width of a column of text in most sites."""

TALLEST = 20_000
"""Pixels up to which a frame grows on its own: a map of hundreds of outcomes; the rest of it can be scrolled."""

LISTENER = (
    '\n<script>addEventListener("message",({data,origin,source})=>{const h=data?.height;'
    f'if(data?.type=="outcome-frameworks:height")if(Math.max(1,Math.min(h,{TALLEST}))===h)for(const f of '
    'document.querySelectorAll("iframe"))if(f.contentWindow==source)if(f.src.startsWith(origin+"/"))f.height=h})'
    "</script>"
)
"""Stands in the other site's page and gives each frame the height that the document in it asks for, and no other.

Any window may send messages, and that of a frame may have gone elsewhere: it has to be of the site that the frame was
made for. There is no `&` and no `<` in it, which some editors of sites would write otherwise.
"""

_SUMMARY = 400


def embed_files(renderer: Renderer, own_pages: Iterable[OwnPage]) -> Iterator[FileBeside]:
    """Yield the documents for frames, and the oEmbed file of each page; nothing where the site's address is unknown."""
    site = renderer.site
    if not site.base_url:
        return
    for own in own_pages:
        yield FileBeside(site.urls.oembed(own.src_uri), partial(_oembed_of, renderer, own))
        if own.target and own.kind.shows:
            yield FileBeside(site.urls.embed(own.target), partial(_embed, renderer, own.target))
        if own.kind.shows is Programme and own.framework.id in site.maps:
            yield FileBeside(site.urls.map_embed(own.framework.id), partial(_map_embed, renderer, own.framework))


def _oembed_of(renderer: Renderer, own: OwnPage) -> str:
    site, target = renderer.site, own.target
    if target and own.kind.shows:
        return oembed(site, target, renderer.title_of(target))
    # There is a link to what shows no single thing, and nothing to embed.
    return _oembed(site, "link", own.kind.title_in(site.name, target.framework if target else None))


def address(site: Site, path: str) -> str:
    """Return the whole address of a page or a file of a site whose own is known."""
    return site.public_url(site.urls.url_of_file(path))


def frame(site: Site, target: Target, title: str) -> str:
    """Return the HTML with which another page shows a programme, an element, a hypothesis or a learning point."""
    return _frame_of(site, target, title, height(target, title))


def _frame_of(site: Site, target: Target, title: str, tall: int) -> str:
    return _frame(address(site, site.urls.embed(target)), _named(target, title), tall)


def map_frame(site: Site, framework: Framework) -> str:
    """Return the HTML with which another page shows a map, and lets it be as tall as it needs to be."""
    at = address(site, site.urls.map_embed(framework.id))
    return _frame(at, f"Outcome map of {framework.programme.short}", 640)


def oembed(site: Site, target: Target, title: str) -> str:
    """Return the oEmbed file of a page (oembed.com, version 1.0, type `rich`), in JSON."""
    tall = height(target, title)
    return _oembed(
        site,
        "rich",
        _named(target, title),
        author_name=", ".join(organisations(site, target.framework)) or target.framework.programme.title,
        html=_frame_of(site, target, title, tall),
        width=FRAME_WIDTH,
        height=tall,
    )


def _oembed(site: Site, kind: str, title: str, **more: str | int) -> str:
    provider = {"provider_name": site.name, "provider_url": site.base_url}
    found = {"type": kind, "version": "1.0", "title": title, **provider, **more}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def height(target: Target, title: str) -> int:
    """Estimate how tall a document for a frame is, in pixels: as the style sheet sets it, and rather too tall."""
    room, size, about = FRAME_WIDTH - 50, 20.0, ""
    if target.entry is None:
        about = _summary(target.framework)
    lines = _lines_of(_named(target, title), room / size, bold=True)
    more = _lines_of(about, room / 16)
    counts = 30 if target.entry is None and counts_of(target.framework) else 0
    return round(lines * size * 1.35 + more * 24 + (12 if more else 0) + counts + 160)


@lru_cache(KEPT_TEXTS)  # a page says the height of a frame too
def _lines_of(text: str, width: float, *, bold: bool = False) -> int:
    # What measures texts takes .01 s to load, and most builds render nothing.
    from outcome_frameworks.outcome_map.typesetting import Run, set_lines  # noqa: PLC0415

    return len(set_lines([Run(text, bold=bold)], width))


def _named(target: Target, title: str) -> str:
    """Return the code and the words of a target, in one line."""
    return one_line(f"{target.entry.id} {title}" if target.entry else title)


def _frame(src: str, title: str, tall: int) -> str:
    named = escape(words.shortened(title, 120))
    return (
        f'<iframe src="{escape(src)}" title="{named}" width="100%" height="{tall}" style="border:0" loading="lazy">'
        "</iframe>"
    )


@dataclass(frozen=True)
class Face:
    """What stands around a statement: what it is, its state, the colour of its level, and that its programme is over.

    `status` and `over` are "" where there is nothing of the kind to say.
    """

    kicker: str
    status: str = ""
    hue: int = 0
    over: str = ""


def face_of(target: Target) -> Face:
    """Return what stands around the statement or the title of a target."""
    entry, framework = target.entry, target.framework
    status, _ = words.state_of(entry or framework.programme) or ("", "")
    if entry is None:
        return Face(words.PROGRAMME_KINDS.get(framework.programme.written("kind"), "Programme"), status)
    over = words.OVER.get(framework.programme.status, "")
    if isinstance(entry, Element):
        return Face(kicker_of(framework, entry), status, hue_of_element(framework, entry), over)
    return Face("Hypothesis" if isinstance(entry, Hypothesis) else "Learning point", status, over=over)


def _embed(renderer: Renderer, target: Target) -> str:
    is_programme = target.entry is None
    return _document(
        renderer,
        "embed/entry",
        target,
        renderer.site.urls.embed(target),
        face=face_of(target),
        summary=_summary(target.framework) if is_programme else "",
        counts=counts_of(target.framework) if is_programme else [],
    )


def _map_embed(renderer: Renderer, framework: Framework) -> str:
    urls, path = renderer.site.urls, renderer.site.urls.map_embed(framework.id)
    here = Here(renderer.site, urls.url_of_file(path), framework)
    drawing = placed(renderer.site.maps[framework.id], framework, here.href)
    target = Target(framework, None)
    return _document(renderer, "embed/map", target, path, drawing=drawing, style=here.to_url(STYLE))


def _document(renderer: Renderer, template: str, target: Target, path: str, **context: object) -> str:
    site = renderer.site
    here = Here(site, site.urls.url_of_file(path), target.framework)
    html = renderer.render(
        template,
        here,
        target=target,
        framework=target.framework,
        title=renderer.title_of(target),
        canonical=address(site, site.urls.page_of(target)),
        embed_style=here.to_url(EMBED_STYLE),
        embed_script=here.to_url(EMBED_SCRIPT),
        **context,
    )
    # Links lead out of the frame, but for those from card to card.
    return str(html).replace('<a class="of-chip', '<a target="_self" class="of-chip') + "\n"


def _summary(framework: Framework) -> str:
    programme = framework.programme
    about = programme.summary or programme.aim or programme.intention or ""
    return words.shortened(plain_text(about), _SUMMARY)
