"""The Content-Security-Policy of a built site: what its pages may run and load, and nothing else."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import NamedTuple

from outcome_frameworks.hosts.policy.page_sources import Load, PageSources, is_elsewhere, read_page, read_style
from outcome_frameworks.problems.wording import count
from outcome_frameworks.system.linked_files import EarlierFiles
from outcome_frameworks.system.regular_files import write_text

_ALWAYS: dict[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "style-src-attr": ("'unsafe-inline'",),  # the rows of maps; a style can run nothing, and load only what is allowed
    "img-src": ("'self'",),
    "font-src": ("'self'",),
    "connect-src": ("'self'",),  # the search reads its index
    "worker-src": ("'self'",),
    "form-action": ("'self'",),
    "base-uri": ("'self'",),
    "object-src": (),
}
"""What every policy says, in the order in which it says it. A directive without a source gets 'none'."""

HEADER = "Content-Security-Policy"
HEADERS_FILE = "_headers"
LONGEST_LINE = 2000
"""The most characters that Cloudflare Pages takes in a line of `_headers`."""

_HEAD = re.compile(rb"<head\b[^>]*>(?:\s*<meta charset=[^>]*>)?", re.IGNORECASE)
"""The beginning of a head, behind which a policy goes: `<head><meta charset="utf-8">`."""

_DOCTYPE = re.compile(rb"\s*<!doctype[^>]*>", re.IGNORECASE)
"""The beginning of a page, for one without a head: `<!doctype html>`."""

_HAS_POLICY = re.compile(rb"<meta\s[^>]*http-equiv=[\"']?content-security-policy", re.IGNORECASE)
"""A policy of the page's own: `<meta http-equiv="Content-Security-Policy" …`."""


@dataclass(frozen=True)
class BuiltSite:
    """What the pages of a site run and load, by the path of each, and what their style sheets load."""

    pages: Mapping[str, PageSources]
    loads: frozenset[Load]
    has_wasm: bool

    @cached_property
    def shared_scripts(self) -> frozenset[str]:
        """The scripts of more than one page: those that a theme may bring along when it changes pages by itself."""
        counted = Counter(script for page in self.pages.values() for script in page.scripts)
        return frozenset(script for script, pages in counted.items() if pages > 1)

    @cached_property
    def all_loads(self) -> frozenset[Load]:
        """What every policy of the site has to allow, whichever scripts it names."""
        styles = {("style-src", style) for page in self.pages.values() for style in page.styles}
        wasm = {("script-src", "'wasm-unsafe-eval'")} if self.has_wasm else set()
        return self.loads.union(styles, wasm, *(page.loads for page in self.pages.values()))


def read_built_site(folder: Path) -> BuiltSite:
    """Read every page, style sheet and SVG picture of a built site.

    Raises:
        OSError: where a file cannot be read.
    """
    loads: set[Load] = set()
    styles: set[str] = set()
    files = [Path(place, name) for place, _, names in os.walk(folder) for name in names]
    for path in _regular(files, ".css"):
        loads.update(read_style(_text(path)))
    for path in _regular(files, ".svg"):
        # A server sends the policy with a picture that is opened alone, too: its styles hold, its scripts never run.
        picture = read_page(_text(path))
        styles |= picture.styles
        loads |= {load for load in picture.loads if load[0] != "script-src"}
    pages = {path.relative_to(folder).as_posix(): read_page(_text(path)) for path in _regular(files, ".html")}
    loads |= {("style-src", style) for style in styles}
    has_wasm = any("wasm" in path.name and path.suffix in {".wasm", ".pagefind"} for path in files)
    return BuiltSite(pages, frozenset(loads), has_wasm)


def _regular(files: Iterable[Path], ending: str) -> list[Path]:
    """Return the regular files with an ending: to read a pipe would take for ever."""
    return sorted(path for path in files if path.name.endswith(ending) and path.is_file())


def _text(path: Path) -> str:
    """Return a file as a browser reads it before it hashes a script: with one kind of line end."""
    return path.read_text(encoding="utf-8", errors="replace")


def _scripts(pages: Iterable[PageSources]) -> frozenset[str]:
    return frozenset().union(*(page.scripts for page in pages))


