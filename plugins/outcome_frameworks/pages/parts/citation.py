"""How a page is cited: in plain words, Markdown, HTML and BibTeX, none of which an author's text can break."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from html import escape

from outcome_frameworks.model import Framework, Programme, Target
from outcome_frameworks.pages.rendering import words
from outcome_frameworks.pages.site import Site

# `*`, `[` and the like; then `<`, `|`, the `:` of `https://` and of `:smile:`, and the `.` of `www.`.
_MARKDOWN = re.compile(r"[\\`*_{}\[\]()#+!]")
_MARKDOWN_MORE = re.compile(r"[<>&~$^@|]|:(?=//|[\w+-]+:)|(?<=www)\.", re.IGNORECASE)
"""What begins markup in Markdown, then what does so in some of its kinds, in which a backslash would not help: there,
addresses and names between colons become links and pictures by themselves."""

# A date of ISO 8601: `2021`, `2021-05`, `2021-05-31`.
_ISO = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)
# The year in a date in words: `2021` of `May 2021`; five digits hold none.
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)", re.ASCII)

_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # BibTeX counts braces, those after a backslash too
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "#$%&_"},
    }
)


@dataclass(frozen=True)
class Citation:
    """What a citation says.

    `title` is the code and the statement, or a programme's title; `within` the programme that it stands in, "" for a
    programme itself; `what` is its kind and version, "" where neither is known; `date` is as its author wrote it, ISO
    8601 or in words, and `dated` its verb; "" where none is known, for which each style has its own words.
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
        year = _YEAR.search(self.date)
        fields = {
            "title": f"{{{_in_tex(words.unstopped(self.title))}}}",
            "author": " and ".join(f"{{{_in_tex(name)}}}" for name in self.organisations),
            "year": year[0] if year else "",
            "date": self.date if _ISO.fullmatch(self.date) else "",
            "howpublished": _in_tex(self.site),
            "note": _in_tex(" ".join(self._placed)),
            "url": self.url,
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@misc{{{self.key},", *lines, "}"])

    @cached_property
    def _rest(self) -> list[str]:
        """What follows on the title, in sentences."""
        dated = words.stopped(f"{self.dated} {words.in_words(self.date)}") if self.date else ""
        by = map(words.stopped, self.organisations)
        return [part for part in (*self._placed, *by, dated, self.site and words.stopped(self.site)) if part]

    @cached_property
    def _placed(self) -> list[str]:
        """Where it stands and what that is, in sentences."""
        within = f"In: {words.stopped(self.within)}" if self.within else ""
        return [part for part in (within, self.what and words.stopped(self.what)) if part]


def cite(site: Site, target: Target, statement: str, url: str) -> Citation:
    """Return the citation of a programme, an element, a hypothesis or a learning point, at an address."""
    programme, entry = target.framework.programme, target.entry
    kind = words.PROGRAMME_KINDS.get(programme.written("kind"), "")
    version = f"{', version' if kind else 'Version'} {programme.version}" if programme.version else ""
    dated, date = _date(programme)
    return Citation(
        key=re.sub(r"[^a-z0-9.-]+", "-", target.key.casefold()).strip("-"),
        title=f"{entry.id} {statement}" if entry else programme.title,
        within=programme.title if entry else "",
        what=kind + version,
        organisations=organisations(site, target.framework),
        dated=dated,
        date=date,
        site=site.name,
        url=url,
    )


def organisations(site: Site, framework: Framework) -> tuple[str, ...]:
    """Return the names of who answers for a programme: who commissioned it, else who delivers it."""
    references = framework.programme.commissioned_by or framework.programme.delivered_by
    found = ((each, site.portfolio.organisation(each)) for each in references)
    return tuple(organisation.title if organisation else each.text for each, organisation in found)


def _date(programme: Programme) -> tuple[str, str]:
    """Return the date of what is cited, with its verb: of the last review, else of the source, else "".

    The day on which it came to the site is no date of its own.
    """
    if programme.reviewed or programme.source is None:
        return "Reviewed", programme.reviewed or ""
    return "Source published", programme.source.date or ""


def _in_markdown(text: str) -> str:
    escaped = _MARKDOWN.sub(lambda found: "\\" + found[0], text)
    return _MARKDOWN_MORE.sub(lambda found: f"&#{ord(found[0])};", escaped)


def _in_tex(text: str) -> str:
    return text.translate(_TEX)
