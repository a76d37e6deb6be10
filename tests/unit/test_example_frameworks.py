"""The five example frameworks hold what their sources hold: every item, in order, and every figure."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from outcome_frameworks.model import Framework, Hypothesis, Link, Portfolio
from outcome_frameworks.reading.frameworks.load import LoadResult, load_portfolio

ROOT = Path(__file__).parents[2]
FRAMEWORKS = ROOT / "frameworks"
STORY = ROOT / "docs" / "stories" / "from-threads-to-decisions.md"


def codes(letter: str, count: int) -> list[str]:
    """Return S1, S2, … up to the count."""
    return [f"{letter}{number}" for number in range(1, count + 1)]


# Sub-area: activities in the first and in the second column of the source's tables; 34 in all.
SIRD_COLUMNS = {"A1.1": (2, 1), "A1.2": (3, 5), "A2.1": (3, 3), "A2.2": (4, 5), "A3.1": (4, 4)}


def sird_activities() -> list[str]:
    """Return the codes of the areas, sub-areas and activities of SiRD2021, in the order of the source."""
    found: list[str] = []
    for sub_area, columns in SIRD_COLUMNS.items():
        area = sub_area.partition(".")[0]
        found += [area] if area not in found else []
        found += [sub_area, *(f"{sub_area}.{number}" for number in range(1, sum(columns) + 1))]
    return found


LEVELS: dict[str, list[tuple[str, str, str | None, list[str]]]] = {
    "third-sector-support": [
        ("short", "outcome", "direct", codes("S", 7)),
        ("medium", "outcome", "contribute", codes("M", 7)),
        ("long", "outcome", "contribute", codes("L", 1)),
    ],
    "threading-the-needle": [],
    "sird2021": [
        ("inputs", "input", None, codes("I", 7)),
        ("activities", "activity", None, sird_activities()),
        ("outputs", "output", None, ["O1", "O1.1", "O1.2", "O1.3", "O2"]),
        ("programme-outcomes", "outcome", None, codes("P", 5)),
        ("strategic-outcomes", "outcome", None, codes("T", 2)),
    ],
    "new-models": [
        ("development-areas", "driver", None, codes("D", 5)),
        ("short", "outcome", None, codes("S", 6)),
        ("medium", "outcome", None, codes("M", 5)),
        ("long", "outcome", None, codes("L", 5)),
    ],
    "can-do": [
        ("principles", "principle", None, codes("P", 5)),
        ("actions", "activity", None, codes("A", 10)),
        ("outcomes", "outcome", None, codes("O", 12)),
        ("impact", "impact", None, codes("I", 5)),
    ],
}

ELEMENTS = {"third-sector-support": 15, "threading-the-needle": 0, "sird2021": 61, "new-models": 21, "can-do": 32}

LEVEL_LINKS = {
    "third-sector-support": ["short > medium group-stated", "medium > long inferred"],
    "threading-the-needle": [],
    "sird2021": [
        "inputs > activities inferred",
        "activities > outputs inferred",
        "outputs > programme-outcomes inferred",
        "programme-outcomes > strategic-outcomes inferred",
    ],
    "new-models": ["short > medium inferred", "medium > long inferred"],
    "can-do": ["actions > outcomes inferred", "outcomes > impact inferred"],
}

INFERRED = {
    "third-sector-support": "",
    "threading-the-needle": "",
    "sird2021": "A1>O1.3 A2>O1.2 A3>O1.1",
    "new-models": "S1>M1 S2>M3 S3>M1 S3>M2 S4>M3 S5>L3 S6>M5 M1>L1 M3>L3 M5>L5 L4>L2 L5>L4",
    "can-do": "P1>O9 A2>O6 A3>O11 A6>O5 A7>O7 A7>O8 A8>O1 A9>O3 A9>O4 O1>I5 O2>I3 O6>I1",
}

STATED_LINKS = {("sird2021", "O2>O1")}


@pytest.fixture(scope="module")
def loaded() -> LoadResult:
    return load_portfolio(FRAMEWORKS)


@pytest.fixture(scope="module")
def portfolio(loaded: LoadResult) -> Portfolio:
    return loaded.portfolio


@pytest.fixture(params=LEVELS)
def framework(request: pytest.FixtureRequest, portfolio: Portfolio) -> Framework:
    return framework_named(portfolio, request.param)


def framework_named(portfolio: Portfolio, name: str) -> Framework:
    target = portfolio.find(name)
    assert target is not None
    return target.framework


def arrow(start: str, link: Link) -> str:
    return f"{start}>{link.to}"


def test_the_folder_holds_the_five_programmes_without_a_problem(loaded: LoadResult) -> None:
    assert list(loaded.problems) == []
    assert {framework.id for framework in loaded.portfolio.frameworks} == set(LEVELS)
    assert {path.stem for path in FRAMEWORKS.glob("*.yml")} == {*LEVELS, "organisations"}


@pytest.mark.parametrize("path", sorted(FRAMEWORKS.glob("*.yml")), ids=lambda path: path.name)
def test_first_line_lets_editors_check_the_file(path: Path) -> None:
    schema = "organisations" if path.stem == "organisations" else "framework"
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    assert first == f"# yaml-language-server: $schema=../plugins/outcome_frameworks/{schema}.schema.json"


def test_levels_hold_every_item_with_its_code_in_order(framework: Framework) -> None:
    found = [
        (level.id, level.kind, level.influence, [element.id for element in level.walk()]) for level in framework.levels
    ]
    assert found == LEVELS[framework.id]
    assert len(list(framework.walk())) == ELEMENTS[framework.id]


def test_levels_are_linked_as_groups(framework: Framework) -> None:
    found = [f"{level.id} > {link.to} {link.basis}" for level in framework.levels for link in level.leads_to]
    assert found == LEVEL_LINKS[framework.id]


def test_links_between_elements_are_inferred_unless_the_source_states_them(framework: Framework) -> None:
    links = {arrow(element.id, link): link.basis for element in framework.walk() for link in element.leads_to}
    assert [text for text, basis in links.items() if basis == "inferred"] == INFERRED[framework.id].split()
    assert {(framework.id, text) for text, basis in links.items() if basis != "inferred"} == {
        pair for pair in STATED_LINKS if pair[0] == framework.id
    }


def test_every_link_says_why(framework: Framework) -> None:
    assert [arrow(start, link) for start, link in all_links(framework) if not link.because] == []


def all_links(framework: Framework) -> list[tuple[str, Link]]:
    of_levels = [(level.id, link) for level in framework.levels for link in level.leads_to]
    return of_levels + [(element.id, link) for element in framework.walk() for link in element.leads_to]


def test_every_reference_leads_somewhere(framework: Framework, portfolio: Portfolio) -> None:
    references = [link.to for _, link in all_links(framework)]
    references += [about.ref for hypothesis in framework.hypotheses for about in hypothesis.about]
    references += [about.ref for point in framework.learning for about in point.about]
    references += [about.ref for document in framework.programme.documents for about in document.about]
    assert [str(reference) for reference in references if portfolio.find(reference, framework) is None] == []
    programme = framework.programme
    for ref in (*programme.commissioned_by, *programme.delivered_by, *programme.partners, *programme.funded_by):
        assert str(ref) in portfolio.organisations


def test_source_is_cited_as_restated_without_an_invented_address(framework: Framework) -> None:
    source = framework.programme.source
    assert source is not None
    assert (source.wording, source.url) == ("restated", None)
    assert source.title
    assert len(source.notes) >= 5
    assert [document.url for document in framework.programme.documents if document.url] == []


def test_boxes_have_a_text_that_fits(framework: Framework) -> None:
    assert [element.id for element in framework.walk() if len(element.short) > 80] == []


def test_third_sector_support_says_five_and_lists_seven(portfolio: Portfolio) -> None:
    framework = framework_named(portfolio, "third-sector-support")
    assert [level.stated_count for level in framework.levels] == [7, 5, None]
    assert framework.programme.source is not None
    assert "never names the programme" in framework.programme.source.notes[0]


def test_third_sector_support_has_three_hypotheses_with_their_parts(portfolio: Portfolio) -> None:
    hypotheses = framework_named(portfolio, "third-sector-support").hypotheses
    assert [(h.id, h.order, len(h.if_), len(h.then)) for h in hypotheses] == [
        ("H1", "if-then", 2, 3),
        ("H2", "then-if", 2, 1),
        ("H3", "if-then", 2, 2),
    ]
    assert [spoken_of(h, "group-stated") for h in hypotheses] == [["short", "medium", "long"]] * 3
    assert [spoken_of(h, "inferred") for h in hypotheses] == [["S2", "M3", "M5"], ["S5", "M4"], ["S6", "M6", "M7"]]


def spoken_of(hypothesis: Hypothesis, basis: str) -> list[str]:
    assert all(about.because for about in hypothesis.about)
    return [str(about.ref) for about in hypothesis.about if about.basis == basis]


def test_threading_the_needle_has_lessons_resources_and_flows(portfolio: Portfolio) -> None:
    framework = framework_named(portfolio, "threading-the-needle")
    assert [point.id for point in framework.learning] == ["LP1", "LP2", "LP3"]
    assert [document.title.partition(" – ")[0] for document in framework.programme.documents if document.missing] == [
        "How to explore decision making and the role of evidence",
        "From the source to the sea",
    ]
    across, up = framework.programme.flows
    assert (across.direction, up.direction, up.to) == ("horizontal", "vertical", "commissioning decisions")
    assert across.among == ("third sector organisations", "monitoring officers", "performance teams")


def test_the_story_and_its_programme_lead_to_each_other(portfolio: Portfolio) -> None:
    _, front, body = STORY.read_text(encoding="utf-8").split("---\n", 2)
    matter = yaml.safe_load(front)
    assert matter["flow"] == ["horizontal", "vertical"]
    points = {f"threading-the-needle/LP{number}" for number in (1, 2, 3)}
    assert set(matter["about"]) == {"threading-the-needle"} | points
    assert set(re.findall(r"\]\(outcome:([^)]+)\)", body)) == set(matter["about"])
    assert all(portfolio.find(reference) for reference in matter["about"])
    assert 350 <= len(body.split()) <= 600


def test_sird2021_keeps_the_two_columns_of_its_tables_apart(portfolio: Portfolio) -> None:
    elements = {element.id: element for element in framework_named(portfolio, "sird2021").walk()}
    for sub_area, (first, second) in SIRD_COLUMNS.items():
        tags = [tag for activity in elements[sub_area].elements for tag in activity.tags]
        assert tags == ["first column"] * first + ["second column"] * second
    assert sum(map(sum, SIRD_COLUMNS.values())) == 34
    assert elements["A2.1.1"].statement == elements["A2.2.1"].statement
    assert elements["A2.1.3"].statement == elements["A2.2.4"].statement


def test_sird2021_strategic_engagement_is_emergent_with_a_published_reason(portfolio: Portfolio) -> None:
    framework = framework_named(portfolio, "sird2021")
    assert [element.id for element in framework.walk() if element.status != "active"] == ["O2"]
    assert [(waiver.rule, str(waiver.on)) for waiver in framework.waivers] == [("no-indicator", "O2")]
    assert "hard to define" in framework.waivers[0].reason


def test_new_models_has_its_phases_with_dates_and_team_counts(portfolio: Portfolio) -> None:
    programme = framework_named(portfolio, "new-models").programme
    assert [(phase.start, phase.end, [figure.value for figure in phase.figures]) for phase in programme.phases] == [
        ("2020-10", "2021-05", ["8"]),
        ("2021-06", "2022-03", ["4"]),
        ("2022-04", "2023-03", ["3"]),
    ]
    assert (programme.start, programme.end, programme.status) == ("2020-10", "2023-03", "closed")


def test_new_models_names_its_documents_and_the_one_that_is_missing(portfolio: Portfolio) -> None:
    documents = framework_named(portfolio, "new-models").programme.documents
    assert [document.date for document in documents if document.kind == "source"] == [
        None,
        None,
        "July 2020",
        "closed September 2020",
        "September 2020",
        "October–November 2020",
    ]
    assert [document.id for document in documents if document.kind != "source"] == ["eqia", "driver-diagram"]
    assert [document.id for document in documents if document.missing] == ["driver-diagram"]


def test_new_models_keeps_the_meaning_of_its_levels_and_its_commissioner(portfolio: Portfolio) -> None:
    framework = framework_named(portfolio, "new-models")
    assert [level.subtitle for level in framework.levels[1:]] == [
        "what is learned and gained",
        "what will be done differently",
        "the difference made",
    ]
    (commissioner,) = framework.programme.commissioned_by
    assert str(portfolio.organisations[str(commissioner)].part_of) == "scottish-government"


def test_can_do_has_its_context_its_principles_by_name_and_the_intention(portfolio: Portfolio) -> None:
    framework = framework_named(portfolio, "can-do")
    assert len(framework.programme.context) == 5
    assert framework.programme.intention
    assert [element.label for element in framework.levels[0].elements] == [
        "Co-learning and co-creation",
        "Community led",
        "Connection",
        "Respectful and inclusive engagement",
        "Shared responsibility for change",
    ]