def _policy(site: BuiltSite, scripts: frozenset[str]) -> str:
    loads = {("script-src", script) for script in scripts} | site.all_loads
    directives = {name: dict.fromkeys(sources) for name, sources in _ALWAYS.items()}
    for directive, source in sorted(loads):
        directives.setdefault(directive, {})[source] = None
    return "; ".join(" ".join([name, *(sources or ["'none'"])]) for name, sources in directives.items())


def _as_header(site: BuiltSite, framed_by: Sequence[str] = ()) -> str:
    """Return the policy for a header, which holds for every page."""
    frames = " ".join(dict.fromkeys(("'self'", *framed_by)))
    return f"{_policy(site, _scripts(site.pages.values()))}; frame-ancestors {frames}"


def _as_meta(site: BuiltSite, _framed_by: Sequence[str] = ()) -> str:
    """Return the policy for the head of every page. Browsers take `frame-ancestors` from a header only."""
    return _meta(_policy(site, _scripts(site.pages.values())))


def _as_headers(site: BuiltSite, framed_by: Sequence[str] = ()) -> str:
    """Return the policy as the file `_headers` that Netlify and Cloudflare Pages read at the root of a site."""
    return f"/*\n  {HEADER}: {_as_header(site, framed_by)}"


FORMS = {"header": _as_header, "meta": _as_meta, "headers": _as_headers}
"""The forms of a policy: functions of what a site loads, and of which other sites may frame its pages."""


def _meta(policy: str) -> str:
    content = escape(policy).replace("&#x27;", "'")  # so that people can read it
    return f'<meta http-equiv="{HEADER}" content="{content}">'


class Note(NamedTuple):
    """What a person must know of a policy: what it allows beyond the site or, as a fault, what will not run."""

    text: str
    is_fault: bool = False


def notes(site: BuiltSite, text: str = "") -> Iterator[Note]:
    """Yield what a person must know of a policy, which is written as `text`."""
    elsewhere = Counter(load for page in site.pages.values() for load in page.loads if is_elsewhere(load[1]))
    elsewhere.update(load for load in site.loads if is_elsewhere(load[1]))
    for (directive, source), files in sorted(elsewhere.items()):
        yield Note(f"allowed, as {count(files, 'file')} of the site asked for it: {directive} {source}")
    for path, page in site.pages.items():
        for refused in page.refused:
            yield Note(f"{path}:{refused}: the Content-Security-Policy does not allow it, so no browser runs it", True)
    if len(text) > LONGEST_LINE:
        yield Note(
            f"this policy has {len(text):,} characters, and Cloudflare Pages takes {LONGEST_LINE:,} at most; "
            "to be sure, let the build write a shorter one into each page, with content_security_policy: meta"
        )


def write_policy(folder: Path, form: str, earlier: EarlierFiles | None = None) -> list[Note]:
    """Write the policy of a built site into the head of each page (`meta`), or into its `_headers`; return the notes.

    A page, or a file `_headers`, with a policy of its own keeps that and gets no other. In its head a page allows its
    own scripts, and those that several pages have: a theme that writes the title of each page into a script, as
    readthedocs does, would otherwise have every page list the scripts of all. A page that is the same as one of the
    `earlier` files is a link to that.

    Raises:
        OSError: where a file cannot be read or written.
    """
    site = read_built_site(folder)
    if form == "headers":
        path, text = folder / HEADERS_FILE, _as_headers(site)
        before = f"{_text(path).rstrip()}\n\n" if path.is_file() else ""
        if HEADER.lower() not in before.lower():
            write_text(path, f"{before}{text}\n")
        return list(notes(site, text))
    for name, page in site.pages.items():
        html = (folder / name).read_bytes()
        if not _HAS_POLICY.search(html):
            tag = _meta(_policy(site, page.scripts | site.shared_scripts)).encode()
            found = _HEAD.search(html) or _DOCTYPE.match(html)
            start = found.end() if found else 0
            (folder / name).unlink()  # never in place: the file may stand in another site as well, as a hard link
            with_policy = html[:start] + tag + html[start:]
            if earlier:
                earlier.write(name, str(folder / name), with_policy)
            else:
                (folder / name).write_bytes(with_policy)
    return list(notes(site))
