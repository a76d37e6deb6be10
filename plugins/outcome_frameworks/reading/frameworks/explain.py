"""Turn what the model finds wrong with a file into problems that name the item, the field and what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from outcome_frameworks.model import Entry
from outcome_frameworks.problems import MOST_LISTED, RULES, Place, Problem, cut_short
from outcome_frameworks.problems.wording import quote, show, suggest, write_out
from outcome_frameworks.reading.frameworks.subjects import Subject, entries_of, find_subject
from outcome_frameworks.reading.yaml.lookalikes import BULLETS, FOREIGN_BLANK, FOREIGN_COLON, name_lookalike
from outcome_frameworks.reading.yaml.placed import PlacedList, PlacedMapping

_REFERENCES = ("leads_to", "about", "assumptions", "evidence")
"""Lists of ids, of which none holds a space."""

_SENTENCE = re.compile(r"\w(?:[^,>\n]*[^,>\s])? [\w“\"(].*")  # `People meet`, but not `S1, S2` nor `S1 > M1`

_TEXTS = ("context", "if", "then")
"""Lists of sentences, which may hold commas; in others a comma stands between two entries."""

_LEAVE_OUT = ", or leave the field out"

_NEEDS_QUOTES = re.compile(r"""[]:\[{}#"']|^[-?%@`*&!|>,]""")  # a text that becomes the entry of a list: `Goal: x`

_LIST_MARK = re.compile(rf"[{BULLETS}]\s*([^\s\d].*)", re.DOTALL)  # `• People meet`, but not `– 5 %`

_CLINGING_DASH = re.compile(r"-([^\s-])")  # `-People meet`

_UNSPACED_FIELD = re.compile(r"([a-z_]+:)([^\s:/]\S{0,40})")  # `id:S1`

_FOREIGN_COLON_FIELD = re.compile(rf"([A-Za-z_][\w-]*)({FOREIGN_COLON.pattern})")

_FOREIGN_DASH = re.compile(rf"-({FOREIGN_BLANK.pattern})")

_FOREIGN_FIELD = re.compile(rf"[A-Za-z_][\w-]*:({FOREIGN_BLANK.pattern})")


def explain(
    error: ValidationError,
    model: type[Entry],
    data: Any,
    file: str,
    complete: bool = True,
    free_ids: Mapping[Place, str] = MappingProxyType({}),
) -> list[Problem]:
    """Return one problem for each thing the model refused, but for values whose line has been reported already.

    `free_ids` are what entries without an id may be called, by their places. `complete` is false where lines had to be
    left out of the file: what seems to be missing may stand there. Of very many, the last are only counted.
    """
    refused = []
    for item in error.errors(include_url=False):
        subject = find_subject(data, item["loc"])
        if not getattr(subject.value, "repaired", False) and (item["type"] != "missing" or complete):
            refused.append((item, subject))
    refused.sort(key=lambda pair: pair[1].place)
    told = [(subject.place, *_describe(item, subject, model, free_ids)) for item, subject in refused[:MOST_LISTED]]
    problems = [Problem(file, place, rule, message) for place, rule, message in told]
    for item, subject in refused[MOST_LISTED : MOST_LISTED + 1]:
        rule = _describe(item, subject, model, free_ids)[0]
        problems.append(cut_short(file, subject.place, rule, len(refused) - MOST_LISTED))
    return problems


def _describe(item: Any, subject: Subject, model: type[Entry], free_ids: Mapping[Place, str]) -> tuple[str, str]:
    kind, value, context, loc = item["type"], item["input"], item.get("ctx", {}), item["loc"]
    if kind == "missing":
        value = free_ids.get(subject.place, "…") if loc[-1] == "id" else "…"
        return "missing-field", f'{subject} is missing; add "{loc[-1]}: {value}"'
    is_empty = isinstance(value, str) and not value.strip()
    if is_empty and (kind not in RULES or kind == "wrong-value" or (kind == "empty-text" and isinstance(loc[-1], int))):
        what = "its fields" if kind == "model_type" and isinstance(loc[-1], str) else "something"
        return "empty-text", f"{subject} holds nothing; write {what}{_other_way(model, loc)}"
    if kind in RULES:
        message = item["msg"]
        if message.endswith(_LEAVE_OUT):
            message = message.removesuffix(_LEAVE_OUT) + _other_way(model, loc)
        if message.endswith("id is expected"):
            message += _advise_id(value)
        return kind, _join(subject, message.replace("the id ", "the earlier id ", "aliases" in loc), value)
    if kind == "literal_error":
        return "wrong-value", f"{subject} is {_show_value(value)}{_choices(str(value), context['expected'])}"
    if kind.endswith("too_long"):
        return "too-long", f"{subject} has {len(value)} characters; the most it may have is {context['max_length']}"
    if kind.startswith(("int", "greater")):
        return "wrong-value", f"{subject} is {_show_value(value)}; write a whole number such as 7"
    if kind.startswith("bool"):
        return "wrong-value", f"{subject} is {_show_value(value)}; write true or false"
    return "wrong-type", f"{subject} is {_shape(value)} where {_expected(kind, value, item['loc'][-1])}"


def _other_way(model: type[Entry], loc: Sequence[str | int]) -> str:
    """Return what else than filling it in can be done where nothing stands; nothing where it is required."""
    if isinstance(loc[-1], int):
        return ", or take the entry out"
    holder: type[Entry] | None = model
    for name in (step for step in loc[:-1] if isinstance(step, str)):
        holder = entries_of(holder).get(name, (None, False))[0] if holder is not None else None
    names = holder.field_names() if holder is not None else {}
    is_required = holder is not None and loc[-1] in names and holder.model_fields[names[loc[-1]]].is_required()
    return "" if is_required else _LEAVE_OUT


def _advise_id(value: Any) -> str:
    """Return the id or name out of `[{id: x}]`, `[{name: x}]` or `[[x]]`, as it is to be written."""
    named = next((value[name] for name in ("id", "title", "name") if name in value), None)
    inner = named if isinstance(value, dict) else value[0] if len(value) == 1 else None
    return f"; write {write_out(inner)}" if isinstance(inner, str) and inner else ""


def _expected(kind: str, value: Any, name: str | int) -> str:
    """Return what is expected where a value of another shape stands, and how to write it."""
    if kind.startswith(("tuple", "list")):
        fix = 'start each entry with "- "'
        if isinstance(value, dict) and (found := _FOREIGN_DASH.match(next(iter(value), ""))):
            fix = f"after the dash stands {name_lookalike(found[1])}: replace it with a space"
        if isinstance(value, str) and name in _REFERENCES and _SENTENCE.fullmatch(value):
            fix = "write the ids of what is meant in brackets, as in [S1, S2]"
        elif isinstance(value, str):
            fix = _write_as_list(value, getattr(value, "plain", True), name in _TEXTS)
        return f"a list is expected; {fix}"
    expected = "a group of fields is expected, each a name, a colon and a value"
    if isinstance(value, str) and (found := _FOREIGN_FIELD.match(value)):
        expected += f"; after the colon stands {name_lookalike(found[1])}: replace it with a space"
    elif isinstance(value, str) and (found := _FOREIGN_COLON_FIELD.match(value)):
        expected += f'; after "{found[1]}" stands {name_lookalike(found[2])}: type : and a space instead'
    elif isinstance(value, str) and getattr(value, "plain", True):
        expected += _write_as_field(value)
    return expected


def _write_as_list(text: str, is_plain: bool, holds_sentences: bool) -> str:
    """Return how to write a text where a list is expected, so that it comes out as it was meant.

    `is_plain` tells that it has no quotes; `holds_sentences` that the list is one of sentences, in which a comma may
    stand, rather than of names, between which it stands.
    """
    dash = _CLINGING_DASH.match(text) if is_plain else None
    if is_plain and text[0] == "-" and (blank := FOREIGN_BLANK.match(text, 1)):
        return f"after the dash stands {name_lookalike(blank[0])}: replace it with a space"
    if dash and not (holds_sentences and dash[1].isdigit()):
        first = re.split(r"\s+-", text[1:])[0]
        return f'give each entry a line of its own, with a space after its dash: "- {write_out(first)}"'
    if is_plain and (bullet := _LIST_MARK.match(text)):
        first = re.split(rf"\s+{re.escape(text[0])}", bullet[1])[0]
        return f'give each entry a line of its own, with a hyphen and a space at its start: "- {write_out(first)}"'
    if (holds_sentences and "," in text) or _NEEDS_QUOTES.search(text):
        return f"write it in brackets and quotes: [{quote(text)}]"
    return f"write it in brackets: [{write_out(text)}]"


def _write_as_field(text: str) -> str:
    """Return what turns a text such as `id:S1 statement:one` into fields; nothing where it does not look like them."""
    found = _UNSPACED_FIELD.match(text)
    return f'; a space is missing after each colon: write "{found[1]} {found[2]}"' if found else ""


def _join(subject: Subject, message: str, value: Any) -> str:
    """Put subject and message together: the model's messages start with a verb, or are a sentence."""
    if isinstance(value, (PlacedList, PlacedMapping)) and message.endswith("in quotes"):
        written = value.written or _as_one_text(value)
        message += f": {quote(written)}" if written else ""
    if message.startswith("the id "):
        return f"{subject.entry}: {message}" if subject.entry and '"' not in message[:9] else message
    return f"{subject}: {message}" if message.startswith(("the ", '"')) else f"{subject} {message}"


def _as_one_text(value: PlacedList | PlacedMapping) -> str | None:
    """Return the text `Goal 1: grow food`, which YAML took for a field and its value."""
    if isinstance(value, PlacedMapping) and len(value) == 1:
        ((name, inner),) = value.items()
        return f"{name}: {inner}" if isinstance(inner, str) else None
    return None


def _shape(value: Any) -> str:
    if isinstance(value, str):
        return f'the text "{show(value)}"'
    return "a list" if isinstance(value, list) else "a group of fields"


def _show_value(value: Any) -> str:
    return f'"{show(value)}"' if isinstance(value, str) else _shape(value)


def _choices(value: str, expected: str) -> str:
    names = [name for name in expected.replace(" or ", ", ").replace("'", "").split(", ") if name]
    if value.strip() in names:
        return " with a space before or after it; take the space out"
    if name := suggest(value, names):
        return f'; did you mean "{name}"?'
    return f"; it is one of {', '.join(names)}"
