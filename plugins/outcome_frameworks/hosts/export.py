"""Write the site's pages as plain Markdown files, for any generator that builds Markdown."""

from __future__ import annotations

import errno
import json
import re
import shutil
from collections.abc import Callable, Iterator
from itertools import chain, count
from pathlib import Path

from markupsafe import Markup, escape

from outcome_frameworks.pages import (
    THEME_DIR,
    Here,
    Page,
    Renderer,
    render_block,
    render_block_as_links,
    render_files,
    render_pages,
    render_story_links,
)
from outcome_frameworks.reading.hand_written import (
    Block,
    MarkdownPage,
    escape_markdown,
    replace_blocks,
    replace_references,
    without_draft_fields,
    without_drafts,
)
from outcome_frameworks.reading.sources import HandWrittenPage, read_docs

_HEADING = re.compile(r"#{1,6}(?=\s)")
"""The marks of a heading, as many as its level: the `##` of `## Words`."""

_BLANK_LINES = re.compile(r"\n\s*\n")
"""The end of a line with all blank lines that follow it."""

_FOREIGN_BREAKS = str.maketrans({"\u2028": "&#8232;", "\u2029": "&#8233;"})
_BRACES = str.maketrans({"{": "&#123;", "}": "&#125;"})
_UNLISTED = ("robots: noindex", "sitemap: false", "search:\n  exclude: true")
"""Front matter by which generators leave a page out of search engines, of the site map and of their own search."""
_YAML_ESCAPES = str.maketrans({mark: f"\\u{ord(mark):04x}" for mark in "{}\x7f\x85\u2028\u2029"})


def export_site(renderer: Renderer, folder: Path, docs: Path | None = None, hidden: Path | None = None) -> list[str]:
    """Write every page, the maps to download, the style sheet and the script below `folder`.

    With `docs`, its hand-written pages come along, their references resolved; a page among them wins over a
    generated one of the same name; files below `hidden` stay behind, where framework files with drafts stand in the
    docs. Existing files of the same names are replaced; others are left alone. Returns the paths written, relative to
    the folder, in order. Headings carry their ids as `{#id}`: the generator needs the extension `attr_list` for them.

    Raises:
        OSError: where a folder cannot be read or written, or a file would come to stand outside it.
    """
    written = {path.relative_to(THEME_DIR).as_posix() for path in (THEME_DIR / "assets").rglob("*.*")}
    texts = dict(_texts(renderer))
    if docs is not None:
        files = (path for path in docs.rglob("*") if path.is_file() and not _is_below(path, hidden))
        written |= {path.relative_to(docs).as_posix() for path in files}
        texts |= {page.src_uri: _resolved(renderer, page) for page in read_docs(docs, renderer.site.urls)}
    for path in sorted(written | set(texts)):
        _refuse_outside(folder, path)
    shutil.copytree(THEME_DIR / "assets", folder / "assets", dirs_exist_ok=True)
    if docs is not None:
        shutil.copytree(docs, folder, dirs_exist_ok=True, ignore=_left_behind(hidden))
    for path, content in chain(texts.items(), render_files(renderer)):
        _refuse_outside(folder, path)
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
        written.add(path)
    return sorted(written)


def _left_behind(hidden: Path | None) -> Callable[[str, list[str]], set[str]]:
    """Return what tells a copy which names in a folder to leave out."""
    return lambda place, names: {n for n in names if n.startswith(".") or _is_below(Path(place, n), hidden)}


def _is_below(path: Path, folder: Path | None) -> bool:
    """Return whether a path is that of a folder or of something in it, also by a link."""
    return folder is not None and path.resolve().is_relative_to(folder.resolve())


def _refuse_outside(folder: Path, path: str) -> None:
    """Refuse a place that is not below the folder: by `..`, or by a link in the folder that leads out of it."""
    if not (folder / path).resolve().is_relative_to(folder.resolve()):
        raise OSError(errno.EXDEV, "nothing is written, since this is outside the folder", str(folder / path))


