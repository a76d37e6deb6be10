"""The words that pages put around an author's texts: names of kinds and states, sentences, numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from outcome_frameworks import wording
from outcome_frameworks.model import Clause, Element, Framework, Hypothesis, Portfolio

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
    "direct": "The programme can influence this directly. It stands below the accountability ceiling: "
    "the programme answers for it.",
    "contribute": "The programme contributes to this together with others. It stands above the accountability "
    "ceiling: the programme alone does not answer for it.",
    "none": "The programme has no influence on this; it matters to it all the same.",
}
"""What each kind of influence means. Accountability ceiling: the line in a theory of change between what a
programme is held to account for and what it contributes to (ActKnowledge and Aspen Institute, 2003)."""

BASIS_BADGES = {"stated": "Stated in the source", "group-stated": "Stated for the group", "inferred": "Inferred"}

BASIS_SENTENCES = {
    "stated": "The source states this link.",
    "group-stated": "The source states this link for whole groups, not for single items.",
    "inferred": "The source does not state this link; it was inferred.",
}

NECESSITY_SENTENCES = {
    "necessary": "It is necessary: without it the other does not come about.",
    "sufficient": "It is sufficient: it brings the other about by itself.",
    "helps": "It helps; other things play a part too.",
    "unknown": "How much it takes is not known.",
}

HYPOTHESIS_STATUSES = {
    "untested": "Untested",
    "supported": "Supported",
    "mixed": "Mixed evidence",
    "not-supported": "Not supported",
}

HOLDS = {"unknown": "Not known yet", "yes": "Holds", "partly": "Holds in part", "no": "Does not hold"}

SAYS = {"supports": "Supports it", "mixed": "Mixed", "challenges": "Challenges it"}

_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "۔", "।", "។")
_CLOSERS = "\"'”’»)]"

_SMALL_NUMBERS = "none one two three four five six seven eight nine ten eleven twelve".split()
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01])(?:[T ].*)?)?)?")
_MONTHS = "January February March April May June July August September October November December".split()


count = wording.count
"""A number with its word: `1 link`, `7 links`."""


def spelled(number: int) -> str:
    """Give a number up to twelve in words, a larger one in figures."""
    return _SMALL_NUMBERS[number] if 0 <= number < len(_SMALL_NUMBERS) else f"{number:,}"


def sentence_case(word: str) -> str:
    """Give a slug such as `equality-impact-assessment` as words with a capital; other texts as they are."""
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", word):
        words = word.replace("-", " ")
        return words[0].upper() + words[1:]
    return word


def in_words(date: str) -> str:
    """Give a date as people write it: `2021` → 2021, `2021-05` → May 2021, `2021-05-31` → 31 May 2021.

    A time is left out. What is no such date, as may stand in a hand-written page, stays as it is.
    """
    found = _DATE.fullmatch(date)
    if not found:
        return date
    year, month, day = found.groups()
    parts = (day and str(int(day)), month and _MONTHS[int(month) - 1], year)
    return " ".join(filter(None, parts))


def period(start: str | None, end: str | None) -> str:
    """Give a stretch of time in words; "" where neither end is known."""
    if start and end:
        return in_words(start) if start == end else f"{in_words(start)} – {in_words(end)}"
    if start:
        return f"from {in_words(start)}"
    return f"until {in_words(end)}" if end else ""


def listed(texts: Sequence[str]) -> str:
    """Give texts as a list in a sentence: `a`, `a and b`, `a, b and c`."""
    if len(texts) < 2:
        return "".join(texts)
    return ", ".join(texts[:-1]) + " and " + texts[-1]


def shortened(text: str, most: int) -> str:
    """Give a text cut at a word to at most `most` characters, with … where something was cut."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    words, space, _ = text[:most].rpartition(" ")
    return (words if space else text[: most - 1]).rstrip(" ,;:.–-") + "…"


def stop_after(text: str) -> str:
    """Give the full stop of a sentence that ends with `unstopped(text)`; "" where the text ends it by itself."""
    return "" if unstopped(text).rstrip(_CLOSERS).endswith(_SENTENCE_ENDS) else "."


def unstopped(text: str) -> str:
    """Give a text without the full stop at its end, to stand inside a sentence; an ellipsis stays."""
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text


def stopped(text: str) -> str:
    """Give a text that ends as a sentence does, with one mark."""
    return unstopped(text) + stop_after(text)


def clause_text(clause: Clause, portfolio: Portfolio, framework: Framework) -> str:
    """Give the words of a clause: its own, or those of the element that it refers to."""
    if clause.text:
        return clause.text
    target = portfolio.find(clause.ref, framework) if clause.ref else None
    return target.entry.statement if target and isinstance(target.entry, Element) else str(clause.ref or "")


def hypothesis_sentence(hypothesis: Hypothesis, portfolio: Portfolio, framework: Framework) -> str:
    """Give the author's whole sentence, or one built from the parts in the order of the source."""
    if hypothesis.statement:
        return hypothesis.statement
    conditions = listed([clause_text(c, portfolio, framework).rstrip(".") for c in hypothesis.if_])
    consequences = listed([clause_text(c, portfolio, framework).rstrip(".") for c in hypothesis.then])
    if not conditions or not consequences:
        return f"{conditions or consequences}."
    if hypothesis.order == "then-if":
        return f"{consequences} if {conditions}."
    return f"If {conditions}, then {consequences}."
