"""Read everything that pages are made from, frameworks and hand-written pages, with every problem in them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from outcome_frameworks.addresses.published import Addresses
from outcome_frameworks.addresses.urls import Urls
from outcome_frameworks.model import Drafts, Portfolio, public_portfolio
from outcome_frameworks.problems import Problem, Severity, sort_problems
from outcome_frameworks.reading.checks import check_drafts, check_page_names, check_portfolio
from outcome_frameworks.reading.frameworks.load import FilesRead, LoadResult, load_portfolio
from outcome_frameworks.reading.hand_written import MarkdownPage, Story, check_page, check_story_fields, read_story
from outcome_frameworks.reading.ledger import Comparison, Ledger
from outcome_frameworks.reading.yaml.cleaning import decode
from outcome_frameworks.system.regular_files import read_bytes


@dataclass(frozen=True)
class HandWrittenPage:
    """A Markdown page of the site: its path in the docs folder, its address, its path as authors know it, its text.

    `problems` is what is wrong with the file itself: it is not UTF-8.
    """

    src_uri: str
    url: str
    shown_as: str
    text: str
    problems: Sequence[Problem] = ()

    @cached_property
    def content(self) -> MarkdownPage:
        """The text, of which everything that concerns frameworks is found once."""
        return MarkdownPage(self.text, self.shown_as)


@dataclass(frozen=True)
class Sources:
    """What a site is made from, and what is wrong with it: the same for every host and for `outcomes check`.

    `portfolio` is what pages show, and `remarks` are what the check says of that; where drafts are hidden, none are in
    them. `problems` are for authors, drafts among them, and `frameworks` is how many there are, with those that cannot
    be read.
    """

    portfolio: Portfolio
    stories: tuple[Story, ...]
    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...]
    frameworks: int


@dataclass(frozen=True)
class ReadFrameworks:
    """Frameworks as they were read and checked. Hosts add their pages to a site before they know all others.

    `portfolio` is what pages show, `public` what readers see of that, and `remarks` are what the check says of the
    former. `problems` are for authors.
    """

    loaded: LoadResult
    portfolio: Portfolio
    public: Portfolio
    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...]

    def with_pages(
        self, pages: Sequence[HandWrittenPage], permalinks: Ledger | None, urls: Urls, *, compare: bool = True
    ) -> Sources:
        """Return them with what hand-written pages say of them, and with the comparison of published addresses."""
        loaded, problems = self.loaded, list(self.problems)
        stories, in_pages = _read_stories(pages, self.portfolio, self.public)
        problems += (problem for page in pages for problem in page.problems)
        if not loaded.known_ids.unread and (loaded.portfolio.frameworks or not loaded.problems):
            problems += in_pages  # else pages may well speak of what could not be read
        is_read = loaded.portfolio.frameworks or all(p.severity is not Severity.ERROR for p in loaded.problems)
        published = permalinks.names if permalinks else frozenset()
        problems += check_page_names(loaded.portfolio, published, urls)
        if permalinks and compare and is_read:
            compared = Comparison(Addresses(self.public, urls), {page.url for page in pages}, loaded.known_ids)
            problems += compared.problems(permalinks)
        found = tuple(sort_problems(problems))
        return Sources(self.portfolio, tuple(stories), found, self.remarks, self._count)

    @property
    def _count(self) -> int:
        """How many frameworks the folder holds, with those of which nothing could be read."""
        return len(self.loaded.known_ids.unread.union(framework.id for framework in self.loaded.portfolio.frameworks))


def read_sources(
    folder: Path,
    pages: Sequence[HandWrittenPage],
    shown_as: str | None = None,
    permalinks: Ledger | None = None,
    urls: Urls = Urls(),
    drafts: Drafts = "hide",
    *,
    compare: bool = True,
) -> Sources:
    """Load and check a folder of frameworks, the references of hand-written pages to them, and published addresses.

    `shown_as` is how problems name the folder; by default its path from where you stand. `permalinks` is the ledger of
    addresses that have been published; `urls` says how the site makes them. Ids that were published are known from it
    even where the addresses are not those of the same site, and there is nothing to `compare`.
    """
    return read_frameworks(folder, shown_as, drafts).with_pages(pages, permalinks, urls, compare=compare)


def read_frameworks(
    folder: Path, shown_as: str | None = None, drafts: Drafts = "hide", files_read: FilesRead | None = None
) -> ReadFrameworks:
    """Load and check a folder of frameworks, before anything is known of the hand-written pages beside them.

    `files_read` is what was read of the folder before; it holds what is read now afterwards.
    """
    loaded = load_portfolio(folder, shown_as, files_read)
    public = loaded.portfolio if drafts == "publish" else public_portfolio(loaded.portfolio)
    shown = public if drafts == "hide" else loaded.portfolio
    found = [*loaded.problems, *check_portfolio(loaded.portfolio, loaded.known_ids)]
    remarks = found if shown is loaded.portfolio else check_portfolio(public)
    problems = [*found, *(check_drafts(loaded.portfolio) if public is not loaded.portfolio else ())]
    return ReadFrameworks(loaded, shown, public, tuple(problems), tuple(remarks))


def read_docs(folder: Path, urls: Urls = Urls()) -> list[HandWrittenPage]:
    """Read all Markdown pages of a folder; hidden folders are left out, links are not followed.

    Raises:
        OSError: where a page cannot be read.
    """
    pages = []
    for path in _markdown_files(folder):
        src_uri = path.relative_to(folder).as_posix()
        shown_as = f"{folder.as_posix()}/{src_uri}"
        pages.append(HandWrittenPage(src_uri, urls.url(src_uri), shown_as, *decode(read_bytes(path), shown_as)))
    return pages


def _markdown_files(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(files) if name.endswith((".md", ".markdown")))


def _read_stories(
    pages: Iterable[HandWrittenPage], shown: Portfolio, public: Portfolio
) -> tuple[list[Story], list[Problem]]:
    """Return the stories among some pages, and what is wrong with the references in any of them.

    A story is a page that says in its front matter what it is about, or mentions something in its text, of all that is
    `shown`. What refers to more than the `public` will see is noted.
    """
    stories, problems = [], list[Problem]()
    for page in (page for page in pages if page.text):
        problems += check_page(page.content, public)
        if story := read_story(page.content, page.src_uri, page.url, shown):
            stories.append(story)
            problems += check_story_fields(page.content.front_matter, page.shown_as)
    return stories, problems
