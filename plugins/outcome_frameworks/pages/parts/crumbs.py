"""The way to a page from the list of programmes, for its breadcrumbs and for search engines."""

from __future__ import annotations

from outcome_frameworks.addresses.kinds import PAGE_KINDS
from outcome_frameworks.model import Element, Target
from outcome_frameworks.pages.rendering.renderer import Here


def crumbs_to(here: Here, target: Target) -> list[tuple[str, str]]:
    """Return (name, link) of each page on the way to a programme or an entry, its own at the end."""
    first = PAGE_KINDS["programmes"].title, here.to(here.site.urls.programmes)
    return [first, *((name, here.href(one)) for name, one in way_to(target))]


def way_to(target: Target) -> list[tuple[str, Target]]:
    """Return the name of each thing on the way to a programme or an entry from the list of programmes, and the thing.

    The programme, the level, the elements around an inner one, itself.
    """
    framework, entry = target
    found = [(framework.programme.short, Target(framework, None))]
    if entry is None:
        return found
    above: list[Element] = []
    if isinstance(entry, Element):
        if level := framework.level_of.get(entry.id):
            found.append((level.title, Target(framework, level)))
        parent = framework.parent_of.get(entry.id)
        while parent is not None:
            above.insert(0, parent)
            parent = framework.parent_of.get(parent.id)
    return [*found, *((held.id, Target(framework, held)) for held in (*above, entry))]


def crumbs_of(here: Here, target: Target, *below: str) -> list[tuple[str, str]]:
    """Return the way as breadcrumbs, in which the page itself is no link.

    `below` names a page that has the target's page above it.
    """
    *way, (name, href) = crumbs_to(here, target)
    return [*way, *([(name, href), (below[0], "")] if below else [(name, "")])]
