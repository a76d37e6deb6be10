"""Leave out of a site what Material for MkDocs brings along and no reader of this site is ever sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from outcome_frameworks.hosts.mkdocs.late_files import LateFile
from outcome_frameworks.hosts.mkdocs.material.theme import material_dir, mends
from outcome_frameworks.system.regular_files import read_bytes

_SEARCH = {"assets/javascripts/lunr/": b"lunr/", "assets/javascripts/workers/": b"workers/"}
"""The folders of Material's own search, which ours stands in for, and by what an address in one is known."""

_WRITTEN = {".css", ".htm", ".html", ".js", ".json", ".markdown", ".md", ".mjs", ".xml"}
"""The ends of names of files that may lead to others."""


def leave_out_unused(files: Files, config: MkDocsConfig, *, has_search: bool) -> None:
    """Take Material's source maps out of the files of a site that is mended; its search too, where ours serves.

    Only developers' tools ask for a source map. What a site names in any file of its own stays, and so does what
    stands at the same place in its `docs` or `custom_dir`.

    Args:
        files: The site's files, those of its theme among them. What is made of frameworks names none of them.
        config: The site's settings.
        has_search: Whether the search is ours.
    """
    material = material_dir()
    if material is None:
        return
    others = [file for file in files if not isinstance(file, LateFile)]
    theme = [file for file in others if Path(file.abs_src_path or "").is_relative_to(material)]
    own = set(others).difference(theme)
    unused = {file.src_uri: mark for file in theme if (mark := _mark(file, config, has_search=has_search))}
    named = _marks_in(_texts(own, config), set(unused.values()))
    for file in theme:
        if unused.get(file.src_uri) not in {None, *named}:
            files.remove(file)


def _mark(file: File, config: MkDocsConfig, *, has_search: bool) -> bytes | None:
    """Return by what a file that no page asks for is known where a site names it; None for one that pages ask for."""
    if has_search and (folder := next(filter(file.src_uri.startswith, _SEARCH), None)):
        return _SEARCH[folder]
    return Path(file.src_uri).name.encode() if mends(config) and file.src_uri.endswith(".map") else None


def _marks_in(texts: Iterable[bytes], marks: set[bytes]) -> set[bytes]:
    """Return which marks stand in any of some texts."""
    return {mark for text in texts for mark in marks if mark in text}


def _texts(files: Iterable[File], config: MkDocsConfig) -> Iterator[bytes]:
    """Yield what a site has in its settings, its own files and its own templates."""
    scripts = [str(script) for script in config.extra_javascript]
    yield repr((config.extra, config.extra_css, scripts)).encode()
    for file in files:
        if Path(file.src_uri).suffix in _WRITTEN:
            yield _read(Path(file.abs_src_path)) if file.abs_src_path else file.content_bytes
    if config.theme.custom_dir:
        yield from (_read(path) for path in Path(config.theme.custom_dir).rglob("*.html"))


def _read(path: Path) -> bytes:
    """Return what a file holds; nothing where it cannot be read, of which MkDocs tells."""
    try:
        return read_bytes(path)
    except OSError:
        return b""
