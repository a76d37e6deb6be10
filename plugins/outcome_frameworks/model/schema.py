"""Make the JSON Schemas that editors complete and check framework files with, from the model itself."""

from __future__ import annotations

import json
from typing import Any

from outcome_frameworks.model import Entry, Framework, OrganisationsFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"

DATA_VERSION = 1
"""Version of the format of the JSON files: it grows when a field goes or changes its meaning, not when one is added."""

_TEXT = ["string", "number", "boolean"]
"""What an editor may take a text without quotes for: `10000` and `true` are read as the text that was written."""


def framework_schema() -> dict[str, Any]:
    """Return the schema of a framework file."""
    return _schema(Framework, "Outcome framework")


def organisations_schema() -> dict[str, Any]:
    """Return the schema of organisations.yml."""
    return _schema(OrganisationsFile, "Organisations")


def schema_to_json(schema: dict[str, Any]) -> str:
    """Return a schema as the text of its file: what is committed is exactly this."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _schema(model: type[Entry], title: str) -> dict[str, Any]:
    schema: dict[str, Any] = tidy(model.model_json_schema(by_alias=True), widen=True)
    definitions = {"$defs": schema.pop("$defs")} if "$defs" in schema else {}
    return {"$schema": DIALECT, **schema, "title": title, **definitions}


def tidy(schema: Any, *, widen: bool = False) -> Any:
    """Return a schema as it reads best, all the way down; `widen` lets numbers stand for texts, as in YAML."""
    if isinstance(schema, list):
        return [tidy(part, widen=widen) for part in schema]
    if not isinstance(schema, dict):
        return schema
    tidied = {
        # What stands under names that authors or the model chose is no keyword: `title` is a field there.
        key: {name: tidy(part, widen=widen) for name, part in value.items()}
        if key in ("properties", "$defs")
        else tidy(value, widen=widen)
        for key, value in schema.items()
    }
    if "properties" not in tidied:
        tidied.pop("title", None)
    if tidied.get("default") in (None, [], ""):
        tidied.pop("default", None)
    kept = _drop_null(tidied)
    return _widen_text(kept) if widen else kept


def _drop_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Take out that a field may be null: in a file it is left out, never null."""
    choices = schema.get("anyOf", [])
    if {"type": "null"} not in choices:
        return schema
    (kept,) = [choice for choice in choices if choice != {"type": "null"}]
    return {**{key: value for key, value in schema.items() if key != "anyOf"}, **kept}


def _widen_text(schema: dict[str, Any]) -> dict[str, Any]:
    """Let numbers stand for texts, as the loader does; true and false too, where any words may stand."""
    if schema.get("type") != "string" or "enum" in schema or "const" in schema:
        return schema
    if "pattern" in schema:
        return {**schema, "type": ["string", "number"]}
    return {**schema, "type": _TEXT, "minLength": 1}
