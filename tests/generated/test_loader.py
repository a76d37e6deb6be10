"""Whatever a file holds: its texts are kept or its author is told, and nobody else's file is the worse for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import pytest
from amounts import examples
from generated.breaking import break_text
from generated.frameworks import Data, Supply, hints_of, inner_of, key_of, make_portfolio, model_of, supplies
from generated.texts import ODD_IDS, texts
from generated.yaml_writing import write_yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from outcome_frameworks.model import Entry, Framework, OrganisationsFile, public_portfolio
from outcome_frameworks.model.ids import EarlierId, Id, PageId
from outcome_frameworks.model.scalars import Ref
from outcome_frameworks.problems import Problem, Severity, sort_problems
from outcome_frameworks.reading.checks import check_portfolio
from outcome_frameworks.reading.checks.references import references_of
from outcome_frameworks.reading.frameworks.load import LoadResult, load_portfolio
from outcome_frameworks.reading.yaml.cleaning import decode

TESTS = Path(__file__).parents[1]

STEADY = """\
programme: {id: steady, title: A steady programme}
levels:
  - {id: short, title: Soon, elements: [{id: S1, statement: People meet, leads_to: [L1]}]}
  - {id: long, title: Later, elements: [{id: L1, statement: "People: belong"}]}
assumptions: [{id: A1, statement: There is time}]
"""

BASES = [
    path.read_text("utf-8", "replace")
    for path in sorted([*TESTS.glob("broken/*.yml"), TESTS / "build/every-field.yml"])
    if path.stat().st_size < 5_000
]


def load(folder: Path, files: dict[str, bytes]) -> tuple[LoadResult, list[Problem]]:
    """Load a folder with these files only, and check what it holds."""
    for old in folder.iterdir():
        old.unlink()
    for name, raw in files.items():
        (folder / f"{name}.yml").write_bytes(raw)
    return load_again(folder)


def load_again(folder: Path) -> tuple[LoadResult, list[Problem]]:
    loaded = load_portfolio(folder, "frameworks")
    return loaded, sort_problems([*loaded.problems, *check_portfolio(loaded.portfolio, loaded.known_ids)])


def assert_told_well(problems: list[Problem], files: dict[str, bytes]) -> None:
    """Hold each problem to what its reader needs: a file, a place in it, and one line of words."""
    lines = {f"frameworks/{name}.yml": re.split("\r\n|\r|\n", decode(raw, "")[0]) for name, raw in files.items()}
    for problem in problems:
        line, column = problem.place
        assert problem.file in lines, problem
        assert 1 <= line <= len(lines[problem.file]), problem
        assert 1 <= column <= len(lines[problem.file][line - 1]) + 1, problem
        assert (problem.message.strip() and problem.message.isprintable()) or " " in problem.message, problem
        assert "\n" not in str(problem) and "\r" not in str(problem), problem


@examples(500)
@given(supplies())
def test_whole_frameworks_are_read_as_they_were_written(tmp_path: Path, supply: Supply) -> None:
    data = make_portfolio(supply)
    files = {name: write_yaml(held, supply.random).encode() for name, held in data.items()}
    loaded, problems = load(tmp_path, files)
    assert [str(problem) for problem in problems if problem.severity is not Severity.NOTE] == []
    assert_told_well(problems, files)
    read: dict[str, Entry] = {framework.id: framework for framework in loaded.portfolio.frameworks}
    read["organisations"] = loaded.portfolio.organisations_file
    for name, written in data.items():
        found = read[name].model_dump(mode="json", by_alias=True, exclude_unset=True)
        assert found == as_kept(model_of(name), written)
    with patch.object(Path, "iterdir", lambda folder: iter(sorted(folder.glob("*.yml"), reverse=True))):
        again, problems_again = load_again(tmp_path)
    assert (again.portfolio, problems_again) == (loaded.portfolio, problems)


@examples(500)
@given(supplies(sizes=(3, 5)))
def test_no_draft_and_no_reference_to_one_is_public(tmp_path: Path, supply: Supply) -> None:
    data = make_portfolio(supply)
    files = {name: write_yaml(held, supply.random).encode() for name, held in data.items()}
    whole = load(tmp_path, files)[0].portfolio
    before = {str(problem) for problem in check_portfolio(whole)}  # a text may be half a link: `](012`
    public = public_portfolio(whole)
    new = (problem for problem in check_portfolio(public) if problem.severity is not Severity.NOTE)
    assert [str(problem) for problem in new if str(problem) not in before] == []
    for framework in public.frameworks:
        assert framework.programme.status != "draft"
        assert [element.id for element in framework.walk() if element.status == "draft"] == []
        assert [use for use in references_of(framework) if public.withholds(use.reference, framework)] == []


def test_frameworks_are_made_of_every_field_of_the_model() -> None:
    seen: set[str] = set()
    for seed in range(60):
        supply = Supply(Random(seed), 5, ["People meet"], ["They *talk*"], ODD_IDS)
        for name, data in make_portfolio(supply).items():
            seen.update(fields_in(model_of(name), data))
    assert seen == every_field()


def as_kept(cls: type[Entry], data: Data) -> Data:
    """Return data as the model keeps it: ids in Unicode NFC, no white space around texts."""
    return {
        key_of(cls, name): _kept(hint, data[key_of(cls, name)])
        for name, hint in hints_of(cls).items()
        if key_of(cls, name) in data
    }


def _kept(hint: Any, value: Any) -> Any:
    if isinstance(value, list):
        return [_kept(inner_of(hint), inner) for inner in value]
    if isinstance(value, dict):
        return as_kept(hint, value)
    if hint in (EarlierId, Id, PageId, Ref):
        return unicodedata.normalize("NFC", value)
    return value.strip() if isinstance(value, str) else value


def fields_in(cls: type[Entry], data: Data) -> Iterator[str]:
    """Return `Model.field` for each field that some data hold."""
    for name, hint in hints_of(cls).items():
        value = data.get(key_of(cls, name))
        if value is not None:
            yield f"{cls.__name__}.{name}"
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                yield from fields_in(inner_of(hint), inner)


def every_field() -> set[str]:
    """Return `Model.field` for each field of each class that a file can hold."""
    found: set[str] = set()
    waiting: list[type[Entry]] = [Framework, OrganisationsFile]
    while waiting:
        cls = waiting.pop()
        new = {f"{cls.__name__}.{name}" for name in cls.model_fields} - found
        found |= new
        inner = (inner_of(hint) for hint in hints_of(cls).values()) if new else ()
        waiting += (hint for hint in inner if isinstance(hint, type) and issubclass(hint, Entry))
    return found


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Framework:
    """A programme without any fault, as it is read alone."""
    loaded, problems = load(tmp_path_factory.mktemp("steady"), {"steady": STEADY.encode()})
    assert problems == []
    return loaded.portfolio.frameworks[0]


def assert_harmless(folder: Path, files: dict[str, bytes], steady: Framework, again: bool) -> None:
    """Load broken files beside one without fault: all is told well, the same each time, and that one is as it was."""
    files = {**files, "steady": STEADY.encode()}
    loaded, problems = load(folder, files)
    assert_told_well(problems, files)
    assert {framework.id: framework for framework in loaded.portfolio.frameworks}["steady"] == steady
    assert [problem for problem in problems if problem.file == "frameworks/steady.yml"] == []
    if again:
        assert load_again(folder)[1] == problems


@examples(150)
@given(supplies(), st.integers(1, 4))
def test_a_broken_framework_harms_no_other(tmp_path: Path, steady: Framework, supply: Supply, times: int) -> None:
    data = make_portfolio(supply)
    written = {name: write_yaml(held, supply.random) for name, held in data.items()}
    files = {name: break_text(text, supply.random, times) for name, text in written.items()}
    assert_harmless(tmp_path, files, steady, again=True)


@examples(4_350)
@given(st.sampled_from(BASES), st.randoms(use_true_random=True), st.integers(1, 6))
def test_a_broken_file_harms_no_other(tmp_path: Path, steady: Framework, base: str, random: Random, times: int) -> None:
    name = random.choice(("garden", "garden", "organisations"))
    assert_harmless(tmp_path, {name: break_text(base, random, times)}, steady, again=times == 1)


TYPED = (
    "elements:\n  - {id: S1, statement: $}\n",
    "elements:\n  - id: S1\n    statement: $\n    note: after it\n",
    "elements:\n  - id: S1\n    note: before it\n    statement:\n      $\nassumptions: []\n",
    "elements:\n- statement: $\n  id: S1\n",
    "assumptions:\n  - {id: S1, statement: before}\nelements:\n  -   statement:   $\n      id: S1\n",
)


@examples(5_000)
@given(st.sampled_from(TYPED), texts)
@example(TYPED[0], "0}#")
@example(TYPED[0], "0} #")
@example(TYPED[0], "0, #")
@example(TYPED[3], "[0]#")
@example(TYPED[0], "0\u00a0,")
def test_a_text_without_quotes_is_kept_or_its_author_is_told(tmp_path: Path, place: str, text: str) -> None:
    text = " ".join(text.split("\n")).strip()
    assume(text and text[0] not in "\"'")  # in quotes, it is another text
    files = {"garden": ("programme: {id: garden, title: T}\n" + place.replace("$", text)).encode()}
    loaded, problems = load(tmp_path, files)
    told = [problem for problem in problems if problem.severity is not Severity.NOTE]
    assert_told_well(problems, files)
    kept = [element.statement for framework in loaded.portfolio.frameworks for element in framework.elements]
    # A comma before a brace is YAML's own, and a blank of any kind that it leaves at the end is no part of a text.
    assert told or kept == [text.rstrip(" \t,").rstrip() if "$}" in place else text]
