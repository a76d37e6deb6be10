"""The notice on a page that shows a draft, which search engines are kept from."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from outcome_frameworks.model import fold_id
from outcome_frameworks.pages.page import Body, Page
from outcome_frameworks.pages.rendering.renderer import Renderer


def with_draft_notice(renderer: Renderer, page: Page) -> Page:
    """Return a page of a draft, or of what stays out of the site with one, under a banner; any other page as it is."""
    site, (programme, _, entry) = renderer.site, page.target_key.partition("/")
    is_whole = programme in site.drafts
    names_draft = page.kind.name == "hypothesis" and not is_whole  # it stays out of the site, and is no draft by itself
    is_kept = is_whole or f"{programme}/{fold_id(entry)}" in site.drafts
    if not is_kept or (names_draft and site.publishes_drafts):
        return page

    def make_body() -> Body:
        context = {"is_published": site.publishes_drafts, "names_draft": names_draft}
        notice = renderer.render("parts/draft", renderer.here(page.src_uri), **context)
        return replace(page.body, header=Markup("{}\n{}").format(notice, page.header))

    return replace(page, make_body=make_body, is_draft=True)
