"""The cards and maps that stand in hand-written pages, where their authors have put a block for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from outcome_frameworks.model import (
    Assumption,
    Element,
    Evidence,
    Hypothesis,
    LearningPoint,
    Level,
    Phase,
    Target,
    is_retired,
)
from outcome_frameworks.model.graph import Connection
from outcome_frameworks.outcome_map.cut import cut_to_chain, cut_to_levels
from outcome_frameworks.outcome_map.drawing import OutcomeMap
from outcome_frameworks.outcome_map.from_frameworks import drawn_holder, hue_of_element, placed
from outcome_frameworks.outcome_map.link_words import count_links, has_arrows
from outcome_frameworks.pages.rendering import words
from outcome_frameworks.pages.rendering.renderer import Here, Renderer, code_of, kind_word
from outcome_frameworks.pages.site import Site
from outcome_frameworks.reading.hand_written import BlockKind, MapOptions, escape_markdown, read_block

_KINDS: dict[type, str] = {
    Level: "Level",
    Hypothesis: "Hypothesis",
    LearningPoint: "Learning point",
    Assumption: "Assumption",
    Evidence: "Evidence",
    Phase: "Phase",
}


Linked = tuple[Target, bool]
"""The other end of links, and whether all of them are inferred."""


@dataclass(frozen=True)
class TargetCard:
    """What a card says of an entry beside its words.

    `kind` is what the field calls it, `level` where it stands, `badges` are texts with the kind of each.
    """

    target: Target
    kind: str
    level: Level | None
    hue: int
    badges: tuple[tuple[str, str], ...]
    led_to_by: tuple[Linked, ...] = ()
    leads_to: tuple[Linked, ...] = ()

    @property
    def is_retired(self) -> bool:
        """Whether it stands no longer."""
        return is_retired(self.target.entry)


def render_block(renderer: Renderer, kind: BlockKind, text: str, here: Here, id: str, heading_level: int = 2) -> Markup:
    """Return what a block of a hand-written page becomes; nothing where nothing in it means anything.

    `id` starts every id in it and is unique on the page. `heading_level` is that of the headings in a map: one below
    the heading that the block stands under.
    """
    asked, _ = read_block(kind, text, renderer.site.portfolio)
    if asked is None:
        return Markup("")
    if isinstance(asked, MapOptions):
        drawing = _drawing(renderer.site, asked, here, id)
        whole = Target(asked.framework, None)
        return renderer.render("parts/page-map", here, drawing=drawing, whole=whole, heading_level=heading_level)
    cards = [_card(renderer.site, target) for target in asked.targets]
    return renderer.render("parts/page-cards", here, cards=cards, heading=f"h{heading_level}")


def render_block_as_links(renderer: Renderer, kind: BlockKind, text: str, href: Callable[[Target], str]) -> str:
    """Return a block as a list of links in Markdown, for where no card and no map can stand: nested text, feeds.

    `href` gives the address of what it shows.
    """
    asked, _ = read_block(kind, text, renderer.site.portfolio)
    if isinstance(asked, MapOptions):
        target = asked.focus or Target(asked.framework, None)
        return f"- {_link(renderer, target, href, 'Outcome map: ')}"
    return "\n".join(f"- {_link(renderer, target, href)}" for target in (asked.targets if asked else ()))


def _link(renderer: Renderer, target: Target, href: Callable[[Target], str], before: str = "") -> str:
    words = f"{before}{code_of(target)} {renderer.title_of(target)}"
    return f"[{escape_markdown(words)}]({href(target)})"


def _drawing(site: Site, asked: MapOptions, here: Here, id: str) -> OutcomeMap | None:
    """Cut the programme's map down to what is asked for; None where that leaves nothing."""
    whole = placed(site.maps[asked.framework.id], asked.framework, here.href)
    drawing = replace(whole, id=id)
    centre = drawn_holder(asked.focus, {card.key for card in whole.cards()}) if asked.focus else None
    if centre:
        drawing = cut_to_chain(drawing, centre, asked.depth)
    if asked.levels:
        drawing = cut_to_levels(drawing, {level.id for level in asked.levels})
    if not drawing.columns:
        return None
    return replace(drawing, caption=_caption(drawing, asked)) if centre or asked.levels else drawing


def _caption(drawing: OutcomeMap, asked: MapOptions) -> str:
    """Return what of the programme a cut map shows; what is retired does not count."""
    standing = {Target(asked.framework, e).key for e in asked.framework.walk() if not is_retired(e)}
    shown = sum(card.key in standing for card in drawing.cards())
    entry = asked.focus.entry if asked.focus else None
    what = ""
    if entry:
        steps = f", at most {words.count(asked.depth, 'step')} away" if asked.depth else ""
        what = f": {entry.id} with what leads to it and what it leads to{steps}"
    links = f" {said}." if (said := count_links(drawing)) else ""
    arrows = " Arrows read “leads to”." if has_arrows(drawing) else ""
    return f"{shown} of {words.count(len(standing), 'element')}{what}.{links}{arrows}"


def _card(site: Site, target: Target) -> TargetCard:
    framework, entry = target.framework, target.entry
    if not isinstance(entry, Element):
        return TargetCard(target, _KINDS[type(entry)] if entry else "", None, 0, tuple(_badges(target)))
    level = framework.level_of.get(entry.id)
    return TargetCard(
        target=target,
        kind=kind_word(framework, entry),
        level=level,
        hue=hue_of_element(framework, entry),
        badges=tuple(_badges(target)),
        led_to_by=_once((c.source, c) for c in site.graph.connections_in(target)),
        leads_to=_once((c.target, c) for c in site.graph.connections_out(target)),
    )


def _badges(target: Target) -> Iterable[tuple[str, str]]:
    """Yield the state of an entry, its influence, and that its programme is over, as far as there is any to tell."""
    framework, entry = target
    if entry and (state := words.state_of(entry)):
        yield state
    influence = framework.influence_on(entry) if isinstance(entry, Element) else getattr(entry, "influence", None)
    if influence:
        yield words.INFLUENCE_BADGES[influence], influence
    if entry and (over := words.OVER.get(framework.programme.status)):
        yield over, framework.programme.status


def _once(ends: Iterable[tuple[Target, Connection]]) -> tuple[Linked, ...]:
    """Return each end once, in the order in which they come first."""
    found: dict[str, Linked] = {}
    for end, connection in ends:
        _, others = found.get(end.key, (end, True))
        found[end.key] = end, others and connection.basis == "inferred"
    return tuple(found.values())
