"""Two wordings side by side: what is marked in each."""

from __future__ import annotations

import pytest

from outcome_frameworks.changes import Piece, compare_words
from outcome_frameworks.changes.word_diff import MOST_WORDS


def marked(pieces: tuple[Piece, ...]) -> str:
    return "".join(f"[{piece.text}]" if piece.is_changed else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("People talk", "People chat", ("People [talk]", "People [chat]")),
        ("People talk.", "People talk often.", ("People talk.", "People talk [often].")),
        ("People talk, and rest", "People talk and rest", ("People talk[,] and rest", "People talk and rest")),
        ("We are all well here", "We were quite well here", ("We [are all] well here", "We [were quite] well here")),
        (
            "people’s well-being grows",
            "people’s well-being rises",
            ("people’s well-being [grows]", "people’s well-being [rises]"),
        ),
        (
            "Tha daoine a’ coinneachadh",
            "Tha daoine òga a’ coinneachadh",
            ("Tha daoine a’ coinneachadh", "Tha daoine [òga] a’ coinneachadh"),
        ),
        ("People rest", "Something quite different", ("People rest", "Something quite different")),
        ("", "New words", ("", "New words")),
    ],
)
def test_words_that_differ_are_marked(before: str, after: str, shown: tuple[str, str]) -> None:
    old, new = compare_words(before, after)
    assert (marked(old), marked(new)) == shown


@pytest.mark.parametrize("before", ["", "People talk", "a  b\n\nc", "👩‍👩‍👧 مرحبا بالعالم"])
def test_no_character_is_lost(before: str) -> None:
    for after in ("People chat", before + " more", " " + before):
        old, new = compare_words(before, after)
        assert ("".join(p.text for p in old), "".join(p.text for p in new)) == (before, after)


def test_very_long_texts_are_shown_whole() -> None:
    long = "word " * MOST_WORDS
    assert compare_words(long, long + "more") == ((Piece(long, False),), (Piece(long + "more", False),))
