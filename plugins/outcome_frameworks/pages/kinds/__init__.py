"""The kinds of page: which sections each has, what they show, and which function makes a page of which kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from outcome_frameworks.addresses.published import OwnPage
from outcome_frameworks.pages.kinds.changes import changes_page
from outcome_frameworks.pages.kinds.element import element_page
from outcome_frameworks.pages.kinds.hypothesis import hypothesis_page, learning_page
from outcome_frameworks.pages.kinds.indexes import (
    home_page,
    hypotheses_page,
    outcomes_page,
    programmes_page,
    results_page,
)
from outcome_frameworks.pages.kinds.pack import pack_page
from outcome_frameworks.pages.kinds.programme import programme_page
from outcome_frameworks.pages.page import Page
from outcome_frameworks.pages.rendering.renderer import Renderer

RENDERED: Mapping[str, Callable[[Renderer, OwnPage], Page]] = {
    "home": home_page,
    "programmes": programmes_page,
    "outcomes": outcomes_page,
    "hypotheses": hypotheses_page,
    "programme": programme_page,
    "element": element_page,
    "hypothesis": hypothesis_page,
    "learning": learning_page,
    "changes": changes_page,
    "search": results_page,
}
"""What makes a page, by the name of its kind in `addresses.kinds`."""

GATHERED: Mapping[str, Callable[[Renderer, OwnPage, Sequence[Page]], Page]] = {"pack": pack_page}
"""What makes a page of the pages before it: of that of its programme, and of those of all in it."""
