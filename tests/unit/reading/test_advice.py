"""What a message says to write is taken: each exact text that is advised is put in its place and checked again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from cases.own import own_cases

from outcome_frameworks.problems import Problem, Severity, sort_problems
from outcome_frameworks.reading.checks import check_portfolio
from outcome_frameworks.reading.frameworks.load import load_portfolio

BROKEN = Path(__file__).parents[2] / "broken"
COUNCIL = "organisations: [{id: council, title: The council}]\n"

_START = "programme:\n  id: p\n  title: T\n"
_LEVELS = """\
levels:
  - id: short
    title: Short-term outcomes
    leads_to: [long]
    elements:
      - id: S1
        statement: People eat together
        leads_to: [L1]
%s
  - id: long
    title: Long-term outcomes
    elements:
      - {id: L1, statement: People are well}
"""
SLIPS = [
    *(
        _LEVELS % f"      - {entry}"
        for entry in (
            "People are less lonely",
            "• M1 People meet more often",
            "* People meet",
            "1. People meet: often",
            "M4: People meet",
            "Goal 1: grow: food",
            "% of people",
            "@home people",
            "- a - b",
            "null",
            "S1 People",
            "CON1 People",
            'Say "hi" to all',
            "'Say' it's so",
            "# of people",
            "[People] meet",
            "People # meet",
            "{id: S2, description: 'It: is'}",
            "{id: S2, statement: {en: 'Eat: all', gd: ithe}}",
            "{id: S2, statement: x, indicator: 'Meals: a week'}",
            "{id: S2, statement: x, leads_to: [People are well]}",
            "{id: S2, statement: x, leads_to: [Long-term outcomes]}",
            "{id: S2, statement: x, leads_to: [{to: L1, label: 'x: y', assumptions: ['Staff: stay']}]}",
            "{id: S2, statement: x, leads_to: [{to: L1, evidence: [A study]}]}",
            "{id: S2, statement: x, evidence: https://example.org/a.pdf}",
            "{id: S2, statement: x, evidence: [E1]}",
            "{id: S2, statement: x, evidence: 'A: study'}",
            "{id: S2, statement: x, leads_to: L1}",
            "{id: S2, statement: x, leads_to: 'S1, L1'}",
            "{id: S2, statement: x, leads_to: ['L1: People are well']}",
            "{id: S2, statement\u00a0: x}",
        )
    ),
    *(
        f"  start: {date}\n"
        for date in (
            "October 2020",
            "01/04/2024",
            "2020/10",
            "2020-4",
            "20.10.2020",
            "2020/21",
            "Sept 2020 to May 2021",
        )
    ),
    *(
        f"  funded_by: {written}\n"
        for written in ("National Lottery", "'It: is'", "[Council]", "[{title: Us}]", "[[Us]]", "A, B", "- Us\n")
    ),
    "elements: [People meet]\n",
    "elements: [{statement: x}, {id: E1, statement: y}, {statement: z}]\n",
    "elements:\n  - statement: x\n  - label: y\n    statement: x\n",
    "elements: People meet\n",
    "elements: {S1: People meet}\n",
    "levels: [L1 Long term]\n",
    "elements: [{id: S1, statement: {English: 'x: y', Gaelic: z}}]\n",
    "hypotheses: [{id: H1, statement: x, assumptions: [A7 They come]}]\n",
    "elements:\n  • People meet\n  • People talk\n",
    "levels: [Short-term, {id: long, name: Long}]\n",
    "outcomes: [{id: l, title: L, outcomes: [{id: S1, text: x}]}]\n",
    "hypotheses: [If x then y, {id: H1, text: x, about: [It is]}]\nelements: [{id: S1, statement: it is}]\n",
    "assumptions:\n  - Staff can be retained\n  - A2 Staff stay\n",
    "  phases: [Pilot]\n  documents: [The plan]\n  website: https://example.org/\n",
    "  summary: [People, others]\n  aim: '[x](www.example.org)'\n  population: # of us\n",
    "  source: {name: Report, link: www.example.org}\n",
    "hypotheses: [{id: H1, statement: x, about: [S1 -> L1]}]\n" + _LEVELS % "",
    "hypotheses: [{id: H1, if: [S1], then: [x]}]\n" + _LEVELS % "",
]
"""Frameworks after their programme, each with a slip or a few."""


Advice = Callable[[re.Match[str], str, Problem], str]


def _split(text: str, problem: Problem) -> tuple[str, str]:
    """Cut a text where a problem stands."""
    lines = text.split("\n")
    at = sum(len(line) + 1 for line in lines[: problem.place.line - 1]) + problem.place.column - 1
    return text[:at], text[at:]


def _value_end(before: str, after: str) -> int:
    """Return where a value ends: at its closing quote, in brackets at the next mark, else at the end of the line."""
    if quoted := re.match(r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*')(?=\s*(?:[,\]}#\n]|$))""", after):
        return quoted.end()
    line = before.rpartition("\n")[2]
    if nested := re.match(r"(?:\{[^{}\n]*\}|\[[^\[\]\n]*\])(?=\s*(?:[,\]}\n]|$))", after):
        return nested.end()
    if any(line.count(first) > line.count(last) for first, last in ("[]", "{}")):
        found = re.search(r"[,\]}\n]", after)
    else:  # with the lines that go on with it
        field = re.match(r" *(?:- (?=.*:))?", line)
        margin = field.end() if field else 0
        found = re.search(rf"\n(?! {{{margin + 1}}} *[^ \n])|(?<=\w) #[^\n]*(?=\n {{0,{margin}}}[^ ])|\Z", after)
    return found.start() if found else len(after)


