"""References of hand-written pages to parts of frameworks: `[text](outcome:new-models/S1)`, and `about:`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from outcome_frameworks.model import EarlierNames, Portfolio, Target, identified_entries
from outcome_frameworks.model.texts import cut, link_marks
from outcome_frameworks.problems import Problem
from outcome_frameworks.problems.wording import show
from outcome_frameworks.reading.hand_written.front_matter import problem_at, show_value
from outcome_frameworks.reading.hand_written.markdown_page import MarkdownPage
from outcome_frameworks.reading.yaml.placed import PlacedText

RULE = "unknown-reference-in-page"
DRAFT = "refers-to-draft"
NOT_PUBLISHED = "which is not published yet; the site leaves this out until it is"

Resolve = Callable[[str], tuple[str, str] | None]
"""Gives the address and the label of a reference, or None where it means nothing."""

_ATTRIBUTE = re.compile(
    r"""\s+href\s*=\s*(?:"\s*outcome:([^"]*)"|'\s*outcome:([^']*)'|outcome:([^\s>"']*))""", re.IGNORECASE
)
"""The attribute of a link in HTML with the blanks before it: ` href="outcome:garden/S1"`."""

_MARK = re.compile(r"(?![,-])(?!(?<=[A-Za-z0-9])[.:;?!](?: |$))[!-/:-@\[-`{-~]|(?<![A-Za-z0-9])-|-(?![A-Za-z0-9])")
"""What may mean something in Markdown, such as the `*`, `(` and last `-` of `*a* (b)-`.

That differs from one Markdown to the next, so every mark of ASCII counts, but for those that a text is full of where
they mean nothing: commas, hyphens within words, and what ends a word."""

_BLANKS = re.compile("[\t\n\v\f\r \x85\u2028\u2029]+")
"""White space and line ends, as in "a\n b"; no-break spaces stay."""


def replace_references(page: MarkdownPage, resolve: Resolve) -> str:
    """Return a page with each reference replaced by the address that `resolve` gives; empty links take the label.

    A reference that means nothing stays as it is.
    """
    markdown = page.text
    for reference in reversed(page.references):
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


def without_drafts(page: MarkdownPage, portfolio: Portfolio) -> MarkdownPage:
    """Return a page in which the words stay of links to what a portfolio withholds, and the links do not."""

    def is_gone(reference: str) -> bool:
        return portfolio.withholds(reference.strip())

    if not portfolio.withheld or not page.has_references:
        return page
    text = page.blanked
    attributes = (found.span() for found in _ATTRIBUTE.finditer(text) if is_gone(found[found.lastindex or 1]))
    return MarkdownPage(cut(page.text, [*link_marks(text, is_gone), *attributes]), page.file)


def without_draft_fields(page: MarkdownPage, portfolio: Portfolio) -> MarkdownPage:
    """Return a page with nothing in the place of what its `about:` names and a portfolio withholds."""
    if not portfolio.withheld:
        return page
    lines = page.text.split("\n")
    for value in reversed(page.front_matter.listed("about")):
        if isinstance(value, PlacedText) and portfolio.withholds(value):
            line, column = value.place.line, value.place.column - 1
            lines[line] = lines[line][:column] + lines[line][column:].replace(value, "null", 1)
    return MarkdownPage("\n".join(lines), page.file)


def escape_markdown(text: str) -> str:
    """Return a text on one line that any Markdown shows as it is, and that no template engine runs.

    Character references are text in every Markdown; backslashes before marks are not.
    """
    return _MARK.sub(lambda found: f"&#{ord(found[0])};", _BLANKS.sub(" ", text).strip(" "))


def check_references(page: MarkdownPage, portfolio: Portfolio) -> Iterator[Problem]:
    """Yield the links of a page that mean nothing, or a draft, as problems."""
    for reference in page.references:
        if fault := find_fault(reference.target, portfolio):
            rule, said = fault
            message = f'the page refers to "outcome:{show(reference.target)}", {said}'
            yield Problem(page.file, reference.place, rule, message)


def check_about(page: MarkdownPage, portfolio: Portfolio) -> Iterator[Problem]:
    """Yield what is wrong with the `about:` of a page, which holds one or several references, as problems."""
    for value in page.front_matter.listed("about"):
        is_text = isinstance(value, PlacedText)
        if fault := find_fault(value, portfolio) if is_text else (RULE, "which is no reference"):
            rule, said = fault
            message = f'about: in the front matter names "{show_value(value)}", {said}'
            yield problem_at(page.file, value, rule, message)


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
