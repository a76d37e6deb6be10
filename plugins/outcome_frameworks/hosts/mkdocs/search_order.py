"""Put what Pagefind writes in random order into one order, so that the same site gives the same bytes.

Pagefind 1.5 writes filters and their values as its hash maps hold them (https://github.com/Pagefind/pagefind/issues/638),
and names those files by what is in them. All else that it writes is the same at every run.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import cbor2

_MARK = b"pagefind_dcd"
"""What stands before the data of every file, inside the compression."""


def put_in_order(index: Path) -> None:
    """Sort filters, their values and languages in a made index, and name the files by what they hold then.

    An index whose files are of another form, as those of a later Pagefind may be, stays as it is.
    """
    entry_file = index / "pagefind-entry.json"
    written: dict[Path, bytes] = {}
    replaced: list[Path] = []
    try:
        entry = json.loads(entry_file.read_text(encoding="utf-8"))
        for language in entry["languages"].values():
            meta_file = index / f"pagefind.{language['hash']}.pf_meta"
            meta = _read(meta_file)
            for row in meta[3]:
                filter_file = index / "filter" / f"{row[1]}.pf_filter"
                name, values = _read(filter_file)
                data = _packed([name, sorted(values)])
                row[1] = _renamed(row[1], data)
                written[filter_file.with_stem(row[1])] = data
                replaced.append(filter_file)
            meta[3].sort()
            data = _packed(meta)
            language["hash"] = _renamed(language["hash"], data)
            written[index / f"pagefind.{language['hash']}.pf_meta"] = data
            replaced.append(meta_file)
        entry["languages"] = dict(sorted(entry["languages"].items()))
        written[entry_file] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    except (ValueError, LookupError, TypeError, AttributeError, FileNotFoundError, cbor2.CBORError):
        return
    for path in replaced:
        path.unlink()
    for path, content in written.items():
        path.write_bytes(content)


def _read(path: Path) -> Any:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(_MARK):
        raise ValueError(path)
    return cbor2.loads(data.removeprefix(_MARK))


def _packed(value: Any) -> bytes:
    """Compress without a date or the name of a system."""
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0) as file:
        file.write(_MARK + cbor2.dumps(value))
    return packed.getvalue()


def _renamed(name: str, data: bytes) -> str:
    """Give a name as long as Pagefind's own, `en_83e2d6f`, for other data."""
    language, _, digest = name.rpartition("_")
    return f"{language}_{hashlib.sha256(data).hexdigest()[: len(digest)]}"
