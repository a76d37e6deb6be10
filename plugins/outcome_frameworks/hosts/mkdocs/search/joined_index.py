"""Join what Pagefind made of parts of a site into the index of the whole, so that it need index only what changed.

What it makes of a page depends on no other page; only the files that list pages do, by their numbers, and those are
written anew here: which words stand where, the values to filter by, the list of pages. Everything is put into one
order, since Pagefind 1.5 writes filters and their values as its hash maps hold them
(https://github.com/Pagefind/pagefind/issues/638), and files are named by what is in them. The form of the files is
that of `pagefind/src/index/mod.rs`.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import cbor2

from outcome_frameworks.hosts.mkdocs.search.index_files import (
    ENTRY,
    MARK,
    chunk_path,
    filter_path,
    fragment_path,
    meta_path,
    unpacked,
)

CHUNK = 20_000
"""Numbers in a file of words after which the next file begins: Pagefind's own default."""

_LIST = 0x80
_IN_ONE_BYTE = 24
_THREE = bytes([_LIST | 3])
"""How lists begin in CBOR: with how many there are, in the same byte where that is less than this; one of three."""

_Pages = list[list[Any]]
"""The pages with a word: of each, how far its number is from that of the page before, and two lists of places."""


class _UnknownFormError(Exception):
    """The files are not of the form that Pagefind 1.5 gives, or hold what cannot be joined."""


@dataclass
class _Spelling:
    """The pages with a word in one spelling, each as it is written; the number of the last, and what they take."""

    pages: list[bytes] = field(default_factory=list)
    last: int = 0
    size: int = 0

    def add(self, pages: _Pages, first: int, places: _Places) -> None:
        """Add the pages of a part of the site, whose numbers begin with `first`."""
        number = first
        for step, *where in pages:
            number += step
            written, size = places.write(*where)
            self.pages.append(_THREE + places.numbers[number - self.last] + written)
            self.size += size
            self.last = number


class _Places:
    """Writes where on a page a word stands. Most places are among the same few: titles are short."""

    def __init__(self, fields: dict[int, int]) -> None:
        self._fields = {-1 - old: -1 - new for old, new in fields.items() if old != new}
        self._written: dict[tuple[int | None, ...], tuple[bytes, int]] = {}
        self.numbers = _Numbers()

    def write(self, in_text: list[int], in_meta: list[int]) -> tuple[bytes, int]:
        """Return two lists of places, and how many numbers that takes, with that of the page.

        In the second a negative number stands for a field, and fields may have other numbers in the whole.
        """
        key = (*in_text, None, *in_meta)
        found = self._written.get(key)
        if found is None:
            meant = [self._fields.get(number, number) for number in in_meta]
            found = cbor2.dumps(in_text) + cbor2.dumps(meant), 1 + len(in_text) + len(meant)
            self._written[key] = found
        return found


class _Numbers(dict[int, bytes]):
    """Numbers as they are written."""

    def __missing__(self, number: int) -> bytes:
        """Write a number."""
        written = self[number] = cbor2.dumps(number)
        return written


