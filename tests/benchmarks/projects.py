"""Writes the same portfolio as a project of each program that is measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from benchmarks.generated_portfolio import FIRST_PROGRAMME, Portfolio, frameworks, write_portfolio
from benchmarks.hand_written_pages import all_pages, hugo_markdown, markdown

WriteProject = Callable[[Path, Portfolio], None]
"""Writes a project of a portfolio into a folder."""


@dataclass(frozen=True)
class Project:
    """A folder from which one program builds a site."""

    name: str
    write: WriteProject
    site: str
    """The folder of the site, below the project's."""

    stored: tuple[str, ...] = ()
    """Folders that the program keeps from build to build."""

    edited: tuple[str, str] = ("", "")
    """A file, and what stands there before the words that an edit changes."""

    def edit(self, folder: Path, number: int) -> str:
        """Change the wording of one element; return the word that its page then shows."""
        name, before = self.edited
        word, path = f"Reworded{number}", folder / name
        before_words, found, words = path.read_text(encoding="utf-8").partition(before)
        assert found, f"{name} holds no {before!r}"
        changed = words.split(maxsplit=1)[1] if words.startswith("Reworded") else words
        path.write_text(f"{before_words}{found}{word} {changed}", encoding="utf-8")
        return word


def _settings(**more: Any) -> str:
    """Return mkdocs.yml for Material, with its search and no font from elsewhere."""
    settings = {
        "site_name": "Measured",
        "site_url": "http://127.0.0.1/",
        "theme": {"name": "material", "font": False},
        "nav": [{"Home": "index.md"}],
        "plugins": ["search"],
        "validation": {"omitted_files": "ignore"},
    }
    return yaml.safe_dump(settings | more, sort_keys=False)


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def ours(name: str, **options: Any) -> Project:
    """Return a project of this plugin with these options."""

    def write(folder: Path, portfolio: Portfolio) -> None:
        _write(folder, {"mkdocs.yml": _settings(plugins=["search", {"outcome-frameworks": options}])})
        _write(folder, {"docs/index.md": "# Home\n"})
        write_portfolio(folder / "frameworks", portfolio)

    return Project(name, write, "site", (".cache",), (f"frameworks/{FIRST_PROGRAMME}.yml", "statement: "))


def _write_empty(folder: Path, _portfolio: Portfolio) -> None:
    _write(folder, {"mkdocs.yml": _settings(), "docs/index.md": "# Home\n"})


def _write_material(folder: Path, portfolio: Portfolio) -> None:
    _write(folder, {"mkdocs.yml": _settings()})
    for page in all_pages(portfolio):
        _write(folder, {f"docs/{page.path}.md": markdown(page)})


def _write_gen_files(folder: Path, portfolio: Portfolio) -> None:
    script = f"""import sys
sys.path.insert(0, {str(Path(__file__).parents[1])!r})
import mkdocs_gen_files
from benchmarks.generated_portfolio import Portfolio
from benchmarks.hand_written_pages import all_pages, markdown
for page in all_pages({portfolio!r}):
    with mkdocs_gen_files.open(page.path + ".md", "w", encoding="utf-8") as file:
        file.write(markdown(page))
"""
    plugins = ["search", {"gen-files": {"scripts": ["generate.py"]}}]
    _write(folder, {"mkdocs.yml": _settings(plugins=plugins), "generate.py": script, "docs/about.md": "# About\n"})


