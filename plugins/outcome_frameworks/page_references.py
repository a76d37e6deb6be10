"""References from hand-written Markdown pages: `[text](outcome:new-models/S1)`, and `about:` in their front matter."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from outcome_frameworks.model import Portfolio
from outcome_frameworks.problems import NOWHERE, Place, Problem
from outcome_frameworks.wording import did_you_mean, show
from outcome_frameworks.yaml_source import YamlList, YamlText, read_yaml

RULE = "unknown-reference-in-page"

_FENCE = re.compile(r"^ {0,3}(?:> ?)*(`{3,}|~{3,})(.*)$")
_INLINE_CODE = re.compile(r"(?<![`\\])(`+)(?!`)(.*?)(?<!`)\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
"""The front matter of a page, with its YAML as the first group."""

_REFERENCE = re.compile(
    r"""\]\(\s*<?outcome:(?P<link>[^\s)>"']*)|\bhref\s*=\s*(?:"\s*outcome:(?P<double>[^"]*)"|'\s*outcome:(?P<single>[^']*)')"""
)


_MARKUP = re.compile(r"[]\\[*_`<>]")
_BLOCK = re.compile(r"^ {0,3}(?:[-*+]|\d+[.)]|!!!|\?\?\?\+?|===|\[\^[^\]]+\]:|:)(?=\s|$)")
"""What may be followed by an indented block that is no code: list items, admonitions, tabs, notes, definitions."""


class PageReference(NamedTuple):
    """A reference in a page: what stands after `outcome:`, where it starts, and how many characters precede it."""

    target: str
    place: Place
    start: int


def find_references(markdown: str) -> list[PageReference]:
    """Give the references of a page in order; those in code and in HTML comments are none."""
    starts = [0]
    starts += (found.end() for found in re.finditer("\n", markdown))
    text = _blank_code(markdown)
    references, line = [], 0
    for found in _REFERENCE.finditer(text):
        kind = found.lastgroup or "link"
        start = found.start(kind)
        while line + 1 < len(starts) and starts[line + 1] <= start:
            line += 1
        references.append(PageReference(found[kind].strip(), Place(line + 1, start - starts[line] + 1), start))
    return references


def replace_references(markdown: str, resolve: Callable[[str], tuple[str, str] | None]) -> str:
    """Give a page with each reference replaced by the address that `resolve` gives for it; empty links take the label.

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
            before = before[:-2] + _MARKUP.sub(r"\\\g<0>", label) + "]("
        markdown = before + address + after
    return markdown


def _blank_code(markdown: str) -> str:
    """Put blanks in the place of code and comments, so that everything else keeps its place."""
    text = _blank(FRONT_MATTER, markdown)
    lines, fence, opens_block, after_blank = [], "", False, True
    for line in text.split("\n"):
        found = _FENCE.match(line)
        is_indented = line.startswith(("    ", "\t"))
        if not fence and is_indented and after_blank and not opens_block:
            lines.append(" " * len(line))
            continue
        after_blank = not line.strip()
        if line.strip() and not is_indented:
            opens_block = bool(_BLOCK.match(line))
        if fence:
            closes = found and found[1].startswith(fence) and not found[2].strip()
            fence = "" if closes else fence
            lines.append(" " * len(line))
        elif found and not (found[1][0] == "`" and "`" in found[2]):
            fence = found[1]
            lines.append(" " * len(line))
        else:
            lines.append(line)
    return _blank(_COMMENT, _blank(_INLINE_CODE, "\n".join(lines)))


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def check_page(markdown: str, file: str, portfolio: Portfolio) -> list[Problem]:
    """Report the references of a page that mean nothing; `file` is the page's name in problems."""
    return [
        Problem(file, reference.place, RULE, f'the page refers to "outcome:{show(reference.target)}", {said}')
        for reference in find_references(markdown)
        if (said := _explain_unknown(reference.target, portfolio))
    ]


def check_about(values: object, file: str, text: str, portfolio: Portfolio) -> list[Problem]:
    """Report what is wrong with `about:` in a page's front matter.

    `values` is what the host read there: a text or a list of texts, each `programme` or `programme/id`. `text` is
    the page with its front matter, from which the places come.
    """
    places = _about_places(text)
    problems = []
    for value in values if isinstance(values, (list, tuple)) else [values]:
        place = places.get(str(value), NOWHERE)
        said = _explain_unknown(str(value), portfolio) if isinstance(value, (str, int)) else "which is no reference"
        if said:
            problems.append(Problem(file, place, RULE, f'about: in the front matter names "{show(value)}", {said}'))
    return problems


def _explain_unknown(target: str, portfolio: Portfolio) -> str:
    """Say why a reference means nothing, with a suggestion; nothing where it does mean something."""
    if portfolio.find(target) is not None:
        return ""
    programme, slash, _ = target.partition("/")
    framework = next((f for f in portfolio.frameworks if f.id == programme), None)
    if framework is not None:
        names = [name for name in portfolio.names() if name.startswith(f"{programme}/")]
        return f"which does not exist{did_you_mean(target, names)}"
    if not slash:  # an id without its programme
        full = [name for name in portfolio.names() if name.rpartition("/")[2].casefold() == target.casefold()]
        if full:
            return f'which does not name a programme; did you mean "{full[0]}"?'
    names = [f.id for f in portfolio.frameworks]
    return f'but there is no programme "{show(programme)}"{did_you_mean(programme, names)}'


def _about_places(text: str) -> dict[str, Place]:
    """Give the place of each value of `about:` in the front matter of a page."""
    found = FRONT_MATTER.match(text)
    data = read_yaml(found[1], "").data if found else None
    about = data.get("about") if data else None
    values = about if isinstance(about, YamlList) else [about]
    return {
        str(value): Place(value.place.line + 1, value.place.column) for value in values if isinstance(value, YamlText)
    }
