"""Every field of the model reaches a page: what authors write is never left in the file."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel
from site_building import BuildSite, BuiltSite

from outcome_frameworks.model import Entry, Framework, OrganisationsFile

FRAMEWORK = (Path(__file__).parent / "every-field.yml").read_text(encoding="utf-8")

ORGANISATIONS = """\
organisations:
  - id: commissioner
    title: Commissioning body
    short_title: CB
    part_of: whole
    url: https://commissioner.example/
    summary: Summary of the body
  - {id: whole, title: The whole body}
  - {id: funder, title: Funding body}
  - {id: deliverer, title: Delivering body}
  - {id: partner, title: Partner body}
"""

PROGRAMME = "programmes/every-field/"
S1, S2, H1, H2, LP1 = (f"{PROGRAMME}{id}/" for id in ("s1", "s2", "h1", "h2", "lp1"))

# For each field: the page on which a reader finds it, and what the reader finds there.
EXPECTED: dict[str, tuple[str, str]] = {
    "Framework.programme": (PROGRAMME, "Title of the programme"),
    "Framework.levels": (PROGRAMME, "Title of the level"),
    "Framework.elements": ("programmes/network/", "Statement of the network element"),
    "Framework.hypotheses": (PROGRAMME, "Statement of the second hypothesis"),
    "Framework.assumptions": (PROGRAMME, "Statement of the assumption"),
    "Framework.learning": (PROGRAMME, "Statement of the learning point"),
    "Framework.evidence": (PROGRAMME, "Title of the evidence"),
    "Framework.waivers": (PROGRAMME, "Rules that do not apply"),
    "Programme.id": (PROGRAMME, 'data-of-id="every-field"'),
    "Programme.title": (PROGRAMME, "Title of the programme"),
    "Programme.short_title": (PROGRAMME, "Short programme"),
    "Programme.kind": (PROGRAMME, "Driver diagram"),
    "Programme.status": (PROGRAMME, "Archived"),
    "Programme.aliases": (PROGRAMME, "Earlier ids earlier-programme"),
    "Programme.version": (PROGRAMME, "4.2-beta"),
    "Programme.reviewed": (PROGRAMME, "5 November 2024"),
    "Programme.start": (PROGRAMME, "February 2019"),
    "Programme.end": (PROGRAMME, "September 2023"),
    "Programme.area": (PROGRAMME, "Isle of Somewhere"),
    "Programme.summary": (PROGRAMME, "Summary of the programme"),
    "Programme.aim": (PROGRAMME, "Aim of the programme"),
    "Programme.intention": (PROGRAMME, "Intention of the programme"),
    "Programme.population": (PROGRAMME, "Population of the programme"),
    "Programme.commissioned_by": (PROGRAMME, "Commissioning body"),
    "Programme.funded_by": (PROGRAMME, "Funding body"),
    "Programme.delivered_by": (PROGRAMME, "Delivering body"),
    "Programme.partners": (PROGRAMME, "Partner body"),
    "Programme.context": (PROGRAMME, "Context of the programme"),
    "Programme.phases": (PROGRAMME, "Title of the phase"),
    "Programme.flows": (PROGRAMME, "Vertical: up to those who decide"),
    "Programme.documents": (PROGRAMME, "Title of the document"),
    "Programme.source": (PROGRAMME, "Title of the source"),
    "Phase.id": (PROGRAMME, 'id="phase-ph1"'),
    "Phase.title": (PROGRAMME, "Title of the phase"),
    "Phase.start": (PROGRAMME, "March 2019"),
    "Phase.end": (PROGRAMME, "April 2020"),
    "Phase.summary": (PROGRAMME, "Summary of the phase"),
    "Phase.figures": (PROGRAMME, "Label of the figure"),
    "Figure.label": (PROGRAMME, "Label of the figure"),
    "Figure.value": (PROGRAMME, "Figure 8712"),
    "Flow.direction": (PROGRAMME, "Vertical: up to those who decide"),
    "Flow.among": (PROGRAMME, "Party of the flow"),
    "Flow.to": (PROGRAMME, "Goal of the flow"),
    "Flow.summary": (PROGRAMME, "Summary of the flow"),
    "Document.id": (PROGRAMME, 'id="document-doc1"'),
    "Document.title": (PROGRAMME, "Title of the document"),
    "Document.kind": (PROGRAMME, "Kind of document"),
    "Document.url": (PROGRAMME, 'href="https://document.example/"'),
    "Document.date": (PROGRAMME, "Date of the document"),
    "Document.summary": (PROGRAMME, "Summary of the document"),
    "Document.about": (f"{PROGRAMME}l1/", "Title of the document"),
    "Document.missing": (PROGRAMME, "Why the document is missing"),
    "Source.title": (PROGRAMME, "Title of the source"),
    "Source.url": (PROGRAMME, 'href="https://source.example/"'),
    "Source.organisation": (PROGRAMME, "Organisation of the source"),
    "Source.date": (PROGRAMME, "Date of the source"),
    "Source.accessed": (PROGRAMME, "7 June 2024"),
    "Source.wording": (PROGRAMME, "Statements are quoted word for word."),
    "Source.notes": (PROGRAMME, "Note on the source"),
    "Level.id": (PROGRAMME, 'id="level-short"'),
    "Level.title": (PROGRAMME, "Title of the level"),
    "Level.subtitle": (PROGRAMME, "Subtitle of the level"),
    "Level.kind": (PROGRAMME, "2 enablers"),
    "Level.influence": (PROGRAMME, "Direct influence"),
    "Level.note": (PROGRAMME, "Note on the level"),
    "Level.stated_count": (PROGRAMME, "the source says nine and lists one"),
    "Level.order": (PROGRAMME, "authored: S1 before S2"),
    "Level.leads_to": (PROGRAMME, "Reason of the level link"),
    "Level.elements": (PROGRAMME, "Statement of the element"),
    "Element.id": (S1, 'data-of-id="every-field/S1"'),
    "Element.statement": (S1, "Statement of the element"),
    "Element.label": (S1, "Label of the element"),
    "Element.note": (S1, "Note on the element"),
    "Element.who": (S1, "Who of the element"),
    "Element.status": (S1, "it is still taking shape"),
    "Element.replaced_by": (S2, "It was replaced by S1 Statement of the element"),
    "Element.why": (S2, "Why the element was retired"),
    "Element.influence": (S1, "The programme contributes to this"),
    "Element.aliases": (S1, "OLD1"),
    "Element.tags": (S1, "Tag of the element"),
    "Element.leads_to": (S1, "S1 leads to L1 Statement of the goal"),
    "Element.aligned_to": (S1, "Vocabulary of the alignment"),
    "Element.elements": (S1, "Statement of the nested element"),
    "Link.to": (S1, "S1 leads to L1 Statement of the goal"),
    "Link.basis": (S1, "The source does not state this link; it was inferred."),
    "Link.because": (S1, "Reason of the link"),
    "Link.assumptions": (S1, "It rests on the assumption: A1 Statement of the assumption"),
    "Link.evidence": (S1, "Evidence: E1 Title of the evidence"),
    "Link.necessity": (S1, "It is necessary"),
    "Alignment.vocabulary": (S1, "Vocabulary of the alignment"),
    "Alignment.code": (S1, "Code of the alignment"),
    "Hypothesis.id": (H1, 'data-of-id="every-field/H1"'),
    "Hypothesis.statement": (H2, "Statement of the second hypothesis"),
    "Hypothesis.if_": (H1, "Text of the condition"),
    "Hypothesis.then": (H1, "Text of the consequence"),
    "Hypothesis.because": (H1, "Reason of the hypothesis"),
    "Hypothesis.order": (H1, "Text of the consequence if Text of the condition and Statement of the element."),
    "Hypothesis.about": (H1, "Reason of what it is about"),
    "Hypothesis.assumptions": (H1, "Statement of the assumption"),
    "Hypothesis.how_tested": (H1, "Test of the hypothesis"),
    "Hypothesis.status": (H1, "Not supported"),
    "Hypothesis.replaced_by": (H2, "It was replaced by H1 Text of the consequence"),
    "Hypothesis.why": (H2, "Why the hypothesis was retired"),
    "Hypothesis.aliases": (H2, "Earlier codes: OLDH2"),
    "Clause.text": (H1, "Text of the condition"),
    "Clause.ref": (H1, "S1 Statement of the element"),
    "About.ref": (H1, "the link from S1 Statement of the element to L1 Statement of the goal"),
    "About.basis": (H1, "Inferred"),
    "About.because": (H1, "Reason of what it is about"),
    "Assumption.id": (PROGRAMME, 'id="assumption-a1"'),
    "Assumption.statement": (PROGRAMME, "Statement of the assumption"),
    "Assumption.holds": (PROGRAMME, "Holds in part"),
    "Assumption.critical": (PROGRAMME, "Critical"),
    "Assumption.note": (PROGRAMME, "Note on the assumption"),
    "LearningPoint.id": (LP1, 'data-of-id="every-field/LP1"'),
    "LearningPoint.statement": (LP1, "Statement of the learning point"),
    "LearningPoint.note": (LP1, "Note on the learning point"),
    "LearningPoint.about": (LP1, "S1 Statement of the element"),
    "LearningPoint.status": (LP1, "This learning point is retired"),
    "LearningPoint.replaced_by": (LP1, "It was replaced by H1 Text of the consequence"),
    "LearningPoint.why": (LP1, "Why the learning point was retired"),
    "LearningPoint.aliases": (LP1, "Earlier codes: OLDLP1"),
    "Evidence.id": (PROGRAMME, 'id="evidence-e1"'),
    "Evidence.title": (PROGRAMME, "Title of the evidence"),
    "Evidence.kind": (PROGRAMME, "Lived experience"),
    "Evidence.organisation": (PROGRAMME, "Partner body"),
    "Evidence.date": (PROGRAMME, "August 2022"),
    "Evidence.url": (PROGRAMME, 'href="https://evidence.example/"'),
    "Evidence.summary": (PROGRAMME, "Summary of the evidence"),
    "Evidence.about": (H1, "Title of the evidence"),
    "Evidence.says": (PROGRAMME, "Challenges it"),
    "Evidence.strength": (PROGRAMME, "Strength: Scale of the strength"),
    "Strength.scale": (PROGRAMME, "Scale of the strength"),
    "Strength.level": (PROGRAMME, "Level of the strength"),
    "Waiver.rule": (PROGRAMME, "no-indicator"),
    "Waiver.on": (S1, "Rule that does not apply: no-indicator"),
    "Waiver.reason": (PROGRAMME, "Reason of the waiver"),
    "OrganisationsFile.organisations": (PROGRAMME, "Commissioning body"),
    "Organisation.id": (PROGRAMME, "Commissioning body"),
    "Organisation.title": (PROGRAMME, "Commissioning body"),
    "Organisation.short_title": (PROGRAMME, "(CB)"),
    "Organisation.part_of": (PROGRAMME, "The whole body"),
    "Organisation.url": (PROGRAMME, 'href="https://commissioner.example/"'),
    "Organisation.summary": (PROGRAMME, "Summary of the body"),
}

NETWORK = """\
programme: {id: network, title: Network}
elements:
  - {id: N1, statement: Statement of the network element, leads_to: [N2]}
  - {id: N2, statement: Another}
