"""The pictures that links show where they are pasted: what each page's picture says, and the files."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from outcome_frameworks.model import Clause, Element, Framework, Hypothesis, LearningPoint, Level, Target, is_retired
from outcome_frameworks.outcome_map.build import hue_of, hue_of_element
from outcome_frameworks.outcome_map.text import clean
from outcome_frameworks.pages import words
from outcome_frameworks.pages.embeds import Face, face_of, list_titles
from outcome_frameworks.pages.renderer import Renderer, counts_of
from outcome_frameworks.pages.site import Site
from outcome_frameworks.pictures import REGULAR, Box, Preview, preview_svg
from outcome_frameworks.pictures.lettering import without_symbols

_log = logging.getLogger("outcome_frameworks")

_MOST_COLUMNS = 8
_DOT = " · "


def has_previews(site: Site) -> bool:
    """Tell whether links to a site show pictures: where it makes them, and its address, which they need, is known."""
    return site.link_previews and bool(site.base_url)


def preview_files(renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """Give the picture of each page. What could not be written in them is said once."""
    site = renderer.site
    if not has_previews(site):
        return
    letters = _Letters()
    svgs = {path: preview_svg(letters.readable(preview, path)) for path, preview in _previews(renderer)}
    letters.report()
    site.pictures.draw_ahead(svgs.values())
    for path, svg in svgs.items():
        yield site.urls.preview(path), site.pictures.png(svg)


def _previews(renderer: Renderer) -> Iterator[tuple[str, Preview]]:
    """Give what the picture of each page says, with the page's `src_uri`."""
    site, urls = renderer.site, renderer.site.urls
    total = words.count(len(site.portfolio.frameworks), "programme")
    titles = list_titles(site)
    for path in site.own_pages:
        target = site.addresses.owner(path)
        if path == urls.home:
            yield path, Preview(site.name, detail=site.description or total, columns=_programmes(site))
        elif target is None:
            yield path, Preview(titles[path], detail=total, site=site.name, columns=_programmes(site))
        elif target.entry is None:
            more = {urls.pack(target.framework.id): "The whole pack", urls.changes(target.framework.id): "What changed"}
            yield path, _of_programme(site, target, more.get(path, ""))
        else:
            yield path, _of_entry(renderer, target)


def _programmes(site: Site) -> tuple[tuple[Box, ...], ...]:
    """Draw each programme as a column of its levels."""
    columns = (tuple(Box("", hue_of(f, level)) for level in f.levels) for f in site.portfolio.frameworks)
    return tuple(column for column in columns if column)[:_MOST_COLUMNS]


def _of_programme(site: Site, target: Target, part: str) -> Preview:
    """Say a programme's title and what it holds, with a block for each of its elements that stands, by level."""
    framework, face = target.framework, face_of(target)
    columns = [
        tuple(Box("", hue_of(framework, level)) for one in level.walk() if not is_retired(one))
        for level in framework.levels
    ]
    columns.append(tuple(Box("") for top in framework.elements for one in top.walk() if not is_retired(one)))
    return Preview(
        framework.programme.title,
        kicker=part or _kicker(face),
        detail=_DOT.join(counts_of(framework)),
        site=site.name,
        hue=min(1, len(framework.levels)),
        columns=tuple(columns),
    )


def _of_entry(renderer: Renderer, target: Target) -> Preview:
    """Say the statement of an element, a hypothesis or a learning point, with what it stands between."""
    entry, face = target.entry, face_of(target)
    assert entry
    before, after = _around(renderer.site, target)
    this = (Box(entry.id, face.hue),)
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


def _around(site: Site, target: Target) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """Give what stands before and after an entry: in the chain, in a hypothesis, or in what was learned of it."""
    framework, entry = target
    if isinstance(entry, Element):
        before = (connection.source for connection in site.graph.connections_in(target))
        after = (connection.target for connection in site.graph.connections_out(target))
        return _boxes(before, target), _boxes(after, target)
    if isinstance(entry, Hypothesis) and (entry.if_ or entry.then):
        sides = (_named(site, framework, clauses) for clauses in (entry.if_, entry.then))
        return _boxes(next(sides), target), _boxes(next(sides), target)
    assert isinstance(entry, (Hypothesis, LearningPoint))
    keys = site.graph.elements_of(framework, [about.ref for about in entry.about])
    found = (site.portfolio.find(key) for key in sorted(keys))
    return (), _boxes((one for one in found if one), target)


def _named(site: Site, framework: Framework, clauses: Iterable[Clause]) -> Iterator[Target]:
    for clause in clauses:
        if clause.ref and (target := site.portfolio.find(clause.ref, framework)):
            yield target


def _boxes(targets: Iterable[Target], around: Target) -> tuple[Box, ...]:
    """Give a box for each element, once; a level stands for its elements."""
    found: dict[str, Box] = {}
    for framework, entry in targets:
        held = entry.walk() if isinstance(entry, Level) else [entry] if isinstance(entry, Element) else []
        for element in held:
            key = Target(framework, element).key
            if key != around.key:
                found[key] = Box(element.id, hue_of_element(framework, element))
    return tuple(found.values())


@dataclass
class _Letters:
    """Leaves out of pictures what their font cannot write, and remembers where that was."""

    _without: dict[str, str] = field(default_factory=dict)

    def readable(self, preview: Preview, path: str) -> Preview:
        """Give a preview whose texts the font can write: emoji are left out, and so is a text with other letters."""
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

    def report(self) -> None:
        """Say once what was left out, and where first."""
        if not self._without:
            return
        path, lacking = next(iter(self._without.items()))
        pages = words.count(len(self._without), "page")
        text = "Link previews: the pictures of %s leave out a text or a sign that their font lacks (first: %s, “%s”)"
        _log.info(text, pages, path, lacking[:12])

    def _text(self, text: str, path: str) -> str:
        text = clean(text)
        lacking = REGULAR.lacking(text)
        if not lacking:
            return text
        self._without.setdefault(path, lacking)
        kept = without_symbols(text, lacking)
        return "" if REGULAR.lacking(kept) else kept
