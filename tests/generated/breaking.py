"""Break the text of a framework file as slips of the hand, other programs and vandals do."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

_CHARACTERS = "\t :#-?|>'\"[]{},&*!%@`~\\\r\n\0\x1b\x85\ufeff\u200b\u202e\u2028é福\U0001f600"
_SNIPPETS = (
    *(
        "- ",
        ": ",
        " #",
        "---\n",
        "...",
        "&a ",
        "*a",
        "!!python/object:os.system ",
        "<<: *a",
        "? ",
        "|\n",
        ">-\n",
        "''",
        '"',
        "{",
        "]",
    ),
    *(
        "null",
        "[]",
        "{}",
        "id: S1",
        "leads_to: [X9]",
        "leads_to: [S1 > S2]",
        "elements: [",
        "programme:",
        "levels: text",
        "statement:",
    ),
    *(
        "statement: # of visitors",
        "title: % of people",
        "stated_count: many",
        "critical: perhaps",
        "unknown: field",
        "status: actve",
    ),
    *(
        "[" * 40,
        "about: [programme/S1]",
        "aliases: [S1]",
        "url: javascript:x",
        "to: programme",
        "on: S1",
        "date: 2021-13",
    ),
)

Break = Callable[[str, Random], str]


def _lines(change: Callable[[list[str], int, Random], None]) -> Break:
    def on_text(text: str, random: Random) -> str:
        lines = text.split("\n")
        change(lines, random.randrange(len(lines)), random)
        return "\n".join(lines)

    return on_text


def _delete(lines: list[str], at: int, random: Random) -> None:
    del lines[at : at + random.choice((1, 1, 3))]


def _repeat(lines: list[str], at: int, random: Random) -> None:
    lines[at:at] = lines[at : at + random.choice((1, 1, 4))]


def _move(lines: list[str], at: int, random: Random) -> None:
    lines.insert(random.randrange(len(lines)), lines.pop(at))


def _indent(lines: list[str], at: int, random: Random) -> None:
    for number in range(at, min(at + random.choice((1, 1, 3)), len(lines))):
        lines[number] = random.choice(("", " ", "   ", "\t", "    - ")) + lines[number].lstrip(
            random.choice((" ", "", " -"))
        )


def _join(lines: list[str], at: int, random: Random) -> None:
    lines[at : at + 2] = [random.choice((" ", "")).join(lines[at : at + 2])]


def _exchange_value(lines: list[str], at: int, random: Random) -> None:
    name, colon, _ = lines[at].partition(":")
    other = random.choice(lines).partition(":")[2].strip()
    lines[at] = f"{name}{colon} {random.choice((*_SNIPPETS, other, other))}"


def _add_line(lines: list[str], at: int, random: Random) -> None:
    margin = len(lines[at]) - len(lines[at].lstrip(" -"))
    lines.insert(at, " " * margin + random.choice(_SNIPPETS))


def _insert(text: str, random: Random) -> str:
    at = random.randint(0, len(text))
    return text[:at] + random.choice((random.choice(_CHARACTERS), random.choice(_SNIPPETS))) + text[at:]


def _cut_out(text: str, random: Random) -> str:
    at = random.randint(0, len(text))
    return text[:at] + text[at + random.choice((1, 1, 1, 20)) :]


def _cut_off(text: str, random: Random) -> str:
    return text[: random.randint(0, len(text))]


def _line_ends(text: str, random: Random) -> str:
    return text.replace("\n", random.choice(("\r\n", "\r", "\n\n", "\n\t")))


BREAKS: tuple[Break, ...] = (
    *map(_lines, (_delete, _repeat, _move, _indent, _indent, _join, _exchange_value, _exchange_value, _add_line)),
    *(_insert, _insert, _cut_out, _cut_off, _line_ends),
)


def break_text(text: str, random: Random, times: int) -> bytes:
    """Return a file with `times` faults; some are no longer UTF-8."""
    for _ in range(times):
        text = random.choice(BREAKS)(text, random)
    raw = text.encode("utf-8", "surrogatepass")
    if random.random() < 0.1:
        at = random.randint(0, len(raw))
        raw = raw[:at] + random.randbytes(random.randint(1, 4)) + raw[at:]
    if random.random() < 0.02:
        raw = text.encode(random.choice(("utf-16", "utf-16-le", "utf-8-sig")), "replace")
    return raw
