"""The words that pages put around an author's texts: names of kinds and states, sentences, numbers."""

from __future__ import annotations

import datetime as dt
import re

from outcome_frameworks.model import Basis, Entry, Influence, Level, Programme, sentences
from outcome_frameworks.model.graph import Connection
from outcome_frameworks.outcome_map.ceiling import Side
from outcome_frameworks.problems import wording

KINDS = {
    "input": ("Input", "Inputs"),
    "activity": ("Activity", "Activities"),
    "output": ("Output", "Outputs"),
    "outcome": ("Outcome", "Outcomes"),
    "impact": ("Impact", "Impacts"),
    "principle": ("Principle", "Principles"),
    "context": ("Context", "Contexts"),
    "driver": ("Driver", "Drivers"),
    "change-idea": ("Change idea", "Change ideas"),
    "enabler": ("Enabler", "Enablers"),
    "barrier": ("Barrier", "Barriers"),
    "element": ("Element", "Elements"),
}
"""Singular and plural of what stands in a level; `element` where there is no level."""

PROGRAMME_KINDS = {
    "theory-of-change": "Theory of change",
    "logic-model": "Logic model",
    "outcome-chain": "Outcome chain",
    "driver-diagram": "Driver diagram",
    "logframe": "Logframe",
    "outcome-framework": "Outcome framework",
}

INFLUENCE_BADGES = {"direct": "Direct influence", "contribute": "Contributes", "none": "No influence"}

INFLUENCE_SENTENCES = {
    "direct": "The programme can influence this directly.",
    "contribute": "The programme contributes to this together with others.",
    "none": "The programme has no influence on this; it matters to it all the same.",
}
"""What each kind of influence means."""

CEILING_SENTENCES = {
    "below": "It stands below the accountability ceiling: the programme answers for it.",
    "above": "It stands above the accountability ceiling: the programme alone does not answer for it.",
}
"""What each side of the accountability ceiling means, where there is one."""

_BASIS_BADGES = {"stated": "Stated", "group-stated": "Stated for the group", "inferred": "Inferred"}
_SOURCED_BADGES = _BASIS_BADGES | {"stated": "Stated in the source"}
_BASIS_SENTENCES = {
    "group-stated": "It is stated for whole groups, not for single items.",
    "one-group": "It is stated for the group as a whole, not for each item in it.",
}
_SOURCED_SENTENCES = {
    "stated": "The source states this link.",
    "group-stated": "The source states this link for whole groups, not for single items.",
    "one-group": "The source states this link for the group as a whole, not for each item in it.",
    "inferred": "The source does not state this link; it was inferred.",
}

NECESSITY_SENTENCES = {
    "necessary": "It is necessary: without it the other does not come about.",
    "sufficient": "It is sufficient: it brings the other about by itself.",
    "helps": "It helps; other things play a part too.",
    "unknown": "How much it takes is not known.",
}

STATES = {
    "untested": "Untested",
    "supported": "Supported",
    "mixed": "Mixed evidence",
    "not-supported": "Not supported",
}
"""States of a hypothesis in words; those of anything else are words themselves."""

ORDINARY_STATES = ("active", "live")
"""States that go without a badge, since all is as it should be."""

OVER = {"closed": "Programme closed", "archived": "Programme archived"}
"""What stands beside everything in a programme that is over, by the programme's state."""

HOLDS = {"unknown": "Not known yet", "yes": "Holds", "partly": "Holds in part", "no": "Does not hold"}

SAYS = {"supports": "Supports it", "mixed": "Mixed", "challenges": "Challenges it"}

_SMALL_NUMBERS = "none one two three four five six seven eight nine ten eleven twelve".split()
# A year, month or day, with a time or without: `2021`, `2021-05`, `2021-05-31`, `2021-05-31T10:00`.
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01])(?:[T ].*)?)?)?")
_MONTHS = "January February March April May June July August September October November December".split()


count = wording.count
"""A number with its word: `1 link`, `7 links`."""

listed = sentences.listed
clause_text = sentences.clause_text
hypothesis_sentence = sentences.hypothesis_sentence
stop_after = sentences.stop_after
stopped = sentences.stopped
unstopped = sentences.unstopped


