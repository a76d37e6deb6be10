"""What every group of fields in a framework file has in common: it is frozen, strict, and knows its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    PrivateAttr,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from outcome_frameworks.problems import NOWHERE, Place


class Entry(BaseModel):
    """A group of fields as written in YAML.

    `short_form` names the field that may stand for the whole entry: where it is set, a plain text is read as
    an entry with only that field (`- M1` for `- to: M1`).
    """

    # What reads a class is made when one is first read, and not of each class when Python starts: .05 s of a build.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    short_form: ClassVar[str | None] = None
    _place: Place = PrivateAttr(default_factory=lambda: NOWHERE)  # a default would be copied for every entry
    _left_out: frozenset[str] = PrivateAttr(default_factory=frozenset)

    @property
    def place(self) -> Place:
        """Line and column where the entry starts in its file."""
        return self._place

    def written(self, field: str) -> Any:
        """Return what the author wrote in a field; None for a default, which no page says in the author's name."""
        return getattr(self, field) if field in self.model_fields_set else None

    @property
    def left_out(self) -> frozenset[str]:
        """Names of fields that are empty only because what they refer to is a draft, which is not published."""
        return self._left_out

    def with_values(self, values: Mapping[str, Any]) -> Self:
        """Return the entry with other values; itself where they are the same. What becomes None is `left_out`."""
        changed = {name: value for name, value in values.items() if not _is_same(getattr(self, name), value)}
        if not changed:
            return self
        copy = self.model_copy(update=changed)
        for name in copy.__dict__.keys() - type(self).model_fields.keys():  # what the entry has worked out of the old
            del copy.__dict__[name]
        copy._left_out = self._left_out.union(name for name, value in changed.items() if value is None)
        return copy

    @classmethod
    def field_names(cls) -> dict[str, str]:
        """Return attribute names by the names that authors write (`if` → `if_`)."""
        return {field.alias or name: name for name, field in cls.model_fields.items()}

    @model_validator(mode="wrap")
    @classmethod
    def _keep_place(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        place = getattr(data, "place", NOWHERE)
        if cls.short_form and not isinstance(data, (dict, list, cls)):
            data = {cls.short_form: data}
        entry = handler(data)
        entry._place = place
        return entry

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler(core_schema)
        if cls.short_form is None or handler.mode == "serialization":  # written in full, always
            return schema
        full = handler.resolve_ref_schema(schema).copy()
        description = full.pop("description", "")
        return {"anyOf": [{"type": "string"}, full], "description": description}


def _is_same(one: Any, other: Any) -> bool:
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(_is_same, one, other))
    return one is other or (isinstance(one, str) and one == other)


def is_retired(entry: Entry | None) -> bool:
    """Return whether an entry stands no longer; nothing, a programme and a level always stand."""
    return getattr(entry, "status", "") == "retired"


def count_standing(entries: Iterable[Entry]) -> int:
    """Return how many of some entries are not retired."""
    return sum(not is_retired(entry) for entry in entries)
