"""Render the sections of a page with Jinja templates that a site can replace one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from markupsafe import Markup

from outcome_frameworks.addresses.urls import from_root, relative
from outcome_frameworks.model import (
    About,
    Clause,
    Document,
    Element,
    Evidence,
    Framework,
    Hypothesis,
    Level,
    Phase,
    Reference,
    Target,
    count_standing,
    is_retired,
)
from outcome_frameworks.model.graph import Mention
from outcome_frameworks.model.sentences import label_of
from outcome_frameworks.model.web_addresses import is_path
from outcome_frameworks.outcome_map.ceiling import side_of
from outcome_frameworks.outcome_map.drawing import OutcomeMap
from outcome_frameworks.outcome_map.from_frameworks import hue_of, hue_of_element
from outcome_frameworks.pages.page import Body, Section
from outcome_frameworks.pages.rendering import words
from outcome_frameworks.pages.rendering.compiled_templates import CompiledTemplates, TemplatesOfOneBuild
from outcome_frameworks.pages.rendering.prose import plain_text, render_prose
from outcome_frameworks.pages.site import Site

THEME_DIR = Path(__file__).parents[2] / "theme"
"""The folder with the package's templates and assets; hosts put a site's own folders before it."""

STYLE = "assets/outcome-frameworks/outcome-frameworks.css"
SCRIPT = "assets/outcome-frameworks/outcome-frameworks.js"

TEMPLATE_ROOT = "outcome-frameworks"
"""The folder inside a theme folder in which section templates lie: `outcome-frameworks/programme/levels.html`."""


@dataclass(frozen=True)
class Here:
    """The page that is being rendered: gives addresses as seen from it. Templates know it as `here`.

    `url` is its address below the site's root, as MkDocs gives it. `within` is the framework whose texts the page
    shows: a bare code in a link of theirs means an entry of this framework.
    """

    site: Site
    url: str
    within: Framework | None = None

    def href(self, target: Target) -> str:
        """Return the link to a programme or anything in it."""
        return self.site.urls.href(target, self.url)

    def to(self, src_uri: str) -> str:
        """Return the link to one of our pages or files by its `src_uri`."""
        return self.to_url(self.site.urls.url(src_uri))

    def to_url(self, url: str) -> str:
        """Return the link to an address below the site's root."""
        return relative(url, self.url)

    def prose(self, text: str | None) -> Markup:
        """Return an author's longer text as HTML; nothing for no text."""
        return render_prose(text, self.reference, self.located) if text else Markup("")

    def located(self, address: str) -> str:
        """Return an author's address as it stands in the page: a path counts from the site's root."""
        return from_root(address, self.url) if is_path(address) else address

    @property
    def public_url(self) -> str:
        """The page's full address where the site's own is known, else its path on the site."""
        return self.site.public_url(self.url) if self.site.base_url else "/" + self.url

    def reference(self, text: str) -> tuple[str, str] | None:
        """Return the address and the label of what `new-models/S1` refers to; None where it is unknown."""
        target = self.site.portfolio.find(text, self.within)
        return (self.href(target), label_of(target)) if target else None


