"""Cards and maps in hand-written pages and blog posts, and the lists of pages that speak of something."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from site_building import SMALL_FRAMEWORK, BuildSite, BuiltSite, LogCollector, run_build

from outcome_frameworks.cli import main
from outcome_frameworks.hosts.mkdocs.hand_written.block_marks import fill_marks, mark_blocks
from outcome_frameworks.hosts.mkdocs.plugin import OutcomeFrameworksPlugin
from outcome_frameworks.pages import Here, Renderer, Site
from outcome_frameworks.reading.frameworks.load import load_portfolio

GARDEN = SMALL_FRAMEWORK.replace("neighbours\n", "neighbours <b>& *friends*</b>\n").replace(
    "title: Short-term outcomes\n", "title: Short-term outcomes\n    influence: direct\n"
)
POST = """\
---
date: 2026-03-04
authors: [ann]
categories: [News]
---

# Spring

It rests on [meeting](outcome:garden/S1).

```outcome
garden/S1
```

<!-- more -->

## Where it leads

```outcome-map
programme: garden
focus: S1
```
"""
BLOG: dict[str, str] = {
    "frameworks/garden.yml": GARDEN,
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/.authors.yml": "authors:\n  ann: {name: Ann, description: Gardener, avatar: https://example.org/a.png}\n",
    "docs/blog/posts/spring.md": POST,
    "docs/blog/posts/older.md": "---\ndate: 2025-01-02\n---\n\n# Old\n\n```outcome\ngarden/S1\n```\n\n<!-- more -->\n",
    "docs/blog/posts/draft.md": "---\ndate: 2026-05-06\ndraft: true\n---\n\n# Draft\n\n[](outcome:garden/S1)\n",
    "docs/about.md": "---\nabout: garden/S1\n---\n\n# About meeting\n\n[](outcome:garden/S1) [](outcome:garden/S1)\n",
}
BLOG_SETTINGS: dict[str, Any] = {
    "plugins": ["search", {"blog": {"authors_profiles": True}}, "outcome-frameworks"],
    "markdown_extensions": ["admonition", "pymdownx.superfences", "toc"],
}


def cards(html: str) -> list[str]:
    return re.findall(r'<div class="of-page of-cards">.*?</div>\n</div>', html, re.DOTALL)


def maps(html: str) -> list[str]:
    return re.findall(r'<figure class="of-map.*?</figure>', html, re.DOTALL)


def test_a_post_with_a_link_a_card_and_a_map(build_site: BuildSite) -> None:
    site = build_site(BLOG, **BLOG_SETTINGS)
    assert site.warnings == []
    post = site.html("blog/2026/03/04/spring/")
    (card,), (drawing,) = cards(post), maps(post)
    assert '../../../../../programmes/garden/s1/"><bdi class="of-code">S1</bdi> People meet their neighbours' in card
    assert "neighbours &lt;b&gt;&amp; *friends*&lt;/b&gt;</a>" in card, "words stay words"
    assert "Direct influence" in card
    assert 'href="../../../../../programmes/garden/#level-short">Short-term outcomes</a>' in card
    assert ">Community garden</a>" in card
    assert re.search(
        r'Leads to <a href="[./]*/programmes/garden/l1/" title="People feel that they belong">L1</a>', card
    )
    assert re.findall(r'data-of-id="garden/(\w+)"', drawing) == ["S1", "L1"]
    assert '<h3 class="of-heading' in drawing, "one below the heading that the map stands under"
    for view in ("blog/", "blog/archive/2026/", "blog/category/news/", "blog/author/ann/"):
        found = cards(site.html(view))
        way = "../" * view.count("/")
        assert f'href="{way}programmes/garden/s1/"><bdi class="of-code">S1</bdi>' in found[0], view
        assert maps(site.html(view)) == [], "the excerpt ends above the map"
    assert not any("data-of-block" in site.html(page) for page in site.pages())


def test_pages_that_speak_of_an_outcome_stand_on_its_page_once(build_site: BuildSite) -> None:
    site = build_site(BLOG, **BLOG_SETTINGS)
    for page in ("programmes/garden/s1/", "programmes/garden/"):
        section = re.search(r'id="stories">Pages that speak of it<.*?</section>', site.html(page), re.DOTALL)
        assert section, page
        listed = re.findall(r"<li><a href=\"([^\"]+)\">([^<]+)</a>(?:\s*<p>([^<]*)</p>)?", section[0])
        assert [(title, date) for _, title, date in listed] == [
            ("About meeting", ""),
            ("Spring", "4 March 2026"),
            ("Old", "2 January 2025"),
        ], f"{page}: without the draft, which is not published"
    assert listed[1][0] == "../../blog/2026/03/04/spring/"
    assert "Pages that speak of it" not in site.html("programmes/garden/l1/")
    assert "This page is about" in site.html("about/")
    assert "This page is about" not in site.html("blog/2026/03/04/spring/"), "it only mentions it"


EVERYWHERE = """\
# Page

```outcome-map
programme: garden
```

!!! note

    ```outcome
    garden/S1
    ```

- In a list

    ```outcome-map
    programme: garden
    levels: [short]
    ```

> ```outcome
> garden
> ```

