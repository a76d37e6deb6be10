"""Put what Pagefind writes in random order into one order, so that the same site gives the same bytes.

Pagefind 1.5 writes filters and their values as its hash maps hold them (https://github.com/Pagefind/pagefind/issues/638),
and names those files by what is in them. All else follows from the pages and from their order.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Mapping
from typing import Any

import cbor2

from outcome_frameworks.hosts.mkdocs.search.index_files import ENTRY, MARK, filter_path, meta_path, unpacked


def sort_index(index: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of an index with filters, their values and languages sorted, named by what they hold then.

    An index whose files are of another form, as those of a later Pagefind may be, is returned as it is.
    """
    ordered = dict(index)
    try:
        entry = json.loads(ordered[ENTRY])
        for language in entry["languages"].values():
            meta = cbor2.loads(unpacked(ordered.pop(meta_path(language["hash"]))))
            for row in meta[3]:
                name, values = cbor2.loads(unpacked(ordered.pop(filter_path(row[1]))))
                data = _packed([name, sorted(values)])
                row[1] = _renamed(row[1], data)
                ordered[filter_path(row[1])] = data
            meta[3].sort()
            data = _packed(meta)
            language["hash"] = _renamed(language["hash"], data)
            ordered[meta_path(language["hash"])] = data
        entry["languages"] = dict(sorted(entry["languages"].items()))
    except (ValueError, LookupError, TypeError, AttributeError, cbor2.CBORError):
        return dict(index)
    ordered[ENTRY] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return ordered


def _packed(value: Any) -> bytes:
    """Compress without a date or the name of a system."""
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0) as file:
        file.write(MARK + cbor2.dumps(value))
    return packed.getvalue()


def _renamed(name: str, data: bytes) -> str:
    """Return a name as long as Pagefind's own, `en_83e2d6f`, for other data."""
    language, _, digest = name.rpartition("_")
    return f"{language}_{hashlib.sha256(data).hexdigest()[: len(digest)]}"
