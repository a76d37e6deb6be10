"""Put a search index into a built site; take it from the cache where nothing has changed."""

from __future__ import annotations

import hashlib
import os
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from html import escape
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import cbor2

from outcome_frameworks.hosts.mkdocs.reporting import log
from outcome_frameworks.hosts.mkdocs.search.index_files import (
    DamagedIndexError,
    is_data,
    is_program,
    languages_of,
    require_whole,
)
from outcome_frameworks.hosts.mkdocs.search.joined_index import join_indexes
from outcome_frameworks.hosts.mkdocs.search.run_pagefind import PagefindError, installed_pagefind, run_pagefind
from outcome_frameworks.system.kept_code import keep_code, load_code
from outcome_frameworks.system.kept_files import DAY, KeptFiles, KeptFolder

FOLDER = "pagefind"
"""The folder of the index in the site."""

KEPT_FOR = DAY
"""Seconds for which an index that is no longer used stays in the cache."""

PART = 128
"""Pages that are indexed together, on average: what a change costs, while each part takes Pagefind .02 s more."""

_LEFT_OUT = (
    *(".of-breadcrumb", ".of-kicker", ".of-map", ".of-contents", ".of-neighbours", ".of-up", ".of-cite", ".of-basis"),
    ".of-share",
    *(
        ".of-section--levels .of-entries",
        ".of-section--parts",
        ".of-section--spoken-of",
        ".of-connection > p",
    ),
    *(".of-section--hypotheses", ".of-about", "dt", "h2", ".headerlink", ".md-content__button", ".md-source-file"),
    *(".md-feedback", ".md-tags", "[data-search-exclude]"),
)
"""What stands on a page and is no content of its own: ways to other pages, and what other pages say."""

_SKIPPED = re.compile(
    rb'(<(\w+) class="of-(?:map|breadcrumb|contents|neighbours|share|cite|up|kicker|basis)[ "][^>]*>)(.*?)</\2>',
    re.DOTALL,
)
"""Most of what is left out of an article, with what stands in it: `<figure class="of-map of-cols-2">…</figure>`."""

_LANGUAGE = re.compile(rb"<html[^>]*>")
"""The start tag that states the language of a page: `<html lang="en" class="no-js">`."""

_MARK = b"data-pagefind-"
_INDEXED = _MARK + b"body"
_END_OF_ARTICLE = b"</article>"


class _SearchedPage(NamedTuple):
    """A page that a search finds: its path, and a digest of what it finds of it."""

    path: str
    digest: bytes


def index_site(
    site: Path, cache: KeptFolder, language: str = "", known: Mapping[str, bytes] = MappingProxyType({})
) -> bool:
    """Put a search index into a built site; return whether there is one.

    `cache` is a folder that outlives builds: the index in it is used again while the content of all
    pages, the version of Pagefind and the language are the same, and so is what was made of each part of the site. The
    scripts that search it always come from the installed Pagefind, so that none of what runs in a browser can come from
    a cache. Where Pagefind is missing, fails or takes too long, one warning says so, and the site stays without an
    index. `known` holds what `searched_part` returned for pages that need not be read for it, by their paths.
    """
    kept, pages = cache.files(KEPT_FOR), _searched_pages(site, known)
    key, parts = _key("whole", language, pages), {_key("part", language, part): part for part in _parts_of(pages)}
    try:
        index = _unpacked(kept.get(key))
        if index is None:
            index = _made(site, parts, kept, language)
            kept.put(key, cbor2.dumps(index))
        else:
            for part in parts:
                kept.holds(part)  # the next change needs all but its own
        programs = _programs_for(index, language)
    except (PagefindError, DamagedIndexError) as error:
        log.warning("The search index could not be made, so the search of this site will not work: %s", error)
        return False
    kept.forget_old()
    _write(site / FOLDER, index | programs)
    return True


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for below in {path.rpartition("/")[0] for path in files}:
        (folder / below).mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        with open(f"{folder}/{path}", "wb") as file:  # noqa: PTH123  # half of what Path takes
            file.write(content)


def _made(site: Path, parts: Mapping[str, list[_SearchedPage]], kept: KeptFiles, language: str) -> dict[str, bytes]:
    """Return the index of a site: joined from those of parts, each as it was kept where no page of it has changed."""
    indexes = {key: _unpacked(kept.get(key)) for key in parts}
    missing = [key for key, index in indexes.items() if index is None]
    made = run_pagefind((_html_of(site, parts[key]) for key in missing), language, _LEFT_OUT) if missing else ()
    for key, files in zip(missing, made, strict=True):
        indexes[key] = index = _data(files)
        kept.put(key, cbor2.dumps(index))
    joined = join_indexes([index for index in indexes.values() if index is not None])
    if joined is None:
        (whole,) = run_pagefind([_html_of(site, chain.from_iterable(parts.values()))], language, _LEFT_OUT)
        index = _data(whole)
        joined = join_indexes([index]) or index
    return joined


