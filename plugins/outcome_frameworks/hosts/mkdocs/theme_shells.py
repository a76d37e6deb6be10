"""The shells of a site that MkDocs builds: pages of marks, rendered through the site's own theme and plugins."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation

from outcome_frameworks.hosts.mkdocs.files import FrameworkPage, content_of, contents_of, top_id
from outcome_frameworks.hosts.mkdocs.material.pagefind_search import mark_framework_page
from outcome_frameworks.hosts.page_head import missing_in, subjects_of
from outcome_frameworks.hosts.shells import Marks, Shell, ShellError
from outcome_frameworks.pages import Page, Section
from outcome_frameworks.pages.page import Body

_ONCE = ("head", "body")
_TEXTS = ("title", "description")
_ALSO = ("title", "description", "address", "edit", "top")


_ODD = "Tea & <em>“biscuits”</em>  are 'had', " + "by everybody who comes and stays, " * 20 + "عربي É."
"""A title that themes that cut, join or change titles do not leave as it is."""


@dataclass(frozen=True)
class _OddMarks(Marks):
    """Marks of which those that titles and descriptions are made of are no marks, but as odd as texts can be."""

    def __getitem__(self, name: str) -> str:
        return _ODD if name in _TEXTS else super().__getitem__(name)


class _Shape(NamedTuple):
    """What a shell is the same for."""

    heads_folder: bool
    contents: str
    sections: tuple[tuple[str, str], ...]
    has_edit_link: bool
    is_found: bool


@dataclass(frozen=True)
class _HeadedShell:
    """A shell, and what its head says something of by itself already."""

    shell: Shell
    subjects: frozenset[str]


class _SamplePage(FrameworkPage):
    """A page of marks in place of one of ours, where no other page stands: in a folder of its own programme."""

    def __init__(self, page: Page, like: FrameworkPage, marks: Marks, config: MkDocsConfig) -> None:
        folder = posixpath.dirname(posixpath.dirname(page.src_uri))
        name = "index.md" if _heads_folder(page.src_uri) else f"{marks['file']}.md"
        src_uri = posixpath.join(folder, marks["folder"], name)
        sample = replace(
            page,
            title=marks["title"],
            description=marks["description"],
            make_body=lambda: Body(Markup(""), page.sections),
            make_head=lambda: escape(marks["head"]),
        )
        super().__init__(sample, File.generated(config, src_uri, content=""), config)
        self.canonical_url = like.canonical_url and marks["address"]
        self.edit_url = like.edit_url and marks["edit"]
        self._marks = marks

    @property
    def heading(self) -> str:
        """The content: a mark as a heading, since Material puts one before content that has none."""
        return f"<h1>{self._marks['body']}</h1>"

    def show(self, page: Page) -> None:
        """Set marks as the content."""
        self.content = self.body = self.heading
        self.toc = contents_of(page, str(escape(self._marks["title"])), self._marks["top"])


class ThemeShells:
    """Fills our pages into the theme of a site, each as MkDocs itself would render it.

    `files` are the documentation pages that templates of the theme may list. With `compared`, the first page of each
    shape is rendered in both ways, and in each build one with an odd title.
    """

    def __init__(
        self, env: Environment, nav: Navigation, files: Sequence[File], config: MkDocsConfig, *, compared: bool
    ) -> None:
        self._env, self._nav, self._files, self._config = env, nav, files, config
        self._marks, self._compared = Marks(), compared
        self._made: dict[_Shape, _HeadedShell] = {}
        self._listed = {page.file.src_uri for page in nav.pages}
        self._seen_from = lru_cache(maxsize=8)(_seen_from)

    def render(self, page: Page, known: FrameworkPage, *, has_search: bool) -> str:
        """Return a page as a whole. `known` is what MkDocs knows of it.

        Pages that menus name, and those that are there once, are rendered one by one, since each menu is another.

        Raises:
            ShellError: where the theme does something to pages that a shell cannot tell.
        """
        if page.src_uri in self._listed or not known.has_shell:
            return self.render_alone(page, known)
        shape = _Shape(
            _heads_folder(page.src_uri),
            page.kind.contents,
            tuple((section.id, section.title) for section in page.sections),
            known.edit_url is not None,
            page.is_found,
        )
        is_first = shape not in self._made
        if is_first:
            self._made[shape] = self._shell_like(page, known)
        output = self._filled(self._made[shape], page, known, has_search=has_search)
        if is_first and self._compared and output != self.render_alone(page, known):
            raise ShellError(f"{page.src_uri} is another page when MkDocs renders it")
        return output

    def fingerprint(self, page: Page, known: FrameworkPage) -> str:
        """Return a digest of what the theme puts around a page, whatever that shows: 64 hexadecimal digits.

        Raises:
            ShellError: where the theme does something to pages that a shell cannot tell.
        """
        sections = tuple(Section(id, id.upper(), Markup("")) for id in ("a", "b"))
        like = replace(page, make_body=lambda: Body(Markup(""), sections))
        shell = self._shell_like(like, known).shell
        if self._compared:
            values = {name: self._marks[name] for name in shell.names} | dict.fromkeys(_TEXTS, str(escape(_ODD)))
            if shell.fill(values) != self._sample_like(like, known, _OddMarks(self._marks.number)):
                raise ShellError("the theme makes something else of a long title")
        return hashlib.sha256(repr(shell).encode()).hexdigest()

    def _filled(self, made: _HeadedShell, page: Page, known: FrameworkPage, *, has_search: bool) -> str:
        body = content_of(page)
        return self._seen_from(made.shell, page.src_uri, known.file.url).fill(
            {
                "title": str(escape(page.title)),
                "description": str(escape(page.description)),
                "address": known.canonical_url or "",
                "edit": known.edit_url or "",
                "top": top_id(page),
                "head": missing_in(made.subjects, page.head),
                "body": mark_framework_page(body, page) if has_search else body,
            }
        )

    def _shell_like(self, page: Page, known: FrameworkPage) -> _HeadedShell:
        shell = self._marks.split(self._sample_like(page, known, self._marks), _ONCE, _ALSO)
        return _HeadedShell(shell, subjects_of(shell.fill(dict.fromkeys(shell.names, "")).partition("</head>")[0]))

    def _sample_like(self, page: Page, known: FrameworkPage, marks: Marks) -> str:
        sample = _SamplePage(page, known, marks, self._config)
        sample.read_source(self._config)
        return self.render_alone(sample.framework_page, sample).replace(sample.heading, marks["body"])

    def render_alone(self, page: Page, known: FrameworkPage) -> str:
        """Return a page as MkDocs renders it (mkdocs.commands.build, `_build_page`)."""
        config, plugins, facts = self._config, self._config.plugins, known.framework_page
        known.framework_page, config._current_page = page, known  # noqa: SLF001  # as MkDocs itself does
        try:
            known.active = True
            known.show(page)
            context = get_context(self._nav, self._files, config, known)
            template = self._env.get_template(known.meta.get("template", "main.html"))
            context = plugins.on_page_context(context, page=known, config=config, nav=self._nav)
            return str(plugins.on_post_page(template.render(context), page=known, config=config))
        finally:
            known.active = False
            known.content, known.body = "", ""  # not kept: all of them together take much memory
            known.framework_page, config._current_page = facts, None  # noqa: SLF001


def _heads_folder(src_uri: str) -> bool:
    """Return whether a page is that of a folder itself, with an address that is one step shorter."""
    return posixpath.basename(src_uri) == "index.md"


def _seen_from(shell: Shell, src_uri: str, url: str) -> Shell:
    """Return a shell as seen from the folder of a programme: what stands in that folder needs no way around.

    The sample stands in a folder where nothing else does, and links to `../../garden/s1/`; a page in `garden` itself
    links to `../s1/`, and its first page to `s1/`.
    """
    above = src_uri.count("/") - 1
    folders = url.split("/")[:-1]
    up = "../" * (len(folders) - above)
    return shell.replaced(f'"{up}{folders[above]}/', f'"{up[3:]}')
