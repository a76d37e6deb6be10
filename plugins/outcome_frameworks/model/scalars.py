"""The single values of a framework file beside ids: texts, references, dates, addresses."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, PlainSerializer, PlainValidator, ValidationInfo, WithJsonSchema

from outcome_frameworks.model.characters import forbidden_in_text, nothing_to_read, refuse_stacks
from outcome_frameworks.model.dates import DATE, explain_date, is_date
from outcome_frameworks.model.ids import PROGRAMME_ID
from outcome_frameworks.model.refusal import RefusalError
from outcome_frameworks.model.web_addresses import broken_url, is_safe_url, spaced_url, unfinished_url
from outcome_frameworks.problems import NOWHERE, Place
from outcome_frameworks.problems.unseen import first_unseen
from outcome_frameworks.problems.wording import quote, show

MAX_TEXT = 100_000
"""Longest text of one field, in characters: a cap against files made to exhaust the build."""

MAX_MARKS = 2_000  # of links and emphasis in one text: each costs a search through the text after it

# What may begin a link or emphasis: `[`, `*`, `**`.
_MARKS = re.compile(r"\[|\*+")
# The code of a language: `en`, `gd`, `en-GB`, `zh_Hans`.
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")
_COMMON = frozenset("en gd cy ga sco fr de es pl".split())  # a code that alone says that a language is meant
_NAMED = frozenset(
    "english gaelic scots welsh irish cornish bsl french german spanish polish arabic urdu ukrainian romanian punjabi "
    "bengali cantonese mandarin chinese portuguese italian somali gàidhlig gaeilge cymraeg".split()
)


@dataclass(frozen=True)
class Reference:
    """A reference as written: `S1`, `new-models/S1`, a level's id, or a link `S1 > M1`."""

    text: str
    place: Place = NOWHERE

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class OrganisationReference(Reference):
    """An organisation as written: the id of one in organisations.yml, or its name."""

    @property
    def is_name(self) -> bool:
        """Whether it cannot be an id: it holds a blank, a capital or another mark than a hyphen."""
        return PROGRAMME_ID.fullmatch(self.text) is None


def _require_text(value: Any, info: ValidationInfo) -> str:
    """Take a scalar as the text that was written; report what YAML would lose."""
    text = _check_text(value)
    if getattr(value, "comment", None) is not None and info.context is not None:
        info.context.warn_of_comment(value)
    return text


def _check_text(value: Any) -> str:
    if isinstance(value, (dict, list)):
        if languages := _languages_of(value):
            message = f"is written in {languages}, and frameworks hold each text once for now; write one of them"
            raise RefusalError("wrong-type", f"{message}: {quote(next(filter(None, dict(value).values())))}")
        raise RefusalError("wrong-type", f"is {_shape(value)} where a text is expected; put the whole text in quotes")
    if value is None or (isinstance(value, str) and not value.strip()):
        lost = getattr(value, "comment", None)
        if lost is not None:
            raise RefusalError(
                "lost-text",
                f'the text "{show(lost)}" starts with # without quotes, so YAML takes it for a comment; '
                f"write it in quotes: {quote(lost)}",
            )
        raise RefusalError("empty-text", "holds no text; write one, or leave the field out")
    text = str(value)
    if len(text) > MAX_TEXT:
        raise RefusalError("too-long", f"has {len(text):,} characters, more than {MAX_TEXT:,}; shorten it or split it")
    _check_characters(text)
    if found := nothing_to_read(text):
        kind = "invisible character" if first_unseen(found) else "mark, without a letter to stand on,"
        raise RefusalError(
            "empty-text", f"holds only the {kind} U+{ord(found):04X}; write a text, or leave the field out"
        )
    return text.strip()


def _languages_of(value: Any) -> str:
    """Return the languages that a text stands in once for each, as they are written: `en and gd`; "" for anything else.

    Some may be empty for now.
    """
    if not isinstance(value, dict) or not any(value.values()) or not all(isinstance(v, str) for v in value.values()):
        return ""
    codes = list(value)
    named = [code for code in codes if code.casefold() in _COMMON | _NAMED]
    if not all(code in named or _LANGUAGE.fullmatch(code) for code in codes) or (len(codes) == 1 and not named):
        return ""
    return " and ".join(filter(None, (", ".join(codes[:-1]), codes[-1])))


def _shape(value: Any) -> str:
    return "a list" if isinstance(value, list) else "a group of fields"


