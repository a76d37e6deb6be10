"""Lists of links: no two entries lead to one address and read the same, and each leads to a place that exists."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from page_checking import PageReader, links_of, pages_of, read_site, section, words_of

from outcome_frameworks.pages import Page

TEXT = """\
programme:
  id: garden
  title: A garden
  funded_by: [council, council]
  documents:
    - {id: Plan, title: The plan, missing: Nobody has it., about: [S1]}
    - {title: Minutes, missing: Lost., about: [S1, S1, garden/s1]}
    - {title: Minutes, missing: Lost too., about: [S1]}
    - {title: A letter, url: https://example.org/, about: [S1, S1 > L1]}
    - {title: A letter, url: https://example.org/, about: [S1]}
levels:
  - id: short
    title: Soon
    leads_to: [long, long]
    elements:
      - id: S1
        statement: People meet
        leads_to: [L1, garden/L1, {to: L1, because: So it is., assumptions: [A1, a1]}]
  - {id: long, title: Late, elements: [{id: L1, statement: People belong}]}
hypotheses:
  - {id: H1, if: [{ref: S1}, {ref: s1}], then: [{ref: L1}], about: [S1, garden/S1, S1 > L1], assumptions: [A1, A1]}
assumptions: [{id: A1, statement: There is time}]
learning: [{id: LP1, statement: x, about: [S1, S1, {ref: S1, because: One said so.}]}]
evidence: [{id: E1, title: A survey, organisation: council, about: [S1, S1]}]
"""


@pytest.fixture
def pages(tmp_path: Path) -> dict[str, Page]:
    council = "organisations: [{id: council, title: The council, url: 'https://council.example/'}]\n"
    found = pages_of(read_site(tmp_path, {"garden.yml": TEXT, "organisations.yml": council}))
    return {uri.removeprefix("programmes/garden/"): page for uri, page in found.items()}


def test_no_list_has_two_entries_that_lead_to_one_address_and_read_the_same(pages: dict[str, Page]) -> None:
    twice = []
    for uri, page in pages.items():
        for items in re.findall(r"<(?:ul|ol|dd)\b[^>]*>(.*?)</(?:ul|ol|dd)>", page.html, re.DOTALL):
            entries = [part for part in re.split(r"<li\b|<br>", items) if "href=" in part]
            told = Counter((tuple(links_of(entry).values()), words_of(f"<p {entry}</p>")) for entry in entries)
            twice += [(uri, entry) for entry, n in told.items() if n > 1]
    assert twice == []


def test_each_document_that_speaks_of_something_leads_to_its_own_place(pages: dict[str, Page]) -> None:
    (spoken_of,) = (part.html for part in pages["s1.md"].sections if part.id == "spoken-of")
    hrefs = re.findall(r'Document: <a href="([^"]*)"', spoken_of)
    assert hrefs == ["../#document-plan", "../#document--2", "../#document--3", "https://example.org/"]
    ids = PageReader(pages["index.md"].html).ids
    assert [href for href in hrefs if href.startswith("..") and href.partition("#")[2] not in ids] == []


def test_a_link_that_is_given_twice_is_told_once(pages: dict[str, Page]) -> None:
    assert section(pages["s1.md"], "leads-to").split("\n")[:4] == [
        "S1 leads to L1 People belong.",
        "S1 leads to L1 People belong.",
        "Because",
        "So it is.",
    ]
