"""Write the data of a framework as YAML, in all the styles that an author may use."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import yaml

from outcome_frameworks.model import About, Clause, Link

_EMITTER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NULLS = ("~", "null", "Null", "NULL")
_SHORT_FORMS = {
    "leads_to": Link.short_form,
    "about": About.short_form,
    "if": Clause.short_form,
    "then": Clause.short_form,
}
_STYLES = (None, None, "'", '"', "|", ">")
_WORDS_FOR = {True: ("true", "True", "yes"), False: ("false", "no", "off")}


def write_yaml(data: Any, random: Random) -> str:
    """Return YAML that says what the data says.

    `random` chooses the style of each text, list and group of fields, the order of fields, and where lines break. In
    the few cases in which PyYAML does not write what it was given, all texts stand in double quotes.
    """
    texts = _as_texts(data, random)
    for styles in (_STYLES, ('"',)):
        written: str = yaml.emit(
            [
                yaml.StreamStartEvent(),
                yaml.DocumentStartEvent(explicit=random.random() < 0.1),
                *_events(texts, random, styles),
                yaml.DocumentEndEvent(explicit=False),
                yaml.StreamEndEvent(),
            ],
            Dumper=_EMITTER,
            allow_unicode=random.random() < 0.9,
            indent=random.choice((2, 2, 4)),
            width=random.choice((20, 80, 10_000)),
        )
        if _says(written, texts):
            return written
    raise AssertionError(f"PyYAML cannot write {data!r}")


def _says(written: str, texts: Any) -> bool:
    try:
        return bool(yaml.load(written, Loader=_LOADER) == texts)  # noqa: S506 - it makes texts only
    except yaml.YAMLError:
        return False


def _as_texts(value: Any, random: Random, listed_in: str = "") -> Any:
    """Return data as an author may write it: fields in any order, entries in their short form, all values as texts."""
    if isinstance(value, dict):
        if list(value) == [_SHORT_FORMS.get(listed_in)] and random.random() < 0.7:
            return next(iter(value.values()))
        return {name: _as_texts(value[name], random, name) for name in random.sample(list(value), len(value))}
    if isinstance(value, list):
        return [_as_texts(entry, random, listed_in) for entry in value]
    return random.choice(_WORDS_FOR[value]) if isinstance(value, bool) else str(value)


def _events(value: Any, random: Random, styles: tuple[str | None, ...]) -> Iterator[Any]:
    if isinstance(value, dict):
        yield yaml.MappingStartEvent(None, None, implicit=True, flow_style=random.random() < 0.2)
        for name, inner in value.items():
            yield yaml.ScalarEvent(None, None, (True, True), name)
            yield from _events(inner, random, styles)
        yield yaml.MappingEndEvent()
    elif isinstance(value, list):
        yield yaml.SequenceStartEvent(None, None, implicit=True, flow_style=random.random() < 0.3)
        for inner in value:
            yield from _events(inner, random, styles)
        yield yaml.SequenceEndEvent()
    else:
        style = random.choice(styles)
        yield yaml.ScalarEvent(None, None, (True, True), value, style="'" if value in _NULLS else style)
