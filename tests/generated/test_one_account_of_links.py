"""Every surface tells the same links, with the same direction and basis: those that the files say, and no other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import yaml
from amounts import NIGHTLY
from generated.link_surfaces import (
    Mark,
    Named,
    ToldByMap,
    read_dot,
    read_html,
    read_preview,
    read_sentences,
    read_svg,
    read_table,
)
from generated.linked_frameworks import Account, Told, make_files
from page_checking import read_site
from yaml import safe_load

from outcome_frameworks.data import tables
from outcome_frameworks.model import Framework, Target
from outcome_frameworks.outcome_map.from_frameworks import draw_focus
from outcome_frameworks.outcome_map.writing.dot import render_dot
from outcome_frameworks.outcome_map.writing.html import render_html
from outcome_frameworks.outcome_map.writing.svg import draw_svg
from outcome_frameworks.pages import Renderer, Site
from outcome_frameworks.pages.beside.preview_content import Letters, preview_of

EXAMPLES = Path(__file__).parents[2] / "frameworks"
PORTFOLIOS, PROGRAMMES = 30 if NIGHTLY else 10, 10

_BADGES = {"group-stated": "Stated for the group", "inferred": "Inferred"}


@pytest.mark.parametrize("seed", ["examples", *range(PORTFOLIOS)])
def test_all_surfaces_tell_the_links_of_the_files(seed: str | int, tmp_path: Path) -> None:
    for teller in _tellers(seed, tmp_path):
        teller.check_table()
        teller.check_sentences()
        if teller.has_map:
            teller.check_maps()
            teller.check_dot()
            teller.check_caption()
        teller.check_focus_maps_and_previews()


def _tellers(seed: str | int, folder: Path) -> Iterator[_Teller]:
    if isinstance(seed, str):
        paths = [path for path in sorted(EXAMPLES.glob("*.yml")) if path.stem != "organisations"]
        account = Account({path.stem: safe_load(path.read_text("utf-8")) for path in paths})
        site = read_site(EXAMPLES, base_url="https://example.org/", link_previews=True)
        assert len(account.files) == 5
    else:
        account = Account(make_files(seed, PROGRAMMES))
        files = {f"{name}.yml": yaml.safe_dump(data, sort_keys=False) for name, data in account.files.items()}
        site = read_site(folder, files, base_url="https://example.org/", link_previews=True)
    renderer = Renderer(site)
    for framework in site.portfolio.frameworks:
        yield _Teller(account, site, renderer, framework)


class _Teller:
    """Holds the surfaces of one programme against what its file says."""

    def __init__(self, account: Account, site: Site, renderer: Renderer, framework: Framework) -> None:
        self.account, self.site, self.renderer, self.framework = account, site, renderer, framework
        self.id = framework.id
        self.names, self.links = account.names(), account.links(framework.id)
        self.levels, self.level_of = account.levels(framework.id), account.level_of(framework.id)
        self.has_map = framework.id in site.maps

    def check_table(self) -> None:
        table = tables.links_table(self.site.publication, [self.framework], "links.csv")
        assert read_table(table) == [(t.source, t.target, t.basis or "") for t in self.account.rows(self.id)]

    def check_dot(self) -> None:
        found = read_dot(render_dot(self.site.maps[self.id]))
        assert found == {ends: told.style for ends, told in self.links.items()}

    def check_caption(self) -> None:
        caption = self.site.maps[self.id].caption
        elements = set(self.names) - set(self.levels)
        outward = sum(not target.startswith(f"{self.id}/") for _, target in self.links)
        single = sum({source, target} <= elements for source, target in self.links if target.startswith(f"{self.id}/"))
        inferred = sum(told.basis == "inferred" for told in self.links.values())
        total = len(self.links)
        assert (total == 0) == ("No links between them are given." in caption)
        if not total:
            return
        assert f" {total} link" in caption
        kinds = {"between single items": single, "of whole levels": total - single - outward, "to ": outward}
        if sum(map(bool, kinds.values())) > 1:
            found = {
                words: int(number)
                for number, words in re.findall(r"(\d+) (between single items|of whole levels|to )", caption)
            }
            assert found == {words: number for words, number in kinds.items() if number}
        else:
            assert ("between them" in caption) == bool(single)
        told = re.search(r"; (?:(all )?|(\d+) )inferred", caption)
        assert bool(told) == bool(inferred)
        if told:
            assert inferred == (int(told[2]) if told[2] else total)

    def check_maps(self) -> None:
        drawing = self.site.maps[self.id]
        page = read_html(render_html(drawing))
        narrow, wide = (read_svg(draw_svg(drawing, narrow=is_narrow).text) for is_narrow in (True, False))
        if self.levels:
            assert [
                {self.level_of[key] for key in column} - {level}
                for column, level in zip(page.columns, self.levels, strict=True)
            ] == [set()] * len(self.levels)
            assert page.level_said == [self._named_by(level) for level in self.levels]
            for level in self.levels:
                assert all(name in f"{narrow.caption} {wide.caption}" for name, _ in self._named_by(level))
        for told in (page, narrow, wide):
            self._check_map(told, page.columns)
        for picture in (narrow, wide):
            assert drawing.caption in picture.caption

    def _check_map(self, told: ToldByMap, columns: list[list[str]]) -> None:
        is_page = bool(told.columns)
        key = {card: card if is_page else self.names[card] for column in columns for card in column}
        single = {ends: link for ends, link in self.links.items() if set(ends) <= key.keys()}
        drawn = {(key[source], key[target]): link.style for (source, target), link in single.items()}
        assert told.wires in (None, drawn)
        words_only = not is_page and told.wires is not None  # a wide picture says what no wire shows
        said = {key[card]: self._named_by(card, but=single if words_only else {}) for card in key}
        assert told.said == {card: names for card, names in said.items() if names}
        if told.marks:
            assert told.marks == self._marks(columns, self.links)
        if told.level_marks is not None:
            between = {e: link for e, link in self.links.items() if set(e) <= set(self.levels)}
            marks = self._marks(columns, between)
            assert told.level_marks == (marks if is_page else [mark for mark in marks if mark[0] or mark[1]])

    def _marks(self, columns: list[list[str]], links: dict[tuple[str, str], Told]) -> list[Mark]:
        place = {card: number for number, column in enumerate(columns) for card in column}
        place |= {level: number for number, level in enumerate(self.levels)}
        marks = []
        for gap in range(len(columns) - 1):
            ends = ((place.get(source), place.get(target)) for source, target in links)
            there = [
                (pair, link) for pair, link in zip(ends, links.values(), strict=True) if set(pair) == {gap, gap + 1}
            ]
            directions = {pair == (gap, gap + 1) for pair, _ in there}
            inferred = bool(there) and all(link.basis == "inferred" for _, link in there)
            marks.append((True in directions, False in directions, inferred))
        return marks

    def _named_by(self, holder: str, but: dict[tuple[str, str], Told] | None = None) -> Named:
        links = {ends: link for ends, link in self.links.items() if ends[0] == holder and ends not in (but or {})}
        return {(self._called(target), link.basis == "inferred") for (_, target), link in links.items()}

    def _called(self, key: str) -> str:
        programme = key.partition("/")[0]
        elsewhere = "" if programme == self.id else f" in {self.account.files[programme]['programme']['title']}"
        return self.names[key] + elsewhere

    def check_sentences(self) -> None:
        here = self.renderer.here(self.site.urls.page_of(Target(self.framework, None)), self.framework)
        levels = self.renderer.render("programme/levels", here, framework=self.framework)
        assert Counter(read_sentences(levels)) == Counter(
            (self.names[told.source], self.names[told.target], self._badge(told))
            for told in self.account.rows(self.id)
            if told.source in self.levels
        )
        rows = [told for name in self.account.files for told in self.account.rows(name)]
        for element in self.framework.walk():
            target = Target(self.framework, element)
            level = self.level_of.get(target.key, "")
            for template, connections, end in (
                ("leads-to", self.site.graph.connections_out(target), "source"),
                ("led-to-by", self.site.graph.connections_in(target), "target"),
            ):
                context = {f"connections_{'out' if end == 'source' else 'in'}": connections}
                html = self.renderer.render(
                    f"element/{template}", here, target=target, framework=self.framework, **context
                )
                there = "target" if end == "source" else "source"
                assert Counter(read_sentences(html)) == Counter(
                    (self.names[getattr(told, end)], self.names[getattr(told, there)], self._badge(told))
                    for told in rows
                    if getattr(told, end) == target.key
                    or (getattr(told, end) == level and getattr(told, there) != target.key)
                )

    def _badge(self, told: Told) -> str:
        source = self.account.files[told.source.partition("/")[0]]["programme"].get("source")
        return "" if told.basis is None else _BADGES.get(told.basis, "Stated in the source" if source else "Stated")

    def check_focus_maps_and_previews(self) -> None:
        for element in self.framework.walk():
            target = Target(self.framework, element)
            before, after = self.account.around(target.key)
            wires = {(key, target.key): link.style for key, link in before.items()}
            wires |= {(target.key, key): link.style for key, link in after.items()}
            drawing = draw_focus(target, self.site.graph, lambda _: "")
            assert (read_html(render_html(drawing)).wires if drawing else {}) == wires
            preview = preview_of(self.renderer, self.site.own_pages[self.site.urls.page_of(target)], Letters())
            found = read_preview(preview, element.id)
            for side, told in zip(found, (before, after), strict=True):
                self._check_side(side, {self._called(key): link.style for key, link in told.items()})

    @staticmethod
    def _in_full(words: str, names: Iterable[str]) -> str:
        return next(name for name in names if name == words or (name.startswith(words[:-1]) and words.endswith("…")))

    def _check_side(self, found: dict[str, str], told: dict[str, str]) -> None:
        """Hold the boxes at one side against the links; long names are cut, and of many the last says how many."""
        more = next((words for words in found if words.startswith("+")), None)
        shown = {words: style for words, style in found.items() if words != more}
        whole = {self._in_full(words, told): style for words, style in shown.items()}
        assert whole.items() <= told.items()
        rest = {name: style for name, style in told.items() if name not in whole}
        assert (int(more) if more else 0) == len(rest)
        if more:
            assert found[more] == (rest.popitem()[1] if len(set(rest.values())) == 1 else "")
