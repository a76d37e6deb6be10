"""The pages of hypotheses and of learning points: claims before and after the test."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from outcome_frameworks.addresses.published import OwnPage
from outcome_frameworks.model import Hypothesis, LearningPoint, Target
from outcome_frameworks.outcome_map.from_frameworks import placed
from outcome_frameworks.pages.beside.share import share_of
from outcome_frameworks.pages.page import Body, Page
from outcome_frameworks.pages.parts.crumbs import crumbs_of
from outcome_frameworks.pages.rendering import words
from outcome_frameworks.pages.rendering.renderer import Here, Renderer, page_title

HYPOTHESIS_SECTIONS = (
    ("in-parts", "If and then"),
    ("map", "Its part of the map"),
    ("explains", "What it speaks of"),
    ("assumptions", "What it assumes"),
    ("testing", "Testing"),
    ("spoken-of", "What speaks of it"),
    ("stories", "Pages that speak of it"),
    ("cite", "Share and cite"),
)
"""(id, title) of every section, in order; each is the template `hypothesis/<id>.html`."""

LEARNING_SECTIONS = (
    ("about", "What it speaks of"),
    ("spoken-of", "What speaks of it"),
    ("stories", "Pages that speak of it"),
    ("cite", "Share and cite"),
)
"""(id, title) of every section, in order; each is the template `learning/<id>.html`."""


def hypothesis_page(renderer: Renderer, own: OwnPage) -> Page:
    """Return the page of a hypothesis: the sentence, its parts, and its part of the map lit."""
    assert own.target
    site, (framework, hypothesis) = renderer.site, own.target
    assert isinstance(hypothesis, Hypothesis)
    here = renderer.here(own.src_uri, framework)

    def context() -> dict[str, object]:
        spoken_of = [about.ref for about in hypothesis.about]
        spoken_of += [clause.ref for clause in (*hypothesis.if_, *hypothesis.then) if clause.ref]
        drawing, lit = site.maps.get(framework.id), site.graph.elements_of(framework, spoken_of)
        shown = placed(drawing, framework, here.href, lit=lit) if drawing else None
        # What it speaks of may stand in another programme.
        return {"hypothesis": hypothesis, "drawing": shown if shown and shown.lit else None, "around": "Hypotheses"}

    return _claim_page(
        renderer,
        own,
        sentence=words.hypothesis_sentence(hypothesis, site.portfolio, framework),
        plan=HYPOTHESIS_SECTIONS,
        filters={"kind": "Hypothesis", "status": (words.state_of(hypothesis) or ("",))[0]},
        context=context,
    )


def learning_page(renderer: Renderer, own: OwnPage) -> Page:
    """Return the page of a learning point."""
    assert own.target
    point = own.target.entry
    assert isinstance(point, LearningPoint)
    return _claim_page(
        renderer,
        own,
        sentence=point.statement,
        plan=LEARNING_SECTIONS,
        filters={"kind": "Learning point"},
        context=lambda: {"point": point, "around": "Learning points"},
    )


def _claim_page(
    renderer: Renderer,
    own: OwnPage,
    *,
    sentence: str,
    plan: tuple[tuple[str, str], ...],
    filters: Mapping[str, str],
    context: Callable[[], Mapping[str, object]],
) -> Page:
    """Return the page of a claim. `context` gives what its templates show beside what both kinds of claim have."""
    assert own.target
    kind, target = own.kind.name, own.target
    framework, entry = target
    assert isinstance(entry, (Hypothesis, LearningPoint))
    here = renderer.here(own.src_uri, framework)

    def make_body() -> Body:
        shown = {**_context(renderer, here, target, sentence), **context()}
        return renderer.body(kind, plan, here, shown, has_footer=True)

    return Page(
        own,
        title=page_title(target, sentence),
        nav_title=entry.id,
        description=words.shortened(
            f"{entry.id}: {words.stopped(sentence)} {words.stopped(framework.programme.title)}", 160
        ),
        make_body=make_body,
        filters={"programme": framework.programme.short, **filters},
        aliases=entry.aliases,
    )


def _context(renderer: Renderer, here: Here, target: Target, sentence: str) -> dict[str, object]:
    """Return what the templates of both kinds of claim show."""
    site, (framework, entry) = renderer.site, target
    assert entry
    before, after = site.neighbours(target)
    return {
        "target": target,
        "framework": framework,
        "title": f"{entry.id} {sentence}",
        "share": share_of(renderer, here, target),
        "crumbs": crumbs_of(here, target),
        "successors": site.portfolio.successors(target),
        "mentions": site.graph.mentions_of(target),
        "stories": site.stories_about.get(target.key, ()),
        "edit_url": site.edit_url(framework.file, entry.place),
        "before": before,
        "after": after,
    }