_HUGO_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><h1>{{ .Title }}</h1>
{{ .Content }}</body>
</html>
"""


def _write_hugo(folder: Path, portfolio: Portfolio) -> None:
    settings = 'baseURL = "http://127.0.0.1/"\ntitle = "Measured"\ndisableKinds = ["taxonomy", "term", "RSS"]\n'
    layouts = {f"layouts/_default/{kind}.html": _HUGO_PAGE for kind in ("single", "list")}
    _write(folder, {"config.toml": settings, **layouts})
    for page in all_pages(portfolio):
        name = page.path.removesuffix("index") + "_index" if page.path.endswith("index") else page.path
        _write(folder, {f"content/{name}.md": hugo_markdown(page)})


_SPHINX_SETTINGS = """project = "Measured"
extensions = ["sphinx_needs"]
needs_types = [{"directive": "item", "title": "Item", "prefix": "I", "color": "#fff", "style": "node"}]
needs_id_regex = "^[A-Za-z0-9_-]+$"
"""


def _write_sphinx_needs(folder: Path, portfolio: Portfolio) -> None:
    _write(folder, {"conf.py": _SPHINX_SETTINGS})
    for framework in frameworks(portfolio):
        id = framework["programme"]["id"]
        elements = {e["id"]: e for level in framework["levels"] for e in level["elements"]}
        claims = {claim["id"]: claim for claim in framework["hypotheses"]}
        for name, item in (elements | claims).items():
            links = ", ".join(f"{id}-{other}" for other in item.get("leads_to", []))
            fields = f"   :id: {id}-{name}\n" + (f"   :links: {links}\n" if links else "")
            note = item.get("note", "").replace("\n\n", "\n\n   ")
            text = f"{name}\n====\n\n.. item:: {name}\n{fields}\n   Wording: {item['statement']}\n\n   {note}\n"
            _write(folder, {f"programmes/{id}/{name.lower()}.rst": text})
        title, aim = framework["programme"]["title"], framework["programme"]["aim"]
        need = f".. item:: {title}\n   :id: {id}\n\n   {aim}\n"
        _write(folder, {f"programmes/{id}/index.rst": f"{title}\n{'=' * 60}\n\n{need}\n" + _toctree("*")})
    _write(folder, {"index.rst": "Home\n====\n\n" + _toctree("programmes/*/index")})


def _toctree(pattern: str) -> str:
    return f".. toctree::\n   :glob:\n   :maxdepth: 1\n\n   {pattern}\n"


def _write_strictdoc(folder: Path, portfolio: Portfolio) -> None:
    for framework in frameworks(portfolio):
        id, title = framework["programme"]["id"], framework["programme"]["title"]
        parts = [f"[DOCUMENT]\nTITLE: {title}\n", _strictdoc_item(id, title, framework["programme"]["aim"], [])]
        elements = [element for level in framework["levels"] for element in level["elements"]]
        for item in [*elements, *framework["hypotheses"]]:
            to = [f"{id}-{other}" for other in item.get("leads_to", [])]
            parts.append(_strictdoc_item(f"{id}-{item['id']}", item["id"], item["statement"], to, item.get("note", "")))
        _write(folder, {f"docs/{id}.sdoc": "\n".join(parts)})


def _strictdoc_item(id: str, title: str, words: str, leads_to: list[str], note: str = "") -> str:
    relations = "".join(f"- TYPE: Parent\n  VALUE: {other}\n" for other in leads_to)
    text = f"[REQUIREMENT]\nUID: {id}\nTITLE: {title}\nSTATEMENT: {words}\n"
    text += f"COMMENT: >>>\n{note}\n<<<\n" if note else ""
    return text + (f"RELATIONS:\n{relations}" if relations else "")


_FIRST_ITEM = f"programmes/{FIRST_PROGRAMME}/a1"
EMPTY = Project("empty", _write_empty, "site")
MATERIAL = Project("material", _write_material, "site", edited=(f"docs/{_FIRST_ITEM}.md", "# "))
ZENSICAL = replace(MATERIAL, name="zensical", stored=(".cache",))
GEN_FILES = Project("gen-files", _write_gen_files, "site")
HUGO = Project("hugo", _write_hugo, "public", ("resources",), (f"content/{_FIRST_ITEM}.md", "title: '"))
SPHINX_NEEDS = Project(
    "sphinx-needs", _write_sphinx_needs, "built/html", ("built",), (f"{_FIRST_ITEM}.rst", "Wording: ")
)
STRICTDOC = Project(
    "strictdoc", _write_strictdoc, "output/html", ("output",), (f"docs/{FIRST_PROGRAMME}.sdoc", "A1\nSTATEMENT: ")
)