@dataclass
class _Language:
    """What there is of one language in the parts that have been added."""

    version: str = ""
    entry: dict[str, Any] = field(default_factory=dict)
    pages: list[list[Any]] = field(default_factory=list)
    words: dict[str, dict[str, _Spelling]] = field(default_factory=lambda: defaultdict(lambda: {"": _Spelling()}))
    filters: dict[str, dict[str, list[int]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    sorts: list[Any] = field(default_factory=list)


def join_indexes(parts: Sequence[Mapping[str, bytes]]) -> dict[str, bytes] | None:
    """Return the files of one index that finds what those of some parts of a site find, in the order of the parts.

    Of a single part, it is the same index in order. None where files are of another form, as those of a later Pagefind
    may be, or where pages state an order of their own, which is known of whole sites only.
    """
    try:
        entries = [json.loads(part[ENTRY]) for part in parts]
        fields = _meta_fields(parts, entries)
        files = dict[str, bytes]()
        languages: dict[str, _Language] = {code: _Language() for code in sorted(fields)}
        for part, entry in zip(parts, entries, strict=True):
            for code, told in entry["languages"].items():
                _add(languages[code], part, told, fields[code], files)
        if len(parts) > 1 and any(language.sorts for language in languages.values()):
            return None
        listed = {code: _write(language, fields[code], files) for code, language in languages.items()}
    except (_UnknownFormError, ValueError, LookupError, TypeError, AttributeError, cbor2.CBORError):
        return None
    entry = entries[0] | {"languages": listed}
    files[ENTRY] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return files


def _meta_fields(parts: Sequence[Mapping[str, bytes]], entries: Sequence[Any]) -> dict[str, list[str]]:
    """Return the names of what is known of pages beside their words, in order, by the language."""
    found: dict[str, set[str]] = defaultdict(set)
    for part, entry in zip(parts, entries, strict=True):
        for code, told in entry["languages"].items():
            found[code].update(_read(part, meta_path(told["hash"]))[5])
    return {code: sorted(names) for code, names in found.items()}


def _add(
    language: _Language,
    part: Mapping[str, bytes],
    told: dict[str, Any],
    fields: list[str],
    files: dict[str, bytes],
) -> None:
    """Add a part of the site to a language; the files that tell of one page each go into `files` as they are."""
    language.version, pages, chunks, filters, sorts, own_fields, *more = _read(part, meta_path(told["hash"]))
    if more or {*told} != {"hash", "wasm", "page_count"}:
        raise _UnknownFormError
    first = len(language.pages)
    language.sorts += sorts
    for name, *about in pages:
        content = part[fragment_path(name)]
        new = _free_name(name, content, fragment_path, files)
        files[fragment_path(new)] = content
        language.pages.append([new, *about])
    places = _Places({number: fields.index(name) for number, name in enumerate(own_fields)})
    for chunk in chunks:
        (words,) = _read(part, chunk_path(chunk[2]))
        for text, found, others in words:
            word = language.words[text]
            word[""].add(found, first, places)
            for spelling, elsewhere in others:
                word.setdefault(spelling, _Spelling()).add(elsewhere, first, places)
    for name, path in filters:
        _, values = _read(part, filter_path(path))
        for value, numbered in values:
            language.filters[name][value] += [first + number for number in numbered]
    count = language.entry.get("page_count", 0) + told["page_count"]
    language.entry = told | {"page_count": count}


def _write(language: _Language, fields: list[str], files: dict[str, bytes]) -> dict[str, Any]:
    """Write the files that list pages; return what the entry says of the language."""
    code = language.entry["hash"].rpartition("_")[0]
    chunks = []
    for start, end, words in _chunks(language.words):
        chunks.append([start, end, _put(files, chunk_path, code, _list([_list(words)]))])
    filters = []
    for filter_name, values in sorted(language.filters.items()):
        listed = sorted([value, numbers] for value, numbers in values.items())
        filters.append([filter_name, _put(files, filter_path, code, cbor2.dumps([filter_name, listed]))])
    meta = [language.version, language.pages, chunks, filters, language.sorts, fields]
    return language.entry | {"hash": _put(files, meta_path, code, cbor2.dumps(meta), 10)}


def _chunks(words: Mapping[str, Mapping[str, _Spelling]]) -> Iterator[tuple[str, str, list[bytes]]]:
    """Yield words in files of about the same size, each with what the words in it begin with that others do not."""
    listed: list[list[str]] = [[]]
    size = 0
    for text in sorted(words):
        if size >= CHUNK:
            listed.append([])
            size = 0
        listed[-1].append(text)
        size += words[text][""].size
    ranges = [[chunk[0], chunk[-1]] for chunk in listed if chunk]
    for this, after in pairwise(ranges):
        end, start = _told_apart(this[1], after[0])
        this[1], after[0] = (end if end >= this[0] else this[1]), start
    for (start, end), chunk in zip(ranges, listed, strict=False):
        yield start, end, [_written(text, words[text]) for text in chunk]


def _written(text: str, word: Mapping[str, _Spelling]) -> bytes:
    own, *others = word.items()
    listed = [_list([cbor2.dumps(spelling), _list(found.pages)]) for spelling, found in others]
    return _list([cbor2.dumps(text), _list(own[1].pages), _list(listed)])


def _told_apart(word: str, after: str) -> tuple[str, str]:
    """Return how two words begin, as far as they have to be read to tell them apart."""
    common = next((n for n, (a, b) in enumerate(zip(word, after, strict=False)) if a != b), min(len(word), len(after)))
    return word[: common + 1], after[: common + 1]


def _read(part: Mapping[str, bytes], path: str) -> Any:
    return cbor2.loads(unpacked(part[path]))


def _list(values: Sequence[bytes]) -> bytes:
    """Return a list of what is written in CBOR already (RFC 8949, 3.1: major type 4)."""
    count = len(values)
    if count < _IN_ONE_BYTE:
        head = bytes([_LIST | count])
    else:
        width = next(width for width in range(4) if count < 1 << (8 << width))
        head = bytes([_LIST | _IN_ONE_BYTE | width]) + count.to_bytes(1 << width, "big")
    return head + b"".join(values)


def _put(files: dict[str, bytes], path_of: Callable[[str], str], language: str, written: bytes, digits: int = 7) -> str:
    """Add a file, compressed without a date or the name of a system; return its name, which says what is in it.

    Names are as Pagefind gives them, `en_83e2d6f`, with so many digits of a digest, or more where others have those.
    """
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0) as file:
        file.write(MARK + written)
    data = packed.getvalue()
    name = _free_name(f"{language}_{hashlib.sha256(data).hexdigest()[:digits]}", data, path_of, files)
    files[path_of(name)] = data
    return name


def _free_name(name: str, content: bytes, path_of: Callable[[str], str], files: Mapping[str, bytes]) -> str:
    """Return a name under which there is nothing else: a longer one where another file has it."""
    digest = hashlib.sha256(content).hexdigest()
    while files.get(path_of(name), content) != content:
        name, digest = name + digest[0], digest[1:]
    return name
