"""Pages that are filled into shells of the theme are the pages that MkDocs renders one by one, byte for byte."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from site_building import SMALL_FRAMEWORK, BuildSite

from outcome_frameworks.pages import Renderer
from outcome_frameworks.pages.beside import preview_content
from outcome_frameworks.pages.page import Body
from outcome_frameworks.pages.pictures.preview import Preview, preview_png

OTHER = """\
programme: {id: shed, title: Men’s *shed* & “more”, status: closed, aliases: [hut]}
levels:
  - id: short
    title: Short <term>
    elements:
      - {id: S1, statement: "Tools & `trust` <b>grow</b>", leads_to: [garden/L1], aliases: [S0]}
      - {id: S2, statement: It is over, status: retired, why: Merged, replaced_by: S1}
      - {id: É1, statement: Tea, elements: [{id: É1.1, statement: Biscuits}]}
hypotheses: [{id: H1, statement: Tea makes trust}, {id: H2, if: [{ref: S1}], then: [{ref: garden/S1}]}]
learning: [{id: L1, statement: Biscuits help, about: [S1]}]
"""

FILES = {
    "frameworks/garden.yml": SMALL_FRAMEWORK,
    "frameworks/shed.yml": OTHER,
    "docs/about.md": "---\nabout: [garden/S1]\n---\n# About\n\n[S1](outcome:garden/S1), [how to cite it]"
    "(programmes/garden/s1.md#cite) and [as data](programmes/garden/s1/index.json)\n",
}

SETTINGS: dict[str, dict[str, Any]] = {
    "usual": {},
    "addresses with endings": {"use_directory_urls": False},
    "no address of the site": {"site_url": None},
    "edit links": {"repo_url": "https://example.org/r", "edit_uri": "edit/main/docs/"},
    "a navigation": {"nav": [{"Start": "index.md"}, {"Our work": "outcome-frameworks"}]},
    "a navigation without programmes": {"nav": [{"Start": "index.md"}]},
    "features": {
        "theme": {
            "name": "material",
            "features": [
                "navigation.tabs",
                "navigation.indexes",
                "navigation.footer",
                "content.action.edit",
                "toc.follow",
            ],
        },
        "repo_url": "https://example.org/r",
        "edit_uri": "edit/main/docs/",
    },
    "contents in the menu": {"theme": {"name": "material", "features": ["toc.integrate", "navigation.instant"]}},
    "theme as it comes": {"options": {"theme_fixes": False, "search": "theme"}},
    "another language": {"theme": {"name": "material", "language": "ar"}},
    "a path before": {"options": {"path_prefix": "impact/work"}},
    "more programmes than menus list": {"programmes": 21},
    "theme of MkDocs": {"theme": {"name": "mkdocs"}, "plugins": []},
    "readthedocs": {"theme": {"name": "readthedocs"}, "plugins": []},
    "plugins of Material": {"plugins": ["tags", "offline"]},
}


@pytest.fixture(autouse=True)
def on_one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have themes that write the time of the build write the same."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("setting", SETTINGS)
def test_filled_pages_are_those_that_mkdocs_renders(build_site: BuildSite, setting: str) -> None:
    settings = dict(SETTINGS[setting])
    programmes = settings.pop("programmes", 0)
    options, plugins = settings.pop("options", {}), settings.pop("plugins", ["search"])
    sites = {}
    for rendering in ("compatible", "fast"):
        ours = {"outcome-frameworks": {"link_previews": False, "rendering": rendering, **options}}
        prefix = options.get("path_prefix", "")
        below = f"({prefix}/programmes/" if prefix else "(programmes/"
        files = {name: text.replace("(programmes/", below) for name, text in FILES.items()}
        for n in range(programmes):
            files[f"frameworks/p{n}.yml"] = SMALL_FRAMEWORK.replace("id: garden", f"id: p{n}")
        site = build_site(files, plugins=[*plugins, ours], **settings)
        sites[rendering] = contents(site.folder)
    assert sorted(sites["fast"]) == sorted(sites["compatible"])
    assert [path for path in sites["fast"] if sites["fast"][path] != sites["compatible"][path]] == []


def test_a_plugin_that_works_on_pages_sees_each_of_them(build_site: BuildSite) -> None:
    files = {"frameworks/garden.yml": SMALL_FRAMEWORK, "hook.py": HOOK}
    site = build_site(files, hooks=["hook.py"])
    assert "seen by a hook" in site.html("programmes/garden/s1/")
    said = "Pages are rendered one by one (rendering: compatible), for what works on them: hook.py"
    assert any(said in line for line in site.infos)


HOOK = """\
def on_post_page(output, page, config):
    return output.replace("</body>", "<p>seen by a hook</p></body>")
