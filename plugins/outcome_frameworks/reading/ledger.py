"""The ledger of published addresses, permalinks.yml: read it, compare it with what a site publishes, add to it."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

from outcome_frameworks.addresses.published import Addresses
from outcome_frameworks.addresses.urls import split_url, stem_of
from outcome_frameworks.model import Name, fold_id
from outcome_frameworks.problems import NOWHERE, Place, Problem, Severity
from outcome_frameworks.problems.wording import count, show
from outcome_frameworks.reading.frameworks.load import KnownIds
from outcome_frameworks.reading.yaml.cleaning import decode
from outcome_frameworks.reading.yaml.placed import PlacedText
from outcome_frameworks.reading.yaml.source import read_yaml
from outcome_frameworks.system.regular_files import LEADS_OUT, leads_out, read_bytes

NAME = "permalinks.yml"
"""Name of the ledger, which stands beside mkdocs.yml."""

_HEADER = """\
# Every address that this site has published below its root, with what it shows.
# `outcomes permalinks` adds new ones; commit the file. `outcomes check` and each build tell if one would vanish.
"""


class Published(NamedTuple):
    """One line of the ledger: an address, the key of what it showed when it was added, and where the line stands."""

    url: str
    key: str
    place: Place


@dataclass(frozen=True)
class Ledger:
    """A ledger as read. `exists` tells whether there is one; `lines` are its text."""

    file: str
    exists: bool = False
    published: tuple[Published, ...] = ()
    problems: tuple[Problem, ...] = ()
    lines: tuple[str, ...] = ()

    @cached_property
    def names(self) -> frozenset[Name]:
        """The names, present or earlier ones, by which addresses of entries were published."""
        split = (split_url(line.url, shows_entry=True) for line in self.published if "/" in line.key)
        return frozenset(Name(*ids) for ids in split if ids and ids[1])

    @property
    def is_sound(self) -> bool:
        """Whether all of it could be read."""
        return not any(problem.severity is Severity.ERROR for problem in self.problems)


def read_ledger(path: Path, shown_as: str) -> Ledger:
    """Read a ledger; `shown_as` is its name in problems. Never raises: what is wrong with the file is a problem."""
    if leads_out(path, path.parent.resolve()):
        return _unread(shown_as, LEADS_OUT)
    try:
        raw = read_bytes(path)
    except FileNotFoundError:
        return Ledger(shown_as)
    except OSError as error:
        return _unread(shown_as, f"the file cannot be read: {error.strerror or type(error).__name__}")
    text, problems = decode(raw, shown_as)
    lines = tuple(text.splitlines())
    if not problems and all(line.lstrip().startswith("#") or not line.strip() for line in lines):
        return Ledger(shown_as, exists=True, lines=lines)
    document = read_yaml(text, shown_as)
    problems += (_reworded(problem) for problem in document.problems)
    published: list[Published] = []
    for name, value in (document.data or {}).items():
        assert document.data is not None
        place = document.data.key_places.get(name, NOWHERE)
        if message := _refuse_line(name, value):
            problems.append(Problem(shown_as, place, "wrong-value", message))
        else:
            published.append(Published(_as_url(name), str(value), place))
    return Ledger(shown_as, exists=True, published=tuple(published), problems=tuple(problems), lines=lines)


def _unread(file: str, why: str) -> Ledger:
    return Ledger(file, exists=True, problems=(Problem(file, NOWHERE, "unreadable-file", why),))


def _reworded(problem: Problem) -> Problem:
    """Return a problem of YAML in general in the words of a ledger, where those for frameworks would mislead."""
    if problem.rule != "wrong-type":
        return problem
    message = (
        "the file holds no list of addresses; each line is an address, a colon and what it shows, as "
        "programmes/my-programme/s1/: my-programme/S1"
    )
    return Problem(problem.file, problem.place, problem.rule, message)


def _refuse_line(name: str, value: object) -> str:
    """Return what is wrong with a line; nothing where it is right."""
    if "://" in name or name.startswith("/") or "?" in name or "#" in name:
        return (
            f"\"{show(name)}\" is no address below the site's root; write it without the site's own address, as "
            "programmes/my-programme/s1/"
        )
    if not isinstance(value, PlacedText) or not value:
        return f'the line of "{show(name)}" does not say what the address shows; write its key, as my-programme/S1'
    return ""


def _as_url(name: str) -> str:
    """Return an address percent-encoded as the site writes it, however a line holds it."""
    return quote(unquote(name))


def add_lines(ledger: Ledger, published: Mapping[str, str]) -> tuple[str, int]:
    """Return the text of a ledger with a line for each address that it lacks, in order, and how many those are.

    Lines that are there stay as they are, with comments between them.
    """
    known = {line.url for line in ledger.published}
    new = [(url, key) for url, key in sorted(published.items()) if url not in known]
    lines = list(ledger.lines) or _HEADER.splitlines()
    held = sorted((line.url, line.place.line) for line in ledger.published)
    urls = [url for url, _ in held]
    inserted: dict[int, list[str]] = {}
    for url, key in new:
        before = bisect(urls, url)
        # Below the line that it follows; above the first one; at the end of a ledger without any.
        at = held[before - 1][1] if before else min((line for _, line in held), default=len(lines) + 1) - 1
        inserted.setdefault(at, []).append(f"{url}: {key}")
    texts = list(inserted.get(0, []))
    for number, line in enumerate(lines, 1):
        texts += [line, *inserted.get(number, [])]
    return "\n".join(texts) + "\n", len(new)


@dataclass(frozen=True)
class Comparison:
    """What a ledger is compared with: the addresses of a portfolio, other pages of the site, what could not be read."""

    addresses: Addresses
    other_urls: Container[str] = ()
    known_ids: KnownIds = field(default_factory=KnownIds)

    def problems(self, ledger: Ledger) -> list[Problem]:
        """Return what is wrong with a ledger, the addresses that would vanish, and one note on those that it lacks."""
        if not ledger.exists:
            return []
        vanished = list(self.vanished(ledger))
        found = [*ledger.problems, *self._errors(ledger.file, vanished)]
        if ledger.is_sound and not vanished and not self.known_ids.entries:
            found += self._unlisted(ledger)
        return found

    def vanished(self, ledger: Ledger) -> Iterator[Published]:
        """Yield the lines whose addresses nothing would answer."""
        answering = self.addresses.published
        for line in ledger.published:
            if line.url not in answering and line.url not in self.other_urls and not self._is_withheld(line):
                yield line

    @cached_property
    def _programmes(self) -> dict[str, str]:
        """The id of each programme by its present and by its earlier ids."""
        frameworks = self.addresses.portfolio.frameworks
        earlier = {alias: framework.id for framework in frameworks for alias in framework.programme.aliases}
        return earlier | {framework.id: framework.id for framework in frameworks}

    @cached_property
    def _by_core(self) -> dict[str, str]:
        """Each address by the part of it that no option of the site changes."""
        prefix = self.addresses.urls.prefix
        return {stem_of(url).removeprefix(prefix).strip("/"): url for url in self.addresses.published}

    def _is_withheld(self, line: Published) -> bool:
        """Return whether an address may belong to a file with errors, in its entries or by an alias."""
        broken, programme = self.known_ids.entries, self._programmes.get(_name_of(line).programme)
        return programme in broken or (bool(broken) and programme is None)

    def _errors(self, file: str, vanished: Iterable[Published]) -> Iterator[Problem]:
        """Report each address by itself, but in one line those that vanish for one reason."""
        moved, gone = [], dict[str, list[Published]]()
        for line in vanished:
            programme = _name_of(line).programme
            if self._moved_to(line):
                moved.append(line)
            elif programme in self._programmes:
                yield _error(file, line, self._say_gone(line))
            else:
                gone.setdefault(programme, []).append(line)
        if moved:
            yield _error(file, moved[0], self._say_moved(moved))
        for programme, lines in gone.items():
            is_draft = self.addresses.portfolio.withholds(programme)
            yield _error(file, lines[0], _say_programme_gone(programme, lines, is_draft=is_draft))

    def _moved_to(self, line: Published) -> str:
        """Return the address at which the same page stands under other options; "" where it stands nowhere."""
        parts = stem_of(line.url).split("/")
        cores = ("/".join(parts[start:]) for start in range(len(parts)))
        return next((self._by_core[core] for core in cores if core in self._by_core), "")

    def _say_gone(self, line: Published) -> str:
        url, (programme, entry) = show(line.url, 120), _name_of(line)
        if not entry:
            return (
                f"{url} was published and would vanish with what {programme} held; put that back, or retire it instead "
                "of deleting it (status: retired, replaced_by, why)"
            )
        name = show(entry, 40)
        if self.addresses.portfolio.withholds(line.key):
            return (
                f"{url} was published for {show(line.key)}, which stays out of the site now, since it is a draft or "
                "names one; take status: draft out, or write status: retired in its place, with why"
            )
        if self.addresses.portfolio.find(line.key):
            return (
                f"{url} was published and led to {show(line.key)}, which it would no longer; put "
                f'"{name}" back among its aliases'
            )
        return (
            f"{url} was published for {show(line.key)}, which is gone; put {name} back, or add "
            f'"{name}" to the aliases of what took its place, or retire it (status: retired, replaced_by, why)'
        )

    def _say_moved(self, moved: list[Published]) -> str:
        first = moved[0]
        if len(moved) == 1:
            more = f"{show(first.url, 120)} is now {self._moved_to(first)}"
        else:
            more = f"{count(len(moved), 'address', 'addresses')} would vanish: {show(first.url, 120)} is now "
            more += self._moved_to(first)
        return f"{more}; set path_prefix and use_directory_urls back to what they were, as links to the old ones exist"

    def _unlisted(self, ledger: Ledger) -> Iterator[Problem]:
        known = {line.url for line in ledger.published}
        new = [url for url in self.addresses.published if url not in known]
        if new:
            are = "is" if len(new) == 1 else "are"
            message = (
                f"{count(len(new), 'address', 'addresses')} that the site publishes {are} not in it, such as {new[0]}; "
                "run outcomes permalinks when you publish"
            )
            yield Problem(ledger.file, NOWHERE, "unlisted-address", message)


def _error(file: str, line: Published, message: str) -> Problem:
    return Problem(file, line.place, "vanished-address", message)


def _say_programme_gone(programme: str, lines: list[Published], *, is_draft: bool) -> str:
    more = f" and {count(len(lines) - 1, 'more address', 'more addresses')}" if len(lines) > 1 else ""
    name = show(programme)
    if is_draft:
        return (
            f"{show(lines[0].url, 120)}{more} belonged to the programme {name}, which is a draft now; take "
            "status: draft out of it, or write status: archived if it is over"
        )
    return (
        f"{show(lines[0].url, 120)}{more} belonged to the programme {name}, which is gone; put its file back, or add "
        f'"{name}" to the aliases of the programme that took its place, or keep the file with status: archived'
    )


def _name_of(line: Published) -> Name:
    """Return the programme and the id that an address was made of; the id as authors write it, where that is known."""
    known, _, entry = line.key.partition("/")
    found = split_url(line.url, shows_entry="/" in line.key)
    if found is None:
        return Name(known, entry)
    programme, own = found
    return Name(programme, entry if fold_id(entry) == own else own)