def _parts_of(pages: list[_SearchedPage]) -> Iterator[list[_SearchedPage]]:
    """Yield pages in parts: where one ends follows from the path of a page, so that a new page leaves others as are."""
    part: list[_SearchedPage] = []
    for page in pages:
        if len(part) >= PART // 2 and zlib.crc32(os.fsencode(page.path)) % (PART // 2) == 0:
            yield part
            part = []
        part.append(page)
    yield part


def _data(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the index among the files that Pagefind gave, where it is whole."""
    index = {path: content for path, content in files.items() if is_data(path)}
    require_whole(index)
    return index


def _unpacked(content: bytes | None) -> dict[str, bytes] | None:
    """Return the files of an index as it was kept; None where there is none, or it holds more than data."""
    index = cbor2.loads(content) if content is not None else {}
    return index if index and all(is_data(path) for path in index) else None


def _programs_for(index: Mapping[str, bytes], language: str) -> dict[str, bytes]:
    """Return what searches an index in the browser: as kept beside the package, else from a run over small pages."""
    languages, installed = languages_of(index), installed_pagefind()
    key = ("programs of the search", installed, language, languages)
    if installed and (kept := load_code(*key)):
        return dict(cbor2.loads(kept))
    (files,) = run_pagefind([_samples(languages)], language, _LEFT_OUT)
    programs = {path: content for path, content in files.items() if is_program(path)}
    if installed:
        keep_code(cbor2.dumps(programs), *key)
    return programs


def _samples(languages: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield a page of each language, for which Pagefind gives the same scripts as for others."""
    for language in languages:
        yield f"{language}.html", f'<html lang="{escape(language)}"><body {_INDEXED.decode()}><p>x</p></body></html>'


def _html_of(site: Path, pages: Iterable[_SearchedPage]) -> Iterator[tuple[str, str]]:
    """Yield the path of each page and what Pagefind is to read of it."""
    for path, _ in pages:
        name = os.fsencode(path).decode("utf-8", "replace")
        yield name, _without_theme((site / path).read_bytes()).decode("utf-8", "replace")


def _without_theme(page: bytes) -> bytes:
    """Return what Pagefind reads of a page: the article alone, where nothing around it says anything to Pagefind.

    Menus, header and footer are most of a page, and maps most of an article: Pagefind would parse them only to leave
    them out.
    """
    marked = page.find(_INDEXED)
    start, end = page.rfind(b"<article", 0, marked), _end_of_searched(page, marked)
    if start < 0 or end < start or _MARK in page[:start] or _MARK in page[end:]:
        return page
    stated, article = _LANGUAGE.search(page), _SKIPPED.sub(_emptied, page[start:end])
    return (stated[0] if stated else b"<html>") + b"<body>" + article + _END_OF_ARTICLE + b"</body></html>"


def _emptied(skipped: re.Match[bytes]) -> bytes:
    """Return an element without what stands in it, where it is sure which tag ends it."""
    start, name, inner = skipped.groups()
    return skipped[0] if b"<" + name in inner else start + b"</" + name + b">"


def _searched_pages(site: Path, known: Mapping[str, bytes]) -> list[_SearchedPage]:
    """List the pages that are to be indexed, in the order of their paths."""
    found = ((path, known.get(path)) for path in _html_files(site))
    listed = (
        _SearchedPage(path, searched_part((site / path).read_bytes()) if digest is None else digest)
        for path, digest in found
    )
    return [page for page in listed if page.digest]


def _html_files(site: Path) -> list[str]:
    """List the pages by their paths: folders give them in an order of their own, which differs from disk to disk."""
    found: list[str] = []
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        with suppress(OSError), os.scandir(site / folder) as entries:  # what nobody may read is no page
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{folder}{entry.name}/")
                elif entry.name.endswith(".html") and _is_file(entry):
                    found.append(folder + entry.name)
    return sorted(found)


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Return whether something is a file, or a link to one: to read a pipe would take for ever."""
    return entry.is_file(follow_symlinks=False) or os.path.isfile(entry.path)  # noqa: PTH113


def _key(of: str, language: str, pages: Iterable[_SearchedPage]) -> str:
    """Return a name for what would be indexed: the same name, the same index."""
    digest = hashlib.sha256(repr((version("pagefind"), of, PART, language, _LEFT_OUT)).encode())
    for path, searched in pages:
        digest.update(b"\0" + os.fsencode(path) + b"\0" + searched)
    return digest.hexdigest()[:32]


def searched_part(page: bytes) -> bytes:
    """Return a digest of what a search finds of a page, and of the language that it states; b"" where it finds none."""
    start = page.find(_INDEXED)
    if start < 0:
        return b""
    stated = _LANGUAGE.search(page)
    return hashlib.sha256((stated[0] if stated else b"") + b"\0" + page[start : _end_of_searched(page, start)]).digest()


def _end_of_searched(page: bytes, start: int) -> int:
    """Return where what a search reads of a page ends: with its header, where that alone is marked, or its article."""
    if page.rfind(b"<", 0, start) == page.rfind(b"<header", 0, start):
        end = page.find(b"</header>", start)
        if end >= 0 and page.find(_MARK, end) < 0:
            return end + len(b"</header>")
    return page.rfind(_END_OF_ARTICLE)