def basis_badge(basis: Basis | None, *, has_source: bool) -> str:
    """Return what a badge says of where a link or a mention comes from; "" where nothing is claimed."""
    return (_SOURCED_BADGES if has_source else _BASIS_BADGES).get(basis or "", "")


def link_sentences(connection: Connection) -> str:
    """Return what the badge of a link means, and how much the link takes; "" where nothing is said of either.

    Only where the framework names a source, they speak of one.
    """
    sentences_on_basis = _SOURCED_SENTENCES if connection.has_source else _BASIS_SENTENCES
    ends = (connection.source.entry, connection.target.entry)
    is_one_group = connection.basis == "group-stated" and sum(isinstance(end, Level) for end in ends) == 1
    said = (
        sentences_on_basis.get("one-group" if is_one_group else connection.basis or "", ""),
        NECESSITY_SENTENCES.get(connection.link.necessity or "", ""),
    )
    return " ".join(filter(None, said))


def influence_sentences(influence: Influence, side: Side | None) -> str:
    """Return what a programme can do about something, and on which side of the accountability ceiling it stands."""
    return " ".join([INFLUENCE_SENTENCES[influence], *([CEILING_SENTENCES[side]] if side else [])])


def spelled(number: int) -> str:
    """Return a number up to twelve in words, a larger one in figures."""
    return _SMALL_NUMBERS[number] if 0 <= number < len(_SMALL_NUMBERS) else f"{number:,}"


def sentence_case(word: str) -> str:
    """Return a slug such as `equality-impact-assessment` as words with a capital; other texts as they are."""
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", word):
        words = word.replace("-", " ")
        return words[0].upper() + words[1:]
    return word


def in_words(date: str) -> str:
    """Return a date as people write it: `2021` → 2021, `2021-05` → May 2021, `2021-05-31` → 31 May 2021.

    A time is left out. What is no such date, as may stand in a hand-written page, stays as it is.
    """
    found = _DATE.fullmatch(date)
    if not found:
        return date
    year, month, day = found.groups()
    parts = (day and str(int(day)), month and _MONTHS[int(month) - 1], year)
    return " ".join(filter(None, parts))


def here_and_changed(created: dt.date | None, changed: dt.date | None, changed_words: str) -> str:
    """Return two days of a page in words: `On this site since 3 March 2024 · wording last changed 5 May 2025`.

    Either may be unknown; the second is left out where it is the first.
    """
    first = f"On this site since {in_words(created.isoformat())}" if created else ""
    last = f"{changed_words} {in_words(changed.isoformat())}" if changed and changed != created else ""
    text = " · ".join(filter(None, (first, last)))
    return text[:1].upper() + text[1:]


def state_of(entry: Entry) -> tuple[str, str] | None:
    """Return the state that the author wrote of an entry, as the text and the kind of a badge; None for no such state.

    The ordinary states have no badge.
    """
    status = entry.written("status")
    if not status or status in ORDINARY_STATES:
        return None
    return STATES.get(status, status.capitalize()), status


def over(programme: Programme) -> str:
    """Return that a programme is over, in a sentence with its last day where that is known; "" where it is not over."""
    ended = ""
    if programme.end:
        ended = f"{'on' if programme.end.count('-') == 2 else 'in'} {in_words(programme.end)}"
    if programme.status == "closed":
        return f"This programme closed {ended}." if ended else "This programme is closed."
    if programme.status == "archived":
        return f"This programme is archived; it ended {ended}." if ended else "This programme is archived."
    return ""


def period(start: str | None, end: str | None) -> str:
    """Return a stretch of time in words; "" where neither end is known."""
    if start and end:
        return in_words(start) if start == end else f"{in_words(start)} – {in_words(end)}"
    if start:
        return f"from {in_words(start)}"
    return f"until {in_words(end)}" if end else ""


def shortened(text: str, most: int) -> str:
    """Return a text cut at a word to at most `most` characters, with … where something was cut."""
    text = wording.one_line(text)
    if len(text) <= most:
        return text
    words, space, _ = text[:most].rpartition(" ")
    return (words if space else text[: most - 1]).rstrip(" ,;:.–-") + "…"
