"""The page of a programme."""

from __future__ import annotations

from outcome_frameworks.addresses.published import OwnPage
from outcome_frameworks.model import Framework, Target
from outcome_frameworks.outcome_map.from_frameworks import placed
from outcome_frameworks.pages.beside.share import share_of
from outcome_frameworks.pages.page import Page
from outcome_frameworks.pages.parts.crumbs import crumbs_of
from outcome_frameworks.pages.rendering import words
from outcome_frameworks.pages.rendering.prose import plain_text
from outcome_frameworks.pages.rendering.renderer import Here, Renderer, page_title

MOST_IN_MENUS = 20
"""Programmes up to which menus list each. More are no menu any more, least of all on a phone, and each page of the site
would carry all their names: there, menus name the list of programmes alone."""

SECTIONS = (
    ("aim", "Aim and intention"),
    ("map", "Outcome map"),
    ("facts", "Facts"),
    ("levels", "Levels and their elements"),
    ("hypotheses", "Hypotheses"),
    ("phases", "Phases"),
    ("context", "Context"),
    ("flows", "How learning and evidence travel"),
    ("assumptions", "Assumptions"),
    ("learning", "Learning points"),
    ("evidence", "Evidence"),
    ("documents", "Documents"),
    ("stories", "Pages that speak of it"),
    ("source", "About the source"),
    ("data", "Data to download"),
    ("cite", "Share and cite"),
)
"""(id, title) of every section, in order; each is the template `programme/<id>.html`."""


def programme_page(renderer: Renderer, own: OwnPage) -> Page:
    """Return the page of a programme, with everything that its file says or an address for it."""
    framework = own.framework
    programme, target = framework.programme, Target(framework, None)
    here = renderer.here(own.src_uri, framework)
    about = programme.summary or programme.aim or programme.intention
    return Page(
        own,
        title=page_title(target, programme.title),
        nav_title=programme.short,
        description=words.shortened(plain_text(about) if about else programme.title, 160),
        make_body=lambda: renderer.body(
            "programme", SECTIONS, here, _context(renderer, here, framework, own.src_uri), has_footer=True
        ),
        filters={
            "programme": programme.short,
            "kind": "Programme",
            "status": (programme.written("status") or "").capitalize(),
        },
        aliases=programme.aliases,
        is_one_of_many=len(renderer.site.portfolio.frameworks) > MOST_IN_MENUS,
    )


def _context(renderer: Renderer, here: Here, framework: Framework, src_uri: str) -> dict[str, object]:
    """Return what the templates of the page show."""
    site, programme, target = renderer.site, framework.programme, Target(framework, None)
    drawing = site.maps.get(framework.id)
    return {
        "target": target,
        "framework": framework,
        "programme": programme,
        "title": programme.title,
        "share": share_of(renderer, here, target),
        "crumbs": crumbs_of(here, target),
        "drawing": placed(drawing, framework, here.href) if drawing else None,
        "stories": site.stories_about.get(framework.id, ()),
        "notes": site.notes_on(framework),
        "downloads": site.downloads[src_uri],
        "edit_url": site.edit_url(framework.file, programme.place),
        "before": None,
        "after": None,
        "around": "",
    }
