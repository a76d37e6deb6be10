"""Two wordings side by side: what is marked in each."""

from __future__ import annotations

import time

import pytest

from outcome_frameworks.changes import Effort, Piece, compare_words
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


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x y " * 370, "x z " * 370),
        ("x " * 740, "y x " * 370),
        ("a b c d " * 180, "b a d c " * 180),
        ("x, " * 500, "x; " * 500),
    ],
)
def test_texts_that_repeat_their_words_take_no_longer_than_others(before: str, after: str) -> None:
    began = time.process_time()
    old, new = compare_words(before, after)
    assert time.process_time() - began < 1.5  # a fifth of that on a machine of today; without a limit 10 seconds
    assert ("".join(p.text for p in old), "".join(p.text for p in new)) == (before, after)


def test_a_small_change_is_seen_as_one_also_where_no_steps_are_left() -> None:
    same = "word " * 300
    old, new = compare_words(f"{same}rain {same}", f"{same}sun {same}", Effort(steps=1))
    assert (marked(old), marked(new)) == (f"{same}[rain] {same}", f"{same}[sun] {same}")


def test_all_comparisons_of_a_page_take_no_more_than_their_share() -> None:
    effort = Effort(steps=1_000)
    before, after = "We meet, and talk, and rest", "We talk, and meet often, and rest"
    whole = compare_words(before, after, Effort())
    found = [compare_words(before, after, effort) for _ in range(40)]
    assert effort.steps >= 0
    assert found[0] == whole and found[-1] != whole
    assert marked(found[-1][0]) == "We [meet, and talk], and rest"
