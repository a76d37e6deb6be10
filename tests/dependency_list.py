"""The list of everything that the installed project needs, from what the packages say of themselves."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"
_PROJECT = "mkdocs-outcome-frameworks"
_MARKERS = {
    "python_version": "3.11",
    "python_full_version": "3.11.9",
    "sys_platform": "linux",
    "platform_system": "Linux",
    "os_name": "posix",
    "platform_python_implementation": "CPython",
    "implementation_name": "cpython",
}
"""One machine, whatever this one is, so that the list is the same everywhere."""

_NAMES = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
_WORDS = {"Permission is hereby granted, free of charge, to any person obtaining": "MIT"}
_DEPENDENCY = re.compile(r'^    "([A-Za-z0-9_-]+)[^"]*",(?: +# (.+))?$', re.MULTILINE)


def reasons() -> dict[str, str]:
    """Return each direct dependency with the reason that pyproject.toml states for it."""
    text = PYPROJECT.read_text(encoding="utf-8")
    block = text[text.index("\ndependencies = [") : text.index("\n]", text.index("\ndependencies = ["))]
    assert len(_DEPENDENCY.findall(block)) == len(tomllib.loads(text)["project"]["dependencies"])
    return {canonicalize_name(name): why for name, why in _DEPENDENCY.findall(block)}


def needed() -> dict[str, list[str]]:
    """Return every package that the project needs, also through others, with those that ask for it."""
    found: dict[str, list[str]] = {}
    open_ = [(_PROJECT, "", frozenset[str]())]
    while open_:
        name, asker, extras = open_.pop()
        askers = found.setdefault(canonicalize_name(name), [])
        if asker in askers and not extras:
            continue
        askers.append(asker)
        for text in _requirements(name):
            requirement = Requirement(text)
            marker = requirement.marker
            if marker is None or any(marker.evaluate({**_MARKERS, "extra": extra}) for extra in {"", *extras}):
                open_.append((requirement.name, canonicalize_name(name), frozenset(requirement.extras)))
    del found[_PROJECT]
    return {name: sorted(set(askers)) for name, askers in sorted(found.items())}


def _requirements(name: str) -> list[str]:
    """Return what a package asks for: this project by pyproject.toml, which may be newer than what is installed."""
    if name == _PROJECT:
        return list(tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["dependencies"])
    return distribution(name).requires or []


def licence(package: Distribution) -> str:
    """Return the licence that a package states; fails for one that states none."""
    about = package.metadata
    stated = about["License-Expression"] or about["License"] or ""
    if not stated or stated == "UNKNOWN" or len(stated) > 60:
        classes = [c.split(" :: ")[-1] for c in about.get_all("Classifier") or [] if c.startswith("License ::")]
        stated = " or ".join(classes) or _licence_of_text(package)
    assert stated, f"{about['Name']} states no licence: find out before you depend on it"
    return _NAMES.get(stated, stated)


def _licence_of_text(package: Distribution) -> str:
    """Return the licence by the words that come with a package which names none; "" where they are of no known one."""
    texts = (file.read_text() for file in package.files or [] if "licenses" in file.parts)
    return next((name for text in texts for words, name in _WORDS.items() if words in text), "")


def render_list() -> str:
    """Return both tables: what this project chose and why, and what came along."""
    chosen = reasons()
    lines = ["| package | licence | what for |", "| --- | --- | --- |"]
    lines += [f"| {name} | {licence(distribution(name))} | {why} |" for name, why in sorted(chosen.items())]
    lines += ["", "They bring these along:", "", "| package | licence | asked for by |", "| --- | --- | --- |"]
    for name, askers in needed().items():
        if name not in chosen:
            lines.append(f"| {name} | {licence(distribution(name))} | {', '.join(askers)} |")
    return "\n".join(lines)
