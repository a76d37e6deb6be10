"""How a page is cited: in plain words, Markdown, HTML and BibTeX, none of which an author's text can break."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from outcome_frameworks.model import Framework, Target
from outcome_frameworks.pages import words
from outcome_frameworks.pages.site import Site

_MARKDOWN = re.compile(r"[\\`*_{}\[\]()#+!]")
_MARKDOWN_MORE = re.compile(r"[<>&~$^@|]|:(?=//|[\w+-]+:)|(?<=www)\.", re.IGNORECASE)
"""What begins markup in Markdown, then what does so in some of its kinds, in which a backslash would not help: there,
addresses and names between colons become links and pictures by themselves."""

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts braces, those after a backslash too
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "#$%&_"},
}


@dataclass(frozen=True)
class Citation:
    """What a citation says.

    `title` is the code and the statement, or a programme's title; `within` the programme that it stands in, "" for a
    programme itself; `date` is ISO 8601, as much of it as is known, and `dated` its verb.
    """

    key: str
    title: str
    within: str
    what: str
    organisations: tuple[str, ...]
    dated: str
    date: str
    site: str
    url: str

    @property
    def plain(self) -> str:
        """One paragraph of plain text."""
        return " ".join([words.stopped(self.title), *self._rest, self.url])

    @property
    def markdown(self) -> str:
        """Markdown with a link; every character of the author's text stands for itself."""
        url = self.url.replace("(", "%28").replace(")", "%29")
        linked = f"[{_in_markdown(words.unstopped(self.title))}]({url}){words.stop_after(self.title)}"
        return " ".join([linked, *map(_in_markdown, self._rest)])

    @property
    def html(self) -> str:
        """HTML with a link."""
        linked = f'<a href="{escape(self.url)}">{escape(words.unstopped(self.title), quote=False)}</a>'
        return " ".join([linked + words.stop_after(self.title), *(escape(part, quote=False) for part in self._rest)])

    @property
    def bibtex(self) -> str:
        """An entry for BibTeX and for programs that read its format."""
        note = " ".join(self._rest[:2] if self.within else self._rest[:1])
        fields = {
            "title": f"{{{_in_tex(words.unstopped(self.title))}}}",
            "author": " and ".join(f"{{{_in_tex(name)}}}" for name in self.organisations),
            "year": self.date[:4],
            "date": self.date,
            "howpublished": _in_tex(self.site),
            "note": _in_tex(note),
            "url": self.url,
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@misc{{{self.key},", *lines, "}"])

    @property
    def _rest(self) -> list[str]:
        """What follows on the title, in sentences."""
        within = f"In: {words.stopped(self.within)}" if self.within else ""
        dated = f"{self.dated} {words.in_words(self.date)}." if self.date else ""
        by = map(words.stopped, self.organisations)
        return [part for part in (within, f"{self.what}.", *by, dated, self.site and words.stopped(self.site)) if part]


def cite(site: Site, target: Target, statement: str, url: str) -> Citation:
    """Give the citation of a programme, an element, a hypothesis or a learning point, at an address."""
    programme, entry = target.framework.programme, target.entry
    kind = words.PROGRAMME_KINDS[programme.kind]
    dated, date = _date(site, target)
    return Citation(
        key=re.sub(r"[^a-z0-9.-]+", "-", target.key.casefold()).strip("-"),
        title=f"{entry.id} {statement}" if entry else programme.title,
        within=programme.title if entry else "",
        what=f"{kind}, version {programme.version}" if programme.version else kind,
        organisations=organisations(site, target.framework),
        dated=dated,
        date=date,
        site=site.name,
        url=url,
    )


def organisations(site: Site, framework: Framework) -> tuple[str, ...]:
    """Give the names of who answers for a programme: who commissioned it, else who delivers it."""
    references = framework.programme.commissioned_by or framework.programme.delivered_by
    found = ((each, site.portfolio.organisation(each)) for each in references)
    return tuple(organisation.title if organisation else each.text for each, organisation in found)


def _date(site: Site, target: Target) -> tuple[str, str]:
    """Give the date of what is cited, with its verb: that of its wording where it is known, else of the review."""
    changed = site.history.last_changed(target.key)
    return ("Last changed", changed.isoformat()) if changed else ("Reviewed", target.framework.programme.reviewed or "")


def _in_markdown(text: str) -> str:
    escaped = _MARKDOWN.sub(lambda found: "\\" + found[0], text)
    return _MARKDOWN_MORE.sub(lambda found: f"&#{ord(found[0])};", escaped)


def _in_tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in text)