````markdown
```outcome
garden/NONE
```
````
"""


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
@pytest.mark.parametrize("extensions", [["admonition"], ["admonition", "pymdownx.superfences", "pymdownx.highlight"]])
def test_blocks_stand_wherever_text_may(build_site: BuildSite, theme: str, extensions: list[str]) -> None:
    site = build_site(
        {"frameworks/garden.yml": GARDEN, "docs/page.md": EVERYWHERE},
        theme={"name": theme},
        markdown_extensions=extensions,
        plugins=["outcome-frameworks"],
    )
    page = site.html("page/")
    assert [re.findall(r'data-of-id="garden/(\w+)"', drawing) for drawing in maps(page)] == [["S1", "L1"], ["S1"]]
    assert '<h2 class="of-heading' in page
    ids = re.findall(r'\sid="(of-block[^"]*)"', page)
    assert ids == ["of-block-1", "of-block-1-S1", "of-block-1-L1", "of-block-2", "of-block-2-S1"]
    assert re.search(
        r'<div class="admonition note">.*?data-of-id="garden/S1".*?</div>\n</div>\n</div>', page, re.DOTALL
    )
    assert re.search(r"<li>\s*<p>In a list</p>\s*<div class=\"of-page of-page-map\">", page)
    assert re.search(r'<blockquote>\s*<div class="of-page of-cards">\s*<div class="of-programme-card">', page)
    assert "garden/NONE" in page
    assert "data-of-block" not in page


def test_maps_of_excerpts_keep_their_ids_apart_from_those_of_the_page(tmp_path: Path) -> None:
    (tmp_path / "garden.yml").write_text(GARDEN, encoding="utf-8")
    renderer = Renderer(Site(load_portfolio(tmp_path).portfolio))
    here, block = Here(renderer.site, "blog/"), mark_blocks("```outcome-map\nprogramme: garden\n```\n")
    content = fill_marks(f"<h1>Blog</h1><p>{block.strip()}</p>", renderer, here)
    page = fill_marks(f"{content}<h2>Post</h2><p>{block.strip()}</p>", renderer, here)
    assert re.findall(r'<figure[^>]* id="([^"]+)"', page) == ["of-block-1", "of-block-2"]
    assert re.findall(r"<(h\d) class=\"of-heading", page) == ["h2", "h2", "h3", "h3"]
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids)) == 6


def test_what_is_wrong_with_a_block_is_a_warning_with_its_place(
    build_site: BuildSite, caplog: pytest.LogCaptureFixture
) -> None:
    post = POST.replace("focus: S1", "focus: S3")
    with pytest.raises(Abort, match="1 warnings in strict mode"):
        build_site({**BLOG, "docs/blog/posts/spring.md": post}, **BLOG_SETTINGS)
    said = 'docs/blog/posts/spring.md:21:8: the block "outcome-map" has the focus "S3", which is not in the programme'
    assert f'{said} "garden"; did you mean "S1"?' in caplog.text


class FeedPlugin(BasePlugin):  # type: ignore[type-arg]
    """Reads what the makers of feeds read, and when they do."""

    read: dict[str, str | None]

    @event_priority(-75)
    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        self.read[page.url] = page.markdown


def test_feeds_are_lent_links_with_whole_addresses(build_site: BuildSite, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = FeedPlugin()
    feed.read = {}
    run = OutcomeFrameworksPlugin.on_config.methods[-1]

    def with_feed(self: OutcomeFrameworksPlugin, config: MkDocsConfig) -> None:
        config.plugins["feed"] = feed
        run(self, config)

    monkeypatch.setattr(OutcomeFrameworksPlugin, "on_config", with_feed)
    site = build_site(BLOG, **BLOG_SETTINGS)
    lent = feed.read["blog/2026/03/04/spring/"] or ""
    root = "https://example.org/programmes/garden"
    assert f"[meeting]({root}/s1/)" in lent
    shown = "S1 People meet their neighbours <b>& *friends*</b>"
    assert shown in [unescape(words) for words in re.findall(rf"\n- \[(.*?)\]\({root}/s1/\)\n", lent)]
    assert "<b>" not in lent and "*friends*" not in lent
    assert "- [Outcome map: S1 People meet" in lent
    assert "data-of-block" not in lent
    assert cards(site.html("blog/")), "excerpts are made of the page's own Markdown"


@pytest.fixture
def exported(tmp_path: Path, mkdocs_log: LogCollector, monkeypatch: pytest.MonkeyPatch) -> BuiltSite:
    project = tmp_path / "project"
    for name, text in {"frameworks/garden.yml": GARDEN, "docs/page.md": EVERYWHERE}.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(project)
    result = CliRunner().invoke(main, ["export", "--to", str(tmp_path / "docs")])
    assert result.exit_code == 0, result.output
    config = {"site_name": "X", "theme": {"name": "mkdocs"}, "plugins": [], "markdown_extensions": ["admonition"]}
    config["markdown_extensions"] = ["admonition", "attr_list", "pymdownx.superfences"]
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    return run_build(tmp_path / "mkdocs.yml", tmp_path / "site", mkdocs_log)


def test_other_generators_get_the_map_and_links_where_html_cannot_stand(exported: BuiltSite) -> None:
    page = exported.html("page/")
    (drawing,) = maps(page)
    assert re.findall(r'data-of-id="garden/(\w+)"', drawing) == ["S1", "L1"]
    assert '"../programmes/garden/">Outcome map: Community garden</a>' in page
    words = re.findall(r'"../programmes/garden/s1/">([^<]*)</a>', page)
    assert "S1 People meet their neighbours <b>& *friends*</b>" in map(unescape, words)
    assert "garden/NONE" in page
