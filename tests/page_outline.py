"""Outlines a page as a browser lays it out: landmarks, headings, lists, links and controls, and how large each is."""

from __future__ import annotations

import base64
import re
from pathlib import Path

from playwright.sync_api import Page

STEP = 40
"""Boxes are rounded to so many pixels."""

_BOX = re.compile(r"(-?\d+) (\d+)×(\d+)$")

_OUTLINE = """step => {
  const SECTIONING = "article, aside, main, nav, section";
  const named = e => (e.getAttribute("aria-label") || (e.getAttribute("aria-labelledby") || "").split(" ")
    .map(id => document.getElementById(id)?.textContent || "").join(" ")).trim();
  const KINDS = [
    ["header", e => !e.closest(SECTIONING) && "banner"],
    ["footer", e => !e.closest(SECTIONING) && "contentinfo"],
    ["main", () => "main"],
    ["nav", () => "navigation"],
    ["aside", () => "complementary"],
    ["section, form, [role=region], [role=search]", e => named(e) && (e.getAttribute("role") || e.localName)],
    ["h1, h2, h3, h4, h5, h6", e => e.localName],
    ["ul, ol, dl", e => `${e.localName} of ${e.querySelectorAll(":scope > :is(li, dt, div)").length}`],
    ["table", () => "table"],
    ["a[href]", () => "link"],
    ["button, input, select, summary", e => e.localName],
  ];
  const words = e => (named(e) || (/^(a|button|summary|h.)$/.test(e.localName) ? e.textContent : ""))
    .replace(/\\s+/g, " ").trim().slice(0, 48);
  const round = n => Math.round(n / step) * step;
  const lines = [];
  const walk = (element, depth) => {
    for (const child of element.children) {
      const box = child.getBoundingClientRect();
      const shown = child.checkVisibility({ visibilityProperty: true, opacityProperty: true })
        && box.width > 1 && box.height > 1 && box.right > 0 && box.left < innerWidth;
      const kind = shown && KINDS.reduce((found, [css, say]) => found || (child.matches(css) && say(child)), "");
      if (kind) lines.push("  ".repeat(depth) + [kind, words(child)].filter(Boolean).join(" “")
        + (words(child) ? "”" : "") + ` ${round(box.left)} ${round(box.width)}×${round(box.height)}`);
      if (getComputedStyle(child).display !== "none") walk(child, depth + (kind ? 1 : 0));
    }
  };
  walk(document.body, 0);
  return lines;
}"""


def use_font(page: Page, fonts: dict[int, Path]) -> None:
    """Set all text in fonts that we bring, one for each weight, so that lines break alike on every machine."""
    faces = "".join(
        f"@font-face{{font-family:brought;font-weight:{weight};src:url(data:font/woff2;base64,{_encoded(font)})}}"
        for weight, font in fonts.items()
    )
    page.add_style_tag(content=f"{faces}*,*::before,*::after{{font-family:brought!important}}")
    page.evaluate("Promise.all([...document.fonts].map(font => font.load())).then(() => document.fonts.ready)")


def _encoded(font: Path) -> str:
    return base64.b64encode(font.read_bytes()).decode()


def outline(page: Page) -> list[str]:
    """Return one line for each thing that is shown, indented by what holds it: `kind “name” left width×height`."""
    lines: list[str] = page.evaluate(_OUTLINE, STEP)
    return lines


def differences(expected: list[str], found: list[str]) -> list[str]:
    """Return where two outlines differ: in what there is and how it is nested, or in size by over one step and 5 %."""
    if [_BOX.sub("", line) for line in expected] != [_BOX.sub("", line) for line in found]:
        return [
            f"{sign} {line}"
            for sign, lines, others in (("-", expected, found), ("+", found, expected))
            for line in lines
            if _BOX.sub("", line) not in {_BOX.sub("", other) for other in others}
        ] or ["the order or the number of equal lines"]
    return [f"{new}, was {old}" for old, new in zip(expected, found, strict=True) if not _alike(old, new)]


def _alike(old: str, new: str) -> bool:
    boxes = [[int(number) for number in found.groups()] for line in (old, new) if (found := _BOX.search(line))]
    return len(boxes) == 2 and all(abs(a - b) <= max(STEP, a // 20) for a, b in zip(*boxes, strict=True))