"""

TEMPLATE = """\
{% extends "base.html" %}
{% block extrahead %}<meta name="length" content="WORDS">{% endblock %}
"""


@pytest.mark.parametrize(
    ("words", "shown", "said"),
    [
        ("{{ page.url }}", "programmes/garden/s1/", "since main.html asks for page.url"),
        ("{{ page.title | length }}", "31", "since main.html asks for page.title, to make something else of it"),
        (
            "{% for one in page.toc %}{{ one.title | length }}{% endfor %}",
            "31",
            "the theme makes something else of a long title",
        ),
    ],
)
def test_a_theme_that_says_more_of_a_page_than_shells_know_is_right_all_the_same(
    build_site: BuildSite, words: str, shown: str, said: str
) -> None:
    files = {"frameworks/garden.yml": SMALL_FRAMEWORK, "theme/main.html": TEMPLATE.replace("WORDS", words)}
    site = build_site(files, theme={"name": "material", "custom_dir": "theme"})
    assert f'<meta name="length" content="{shown}">' in site.html("programmes/garden/s1/")
    (line,) = [line for line in site.infos if "rendered one by one" in line]
    assert said in line


def test_what_another_plugin_takes_away_stays_away(build_site: BuildSite) -> None:
    hook = (
        "def on_nav(nav, config, files):\n    for path in ('programmes/garden/l1.md', 'programmes/garden/links.csv'):\n"
    )
    files = {"frameworks/garden.yml": SMALL_FRAMEWORK, "hook.py": f"{hook}        files.remove(files.src_uris[path])\n"}
    site = build_site(files, hooks=["hook.py"])
    assert (site.folder / "programmes/garden/s1/index.html").exists()
    assert not (site.folder / "programmes/garden/l1/index.html").exists()
    assert not (site.folder / "programmes/garden/links.csv").exists()


def test_the_site_map_and_link_checks_know_filled_pages(build_site: BuildSite) -> None:
    links = "# Links\n\n[S1](programmes/garden/s1.md#cite), [nothing](programmes/garden/s1.md#nothing)\n"
    files = {"frameworks/garden.yml": SMALL_FRAMEWORK, "docs/links.md": links}
    site = build_site(files, validation={"links": {"anchors": "info"}})
    assert "<loc>https://example.org/programmes/garden/s1/</loc>" in (site.folder / "sitemap.xml").read_text("utf-8")
    assert [line for line in site.infos if "programmes/garden/s1.md#nothing" in line]
    assert not [line for line in site.infos if "s1.md#cite" in line]


def test_pictures_are_drawn_once_also_where_mkdocs_renders_the_pages(
    build_site: BuildSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def counted(preview: Preview) -> bytes:
        drawn.append(preview.text)
        return preview_png(preview)

    monkeypatch.setattr(preview_content, "preview_png", counted)
    files = {"frameworks/garden.yml": SMALL_FRAMEWORK}
    for expected in (True, False):
        drawn.clear()
        site = build_site(files, {"rendering": "compatible"}, link_previews=None)
        assert ("People meet their neighbours" in drawn) == expected
        assert (site.folder / "programmes/garden/s1/preview.png").read_bytes().startswith(b"\x89PNG")
    files["frameworks/garden.yml"] = SMALL_FRAMEWORK.replace("meet their", "know their")
    build_site(files, {"rendering": "compatible"}, link_previews=None)
    assert "People know their neighbours" in drawn


def test_pages_that_mkdocs_wraps_are_made_once(build_site: BuildSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other plugins see all of them in each build: what they show, what they list, and their heads."""
    made: list[str] = []
    body = Renderer.body

    def counted(self: Renderer, kind: str, *rest: Any, **named: Any) -> Body:
        made.append(kind)
        return body(self, kind, *rest, **named)

    monkeypatch.setattr(Renderer, "body", counted)
    files = {"frameworks/garden.yml": SMALL_FRAMEWORK, "hook.py": SEEING_HOOK}
    sites = [contents(build_site(files, hooks=["hook.py"]).folder) for _ in range(2)]
    assert sites[0] == sites[1]
    assert made.count("programme") == 1 and made.count("outcomes") == 1
    seen = sites[1]["programmes/garden/s1/index.html"].decode()
    assert "top: S1 People meet their neighbours, cite: Share and cite" in seen
    assert seen.count('"termCode":"S1"') == 1


