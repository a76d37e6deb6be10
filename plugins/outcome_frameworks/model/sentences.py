"""What an entry says in one sentence; that of a hypothesis is its author's, or made from its parts."""

from __future__ import annotations

from collections.abc import Sequence

from outcome_frameworks.model import Clause, Element, Framework, Hypothesis, Portfolio, Target

_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "۔", "।", "។")
_CLOSERS = "\"'”’»)]"


def listed(texts: Sequence[str]) -> str:
    """Return texts as a list in a sentence: `a`, `a and b`, `a, b and c`."""
    if len(texts) < 2:
        return "".join(texts)
    return ", ".join(texts[:-1]) + " and " + texts[-1]


def stop_after(text: str) -> str:
    """Return the full stop of a sentence that ends with `unstopped(text)`; "" where the text ends it by itself."""
    return "" if unstopped(text).rstrip(_CLOSERS).endswith(_SENTENCE_ENDS) else "."


def unstopped(text: str) -> str:
    """Return a text without the full stop at its end, to stand inside a sentence; an ellipsis stays."""
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text


def stopped(text: str) -> str:
    """Return a text that ends as a sentence does, with one mark."""
    return unstopped(text) + stop_after(text)


def clause_text(clause: Clause, portfolio: Portfolio, framework: Framework) -> str:
    """Return the words of a clause: its own, or those of the element that it refers to."""
    if clause.text:
        return clause.text
    target = portfolio.find(clause.ref, framework) if clause.ref else None
    return target.entry.statement if target and isinstance(target.entry, Element) else str(clause.ref or "")


def hypothesis_sentence(hypothesis: Hypothesis, portfolio: Portfolio, framework: Framework) -> str:
    """Return the author's whole sentence, or one built from the parts in the order of the source."""
    if hypothesis.statement:
        return hypothesis.statement
    conditions = listed([unstopped(clause_text(c, portfolio, framework)) for c in hypothesis.if_])
    consequences = listed([unstopped(clause_text(c, portfolio, framework)) for c in hypothesis.then])
    if not conditions or not consequences:
        return stopped(conditions or consequences)
    if hypothesis.order == "then-if":
        return stopped(f"{consequences} if {conditions}")
    return stopped(f"If {conditions}, then {consequences}")


def wording_of(target: Target, portfolio: Portfolio) -> str:
    """Return a target's statement or title; for a hypothesis without a statement, the sentence that its parts make."""
    entry = target.entry
    if entry is None:
        return target.framework.programme.title
    if isinstance(entry, Hypothesis):
        return hypothesis_sentence(entry, portfolio, target.framework)
    return entry.statement if hasattr(entry, "statement") else entry.title


def label_of(target: Target) -> str:
    """Return the words that stand for a target in an empty link: its short label, else its wording or title."""
    entry = target.entry
    if entry is None:
        return target.framework.programme.title
    for name in ("short", "statement", "title"):
        if text := getattr(entry, name, None):
            return str(text)
    return entry.id
