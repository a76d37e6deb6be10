"""The templates that a site brings along itself: what of them may come into our pages, and what they ask of these."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import mkdocs
from jinja2 import Environment, TemplateError, nodes
from mkdocs.config.defaults import MkDocsConfig

import outcome_frameworks
from outcome_frameworks.pages.rendering.renderer import TEMPLATE_ROOT

DATE = "build_date_utc"
"""What templates call the time of the build."""

_INSTALLED = frozenset({"site-packages", "dist-packages"})
"""The names of folders that hold installed packages, wherever they stand."""

_OTHER_PAGES = frozenset({"pages", "nav"})
"""What templates call other pages, of which they can show anything."""

_NEIGHBOURS = frozenset({"next_page", "previous_page", "parent", "ancestors", "children"})

_TEXTS = frozenset({"title", "content", "canonical_url", "edit_url", "description"})
"""What a shell has marks for: they stand where a template prints them, and nothing may be made of them."""

_KNOWN = frozenset({"meta", "toc", "is_homepage", "next_page", "previous_page"}) | _TEXTS - {"description"}
"""What shells know of a page."""

_WORK = (
    *(nodes.Filter, nodes.FilterBlock, nodes.Test, nodes.Compare, nodes.Call),
    *(nodes.Getattr, nodes.Getitem, nodes.Assign, nodes.AssignBlock),
)
"""What templates make something of texts with, such as `page.title | upper`."""

Asked = tuple[str, str]


@dataclass(frozen=True)
class SiteTemplates:
    """The files in the folders of a theme that belong to no installed package, such as its `custom_dir`."""

    folders: tuple[Path, ...]

    @classmethod
    def of(cls, config: MkDocsConfig) -> SiteTemplates:
        """Return those of a site. What is installed has a version; a theme that is worked on is a site's own."""
        packages = [Path(module.__file__ or "").parent.resolve() for module in (mkdocs, outcome_frameworks)]
        folders = (Path(folder).resolve() for folder in config.theme.dirs)
        return cls(
            tuple(
                folder
                for folder in folders
                if _INSTALLED.isdisjoint(folder.parts) and not any(map(folder.is_relative_to, packages))
            )
        )

    @cached_property
    def _contents(self) -> dict[str, bytes]:
        """Each file by its name. A template may take in any of them, such as a picture or a style sheet."""
        found: dict[str, bytes] = {}
        for folder in self.folders:
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    found.setdefault(path.relative_to(folder).as_posix(), path.read_bytes())
        return found

    @property
    def digests(self) -> list[tuple[str, str]]:
        """The name of each file, with the digest of what it holds."""
        return [(name, hashlib.sha256(content).hexdigest()) for name, content in self._contents.items()]

    @cached_property
    def _parsed(self) -> dict[str, nodes.Template | None]:
        """Each template of the theme's pages by its name; None for one that is more than Jinja."""
        found: dict[str, nodes.Template | None] = {}
        for name, content in self._contents.items():
            is_template = name.endswith(".html") or b"{{" in content or b"{%" in content
            if not is_template or name.startswith(f"{TEMPLATE_ROOT}/"):
                continue
            try:
                found[name] = Environment(
                    autoescape=True, extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"]
                ).parse(content.decode("utf-8"))
            except (TemplateError, UnicodeDecodeError):
                if name.endswith(".html"):
                    found[name] = None
        return found

    @property
    def ask_for_date(self) -> bool:
        """Whether one of them may show when the site was built."""
        return any(DATE.encode() in content for content in self._contents.values())

    @property
    def ask_for_pages(self) -> bool:
        """Whether one of them may show what stands on other pages."""
        return any(tree is None or _asks_for_pages(tree) for tree in self._parsed.values())

    def beyond_shells(self) -> Asked | None:
        """Return the first template that asks for more of a page than shells know, and what for; None for none.

        As `("main.html", "page.url")`.
        """
        for name, tree in self._parsed.items():
            if tree is None:
                return name, "what only MkDocs can read"
            if asked := next(_beyond(tree, is_worked_on=False), None):
                return name, asked
        return None


def _asks_for_pages(tree: nodes.Template) -> bool:
    names = any(name.name in _OTHER_PAGES for name in tree.find_all(nodes.Name))
    return names or any(one.attr in _NEIGHBOURS for one in tree.find_all(nodes.Getattr))


def _beyond(node: nodes.Node, *, is_worked_on: bool) -> Iterator[str]:
    """Yield what a part of a template asks for of `page`, as far as no shell can tell it."""
    path = _path_from_page(node)
    if path:
        first, last = path[0], path[-1]
        is_text = last in _TEXTS and (len(path) == 1 or path[0] == "meta")
        if first not in _KNOWN or (is_text and is_worked_on) or (first in _TEXTS and len(path) > 1):
            yield ".".join(("page", *path)) + (", to make something else of it" if is_text else "")
        return
    if isinstance(node, nodes.Name) and node.name == "page" and is_worked_on:
        yield "page as a whole"
    for child in node.iter_child_nodes():
        yield from _beyond(child, is_worked_on=is_worked_on or isinstance(node, _WORK))


def _path_from_page(node: nodes.Node) -> list[str]:
    """Return the attributes that lead from `page` to something, as `["meta", "title"]`; none for anything else."""
    path: list[str] = []
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        if isinstance(node, nodes.Getattr):
            path.insert(0, node.attr)
        else:
            path.insert(0, str(node.arg.value) if isinstance(node.arg, nodes.Const) else "…")
        node = node.node
    return path if isinstance(node, nodes.Name) and node.name == "page" else []