"""


def every_field() -> set[str]:
    """Return `Model.field` for each field of each model that a file can hold."""
    found: set[str] = set()
    waiting: list[type[BaseModel]] = [Framework, OrganisationsFile]
    seen: set[type[BaseModel]] = set()
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for name, field in model.model_fields.items():
            found.add(f"{model.__name__}.{name}")
            waiting.extend(_models_in(field.annotation))
    return found


def _models_in(annotation: object) -> list[type[Entry]]:
    if isinstance(annotation, type) and issubclass(annotation, Entry):
        return [annotation]
    return [model for argument in get_args(annotation) for model in _models_in(argument)]


@pytest.fixture
def site(build_site: BuildSite) -> BuiltSite:
    return build_site(
        {
            "frameworks/every-field.yml": FRAMEWORK,
            "frameworks/organisations.yml": ORGANISATIONS,
            "frameworks/network.yml": NETWORK,
        },
        link_previews=None,
    )


def words_of(page: str) -> str:
    """Return what a reader reads, on one line: no tags, entities decoded."""
    article = page[page.index('<article class="of-page') :]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", article)).split())


def test_every_field_is_expected_somewhere() -> None:
    assert set(EXPECTED) == every_field()


def test_every_field_reaches_its_page(site: BuiltSite) -> None:
    missing = []
    for field, (path, text) in EXPECTED.items():
        if field == "Level.order":
            continue
        page = site.html(path)
        found = (
            text in page
            if "=" in text
            else re.sub(r"\s+([.,;:)])", r"\1", text) in re.sub(r"\s+([.,;:)])", r"\1", words_of(page))
        )
        if not found:
            missing.append(f"{field}: {text!r} is not on {path}")
    assert missing == []


def test_authored_order_is_kept(site: BuiltSite) -> None:
    figure = site.html(PROGRAMME).split("<figure", 1)[1].split("</figure>", 1)[0]
    assert re.findall(r'data-of-id="every-field/(S\d)"', figure) == ["S1", "S2"]
