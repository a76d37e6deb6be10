"""What a page is before any host places it: a header, a list of sections, a footer, and facts about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup, escape

from outcome_frameworks.addresses.kinds import PageKind
from outcome_frameworks.addresses.published import OwnPage
from outcome_frameworks.problems import NOWHERE, Place

_END = "</article>"


@dataclass(frozen=True)
class Section:
    """One part of a page: `id` is its anchor, `title` its heading (plain text), `html` what stands below it."""

    id: str
    title: str
    html: Markup


@dataclass(frozen=True)
class Body:
    """What readers see of a page, in order: what heads it, its sections, and what ends it."""

    header: Markup
    sections: tuple[Section, ...]
    footer: Markup = Markup("")


@dataclass(frozen=True)
class Page:
    """A page of the site: what is known of it at once, and its body, which is made when it is asked for.

    `own` says where it stands, of which kind it is, and what it belongs to. `title` and `nav_title` are plain text, as
    is `description` (at most 160 characters). `is_empty` says that it has nothing to list: it answers, and nothing
    leads to it; `is_draft` that it shows what search engines are kept from; `is_one_of_many` that a menu of all like it
    would be too long. `filters` holds what a search can narrow
    down by: `programme`, `kind`, `level` and `status`, each in the words of the site, or "" where nobody wrote it;
    `aliases` the earlier ids. `make_body` and `make_head` make what `body` and `head` give.
    """

    own: OwnPage
    title: str
    nav_title: str
    description: str
    make_body: Callable[[], Body]
    is_empty: bool = False
    is_draft: bool = False
    is_one_of_many: bool = False
    filters: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    make_head: Callable[[], Markup] = Markup

    @cached_property
    def body(self) -> Body:
        """What readers see of it."""
        return self.make_body()

    @cached_property
    def head(self) -> Markup:
        """What the page says of itself to programs: one element of HTML a line, without its title."""
        return self.make_head()

    @property
    def header(self) -> Markup:
        """What heads it: the way there, its title, and what is said of it first."""
        return self.body.header

    @property
    def sections(self) -> tuple[Section, ...]:
        """Its sections in order, without those that turned out empty."""
        return self.body.sections

    @property
    def footer(self) -> Markup:
        """What ends it: ways to other pages."""
        return self.body.footer

    @property
    def src_uri(self) -> str:
        """The path of the Markdown file that MkDocs would build it from."""
        return self.own.src_uri

    @property
    def kind(self) -> PageKind:
        """Its kind."""
        return self.own.kind

    @property
    def target_key(self) -> str:
        """The full key of what it belongs to (`new-models/S1`), "" for a page of all programmes."""
        return self.own.target.key if self.own.target else ""

    @property
    def source_file(self) -> str:
        """The file in which its words stand, for an Edit link; "" for a page of all programmes."""
        return self.own.target.framework.file if self.own.target else ""

    @property
    def source_place(self) -> Place:
        """Where in the file they begin."""
        if self.own.target is None:
            return NOWHERE
        framework, entry = self.own.target
        return (entry or framework.programme).place

    @property
    def in_nav(self) -> bool:
        """Whether it belongs in the site's navigation."""
        return self.kind.nav != "nowhere" and not self.is_empty and not self.is_one_of_many

    @property
    def is_found(self) -> bool:
        """Whether a search, the site's own or another, should lead to it."""
        return self.kind.found != "nothing" and not self.is_empty and not self.is_draft

    @property
    def opening(self) -> Markup:
        """The start tag of the article that holds the page."""
        key = Markup(' data-of-id="{}"').format(self.target_key) if self.target_key else Markup("")
        return Markup('<article class="of-page of-page--{}"{}>').format(self.kind.name, key)

    @property
    def contents(self) -> Markup:
        """The list of sections, for long pages; else nothing."""
        if self.kind.contents != "by page":
            return Markup("")
        links = (f'<li><a href="#{escape(part.id)}">{escape(part.title)}</a></li>' for part in self.sections)
        return Markup(f'<nav class="of-contents" aria-label="On this page"><ul>{"".join(links)}</ul></nav>')

    @property
    def html(self) -> Markup:
        """The whole body: an article with the header, a section each with its heading, and the footer."""
        sections = (
            f'<section class="of-section of-section--{id}"><h2 id="{id}">{escape(title)}</h2>\n{html}</section>'
            for id, title, html in ((escape(part.id), part.title, part.html) for part in self.sections)
        )
        return Markup("\n".join([self.opening, self.header, self.contents, *sections, self.footer, _END]))
