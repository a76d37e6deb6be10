"""What changes the digest of which programme: an edit that of its own and of those that show it, and no other."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from outcome_frameworks.addresses.urls import Urls
from outcome_frameworks.changes import Change, History, ProgrammeDay
from outcome_frameworks.model import public_portfolio
from outcome_frameworks.outcome_map.arranging.engine import PURE, Engine
from outcome_frameworks.pages import THEME_DIR, Site
from outcome_frameworks.pages.dependence import Dependence, asks_for_all, has_own, made_with, makers
from outcome_frameworks.problems import Place, Problem
from outcome_frameworks.reading.checks import check_portfolio
from outcome_frameworks.reading.frameworks.load import load_portfolio
from outcome_frameworks.reading.hand_written import Story

FILES = {
    "garden": """\
programme: {id: garden, title: A garden, short_title: Garden, aliases: [pond], delivered_by: [trust]}
levels:
  - id: short
    title: Short-term outcomes
    elements:
      - {id: S1, statement: People meet, leads_to: [kitchen/C1]}
      - {id: S2, statement: People talk, status: retired, replaced_by: kitchen/C2}
  - {id: long, title: Long-term outcomes, elements: [{id: M1, statement: People belong}]}
""",
    "kitchen": """\
programme: {id: kitchen, title: A kitchen, short_title: Kitchen}
levels:
  - id: cooking
    title: Cooking
    elements:
      - id: C1
        statement: People cook
        leads_to: [{to: yard/Y1, assumptions: [A1], because: "See [](outcome:zoo/Z2)."}]
      - {id: C2, statement: People bake, status: retired, replaced_by: yard/Y2}
      - {id: C3, statement: People eat}
assumptions: [{id: A1, statement: There is gas}]
""",
    "orchard": """\
programme: {id: orchard, title: An orchard, summary: "See [the meetings](outcome:garden/S1) and [](outcome:pond)."}
elements: [{id: O1, statement: Trees grow}]
hypotheses: [{id: H1, if: [{ref: O1}], then: [{ref: kitchen/C3}]}, {id: H2, statement: So, about: [garden/long]}]
evidence:
  - {id: E1, title: A visit, about: [{ref: garden/S1, basis: stated, because: "[](outcome:zoo/Z3) say so."}]}
""",
    "yard": """\
programme: {id: yard, title: A yard}
elements: [{id: Y1, statement: Children play}, {id: Y2, statement: Children run}]
""",
    "zoo": """\
programme: {id: zoo, title: A zoo}
elements:
  - {id: Z1, statement: Animals rest}
  - {id: Z2, statement: Animals wake, status: draft}
  - {id: Z3, statement: Animals eat}
""",
    "organisations": "organisations: [{id: trust, title: A trust, summary: 'They run [it](outcome:yard/Y1).'}]\n",
}
PROGRAMMES = ("garden", "kitchen", "orchard", "yard", "zoo")
POND = "programme: {id: pond, title: A pond}\n"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return _site(tmp_path, FILES)


def _site(folder: Path, files: dict[str, str]) -> Site:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yml").write_text(text, "utf-8")
    loaded = load_portfolio(folder, "frameworks")  # which may refer to what is not there yet
    problems = tuple(check_portfolio(loaded.portfolio))
    return Site(loaded.portfolio, name="Test site", base_url="https://example.org/", problems=problems)


def _changed(before: Site, after: Site) -> set[str]:
    """Return the programmes whose digest is another, and `the site` where that of its own pages is."""
    old, new = Dependence(before), Dependence(after)
    found = {"the site"} if old.of_site_pages != new.of_site_pages else set()
    for framework in before.portfolio.frameworks:
        same = after.portfolio.find(framework.id)
        assert same
        if old.of(framework) != new.of(same.framework):
            found.add(framework.id)
    return found


EDITS = {
    "an element that others only follow on": ("yard: Children run", "Children jump", "yard garden kitchen"),
    "a text that only its own file names": ("zoo: Animals rest", "Animals sleep", "zoo"),
    "an element that others link to": ("kitchen: People cook", "People fry", "kitchen garden yard"),
    "an element that a hypothesis names": ("kitchen: People eat", "People dine", "kitchen orchard"),
    "an element that a text and a link name": ("garden: People meet", "People gather", "garden orchard kitchen"),
    "an element of a level that a claim speaks of": ("garden: People belong", "People stay", "garden orchard"),
    "the title of a level that no page of others shows": ("garden: Short-term outcomes", "First", "garden"),
    "a programme's short title": ("kitchen: short_title: Kitchen", "short_title: Stove", "kitchen garden orchard yard"),
    "a link to another programme": ("garden: [kitchen/C1]", "[kitchen/C3]", "garden kitchen"),
    "the order of levels, which gives them their colours": (
        "garden: levels:\n",
        "levels:\n  - {id: first, title: First}\n",
        "garden kitchen orchard",
    ),
    "a comment that moves lines": ("yard: elements:", "# New\nelements:", "yard"),
    "an earlier id": ("zoo: id: Z1,", "id: Z1, aliases: [Z0],", "zoo"),
    "another's earlier id in its folder": ("zoo: id: Z1,", "id: Z1, aliases: [yard/Y9],", "zoo yard"),
    "what a link of a card elsewhere says": ("kitchen: to: yard/Y1", "to: yard/Y2", "kitchen garden yard"),
    "what a text of a link from elsewhere names": ("zoo: Animals wake", "Animals walk", "zoo kitchen yard"),
    "what a text of evidence elsewhere names": ("zoo: Animals eat", "Animals drink", "zoo orchard garden"),
    "what evidence elsewhere says": ("orchard: title: A visit", "title: A visit, says: mixed", "orchard garden"),
    "a source elsewhere": ("orchard: title: An orchard", "title: An orchard, source: {title: It}", "orchard garden"),
    "what a link from elsewhere rests on": ("kitchen: There is gas", "There is wood", "kitchen yard"),
    "an organisation": ("organisations: title: A trust", "title: The trust", "garden"),
    "the status of a programme": ("zoo: title: A zoo", "title: A zoo, status: closed", "zoo"),
}
"""What is edited: the file, the old text in it; the new one; the programmes whose output is another then.

