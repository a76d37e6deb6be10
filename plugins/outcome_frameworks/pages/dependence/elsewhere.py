"""What the pages of a programme show of what stands in others, as plain data: no more than that, and all of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from outcome_frameworks.model import Document, Element, Framework, Level, Reference, Target
from outcome_frameworks.model.graph import Connection, Mention
from outcome_frameworks.model.sentences import label_of
from outcome_frameworks.outcome_map.connections import is_wire, worded_links_of
from outcome_frameworks.outcome_map.from_frameworks import hue_of, hue_of_element
from outcome_frameworks.pages.site import Site

Told = Any
"""Plain data that JSON can hold."""

# What may be a reference in a longer text, and rather too much than too little: the `S1` of `[words](outcome:S1)`.
_IN_TEXT = re.compile(r"outcome:\s*([^)\s>\"']*)", re.IGNORECASE)


def references_in_text(text: str) -> list[str]:
    """Return what a longer text refers to, as far as it may be a link; none in a text that can hold no link."""
    return _IN_TEXT.findall(text) if "](" in text else []


@dataclass
class Links:
    """The links that lead from one programme to another, by the programme's id, and those that no wire shows.

    `beyond` holds, by the key of where it starts, each link to another programme, or with a whole level at an end:
    cards say these in words wherever they stand.
    """

    outward: dict[str, list[Connection]] = field(default_factory=lambda: defaultdict(list))
    inward: dict[str, list[Connection]] = field(default_factory=lambda: defaultdict(list))
    beyond: dict[str, list[Connection]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True)
class Elsewhere:
    """Tells what pages show of entries of other programmes. Each is told once, for all programmes that show it."""

    site: Site
    _named: dict[str, Told] = field(default_factory=dict)
    _words: dict[str, Told] = field(default_factory=dict)

    def meant(self, reference: Reference | str, within: Framework, page_of: Framework) -> Told:
        """Return what a reference means that is resolved within a framework: for each end what is shown, or nothing.

        What stands in the framework whose pages show it is only named: its own file says the rest.
        """
        text, portfolio = str(reference), self.site.portfolio
        link = portfolio.find_link(text, within) if ">" in text else None
        ends = link or (portfolio.find(text, within),)
        return [None if end is None else end.key if end.framework is page_of else self.named(end) for end in ends]

    def in_text(self, text: str | None, framework: Framework) -> Told:
        """Return what the links of a longer text mean on a page of a framework, wherever the text comes from."""
        return [self.meant(reference, framework, framework) for reference in references_in_text(text or "")]

    def named(self, target: Target) -> Told:
        """Return what a link to something shows of it, and a sentence, a picture or a data file that names it.

        Where its page is follows from its id and its type.
        """
        key = target.key
        if key not in self._named:
            self._named[key] = self._tell(target)
        return self._named[key]

    def _tell(self, target: Target) -> Told:
        framework, entry = target
        told = [
            target.key,
            framework.programme.short,
            self.site.publication.wording_of(target),
            label_of(target),
        ]
        if entry is None:
            return told
        hue = hue_of(framework, entry) if isinstance(entry, Level) else None
        if isinstance(entry, Element):
            hue = hue_of_element(framework, entry)
        states = getattr(entry, "status", ""), entry.written("status"), getattr(entry, "says", "")
        return [*told, type(entry).__name__, hue, *states]

    def linked(self, target: Target, page_of: Framework) -> Told:
        """Return what a map shows of one end of a link: with all that its card says in words of its own links."""
        key = target.key
        if target.framework is page_of:
            return key
        if key not in self._words:
            beyond = [link for c in self._links.beyond.get(key, ()) for link in worded_links_of(target, [c])]
            self._words[key] = [[*vars(link).values()] for link in beyond]
        return self.named(target), self._words[key]

    def links_of(self, framework: Framework) -> Iterator[Told]:
        """Yield what is shown of each link between a framework and another, on the framework's own pages."""
        for connection in self._links.outward.get(framework.id, ()):
            yield connection.source.key, self.linked(connection.target, framework)
        for connection in self._links.inward.get(framework.id, ()):
            link, source = connection.link, connection.source
            yield (
                connection.target.key,
                self.linked(source, framework),
                link.model_dump_json(),
                connection.basis,
                connection.has_source,
                [self.meant(one, source.framework, framework) for one in (*link.assumptions, *link.evidence)],
                self.in_text(link.because, framework),
            )

    @cached_property
    def _links(self) -> Links:
        found = Links()
        for framework, entry, links in self.site.portfolio.holders:
            for link, target in links:
                if target is None or target.entry is None:
                    continue
                connection = Connection(Target(framework, entry), target, link)
                if is_wire(connection, framework):
                    continue
                found.beyond[connection.source.key].append(connection)
                if target.framework is not framework:
                    found.outward[framework.id].append(connection)
                    found.inward[target.framework.id].append(connection)
        return found

    def mentions_of(self, framework: Framework) -> Iterator[Told]:
        """Yield what is shown of each entry of another programme that speaks of something in a framework."""
        for key, mention in self._mentions.get(framework.id, ()):
            about, speaker = mention.about, mention.speaker
            yield (
                key,
                mention.via,
                about.model_dump_json() if about else None,
                bool(about and about.basis and mention.framework.programme.source),
                self.in_text(about.because if about else None, framework),
                self._document(mention, speaker) if isinstance(speaker, Document) else self.named(mention.target),
            )

    def _document(self, mention: Mention, document: Document) -> Told:
        anchor = self.site.urls.anchor_of_document(mention.framework, document)
        return [mention.framework.id, document.title, document.url, anchor]

    @cached_property
    def _mentions(self) -> Mapping[str, list[tuple[str, Mention]]]:
        """The mentions of what stands in each programme by others, by the programme's id, with the key of what it is.

        Of a programme as a whole no page of it says who speaks.
        """
        found: dict[str, list[tuple[str, Mention]]] = defaultdict(list)
        for key, mentions in self.site.graph.mentions.items():
            programme, _, entry = key.partition("/")
            if entry:
                found[programme] += ((key, mention) for mention in mentions if mention.framework.id != programme)
        return found
