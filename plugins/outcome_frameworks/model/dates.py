"""Dates as authors write them: which are taken, and how the others are to be written."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

from outcome_frameworks.problems.wording import show, suggest

DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")
"""A year, a month or a day: 2021, 2021-05, 2021-05-31."""

_MONTHS = tuple("January February March April May June July August September October November December".split())
_WEEKDAYS = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
_FORMS = "write a year, year-month or day: 2021, 2021-05, 2021-05-31"
_WRITTEN = re.compile(r"(?:[^\W_]|[\s.,/–—-])+")  # `1st April, 2024`, `01/04/2024`
# A number or a word of a date: `1`, `st`, `April`, `2024` of `1st April 2024`.
_WORD = re.compile(r"[0-9]+|[^\W\d_]+")
_LONGEST = 60  # characters of what is read as a date
_SMALL_WORDS = frozenset("st nd rd th of the".split())
_BETWEEN = re.compile(r"\s+(?:to|until|till|[-–—])\s+|\s*[–—]\s*")  # `2020 to 2022`, `2020–2022`
_YEARS = re.compile(r"(?P<first>[0-9]{4})\s*[-/–—]\s*(?P<second>[0-9]{2}|[0-9]{4})")  # `2020/21`, `2020-2022`
# A day with a time: `2024-04-01T10:00`, `2024-04-01 9:30`.
_TIME = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{1,2}:.*")
_OPEN = frozenset("ongoing present current now today tbc tbd unknown none n/a - –".split())


class _Reading(NamedTuple):
    """What a date may mean: a year, perhaps a month of it, perhaps a day of that."""

    year: int
    month: int = 0
    day: int = 0

    def fault(self) -> str:
        """Return why there is no such date, as a clause; "" where there is one."""
        if self.month > 12:
            return f"there is no month {self.month}"
        days = calendar.monthrange(self.year, self.month or 1)[1]
        return f"{_MONTHS[self.month - 1]} {self.year} has {days} days" if self.day > days else ""

    def __str__(self) -> str:
        return f"{self.year:04}" + "".join(f"-{part:02}" for part in self[1:] if part)

    def in_words(self) -> str:
        """Return the day as people say it: `1 April 2024`."""
        return f"{self.day} {_MONTHS[self.month - 1]} {self.year}"


def is_date(text: str) -> bool:
    """Return whether a text is a date as files hold them, and one that the calendar has."""
    if not DATE.fullmatch(text):
        return False
    try:
        dt.date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True


def explain_date(text: str) -> str:
    """Return what is wrong with a text that is no date, and how to write what it seems to mean."""
    shown = f'"{show(text)}"'
    if len(text) > _LONGEST:
        return f"{shown} is no date; {_FORMS}"
    if text.casefold() in _OPEN:
        return f"{shown} is no date; leave the field out until there is one"
    if ends := _two_dates(text):
        return f'{shown} names two dates; write one: "{ends[0]}" or "{ends[1]}"'
    readings = _readings(text)
    meant = [reading for reading in readings if not reading.fault()]
    if len(meant) > 1:
        choices = ", or ".join(f'"{reading}" for {reading.in_words()}' for reading in meant)
        return f"{shown} may be two dates; write {choices}"
    if meant:
        return f'{shown} is no date; write "{meant[0]}"'
    fault = f", since {readings[0].fault()}" if readings else ""
    return f"{shown} is no date{fault}; {_FORMS}"


def _two_dates(text: str) -> tuple[str, str] | None:
    """Return both ends of `October 2020 to March 2021` and of `2020/21`; None for what is no stretch of time."""
    if years := _YEARS.fullmatch(text):
        first, second = years["first"], years["second"]
        if len(second) == 4 or 12 < int(second) == int(first) % 100 + 1:
            return first, first[: 4 - len(second)] + second
    ends = [_one_date(end) for end in _BETWEEN.split(text)]
    return (ends[0], ends[1]) if len(ends) == 2 and all(ends) else None


def _one_date(text: str) -> str:
    """Return a date as files hold it, out of one written otherwise; "" where it may mean several, or none."""
    if is_date(text):
        return text
    meant = [reading for reading in _readings(text) if not reading.fault()]
    return str(meant[0]) if len(meant) == 1 else ""


def _readings(text: str) -> list[_Reading]:
    """Return what a date may mean, the British way first; none where it is written as no date is."""
    found = _TIME.fullmatch(text)
    words = _WORD.findall((found["day"] if found else text).casefold()) if _WRITTEN.fullmatch(text) or found else []
    months = [_month_of(word) for word in words if not word.isdigit() and not _is_passed_over(word)]
    numbers = [word for word in words if word.isdigit()]
    if len(numbers) == 1 and len(numbers[0]) == 8 and not months:
        numbers = [numbers[0][:4], numbers[0][4:6], numbers[0][6:]]
    years = [int(number) for number in numbers if len(number) == 4]
    others = [int(number) for number in numbers if len(number) <= 2]
    is_known = len(years) == 1 and len(others) == len(numbers) - 1 and len(months) + len(others) <= 2
    if not is_known or len(months) > 1 or 0 in (*years, *months, *others):
        return []
    if months or len(others) < 2 or len(numbers[0]) == 4:
        return [_Reading(years[0], *months, *others)]
    first, second = others
    return [_Reading(years[0], *rest) for rest in dict.fromkeys([(second, first), (first, second)])]


def _is_passed_over(word: str) -> bool:
    is_weekday = len(word) >= 3 and any(day.startswith(word) for day in _WEEKDAYS)
    return is_weekday or word in _SMALL_WORDS


def _month_of(word: str) -> int:
    """Return the number of a month by its name, cut short or with a slip; 0 where it is none."""
    whole = [name for name in _MONTHS if len(word) >= 3 and name.casefold().startswith(word)]
    name = whole[0] if whole else suggest(word, _MONTHS, 0.75)
    return _MONTHS.index(name) + 1 if name else 0