Yard's second element follows on one of kitchen's, and that on one of garden's: garden tells of all three.
"""


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_concerns_its_programme_and_those_that_show_it(edit: str, site: Site, tmp_path: Path) -> None:
    where, new, expected = EDITS[edit]
    name, _, old = where.partition(": ")
    assert old in FILES[name]
    after = _site(tmp_path, FILES | {name: FILES[name].replace(old, new)})
    assert _changed(site, after) == {"the site", *expected.split()}


def test_a_new_programme_concerns_who_named_it_before_and_who_had_its_id(site: Site, tmp_path: Path) -> None:
    assert _changed(site, _site(tmp_path, FILES | {"pond": POND})) == {"the site", "orchard", "garden"}


def test_the_same_files_have_the_same_digests(site: Site, tmp_path: Path) -> None:
    assert _changed(site, _site(tmp_path / "again", FILES)) == set()


def test_a_draft_that_is_hidden_or_no_longer_one_concerns_those_that_name_it(site: Site, tmp_path: Path) -> None:
    draft = {"kitchen": FILES["kitchen"].replace("id: C3,", "id: C3, status: draft,")}
    before, after = (
        replace(each, portfolio=public_portfolio(each.portfolio)) for each in (site, _site(tmp_path, FILES | draft))
    )
    assert _changed(before, after) == {"the site", "kitchen", "orchard"}
    assert "orchard/H1" in {page.target.key for page in before.own_pages.values() if page.target}
    assert "orchard/H1" not in {page.target.key for page in after.own_pages.values() if page.target}


_DAY = ProgrammeDay("yard", "2025-03-04T05:06:07Z", (Change("yard/Y1", "Y1", " reworded", "Play", "Children play"),))
ALL = {"the site", *PROGRAMMES}


def _options(site: Site) -> dict[str, tuple[Any, set[str]]]:
    """Return another value of each field of a site, with what it concerns."""
    yard = site.portfolio.find("yard/Y1")
    assert yard
    note = Problem("frameworks/yard.yml", Place(1, 1), "no-links", "Y1 has no links")
    story = Story("stories/a.md", "stories/a/", "A day out", "", about=(yard,))
    return {
        "urls": (Urls(use_directory_urls=False), ALL),
        "name": ("Another name", ALL),
        "description": ("What we do", {"the site"}),
        "base_url": ("https://example.com/", ALL),
        "stories": ((story,), {"the site", "yard"}),
        "problems": ((*site.problems, note), {"the site", "yard"}),
        "engine": (Engine(PURE, Path("graphviz-pure"), 20), ALL),
        "edit_url": (lambda file, place: f"https://example.org/{file}#{place.line}", ALL),
        "home_map": ("yard", {"the site"}),
        "has_search": (True, {"the site"}),
        "redirects_file": ("netlify", {"the site"}),
        "licence": ("CC BY 4.0", ALL),
        "history": (History({"yard": (_DAY,)}), {"the site", "yard"}),
        "link_previews": (True, ALL),
        "language": ("gd", ALL),
        "publishes_drafts": (True, {"the site", "zoo"}),
    }


def test_each_option_concerns_what_shows_it(site: Site) -> None:
    options = _options(site)
    assert {field.name for field in fields(Site) if field.init} == {*options, "portfolio"}
    concerned = {name: _changed(site, replace(site, **{name: value})) for name, (value, _) in options.items()}
    assert concerned == {name: expected for name, (_, expected) in options.items()}


def test_another_prefix_of_addresses_concerns_all(site: Site) -> None:
    assert _changed(site, replace(site, urls=Urls("impact"))) == ALL


def test_days_of_the_history_concern_a_programme_one_by_one(site: Site) -> None:
    told = History({"yard": (_DAY,)}, {"yard/Y1": "2025-01-02"}, {"yard/Y1": "2025-03-04"}, "2024-01-01")
    for other in (
        replace(told, since="2023-01-01"),
        replace(told, days={"yard": (replace(_DAY, time="2025-03-05T05:06:07Z"),)}),
        replace(told, days={"yard": (replace(_DAY, changes=(replace(_DAY.changes[0], before="Played"),)),)}),
        replace(told, _created={}),
        replace(told, _reworded={"yard/Y1": "2025-03-05"}),
    ):
        assert _changed(replace(site, history=told), replace(site, history=other)) == {"the site", "yard"}


def test_a_template_that_may_show_anything_makes_each_programme_depend_on_all(site: Site, tmp_path: Path) -> None:
    after = _site(tmp_path, FILES | {"zoo": FILES["zoo"].replace("rest", "sleep")})
    old, new = (Dependence(one, asks_for_all=True).of(one.portfolio.frameworks[0]) for one in (site, after))
    assert old != new
    assert len({Dependence(site, asks_for_all=True).of(one) for one in site.portfolio.frameworks}) == len(PROGRAMMES)


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    (tmp_path / "theme" / "outcome-frameworks" / "home").mkdir(parents=True)
    return tmp_path / "theme"


def test_only_own_templates_of_programmes_ask_for_all(theme: Path) -> None:
    dirs = (theme, THEME_DIR)
    assert not asks_for_all([THEME_DIR]) and not has_own([THEME_DIR])
    (theme / "outcome-frameworks/home/header.html").write_text("Welcome")
    assert not asks_for_all(dirs) and has_own(dirs), "for each programme, a list of all may show anything"
    (theme / "outcome-frameworks/parts").mkdir()
    (theme / "outcome-frameworks/parts/footer.html").write_text("{{ site.name }}")
    assert asks_for_all(dirs)


def test_what_makes_output_is_known_by_its_templates(theme: Path) -> None:
    dirs, found = (theme, THEME_DIR), [made_with([THEME_DIR])]
    own = theme / "outcome-frameworks/home/header.html"
    for text in ("Welcome", "{% include 'partials/mine.html' %}"):
        own.write_text(text)
        found.append(made_with(dirs))
    (theme / "partials").mkdir()
    (theme / "partials/other.html").write_text("Nobody takes this in")
    assert made_with(dirs) == found[-1]
    for text in ("Mine", "Mine too"):
        (theme / "partials/mine.html").write_text(text)
        found.append(made_with(dirs))
    own.write_text("{% include names[0] %}")
    found.append(made_with(dirs))
    (theme / "partials/other.html").write_text("Somebody may take this in")
    found.append(made_with(dirs))
    assert len(set(found)) == len(found)
    assert made_with([THEME_DIR]) == found[0]


def test_what_makes_output_is_known_by_the_versions_of_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    before = made_with([THEME_DIR])
    makers._programs.cache_clear()
    monkeypatch.setattr(makers, "_version", "1.2.3 of {}".format)
    try:
        assert made_with([THEME_DIR]) != before
    finally:
        makers._programs.cache_clear()


def test_an_engine_is_known_by_what_it_says_of_its_version(tmp_path: Path) -> None:
    program = tmp_path / "dot"
    program.write_text("#!/bin/sh\necho 'dot - graphviz version 9.0.0' >&2\n")
    program.chmod(0o700)
    assert makers.name_engine(None) == ""
    assert "version 9.0.0" in makers.name_engine(Engine("dot", program, 20))