def _put_value(found: re.Match[str], text: str, problem: Problem) -> str:
    before, after = _split(text, problem)
    blank = " " if before.endswith(":") else ""
    return before + blank + found[1] + after[_value_end(before, after) :]


def _put_for(found: re.Match[str], text: str, problem: Problem) -> str:
    """Put one text in the place of another, which the message names; nothing is done where that does not stand here."""
    _, after = _split(text, problem)
    offending = re.search('"([^"]+)"', problem.message)
    is_here = offending and after.lstrip("\"'").startswith(offending[1])
    return _put_value(found, text, problem) if is_here else text


def _add_field(found: re.Match[str], text: str, problem: Problem) -> str:
    """Begin an entry with a field that it lacks."""
    before, after = _split(text, problem)
    if after.startswith("{"):
        return f"{before}{{{found[1]}, {after[1:]}"
    indent = " " * (len(before) - before.rfind("\n") - 1)
    return f"{before}{found[1]}\n{indent}{after}"


def _rename(found: re.Match[str], text: str, problem: Problem) -> str:
    before, after = _split(text, problem)
    return before + found[1] + after[re.search(r" *:(?=\s|$)", after).start() :]  # type: ignore[union-attr]


def _put_lines(found: re.Match[str], text: str, problem: Problem) -> str:
    before, after = _split(text, problem)
    start, line = before[: before.rfind("\n") + 1], before[before.rfind("\n") + 1 :]
    if line.strip() != "-":  # the text stands after its field's name, or below it
        start, _, name = before.rpartition(":")
        start += ":\n"
        line = " " * (len(name.rpartition("\n")[2]) + 8)
        after = after[re.search(r"\n(?! *[•])|$", after).start() :]  # type: ignore[union-attr]
    else:
        after = after[_value_end(before, after) :]
    indent = " " * (len(line) - len(line.lstrip()))
    return f"{start}{indent}{found[1]}\n{indent}{found[2]}{after}"


def _put_field(found: re.Match[str], text: str, problem: Problem) -> str:
    """Put a field in the place of one that is there."""
    before, after = _split(text, problem)
    name = re.match(r"[^:]*:\s*", after)
    assert name
    end = name.end() + _value_end(before + name[0], after[name.end() :])
    in_braces = before.rpartition("\n")[2].count("{") > before.rpartition("\n")[2].count("}")
    put = (
        re.sub(r": (.*)", lambda value: f': "{value[1]}"', found[1]) if in_braces and '"' not in found[1] else found[1]
    )
    return before + put + after[end:]


def _add_entry(found: re.Match[str], text: str, problem: Problem) -> str:
    """Name an id, and add its entry to a list at the top of the file."""
    before, after = _split(text, problem)
    text = before + found["id"] + after[_value_end(before, after) :]
    return f"{text}\n{found['list']}:\n  {found['entry']}\n"


