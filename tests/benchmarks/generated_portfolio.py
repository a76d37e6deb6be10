"""Writes a portfolio of any size for measurements: real words in ever other sentences, the same at every run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

ITEMS_A_PROGRAMME = 29
"""One programme, three hypotheses, 25 elements in four levels; 40 links join them."""

_LEVELS = (
    ("A", "activity", "Activities", 8),
    ("S", "outcome", "Short-term outcomes", 7),
    ("M", "outcome", "Medium-term outcomes", 6),
    ("L", "impact", "Long-term outcomes", 4),
)
_WHO = """young people, parents, carers, volunteers, older residents, new arrivals, community groups, staff, tenants,
families, school leavers, people who live alone, local partners, disabled people, befrienders""".split(",")
_DO = """gain confidence in, take part in, have a say in, know where to find, shape, are supported with, trust, enjoy,
share responsibility for, learn about, feel safe in, lead, benefit from, understand, return to""".split(",")
_WHAT = """local decisions, shared meals, housing advice, mental health support, the allotment, green spaces, paid work,
digital services, the coimhearsnachd, the Gàidhlig class, public transport, peer mentoring, childcare, energy saving,
volunteering, music, the repair workshop, swimming, budgeting, the village hall, cycling, friendship""".split(",")
_PLACES = """Leith, Govan, Stornoway, Dundee, Oban, Kirkwall, Paisley, Ayr, Inverness, Falkirk, Perth, Portree, Wick,
Alloa, Peebles, Nairn, Lerwick, Motherwell, Greenock, Dunoon, Stirling, Elgin, Fraserburgh""".split(",")
_WORK = "kitchen garden workshop choir advice mentoring walking reading sewing cycling boxing drama".split()


FIRST_PROGRAMME = "leith-kitchen-0"
"""The id of the programme that every portfolio has, whatever its size."""


@dataclass(frozen=True)
class Portfolio:
    """How large a portfolio is, and of what kind."""

    items: int
    """How many programmes, hypotheses and elements it has at least."""

    long_texts: bool = False
    """Whether each element has a note of 300 words."""


def write_portfolio(folder: Path, portfolio: Portfolio) -> int:
    """Write the frameworks of a portfolio into a folder; return how many programmes there are."""
    folder.mkdir(parents=True, exist_ok=True)
    programmes = 0
    for framework in frameworks(portfolio):
        path = folder / f"{framework['programme']['id']}.yml"
        path.write_text(yaml.safe_dump(framework, allow_unicode=True, sort_keys=False), encoding="utf-8")
        programmes += 1
    return programmes


def frameworks(portfolio: Portfolio) -> Iterator[dict[str, Any]]:
    """Yield the frameworks of a portfolio one by one, as plain values."""
    for number in range(-(-portfolio.items // ITEMS_A_PROGRAMME)):
        framework = _framework(number)
        if portfolio.long_texts:
            random = Random(f"notes of {number}")  # noqa: S311  # the same texts at every run
            for level in framework["levels"]:
                for element in level["elements"]:
                    element["note"] = _note(random)
        yield framework


def _framework(number: int) -> dict[str, Any]:
    random = Random(number)  # noqa: S311  # the same texts at every run
    place, work = _PLACES[number % len(_PLACES)].strip(), _WORK[number % len(_WORK)]
    levels: list[dict[str, Any]] = []
    ids: list[list[str]] = []
    for letter, kind, title, size in _LEVELS:
        elements = [_element(random, f"{letter}{n + 1}") for n in range(size)]
        levels.append({"id": title.split("-")[0].lower(), "kind": kind, "title": title, "elements": elements})
        ids.append([str(element["id"]) for element in elements])
    if number == 7:
        levels[1]["elements"][0]["aliases"] = ["OC-17"]
    for above, below in zip(levels, ids[1:], strict=False):
        for element in above["elements"]:
            element["leads_to"] = sorted(random.sample(below, 2))
    _trim_links(levels, 40)
    claims = [f"If {_sentence(random)}, then {_sentence(random)}" for _ in range(3)]
    return {
        "programme": {
            "id": f"{place}-{work}-{number}".lower(),
            "title": f"{place} {work} project {number}",
            "aim": f"In {place}, {_sentence(random)} and {_sentence(random)}.",
        },
        "levels": levels,
        "hypotheses": [{"id": f"H{n}", "statement": claim} for n, claim in enumerate(claims, 1)],
    }


def _trim_links(levels: list[dict[str, Any]], most: int) -> None:
    left = most
    for level in levels:
        for element in level["elements"]:
            links = element.get("leads_to", [])[:left]
            left -= len(links)
            if links:
                element["leads_to"] = links
            else:
                element.pop("leads_to", None)


def _element(random: Random, id: str) -> dict[str, Any]:
    return {"id": id, "statement": _sentence(random).capitalize()}


def _note(random: Random) -> str:
    """Return three paragraphs of about 100 words each, with emphasis."""
    paragraphs = ([f"{_sentence(random).capitalize()}." for _ in range(12)] for _ in range(3))
    return "\n\n".join(f"**{first}** {' '.join(others)}" for first, *others in paragraphs)


def _sentence(random: Random) -> str:
    who, do, what = (random.choice(words).strip() for words in (_WHO, _DO, _WHAT))
    return f"{who} {do} {what} and {random.choice(_WHAT).strip()}"
