"""What leads to what, and what speaks of what: pure look-ups over a whole portfolio."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from outcome_frameworks.model import (
    About,
    Basis,
    Document,
    Element,
    Evidence,
    Framework,
    Hypothesis,
    LearningPoint,
    Level,
    Link,
    Portfolio,
    Reference,
    Target,
    is_retired,
)

T = TypeVar("T")
SpeakingEntry = Hypothesis | LearningPoint | Evidence | Document


@dataclass(frozen=True)
class Connection:
    """A link with both of its ends resolved: elements or levels, in one programme or across two."""

    source: Target
    target: Target
    link: Link

    @property
    def of_group(self) -> bool:
        """Whether an end of it is a whole level."""
        return isinstance(self.source.entry, Level) or isinstance(self.target.entry, Level)

    @property
    def has_source(self) -> bool:
        """Whether the file that gives the link names a source, so that words may speak of one."""
        return self.source.framework.programme.source is not None

    @property
    def basis(self) -> Basis | None:
        """The basis that the author gave, else that a source states the link, where the file names one.

        None where it names none and the author gave no basis: then nothing is claimed of where the link comes from.
        """
        if self.link.basis or not self.has_source:
            return self.link.basis
        return "group-stated" if self.of_group else "stated"


@dataclass(frozen=True)
class Mention:
    """A hypothesis, learning point, piece of evidence or document that speaks of something, and how.

    `via` is what it names itself: the thing, its level, or for a link the text `S1 > M1`.
    """

    framework: Framework
    speaker: SpeakingEntry
    about: About | None
    via: str

    @property
    def target(self) -> Target:
        """The speaker as a target, for its address; a document stands for its programme."""
        return Target(self.framework, None if isinstance(self.speaker, Document) else self.speaker)


@dataclass(frozen=True)
class Graph:
    """All connections and mentions of a portfolio, by the full key of what they touch (`new-models/S1`)."""

    portfolio: Portfolio

    @cached_property
    def connections(self) -> tuple[Connection, ...]:
        """Every link whose target exists, in the order of the files; one that is given twice is one."""
        found: dict[tuple[object, ...], Connection] = {}
        for holder in self.portfolio.holders:
            for link, target in holder.links:
                if target is not None and target.entry is not None:
                    connection = Connection(Target(holder.framework, holder.entry), target, link)
                    found.setdefault(_as_said(connection), connection)
        return tuple(found.values())

    @cached_property
    def _by_framework(self) -> Mapping[str, tuple[Connection, ...]]:
        return _group((connection.source.framework.id, connection) for connection in self.connections)

    def connections_of(self, framework: Framework) -> tuple[Connection, ...]:
        """Return the connections that a framework itself writes, in the order of its file."""
        return self._by_framework.get(framework.id, ())

    @cached_property
    def leads_to(self) -> Mapping[str, tuple[Connection, ...]]:
        """Connections by the key of their source."""
        return _group((connection.source.key, connection) for connection in self.connections)

    @cached_property
    def led_to_by(self) -> Mapping[str, tuple[Connection, ...]]:
        """Connections by the key of their target."""
        return _group((connection.target.key, connection) for connection in self.connections)

    @cached_property
    def mentions(self) -> Mapping[str, tuple[Mention, ...]]:
        """What speaks of something, by the key of what is spoken of; a link counts for both of its ends."""
        return _group((key, mention) for mention in self._all_mentions() for key in self._spoken_of(mention))

    def connections_out(self, target: Target) -> tuple[Connection, ...]:
        """Return what an element leads to: by its own links, then by those of its level to others, as a group."""
        of_level = (c for c in self._of_level(target, self.leads_to) if c.target.key != target.key)
        return self.leads_to.get(target.key, ()) + tuple(of_level)

    def connections_in(self, target: Target) -> tuple[Connection, ...]:
        """Return what leads to an element: by links to itself, then by links of others to its level as a group."""
        of_level = (c for c in self._of_level(target, self.led_to_by) if c.source.key != target.key)
        return self.led_to_by.get(target.key, ()) + tuple(of_level)

    def mentions_of(self, target: Target) -> tuple[Mention, ...]:
        """Return what speaks of an element itself, of one of its links, or of its level; each speaker once."""
        mentions = self.mentions.get(target.key, ())
        level = _level_key(target)
        if level:
            mentions += self.mentions.get(level, ())
        by_speaker: dict[object, Mention] = {}
        for mention in mentions:
            by_speaker.setdefault(_as_read(mention), mention)
        return tuple(by_speaker.values())

    def elements_of(self, framework: Framework, references: Iterable[Reference]) -> frozenset[str]:
        """Return the keys of the elements that some references name; a link names its two ends.

        A level stands for all its elements, but only where no element is named: what is said of S3 as one of
        the short-term outcomes is said of S3.
        """
        named: set[str] = set()
        grouped: set[str] = set()
        for reference in references:
            link = self.portfolio.find_link(reference, framework)
            for target in link or (self.portfolio.find(reference, framework),):
                if target and isinstance(target.entry, Element):
                    named.add(target.key)
                elif target and isinstance(target.entry, Level):
                    grouped.update(Target(target.framework, element).key for element in target.entry.walk())
        return frozenset(named or grouped)

    def _of_level(self, target: Target, by_key: Mapping[str, tuple[Connection, ...]]) -> tuple[Connection, ...]:
        """Return the connections of an element's level; none for one that is retired, which is none of it any more."""
        level = None if is_retired(target.entry) else _level_key(target)
        return by_key.get(level, ()) if level else ()

    def _all_mentions(self) -> Iterable[Mention]:
        for framework in self.portfolio.frameworks:
            speakers: list[SpeakingEntry] = [
                *framework.hypotheses,
                *framework.learning,
                *framework.evidence,
                *framework.programme.documents,
            ]
            for speaker in speakers:
                for about in speaker.about:
                    yield Mention(framework, speaker, about, about.ref.text)
                if isinstance(speaker, Hypothesis):
                    for clause in (*speaker.if_, *speaker.then):
                        if clause.ref:
                            yield Mention(framework, speaker, None, clause.ref.text)

    def _spoken_of(self, mention: Mention) -> list[str]:
        link = self.portfolio.find_link(mention.via, mention.framework)
        if link:
            return [link.source.key, link.target.key]
        target = self.portfolio.find(mention.via, mention.framework)
        return [target.key] if target else []


def _as_said(connection: Connection) -> tuple[object, ...]:
    """Return what makes a link another one: all that its author says of it."""
    link = connection.link
    refs = (*link.assumptions, None, *link.evidence)
    return (connection.source.key, connection.target.key, link.basis, link.because, link.necessity, *map(str, refs))


def _as_read(mention: Mention) -> object:
    """Return what makes a mention another one to a reader: its speaker, but for documents that lie at one address."""
    speaker, about = mention.speaker, mention.about
    if isinstance(speaker, Document) and speaker.url:
        return speaker.title, speaker.url, about and about.because, about and about.basis
    return id(speaker)


def _level_key(target: Target) -> str | None:
    level = target.framework.level_of.get(target.entry.id) if isinstance(target.entry, Element) else None
    return Target(target.framework, level).key if level else None


def _group(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    grouped: defaultdict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        grouped[key].append(value)
    return {key: tuple(values) for key, values in grouped.items()}