SEEING_HOOK = """\
def on_post_page(output, page, config):
    listed = ", ".join(f"{one.id}: {one.title}" for top in page.toc for one in (top, *top.children[-1:]))
    return output.replace("</body>", f"<p>{listed}</p></body>")
"""


def test_the_search_finds_what_a_plugin_changes_when_all_is_built(build_site: BuildSite) -> None:
    """The second time, nothing that we write has changed, but what the hook makes of it."""
    found = []
    for word in ("meadow", "orchard"):
        files = {"frameworks/garden.yml": SMALL_FRAMEWORK, "hook.py": LATE_HOOK, "word.txt": word}
        site = build_site(files, hooks=["hook.py"])
        fragments = [text_of(path) for path in (site.folder / "pagefind" / "fragment").iterdir()]
        found.append([word for word in ("meadow", "orchard") if any(word in text for text in fragments)])
    assert found == [["meadow"], ["orchard"]]


LATE_HOOK = """\
from pathlib import Path

def on_post_build(config):
    page = Path(config.site_dir, "programmes/garden/s1/index.html")
    word = Path(config.config_file_path).with_name("word.txt").read_text("utf-8")
    page.write_text(page.read_text("utf-8").replace("neighbours", word), "utf-8")
"""


def text_of(fragment: Path) -> str:
    return gzip.decompress(fragment.read_bytes()).decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("words", "shown", "said"),
    [
        (
            "{{ page.title[:40] if page }}",
            "S1 People meet their neighbours",
            "the theme makes something else of a long title",
        ),
        ("{{ page.canonical_url | length }}", "41", "is another page when MkDocs renders it"),
    ],
)
def test_what_an_installed_theme_makes_of_pages_is_found(
    build_site: BuildSite, words: str, shown: str, said: str
) -> None:
    """Its templates are not of the site's own, so that nobody reads them; the first page has a short title."""
    template = TEMPLATE.replace("WORDS", words)
    files = {"frameworks/garden.yml": SMALL_FRAMEWORK, "hook.py": LOADER, "installed.html": template}
    site = build_site(files, hooks=["hook.py"])
    assert f'<meta name="length" content="{shown}' in site.html("programmes/garden/s1/")
    (line,) = [line for line in site.infos if "rendered one by one" in line]
    assert said in line


LOADER = """\
from pathlib import Path
from jinja2 import ChoiceLoader, DictLoader

def on_env(env, config, files):
    template = Path(config.config_file_path).with_name("installed.html").read_text("utf-8")
    env.loader = ChoiceLoader([DictLoader({"main.html": template}), env.loader])
    return env
"""


def test_what_a_plugin_puts_in_the_place_of_a_file_of_ours_stays_its_own(build_site: BuildSite) -> None:
    """Files of ours have a second name in the site while it is built; nothing in it is the same file as a source."""
    own = {"hook.py": REPLACING_HOOK, "own.csv": "our own"}
    site = build_site({"frameworks/garden.yml": SMALL_FRAMEWORK, **own}, hooks=["hook.py"])
    assert site.html("programmes/garden/links.csv") == "our own"
    assert "People meet their neighbours" in site.html("programmes/garden/framework.csv")
    assert [path for path in site.folder.rglob("*") if path.is_file() and path.stat().st_nlink > 1] == []


REPLACING_HOOK = """\
from pathlib import Path

def on_nav(nav, config, files):
    file = files.get_file_from_path("programmes/garden/links.csv")
    file.abs_src_path = str(Path(config.config_file_path).with_name("own.csv"))

def on_post_page(output, page, config):
    return output
"""
