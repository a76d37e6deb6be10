"""Makes small portfolios whose programmes name each other in every way that a file has, and sites of them."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any, Literal

import yaml

from outcome_frameworks.addresses.urls import Urls
from outcome_frameworks.changes import Change, History, ProgrammeDay
from outcome_frameworks.model import Target, public_portfolio
from outcome_frameworks.pages import Site
from outcome_frameworks.problems import Severity
from outcome_frameworks.reading.checks import check_portfolio
from outcome_frameworks.reading.frameworks.load import load_portfolio
from outcome_frameworks.reading.hand_written import Story

Data = dict[str, Any]

ORGANISATIONS = "organisations"
IDS = ("alpha", "beta", "gamma", "delta", "s1")
WORDS = "people meet talk sing grow food and they stay well in streets that are calm".split()


@dataclass
class Told:
    """What a site is made from, as plain data that an edit can change.

    `lines` are how many lines of comment stand at the top of each file; `stories` name what each is about and mentions;
    `days` tell what changed, by programme.
    """

    files: dict[str, Data]
    lines: dict[str, int] = field(default_factory=dict)
    stories: list[Data] = field(default_factory=list)
    days: dict[str, list[Data]] = field(default_factory=dict)
    drafts: Literal["hide", "show", "publish"] = "hide"
    link_previews: bool = False

    def copied(self) -> Told:
        """Return a copy that shares nothing with this."""
        return copy.deepcopy(self)

    @property
    def programmes(self) -> list[str]:
        """The ids of the programmes."""
        return [name for name in self.files if name != ORGANISATIONS]

    def site(self, folder: Path) -> Site | None:
        """Return the site, whose files are written into a folder; None where one of them cannot be read as it is."""
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for name, data in self.files.items():
            text = "# \n" * self.lines.get(name, 0) + yaml.safe_dump(data, sort_keys=False)
            (folder / f"{name}.yml").write_text(text, "utf-8")
        loaded = load_portfolio(folder, "frameworks")
        if any(problem.severity is Severity.ERROR for problem in loaded.problems):
            return None
        portfolio = public_portfolio(loaded.portfolio) if self.drafts == "hide" else loaded.portfolio
        site = Site(portfolio, Urls(), "Test site", base_url="https://example.org/site/", licence="CC BY")
        return replace(
            site,
            problems=tuple(check_portfolio(portfolio)),
            link_previews=self.link_previews,
            publishes_drafts=self.drafts == "publish",
            edit_url=lambda file, place: f"https://example.org/edit/{file}#L{place.line}",
            stories=list(self._stories(site)),
            history=History(
                {id: tuple(map(_day, days)) for id, days in self.days.items() if site.portfolio.find(id)},
                dict.fromkeys(self.days, "2025-01-02"),
                {f"{id}/S1": "2025-02-03" for id in self.days},
                "2024-01-01",
            ),
        )

    def _stories(self, site: Site) -> Iterator[Story]:
        for number, story in enumerate(self.stories):
            about, mentions = (_found(site, story[name]) for name in ("about", "mentions"))
            if about or mentions:
                uri = f"stories/{number}.md"
                yield Story(uri, site.urls.url(uri), story["title"], "Told.", about, "2025", (), mentions)


def _found(site: Site, references: list[str]) -> tuple[Target, ...]:
    return tuple({t.key: t for each in references if (t := site.portfolio.find(each))}.values())


def _day(data: Data) -> ProgrammeDay:
    changes = tuple(Change(key, key, " reworded", before, after) for key, before, after in data["changes"])
    return ProgrammeDay(data["programme"], data["time"], changes)


class Maker:
    """Makes entries with references to anything in a portfolio, from a source of choices."""

    def __init__(self, random: Random, ids: list[str]) -> None:
        self.random, self.ids = random, ids

    def likely(self, share: float = 0.5) -> bool:
        return self.random.random() < share

    def words(self) -> str:
        return " ".join(self.random.choice(WORDS) for _ in range(self.random.randint(2, 5)))

    def entry(self, kinds: str = "SMNLHAKEP", own: str = "") -> str:
        """Return a reference to an entry, mostly in another programme; now and then to what is not there."""
        id = self.random.choice([name for name in _NAMES if name[0] in kinds])
        if own and self.likely(0.3):
            return id
        return f"{self.random.choice(self.ids)}/{id}"

    def about(self, own: str) -> str:
        if self.likely(0.2):
            return f"{self.entry('S', own)} > {self.entry('SM', own)}"
        return "programme" if self.likely(0.1) else self.entry(own=own)

    def prose(self, own: str) -> str:
        """Return a longer text with links to entries, to programmes, and by bare words that mean either or nothing."""
        meant = self.random.choice((self.entry(own=own), self.random.choice(IDS), "S9", "S1"))
        words = "" if self.likely(0.3) else self.words()
        return f"{self.words()} [{words}](outcome:{meant}) {self.words()}"

    def link(self, own: str) -> Data:
        made: Data = {"to": self.entry("SMNL", own)}
        self.some(made, "basis", lambda: self.random.choice(("stated", "inferred", "group-stated")))
        self.some(made, "because", lambda: self.prose(own))
        self.some(made, "assumptions", lambda: [self.entry("A", own)])
        self.some(made, "evidence", lambda: [self.entry("E", own)])
        return made

    def some(self, data: Data, name: str, make: Any, share: float = 0.4) -> None:
        """Give an entry a field, or not."""
        if self.likely(share):
            data[name] = make()

    def element(self, id: str, own: str) -> Data:
        made: Data = {"id": id, "statement": self.words()}
        self.some(made, "label", self.words)
        self.some(made, "note", lambda: self.prose(own))
        self.some(made, "leads_to", lambda: [self.link(own) for _ in range(self.random.randint(1, 2))], 0.6)
        self.some(made, "influence", lambda: self.random.choice(("direct", "contribute", "none")), 0.2)
        if self.likely(0.15):
            made |= {"status": "retired", "replaced_by": self.entry("SMN", own)}
        elif self.likely(0.2):
            made["status"] = self.random.choice(("draft", "emergent", "emergent"))
        return made

    def claim(self, id: str, own: str) -> Data:
        made: Data = {"id": id, "about": [{"ref": self.about(own)}]}
        self.some(made["about"][0], "because", lambda: self.prose(own))
        if id.startswith("K"):
            return made | {"statement": self.words()}
        made |= {"if": [{"ref": self.entry("SMNL", own)}], "then": [{"text": self.words()}]}
        self.some(made, "statement", self.words)
        self.some(made, "assumptions", lambda: [self.entry("A", own)])
        self.some(made, "status", lambda: self.random.choice(("untested", "mixed")))
        return made

    def document(self, own: str) -> Data:
        made: Data = {"title": self.words(), "about": [self.about(own)]}
        self.some(made, "url", lambda: "https://example.org/a.pdf")
        return made

    def programme(self, id: str) -> Data:
        """Return a whole file."""
        programme: Data = {"id": id, "title": f"Title of {id}"}
        self.some(programme, "short_title", self.words)
        self.some(programme, "summary", lambda: self.prose(id))
        self.some(programme, "source", lambda: {"title": self.words()})
        self.some(programme, "phases", lambda: [{"id": "P1", "title": self.words()}])
        self.some(programme, "delivered_by", lambda: ["trust"])
        self.some(programme, "documents", lambda: [self.document(id) for _ in range(2)])
        if self.likely(0.1):
            programme["status"] = self.random.choice(("draft", "closed"))
        levels: list[Data] = [
            {"id": f"L{n}", "title": self.words(), "elements": [self.element(name, id) for name in names]}
            for n, names in ((1, ("S1", "S2")), (2, ("M1",)))
        ]
        for level in levels:
            self.some(level, "leads_to", lambda: [self.link(id) | {"to": self.entry("L", id)}], 0.3)
            self.some(level, "influence", lambda: self.random.choice(("direct", "contribute")), 0.3)
        if self.likely(0.3):
            levels[0]["elements"][0]["elements"] = [self.element("S1.1", id)]
        made: Data = {"programme": programme, "levels": levels}
        self.some(made, "elements", lambda: [self.element("N1", id)], 0.3)
        self.some(made, "hypotheses", lambda: [self.claim("H1", id)], 0.7)
        self.some(made, "assumptions", lambda: [{"id": "A1", "statement": self.words()}], 0.7)
        self.some(made, "learning", lambda: [self.claim("K1", id)])
        self.some(made, "evidence", lambda: [self.claim("K1", id) | {"id": "E1", "title": self.words()}])
        for piece in made.get("evidence", ()):
            del piece["statement"]
        self.some(made, "waivers", lambda: [{"rule": "no-links", "on": self.entry("S", id), "reason": "So."}], 0.2)
        return made


_NAMES = ("S1", "S2", "S1.1", "M1", "N1", "L1", "L2", "H1", "A1", "K1", "E1", "P1")


def make_told(random: Random) -> Told:
    """Return two or three programmes, an organisation, stories, and what changed."""
    ids = list(IDS[: random.randint(2, 3)])
    maker = Maker(random, ids)
    organisation = {"id": "trust", "title": "A trust", "summary": maker.prose("alpha")}
    told = Told({id: maker.programme(id) for id in ids} | {ORGANISATIONS: {"organisations": [organisation]}})
    for _ in range(2):
        told.stories.append({"title": maker.words(), "about": [maker.entry()], "mentions": [maker.entry()]})
    for id in ids[:1]:
        changes = [(f"{id}/{name}", maker.words(), maker.words()) for name in ("S1", "M1", "S9")]
        told.days[id] = [{"programme": id, "time": "2025-03-04T05:06:07Z", "changes": changes}]
    told.drafts = random.choice(("hide", "hide", "show", "publish"))
    told.link_previews = random.random() < 0.25
    return told
