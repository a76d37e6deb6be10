"""The words around an author's texts: dates, lists, sentences, shortening."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from page_checking import read_site

from outcome_frameworks.model import Portfolio
from outcome_frameworks.pages.rendering import words
from outcome_frameworks.problems import wording


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2021", "2021"),
        ("2021-05", "May 2021"),
        ("2021-05-31", "31 May 2021"),
        ("2024-12-01", "1 December 2024"),
        ("2024-12-01 09:30:00", "1 December 2024"),
        ("2024-12-01T09:30", "1 December 2024"),
        ("last spring", "last spring"),
        ("2024-13", "2024-13"),
        ("1/2/2024", "1/2/2024"),
    ],
)
def test_dates_are_written_as_people_write_them(date: str, said: str) -> None:
    assert words.in_words(date) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2019-03", "2020-04", "March 2019 – April 2020"),
        ("2019", "2019", "2019"),
        ("2019-03-01", None, "from 1 March 2019"),
        (None, "2020", "until 2020"),
        (None, None, ""),
    ],
)
def test_a_period_names_the_ends_that_are_known(start: str | None, end: str | None, said: str) -> None:
    assert words.period(start, end) == said


@pytest.mark.parametrize(
    ("texts", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"), (list("abcd"), "a, b, c and d")],
)
def test_a_list_in_a_sentence(texts: list[str], said: str) -> None:
    assert words.listed(texts) == said


def test_numbers_come_with_their_word() -> None:
    assert words.count(1, "link") == "1 link"
    assert words.count(0, "link") == "0 links"
    assert words.count(1500, "activity", "activities") == "1,500 activities"
    assert [words.spelled(n) for n in (0, 1, 12, 13, 1200)] == ["none", "one", "twelve", "13", "1,200"]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("equality-impact-assessment", "Equality impact assessment"),
        ("plan", "Plan"),
        ("PhD thesis", "PhD thesis"),
        ("DIY-guide", "DIY-guide"),
        ("Übersicht", "Übersicht"),
    ],
)
def test_only_a_slug_is_changed_into_words(word: str, said: str) -> None:
    assert words.sentence_case(word) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("People meet", "People meet."),
        ("People meet.", "People meet."),
        ("Do people meet?", "Do people meet?"),
        ("They meet!", "They meet!"),
        ("And so on…", "And so on…"),
        ("And so on...", "And so on..."),
        ("Meadow Foods Ltd.", "Meadow Foods Ltd."),
        ("They say “we meet.”", "They say “we meet.”"),
        ("They meet (all of them)", "They meet (all of them)."),
        ("هل يلتقي الناس؟", "هل يلتقي الناس؟"),
        ("人们见面。", "人们见面。"),
        ("", "."),
    ],
)
def test_a_sentence_ends_with_one_mark(text: str, said: str) -> None:
    assert words.stopped(text) == said
    assert words.unstopped(text) + words.stop_after(text) == said


def test_only_the_full_stop_is_left_out_inside_a_sentence() -> None:
    assert [words.unstopped(t) for t in ("Meet.", "Meet?", "Meet...", "Meet")] == ["Meet", "Meet?", "Meet...", "Meet"]


@given(text=st.lists(st.text(max_size=12), max_size=12).map(" ".join), most=st.integers(1, 60))
@example(text="People meet now", most=9)
@example(text="ab cd", most=3)
@example(text="word, and", most=6)
@example(text="ខ្មែរ" * 64, most=70)
def test_a_shortened_text_fits_and_ends_at_a_word(text: str, most: int) -> None:
    whole = wording.one_line(text)
    short = words.shortened(text, most)
    assert len(short) <= most
    if len(whole) <= most:
        assert short == whole
        return
    assert short.endswith("…")
    kept = short.removesuffix("…")
    assert whole.startswith(kept)
    if " " in whole[:most]:  # else the first word alone is too long, and has to be cut
        after = whole[len(kept) :].lstrip(",;:.–-")
        assert kept == "" or after.startswith(" ") or whole[len(kept)] in " ,;:.–-"


def test_shortened_texts_read_well() -> None:
    assert words.shortened("People meet, cook, and eat", 19) == "People meet, cook…"
    assert words.shortened("People  meet\nand cook", 40) == "People meet and cook"
    assert words.shortened("People meet now", 10) == "People…"
    assert words.shortened("Up by 5\u202f%", 8) == "Up by…"
    assert words.shortened("People meet", 11) == "People meet"
    assert words.shortened("People meet now", 12) == "People meet…"  # the cut falls right after a word


FRAMEWORK = """\
programme: {id: garden, title: A garden}
elements:
  - {id: S1, statement: People meet., leads_to: [S2]}
  - {id: S2, statement: People talk}
hypotheses:
  - {id: H1, if: [{ref: S1}, it is warm, they have time], then: [{ref: S2}, people stay.]}
  - {id: H2, order: then-if, if: [{ref: S1}], then: [{ref: S2}]}
  - {id: H3, statement: "Whole, as written", if: [{ref: S1}], then: [{ref: S2}]}
  - {id: H4, if: [people stop waiting...], then: ["they ask why?"]}
"""


@pytest.fixture
def portfolio(tmp_path: Path) -> Portfolio:
    return read_site(tmp_path, {"garden.yml": FRAMEWORK}).portfolio


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (0, "If People meet, it is warm and they have time, then People talk and people stay."),
        (1, "People talk if People meet."),
        (2, "Whole, as written"),
        (3, "If people stop waiting..., then they ask why?"),
    ],
)
def test_a_hypothesis_is_a_sentence_in_the_order_of_the_source(
    portfolio: Portfolio, number: int, sentence: str
) -> None:
    (framework,) = portfolio.frameworks
    assert words.hypothesis_sentence(framework.hypotheses[number], portfolio, framework) == sentence


@pytest.mark.parametrize("parts", [{"if": ["people meet"]}, {"then": ["people meet."]}])
def test_half_a_hypothesis_is_still_a_sentence(portfolio: Portfolio, parts: dict[str, Any]) -> None:
    (framework,) = portfolio.frameworks
    hypothesis = type(framework.hypotheses[0]).model_validate({"id": "H9", **parts})
    assert words.hypothesis_sentence(hypothesis, portfolio, framework) == "people meet."
