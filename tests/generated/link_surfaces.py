"""Reads what each surface of a site tells of links: maps, pictures, files, sentences, previews; from its text alone."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from outcome_frameworks.pages.pictures.preview import Preview, shapes_of
from outcome_frameworks.pages.pictures.shapes import Box, Line, Words

SVG = "{http://www.w3.org/2000/svg}"
_STYLE_OF_CLASS = {"of-inferred": "inferred", "of-group": "group"}
_STYLE_OF_DASHES: dict[tuple[float, ...], str] = {(): "", (14, 6): "group", (3, 6): "inferred"}

Styles = dict[tuple[str, str], str]
"""How the line between two ends looks: "", "group" or "inferred"."""

Named = set[tuple[str, bool]]
"""What words say that something leads to: its name, and whether the link is inferred."""

Mark = tuple[bool, bool, bool]
"""Between two levels: links lead on, lead back, and all are inferred."""


@dataclass(frozen=True)
class ToldByMap:
    """What a map tells: the keys of the cards of each column, wires, marks, words on cards and below headings."""

    columns: list[list[str]]
    wires: Styles | None
    marks: list[Mark]
    level_marks: list[Mark] | None
    said: dict[str, Named]
    level_said: list[Named]
    caption: str


def named(words: str) -> Named:
    """Read a list of names, such as `E1, Stage 2 of plan-1, as a group (inferred)`."""
    parts = re.split(r", (?!as a group)| and (?=Stage|E\d|[A-Z])", words.strip())
    found = set()
    for part in filter(None, parts):
        name = re.sub(r" \((?:inferred|stated for the group)\)$| (?:inferred|stated for the group)$", "", part)
        found.add((name.removesuffix(", as a group"), part.removesuffix(")").endswith("inferred")))
    return found


def text_of(element: ET.Element) -> str:
    """Return all text of an element in one line."""
    return " ".join("".join(element.itertext()).split())


def _with_class(root: ET.Element, name: str) -> list[ET.Element]:
    return [element for element in root.iter() if name in element.get("class", "").split()]


def _marks(ways: Iterable[ET.Element], name: str) -> list[Mark]:
    classes = [way.get("class", "").split() for way in ways]
    return [(f"{name}-on" in has, f"{name}-back" in has, f"{name}-inferred" in has) for has in classes]


def read_html(html: str) -> ToldByMap:
    """Read the map of a page, in its wide and its stacked form."""
    figure = ET.fromstring(html)
    columns = _with_class(figure, "of-column")
    cards = {str(card.get("data-of-id")): card for card in _with_class(figure, "of-card")}
    paths = [path for path in figure.iter("path") if path.get("data-from")]
    is_wide = "of-lanes" not in figure.get("class", "").split()
    wires = {(str(p.get("data-from")), str(p.get("data-to"))): _style(p) for p in paths}
    ways = _with_class(figure, "of-way")
    assert [text_of(way) == "no link stated" for way in ways] == [not any(m) for m in _marks(ways, "of-way")]
    said = {key: found for key, card in cards.items() if (found := _said_on(card))}
    return ToldByMap(
        columns=[[str(card.get("data-of-id")) for card in _with_class(column, "of-card")] for column in columns],
        wires=wires if is_wide else None,
        marks=_marks(ways, "of-way"),
        level_marks=_marks(ways, "of-bundle") if is_wide else None,
        said=said,
        level_said=[_said_below(" ".join(map(text_of, _with_class(column, "of-bundle")))) for column in columns],
        caption=text_of(_with_class(figure, "of-map")[0].find("figcaption")),  # type: ignore[arg-type]
    )


def _said_on(card: ET.Element) -> Named:
    """Read what a card says in lanes; in the wide map hidden words and the rest below them must say the same."""
    lanes, wide = Named(), Named()
    chips = _with_class(card, "of-chip")
    for chip in chips:
        lanes |= named(text_of(chip))
    for rest in _with_class(card, "of-elsewhere"):
        words = named(text_of(rest).removeprefix("Leads to "))
        lanes |= words
        wide |= words
    for sentence in _with_class(card, "of-said"):
        wide |= named(text_of(sentence).removeprefix("Leads to ").removesuffix("."))
    assert not _with_class(card, "of-said") or lanes == wide
    return lanes


def _said_below(words: str) -> Named:
    return named(words.removeprefix("As a group, these lead to ")) if words else set()


def _style(path: ET.Element) -> str:
    found = [_STYLE_OF_CLASS[name] for name in path.get("class", "").split() if name in _STYLE_OF_CLASS]
    return found[0] if found else ""


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float
    words: str

    def is_touched(self, x: float, y: float) -> bool:
        """Return whether a point is in the middle of its left or right edge."""
        middle = (self.top + self.bottom) / 2
        return abs(middle - y) < 1 and min(abs(self.left - x), abs(self.right - x)) < 0.6


def _boxes(root: ET.Element, css_class: str) -> list[_Box]:
    found = []
    for group in root.iter(f"{SVG}g"):
        rect = group.find(f"{SVG}rect")
        if rect is not None and css_class in rect.get("class", "").split():
            left, top, wide, tall = (float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
            words = _lines_joined("".join(text.itertext()) for text in group.iter(f"{SVG}text"))
            found.append(_Box(left, top, left + wide, top + tall, words))
    return found


def read_svg(svg: str) -> ToldByMap:
    """Read a picture of a map: lines by where they begin and end, words by the box in which they stand.

    Cards are named by their codes, which are unique in one programme.
    """
    root = ET.fromstring(svg)
    cards = _boxes(root, "t")
    code = {card: card.words.split()[0] for card in cards}
    groups = [group for group in root.iter(f"{SVG}g") if group.get("class") == "w"]
    is_wide = bool(groups)
    wires: Styles = {}
    for path in groups[0].iter(f"{SVG}path") if is_wide else ():
        start, end = _ends_of(path.attrib["d"])
        (source,), (target,) = ([card for card in cards if card.is_touched(*point)] for point in (start, end))
        wires[code[source], code[target]] = _style(path)
    ways = [group for group in root.iter(f"{SVG}g") if group.get("class", "").startswith("of-way")]
    said = {code[card]: named(card.words.partition("Leads to ")[2]) for card in cards if "Leads to " in card.words}
    outside = [text for text in root.findall(f"{SVG}text") if "direction" not in text.attrib]
    return ToldByMap(
        columns=[],
        wires=wires if is_wide else None,
        marks=[] if is_wide else list(map(_drawn_mark, ways)),
        level_marks=list(map(_drawn_mark, ways)) if is_wide else None,
        said={key: words for key, words in said.items() if words},
        level_said=[],
        caption=_lines_joined("".join(text.itertext()) for text in outside),
    )


def _lines_joined(lines: Iterable[str]) -> str:
    """Return lines of a picture as one text; one may end after the hyphen of a word."""
    return re.sub(r"(?<=\w)- (?=\w)", "-", " ".join(" ".join(lines).split()))


def _drawn_mark(way: ET.Element) -> Mark:
    """Read a mark by its lines: the first is the way itself, the others are heads whose tips are at its ends."""
    line, *heads = (path.attrib["d"] for path in way.iter(f"{SVG}path"))
    start, end = _ends_of(line)
    tips = [tuple(map(float, head.split("L")[1].split())) for head in heads]
    is_dotted = any("of-inferred" in path.get("class", "") for path in way.iter(f"{SVG}path"))
    return end in tips, start in tips, is_dotted


def _ends_of(path: str) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return where a path of absolute commands begins and ends."""
    x = y = 0.0
    first: tuple[float, float] | None = None
    for command, text in re.findall(r"([MLHC])([^MLHC]*)", path):
        values = [float(value) for value in text.split()]
        x, y = (values[0], y) if command == "H" else (values[-2], values[-1])
        first = first or (x, y)
    assert first
    return first, (x, y)


