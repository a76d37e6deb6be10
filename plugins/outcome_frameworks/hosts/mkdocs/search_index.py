"""Make the search index of a built site with Pagefind; take the one from the cache where nothing has changed."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import re
import shutil
import subprocess
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from pagefind.service import get_executable

from outcome_frameworks.hosts.mkdocs.reporting import log
from outcome_frameworks.hosts.mkdocs.search_order import put_in_order

FOLDER = "pagefind"
"""The folder of the index in the site."""

KEPT_FOR = 24 * 60 * 60
"""Seconds for which an index that is no longer used stays in the cache."""

TIME_LIMIT = 600
"""Seconds after which Pagefind is stopped. 20,000 pages take it about 15."""

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
_UNUSED = ("*ui*", "pagefind-highlight.js")
"""Files of Pagefind's own interfaces, which our search does not load."""


def index_site(site: Path, cache: Path, language: str = "") -> bool:
    """Put a search index into a built site; return whether there is one.

    `cache` is a folder that outlives builds: the index in it is used again while the content of all pages, the
    version of Pagefind and the language are the same. Where Pagefind is missing, fails or takes too long, one warning
    says so, and the site stays without an index.
    """
    key = _key(site, language)
    made = cache / key
    if not made.is_dir():
        problem = _never_ending(site) or _make(site, cache, made, language)
        if problem:
            log.warning("The search index could not be made, so the search of this site will not work: %s", problem)
            return False
        _forget_old(cache, made)
    shutil.copytree(made, site / FOLDER, dirs_exist_ok=True)
    return True


def writable_cache(cache: Path, spare: Path, *, strict: bool) -> Path:
    """Give `cache` where an index can be kept there, and else `spare`, with one line in the log.

    The site lacks nothing then, so with `strict` the line is no warning, which would fail the build.
    """
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=cache):
            return cache
    except OSError as error:
        level = logging.INFO if strict else logging.WARNING
        words = "The search index is not kept for the next build: %s cannot be written (%s)"
        log.log(level, words, cache, error.strerror)
        return spare


def _forget_old(cache: Path, made: Path) -> None:
    """Remove what no build has touched for a day: another build may be writing or reading what is younger."""
    for found in cache.iterdir():
        with contextlib.suppress(OSError):  # another build may have removed it
            if found != made and time.time() - found.stat().st_mtime > KEPT_FOR:
                shutil.rmtree(found, ignore_errors=True)


def _key(site: Path, language: str) -> str:
    """Give a name for what would be indexed: the same name, the same index."""
    digest = hashlib.sha256(repr((version("pagefind"), "in order", language, _LEFT_OUT)).encode())
    for path in sorted(path for path in site.rglob("*.html") if path.is_file()):
        content = path.read_bytes()
        start = content.find(b"data-pagefind-body")
        if start >= 0:
            stated = _LANGUAGE.search(content)
            digest.update(b"\0" + path.relative_to(site).as_posix().encode() + (stated[0] if stated else b"") + b"\0")
            digest.update(content[start : content.rfind(b"</article>")])
    return digest.hexdigest()[:32]


def _never_ending(site: Path) -> str:
    """Name a pipe or a device that is called like a page, which Pagefind would read for ever; "" for none."""
    found = (
        path for path in sorted(site.rglob("*.html")) if path.exists() and not path.is_file() and not path.is_dir()
    )
    return next((f"{path.relative_to(site)} is a pipe or a device; delete it." for path in found), "")


def _make(site: Path, cache: Path, made: Path, language: str) -> str:
    """Run Pagefind; return what went wrong, "" for nothing."""
    cache.mkdir(parents=True, exist_ok=True)
    program = get_executable()
    if program is None:
        return "Pagefind is not installed. Install it with: pip install pagefind[bin]"
    with tempfile.TemporaryDirectory(dir=cache, prefix="new-") as folder:
        index = Path(folder) / FOLDER
        command: list[str | Path] = [
            program,
            "--site",
            site.resolve(),
            "--output-path",
            index,
            "--exclude-selectors",
            ", ".join(_LEFT_OUT),
        ]
        command += ["--silent", *(["--force-language", language] if language else [])]
        try:
            # Its own working folder, so that no settings file of another use of Pagefind is read
            done = subprocess.run(command, cwd=folder, capture_output=True, timeout=TIME_LIMIT, check=False)
        except subprocess.TimeoutExpired:
            return f"Pagefind took longer than {TIME_LIMIT} seconds and was stopped."
        except OSError as error:
            return f"Pagefind could not be started ({error})."
        if done.returncode or not (index / "pagefind.js").is_file():
            said = (done.stderr + done.stdout).decode("utf-8", "replace").strip().splitlines()
            return f"Pagefind failed ({said[-1] if said else f'exit code {done.returncode}'})."
        for pattern in _UNUSED:
            for path in index.glob(pattern):
                path.unlink()
        put_in_order(index)
        try:
            index.rename(made)
        except OSError:  # another build of the same site was faster
            if not made.is_dir():
                raise
    return ""
