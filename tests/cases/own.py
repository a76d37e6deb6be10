"""The project's own cases: data in `own/*.yml`, one file a family."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from cases.case import Case, filled_in
from filled_framework import filled_framework

FOLDER = Path(__file__).parent / "own"

_MARKED_LEVELS = """\
levels:
  - id: short
    title: Short-term outcomes
    leads_to: [long]
    elements:
      - id: {id}
        statement: {statement}
        note: {note}
  - id: long
    title: Long-term outcomes
    elements:
      - id: CTRL-1
        statement: Control outcome stays published
"""
"""What stands around one id, one statement or one note that a case is about; the lines are those of its error."""


def own_cases(outside: Path) -> list[Case]:
    """Return all cases. `outside` is a folder with secret.txt and an empty folder, which placeholders in texts name.

    What goes in is one of: `everywhere`, a text for every field that takes any; `id_yaml`, `statement`, `note`, each
    the YAML of one value; `rest`, the YAML of a framework after its programme; `files`, each a text or parts (`text`,
    `hex`, or `repeat` and `times`); beside these `links`, `docs`, `organisations`. What comes out is `error`, a line or
    several without the path of the file; `error_names`, words of one of many lines; or what the pages hold: `shows`,
    `lacks`, `tokens`, `leads_to`, `tab`.
    """
    return [case for path in sorted(FOLDER.glob("*.yml")) for case in _read(path, outside)]


def _read(path: Path, outside: Path) -> Iterator[Case]:
    for entry in yaml.safe_load(path.read_text("utf-8")):
        programme = f"case-{entry['id'].lower()}"
        errors, names = entry.get("error", ()), _listed(entry.get("error_names", ()))
        yield Case(
            id=entry["id"],
            name=entry["name"],
            family=path.stem,
            accept=frozenset({"error" if errors or names else "page"}),
            files={
                name: content.replace(b"${PROGRAMME}", programme.encode())
                for name, content in _files(programme, entry, outside)
            },
            links={name: filled_in(target, outside) for name, target in entry.get("links", {}).items()},
            docs=entry.get("docs", {}),
            organisations=filled_in(entry.get("organisations", "")),
            shows=tuple(filled_in(text) for text in _listed(entry.get("shows", entry.get("everywhere", ())))),
            lacks=_listed(entry.get("lacks", ())),
            tokens=_listed(entry.get("tokens", ())),
            leads_to=_listed(entry.get("leads_to", ())),
            tab=entry.get("tab", ""),
            lines=tuple(_line(text, programme, outside) for text in _listed(errors)),
            names=names,
            search=entry.get("search", ""),
            is_costly=entry.get("is_costly", False),
        )


def _listed(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _line(text: str, programme: str, outside: Path) -> str:
    """Return a whole line of an error; a case about one file leaves the file's name out."""
    text = filled_in(text, outside)
    return text if text.startswith(("frameworks", "docs")) else f"frameworks/{programme}.yml:{text}"


def _files(programme: str, entry: dict[str, Any], outside: Path) -> Iterator[tuple[str, bytes]]:
    head = f"programme:\n  id: {programme}\n  title: Programme of {programme}\n"
    name = f"{programme}.yml"
    if "everywhere" in entry:
        yield name, json.dumps(filled_framework(filled_in(entry["everywhere"]), programme), ensure_ascii=False).encode()
    elif "rest" in entry:
        yield name, (head + filled_in(_text(entry["rest"]), outside)).encode()
    elif {"id_yaml", "statement", "note"} & entry.keys():
        given = {
            "id": entry.get("id_yaml", "S1"),
            "statement": entry.get("statement", "Case outcome"),
            "note": entry.get("note", "Case text 7713."),
        }
        values = {key: _text(value) for key, value in given.items()}
        yield name, (head + filled_in(_MARKED_LEVELS.format(**values), outside)).encode()
    for path, parts in entry.get("files", {}).items():
        whole = [{"text": parts}] if isinstance(parts, str) else parts
        yield filled_in(path).replace("${PROGRAMME}", programme), b"".join(_part(part, outside) for part in whole)


def _part(part: dict[str, Any], outside: Path) -> bytes:
    if "hex" in part:
        return bytes.fromhex(part["hex"])
    text = _text(part if "repeat" in part else filled_in(part["text"], outside))
    return text.encode(part.get("encoding", "utf-8"))


def _text(value: str | dict[str, Any]) -> str:
    """Return a text, written out where it is `repeat` and `times`, with what stands `before` and `after`."""
    if isinstance(value, str):
        return value
    return str(value.get("before", "") + value["repeat"] * value["times"] + value.get("after", ""))
