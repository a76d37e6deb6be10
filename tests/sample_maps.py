"""Outcome maps to test with: one with every kind of line, and random ones of any shape."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from random import Random

from outcome_frameworks.model import Basis
from outcome_frameworks.outcome_map.drawing import Card, Column, OutcomeMap, Wire, WordedLink

WORDS = (
    "people carers support more local services health community feel valued have choice and control over their own "
    "lives with staff better connected workers confident self-directed interdependencies know where to turn for help"
).split()

BASES: tuple[Basis, ...] = ("stated", "stated", "stated", "group-stated", "inferred")


def card(code: str, text: str = "People feel valued", **more: object) -> Card:
    """Return a card of the programme "p" with a link to its page."""
    return Card(**{"key": f"p/{code}", "code": code, "text": text, "href": f"{code}/", **more})  # type: ignore[arg-type]


def column(number: int, *cards: Card, order: str = "auto") -> Column:
    """Return a column with a heading, such as "Level 1"."""
    id = f"level-{number}"
    return Column(id, f"Level {number}", "What it means", "", number, cards, order, key=f"p/{id}")  # type: ignore[arg-type]


def as_group(holder: Column, *others: Column) -> Column:
    """Return a column that leads to others as a whole."""
    return replace(holder, leads_to=tuple(WordedLink(other.key, other.title, of_group=True) for other in others))


def wire(text: str, basis: Basis = "stated") -> Wire:
    """Return a wire from a text such as "S1 > M1"."""
    source, target = text.split(" > ")
    return Wire(f"p/{source}", f"p/{target}", basis)


def every_kind() -> OutcomeMap:
    """Return a map with every kind of line and of card: nested, skipping, looping, leading back, and words."""
    activities = Column("a", "Activities", "What we do", "We can change this directly", 0, (
        card("A1", "Community link workers in every practice"),
        card("A1a", "Train link workers in good conversations", parent="p/A1"),
        card("A1b", "Share records safely", parent="p/A1", badge="emergent"),
        card("A2", "Peer support groups", leads_elsewhere=(WordedLink("new-models/S1", "S1 in New models"),)),
    ), key="p/a", leads_to=(WordedLink("p/s", "Short-term outcomes", of_group=True),))  # fmt: skip
    short = Column("s", "Short-term outcomes", "Within a year", "We can change this directly", 1, (
        card("S1", "People know where to turn for help in their area"),
        card("S2", "Carers have breaks that suit them", leads_elsewhere=(
            WordedLink("p/m", "Medium-term outcomes, as a group", "group-stated", of_group=True),
        )),
        card("S3", "Workers feel valued", inside=39),
    ), key="p/s", leads_to=(WordedLink("p/l", "Long-term outcomes", "inferred", of_group=True),))  # fmt: skip
    medium = Column("m", "Medium-term outcomes", "In one to three years", "We contribute", 2, (
        card("M1", "People have more control over their support, and say so in their own words"),
        card("M2", "Fewer people reach crisis", current=True),
        card("M3", "Staff stay longer in their jobs", href=""),
    ), key="p/m")  # fmt: skip
    long = Column("l", "Long-term outcomes", "After three years", "We contribute", 3, (
        card("L1", "People live well, connected to their communities"),
        card("L2", "Public money goes further"),
    ), key="p/l")  # fmt: skip
    plain = "A1 > S1, A2 > S2, S1 > M1, S2 > M2, S3 > M3, M1 > L1, M2 > L2, M3 > S3, A1 > L2, M1 > M2, A1a > M3"
    return OutcomeMap(
        id="every-kind",
        title="Every kind of line",
        caption="12 elements, 18 links. Arrows read “leads to”.",
        columns=(activities, short, medium, long),
        wires=(
            *map(wire, plain.split(", ")),
            wire("A1a > S2", "inferred"),
            wire("A1b > S3", "group-stated"),
            wire("L1 > L2", "inferred"),
        ),
        ceiling_after=1,
        ceiling_words="Accountability ceiling",
    )


def random_map(columns: int, seed: int, most_cards: int = 6, skipping: int = 8) -> OutcomeMap:
    """Return a map of many shapes: cards of 1 to 25 words, some nested, wires onwards, back, within and far."""
    random = Random(seed)  # noqa: S311
    levels = []
    for level in range(columns):
        cards: list[Card] = []
        for number in range(random.randint(1, most_cards)):
            text = " ".join(random.choices(WORDS, k=random.choice((1, 3, 8, 15, 25)))).capitalize()
            parent = random.choice(cards).key if cards and random.random() < 0.2 else None
            cards.append(card(f"{'ABCDEFGHI'[level]}{number + 1}", text, parent=parent))
        levels.append(column(level, *cards))
    pairs: dict[tuple[str, str], None] = {}
    for here, following in pairwise(levels):
        for source in here.cards:
            pairs[source.key, random.choice(following.cards).key] = None
    keys = [c.key for level in levels for c in level.cards]
    for _ in range(skipping):
        source_key, target_key = random.choice(keys), random.choice(keys)
        if source_key != target_key:
            pairs[source_key, target_key] = None
    return OutcomeMap(
        id=f"random-{columns}-{seed}",
        title=f"A map of {columns} columns",
        caption="Words and links are random.",
        columns=tuple(levels),
        wires=tuple(Wire(source, target, random.choice(BASES)) for source, target in pairs),
    )
