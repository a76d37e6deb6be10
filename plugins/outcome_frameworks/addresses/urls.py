"""The only place that names a path: where each page of a portfolio lives, made from ids and never from titles."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal
from urllib.parse import quote, unquote

from outcome_frameworks.addresses.kinds import PAGE_KINDS, kind_showing
from outcome_frameworks.model import Assumption, Document, Evidence, Framework, Level, Paged, Phase, Target, fold_id

_ON_PROGRAMME_PAGE = {Level: "level", Phase: "phase", Assumption: "assumption", Evidence: "evidence"}
"""What has no page of its own, with the word that its anchor on the programme page begins with."""

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""Endings of the files that MkDocs makes pages of."""

REDIRECTS = "_redirects"
"""The file of redirects that some hosts of sites read, at the site's root."""


@dataclass(frozen=True)
class Urls:
    """Addresses of pages, as `src_uri` (the path of a Markdown file that MkDocs would build them from).

    `prefix` is a path below the site's root ("" or "frameworks"); `use_directory_urls` is MkDocs' own option:
    `programmes/x/s1/` when true, `programmes/x/s1.html` when false.
    """

    prefix: str = ""
    use_directory_urls: bool = True

    def page(self, kind: str, programme_id: str = "", entry_id: str = "") -> str:
        """Return the `src_uri` of a page by the name of its kind, and by the ids of what it belongs to."""
        return _page(self.prefix, kind, programme_id, entry_id)

    @property
    def home(self) -> str:
        """The site's home page."""
        return self.page("home")

    @property
    def programmes(self) -> str:
        """The list of programmes."""
        return self.page("programmes")

    @property
    def outcomes(self) -> str:
        """The index of outcomes."""
        return self.page("outcomes")

    @property
    def hypotheses(self) -> str:
        """The index of hypotheses."""
        return self.page("hypotheses")

    @property
    def search(self) -> str:
        """The search page."""
        return self.page("search")

    def in_programmes(self, *below: str) -> str:
        """Return the path of something below the folder of programmes, by its parts: `x`, `s1/embed/index.html`."""
        return "/".join([self._programmes, *filter(None, below)])

    @cached_property
    def _programmes(self) -> str:
        return posixpath.join(self.prefix, "programmes")

    def below_programmes(self, src_uri: str) -> tuple[str, str] | None:
        """Return the id of the programme to whose folder a path belongs, and the path in it; None for other paths."""
        root = f"{self._programmes}/"
        if not src_uri.startswith(root):
            return None
        programme_id, slash, path = src_uri.removeprefix(root).partition("/")
        return (programme_id, path) if slash else None

    def html_file(self, src_uri: str) -> str:
        """Return the path of the file that a page is built into: `programmes/x/s1/index.html`."""
        url = unquote(self.url(src_uri))
        return f"{url}index.html" if url.endswith("/") or not url else url

    def url_of_file(self, path: str) -> str:
        """Return the address of a file that stands beside pages; a folder's own page is called by its folder."""
        url = self.url(path)
        return url.removesuffix("index.html") if self.use_directory_urls and url.endswith("/index.html") else url

    def map_dot(self, programme_id: str) -> str:
        """The map of a programme as a DOT file."""
        return self.in_programmes(programme_id, "map.dot")

    def map_svg(self, programme_id: str, *, narrow: bool = False) -> str:
        """The map of a programme as a picture that other sites may show, for wide pages or for phones."""
        return self.in_programmes(programme_id, "map-narrow.svg" if narrow else "map-wide.svg")

    def map_png(self, programme_id: str) -> str:
        """The map of a programme as a picture for documents and slides."""
        return self.in_programmes(programme_id, "map.png")

    def embed(self, target: Target) -> str:
        """A programme, element, hypothesis or learning point as a small document for a frame in another page."""
        entry = fold_id(target.entry.id) if target.entry else ""
        return self.in_programmes(target.framework.id, entry, "embed/index.html")

    def map_embed(self, programme_id: str) -> str:
        """The map of a programme as a document for a frame in another page."""
        return self.in_programmes(programme_id, "map/embed/index.html")

    def oembed(self, src_uri: str) -> str:
        """What tells other sites how to show a page in theirs (oEmbed)."""
        folder, name = posixpath.split(posixpath.splitext(src_uri)[0])
        return posixpath.join(folder, "" if name == "index" else name, "oembed.json")

    def preview(self, src_uri: str) -> str:
        """The picture that a link to a page shows where it is pasted."""
        folder = posixpath.splitext(src_uri)[0].removesuffix("index")
        return posixpath.join(folder, "preview.png")

    @property
    def data_schema(self) -> str:
        """The JSON Schema of all JSON files; a new version of their format gets a file of its own."""
        return posixpath.join(self.prefix, "programmes/data-1.schema.json")

    @property
    def all_data(self) -> str:
        """All programmes as one JSON file."""
        return posixpath.join(self.prefix, "programmes/index.json")

    @property
    def programmes_table(self) -> str:
        """All programmes as a table, one row each."""
        return posixpath.join(self.prefix, "programmes/programmes.csv")

    @property
    def outcomes_table(self) -> str:
        """All outcomes and impacts as a table."""
        return posixpath.join(self.prefix, "outcomes/outcomes.csv")

    def entries_table(self, programme_id: str = "") -> str:
        """Everything in a programme as a table, one row a thing; without an id that of all programmes."""
        name = "framework.csv" if programme_id else "frameworks.csv"
        return posixpath.join(self.prefix, "programmes", programme_id, name)

    def links_table(self, programme_id: str = "") -> str:
        """The links of a programme as a table, one row each; without an id those of all programmes."""
        return posixpath.join(self.prefix, "programmes", programme_id, "links.csv")

    def data_of(self, target: Target) -> str:
        """Return the JSON file of a programme, an element, a hypothesis or a learning point: beside its page."""
        folder = self.in_programmes(target.framework.id)
        return posixpath.join(folder, fold_id(target.entry.id) if target.entry else "", "index.json")

    def changes(self, programme_id: str) -> str:
        """What changed in a programme."""
        return self.page("changes", programme_id)

    def feed(self, ending: Literal["xml", "json"], programme_id: str = "") -> str:
        """The feed of what changed in a programme, as Atom (xml) or JSON; without an id that of all programmes."""
        return self.in_programmes(programme_id, f"feed.{ending}")

    def pack(self, programme_id: str) -> str:
        """A programme with everything in it as one page, to print."""
        return self.page("pack", programme_id)

    def page_of(self, target: Target) -> str:
        """Return the `src_uri` of the page that shows a target: its own, or its programme's."""
        entry_id = target.entry.id if isinstance(target.entry, Paged) else ""
        return self.page(kind_showing(target.entry).name, target.framework.id, entry_id)

    def anchor_of(self, target: Target) -> str:
        """Return the id on the page at which a target without a page of its own stands; "" for a whole page."""
        word = _ON_PROGRAMME_PAGE.get(type(target.entry)) if target.entry else None
        return f"{word}-{fold_id(target.entry.id)}" if word and target.entry else ""

    def anchor_of_document(self, framework: Framework, document: Document) -> str:
        """Return the id on the programme's page at which a document stands; by its number where it has no id."""
        if document.id:
            return f"document-{fold_id(document.id)}"
        number = next(n for n, other in enumerate(framework.programme.documents, 1) if other is document)
        return f"document--{number}"

    def url(self, src_uri: str) -> str:
        """Return the address of a page or file below the site's root, percent-encoded, as MkDocs builds it."""
        return _url(src_uri, use_directory_urls=self.use_directory_urls)

    def href(self, target: Target, from_url: str) -> str:
        """Return the link to a target as written in the page at `from_url`; an anchor alone where it stands there."""
        url, anchor = self.url(self.page_of(target)), self.anchor_of(target)
        if url == from_url and anchor:
            return "#" + quote(anchor)
        return relative(url, from_url) + ("#" + quote(anchor) if anchor else "")


