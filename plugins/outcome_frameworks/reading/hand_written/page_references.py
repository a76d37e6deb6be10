"""Links in hand-written pages to parts of frameworks: `[text](outcome:new-models/S1)`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from outcome_frameworks.model import EarlierNames, Portfolio, Target, identified_entries
from outcome_frameworks.model.texts import cut, link_marks
from outcome_frameworks.problems import Place, Problem
from outcome_frameworks.problems.wording import show
from outcome_frameworks.reading.hand_written.code import read_markdown

RULE = "unknown-reference-in-page"
DRAFT = "refers-to-draft"
NOT_PUBLISHED = "which is not published yet; the site leaves this out until it is"

_REFERENCE = re.compile(
    r"""\]\(\s*<?outcome:(?P<link>[^\s)>"']*)"""
    r"""|\bhref\s*=\s*(?:"\s*outcome:(?P<double>[^"]*)"|'\s*outcome:(?P<single>[^']*)'|outcome:(?P<bare>[^\s>"']*))""",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"""\s+href\s*=\s*(?:"\s*outcome:([^"]*)"|'\s*outcome:([^']*)'|outcome:([^\s>"']*))""", re.IGNORECASE
)
# What means something differs from one Markdown to the next, so every mark counts, but for those that a text is full of
# where they mean nothing: commas, hyphens within words, and what ends a word.
_MARK = re.compile(r"(?![,-])(?!(?<=[A-Za-z0-9])[.:;?!](?: |$))[!-/:-@\[-`{-~]|(?<![A-Za-z0-9])-|-(?![A-Za-z0-9])")
_BLANKS = re.compile("[\t\n\v\f\r \x85\u2028\u2029]+")  # no-break spaces stay


class PageReference(NamedTuple):
    """A reference in a page: what stands after `outcome:`, where it starts, and how many characters precede it."""

    target: str
    place: Place
    start: int


def find_references(markdown: str) -> list[PageReference]:
    """Return the references of a page in order; those in code and in HTML comments are none."""
    starts = [0]
    starts += (found.end() for found in re.finditer("\n", markdown))
    text = read_markdown(markdown).blanked
    references, line = [], 0
    for found in _REFERENCE.finditer(text):
        kind = found.lastgroup or "link"
        start = found.start(kind)
        while line + 1 < len(starts) and starts[line + 1] <= start:
            line += 1
        references.append(PageReference(found[kind].strip(), Place(line + 1, start - starts[line] + 1), start))
    return references


def replace_references(markdown: str, resolve: Callable[[str], tuple[str, str] | None]) -> str:
    """Return a page with each reference replaced by the address that `resolve` gives; empty links take the label.

    `resolve` answers with an address and a label, or None: such a reference stays as it is.
    """
    for reference in reversed(find_references(markdown)):
        found = resolve(reference.target)
        if found is None:
            continue
        address, label = found
        start = reference.start - len("outcome:")
        before, after = markdown[:start], markdown[reference.start + len(reference.target) :]
        if before.endswith("[]("):
            before = before[:-2] + escape_markdown(label) + "]("
        markdown = before + address + after
    return markdown


def without_drafts(markdown: str, portfolio: Portfolio) -> str:
    """Return a page in which the words stay of links to what a portfolio withholds, and the links do not."""

    def is_gone(reference: str) -> bool:
        return portfolio.withholds(reference.strip())

    if not portfolio.withheld or "outcome:" not in markdown.lower():
        return markdown
    text = read_markdown(markdown).blanked
    attributes = (found.span() for found in _ATTRIBUTE.finditer(text) if is_gone(found[found.lastindex or 1]))
    return cut(markdown, [*link_marks(text, is_gone), *attributes])


def escape_markdown(text: str) -> str:
    """Return a text on one line that any Markdown shows as it is, and that no template engine runs.

    Character references are text in every Markdown; backslashes before marks are not.
    """
    return _MARK.sub(lambda found: f"&#{ord(found[0])};", _BLANKS.sub(" ", text).strip(" "))


def check_links(markdown: str, file: str, portfolio: Portfolio) -> list[Problem]:
    """Report the links of a page that mean nothing, or a draft; `file` is the page's name in problems."""
    problems = []
    for reference in find_references(markdown):
        if fault := find_fault(reference.target, portfolio):
            rule, said = fault
            message = f'the page refers to "outcome:{show(reference.target)}", {said}'
            problems.append(Problem(file, reference.place, rule, message))
    return problems


def find_fault(target: str, portfolio: Portfolio) -> tuple[str, str] | None:
    """Return rule and message for a reference that means nothing, or what a portfolio withholds; else None."""
    if portfolio.withholds(target):
        return DRAFT, NOT_PUBLISHED
    said = explain_unknown(target, portfolio)
    return (RULE, said) if said else None


def explain_unknown(target: str, portfolio: Portfolio) -> str:
    """Return why a reference means nothing, with a suggestion; nothing where it does mean something."""
    if portfolio.find(target) is not None:
        return ""
    if now := EarlierNames(portfolio).find(target):
        return f'which is an earlier id; write "{now.key}"'
    if other := portfolio.find_unlinkable(target):
        instead = f'its programme, "{other.framework.id}"' if other.framework else "a programme or something in one"
        return f"which is {other.what}; name {instead}"
    programme, slash, _ = target.partition("/")
    framework = next((f for f in portfolio.frameworks if f.id == programme), None)
    if framework is not None:
        names = (Target(framework, entry).key for entry in identified_entries(framework))
        return f"which does not exist{portfolio.suggestions.did_you_mean(target, names)}"
    if not slash:  # an id without its programme
        full = [name for name in portfolio.names() if name.rpartition("/")[2].casefold() == target.casefold()]
        if full:
            return f'which does not name a programme; did you mean "{full[0]}"?'
    names = (f.id for f in portfolio.frameworks)
    meant = portfolio.suggestions.did_you_mean(programme, names)
    return f'but there is no programme "{show(programme)}"{meant}'
