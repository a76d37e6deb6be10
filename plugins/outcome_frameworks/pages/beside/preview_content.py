"""What the pictures say that links show where they are pasted."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace

from outcome_frameworks.addresses.published import OwnPage
from outcome_frameworks.model import Element, Framework, Hypothesis, LearningPoint, Level, Reference, Target, is_retired
from outcome_frameworks.outcome_map.displayable import displayable
from outcome_frameworks.outcome_map.drawing import Style
from outcome_frameworks.outcome_map.from_frameworks import hue_of, hue_of_element, wires_around
from outcome_frameworks.pages.beside.embeds import Face, face_of
from outcome_frameworks.pages.pictures.fonts import REGULAR, without_symbols
from outcome_frameworks.pages.pictures.preview import ChainBox, Preview, preview_png
from outcome_frameworks.pages.rendering import words
from outcome_frameworks.pages.rendering.renderer import Renderer, counts_of
from outcome_frameworks.pages.site import Site

_log = logging.getLogger("outcome_frameworks")

_MOST_COLUMNS = 8
_DOT = " · "


class PreviewPainter:
    """Draws the pictures of pages. What their font lacks is said in the log once."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer, self._letters = renderer, Letters()

    def draw(self, own: OwnPage) -> bytes:
        """Return the picture of a page, as a PNG."""
        return preview_png(preview_of(self._renderer, own, self._letters))


def preview_of(renderer: Renderer, own: OwnPage, letters: Letters) -> Preview:
    """Return what the picture of a page shows."""
    return letters.readable(_preview(renderer, own), own.src_uri)


def _preview(renderer: Renderer, own: OwnPage) -> Preview:
    """Return what the picture of a page says, whatever its font has."""
    site = renderer.site
    src_uri, kind, target = own
    total = words.count(len(site.portfolio.frameworks), "programme")
    if src_uri == site.urls.home:
        return Preview(site.name, detail=site.description or total, columns=_programmes(site))
    if target is None:
        return Preview(kind.title, detail=total, site=site.name, columns=_programmes(site))
    return _of_programme(site, target, kind.title) if target.entry is None else _of_entry(renderer, target)


def _programmes(site: Site) -> tuple[tuple[ChainBox, ...], ...]:
    """Draw each programme as a column of its levels."""
    columns = (tuple(ChainBox("", hue_of(f, level)) for level in f.levels) for f in site.portfolio.frameworks)
    return tuple(column for column in columns if column)[:_MOST_COLUMNS]


def _of_programme(site: Site, target: Target, part: str) -> Preview:
    """Return a preview of a programme: its title, what it holds, and a block for each element that stands."""
    framework, face = target.framework, face_of(target)
    columns = [
        tuple(ChainBox("", hue_of(framework, level)) for one in level.walk() if not is_retired(one))
        for level in framework.levels
    ]
    columns.append(tuple(ChainBox("") for top in framework.elements for one in top.walk() if not is_retired(one)))
    return Preview(
        framework.programme.title,
        kicker=part or _kicker(face),
        detail=_DOT.join(counts_of(framework)),
        site=site.name,
        hue=min(1, len(framework.levels)),
        columns=tuple(columns),
    )


def _of_entry(renderer: Renderer, target: Target) -> Preview:
    """Return a preview of an element, a hypothesis or a learning point: its statement, and what it stands between."""
    entry, face = target.entry, face_of(target)
    assert entry
    before, after = _around(renderer.site, target)
    this = (ChainBox(entry.id, face.hue),)
    return Preview(
        renderer.title_of(target),
        code=entry.id,
        kicker=_kicker(face),
        owner=target.framework.programme.title,
        site=renderer.site.name,
        hue=face.hue,
        columns=(before, this, after) if before or after else (),
        linked=True,
    )


def _kicker(face: Face) -> str:
    return _DOT.join(filter(None, (face.kicker, face.status, face.over)))


def _around(site: Site, target: Target) -> tuple[tuple[ChainBox, ...], tuple[ChainBox, ...]]:
    """Return what stands before and after an entry: in the chain, in a hypothesis, or in what was learned of it."""
    framework, entry = target
    if isinstance(entry, Element):
        return _linked(site, target)
    if isinstance(entry, Hypothesis) and (entry.if_ or entry.then):
        sides = ([clause.ref for clause in clauses if clause.ref] for clauses in (entry.if_, entry.then))
        return _named(site, framework, next(sides)), _named(site, framework, next(sides))
    assert isinstance(entry, (Hypothesis, LearningPoint))
    return (), _named(site, framework, [about.ref for about in entry.about])


def _linked(site: Site, target: Target) -> tuple[tuple[ChainBox, ...], tuple[ChainBox, ...]]:
    """Return what leads to an element and what it leads to, with the lines that its own map draws."""
    wires = wires_around(target, site.graph)
    here, find = target.framework, site.portfolio.find
    before = (_box(find(wire.source), here, wire.style) for wire in wires if wire.target == target.key)
    after = (_box(find(wire.target), here, wire.style) for wire in wires if wire.source == target.key)
    return tuple(filter(None, before)), tuple(filter(None, after))


def _named(site: Site, framework: Framework, references: Iterable[Reference]) -> tuple[ChainBox, ...]:
    """Return a box for each element and each level that references name, once; a link names its two ends."""
    found: dict[str, ChainBox | None] = {}
    for reference in references:
        link = site.portfolio.find_link(reference, framework)
        for named in link or (site.portfolio.find(reference, framework),):
            if named:
                found[named.key] = _box(named, framework)
    return tuple(filter(None, found.values()))


def _box(target: Target | None, here: Framework, style: Style = "") -> ChainBox | None:
    """Return the box of an element, or of a level as a whole, with its programme where that is not the one here.

    None for what is neither.
    """
    entry = target.entry if target else None
    place = f" in {target.framework.programme.short}" if target and target.framework is not here else ""
    if target and isinstance(entry, Level):
        return ChainBox(entry.title + place, hue_of(target.framework, entry), style, is_group=True)
    if target and isinstance(entry, Element):
        return ChainBox(entry.id + place, hue_of_element(target.framework, entry), style)
    return None


@dataclass
class Letters:
    """Leaves out of pictures what their font cannot write, and says in the log where it is so first."""

    is_said: bool = False

    def readable(self, preview: Preview, path: str) -> Preview:
        """Return a preview whose texts the font can write: emoji are left out, and so is a text with other letters."""
        columns = tuple(
            tuple(replace(box, code=self._text(box.code, path)) for box in column) for column in preview.columns
        )
        return replace(
            preview,
            text=self._text(preview.text, path),
            code=self._text(preview.code, path),
            kicker=_DOT.join(filter(None, (self._text(part, path) for part in preview.kicker.split(_DOT)))),
            detail=self._text(preview.detail, path),
            owner=self._text(preview.owner, path),
            site=self._text(preview.site, path),
            columns=columns,
        )

    def _text(self, text: str, path: str) -> str:
        text = displayable(text)
        lacking = REGULAR.lacking(text)
        if not lacking:
            return text
        if not self.is_said:
            self.is_said = True
            said = "Link previews: a picture leaves out a text or a sign that its font lacks (first: %s, “%s”)"
            _log.info(said, path, lacking[:12])
        kept = without_symbols(text, lacking)
        return "" if REGULAR.lacking(kept) else kept