def read_dot(dot: str) -> Styles:
    """Read the links of a file in the DOT language, by the ids of its nodes."""
    ids = dict(re.findall(r'^\s*(e\d+) \[.*\bid="?([^\s"\]]+)', dot, re.MULTILINE))
    edges = re.findall(r"^\s*(e\d+) -> (e\d+)(.*)$", dot, re.MULTILINE)
    styles = {"dotted": "inferred", "dashed": "group"}
    return {
        (ids[source], ids[target]): next((style for word, style in styles.items() if word in rest), "")
        for source, target, rest in edges
    }


def read_table(table: str) -> list[tuple[str, str, str]]:
    """Read a table of links: from, to, basis."""
    rows = csv.DictReader(io.StringIO(table.removeprefix("\ufeff")))
    return [(row["From code"], row["To code"], row["Basis"]) for row in rows]


def read_sentences(html: str) -> list[tuple[str, str, str]]:
    """Read sentences on links: the two codes or titles in the order of the sentence, and the badge."""
    found = []
    for item in _with_class(ET.fromstring(f"<div>{html}</div>"), "of-connection"):
        sentence = item.find("p")
        assert sentence is not None
        badge = " ".join(map(text_of, _with_class(sentence, "of-badge")))
        words = text_of(sentence).removesuffix(badge).strip().removesuffix(".")
        left, right = re.split(r"(?:, as a group,)? (?:leads? to|is led to by) ", words, maxsplit=1)
        found.append((_end(left.removeprefix("As one of ")), _end(right), badge))
    return found


def _end(words: str) -> str:
    """Return the title of a level, or the code of an element; `of a level` comes first where both are named."""
    words = re.sub(r" in Title of \S+$", "", words).removesuffix(" as a group")
    element = re.match(r"E\d+\b|[A-Z]+\d+(?:\.\d+)*\b", words)
    return element[0] if element else words.rpartition(", ")[0] or words


def read_preview(preview: Preview, code: str) -> tuple[dict[str, str], dict[str, str]]:
    """Read a preview: the boxes before and after the one that it is about, with the styles of their lines."""
    shapes = list(shapes_of(preview))
    texts = [shape for shape in shapes if isinstance(shape, Words)]
    boxes = []
    for box in (shape for shape in shapes if isinstance(shape, Box) and shape.round_by):
        right, bottom = box.x + box.width, box.y + box.height
        inside = [words.text for words in texts if box.x < words.x < right and box.y < words.baseline < bottom]
        boxes.append(_Box(box.x, box.y, right, bottom, " ".join(inside)))
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for line in (shape for shape in shapes if isinstance(shape, Line)):
        ends = (line.points[0], line.points[-1])
        (left_box,), (right_box,) = ([box for box in boxes if box.is_touched(*point)] for point in ends)
        style = _STYLE_OF_DASHES[line.dashes]
        if right_box.words == code:
            before[left_box.words] = style
        else:
            assert left_box.words == code
            after[right_box.words] = style
    return before, after
