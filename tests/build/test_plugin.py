"""The plugin in MkDocs: themes, kinds of URL, navigation, options, Edit links, overriding."""

from __future__ import annotations

import os
import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.utils.yaml import yaml_load
from site_building import SMALL_FRAMEWORK, BuildSite

from outcome_frameworks.hosts.mkdocs.options import OutcomeFrameworksOptions

NAVIGATIONS: dict[str, Any] = {
    "inferred": None,
    "without": [{"Start": "index.md"}],
    "placeholder": [{"Start": "index.md"}, "outcome-frameworks"],
    "titled placeholder": [{"Start": "index.md"}, {"Our work": "outcome-frameworks"}],
}


@pytest.mark.parametrize(
    ("theme", "directory_urls", "navigation"), list(product(["material", "mkdocs"], [True, False], NAVIGATIONS))
)
def test_every_host_setting_builds_strictly(
    build_site: BuildSite, theme: str, directory_urls: bool, navigation: str
) -> None:
    nav = NAVIGATIONS[navigation]
    site = build_site(theme={"name": theme}, use_directory_urls=directory_urls, **({"nav": nav} if nav else {}))
    assert site.warnings == []
    outcome = "programmes/garden/s1/" if directory_urls else "programmes/garden/s1.html"
    page = site.html(outcome)
    assert 'data-of-id="garden/S1"' in page
    assert ('href="../l1/"' if directory_urls else 'href="l1.html"') in page
    assert '<meta name="description" content="S1: People meet their neighbours.' in page
    menu = re.sub(r"<article.*</article>", "", site.html("404.html"), flags=re.DOTALL)
    assert ("Community garden" in menu) == (navigation != "without")
    assert "People meet" not in menu, "elements stay out of the navigation"
    assert ("Our work" in menu) == (navigation == "titled placeholder")


def test_inferred_navigation_is_in_order_and_has_no_section_for_a_single_page(build_site: BuildSite) -> None:
    hypothesis = "hypotheses: [{id: H1, statement: Meeting makes belonging}]\n"
    files = {"frameworks/garden.yml": SMALL_FRAMEWORK + hypothesis, "docs/guide/start.md": "# How to start\n"}
    page = build_site(files, theme={"name": "mkdocs"}).html("")
    menu = re.sub(r"<[^>]*>", " ", page[page.index('<ul class="nav navbar-nav">') : page.index("<article")])
    words = [line.strip() for line in menu.splitlines() if line.strip()]
    assert words[:7] == ["Home", "Guide", "How to start", "Programmes", "Programmes", "Community garden", "Outcomes"]
    assert words[7] == "Hypotheses"
    assert 'rel="next" href="guide/start/"' in page


def many(number: int) -> dict[str, str]:
    """Return as many frameworks, each with one outcome."""
    texts = (f"programme: {{id: p{n}, title: Work {n}}}\nelements: [{{id: S1, statement: x}}]\n" for n in range(number))
    return {f"frameworks/p{n}.yml": text for n, text in enumerate(texts)}


@pytest.mark.parametrize("nav", [None, [{"Start": "index.md"}, "outcome-frameworks"]], ids=["inferred", "placeholder"])
def test_menus_name_each_of_twenty_programmes_and_of_more_the_list_alone(
    build_site: BuildSite, nav: list[Any] | None
) -> None:
    for number, are_listed in ((20, True), (21, False)):
        site = build_site(many(number), **({"nav": nav} if nav else {}))
        menu = re.sub(r"<article.*</article>", "", site.html("404.html"), flags=re.DOTALL)
        assert ("Work 7" in menu) == are_listed
        assert 'href="/programmes/"' in menu, "the list itself"
        assert 'href="../programmes/"' in site.html("outcomes/")
        assert '<h1 id="top" dir="auto">Work 7</h1>' in site.html("programmes/p7/")


