"""Adapter of the neutral cases, which lie beside a working copy: items become elements of a programme a case."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from cases.case import Case, filled_in

FOLDER = Path(__file__).parents[3] / "shared" / "cases"
"""Where the neutral cases are; whoever has the project alone does without them."""

PROCESS_TESTS = {
    "R03": "tests/build/test_whole_site.py::test_two_builds_at_once_both_end_well",
    "R04": "tests/build/test_refusing_machines.py::test_a_full_disk_is_said_in_one_line",
    "R05": "tests/build/test_refusing_machines.py::test_a_read_only_site_is_named_in_one_line",
    "R06": "tests/build/test_broken_engines.py::test_a_missing_dot_is_one_line",
    "R07": "tests/build/test_broken_engines.py::test_a_dot_that_hangs_is_one_line",
    "R08": "tests/build/test_broken_engines.py::test_a_dot_that_crashes_is_one_line",
    "R09": "tests/build/test_same_bytes.py::test_no_byte_depends_on_an_ascii_locale",
    "R10": "tests/build/test_same_bytes.py::test_no_byte_depends_on_where_how_and_when",
    "R11": "tests/build/test_same_bytes.py::test_without_a_stated_date_only_the_site_map_holds_the_day",
    "R13": "tests/browser/test_permanent_addresses.py::test_what_each_address_answers_in_the_end",
    "R14": "tests/build/test_same_bytes.py::test_touched_files_change_no_byte",
}
"""Which tests the cases about processes have."""

_KEYS = {"id": "id", "title": "statement", "text": "note", "links": "leads_to", "tags": "tags", "status": "status"}
_CONTROL = {"id": "CTRL-1", "title": "Control outcome stays published", "text": "Control text 5581.", "type": "outcome"}


def neutral_cases(outside: Path) -> list[Case]:
    """Return the cases about content; those about processes (`input.kind` "process") are tested elsewhere."""
    read = (json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json")))
    return [_case(data, outside) for data in read if data["input"]["kind"] != "process"]


def process_cases() -> list[tuple[str, str]]:
    """Return number and name of the cases about processes."""
    read = (json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json")))
    return [(data["id"], data["name"]) for data in read if data["input"]["kind"] == "process"]


def _case(data: dict[str, Any], outside: Path) -> Case:
    page, given = data.get("page", {}), data["input"]
    programme = f"case-{data['id'].lower()}"
    files, links = _files(programme, given, outside)
    return Case(
        id=data["id"],
        name=data["name"],
        family=data["family"],
        accept=frozenset(data["accept"]),
        files=files,
        links=links,
        shows=tuple(
            filled_in(text, outside)
            for text in ("Control outcome stays published", *page.get("shows", ()))
            if text != "Items of this site"  # the title of a page of another tool
        ),
        lacks=tuple(page.get("lacks", ())),
        tokens=tuple(page.get("token", ())),
        leads_to=tuple(page[key] for key in ("visible_link_to", "link_to") if key in page),
        tab=page.get("tab", ""),
        names=tuple(filled_in(name, outside)[:20] for name in _names(data, given)),  # messages cut long ids
        search="zebrafish" if data["id"] == "X19" else "",
        is_costly=data["id"] in ("Y08", "Y10", "S09", "S10"),
    )


def _names(data: dict[str, Any], given: dict[str, Any]) -> Iterator[str]:
    """Return the words that an error has to hold, in the terms of framework files."""
    ids = [str(item.get("id_raw", item["id"])) for item in given.get("items", ()) if item.get("id") or "id_raw" in item]
    for name in data.get("error_should_name", ()):
        if name == "file":
            yield "frameworks/"
        elif name == "item":
            # The type of an item is the kind of its level here, so that the level is what is wrong.
            yield "outcom" if data["id"] == "S13" else (ids or ["CASE-1"])[0]
        elif name.startswith("field:"):
            yield _KEYS[name.removeprefix("field:").strip("%")]
        elif name.startswith("word:"):
            yield name.removeprefix("word:")
        elif name in ("line", "bothfiles"):  # both items of a programme stand in one file: two lines
            yield ":" if name == "line" else "line"


def _files(programme: str, given: dict[str, Any], outside: Path) -> tuple[dict[str, bytes], dict[str, str]]:
    if given["kind"] == "file":
        return _raw(programme, given, outside), {}
    items = [*given.get("items", ()), *_generated(given.get("generate", {}))]
    files = {f"{programme}.yml": _framework(programme, items, outside).encode()}
    files |= {name: filled_in(text, outside).encode() for name, text in given.get("assets", {}).items()}
    return files, {link["name"]: link["target"] for link in given.get("links", ())}


def _framework(programme: str, items: list[dict[str, Any]], outside: Path) -> str:
    """Return a framework file with a level for each type of item, and the control item."""
    levels: dict[str, dict[str, Any]] = {}
    evidence = []
    data: dict[str, Any] = {"programme": {"id": programme, "title": f"Programme of {programme}"}}
    for item in [*items, _CONTROL]:
        kind = item["type"]
        level = levels.setdefault(kind, {"id": f"all-{kind}", "title": "All of them", "kind": kind, "elements": []})
        level["elements"].append(_element(item))
        if "summary" in item:
            data["programme"]["summary"] = item["summary"]
        if "url" in item:
            evidence.append({"id": f"E-{item['id']}", "title": "It", "url": item["url"], "about": [item["id"]]})
    data |= {"levels": list(levels.values()), "evidence": evidence}
    return filled_in(json.dumps(data, ensure_ascii=False, indent=1).replace("\x7f", "\\u007f"), outside)


def _element(item: dict[str, Any]) -> dict[str, Any]:
    element = {}
    for key in (*_KEYS, "image"):
        value = item.get(f"{key}_raw", item.get(key))
        if value is not None:
            element[_KEYS.get(key, key)] = _as_text(value)
    return element


def _as_text(value: Any) -> Any:
    """Return a value in Markdown, with what stands for a long text written out."""
    if isinstance(value, dict) and "md" in value:
        return value["md"]
    if isinstance(value, dict) and "repeat" in value:
        return value["repeat"] * value["times"]
    return value


def _generated(shape: dict[str, Any]) -> list[dict[str, Any]]:
    if not shape:
        return []
    if shape["shape"] == "chain":
        links = {number: [number + 1] for number in range(shape["n"] - 1)}
        total = shape["n"]
    else:
        sizes, links, start = shape["layers"], {}, 0
        for size, following in pairwise(sizes):
            for number in range(start, start + size):
                links[number] = list(range(start + size, start + size + following))
            start += size
        total = sum(sizes)
    return [
        {
            "type": "outcome",
            "id": f"GEN-{number}",
            "title": f"Generated {number}",
            "text": "Text.",
            "links": [f"GEN-{target}" for target in links.get(number, ())],
        }
        for number in range(total)
    ]


def _raw(programme: str, given: dict[str, Any], outside: Path) -> dict[str, bytes]:
    """Return the bytes of an item's file as an element of a framework file; a file without fields stays as it is."""
    encoding = given.get("encoding", "utf-8")
    raw = b"".join(_part(part, outside) for part in given["parts"])
    if b"id: " not in raw:
        return {given["name"]: raw, f"{programme}.yml": _framework(programme, [], outside).encode()}
    mark, raw = (raw[:3], raw[3:]) if raw.startswith(b"\xef\xbb\xbf") else (b"", raw)
    first, document, second = raw.partition(b"---\n")
    lines = [b"        " + line if line.strip() else line for line in first.splitlines(keepends=True)]
    lines[0] = b"      - " + lines[0].lstrip()
    head = (
        f"programme:\n  id: {programme}\n  title: Programme of {programme}\nlevels:\n  - id: all-outcome\n"
        "    title: All of them\n    elements:\n      - id: CTRL-1\n"
        "        statement: Control outcome stays published\n"
        "        note: Control text 5581.\n"
    )
    whole = mark + head.encode() + b"".join(lines) + document + second
    return {f"{programme}.yml": whole.decode().encode(encoding) if encoding != "utf-8" else whole}


def _part(part: dict[str, Any], outside: Path) -> bytes:
    if "hex" in part:
        return bytes.fromhex(part["hex"])
    if "repeat" in part:
        return str(part["repeat"] * part["times"]).encode()
    text = filled_in(part["text"], outside)
    for key, ours in _KEYS.items():
        text = text.replace(f"%{key}%", ours)
    return text.encode()