def _resolved(renderer: Renderer, page: HandWrittenPage) -> str:
    """Return a hand-written page with addresses for references, cards and maps, and at its end what it is about."""
    here = Here(renderer.site, page.url)
    portfolio = renderer.site.portfolio
    written = without_draft_fields(without_drafts(page.content, portfolio), portfolio)
    text = _with_blocks(renderer, MarkdownPage(replace_references(written, here.reference)), here)
    story = next((story for story in renderer.site.stories if story.src_uri == page.src_uri), None)
    return f"{text.rstrip()}\n\n{_html_block(render_story_links(renderer, story))}\n" if story and story.about else text


def _with_blocks(renderer: Renderer, page: MarkdownPage, here: Here) -> str:
    """Return a page with its cards and maps as HTML; as links inside lists and the like, where HTML is not read."""
    numbers = count(1)

    def write(block: Block) -> str:
        if block.prefix.strip(" ") or len(block.prefix) > 3:
            return render_block_as_links(renderer, block.kind, block.text, here.href)
        lines = page.blanked.split("\n")[: block.first]
        headings = [found[0] for line in lines if (found := _HEADING.match(line))]
        level = min(len(headings[-1]) + 1, 6) if headings else 2
        id = f"of-block-{next(numbers)}" if block.kind == "outcome-map" else ""
        return _html_block(render_block(renderer, block.kind, block.text, here, id, level))

    return replace_blocks(page, write)


def to_markdown(page: Page) -> str:
    """Return a page as Markdown: front matter, then HTML below plain headings.

    No author's text reaches Markdown, YAML or a template engine as such: front matter is quoted and escaped, headings
    hold marks as character references, and the HTML has no blank line at which Markdown would begin again.
    """
    fields = [f"{name}: {_quoted(text)}" for name, text in (("title", page.title), ("description", page.description))]
    front_matter = "\n".join(fields if page.is_found else [*fields, *_UNLISTED])
    header = Markup("{}\n{}\n{}\n</article>").format(page.opening, page.header, page.contents)
    blocks = [f"---\n{front_matter}\n---", _html_block(header)]
    for section in page.sections:
        blocks.append(f"## {escape_markdown(section.title)} {{#{section.id}}}")
        blocks.append(_html_block(Markup('<div class="of-page">\n{}\n</div>').format(section.html)))
    if page.footer:
        blocks.append(_html_block(Markup('<div class="of-page">\n{}\n</div>').format(page.footer)))
    return "\n\n".join(blocks) + "\n"


def _texts(renderer: Renderer) -> Iterator[tuple[str, str]]:
    for page in render_pages(renderer):
        yield page.src_uri, to_markdown(page)


def _quoted(text: str) -> str:
    """Return a text of front matter: HTML, since themes print it as it is, in quotes of YAML (and JSON)."""
    return json.dumps(str(escape(text)), ensure_ascii=False).translate(_YAML_ESCAPES)


def _html_block(html: Markup) -> str:
    """Return HTML that Markdown and template engines leave as it is.

    Braces are references, so that Liquid, Vue or Hugo find nothing to run; only what is an attribute or a text holds
    any. Every line end is a line feed, and no line is blank: there CommonMark ends the block, and the author's words
    would be Markdown.
    """
    text = str(html).replace("<!", "&lt;!").replace("\r\n", "\n").replace("\r", "\n")
    return _BLANK_LINES.sub(_without_blank_lines, text.translate(_FOREIGN_BREAKS | _BRACES)).strip("\n\t ")


def _without_blank_lines(found: re.Match[str]) -> str:
    """Leave blank lines out between tags; within a text or an attribute, where they say something, write references."""
    if found.string[found.start() - 1 : found.start()] in (">", "") or found.string.startswith("<", found.end()):
        return "\n"
    return "\n" + found[0][1:].replace("\n", "&#10;")
