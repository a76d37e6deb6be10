"""What templates of a site's own may ask of a page before it has to be rendered by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config

from outcome_frameworks.hosts.mkdocs.site_templates import SiteTemplates


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("{{ page.title }}{{ page.meta.description }}{% if page.edit_url %}{{ page.edit_url }}{% endif %}", ""),
        ("{% if page.is_homepage and page.next_page %}{{ page.next_page.title | upper }}{% endif %}", ""),
        ("{% if page and page.meta and 'toc' in page.meta.hide %}{% endif %}", ""),
        ("{{ config.page.url }}{{ pages | length }}", ""),
        ("{{ page.url }}", "page.url"),
        ("{{ page['file'].src_uri }}", "page.file.src_uri"),
        ("{{ page[name] }}", "page.…"),
        ("{% set it = page %}{{ it.url }}", "page as a whole"),
        ("{{ show(page) }}", "page as a whole"),
        ("{{ page.title | tojson }}", "page.title, to make something else of it"),
        ("{% if page.meta.title == 'S1' %}{% endif %}", "page.meta.title, to make something else of it"),
        ("{{ page.canonical_url.upper() }}", "page.canonical_url.upper"),
        ("{% filter upper %}{{ page.title }}{% endfilter %}", "page.title, to make something else of it"),
        ("{% unknown %}", "what only MkDocs can read"),
    ],
)
@pytest.mark.parametrize("name", ["main.html", "partials/footer.html"])
def test_what_shells_cannot_tell_is_named(tmp_path: Path, name: str, text: str, asked: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    assert SiteTemplates((tmp_path,)).beyond_shells() == ((name, asked) if asked else None)


def test_what_a_template_takes_in_is_looked_at_too(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("{{ page.url }}", encoding="utf-8")
    assert SiteTemplates((tmp_path,)).beyond_shells() == ("words.txt", "page.url")
    (tmp_path / "words.txt").write_text("{{ page.url }}{%", encoding="utf-8")
    assert SiteTemplates((tmp_path,)).beyond_shells() is None, "a text that no template can take in"


def test_our_own_templates_know_no_page_of_the_host(tmp_path: Path) -> None:
    section = tmp_path / "outcome-frameworks/element/cite.html"
    section.parent.mkdir(parents=True)
    section.write_text("{{ page.url }}", encoding="utf-8")
    assert SiteTemplates((tmp_path,)).beyond_shells() is None


def test_templates_of_installed_packages_are_not_the_sites_own(tmp_path: Path) -> None:
    """They have a version, and there are thousands of them in Material."""
    config = load_config(str(Path(__file__).parents[3] / "mkdocs.yml"))
    installed = tmp_path / "usr/lib/python3/dist-packages/material/templates"
    config.theme.dirs = [str(tmp_path / "overrides"), str(installed), *config.theme.dirs, str(tmp_path / "my_theme")]
    assert SiteTemplates.of(config).folders == (tmp_path / "overrides", tmp_path / "my_theme")
