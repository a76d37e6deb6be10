"""One style sheet for a page of Material in place of three, without what only a few pages use where it is not one."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from outcome_frameworks.hosts.mkdocs.material.style_rules import USED, Lighter, without_unknown
from outcome_frameworks.pages import SCRIPT, STYLE
from outcome_frameworks.system.kept_code import keep_code, load_code

_FOLDER = "assets/stylesheets"
"""Where Material's own are, all with a digest in their names: browsers may be told to keep them for a year."""

_MAIN = re.compile(r"assets/stylesheets/main\.\w+\.min\.css")
_PALETTE = re.compile(r"assets/stylesheets/palette\.\w+\.min\.css")
"""Material's style sheets: `assets/stylesheets/main.57a0d79d.min.css`, and the same with `palette`."""

_BUNDLE = re.compile(r"assets/javascripts/bundle\.\w+\.min\.js")
"""Its script: `assets/javascripts/bundle.79ae519e.min.js`."""

_LINK = re.compile(r"""\s*<link\s+rel=["']?stylesheet["']?\s+href=(["']?)([^"'\s>]+)\1\s*/?>""")
"""A style sheet and its address: `<link rel="stylesheet" href="../assets/stylesheets/main.57a0d79d.min.css">`."""

_ANY_SHEET = re.compile(r"""<link\b(?=[^>]*\brel=["']?[^"'>]*stylesheet)[^>]*\shref=["']?([^"'\s>]+)""", re.IGNORECASE)
"""A style sheet, whatever else is said of it: `<link rel="stylesheet" media="print" href="a.css">`."""