def _move_evidence(found: re.Match[str], text: str, problem: Problem) -> str:
    before, after = _split(text, problem)
    end = after.index("}") if "]" not in after.partition("}")[0] else after.index("]") + 1
    return f"{before.rstrip(' ,')}{after[end:]}\nevidence:\n  {found[1]}\n"


_QUOTED = r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')"""

ADVICE: tuple[tuple[str, Advice], ...] = (
    (r'no field .*did you mean "([a-z_]+)"\?$', _rename),
    (r'write "([a-z_]+):" anew', _rename),
    (r'did you mean "([^"]+)"\?$', _put_for),
    (r'write two lines for it: "(- id: .+?)" and "(  (?:statement|title): .*?)"(?:, and so for each .*)?$', _put_lines),
    (r"write it in brackets(?: and quotes)?: (\[.*\])$", _put_value),
    (r"(?:write|in quotes:) (\[?\{(?:id|ref|title|statement): .*\}\]?)$", _put_value),
    (r"write (?P<id>\w+), and add under (?P<list>\w+): at the top of the file: (?P<entry>- \{.*\})$", _add_entry),
    (r"; list it under evidence: at the top of the file, as (- \{.*\})$", _move_evidence),
    (r"; say it in words, as in ((?:note|summary|because): .*)$", _put_field),
    (rf"(?:write it in quotes|put (?:all of it|the whole text) in quotes|write one of them): {_QUOTED}$", _put_value),
    (rf"is never closed; write {_QUOTED}$", _put_value),
    (r'is no date; write ("[0-9-]+")$', _put_value),
    (r'(?:may be two dates; write|names two dates; write one:) ("[0-9-]+")', _put_value),
    (r"^url of .*; write (?:%20 for it: )?(\S+)$", _put_value),
    (r"(?:id is expected|the (?:wording|title) of \w+|begins with the id \w+); write (\w[^ ;]*)$", _put_value),
    (r'^id of .* is missing; add "(id: [^"]+)"$', _add_field),
    (r'a link is written ("[^"]+")$', _put_value),
)
"""What messages advise word for word, and how it is followed; the first that fits."""


def problems_of(text: str) -> list[Problem]:
    with TemporaryDirectory() as folder:
        Path(folder, "p.yml").write_text(text, "utf-8")
        Path(folder, "organisations.yml").write_text(COUNCIL, "utf-8")
        loaded = load_portfolio(Path(folder), "")
    problems = sort_problems([*loaded.problems, *check_portfolio(loaded.portfolio, loaded.known_ids)])
    return [p for p in problems if p.file == "p.yml" and p.severity is not Severity.NOTE and p.rule != "file-name"]


def followed(text: str) -> Iterator[tuple[Problem, str]]:
    """Return each problem of a text with an exact advice, and the text with that followed."""
    for problem in problems_of(text):
        for pattern, follow in ADVICE:
            found = re.search(pattern, problem.message)
            if found and "…" not in found[0].replace('title: "…"', ""):
                yield problem, follow(found, text, problem)
                break


def texts() -> list[str]:
    """Return all broken frameworks that the tests know."""
    own = [content for case in own_cases(Path("outside")) for content in case.files.values() if not case.is_costly]
    raw = [*(path.read_bytes() for path in sorted(BROKEN.glob("*.yml"))), *own]
    decoded = [content.decode("utf-8", "replace").replace("\r\n", "\n") for content in raw if len(content) < 5_000]
    return [*decoded, *(_START + slip for slip in SLIPS)]


def _without_ids(problem: Problem) -> str:
    """Return what a message says but for the free id that it advises: that changes as ids are taken."""
    return re.sub(r'"(?:- )?id: [^"]*"', "", problem.message)


def test_no_advice_is_refused_by_the_next_run() -> None:
    refused, count = [], 0
    for text in texts():
        said = {_without_ids(problem) for problem in problems_of(text)}
        for problem, mended in followed(text):
            if mended == text or re.search(
                r"[：\t]|\w$", text.split("\n")[problem.place.line - 1][: problem.place.column - 1]
            ):
                continue  # it stands elsewhere in the entry, or two slips are one value
            count += 1
            after = problems_of(mended)
            again = [p for p in after if p.place.line == problem.place.line and _without_ids(p) not in said]
            if again or problem in after:
                refused.append("\n".join(map(str, [problem, *again, mended])))
    assert refused == [], "\n\n".join(refused)
    assert count > 100, "the advice is not looked for any more"
