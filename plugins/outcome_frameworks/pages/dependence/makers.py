"""What makes the output of every programme: this package, the libraries that it uses, the templates, an engine."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from jinja2 import Environment, TemplateError, meta

from outcome_frameworks import __version__
from outcome_frameworks.addresses.kinds import PAGE_KINDS
from outcome_frameworks.outcome_map.arranging.engine import PURE, Engine
from outcome_frameworks.pages.rendering.renderer import TEMPLATE_ROOT, THEME_DIR
from outcome_frameworks.system.programs import ProgramError, run_program

_PACKAGE = Path(__file__).parents[2]

_LIBRARIES = (
    "font-source-sans-pro graphviz graphviz-pure jinja2 markdown markupsafe nh3 pillow pydantic pydantic-core pyphen "
    "pyyaml resvg-py uharfbuzz"
).split()
"""What reads frameworks and makes bytes of them; one that is not there makes none."""

_OF_THE_SITE = tuple(f"{TEMPLATE_ROOT}/{kind.name}/" for kind in PAGE_KINDS.values() if kind.scope == "site")
"""How the names of templates begin that only pages of the whole site are made of."""


def made_with(template_dirs: Sequence[Path]) -> str:
    """Return the digest of what makes output, whatever it is made from: 64 hexadecimal digits.

    That is this package with its code, the libraries and the version of Python that have a part in it, and every
    template of these theme folders that may be used.
    """
    templates = [(name, _digest_of(path)) for name, path in sorted(_used(template_dirs).items())]
    return hashlib.sha256(json.dumps([_programs(), templates]).encode()).hexdigest()


def asks_for_all(template_dirs: Sequence[Path]) -> bool:
    """Return whether pages of programmes are made with templates of a site's own: these may show anything."""
    return any(not name.startswith(_OF_THE_SITE) for name in _own(_in_folders(template_dirs)))


def has_own(template_dirs: Sequence[Path]) -> bool:
    """Return whether any template is one of a site's own: what a programme gives to a page of all may show anything."""
    return any(True for _ in _own(_in_folders(template_dirs)))


def name_engine(engine: Engine | None) -> str:
    """Return the name and the version of the engine that orders maps; "" for none."""
    if engine is None:
        return ""
    return f"{engine.name} {version(PURE) if engine.name == PURE else _ask_version(engine.program)}"


@cache
def _ask_version(program: Path) -> str:
    try:
        ended = run_program([str(program), "-V"], seconds=5, megabytes=1, text=b"")
    except ProgramError as error:
        return str(error)
    return (ended.output + ended.errors).decode(errors="replace")


@cache
def _programs() -> tuple[object, ...]:
    """Return versions, and the digest of the code: whoever works on it builds sites without giving it a new version."""
    python = platform.python_implementation(), platform.python_version_tuple()[:2], unicodedata.unidata_version
    code = hashlib.sha256()
    for folder, folders, names in os.walk(_PACKAGE):
        folders.sort()
        for name in sorted(names):
            if name.endswith((".py", ".html")):
                content = Path(folder, name).read_bytes()
                code.update(f"{folder.removeprefix(str(_PACKAGE))}/{name} {len(content)}\n".encode() + content)
    return __version__, python, [(name, _version(name)) for name in _LIBRARIES], code.hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _in_folders(folders: Sequence[Path]) -> dict[str, Path]:
    """Return our templates by their names: as Jinja looks for them, the first folder that has one counts."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in (folder / TEMPLATE_ROOT).rglob("*"):
            if path.is_file():
                found.setdefault(path.relative_to(folder).as_posix(), path)
    return found


def _own(templates: dict[str, Path]) -> Iterator[str]:
    """Yield the names of the templates that are a site's own."""
    return (name for name, path in templates.items() if not path.is_relative_to(THEME_DIR))


def _used(folders: Sequence[Path]) -> dict[str, Path]:
    """Return all templates that pages may be made of: ours, and what those of the site's own take in from elsewhere."""
    found = _in_folders(folders)
    waiting = list(_own(found))
    while waiting:
        for name in _taken_in(found[waiting.pop()], folders):
            path = next((folder / name for folder in folders if (folder / name).is_file()), None)
            if path and name not in found:
                found[name] = path
                waiting.append(name)
    return found


def _taken_in(template: Path, folders: Sequence[Path]) -> Iterator[str]:
    """Yield the names of the templates that one takes in; of all that there are where it says so only as it runs."""
    try:
        names = meta.find_referenced_templates(Environment(autoescape=True).parse(template.read_text("utf-8")))
    except TemplateError:  # no page is made of it
        return
    for name in names:
        if name is not None:
            yield name
        else:
            yield from (path.relative_to(one).as_posix() for one in folders for path in one.rglob("*.html"))