_ANY_SCRIPT = re.compile(r"""<script\b[^>]*\s(?:data-of-)?src\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
"""A script in a file of its own: `<script src="../assets/javascripts/bundle.79ae519e.min.js"`."""

_NAMES = re.compile(r"""\s(?:class|id)\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+)""", re.IGNORECASE)
"""Names among the attributes of elements: ` class="md-nav md-nav--primary"`, ` id=top`."""

_CODE = re.compile(
    r"""<(?:script(?![^>]*\btype=["']?application/(?:ld\+)?json)|style)\b[^>]*>.*?</|\sstyle\s*=\s*(?:"[^"]*"|'[^']*')""",
    re.DOTALL | re.IGNORECASE,
)
"""Scripts that are no data, and styles, within a page: `<style>a{}</`, ` style="--x: 1"`."""

_WORD = re.compile(r"[\w-]+")
"""A word of any language of the web: `md-nav__item`, `--md-hue`, `function`."""

_ELSEWHERE = re.compile(r"@import|@namespace|url\(\s*(?![\"']?(?:data:|#|/|[a-z]+://))", re.IGNORECASE)
"""What means something else in another file: `@import "a.css"`, `url(../a.png)`, but not `url(data:…)`."""

_CHARSET = '@charset "UTF-8";'

_ON_MANY_PAGES = frozenset({"headerlink"})
"""What most sites have on each page they write: the sign behind a heading that links to it."""

_SEARCH = "md-search"
"""How the names in Material's own search begin."""


class _Sheet(NamedTuple):
    """A style sheet of a site: its path there, and its text."""

    path: str
    text: str


@dataclass(frozen=True)
class StyleSheets:
    """The style sheets that pages of one site begin with, put together in two ways.

    `whole` holds all that stands at the paths `joined`. `light` lacks what few pages use: it is enough for those that
    have none of the names `left_out`, whose scripts are at one of the paths `scripts`, and whose other style sheets at
    one of `sheets`.
    """

    joined: Sequence[str]
    whole: str
    light: str
    left_out: frozenset[str]
    scripts: tuple[str, ...]
    sheets: tuple[str, ...]

    def put_into(self, page: str, around: str | None) -> str:
        """Return a page with one style sheet in place of those that are joined; as it is where it has others.

        `around` is the page without what is known to need no more than the light one; None where nothing is known.
        """
        first = _LINK.search(page)
        if first is None or not first[2].endswith(self.joined[0]):
            return page
        above, start, end = first[2].removesuffix(self.joined[0]), first.start(), first.start()
        for path in self.joined:
            link = _LINK.match(page, end)
            if link is None or link[2] != above + path:
                return page
            end = link.end()
        is_light = around is not None and self._is_enough(around.replace(page[start:end], ""))
        path = self.light if is_light else self.whole
        return f'{page[:start]}\n<link rel="stylesheet" href="{above}{path}">{page[end:]}'

    def _is_enough(self, page: str) -> bool:
        """Return whether a page looks with the light sheet as it does with the whole one."""
        names = (name for value in _NAMES.findall(page) for name in value.strip("\"'").split())
        words = (word for code in _CODE.findall(page) for word in _WORD.findall(code))
        return (
            self.left_out.isdisjoint(names)
            and self.left_out.isdisjoint(words)
            and all(address.endswith(self.scripts) for address in _ANY_SCRIPT.findall(page))
            and all(address.endswith(self.sheets) for address in _ANY_SHEET.findall(page))
        )


def join_style_sheets(config: MkDocsConfig, files: Files, material: Path, *, has_search: bool) -> StyleSheets | None:
    """Put the style sheets of a site together, and add them to its files; None where that cannot be done.

    Args:
        config: The site's settings.
        files: Its files, those of its theme among them.
        material: The folder of Material's templates.
        has_search: Whether our search takes the place of Material's, of which no page has anything then.
    """
    sheets = list(_first_sheets(config, files))
    if not sheets or any(_ELSEWHERE.search(sheet.text) for sheet in sheets):
        return None
    main, beside = sheets[0].text, "".join(sheet.text for sheet in sheets[1:])
    lighter = _lighter(main, beside, material, has_search=has_search)
    own = {path: _text_of(files, path) for path in map(str, config.extra_css)}
    clean = [path for path, text in own.items() if text and lighter.left_out.isdisjoint(USED.findall(text))]
    # A page that takes in others while it is shown needs what any of them needs.
    takes_in = any(feature.startswith("navigation.instant") for feature in config.theme.get("features") or ())
    whole, light = (_joined(text, beside) for text in (main, main if takes_in else lighter.text))
    for sheet in dict.fromkeys((whole, light)):
        files.append(File.generated(config, sheet.path, content=sheet.text))
    bundles = (file.src_uri for file in files if _BUNDLE.fullmatch(file.src_uri))
    paths = [sheet.path for sheet in sheets]
    return StyleSheets(paths, whole.path, light.path, lighter.left_out, (*bundles, SCRIPT), tuple(clean))


def _first_sheets(config: MkDocsConfig, files: Files) -> Iterator[_Sheet]:
    """Yield the style sheets with which Material's head begins, as far as nothing else comes between them."""
    paths = [next(filter(_MAIN.fullmatch, files.src_uris), None)]
    if config.theme.get("palette"):
        paths.append(next(filter(_PALETTE.fullmatch, files.src_uris), None))
    if config.theme.get("font") is False and list(map(str, config.extra_css[:1])) == [STYLE]:
        paths.append(STYLE)
    texts = [_text_of(files, path) if path else "" for path in paths]
    if all(texts):
        yield from (_Sheet(str(path), text) for path, text in zip(paths, texts, strict=True))


def _text_of(files: Files, path: str) -> str:
    """Return what a file of the site holds; "" where it has none there that is made already."""
    file = files.get_file_from_path(path)
    try:
        return file.content_string if file else ""
    except (OSError, ValueError):
        return ""


def _joined(main: str, beside: str) -> _Sheet:
    text = _CHARSET + (main + beside).replace(_CHARSET, "")
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    return _Sheet(f"{_FOLDER}/page.{digest}.css", text)


def _lighter(main: str, beside: str, material: Path, *, has_search: bool) -> Lighter:
    """Return Material's sheet without what is not for its own templates; as kept where that was worked out before."""
    digest = hashlib.sha256(repr((main, beside, has_search)).encode()).hexdigest()
    key = ("light style sheet", version("mkdocs-material"), digest)
    if kept := load_code(*key):
        text, left_out = json.loads(kept)
        return Lighter(text, frozenset(left_out))
    known = {name for name in _names_of(material) if not (has_search and name.startswith(_SEARCH))}
    made = without_unknown(main, known | _ON_MANY_PAGES | _short_words(main), beside)
    keep_code(json.dumps([made.text, sorted(made.left_out)]).encode(), *key)
    return made


def _names_of(material: Path) -> set[str]:
    """Return all words in the templates with which Material makes any page, and in its script."""
    partials, bundles = material.glob("partials/**/*.html"), material.glob("assets/javascripts/bundle.*.js")
    paths = (material / "base.html", *partials, *bundles)
    return {word for path in paths for word in _WORD.findall(path.read_text(encoding="utf-8"))}


def _short_words(css: str) -> set[str]:
    """Return the words of one or two letters, such as the classes of colours in code, which any script may have."""
    return {word for word in _WORD.findall(css) if len(word) < 3}
