"""Write the site's pages as plain Markdown files, for any generator that builds Markdown."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup, escape

from outcome_frameworks.pages import THEME_DIR, Page, Renderer, render_downloads, render_pages

_BLANK_LINES = re.compile(r"\n\s*\n")


def export_pages(renderer: Renderer, folder: Path) -> list[str]:
    """Write every page, the maps to download, and the style sheet and script, below `folder`.

    Existing files of the same names are replaced; others are left alone. Returns the paths written, relative to
    the folder. Headings carry their ids as `{#id}`: the generator needs the `attr_list` extension for them.

    Raises:
        OSError: where the folder cannot be written.
    """
    texts = dict(_texts(renderer))
    for path, text in texts.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    shutil.copytree(THEME_DIR / "assets", folder / "assets", dirs_exist_ok=True)
    return [*texts, *(p.relative_to(THEME_DIR).as_posix() for p in sorted((THEME_DIR / "assets").rglob("*.*")))]


def to_markdown(page: Page) -> str:
    """Give a page as Markdown: front matter, then HTML below plain headings.

    No author's text reaches Markdown or YAML as such: front matter is quoted and escaped, and the HTML has no blank
    line at which Markdown would begin again.
    """
    front_matter = "\n".join(
        f"{name}: {json.dumps(str(escape(text)), ensure_ascii=False)}"
        for name, text in (("title", page.title), ("description", page.description))
    )
    header = Markup("{}\n{}\n{}\n</article>").format(page.opening, page.header, page.contents)
    blocks = [f"---\n{front_matter}\n---", _html_block(header)]
    for section in page.sections:
        blocks.append(f"## {section.title} {{#{section.id}}}")
        blocks.append(_html_block(Markup('<div class="of-page">\n{}\n</div>').format(section.html)))
    if page.footer:
        blocks.append(_html_block(Markup('<div class="of-page">\n{}\n</div>').format(page.footer)))
    return "\n\n".join(blocks) + "\n"


def _texts(renderer: Renderer) -> Iterator[tuple[str, str]]:
    for page in render_pages(renderer):
        yield page.src_uri, to_markdown(page)
    yield from render_downloads(renderer.site).items()


def _html_block(html: Markup) -> str:
    return _BLANK_LINES.sub("\n", html.replace("<!", "&lt;!")).strip()