def test_an_index_without_entries_stays_out_of_the_navigation(build_site: BuildSite) -> None:
    site = build_site(theme={"name": "mkdocs"})
    assert "hypotheses/" not in site.html("")
    assert "No programme states a hypothesis yet." in site.html("hypotheses/")


def test_the_path_prefix_moves_every_page(build_site: BuildSite) -> None:
    site = build_site(options={"path_prefix": "impact"})
    assert {p for p in site.pages() if not p.startswith("impact/")} == {"index.html", "404.html"}
    assert 'href="impact/programmes/garden/"' in site.html("")
    assert 'href="../l1/"' in site.html("impact/programmes/garden/s1/")


def test_an_unknown_option_is_an_error_that_suggests(build_site: BuildSite, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises((ConfigurationError, Abort)):
        build_site(options={"framework_dir": "x"})
    assert 'did you mean "frameworks_dir"?' in caplog.text


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("path_prefix", 2026, "A text is expected, and YAML takes this for something else; write it in quotes."),
        ("path_prefix", "our_work", "Use letters, digits and hyphens, with / between folders."),
        ("path_prefix", "work/CON", 'Windows can hold no folder called "CON"; choose another name.'),
        ("frameworks_dir", "a\0b", "It holds the invisible character U+0000; type it again."),
        ("drafts", "show", "Expected one of: ('hide', 'publish') but received: 'show'"),
        ("history_since", "2026-02-30", "Write a date as 2026, 2026-05 or 2026-05-31."),
    ],
)
def test_an_option_that_cannot_be_meant_is_one_line(
    build_site: BuildSite, caplog: pytest.LogCaptureFixture, option: str, value: Any, words: str
) -> None:
    with pytest.raises((ConfigurationError, Abort)):
        build_site(options={option: value})
    assert f"option '{option}': {words}" in caplog.text
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("name", ["graphviz", "history", "redirects_file", "content_security_policy"])
def test_off_needs_no_quotes(name: str) -> None:
    options = OutcomeFrameworksOptions()
    options.load_dict(yaml_load(f"{name}: off"))
    assert options.validate() == ([], [])
    assert options[name] == "off"


def test_a_home_map_of_no_programme_is_a_warning(build_site: BuildSite, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Abort, match="1 warnings"):
        build_site(options={"home_map": "gardn"})
    assert 'home_map: there is no programme "gardn"; did you mean "garden"?' in caplog.text
    own_home = {"frameworks/garden.yml": SMALL_FRAMEWORK, "docs/index.md": "# My own home\n"}
    assert build_site(own_home, options={"home_map": "gardn"}).html("")


def test_every_error_is_listed_in_one_run(build_site: BuildSite, caplog: pytest.LogCaptureFixture) -> None:
    broken = SMALL_FRAMEWORK.replace("[L1]", "[L9]").replace("statement: People feel that they belong", "statement:")
    with pytest.raises(Abort):
        build_site({"frameworks/garden.yml": broken})
    assert "frameworks/garden.yml:10:" in caplog.text and '"L9"' in caplog.text
    assert "frameworks/garden.yml:15:" in caplog.text
    assert "Traceback" not in caplog.text


def test_a_page_that_is_not_utf_8_is_named(
    build_site: BuildSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "project/docs").mkdir(parents=True)
    (tmp_path / "project/docs/x.md").write_bytes(b"# caf\xe9\n")
    with pytest.raises(Abort):
        build_site()
    assert "docs/x.md:1:6: the file is not UTF-8 (byte 0xE9 stands here" in caplog.text


PATHS = """
  documents:
    - {title: Plan, url: files/plan.pdf}
    - {title: Lost, url: "files/lost.pdf#page=2"}
    - {title: Page, url: notes/}
    - {title: Outcome, url: programmes/garden/s1/}
    - {title: Data, url: programmes/garden/index.json}
    - {title: Root, url: ./}
    - {title: Elsewhere, url: /old/lost.pdf}
    - {title: "As typed [see](files/lost.pdf) [or](www.example.org)", url: notes/}
  summary: See [the notes](notes/index.html) and [the survey](files/no%20survey.pdf), [per head](£30).
"""


