"""Bare pages of outcome maps, with the style sheet and the script of the site and no theme."""

from __future__ import annotations

from importlib.resources import files
from typing import Any, Literal

from playwright.sync_api import Browser, Page

from outcome_frameworks.outcome_map.drawing import OutcomeMap
from outcome_frameworks.outcome_map.writing.html import render_html

ASSETS = files("outcome_frameworks") / "theme/assets/outcome-frameworks"
CSS = (ASSETS / "outcome-frameworks.css").read_text(encoding="utf-8")
SCRIPT = (ASSETS / "outcome-frameworks.js").read_text(encoding="utf-8")

Scheme = Literal["light", "dark"]


def bare_page(maps: list[OutcomeMap], css: str = "", direction: str = "ltr") -> str:
    """Return a page of its own, that is dark where the reader's system is."""
    return (
        f'<!doctype html><html lang="en" dir="{direction}"><head><meta charset="utf-8"><title>Maps</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<style>body{{margin:1em;font:16px/1.5 Arial,sans-serif}}{CSS}{css}</style></head>"
        f"<body><main><h1>Maps</h1><h2>All</h2>{''.join(map(render_html, maps))}</main>"
        f"<script>{SCRIPT}</script></body></html>"
    )


def open_bare(chromium: Browser, html: str, width: int = 1440, scheme: Scheme = "light", **settings: Any) -> Page:
    page = chromium.new_context(viewport={"width": width, "height": 1000}, color_scheme=scheme, **settings).new_page()
    page.set_content(html)
    return page
