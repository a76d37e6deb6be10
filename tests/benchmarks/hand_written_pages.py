"""The pages of a generated portfolio as somebody would write them by hand: the peers build from these."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from posixpath import relpath
from typing import Any

from benchmarks.generated_portfolio import Portfolio, frameworks

Links = tuple[tuple[str, str], ...]
"""The words and the path of each page that is linked to."""


@dataclass(frozen=True)
class Page:
    """One page: of the whole, of a programme, an element or a hypothesis."""

    path: str
    """Where it is, without an ending: `programmes/leith-kitchen-0/s1`; those of a folder are `…/index`."""

    title: str
    text: str
    lists: tuple[tuple[str, Links], ...]
    """Headings, each with links."""


def all_pages(portfolio: Portfolio) -> Iterator[Page]:
    """Yield the home page and the page of each item; only what one programme needs is held at a time."""
    programmes: list[tuple[str, str]] = []
    for framework in frameworks(portfolio):
        pages = list(programme_pages(framework))
        programmes.append((pages[0].title, pages[0].path))
        yield from pages
    yield Page("index", "Home", "Every programme of this portfolio.", (("Programmes", tuple(programmes)),))


def programme_pages(framework: dict[str, Any]) -> Iterator[Page]:
    """Yield the page of a programme, then those of its elements and hypotheses."""
    programme, folder = framework["programme"], f"programmes/{framework['programme']['id']}"
    elements = {element["id"]: element for level in framework["levels"] for element in level["elements"]}

    def links(ids: list[str]) -> Links:
        return tuple((f"{id} {elements[id]['statement']}", f"{folder}/{id.lower()}") for id in ids)

    claims = tuple((claim["statement"], f"{folder}/{claim['id'].lower()}") for claim in framework["hypotheses"])
    levels = tuple((level["title"], links([one["id"] for one in level["elements"]])) for level in framework["levels"])
    title = programme["title"]
    yield Page(f"{folder}/index", title, programme["aim"], (*levels, ("Hypotheses", claims)))
    home = ("Programme", ((title, f"{folder}/index"),))
    for level in framework["levels"]:
        for element in level["elements"]:
            comes_from = [one["id"] for one in elements.values() if element["id"] in one.get("leads_to", [])]
            lists = (("Leads to", links(element.get("leads_to", []))), ("Follows from", links(comes_from)), home)
            name, note = element["id"], element.get("note", "")
            text = f"{name}, {level['title']}." + (f"\n\n{note}" if note else "")
            yield Page(f"{folder}/{name.lower()}", element["statement"], text, lists)
    for claim in framework["hypotheses"]:
        name, text = claim["id"], f"{claim['id']}, a hypothesis."
        yield Page(f"{folder}/{name.lower()}", claim["statement"], text, (home,))


def markdown(page: Page) -> str:
    """Return a page in Markdown whose links lead to files, as MkDocs and Zensical want them."""
    folder = str(PurePosixPath(page.path).parent)
    return f"# {page.title}\n\n" + _body(page, lambda path: relpath(f"{path}.md", folder))


def hugo_markdown(page: Page) -> str:
    """Return a page in Markdown with front matter whose links lead to addresses, as hugo wants them."""
    address = page.path.removesuffix("index") or "."
    return f"---\ntitle: '{page.title}'\n---\n\n" + _body(
        page, lambda path: relpath(path.removesuffix("/index"), address.removesuffix("/")) + "/"
    )


def _body(page: Page, link: Callable[[str], str]) -> str:
    parts = [page.text]
    for heading, links in page.lists:
        if links:
            parts += [f"## {heading}", "\n".join(f"- [{words}]({link(path)})" for words, path in links)]
    return "\n\n".join(parts) + "\n"
