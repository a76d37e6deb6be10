"""Write a framework as a YAML file that an author can go on with: only what is set, in the order of the guide."""

from __future__ import annotations

import re
from typing import Any

import yaml

from outcome_frameworks.model import Entry, Framework, Organisation, OrganisationsFile, Reference

LINE_WIDTH = 110
"""Where lines of longer texts break."""

_LONG = 80  # characters from which a text stands below its field
_SCHEMA_LINE = "# yaml-language-server: $schema=./{}.schema.json\n"
# An id, a reference or a link, of which several stand on one line: `S1`, `new-models/S1`, `S1 > M1`.
_WORD = re.compile(r"[\w.>/-]+(?: > [\w.>/-]+)?")
# Line ends that an editor may not show; only in double quotes does YAML write them as escapes: `\N`, `\L`, `\P`.
_UNSEEN_BREAKS = re.compile("[\x85\u2028\u2029]")


def framework_yaml(framework: Framework) -> str:
    """Return the text of a framework's file. It loads to an equal framework."""
    return _SCHEMA_LINE.format("framework") + _dump(framework)


def organisations_yaml(organisations: tuple[Organisation, ...]) -> str:
    """Return the text of organisations.yml. It loads to equal organisations."""
    return _SCHEMA_LINE.format("organisations") + _dump(OrganisationsFile(organisations=organisations))


def _dump(entry: Entry) -> str:
    return yaml.dump(_set_fields(entry), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=LINE_WIDTH)


class _Words(list[str]):
    """A list of ids or single words, short enough to stand on one line."""


def _set_fields(entry: Entry) -> Any:
    """Return the fields of an entry that say something else than to leave them out would."""
    fields = {}
    for name, attribute in entry.field_names().items():
        value = getattr(entry, attribute)
        if value != entry.__class__.model_fields[attribute].default:
            fields[name] = _plain(value)
    short = entry.short_form
    return fields[short] if short and list(fields) == [short] else fields


def _plain(value: Any) -> Any:
    if isinstance(value, Entry):
        return _set_fields(value)
    if isinstance(value, Reference):
        return value.text
    if isinstance(value, tuple):
        plain = [_plain(inner) for inner in value]
        are_words = all(isinstance(inner, str) and _WORD.fullmatch(inner) for inner in plain)
        return _Words(plain) if are_words and sum(map(len, plain)) < _LONG else plain
    return value


class _Dumper(yaml.SafeDumper):
    """Writes YAML as the guide does: lists stand to the right of their field, long texts below it."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 PyYAML's own
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 PyYAML's own
        """Write what stands twice twice: frameworks know no aliases."""
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = None
    if _UNSEEN_BREAKS.search(text):
        style = '"'
    elif "\n" in text:
        style = "|"
    elif len(text) > _LONG:
        style = ">"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


def _words(dumper: _Dumper, words: _Words) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", words, flow_style=True)


_Dumper.add_representer(str, _text)
_Dumper.add_multi_representer(str, _text)  # ids that know their place
_Dumper.add_representer(_Words, _words)