def test_a_path_that_leads_to_nothing_is_a_warning(build_site: BuildSite, caplog: pytest.LogCaptureFixture) -> None:
    text = SMALL_FRAMEWORK.replace("\nlevels:", f"{PATHS}levels:", 1)
    files = {"frameworks/garden.yml": text, "docs/notes.md": "# Notes\n", "docs/files/plan.pdf": "x"}
    with pytest.raises(Abort, match="2 warnings"):
        build_site(files)
    found = [message for message in caplog.messages if "dead-path" in message]
    assert [re.sub(r".*?:\d+:\d+: |;.*", "", message) for message in found] == [
        'summary of garden leads to "files/no%20survey.pdf", where your site has nothing',
        'url of Lost leads to "files/lost.pdf#page=2", where your site has nothing',
    ]


def test_edit_links_open_the_yaml_at_its_line(build_site: BuildSite) -> None:
    site = build_site(repo_url="https://github.com/someone/site", edit_uri="edit/main/docs/")
    page = site.html("programmes/garden/s1/")
    assert 'href="https://github.com/someone/site/edit/main/frameworks/garden.yml#L8"' in page
    assert "#L14" in site.html("programmes/garden/l1/")


def test_without_a_repository_there_is_no_edit_link(build_site: BuildSite) -> None:
    assert "Edit this page" not in build_site().html("programmes/garden/s1/")


def test_a_site_replaces_a_section_the_style_and_a_page(build_site: BuildSite) -> None:
    files = {
        "frameworks/garden.yml": SMALL_FRAMEWORK,
        "theme/outcome-frameworks/element/facts.html": "{# ours #}\n<p>Our own facts on {{ element.id }}</p>",
        "theme/assets/outcome-frameworks/outcome-frameworks.css": "/* our own style */",
        "docs/programmes/garden/l1.md": "# Written by hand\n",
    }
    site = build_site(files, theme={"name": "material", "font": False, "custom_dir": "theme"})
    assert "Our own facts on S1" in site.html("programmes/garden/s1/")
    assert site.html("assets/outcome-frameworks/outcome-frameworks.css") == "/* our own style */"
    assert "Written by hand" in site.html("programmes/garden/l1/")
    assert "People feel that they belong" not in site.html("programmes/garden/l1/").split("<h1")[1].split("</h1>")[0]


def test_a_home_page_written_by_hand_stays(build_site: BuildSite) -> None:
    site = build_site({"frameworks/garden.yml": SMALL_FRAMEWORK, "docs/index.md": "# My own home\n"})
    assert "My own home" in site.html("") and "of-page--home" not in site.html("")


OWN_PAGES = {
    "": ["README.md", "index.html"],
    "outcomes/": ["outcomes.md", "outcomes/README.md", "outcomes/index.html"],
    "programmes/": ["programmes.md", "programmes/README.md"],
    "programmes/garden/": ["programmes/garden.md", "programmes/garden/README.md"],
    "programmes/garden/s1/": ["programmes/garden/s1/index.md", "programmes/garden/s1/index.html"],
    "programmes/garden/print/": ["programmes/garden/print/README.md"],
}
"""Files that an author may write in the place of generated pages, by the address."""


