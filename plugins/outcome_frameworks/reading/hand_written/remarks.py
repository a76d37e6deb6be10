"""What is wrong inside a block of a hand-written page, before it is known where in the page the block stands."""

from __future__ import annotations

from typing import NamedTuple

from outcome_frameworks.problems import Place

WRONG_BLOCK = "wrong-block-in-page"
"""The rule that blocks are held to, beside the one on references."""


class Remark(NamedTuple):
    """A problem at a place in the text of a block; its first line is line 1, the opening marks are line 0."""

    place: Place
    rule: str
    message: str
