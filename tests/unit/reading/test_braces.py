"""Braces in what an author writes stay as they are in messages: nothing fills them in."""

from __future__ import annotations

from pathlib import Path

import pytest

from outcome_frameworks.reading.checks import check_portfolio
from outcome_frameworks.reading.frameworks.load import load_portfolio

BRACES = "{id}{bad}{url}{text}{n}{most}{message}{expected}{0}{}"

_START = "programme:\n  id: p\n  title: T\n"


@pytest.mark.parametrize(
    "text",
    [
        "elements: [{id: '$', statement: x}]\n",
        "elements: [{id: 'x', statement: x, aliases: ['$']}]\n",
        "elements: [{id: 'x', statement: x, influence: '$'}]\n",
        "elements: [{id: 'x', statement: x, leads_to: ['$']}]\n",
        "elements: [{id: 'x', statement: x, replaced_by: '$', status: retired}]\n",
        "elements: ['$']\n",
        "elements: '$'\n",
        "'$': x\n",
        "levels: [{id: l, title: L, stated_count: '$'}]\n",
        "assumptions: [{id: A1, statement: x, critical: '$'}]\n",
        "hypotheses: [{id: H1, statement: x, about: ['$']}]\n",
        "waivers: [{rule: '$', on: programme, reason: x}]\n",
        "  start: '$'\n",
        "  aliases: ['$']\n",
        "  source: {title: x, url: 'javascript:$'}\n",
        "  source: {title: x, url: 'https://$ x.org'}\n",
        "  documents: [{title: x, url: 'www.example.org/$'}]\n",
        "  summary: '[x](outcome:$)'\n",
        "  aim: #$\n",
        "  population: [$]\n",
        "  source: {title: x, $: y}\n",
    ],
)
def test_braces_of_an_author_reach_the_message_unchanged(text: str, tmp_path: Path) -> None:
    (tmp_path / "p.yml").write_text(_START + text.replace("$", BRACES), "utf-8")
    loaded = load_portfolio(tmp_path, "f")
    said = [str(problem) for problem in [*loaded.problems, *check_portfolio(loaded.portfolio, loaded.known_ids)]]
    assert any("{id}{bad}{url}{text}" in line for line in said), said
