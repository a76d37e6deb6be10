"""What the public portfolio keeps of frameworks that hold drafts, and what it leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest

from outcome_frameworks.model import Framework, Portfolio, public_portfolio
from outcome_frameworks.reading.checks import check_portfolio
from outcome_frameworks.reading.frameworks.load import load_portfolio

HEAD = "programme:\n  id: garden\n  title: A garden\n"


def whole(folder: Path, garden: str, **others: str) -> Portfolio:
    for name, text in {"garden": HEAD + garden, **others}.items():
        (folder / f"{name}.yml").write_text(text, "utf-8")
    loaded = load_portfolio(folder, "frameworks")
    assert loaded.problems == []
    return loaded.portfolio


def public(folder: Path, garden: str, **others: str) -> Portfolio:
    """Return the public portfolio of a garden and other files, which the check finds nothing wrong with."""
    portfolio = public_portfolio(whole(folder, garden, **others))
    faults = [str(p) for p in check_portfolio(portfolio) if p.severity == "error"]
    assert faults == []
    return portfolio


def garden_of(portfolio: Portfolio) -> Framework:
    return next(framework for framework in portfolio.frameworks if framework.id == "garden")


def test_without_drafts_nothing_is_made_anew(tmp_path: Path) -> None:
    portfolio = whole(tmp_path, "elements: [{id: S1, statement: People meet}]\n")
    assert public_portfolio(portfolio) is portfolio


def test_what_was_worked_out_before_does_not_come_back(tmp_path: Path) -> None:
    text = "levels: [{id: a, title: A, elements: [{id: S1, statement: x}, {id: S2, statement: y, status: draft}]}]\n"
    portfolio = whole(tmp_path, text)
    assert set(garden_of(portfolio).level_of) == {"S1", "S2"}
    garden = garden_of(public_portfolio(portfolio))
    assert set(garden.level_of) == {"S1"}
    assert (garden.file, garden.levels[0].elements[0].place) == ("frameworks/garden.yml", (4, 39))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a [b](outcome:S2) c", "a b c"),
        ("a [b](outcome:s2) c", "a b c"),
        ("a [b](OUTCOME:garden/S2) c", "a b c"),
        ("a [b]( <outcome:S2> ) c", "a b c"),
        ("a [b](outcome:S2 (Soon)) c", "a b c"),
        ("a [b](outcome:S2 'Soon') c", "a b c"),
        ("a [](outcome:S2) c", "a  c"),
        ("a [*b* [1]](outcome:S2) c", "a *b* [1] c"),
        ("[b](outcome:S2)[c](outcome:S2)", "bc"),
        ("a [b](outcome:S1) c [d](https://example.org/S2)", "a [b](outcome:S1) c [d](https://example.org/S2)"),
        ("a [b] c [d](outcome:S2", "a [b] c [d](outcome:S2"),
    ],
)
def test_of_a_link_to_a_draft_the_words_stay(tmp_path: Path, written: str, shown: str) -> None:
    text = f'elements:\n- {{id: S1, statement: x, note: "{written}"}}\n- {{id: S2, statement: y, status: draft}}\n'
    assert garden_of(public_portfolio(whole(tmp_path, text))).elements[0].note == shown


def test_a_bare_id_means_an_entry_of_the_programme_before_it_means_a_draft_programme(tmp_path: Path) -> None:
    text = "elements: [{id: S1, statement: x, leads_to: [plan]}, {id: plan, statement: y}]\n"
    plan = "programme: {id: plan, title: A plan, status: draft}\n"
    portfolio = public(tmp_path, text, plan=plan)
    assert [link.to.text for link in garden_of(portfolio).elements[0].leads_to] == ["plan"]
    assert portfolio.withholds("plan")


def test_programme_means_the_own_one_also_beside_a_draft_of_that_id(tmp_path: Path) -> None:
    text = "learning: [{id: LP1, statement: Time helps, about: [programme]}]\n"
    other = "programme: {id: programme, title: A plan, status: draft}\n"
    portfolio = public(tmp_path, text, programme=other)
    assert [about.ref.text for about in garden_of(portfolio).learning[0].about] == ["programme"]


def test_organisations_stay_that_more_than_drafts_name_or_nobody(tmp_path: Path) -> None:
    plan = "programme: {id: plan, title: A plan, status: draft, partners: [secret, shared, plan]}\n"
    organisations = (
        "organisations: [{id: shared, title: a}, {id: secret, title: b, part_of: owner}, {id: owner, title: c},"
        " {id: nobody, title: d, part_of: holder}, {id: holder, title: e}, {id: plan, title: f}]\n"
    )
    text = "  funded_by: [shared, plan]\n"
    portfolio = public(tmp_path, text, plan=plan, organisations=organisations)
    assert list(portfolio.organisations) == ["shared", "nobody", "holder", "plan"]
    assert [ref.text for ref in garden_of(portfolio).programme.funded_by] == ["shared", "plan"]


@pytest.mark.parametrize("link", ["programme", "S1", "garden", "garden/S1"])
def test_an_organisation_links_nowhere_where_all_programmes_are_drafts(tmp_path: Path, link: str) -> None:
    text = f"organisations: [{{id: shared, title: a, summary: 'see [the plan](outcome:{link})'}}]\n"
    garden = "  status: draft\nelements: [{id: S1, statement: x}]\n"
    portfolio = public(tmp_path, garden, organisations=text)
    assert portfolio.organisations["shared"].summary == "see the plan"


def test_a_hypothesis_is_another_claim_without_one_of_its_parts(tmp_path: Path) -> None:
    text = """\
elements: [{id: S1, statement: x}, {id: S2, statement: y, status: draft, elements: [{id: S3, statement: z}]}]
hypotheses:
  - {id: H1, if: [{ref: S1}, {ref: S3}], then: [All is well]}
  - {id: H2, if: [{ref: S1}], then: [All is well], about: [S2]}
  - {id: H3, statement: It holds, status: retired, replaced_by: H1}
"""
    garden = garden_of(public(tmp_path, text))
    assert [hypothesis.id for hypothesis in garden.hypotheses] == ["H2", "H3"]
    assert garden.hypotheses[0].about == ()
    assert garden.hypotheses[1].left_out == {"replaced_by"}


def test_a_draft_that_leads_out_of_its_own_programme_leaves_nothing_behind(tmp_path: Path) -> None:
    text = "elements: [{id: S1, statement: x, status: draft, leads_to: [kitchen/K1], aliases: [S7]}]\n"
    kitchen = "programme: {id: kitchen, title: A kitchen}\nelements: [{id: K1, statement: People cook}]\n"
    portfolio = public(tmp_path, text, kitchen=kitchen)
    assert [framework.id for framework in portfolio.frameworks] == ["garden", "kitchen"]
    assert portfolio.withheld == {"garden/s1", "garden/s7"}
