"""Have the installed Pagefind index pages, and take its files from its memory: none of them depends on a disk."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from threading import Timer
from typing import IO, Any

TIME_LIMIT = 600
"""Seconds after which Pagefind is stopped. 20,000 pages take it about 15."""

_END = b","
"""What stands behind each request and each answer, which are JSON in base64."""


class PagefindError(Exception):
    """Pagefind gives no files; the text says why, in one line."""


def installed_pagefind() -> tuple[str, ...]:
    """Return the versions of the wheels that Pagefind comes from; none where the program comes from elsewhere."""
    if "PAGEFIND_BINARY_PATH" in os.environ or find_spec("pagefind_bin_extended"):
        return ()
    try:
        return version("pagefind"), version("pagefind_bin")
    except PackageNotFoundError:
        return ()


Pages = Iterable[tuple[str, str]]
"""The path of each page within the site, and its HTML."""


def run_pagefind(parts: Iterable[Pages], language: str, left_out: Sequence[str]) -> Iterator[dict[str, bytes]]:
    """Yield the files that Pagefind makes of each part of a site, by their paths: an index, and what searches it.

    The order of the pages decides how results of the same rank follow one another, and so the bytes of the index.

    Args:
        parts: The pages of each.
        language: The language in which all are indexed; "" for the one that each states.
        left_out: CSS selectors of what is not indexed.

    Raises:
        PagefindError: where Pagefind is missing, fails, or takes too long.
    """
    # Here, since asyncio, which it brings along, takes .01 s, and where no page has changed Pagefind need not run.
    from pagefind.service import get_executable  # noqa: PLC0415

    program = get_executable()
    if program is None:
        raise PagefindError("Pagefind is not installed. Install it with: pip install pagefind[bin]")
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen([str(program), "--service"], stdin=pipe, stdout=pipe, stderr=pipe)
    except OSError as error:
        raise PagefindError(f"Pagefind could not be started ({error}).") from None
    stop = Timer(TIME_LIMIT, process.kill)
    stop.start()
    settings = {"exclude_selectors": list(left_out), "force_language": language or None}
    try:
        for pages in parts:
            yield _indexed(process, pages, settings)
    except (OSError, EOFError, ValueError, LookupError, TypeError):
        raise PagefindError(_reason(process, has_time=stop.is_alive())) from None
    finally:
        stop.cancel()
        _end(process)


def _indexed(process: subprocess.Popen[bytes], pages: Pages, settings: dict[str, Any]) -> dict[str, bytes]:
    """Ask for one thing after the other; raises what rubbish in place of an answer leads to."""
    index = {"index_id": _ask(process, {"type": "NewIndex", "config": settings})["index_id"]}
    for path, html in pages:
        _ask(process, {"type": "AddFile", "file_path": path, "url": None, "file_contents": html} | index)
    files = _ask(process, {"type": "GetFiles"} | index)["files"]
    _ask(process, {"type": "DeleteIndex"} | index)
    return {file["path"]: base64.b64decode(file["content"], validate=True) for file in files}


def _ask(process: subprocess.Popen[bytes], payload: dict[str, Any]) -> dict[str, Any]:
    assert process.stdin
    assert process.stdout
    process.stdin.write(base64.b64encode(json.dumps({"message_id": 1, "payload": payload}).encode()) + _END)
    process.stdin.flush()
    answer = json.loads(base64.b64decode(_read(process.stdout), validate=True))["payload"]
    if answer["type"] == "Error":
        raise PagefindError(f"Pagefind failed ({answer['message']}).")
    return dict(answer)


def _read(output: IO[bytes]) -> bytes:
    """Read one answer: Pagefind writes no further one before it is asked."""
    parts = [b""]
    while not parts[-1].endswith(_END):
        parts.append(output.read1(1 << 20))  # type: ignore[attr-defined]
        if not parts[-1]:
            raise EOFError
    return b"".join(parts).removesuffix(_END)


def _reason(process: subprocess.Popen[bytes], *, has_time: bool) -> str:
    """Return why the last answer was none, from what Pagefind wrote as errors."""
    if not has_time:
        return f"Pagefind took longer than {TIME_LIMIT} seconds and was stopped."
    try:
        process.wait(1)
    except subprocess.TimeoutExpired:
        process.kill()
    assert process.stderr
    said = process.stderr.read().decode("utf-8", "replace").strip().splitlines()
    code = process.wait()
    return f"Pagefind failed ({said[-1] if said else f'exit code {code}'})."


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout, process.stderr):
        with contextlib.suppress(OSError):  # what was to be written has no reader any more
            assert pipe
            pipe.close()
    process.wait()
