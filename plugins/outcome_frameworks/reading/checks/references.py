"""Rules on references: each means something that exists, of the kind that may stand there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from outcome_frameworks.model import (
    About,
    Assumption,
    Element,
    Evidence,
    Framework,
    Hypothesis,
    Identified,
    LearningPoint,
    Level,
    Reference,
    Stretch,
)
from outcome_frameworks.problems import Problem
from outcome_frameworks.problems.wording import show, write_out
from outcome_frameworks.reading.checks.resolver import Resolver, name_entry, name_kind, name_kinds

_ARROW = re.compile(r"\s*(?:[-=–—]+>|>{2,}|[→⇒➔⟶])\s*")  # what people type for the > of a link


class Use(NamedTuple):
    """A place where a reference stands. `says` reads on with the reference: `S1 leads to`.

    `kinds` are what it may mean; none means anything, a link and the programme too.
    """

    says: str
    reference: Reference
    kinds: tuple[type[Identified], ...] = ()
    holder: str = ""  # id of what holds it, which is not meant by it


def check_references(framework: Framework, resolver: Resolver) -> Iterator[Problem]:
    """Report references that mean nothing, or a thing of another kind."""
    for use in references_of(framework):
        found = _check_use(use, framework, resolver)
        if found:
            yield Problem(framework.file, use.reference.place, *found)


def _check_use(use: Use, framework: Framework, resolver: Resolver) -> tuple[str, str] | None:
    text = use.reference.text
    start = f'{use.says} "{show(text)}"'
    arrow = None if use.kinds else _ARROW.search(text)
    if ">" in text and not use.kinds:
        fault = _check_stretch(start, text, framework, resolver)
        return fault if fault is None or arrow is None else _explain_arrow(start, text, arrow)
    target = resolver.portfolio.find(text, framework)
    if target is None:
        if resolver.is_withheld(text, framework):
            return None
        if arrow:
            return _explain_arrow(start, text, arrow)
        rule, why = resolver.explain_unknown(text, framework, use.kinds, use.holder)
        return rule, f"{start}, {why}"
    if use.kinds and not isinstance(target.entry, use.kinds):
        return "wrong-reference", f"{start}, which is {name_kind(target.entry)}; name {name_kinds(use.kinds)}"
    return None


def _explain_arrow(start: str, text: str, arrow: re.Match[str]) -> tuple[str, str]:
    meant = f"{text[: arrow.start()]} > {text[arrow.end() :]}"
    return "unknown-reference", f'{start}, which is no reference; a link is written "{write_out(meant)}"'


def _check_stretch(start: str, text: str, framework: Framework, resolver: Resolver) -> tuple[str, str] | None:
    """Check both ends of `S1 > M1`, and that the one leads to the other."""
    ends = [end.strip() for end in text.split(">", 1)]
    for end in ends:
        if resolver.portfolio.find(end, framework) is None:
            if resolver.is_withheld(end, framework):
                return None
            rule, why = resolver.explain_unknown(end, framework, (Element, Level))
            if why.startswith("which "):
                why = f'but "{show(end)}" {why.removeprefix("which ")}'
            return rule, f"{start}, {why}"
    stretch = resolver.portfolio.find_link(text, framework)
    if stretch is None or _is_stated(stretch, resolver):
        return None
    if resolver.is_partial(stretch.source.framework) or resolver.is_ambiguous(stretch.source.framework):
        return None
    why = f"but {show(ends[0], 40)} does not lead to {show(ends[1], 40)}; add that link, or speak of its ends"
    return "unknown-reference", f"{start}, {why}"


def _is_stated(stretch: Stretch, resolver: Resolver) -> bool:
    source = stretch.source
    if not isinstance(source.entry, (Element, Level)):
        return False
    return any(resolver.portfolio.find(link.to, source.framework) == stretch.target for link in source.entry.leads_to)


def references_of(framework: Framework) -> Iterator[Use]:
    """Yield every reference of a framework but those to organisations."""
    for document in framework.programme.documents:
        yield from _about(f"document {document.id or show(document.title)}", document.about)
    for level in framework.levels:
        yield from _links(level, (Level,))
    for element in framework.walk():
        yield from _links(element, (Element, Level))
        if element.replaced_by:
            yield Use(f"{name_entry(element)} is replaced by", element.replaced_by, (Element,), element.id)
    for hypothesis in framework.hypotheses:
        name = name_entry(hypothesis)
        for part, clauses in (("if", hypothesis.if_), ("then", hypothesis.then)):
            yield from (Use(f"the {part} of {name} names", clause.ref, (Element,)) for clause in clauses if clause.ref)
        yield from _about(name, hypothesis.about)
        yield from (Use(f"{name} rests on", ref, (Assumption,)) for ref in hypothesis.assumptions)
        yield from _replacement(hypothesis)
    for point in framework.learning:
        yield from _about(name_entry(point), point.about)
        yield from _replacement(point)
    for piece in framework.evidence:
        yield from _about(name_entry(piece), piece.about)
    for waiver in framework.waivers:
        yield Use(f"the waiver of {show(waiver.rule, 40)} is on", waiver.on, ())


def _replacement(claim: Hypothesis | LearningPoint) -> Iterator[Use]:
    if claim.replaced_by:
        yield Use(f"{name_entry(claim)} is replaced by", claim.replaced_by, (Hypothesis, LearningPoint), claim.id)


def _about(name: str, abouts: Iterable[About]) -> Iterator[Use]:
    return (Use(f"{name} speaks of", about.ref) for about in abouts)


def _links(holder: Element | Level, kinds: tuple[type[Identified], ...]) -> Iterator[Use]:
    for link in holder.leads_to:
        yield Use(f"{name_entry(holder)} leads to", link.to, kinds, holder.id)
        said = f"the link {show(holder.id, 40)} > {show(link.to, 40)}"
        yield from (Use(f"{said} rests on", ref, (Assumption,)) for ref in link.assumptions)
        yield from (Use(f"{said} has the evidence", ref, (Evidence,)) for ref in link.evidence)
