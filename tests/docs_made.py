"""Make the parts of the documentation that come from the code; run as a program, write them into the files.

Each function gives what a file should hold. A test compares it with what the file holds.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from dependency_list import render_list
from mkdocs.structure.files import Files

from outcome_frameworks.data import columns, data_files, data_schema
from outcome_frameworks.hosts.mkdocs.publish import dead_paths
from outcome_frameworks.model.manual import render_manual
from outcome_frameworks.pages import THEME_DIR
from outcome_frameworks.pages.rendering.renderer import TEMPLATE_ROOT
from outcome_frameworks.problems import Problem, Severity, format_text
from outcome_frameworks.reading.checks.unmentioned import find_unmentioned
from outcome_frameworks.reading.ledger import NAME, read_ledger
from outcome_frameworks.reading.sources import read_docs, read_sources

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "guide"

_SMALL = "programme:\n  id: lunch-club\n  title: {title}\n"
_UNSHOWN = {
    "too-long": {"frameworks/lunch-club.yml": _SMALL.format(title="x" * 100_001)},
    "too-much-markup": {
        "frameworks/lunch-club.yml": _SMALL.format(title="Lunch club") + f"  summary: '{'[' * 2_001}'\n"
    },
    "too-many-links": {
        "frameworks/lunch-club.yml": _SMALL.format(title="Lunch club")
        + "elements:\n"
        + "".join(
            f"  - {{id: S{n}, statement: x, leads_to: [{', '.join(f'S{m}' for m in range(142))}]}}\n"
            for n in range(142)
        )
    },
    "no-frameworks": {},
    "unknown-reference-in-page": {"frameworks/lunch-club.yml": _SMALL.format(title="Lunch club")},
    "unreadable-front-matter": {"frameworks/lunch-club.yml": _SMALL.format(title="Lunch club")},
    "wrong-block-in-page": {
        "frameworks/lunch-club.yml": _SMALL.format(title="Lunch club")
        + "elements: [{id: S1, statement: People meet}]\n"
    },
}
"""Files of examples that the guide cannot show, or need not."""

_BLOCK = re.compile(r'^(`{3,})(\w+) title="([^"]+)"\n(.*?)^\1$', re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^### ([a-z-]+) \{#\1\}$", re.MULTILINE)
_MESSAGES = re.compile(r"^(?:> `.*`\n)+", re.MULTILINE)
_PACKAGES = re.compile(r"(?<=<!-- packages -->\n).*?(?=<!-- /packages -->)", re.DOTALL)
_TEMPLATES = re.compile(r"(?<=template -->\n).*?(?=<!-- /templates -->)", re.DOTALL)


class Block(NamedTuple):
    """A file that the guide shows: its language, its path, its text."""

    language: str
    path: str
    text: str


def blocks(markdown: str) -> list[Block]:
    """Return the blocks of code that have a path as their title."""
    return [Block(*found.groups()[1:]) for found in _BLOCK.finditer(markdown)]


def problems_of(files: dict[str, str], rule: str = "") -> list[Problem]:
    """Write files into an empty folder and give all problems of its frameworks and pages.

    With a rule that is only told when it is asked for, or by a build, its problems are among them.
    """
    start = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            for name in ("frameworks", "docs"):
                Path(name).mkdir()
            for path, text in files.items():
                Path(path).parent.mkdir(exist_ok=True)
                Path(path).write_text(text, encoding="utf-8")
            ledger = read_ledger(Path(NAME), NAME)
            sources = read_sources(Path("frameworks"), read_docs(Path("docs")), permalinks=ledger)
            more = [*find_unmentioned(sources.portfolio, sources.stories)] if rule == "unmentioned" else []
            more += dead_paths(sources.portfolio, Files([])) if rule == "dead-path" else []
            return [*sources.problems, *more]
        finally:
            os.chdir(start)


def make_troubleshooting() -> str:
    """Return the page with the messages that its examples really lead to."""
    text = (GUIDE / "troubleshooting.md").read_text(encoding="utf-8")
    starts = [found.start() for found in _HEADING.finditer(text)]
    parts = [text[: starts[0]], *(text[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True))]
    return parts[0] + "".join(_with_messages(part) for part in parts[1:])


def _with_messages(part: str) -> str:
    found = _HEADING.match(part)
    assert found
    rule = found[1]
    files = {block.path: block.text for block in blocks(part)} | _UNSHOWN.get(rule, {})
    shown = [p for p in problems_of(files, rule) if p.severity is not Severity.NOTE or p.rule == rule]
    quoted = "".join(f"> `{line}`\n" for line in format_text(shown).splitlines())
    return _MESSAGES.sub(lambda _: quoted, part, count=1)


def make_theming() -> str:
    """Return the page with the list of templates."""
    text = (GUIDE / "theming.md").read_text(encoding="utf-8")
    return _TEMPLATES.sub(lambda _: "\n" + "\n".join(_templates()) + "\n\n", text, count=1)


def _templates() -> Iterator[str]:
    folder, before = THEME_DIR / TEMPLATE_ROOT, ""
    for path in sorted(folder.rglob("*.html")):
        kind = path.parent.name
        if kind != before:
            yield from ([""] if before else []) + [f"### {kind}/", ""]
            before = kind
        comment = re.match(r"\{#-?(.*?)-?#\}", path.read_text(encoding="utf-8"), re.DOTALL)
        assert comment, f"{path} does not say at its top what it is"
        says, _, context = " ".join(comment[1].split()).partition(" Context: ")
        yield f"- **`{path.name}`** {says}" + (f" *Context: {context.rstrip('.')}.*" if context else "")


def make_dependencies() -> str:
    """Return the page with the packages that the project needs."""
    text = (GUIDE / "dependencies.md").read_text(encoding="utf-8")
    return _PACKAGES.sub(lambda _: f"\n{render_list()}\n\n", text, count=1)


def make_data() -> str:
    """Return the page on downloads with the columns of its tables and the fields of its JSON files."""
    text = (GUIDE / "data.md").read_text(encoding="utf-8")
    for name, lines in (("columns", _columns()), ("json", _json_fields())):
        made = f"<!-- {name} -->\n\n" + "\n".join(lines) + f"\n\n<!-- /{name} -->"
        text = re.sub(rf"<!-- {name} -->.*?<!-- /{name} -->", lambda _, made=made: made, text, flags=re.DOTALL)  # type: ignore[misc]
    return text


def _columns() -> Iterator[str]:
    tables = (
        ("framework.csv and frameworks.csv; outcomes.csv has those that elements have", columns.entry_columns()),
        ("links.csv", columns.link_columns()),
        ("programmes.csv", columns.programme_columns()),
    )
    for number, (files, held) in enumerate(tables):
        heading = f"### {files} {{#columns-of-{files.partition('.')[0]}}}"
        yield from ([""] if number else []) + [heading, ""]
        yield from (f"- **{column}**: {says}" for column, says in held.items())


def _json_fields() -> Iterator[str]:
    parts: list[type[data_files.Part]] = [
        *data_files.DATA_FILES,
        data_files.Named,
        data_files.Connected,
        data_files.Speaker,
        data_files.LevelOf,
    ]
    definitions = data_schema()["$defs"]
    for number, part in enumerate(parts):
        said = definitions[part.__name__]
        heading = f"### {' '.join(said['description'].split()).rstrip('.')} {{#{part.__name__.lower()}}}"
        yield from ([""] if number else []) + [heading, ""]
        for name, field in said["properties"].items():
            required = ", always there" if name in said["required"] else ""
            yield f"- **`{name}`** ({_takes(field)}{required}): {field['description']}"


def _takes(field: dict[str, Any]) -> str:
    """Return what a field of a JSON file takes."""
    if "const" in field:
        return f"`{json.dumps(field['const'])}`"
    if "enum" in field:
        return "one of " + ", ".join(f"`{value}`" for value in field["enum"])
    if "anyOf" in field:
        return " or ".join(map(_takes, field["anyOf"]))
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        own = hasattr(data_files, name) and issubclass(getattr(data_files, name), data_files.Part)
        words = re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()
        return f"[{name}](#{name.lower()})" if own else f"[{name}](file-reference.md#{words})"
    if field["type"] == "array":
        return f"list of {_takes(field['items'])}"
    return {"object": "texts by name", "string": "text", "integer": "number"}[field["type"]]


def made_pages() -> dict[Path, str]:
    """Return every page that is made, or partly made, from the code."""
    return {
        GUIDE / "dependencies.md": make_dependencies(),
        GUIDE / "data.md": make_data(),
        GUIDE / "file-reference.md": render_manual(),
        GUIDE / "theming.md": make_theming(),
        GUIDE / "troubleshooting.md": make_troubleshooting(),
    }


if __name__ == "__main__":
    for page, content in made_pages().items():
        page.write_text(content, encoding="utf-8")