def _check_characters(text: str) -> None:
    if found := forbidden_in_text(text):
        raise RefusalError(
            "control-character",
            f"holds the invisible character U+{ord(found):04X}; delete it and type the text around it again",
        )
    refuse_stacks(text)


def _require_prose(value: Any, info: ValidationInfo) -> str:
    text = _require_text(value, info)
    marks = len(_MARKS.findall(text))
    if marks > MAX_MARKS:
        message = f"holds {marks:,} of the marks [ and * that make links and emphasis, more than {MAX_MARKS:,}"
        raise RefusalError("too-much-markup", f"{message}; take some out")
    return text


def _to_reference(value: Any) -> Reference:
    if isinstance(value, Reference):
        return value
    if isinstance(value, (dict, list)):
        raise RefusalError("wrong-type", "is a list or a group of fields where one id is expected")
    text = unicodedata.normalize("NFC", "" if value is None else str(value)).strip()
    if not text:
        raise RefusalError("empty-text", "the reference is empty; name an id, or take the line out")
    return Reference(text, getattr(value, "place", NOWHERE))


def _to_organisation(value: Any, info: ValidationInfo) -> OrganisationReference:
    """Return an organisation by its id or its name; a name is held to what texts are held to."""
    written = _to_reference(value)
    organisation = OrganisationReference(written.text, written.place)
    if isinstance(value, Reference) or not organisation.is_name:
        return organisation
    return OrganisationReference(_require_text(value, info), written.place)


def _require_date(value: Any) -> str:
    if isinstance(value, (dict, list)):
        message = f"is {_shape(value)} where a date is expected; write one: 2021, 2021-05, 2021-05-31"
        raise RefusalError("wrong-type", message)
    text = "" if value is None else str(value).strip()
    if not is_date(text):
        raise RefusalError("wrong-value", explain_date(text))
    return text


def _require_url(value: Any) -> str:
    text = _check_text(value)  # a comment beside an address is no warning: an address has no spaces to lose words at
    if whole := unfinished_url(text):
        raise RefusalError("bad-url", f'"{show(text)}" is not the whole address; write {show(whole)}')
    if whole := spaced_url(text):
        message = f'"{show(text)}" holds a space, which ends an address; write %20 for it: {show(whole)}'
        raise RefusalError("bad-url", message)
    if broken := broken_url(text):
        raise RefusalError("bad-url", f'"{show(text)}" {broken}')
    if not is_safe_url(text):
        raise RefusalError(
            "bad-url",
            f'"{show(text)}" is no address that can be published; use http:, https:, mailto: or a relative path',
        )
    return text


Text = Annotated[str, BeforeValidator(_require_text, json_schema_input_type=str)]
"""Words shown exactly as written."""

Prose = Annotated[
    str, BeforeValidator(_require_prose), WithJsonSchema({"type": "string", "contentMediaType": "text/markdown"})
]
"""A longer text: blank lines part paragraphs, and Markdown may add emphasis and links."""

Ref = Annotated[
    Reference,
    PlainValidator(_to_reference),
    PlainSerializer(lambda reference: reference.text, return_type=str),
    WithJsonSchema({"type": "string"}),
]
"""A reference by id."""

OrganisationRef = Annotated[
    OrganisationReference,
    PlainValidator(_to_organisation),
    PlainSerializer(lambda reference: reference.text, return_type=str),
    WithJsonSchema({"type": "string"}),
]
"""An organisation by its id or by its name."""

Date = Annotated[
    str, BeforeValidator(_require_date), WithJsonSchema({"type": "string", "pattern": f"^(?:{DATE.pattern})$"})
]
"""A year, a month or a day: 2021, 2021-05, 2021-05-31."""

Url = Annotated[str, BeforeValidator(_require_url), WithJsonSchema({"type": "string"})]
"""An address: http, https, mailto or a relative path."""

Kind = Literal[
    "input",
    "activity",
    "output",
    "outcome",
    "impact",
    "principle",
    "context",
    "driver",
    "change-idea",
    "enabler",
    "barrier",
]
"""What the field calls the elements of a level."""

OUTCOME_KINDS: tuple[Kind, ...] = ("outcome", "impact")
"""Kinds of levels whose elements count as outcomes."""

Influence = Literal["direct", "contribute", "none"]
"""Whether the programme can change something directly, contributes to it, or neither."""

Basis = Literal["stated", "group-stated", "inferred"]
"""Where a link comes from: the source states it, states it for whole groups, or somebody inferred it."""
