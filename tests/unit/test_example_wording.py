"""The example frameworks restate their sources in words of their own: nothing is copied."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from outcome_frameworks.model import Framework
from outcome_frameworks.reading.frameworks.load import load_portfolio

ROOT = Path(__file__).parents[2]
FRAMEWORKS = ROOT / "frameworks"
STORY = ROOT / "docs" / "stories" / "from-threads-to-decisions.md"

# The documents that the examples restate lie beside a working copy where their readers have them; they are not
# published with the project.
SOURCES = ROOT.parent / "shared" / "seeds"
SOURCE_OF = {
    "third-sector-support": "000",
    "threading-the-needle": "001",
    "sird2021": "002",
    "new-models": "003",
    "can-do": "004",
}
pytestmark = pytest.mark.skipif(
    not (SOURCES / "inventory.json").is_file(),
    reason="the source documents of the examples are not beside this working copy",
)

# Names and terms of the field that no other words can stand for; each counts as one word when wordings are compared.
TERMS = (
    "health and social care partnerships?",
    "people with (?:a )?learning disabilit(?:y|ies)",
    "scottish approach to service design",
    "model for improvement",
)
MOST_ALIKE = 0.65
"""Share of words in the same order above which two sentences count as one; the nearest pair of ours has 0.59."""


@pytest.fixture(params=SOURCE_OF, scope="module")
def framework(request: pytest.FixtureRequest) -> Framework:
    target = load_portfolio(FRAMEWORKS).portfolio.find(request.param)
    assert target is not None
    return target.framework


def test_no_run_of_five_words_is_copied(framework: Framework) -> None:
    (path,) = SOURCES.glob(f"{SOURCE_OF[framework.id]}_*.txt")
    source = runs_of_five(path.read_text(encoding="utf-8"))
    texts = [*own_texts(framework.model_dump(exclude_none=True))]
    if framework.id == "threading-the-needle":
        texts.append(STORY.read_text(encoding="utf-8"))
    assert len(source) > 300
    assert [run for text in texts for run in sorted(runs_of_five(text) & source)] == []


def test_no_statement_is_nearly_the_source_s(framework: Framework) -> None:
    inventory = json.loads((SOURCES / "inventory.json").read_text(encoding="utf-8"))
    theirs = [words(text) for text in all_texts(inventory[SOURCE_OF[framework.id]]) if len(words(text)) > 3]
    ours = [element.statement for element in framework.walk()]
    ours += [point.statement for point in framework.learning]
    ours += [hypothesis.statement or "" for hypothesis in framework.hypotheses]
    alike = [(text, " ".join(other)) for text in ours for other in theirs if likeness(words(text), other) > MOST_ALIKE]
    assert alike == []


def words(text: str) -> list[str]:
    text = text.lower()
    for term in TERMS:
        text = re.sub(term, "TERM", text)
    return re.findall(r"\w+", text)


def runs_of_five(text: str) -> set[str]:
    found = words(text)
    runs = (found[start : start + 5] for start in range(len(found) - 4))
    return {" ".join(run) for run in runs if run.count("TERM") < 2}


def likeness(ours: list[str], theirs: list[str]) -> float:
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio()


def all_texts(data: Any) -> Iterator[str]:
    if isinstance(data, dict | list | tuple):
        for value in data.values() if isinstance(data, dict) else data:
            yield from all_texts(value)
    elif isinstance(data, str):
        yield data


def own_texts(data: Any, principle: bool = False) -> Iterator[str]:
    """Return all texts but for names: titles, the subtitles of levels, and the labels of principles."""
    if isinstance(data, dict):
        principle = principle or data.get("kind") == "principle"
        names = {"title", "short_title", "subtitle", *(("label",) if principle else ())}
        for key, value in data.items():
            if key not in names:
                yield from own_texts(value, principle)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from own_texts(value, principle)
    elif isinstance(data, str):
        yield data