@pytest.mark.parametrize("number", range(3))
def test_a_page_written_by_hand_wins_whatever_its_file_is_called(build_site: BuildSite, number: int) -> None:
    own = {address: names[number] for address, names in OWN_PAGES.items() if number < len(names)}
    files = {f"docs/{name}": f"Written by hand at {name}\n" for name in own.values()}
    site = build_site({"frameworks/garden.yml": SMALL_FRAMEWORK, **files}, theme={"name": "mkdocs"})
    for address, name in own.items():
        assert f"Written by hand at {name}" in site.html(address)
    addresses = re.findall("<loc>(.*?)</loc>", site.html("sitemap.xml"))
    assert len(addresses) == len(set(addresses))
    assert "People feel that they belong" in site.html("programmes/garden/l1/")


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
@pytest.mark.parametrize("nav", [None, ["outcome-frameworks"], [{"Work": "outcome-frameworks"}]])
def test_nothing_leads_to_a_list_with_nothing_in_it(
    build_site: BuildSite, theme: str, nav: list[object] | None
) -> None:
    inputs = SMALL_FRAMEWORK.replace("title: Short-term outcomes", "title: Inputs\n    kind: input").replace(
        "title: Long-term outcomes", "title: Outputs\n    kind: output"
    )
    settings = {} if nav is None else {"nav": nav}
    site = build_site({"frameworks/garden.yml": inputs}, theme={"name": theme}, **settings)
    assert "No programme lists outcomes yet." in site.html("outcomes/"), "the address answers all the same"
    for name in ("outcomes", "hypotheses"):
        assert '<meta name="robots" content="noindex">' in site.html(f"{name}/")
        assert "data-pagefind-body" not in site.html(f"{name}/")
        assert f"/{name}/<" not in site.html("sitemap.xml")
        menu = re.findall(r"<nav\b.*?</nav>|<header\b.*?</header>", site.html("programmes/garden/"), re.DOTALL)
        assert [part for part in menu if re.search(rf'href="[./]*{name}/"', part)] == []
    assert re.search(r'href="[^"]*programmes/garden/', site.html("")) or theme == "mkdocs"


def test_a_page_at_another_address_replaces_nothing(build_site: BuildSite) -> None:
    files = {"frameworks/garden.yml": SMALL_FRAMEWORK, "docs/outcomes.md": "# Beside\n", "docs/programmes.md": "# No\n"}
    site = build_site(files, use_directory_urls=False, exclude_docs="programmes.md")
    assert "Beside" in site.html("outcomes.html") and "of-page--outcomes" in site.html("outcomes/index.html")
    site = build_site(files, exclude_docs="programmes.md")
    assert "of-page--programmes" in site.html("programmes/")


HOSTILE = '</title><script>alert(1)</script> & "quoted" <care> {{ 7*191 }} <![CDATA[ <!-- '


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_titles_and_statements_are_shown_as_written(build_site: BuildSite, theme: str) -> None:
    framework = SMALL_FRAMEWORK.replace("Community garden", f"'{HOSTILE}'").replace(
        "People meet their neighbours", f"'{HOSTILE}'"
    )
    site = build_site({"frameworks/garden.yml": framework}, theme={"name": theme})
    for path in ("", "programmes/", "programmes/garden/", "programmes/garden/s1/", "outcomes/"):
        page = site.html(path)
        assert "<script>alert(1)" not in page and "1337" not in page, path
        assert "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; " in page, path


def test_a_broken_engine_is_one_warning_and_the_map_stays(
    build_site: BuildSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    dot = tmp_path / "bin/dot"
    dot.parent.mkdir()
    dot.write_text("#!/bin/sh\nkill -SEGV $$\n", encoding="utf-8")
    dot.chmod(0o755)
    monkeypatch.setenv("PATH", f"{dot.parent}:{os.environ['PATH']}")
    # Lines that cross: without any, nobody is asked for a better order.
    more = "      - {id: S2, statement: Two, leads_to: [L0, L1]}\n"
    framework = SMALL_FRAMEWORK.replace("  - id: long", f"{more}  - id: long")
    framework = framework.replace("      - id: L1", "      - {id: L0, statement: Zero}\n      - id: L1")
    with pytest.raises(Abort, match="1 warnings in strict mode"):
        build_site({"frameworks/garden.yml": framework}, options={"graphviz": "system"})
    (warning,) = [
        record.getMessage()
        for record in caplog.records
        if record.levelname == "WARNING" and record.name.startswith("mkdocs")
    ]
    assert "dot" in warning and "laid out without it" in warning
    assert 'data-from="garden/S2" data-to="garden/L1"' in (tmp_path / "site/programmes/garden/index.html").read_text()
