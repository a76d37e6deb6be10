"""Measures outcome maps as a browser shows them: overflow, sizes of text and targets, and where wires run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

_MEASURE = """
() => [...document.querySelectorAll('.of-map')].map(map => {
  const shown = e => e.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const box = e => e.getBoundingClientRect();
  const name = e => e.dataset.ofId || e.textContent.trim().slice(0, 30);
  const cards = [...map.querySelectorAll('.of-card')];
  const blocks = [...cards, ...map.querySelectorAll('.of-heading')];
  const boxes = new Map(blocks.map(b => [b, box(b)]));  // asked for once: a map has thousands of pairs and points
  const beside = (a, b) => a.right <= b.left + .5 || b.right <= a.left + .5;
  const apart = (a, b) => beside(a, b) || a.bottom <= b.top + .5 || b.bottom <= a.top + .5;

  const sizes = [], spilling = new Set();
  const walker = document.createTreeWalker(map, NodeFilter.SHOW_TEXT);
  for (let text; text = walker.nextNode();) {
    const parent = text.parentElement;
    if (!text.data.trim() || !shown(parent) || parent.closest('.of-hidden, .of-said')) continue;
    sizes.push(parseFloat(getComputedStyle(parent).fontSize));
    const block = parent.closest('.of-card, .of-heading');
    if (!block) continue;
    const range = document.createRange(), outer = boxes.get(block);
    range.selectNodeContents(text);
    for (const r of range.getClientRects())
      if (r.left < outer.left - 1 || r.right > outer.right + 1 || r.top < outer.top - 1 || r.bottom > outer.bottom + 1)
        spilling.add(name(block));
  }

  const overlapping = [];
  blocks.forEach((a, i) => blocks.slice(i + 1).forEach(b => {
    if (!apart(boxes.get(a), boxes.get(b))) overlapping.push(name(a) + ' / ' + name(b));
  }));

  const byKey = new Map(cards.map(c => [c.dataset.ofId, c]));
  const paths = [...map.querySelectorAll('.of-wires path')].filter(p => box(p.ownerSVGElement).width > 0);
  let endError = 0, bothEnds = 0;
  const through = [];
  for (const path of paths) {
    const length = path.getTotalLength(), toScreen = path.getScreenCTM();
    const at = l => path.getPointAtLength(l).matrixTransform(toScreen);
    [[at(0), path.dataset.from], [at(length), path.dataset.to]].forEach(([point, key]) => {
      const r = boxes.get(byKey.get(key)), middle = (r.top + r.bottom) / 2;
      const error = Math.min(...[r.left, r.right].map(x => Math.hypot(point.x - x, point.y - middle)));
      endError = Math.max(endError, error);
      bothEnds += error <= 1;
    });
    const steps = 400, hit = new Set();
    for (let i = 0; i <= steps; i++) {
      const point = at(length * i / steps);
      for (const card of cards) {
        const r = boxes.get(card);
        const across = point.x > r.left + 1 && point.x < r.right - 1;
        if (across && point.y > r.top + 1 && point.y < r.bottom - 1) hit.add(name(card));
      }
    }
    hit.forEach(card => through.push(path.dataset.from + ' > ' + path.dataset.to + ' through ' + card));
  }

  const targets = [...map.querySelectorAll('a')].filter(shown).map(a => Math.min(box(a).width, box(a).height));
  const chips = [...map.querySelectorAll('a[href^="#"]')];
  return {
    id: map.id,
    page_overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    smallest_text: sizes.length ? Math.min(...sizes) : Infinity,
    smallest_target: targets.length ? Math.min(...targets) : Infinity,
    cards: cards.filter(shown).length,
    spilling: [...spilling], overlapping,
    wires: paths.length, wire_end_error: endError, wires_through_cards: through,
    missing_anchors: chips.map(a => a.hash).filter(h => !document.getElementById(decodeURIComponent(h.slice(1)))),
    chips: chips.filter(shown).length,
  };
})
"""


@dataclass(frozen=True)
class MapMeasures:
    """What a reader meets in one map. Lengths are in CSS pixels, as displayed."""

    id: str
    page_overflow: float
    """How far the whole page scrolls sideways."""
    smallest_text: float
    smallest_target: float
    """Shorter side of the smallest link."""
    cards: int
    spilling: tuple[str, ...]
    """Cards and headings whose text reaches beyond them."""
    overlapping: tuple[str, ...]
    """Pairs of cards or headings that cover each other."""
    wires: int
    """Wires that are drawn: 0 in lanes."""
    wire_end_error: float
    """Greatest distance of a wire's end from the middle of a side of its card."""
    wires_through_cards: tuple[str, ...]
    missing_anchors: tuple[str, ...]
    """Addresses of chips that lead nowhere."""
    chips: int
    """Chips that are shown: 0 where wires are drawn."""

    def faults(self, least_text: float = 13.0) -> list[str]:
        """Return in words everything that an outcome map must not do; `least_text` is in pixels."""
        found = {
            f"the page is {self.page_overflow:g} px too wide": self.page_overflow > 0,
            f"text of {self.smallest_text:g} px": self.smallest_text < least_text - 0.01,
            f"a link of {self.smallest_target:g} px": self.smallest_target < 24,
            f"text reaches out of {self.spilling}": self.spilling,
            f"{self.overlapping} overlap": self.overlapping,
            f"a wire ends {self.wire_end_error:.2f} px from the middle of its card's side": self.wire_end_error > 1,
            f"{self.wires_through_cards}": self.wires_through_cards,
            f"nothing at {self.missing_anchors}": self.missing_anchors,
        }
        return [f"{self.id}: {words}" for words, fault in found.items() if fault]


def measure_maps(page: Page) -> list[MapMeasures]:
    """Measure every outcome map of the page as it is shown now."""
    found: list[dict[str, Any]] = page.evaluate(_MEASURE)
    return [MapMeasures(**{name: _frozen(value) for name, value in each.items()}) for each in found]


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