@lru_cache(maxsize=2**14)  # every page asks for its neighbours again and again
def _page(prefix: str, kind: str, programme_id: str, entry_id: str) -> str:
    path = PAGE_KINDS[kind].path.format(programme=programme_id, entry=fold_id(entry_id))
    return path.removeprefix("/") if path.startswith("/") else posixpath.join(prefix, path)


@lru_cache(maxsize=2**14)
def _url(src_uri: str, *, use_directory_urls: bool) -> str:
    stem, extension = posixpath.splitext(src_uri)
    if extension not in _MARKDOWN:
        return quote(src_uri)
    folder, name = posixpath.split(stem)
    if name == "README":
        stem, name = posixpath.join(folder, "index"), "index"
    if not use_directory_urls:
        return quote(stem + ".html")
    return quote((folder if name == "index" else stem) + "/").lstrip("/")


def public_url(base_url: str, url: str) -> str:
    """Return the full address of one below the root of the site whose own is `base_url`."""
    return f"{base_url.rstrip('/')}/{url}"


def relative(url: str, from_url: str) -> str:
    """Return one address below the site's root as written in the page at another."""
    here, (*folders, name) = from_url.split("/")[:-1], url.split("/")
    common = 0
    for mine, other in zip(here, folders, strict=False):
        if mine != other:
            break
        common += 1
    path = "../" * (len(here) - common) + "/".join([*folders[common:], name])
    if not path or ":" in path.partition("/")[0]:
        path = f"./{path}"  # else a folder called "javascript:" would be a scheme
    return path


def from_root(path: str, from_url: str) -> str:
    """Return a path below the site's root, with what follows its ? or #, as written in the page at an address."""
    mark = next((place for place, character in enumerate(path) if character in "?#"), len(path))
    below = posixpath.normpath("/" + path[:mark]).lstrip("/")  # there is nothing above the root
    return relative(below + "/" * (path[:mark].endswith("/") and below != ""), from_url) + path[mark:]


_OF_A_PROGRAMME = frozenset(
    posixpath.splitext(posixpath.basename(kind.path))[0] for kind in PAGE_KINDS.values() if kind.scope == "programme"
)
"""Names of the pages of a programme as a whole: `index`, `print` … The page of an entry is called by its id."""


def stem_of(url: str) -> str:
    """Return an address without what `use_directory_urls` changes in it."""
    if url == "index.html" or url.endswith("/index.html"):
        url = url.removesuffix("index.html")
    return url.removesuffix(".html").strip("/")


def split_url(url: str, *, shows_entry: bool = False) -> tuple[str, str] | None:
    """Return the ids that an address was made of, under any options: of a programme, and of what stands in it.

    The second is folded, and "" for pages of the programme itself; an address that is known to show an entry is none of
    these, whatever its name means today. None for what is no address below the programmes.
    """
    _, found, path = f"/{unquote(stem_of(url))}".rpartition("/programmes/")
    if not found:
        return None
    programme_id, _, below = path.partition("/")
    entry_id = below.partition("/")[0]
    return programme_id, "" if entry_id in _OF_A_PROGRAMME and not shows_entry else entry_id
