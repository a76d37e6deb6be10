"""The schemas that editors use: committed, fresh, and of one mind with the model."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import outcome_frameworks
from outcome_frameworks.model.schema import framework_schema, organisations_schema, schema_to_json

PACKAGE = Path(outcome_frameworks.__file__).parent
EXAMPLES = sorted((Path(__file__).parents[3] / "frameworks").glob("*.yml"))
SCHEMAS = {"framework": framework_schema(), "organisations": organisations_schema()}


class EditorLoader(yaml.SafeLoader):
    """Reads YAML 1.2 as editors do: `on` and `no` are texts, and nothing is a date."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)", "-+.0123456789"),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)


def faults(text: str, schema: str = "framework") -> list[str]:
    validator = jsonschema.Draft202012Validator(SCHEMAS[schema])
    return [error.message for error in validator.iter_errors(yaml.load(text, EditorLoader))]  # noqa: S506


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_committed_schema_is_what_the_model_says(name: str) -> None:
    committed = (PACKAGE / f"{name}.schema.json").read_text("utf-8")
    assert committed == schema_to_json(SCHEMAS[name]), f"write it anew with: outcomes schema {name}"


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_is_valid_and_shows_nothing_that_confuses(name: str) -> None:
    schema = SCHEMAS[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "$id" not in schema
    assert '"null"' not in schema_to_json(schema)
    for part in _parts_with_fields(schema):
        assert part["additionalProperties"] is False
        for field, described in part["properties"].items():
            assert described.get("description"), field
            assert "title" not in described, field


def _parts_with_fields(schema: Any) -> list[dict[str, Any]]:
    if isinstance(schema, list):
        return [part for entry in schema for part in _parts_with_fields(entry)]
    if not isinstance(schema, dict):
        return []
    here = [schema] if "properties" in schema and "type" in schema else []
    return here + [part for value in schema.values() for part in _parts_with_fields(value)]


def test_choices_are_listed_where_an_editor_completes_them() -> None:
    programme = SCHEMAS["framework"]["$defs"]["Programme"]["properties"]
    assert programme["status"]["enum"] == ["draft", "live", "closed", "archived"]
    link = SCHEMAS["framework"]["$defs"]["Link"]["anyOf"][1]["properties"]
    assert link["basis"]["enum"] == ["stated", "group-stated", "inferred"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_example_files_are_valid(path: Path) -> None:
    assert faults(path.read_text("utf-8"), "organisations" if path.stem == "organisations" else "framework") == []


@pytest.mark.parametrize("text", ["10000", "012", "1.5", "true", "no", "1:30", "2021-05"])
def test_an_unquoted_text_is_valid_as_it_is_to_the_loader(text: str) -> None:
    assert faults(f"programme: {{id: garden, title: {text}}}\nelements: [{{id: {text}, statement: {text}}}]") == []


@pytest.mark.parametrize(
    "text",
    [
        "programme: {id: garden}",
        "programme: {id: Garden, title: x}",
        "programme: {id: garden, title: }",
        "programme: {id: garden, title: [x]}",
        "programme: {id: garden, title: x, status: open}",
        "programme: {id: garden, title: x, start: spring}",
        "programme: {id: garden, title: x, summary: null}",
        "programme: {id: garden, title: x}\nhypothesis: []",
        "programme: {id: garden, title: x}\nelements: [{id: S1, statement: x, leads_to: M1}]",
        f"programme: {{id: garden, title: x}}\nelements: [{{id: S1, statement: x, label: {'x' * 81}}}]",
        "programme: {id: garden, title: x}\nlevels: [{id: a, title: A, stated_count: many}]",
    ],
)
def test_an_editor_marks_what_the_loader_refuses(text: str) -> None:
    assert faults(text) != []


def test_dates_may_be_years() -> None:
    assert faults("programme: {id: garden, title: x, start: 2020, end: 2021-05}") == []
