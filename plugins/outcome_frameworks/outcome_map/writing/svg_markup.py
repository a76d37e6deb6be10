"""The markup of a map's picture as a file of SVG."""

from __future__ import annotations

from html import escape

from outcome_frameworks.outcome_map.typesetting import FONTS, Run
from outcome_frameworks.outcome_map.writing.colours import HUE_COLOURS, PALETTE, heading_colours
from outcome_frameworks.outcome_map.writing.picture import Drawn
from outcome_frameworks.outcome_map.writing.shapes import (
    CORNER,
    FAINT,
    LOOKS,
    PAGE_CORNER,
    CardBox,
    HeadingBox,
    Note,
    Shape,
    Stroke,
    Way,
    Wires,
    Written,
)


def svg_of(drawn: Drawn) -> str:
    """Return a picture as an SVG document, all of whose texts are escaped."""
    width, height = drawn.width, drawn.height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" font-family="{FONTS}" font-size="{drawn.size:g}">'
        f"<title>{escape(drawn.title)}</title><desc>{escape(drawn.description)}</desc>"
        f'<style>{_STYLE}</style><rect class="bg" width="{width}" height="{height}" rx="{PAGE_CORNER:g}"/>'
        f"{''.join(map(_markup, drawn.shapes))}</svg>\n"
    )


def _markup(shape: Shape) -> str:
    match shape:
        case Written():
            return _written(shape)
        case Note():
            style = ' class="m b"' if shape.bold else ' class="m"'
            anchor = ' text-anchor="middle"' if shape.is_middle else ""
            return f'<text{style} x="{_n(shape.x)}" y="{_n(shape.baseline)}"{anchor}>{escape(shape.words)}</text>'
        case CardBox():
            return _card(shape)
        case HeadingBox():
            return f'<g class="h{shape.hue}">{_frame(shape, "g")}/>{_written(shape.text)}</g>'
        case Wires():
            return f'<g class="w">{_strokes(shape.strokes)}</g>'
        case Way():
            return f'<g class="of-way{shape.mark.classes("of-way")}">{_strokes(shape.strokes)}</g>'
        case Stroke():
            return _strokes((shape,))


def _card(card: CardBox) -> str:
    bar = f"M{_n(card.left + 4)} {_n(card.top)}h-1a4 5 0 0 0-3 5v{_n(card.height - 10)}a4 5 0 0 0 3 5h1z"
    strong = f' stroke-width="{card.stroke:g}"' if card.stroke > 1 else ""
    return f'<g class="h{card.hue}">{_frame(card, "t")}{strong}/><path class="f" d="{bar}"/>{_written(card.text)}</g>'


def _frame(box: CardBox | HeadingBox, style: str) -> str:
    """Return the beginning of a box, which is not closed yet."""
    place = f'x="{_n(box.left)}" y="{_n(box.top)}" width="{_n(box.width)}" height="{_n(box.height)}"'
    return f'<rect class="{style}" {place} rx="{CORNER:g}"'


def _written(written: Written) -> str:
    is_rtl, lines = written.is_right_to_left, written.lines
    x = f'{_n(written.left + written.width)}" direction="rtl' if is_rtl else _n(written.left)
    font = f' font-size="{written.size:g}"' if lines and lines[0][0].style == "b" else ""
    return "".join(
        f'<text x="{x}" y="{_n(baseline)}"{font}>{"".join(map(_run, line))}</text>'
        for line, baseline in zip(lines, written.baselines(), strict=True)
    )


def _run(run: Run) -> str:
    text = escape(run.text, quote=False)
    return f'<tspan class="{run.style}">{text}</tspan>' if run.style else text


def _strokes(strokes: tuple[Stroke, ...]) -> str:
    return "".join(f'<path{_class(stroke.style)} d="{"".join(map(_command, stroke.path))}"/>' for stroke in strokes)


def _class(style: str) -> str:
    return f' class="{style}"' if style else ""


def _command(step: tuple[str, tuple[float, ...]]) -> str:
    command, numbers = step
    return command + " ".join(map(_n, numbers))


def _n(value: float) -> str:
    """Write a coordinate with a tenth."""
    return f"{value:.1f}".removesuffix(".0")


def _style() -> str:
    """Write the style sheet: light colours, and dark ones for a dark screen. Renderers without `@media` see light."""
    light, dark = (_colours(shade) for shade in (0, 1))
    width = {name: f"stroke-width:{look.width:g}" for name, look in LOOKS.items()}
    dashes = {name: f"stroke-dasharray:{' '.join(f'{dash:g}' for dash in look.dashes)}" for name, look in LOOKS.items()}
    faint = f"stroke-opacity:{FAINT:g}".replace("0.", ".")
    fixed = (
        f".k,.i,.b{{font-weight:700}}.t{{{faint}}}.w path,.a,.c{{fill:none}}.w path,.a{{{width['']}}}"
        f".w .of-back{{{dashes['of-back']}}}.w .of-group{{{dashes['of-group']}}}"
        f".w .of-inferred,.a.of-inferred{{{width['of-inferred']};{dashes['of-inferred']}}}"
        f".l{{fill:none;{faint}}}.c{{{width['c']};{dashes['c']}}}"
    )
    return f"{light}{fixed}@media(prefers-color-scheme:dark){{{dark}}}"


def _colours(shade: int) -> str:
    colour = {name: values[shade] for name, values in PALETTE.items()}
    rules = [
        f"text{{fill:{colour['fg']}}}.m{{fill:{colour['muted']}}}.n{{fill:{('#fff', colour['fg'])[shade]}}}",
        f".bg{{fill:{colour['bg']}}}.w path,.a,.c,.l{{stroke:{colour['wire']}}}",
    ]
    for hue, (words, cards) in enumerate(HUE_COLOURS):
        heading, title = heading_colours(words, cards)[shade]
        of = f".h{hue} "
        rules.append(f"{of}.k,{of}.f{{fill:{words[shade]}}}{of}.t{{fill:{cards[shade]};stroke:{words[shade]}}}")
        rules.append(f"{of}.g{{fill:{heading}}}{of}.i{{fill:{title}}}")
    return "".join(rules)


_STYLE = _style()
