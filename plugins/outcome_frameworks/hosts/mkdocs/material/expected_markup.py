"""What our mends and our search look for in Material's templates, and one line for what is not there any more."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, TemplateNotFound

from outcome_frameworks.hosts.mkdocs.reporting import log


class Expected(NamedTuple):
    """A piece of markup in one of Material's templates: what it is for a reader, and how it is found."""

    template: str
    what: str
    pattern: re.Pattern[str]


MENDED = (
    Expected(
        "partials/header.html",
        "the button that opens the menu",  # <label class="md-header__button md-icon" for="__drawer">
        re.compile(r'<label\b(?=[^>]*\bmd-header__button\b)[^>]*\bfor="__drawer"'),
    ),
    Expected("partials/nav.html", "the list of pages", re.compile(r"<nav\b")),  # <nav class="{{ class }}" …>
    Expected(
        "partials/nav.html",
        "the title of the menu",  # <label class="md-nav__title" for="__drawer">
        re.compile(r'<label\b[^>]*\bfor="__drawer"'),
    ),
    Expected("partials/toc.html", "the list of contents", re.compile(r"<nav\b")),  # <nav class="md-nav …>
    Expected("partials/palette.html", "the choice of colours", re.compile(r'<input class="md-option"')),
    Expected(
        "partials/palette.html",
        "the button that changes colours",  # <label class="md-header__button md-icon" title="…" for="__palette_1">
        re.compile(r"<label\b(?=[^>]*\bfor=)[^>]*>"),
    ),
    Expected("partials/search.html", "the dialog of its own search", re.compile(r'\brole="dialog"')),
    Expected("partials/source.html", "the figures of the repository", re.compile(r' data-md-component="source"')),
    Expected(
        "base.html",
        "the state of the menu",  # <input class="md-toggle" data-md-toggle="drawer" … autocomplete="off">
        re.compile(r'<input class="md-toggle"[^>]*\sautocomplete="off"'),
    ),
    Expected("base.html", "the main part of the page", re.compile(r'<main class="md-main"')),
    Expected("base.html", "the scripts at its end", re.compile(r'<script id="__config".*<script src="', re.DOTALL)),
)
"""What the mends of `markup` and `first_paint` look for, each with the markup meant where the pattern shows it not."""

SEARCHED = (
    Expected("partials/header.html", "the place of the search", re.compile(r"</nav>")),
    Expected(
        "base.html",
        "the text that the search finds",  # <article class="md-content__inner md-typeset">
        re.compile(r'<article\b[^>]*\bclass="[^"]*\bmd-content__inner\b'),
    ),
)
"""What our search looks for: where its button goes, and which part of a page is to be found."""


def tell_of_changes(env: Environment, material: Path, ours: Path, *, mends: bool, has_search: bool) -> None:
    """Warn of what is not there any more in templates of Material, one line for each template.

    What a site has replaced by a template of its own is left alone: there, it is the site's to say what stands in it.

    Args:
        env: The templates of the site.
        material: The folder of Material's templates.
        ours: The folder of ours that take Material's place and mend them.
        mends: Whether Material's pages are mended.
        has_search: Whether our search takes the place of Material's.
    """
    expected = (MENDED if mends else ()) + (SEARCHED if has_search else ())
    for template in dict.fromkeys(one.template for one in expected):
        if not _is_in_use(env, template, (material, ours)):
            continue
        looked_for = [one for one in expected if one.template == template]
        if missing := find_missing(looked_for, _text(material / template)):
            log.warning(
                f"Material for MkDocs has changed: its {template} does not show "
                f"{', '.join(missing)} in a way that this plugin knows, and pages may lack something there; look for a "
                "newer mkdocs-outcome-frameworks, or install an earlier mkdocs-material"
            )


def find_missing(expected: list[Expected], source: str) -> list[str]:
    """Return what of the expected is not in the source of a template, in words."""
    return [one.what for one in expected if not one.pattern.search(source)]


def _is_in_use(env: Environment, template: str, folders: tuple[Path, ...]) -> bool:
    """Return whether the template that a site takes under a name stands in one of some folders."""
    assert env.loader
    try:
        _, file, _ = env.loader.get_source(env, template)
    except TemplateNotFound:  # of Material's, none of that name is left
        return True
    return file is not None and any(Path(file).is_relative_to(folder) for folder in folders)


def _text(template: Path) -> str:
    return template.read_text(encoding="utf-8") if template.is_file() else ""
