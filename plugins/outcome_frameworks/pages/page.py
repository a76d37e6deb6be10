"""What a page is before any host places it: a header, a list of sections, a footer, and facts about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from outcome_frameworks.problems import Place


@dataclass(frozen=True)
class Section:
    """One part of a page: `id` is its anchor, `title` its heading (plain text), `html` what stands below it."""

    id: str
    title: str
    html: Markup


@dataclass(frozen=True)
class Page:
    """A page of the site.

    `title` and `nav_title` are plain text, as is `description` (at most 160 characters). `target_key` is the
    full key of what the page shows (`new-models/S1`), or "" for an index. `source_file` and `source_place` say
    where its words stand, for an Edit link. `in_nav` says whether it belongs in the site's navigation;
    `is_found` whether a search, the site's own or another, should lead to it;
    `lists_contents` that it begins with a list of its sections. `filters` holds what a search can narrow down by:
    `programme`, `kind`, `level` and `status`, each in the words of the site, or "" where nobody wrote it; `aliases` the
    earlier ids.
    `head` is what the page says of itself to programs: one element of HTML a line, without its title.
    """

    src_uri: str
    kind: str
    title: str
    nav_title: str
    description: str
    header: Markup
    sections: tuple[Section, ...]
    footer: Markup = Markup("")
    target_key: str = ""
    source_file: str = ""
    source_place: Place = Place()
    in_nav: bool = False
    is_found: bool = True
    lists_contents: bool = False
    filters: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    head: Markup = Markup("")

    @property
    def opening(self) -> Markup:
        """The start tag of the article that holds the page."""
        key = Markup(' data-of-id="{}"').format(self.target_key) if self.target_key else Markup("")
        return Markup('<article class="of-page of-page--{}"{}>').format(self.kind, key)

    @property
    def contents(self) -> Markup:
        """The list of sections, for long pages; else nothing."""
        if not self.lists_contents:
            return Markup("")
        links = Markup("").join(
            Markup('<li><a href="#{}">{}</a></li>').format(section.id, section.title) for section in self.sections
        )
        return Markup('<nav class="of-contents" aria-label="On this page"><ul>{}</ul></nav>').format(links)

    @property
    def html(self) -> Markup:
        """The whole body: an article with the header, a section each with its heading, and the footer."""
        parts = [self.opening, self.header, self.contents]
        parts += (
            Markup('<section class="of-section of-section--{0}"><h2 id="{0}">{1}</h2>\n{2}</section>').format(
                section.id, section.title, section.html
            )
            for section in self.sections
        )
        return Markup("\n").join([*parts, self.footer, Markup("</article>")])