class Renderer:
    """Renders templates over one site. `template_dirs` are theme folders; the first that has a template wins."""

    def __init__(self, site: Site, template_dirs: Sequence[Path] = (THEME_DIR,)) -> None:
        self.site = site
        self._environment = TemplatesOfOneBuild(
            loader=FileSystemLoader([str(folder) for folder in template_dirs]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=CompiledTemplates([THEME_DIR]),
        )
        self._environment.globals.update(
            site=site,
            words=words,
            Target=Target,
            hue_of=hue_of,
            hue_of_element=hue_of_element,
            outcome_map=_safe_map,
            clause_text=lambda clause, framework: words.clause_text(clause, site.portfolio, framework),
            sentence_of=lambda hypothesis, framework: words.hypothesis_sentence(hypothesis, site.portfolio, framework),
            title_of=self.title_of,
            counts_in=counts_in,
            counts_of=counts_of,
            parts_of=parts_of,
            state_of=words.state_of,
            influence_of=self.influence_of,
            piece=self._piece,
        )
        self._environment.filters.update(plain=plain_text, once=self._once)
        self._environment.tests.update(
            level=lambda entry: isinstance(entry, Level),
            hypothesis=lambda entry: isinstance(entry, Hypothesis),
            evidence=lambda entry: isinstance(entry, Evidence),
            document=lambda entry: isinstance(entry, Document),
            of_level=self._is_of_level,
            retired=is_retired,
            uncoded=lambda entry: isinstance(entry, (Level, Phase)),
        )

    def here(self, src_uri: str, within: Framework | None = None) -> Here:
        """Return the place of one of our own pages, and the framework that it belongs to."""
        return Here(self.site, self.site.urls.url(src_uri), within)

    def render(self, template: str, here: Here, **context: object) -> Markup:
        """Render one template (`programme/levels`) for a page."""
        source = self._environment.get_template(f"{TEMPLATE_ROOT}/{template}.html")
        return Markup(source.render(here=here, **context).strip())

    def _piece(self, template: str, here: Here, framework: Framework, **context: object) -> Markup:
        """Return what a programme gives to a page of all, by the template that it is made with."""

        def make() -> str:
            return self.render(template, here, framework=framework, **context)

        return Markup(self.site.pieces.piece_of(framework, f"{template} in {here.url}", make))  # ours

    def body(
        self,
        kind: str,
        plan: Iterable[tuple[str, str]],
        here: Here,
        context: Mapping[str, object],
        *,
        has_footer: bool = False,
    ) -> Body:
        """Render a kind of page with its planned (id, title) sections; those that turn out empty are left out."""
        made = (Section(id, title, self.render(f"{kind}/{id}", here, **context)) for id, title in plan)
        return Body(
            header=self.render(f"{kind}/header", here, **context),
            sections=tuple(section for section in made if section.html),
            footer=self.render("parts/footer", here, **context) if has_footer else Markup(""),
        )

    def title_of(self, target: Target) -> str:
        """Return what a target is called in a link, without its code: statement, title, or sentence."""
        return self.site.publication.wording_of(target)

    def _once(self, entries: Iterable[About | Clause | Reference], framework: Framework) -> list[object]:
        """Return what refers to something in a framework, without what would read the same again in a list."""
        found: dict[tuple[object, ...], object] = {}
        for entry in entries:
            reference = entry if isinstance(entry, Reference) else entry.ref
            link = self.site.portfolio.find_link(reference, framework) if reference else None
            ends = link or ((self.site.portfolio.find(reference, framework),) if reference else ())
            meant = [end.key if end else str(reference) for end in ends]
            said = (getattr(entry, name, None) for name in ("text", "basis", "because") if entry is not reference)
            found.setdefault((*meant, None, *said), entry)
        return list(found.values())

    def influence_of(self, entry: Element | Level, framework: Framework) -> str:
        """Return what a programme can do about an element or a level; "" where its file does not say."""
        influence = entry.influence if isinstance(entry, Level) else framework.influence_on(entry)
        if not influence:
            return ""
        return words.influence_sentences(influence, side_of(entry, framework, self.site.ceilings[framework.id]))

    def _is_of_level(self, mention: Mention, target: Target) -> bool:
        """Return whether something speaks of an element only as one of its level."""
        level = target.framework.level_of.get(target.entry.id) if isinstance(target.entry, Element) else None
        spoken_of = self.site.portfolio.find(mention.via, mention.framework)
        return level is not None and spoken_of is not None and spoken_of.entry is level


def code_of(target: Target) -> str:
    """Return the code that stands before a title: that of elements, hypotheses, learning points …; else ""."""
    entry = target.entry
    return "" if entry is None or isinstance(entry, Level) else entry.id


def page_title(target: Target, title: str, most: int = 70) -> str:
    """Return a page's title for browser tabs and search: code and the words as far as they fit."""
    short = title
    if isinstance(target.entry, Element):
        short = target.entry.short
    return words.shortened(f"{code_of(target)} {short}".strip(), most)


def _safe_map(outcome_map: OutcomeMap, heading_level: int = 3) -> Markup:
    # What lays maps out takes .01 s to load, and most builds draw none.
    from outcome_frameworks.outcome_map.writing.html import render_html  # noqa: PLC0415

    return Markup(render_html(outcome_map, heading_level))


def kind_word(framework: Framework, element: Element) -> str:
    """Return what the author calls an element: Outcome, Activity …; "" where its level has no kind."""
    level = framework.level_of.get(element.id)
    kind = level.written("kind") if level else "element"
    return words.KINDS[kind][0] if kind else ""


def kicker_of(framework: Framework, element: Element) -> str:
    """Return what stands above an element's words: `Outcome · Short term`; the level alone where it has no kind."""
    level = framework.level_of.get(element.id)
    return " · ".join(filter(None, (kind_word(framework, element), level.title if level else "")))


def counts_in(level: Level) -> list[str]:
    """Return how many elements a level holds, nested ones too, the retired apart: `7 outcomes`, `1 retired`."""
    elements = list(level.walk())
    standing = count_standing(elements)
    said, retired = _counted(standing, level.written("kind")), len(elements) - standing
    return [said, f"{retired} retired"] if retired else [said]


def parts_of(element: Element) -> str:
    """Return how many parts an element has, the retired apart: `3 parts`, `2 parts and 1 retired`."""
    standing = count_standing(element.elements)
    retired = len(element.elements) - standing
    return " and ".join(filter(None, (words.count(standing, "part"), f"{retired} retired" if retired else "")))


def _counted(number: int, kind: str | None) -> str:
    return words.count(number, *(word.lower() for word in words.KINDS[kind or "element"]))


def counts_of(framework: Framework) -> list[str]:
    """Return what a programme holds, in figures: `16 outcomes`, `3 hypotheses` …; nothing that it has none of.

    What is retired does not count.
    """
    totals: dict[str, int] = {}
    for level in framework.levels:
        kind = level.written("kind") or "element"
        totals[kind] = totals.get(kind, 0) + count_standing(level.walk())
    unlevelled = (element for top in framework.elements for element in top.walk())
    totals["element"] = totals.get("element", 0) + count_standing(unlevelled)
    counts = [_counted(number, kind) for kind, number in totals.items() if number]
    more = (
        (framework.hypotheses, "hypothesis", "hypotheses"),
        (framework.learning, "learning point", "learning points"),
    )
    return counts + [words.count(n, one, many) for entries, one, many in more if (n := count_standing(entries))]
