"""The DOT download can be read by Graphviz, whatever the texts hold."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from sample_maps import card, column, every_kind, wire

from outcome_frameworks.outcome_map.arranging.engine import Choice, Engine, find_engine
from outcome_frameworks.outcome_map.drawing import OutcomeMap
from outcome_frameworks.outcome_map.writing.dot import render_dot

ENGINE = find_engine("auto")


def drawn(drawing: OutcomeMap, engine: Engine | None = ENGINE) -> str:
    assert engine is not None
    return engine.run(render_dot(drawing), "svg")


def test_every_card_and_link_is_in_the_drawing() -> None:
    svg = drawn(every_kind())
    assert svg.count('class="node"') == 12 + 4 + 1, "with one for each linked level, and one of another programme"
    assert svg.count('class="edge"') == 18
    assert svg.count('class="cluster"') == 4
    assert "Short&#45;term outcomes" in svg


def test_inferred_links_are_dotted_and_links_of_groups_dashed() -> None:
    dot = render_dot(every_kind())
    assert dot.count("style=dotted") == 3
    assert dot.count("style=dashed") == 3


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>bold</b>", "&lt;b&gt;bold&lt;/b&gt;"),
        ("<<i>html label</i>>", "&lt;&lt;i&gt;html label&lt;/i&gt;&gt;"),
        ("C:\\new \\N \\G \\l \\", "C:\\new \\N \\G \\l \\"),
        ('say "yes" {a|b} ;]}', "say &quot;yes&quot; {a|b} ;]}"),
        ("a\x00b\x1bc", "abc"),
        ("node -> edge : 1", "node &#45;&gt; edge : 1"),
        ("人々が選ぶ", "人々が選ぶ"),
    ],
)
def test_texts_appear_as_written(text: str, shown: str) -> None:
    drawing = OutcomeMap("m", text, "", (column(1, card("S1", text)), column(2, card("M1"))), (wire("S1 > M1"),))
    svg = drawn(drawing)
    plain = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg)).replace("&#160;", " ")
    assert f"S1 {shown}" in plain


@pytest.mark.parametrize("choice", ["pure", "system"])
@pytest.mark.parametrize(
    "text", ["&lt;b&gt; &amp;amp;", "&#65; &#x42; &copy;", "R&D", "a &amp b", "&quot", "\\&lt;", "&&amp;;"]
)
def test_what_looks_like_an_entity_is_shown_as_typed(text: str, choice: Choice) -> None:
    if (engine := find_engine(choice)) is None:
        pytest.skip(f"there is no engine: {choice}")
    address = "S1/?a=1&copy=2&lt;=3"
    drawing = OutcomeMap("m", text, "", (column(1, card("S1", text, href=address)),))
    root = ET.fromstring(drawn(drawing, engine))
    shown = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert [shown[0], shown[-1]] == [text, f"S1 {text}"]
    (link,) = root.iter("{http://www.w3.org/2000/svg}a")
    assert link.get("{http://www.w3.org/1999/xlink}href") == address


def test_an_unsafe_address_is_left_out() -> None:
    dot = render_dot(OutcomeMap("m", "", "", (column(1, card("S1", href="javascript:alert(1)"), card("S2")),)))
    assert "javascript" not in dot
    assert 'URL="S2/"' in dot


def test_a_driver_diagram_runs_from_right_to_left() -> None:
    assert "rankdir=RL" in render_dot(OutcomeMap("m", "", "", (column(1, card("A1")),), reversed=True))
