"""Stories: hand-written pages that speak of parts of frameworks, and what the pages of a site refer to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown import markdown
from markupsafe import Markup

from outcome_frameworks.model import Portfolio, Target
from outcome_frameworks.model.sentences import label_of
from outcome_frameworks.problems import Problem
from outcome_frameworks.reading.hand_written.map_options import MapOptions
from outcome_frameworks.reading.hand_written.markdown_page import MarkdownPage
from outcome_frameworks.reading.hand_written.page_blocks import check_blocks, read_block
from outcome_frameworks.reading.hand_written.page_references import (
    Resolve,
    check_about,
    check_references,
    replace_references,
    without_drafts,
)

_HEADING = re.compile(r"^(#[ \t].*)$|(?:\A|^[ \t\r]*\n)((?=.*\S).+\n=+[ \t\r]*)$", re.MULTILINE)
"""A heading of the first rank: `# Words`, or the first line of a paragraph with a line `====` below it."""


@dataclass(frozen=True)
class Story:
    """A hand-written page that speaks of parts of frameworks.

    `src_uri` is its path in the docs folder, `url` its address below the site's root. `about` is what its front matter
    says that it is about, `mentions` what its text links to or shows; `flow` holds the directions that it tells of
    (horizontal, vertical).
    """

    src_uri: str
    url: str
    title: str
    description: str
    about: tuple[Target, ...] = ()
    date: str = ""
    flow: tuple[str, ...] = ()
    mentions: tuple[Target, ...] = ()


def read_story(page: MarkdownPage, src_uri: str, url: str, portfolio: Portfolio) -> Story | None:
    """Return the story that a page tells; None where it speaks of nothing in the portfolio."""
    matter = page.front_matter
    page = without_drafts(page, portfolio)
    targets = (portfolio.find(str(reference)) for reference in matter.listed("about"))
    about = tuple({target.key: target for target in targets if target}.values())
    mentions = find_mentions(page, portfolio)
    if not about and not mentions:
        return None

    def label(reference: str) -> tuple[str, str] | None:
        target = portfolio.find(reference)
        return ("", label_of(target)) if target else None

    return Story(
        src_uri=src_uri,
        url=url,
        title=matter.text("title") or find_title(page, label) or src_uri,
        description=matter.text("description"),
        about=about,
        date=matter.date,
        flow=matter.flow,
        mentions=mentions,
    )


def check_page(page: MarkdownPage, portfolio: Portfolio) -> list[Problem]:
    """Return what a page refers to that means nothing, or is not published, and what YAML cannot read, as problems."""
    return [
        *check_references(page, portfolio),
        *check_blocks(page, portfolio),
        *page.front_matter.problems,
        *check_about(page, portfolio),
    ]


def find_mentions(page: MarkdownPage, portfolio: Portfolio) -> tuple[Target, ...]:
    """Return what a page mentions, each once: by links, then by cards and maps.

    A map mentions its focus, and where it has none its programme; not everything that it draws.
    """
    found = [portfolio.find(reference.target) for reference in page.references]
    for block in page.blocks:
        asked, _ = read_block(block.kind, block.text, portfolio)
        if isinstance(asked, MapOptions):
            found.append(asked.focus or Target(asked.framework, None))
        elif asked:
            found += asked.targets
    return tuple({target.key: target for target in found if target}.values())


def find_title(page: MarkdownPage, resolve: Resolve) -> str:
    """Return the words of a page's first heading of the first rank; nothing where there is none.

    What stands in code and comments is no heading. An empty link takes the label that `resolve` gives.
    """
    for found in _HEADING.finditer(page.blanked):
        heading = MarkdownPage(page.text[slice(*found.span(found.lastindex or 0))])
        html = markdown(replace_references(heading, resolve), extensions=["attr_list"])
        if title := " ".join(Markup(html).striptags().split()):
            return title
    return ""
