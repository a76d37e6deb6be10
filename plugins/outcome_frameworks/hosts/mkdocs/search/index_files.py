"""The files of a search index of Pagefind: how each is packed, which belong together, and whether all are whole."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator, Mapping

import cbor2

ENTRY = "pagefind-entry.json"
"""The file that names all others, directly or through those that it names."""

MARK = b"pagefind_dcd"
"""What stands before the data of every packed file, inside the compression."""

_DATA = re.compile(rf"(?:[a-z]+/)?[^/\\:]+\.pf_[a-z]+|{re.escape(ENTRY)}")
"""A file of what was indexed: `fragment/en_83e2d6f.pf_fragment`, `pagefind.en_83e2d6f.pf_meta`, and the entry."""

_UNUSED = re.compile(r".*ui.*|pagefind-highlight\.js")
"""Pagefind's own interfaces, which our search does not load: `pagefind-modular-ui.js`."""


class DamagedIndexError(Exception):
    """An index lacks something; the text says what."""


def is_data(path: str) -> bool:
    """Return whether a file holds what was indexed: nothing in it is run."""
    return _DATA.fullmatch(path) is not None


def is_program(path: str) -> bool:
    """Return whether a file is one of those that search an index in the browser: scripts and WebAssembly."""
    return not is_data(path) and not _UNUSED.fullmatch(path)


def unpacked(content: bytes) -> bytes:
    """Return the data of a packed file.

    Raises:
        ValueError: where it is cut, damaged or no such file.
    """
    try:
        data = gzip.decompress(content)
    except (OSError, EOFError, zlib.error) as error:
        raise ValueError(error) from None
    if not data.startswith(MARK):
        raise ValueError(content[:20])
    return data.removeprefix(MARK)


def require_whole(index: Mapping[str, bytes]) -> None:
    """Make sure that every file of an index can be read, and that each is there that another names.

    Which ones are named is told only by an index of the form that Pagefind 1.5 gives.

    Raises:
        DamagedIndexError: where one is missing or damaged.
    """
    for path, content in index.items():
        try:
            json.loads(content) if path == ENTRY else unpacked(content)
        except ValueError:
            raise DamagedIndexError(f"{path} is damaged") from None
    for path in (ENTRY, *_named(index)):
        if path not in index:
            raise DamagedIndexError(f"{path} is missing")


def _named(index: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the paths that the files of an index name, as far as its form is known."""
    try:
        for language in json.loads(index[ENTRY])["languages"].values():
            yield (path := meta_path(language["hash"]))
            _, pages, chunks, filters, *_ = cbor2.loads(unpacked(index[path]))
            yield from (fragment_path(page[0]) for page in pages)
            yield from (chunk_path(chunk[2]) for chunk in chunks)
            yield from (filter_path(row[1]) for row in filters)
    except (ValueError, LookupError, TypeError, AttributeError, cbor2.CBORError):
        return


def meta_path(name: str) -> str:
    """Return the path of the file that tells of a language, from its name in the entry: `en_83e2d6f`."""
    return f"pagefind.{name}.pf_meta"


def fragment_path(name: str) -> str:
    """Return the path of what is shown of a page that was found, from its name in that file."""
    return f"fragment/{name}.pf_fragment"


def chunk_path(name: str) -> str:
    """Return the path of a part of the words from its name in that file."""
    return f"index/{name}.pf_index"


def filter_path(name: str) -> str:
    """Return the path of a filter from its name in that file."""
    return f"filter/{name}.pf_filter"


def languages_of(index: Mapping[str, bytes]) -> list[str]:
    """Return the codes of the languages that an index holds."""
    return sorted(json.loads(index[ENTRY])["languages"])
