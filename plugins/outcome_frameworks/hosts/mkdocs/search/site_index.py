"""Put a search index into a built site; take it from the cache where nothing has changed."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType

import cbor2

from outcome_frameworks.hosts.mkdocs.reporting import log
from outcome_frameworks.hosts.mkdocs.search.index_files import (
    DamagedIndexError,
    is_data,
    is_program,
    languages_of,
    require_whole,
)
from outcome_frameworks.hosts.mkdocs.search.run_pagefind import PagefindError, installed_pagefind, run_pagefind
from outcome_frameworks.hosts.mkdocs.search.sorted_index import sort_index
from outcome_frameworks.system.kept_code import keep_code, load_code
from outcome_frameworks.system.kept_files import DAY, KeptFolder

FOLDER = "pagefind"
"""The folder of the index in the site."""

KEPT_FOR = DAY
"""Seconds for which an index that is no longer used stays in the cache."""

_LEFT_OUT = (
    *(".of-breadcrumb", ".of-kicker", ".of-map", ".of-contents", ".of-neighbours", ".of-up", ".of-cite", ".of-basis"),
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

_LANGUAGE = re.compile(rb"<html[^>]*>")
"""The start tag that states the language of a page: `<html lang="en" class="no-js">`."""

_MARK = b"data-pagefind-"
_INDEXED = _MARK + b"body"
_END_OF_ARTICLE = b"</article>"


def index_site(
    site: Path, cache: KeptFolder, language: str = "", known: Mapping[str, bytes] = MappingProxyType({})
) -> bool:
    """Put a search index into a built site; return whether there is one.

    `cache` is a folder that outlives builds: the index in it is used again while the content of all
    pages, the version of Pagefind and the language are the same. The scripts that search it always come from the
    installed Pagefind, so that none of what runs in a browser can come from a cache. Where Pagefind is missing, fails
    or takes too long, one warning says so, and the site stays without an index. `known` holds what `searched_part`
    returned for pages that need not be read for it, by their paths.
    """
    kept, key = cache.files(KEPT_FOR), _key(site, language, known)
    try:
        index = _unpacked(kept.get(key))
        if index is None:
            files = run_pagefind(_pages(site), language, _LEFT_OUT)
            index = sort_index({path: content for path, content in files.items() if is_data(path)})
            require_whole(index)
            kept.put(key, cbor2.dumps(index))
            programs = _programs(files)
        else:
            programs = _programs_for(index, language)
    except (PagefindError, DamagedIndexError) as error:
        log.warning("The search index could not be made, so the search of this site will not work: %s", error)
        return False
    kept.forget_old()
    for path, content in (index | programs).items():
        place = site / FOLDER / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return True


def _unpacked(content: bytes | None) -> dict[str, bytes] | None:
    """Return the files of an index as it was kept; None where there is none, or it holds more than data."""
    index = cbor2.loads(content) if content is not None else {}
    return index if index and all(is_data(path) for path in index) else None


def _programs(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what searches an index in the browser, out of all that Pagefind gave."""
    return {path: content for path, content in files.items() if is_program(path)}


def _programs_for(index: Mapping[str, bytes], language: str) -> dict[str, bytes]:
    """Return what searches an index from the cache: as kept beside the package, else from a run over small pages."""
    languages, installed = languages_of(index), installed_pagefind()
    key = ("programs of the search", installed, language, languages)
    if installed and (kept := load_code(*key)):
        return dict(cbor2.loads(kept))
    programs = _programs(run_pagefind(_samples(languages), language, _LEFT_OUT))
    if installed:
        keep_code(cbor2.dumps(programs), *key)
    return programs


def _samples(languages: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield a page of each language, for which Pagefind gives the same scripts as for others."""
    for language in languages:
        yield f"{language}.html", f'<html lang="{escape(language)}"><body {_INDEXED.decode()}><p>x</p></body></html>'


def _pages(site: Path) -> Iterator[tuple[str, str]]:
    """Yield the path and the HTML of each page that is to be indexed, in the order of their paths."""
    for path in _html_files(site):
        content = (site / path).read_bytes()
        if _INDEXED in content:
            name = os.fsencode(path).decode("utf-8", "replace")
            yield name, _without_theme(content).decode("utf-8", "replace")


def _without_theme(page: bytes) -> bytes:
    """Return what Pagefind reads of a page: the article alone, where nothing around it says anything to Pagefind.

    Menus, header and footer are most of a page, and Pagefind would parse them only to leave them out.
    """
    start, end = page.rfind(b"<article", 0, page.find(_INDEXED)), page.rfind(_END_OF_ARTICLE)
    if start < 0 or end < start or _MARK in page[:start] or _MARK in page[end:]:
        return page
    stated = _LANGUAGE.search(page)
    return (stated[0] if stated else b"<html>") + b"<body>" + page[start:end] + _END_OF_ARTICLE + b"</body></html>"


def _html_files(site: Path) -> list[str]:
    """List the pages by their paths: folders give them in an order of their own, which differs from disk to disk."""
    found: list[str] = []
    for folder, _, names in os.walk(site):
        pages = [os.path.join(folder, name) for name in names if name.endswith(".html")]  # noqa: PTH118
        found += filter(os.path.isfile, pages)  # to read a pipe would take for ever
    return sorted(os.path.relpath(path, site).replace(os.sep, "/") for path in found)


def _key(site: Path, language: str, known: Mapping[str, bytes]) -> str:
    """Return a name for what would be indexed: the same name, the same index."""
    digest = hashlib.sha256(repr((version("pagefind"), "by path", language, _LEFT_OUT)).encode())
    for path in _html_files(site):
        searched = known.get(path)
        if searched is None:
            searched = searched_part((site / path).read_bytes())
        if searched:
            digest.update(b"\0" + os.fsencode(path) + b"\0" + searched)
    return digest.hexdigest()[:32]


def searched_part(page: bytes) -> bytes:
    """Return a digest of what a search finds of a page, and of the language that it states; b"" where it finds none."""
    start = page.find(_INDEXED)
    if start < 0:
        return b""
    stated = _LANGUAGE.search(page)
    return hashlib.sha256((stated[0] if stated else b"") + b"\0" + page[start : page.rfind(_END_OF_ARTICLE)]).digest()
