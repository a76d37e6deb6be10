"""Dates as people write them: each is told with the text to write in its place, which is taken."""

from __future__ import annotations

import re

import pytest

from outcome_frameworks.model.dates import explain_date, is_date


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("October 2020", ["2020-10"]),
        ("Oct 2020", ["2020-10"]),
        ("sept. 2020", ["2020-09"]),
        ("Febuary 2020", ["2020-02"]),
        ("2020 March", ["2020-03"]),
        ("2020/10", ["2020-10"]),
        ("2020-4", ["2020-04"]),
        ("2020–10", ["2020-10"]),
        ("10/2020", ["2020-10"]),
        ("1 April 2024", ["2024-04-01"]),
        ("Mon 1st of April, 2024", ["2024-04-01"]),
        ("April 2, 2024", ["2024-04-02"]),
        ("20.10.2020", ["2020-10-20"]),
        ("10/20/2020", ["2020-10-20"]),
        ("05/05/2024", ["2024-05-05"]),
        ("2024-4-1", ["2024-04-01"]),
        ("20240401", ["2024-04-01"]),
        ("2024-04-01T09:30:00Z", ["2024-04-01"]),
        ("01/04/2024", ["2024-04-01", "2024-01-04"]),
        ("2020/21", ["2020", "2021"]),
        ("2020-2022", ["2020", "2022"]),
        ("October 2020 to March 2021", ["2020-10", "2021-03"]),
        ("2020-10 – 2021-03-31", ["2020-10", "2021-03-31"]),
    ],
)
def test_a_date_is_told_with_the_text_to_write(written: str, wanted: list[str]) -> None:
    message = explain_date(written)
    assert re.findall('"([^"]*)"', message) == [written, *wanted]
    assert all(map(is_date, wanted))
    assert "2021-05-31" not in message.replace(written, ""), "no example where the text itself is known"


def test_day_and_month_are_both_told_the_british_way_first() -> None:
    assert explain_date("3.4.2021") == (
        '"3.4.2021" may be two dates; write "2021-04-03" for 3 April 2021, or "2021-03-04" for 4 March 2021'
    )


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("2021-02-31", ", since February 2021 has 28 days"),
        ("31 April 2024", ", since April 2024 has 30 days"),
        ("30/02/2024", ", since February 2024 has 29 days"),
        ("2021-13", ", since there is no month 13"),
        ("spring 2021", ""),
        ("01/04/24", ""),
        ("0000-01", ""),
        ("2021-00", ""),
        ("1 of 2 of 2021 of 3", ""),
        ("x" * 100, ""),
        ("", ""),
    ],
)
def test_what_is_no_date_is_told_why_and_which_forms_there_are(written: str, why: str) -> None:
    assert not is_date(written)
    assert explain_date(written).endswith(
        f'" is no date{why}; write a year, year-month or day: 2021, 2021-05, 2021-05-31'
    )


def test_what_has_no_date_yet_has_none() -> None:
    assert explain_date("Ongoing") == '"Ongoing" is no date; leave the field out until there is one'
