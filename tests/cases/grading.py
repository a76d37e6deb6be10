"""Grade what came out of a case: the right page, a clear error, or what is wrong with it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from cases.case import Case

from outcome_frameworks.model import fold_id
from outcome_frameworks.problems import Severity, format_text
from outcome_frameworks.reading.sources import HandWrittenPage, read_sources

LIMIT_SECONDS = 10
LIMIT_MEGABYTES = 500
"""What a costly case may take to be checked: processor time, memory at its most."""

_RUNS_NOTHING = ("http", "https", "mailto", "")
_SEEN = ("script", "style", "template", "noscript")


def problem_lines(case: Case, folder: Path) -> list[str]:
    """Check a case as `outcomes check` does; give the lines of its errors and warnings."""
    frameworks = folder / "frameworks"
    case.write(frameworks)
    pages = [HandWrittenPage(name, f"{name[:-3]}/", f"docs/{name}", text) for name, text in case.docs.items()]
    problems = read_sources(frameworks, pages, "frameworks").problems
    return format_text(problem for problem in problems if problem.severity is not Severity.NOTE).splitlines()


def fault_of_error(case: Case, lines: list[str]) -> str:
    """Return what is wrong with the error that a case led to; nothing where it is right."""
    if "error" not in case.accept:
        return f"stopped, but a page was asked for: {lines[0]}"
    if any("Traceback" in line or not line.startswith(("frameworks", "docs")) for line in lines):
        return f"no line that names a file: {lines[:3]}"
    if case.lines and list(case.lines) != lines:
        return f"other lines: {lines[:5]}"
    if case.names and not any(all(name in line for name in case.names) for line in lines):
        return f"no line names all of {case.names}: {lines[:3]}"
    return ""


class Limits(NamedTuple):
    """What a program took, and how it ended."""

    seconds: float
    megabytes: float
    status: int
    output: str


_MEASURE = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss, done.returncode, done.stdout]))
"""
"""Runs a program and says what it took. A process by itself, since Linux counts what held memory before a program was
started in a process among what the program held: here, all that the tests hold."""


def run_within_limits(command: list[str], folder: Path) -> Limits:
    """Run a program of this environment; give what it took. It is not stopped unless it hangs for minutes."""
    measured = subprocess.run(
        [sys.executable, "-c", _MEASURE, *command], cwd=folder, stdout=subprocess.PIPE, check=True
    )
    seconds, most, status, output = json.loads(measured.stdout)
    return Limits(seconds, most / (1024 if sys.platform != "darwin" else 1024 * 1024), status, output)


@dataclass
class ShownPage:
    """A page as a reader meets it: its words, its title, and where its links lead."""

    url: str
    title: str = ""
    words: str = ""
    tokens: set[str] = field(default_factory=set)
    hrefs: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Reads a page; what could run a script in it is a fault."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.page = ShownPage(url)
        self._inside: list[str] = []
        self._texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside += [tag] if tag in (*_SEEN, "title") else []
        for name, value in attrs:
            if name.startswith("on") or name == "srcdoc":
                self.page.faults.append(f"{name}={value}")
            elif name in ("href", "src", "action", "formaction", "xlink:href", "data"):
                address = (value or "").strip()
                if urlsplit(address).scheme.lower() not in _RUNS_NOTHING and not address.startswith("data:image/svg"):
                    self.page.faults.append(f"{name}={value}")
                if tag == "a" and name == "href":
                    self.page.hrefs.append(unquote(urljoin(f"/{self.page.url}", address)))

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if self._inside and self._inside[-1] == "title":
            self.page.title += data
        elif not self._inside:
            self._texts.append(data)
            self.page.tokens.add(" ".join(data.split()))

    def close(self) -> None:
        super().close()
        self.page.words = " ".join("".join(self._texts).split())


def read_page(site: Path, path: Path) -> ShownPage:
    """Read a page of a built site."""
    reader = _Reader(path.parent.relative_to(site).as_posix() + "/")
    reader.feed(path.read_text("utf-8"))
    reader.close()
    return reader.page


def pages_of_programme(site: Path, programme: str) -> list[ShownPage]:
    """Read all pages of a programme in a built site."""
    return [read_page(site, path) for path in sorted((site / "programmes" / programme).rglob("index.html"))]


def fault_of_pages(case: Case, pages: list[ShownPage]) -> str:
    """Return what is wrong with the pages that a case led to; nothing where they are right."""
    if "page" not in case.accept:
        return "built without a word"
    words = "\n".join(page.words for page in pages)
    tokens = set().union(*(page.tokens for page in pages)) if pages else set()
    targets = {href for page in pages for href in page.hrefs}
    faults = [fault for page in pages for fault in page.faults]
    faults += [f"does not show {text!r}" for text in case.shows if " ".join(text.split()) not in words]
    faults += [f"shows {text!r}" for text in case.lacks if text in words]
    faults += [f"does not show {text!r} on its own" for text in case.tokens if text not in tokens]
    faults += [
        f"does not lead to {entry}"
        for entry in case.leads_to
        if f"/programmes/{case.programme}/{fold_id(entry)}/" not in targets
    ]
    if case.tab and not any(case.tab in page.title for page in pages):
        faults.append(f"no tab is called {case.tab!r}")
    return "; ".join(faults)
