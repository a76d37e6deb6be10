"""What can be edited in the project of `stored_sites`, and how many units are then made anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from git_building import commit
from site_building import SMALL_FRAMEWORK
from stored_sites import ON_HOME, StoredSite

from outcome_frameworks.hosts.mkdocs import unit_keys
from outcome_frameworks.pages.dependence import makers

ALL = 4
"""The units of the project: its three programmes, and what the site has once."""

NONE = 0


class Edit(NamedTuple):
    """An edit: what is edited, how, how many units are made anew, and what is done and built before."""

    name: str
    edit: Callable[[StoredSite], object]
    anew: int
    before: Callable[[StoredSite], object] | None = None


def writes(name: str, text: str) -> Callable[[StoredSite], object]:
    """Return the edit that writes a file."""
    return lambda site: site.write(name, text)


def replaces(name: str, old: str, new: str) -> Callable[[StoredSite], object]:
    """Return the edit that changes a file."""
    return lambda site: site.replace(name, old, new)


def deletes(name: str) -> Callable[[StoredSite], object]:
    """Return the edit that deletes a file."""
    return lambda site: (site.folder / name).unlink()


def sets(**settings: Any) -> Callable[[StoredSite], object]:
    """Return the edit of settings in mkdocs.yml."""
    return lambda site: site.set(**settings)


def sets_option(**options: Any) -> Callable[[StoredSite], object]:
    """Return the edit of options of the plugin."""
    return lambda site: site.set_option(**options)


def sets_theme(**options: Any) -> Callable[[StoredSite], object]:
    """Return the edit of options of the theme."""
    return lambda site: site.set_theme(**options)


def together(*edits: Callable[[StoredSite], object]) -> Callable[[StoredSite], object]:
    """Return an edit that makes several."""

    def edit_all(site: StoredSite) -> None:
        for edit in edits:
            edit(site)

    return edit_all


def on_home(words: str, hook: str = "") -> Callable[[StoredSite], object]:
    """Return an edit that has the home page alone show something, and a hook of the site provide it."""

    def show(site: StoredSite) -> None:
        site.write("overrides/main.html", ON_HOME.replace("WORDS", words))
        if hook:
            site.write("hook.py", HOOK_WITH_DATA.replace("GIVES", hook))

    return show


HOOK_WITH_DATA = """\
from pathlib import Path

def on_config(config):
    config.extra["told"] = Path(config.config_file_path).with_name("told.txt").read_text()

GIVES
"""

GIVES = """\
def on_env(env, config, files):
    env.globals["told"] = config.extra.pop("told")
"""


CHANGES_FILE = """\
def on_nav(nav, config, files):
    files.get_file_from_path("programmes/garden/s1/index.json").content_string = config.extra.pop("told")
"""


def commit_garden(site: StoredSite) -> None:
    """Commit another wording."""
    commit(site.folder, "2026-03-03T10:00:00Z", garden=SMALL_FRAMEWORK.replace("meet their", "greet their"))


def set_versions(name: str) -> Callable[[StoredSite], object]:
    """Return the edit that installs another version of something."""

    def install(site: StoredSite) -> None:
        patch = site.patch
        for module in (unit_keys, makers):
            real = module.version
            patch.setattr(module, "version", lambda one, real=real: "99.9" if one == name else real(one))
        makers._programs.cache_clear()  # as in a process of its own
        if name == "outcome_frameworks":
            patch.setattr(makers, "__version__", "99.9")

    return install


SAVED = ("save money", "save time")


def shows_all_for_each(site: StoredSite) -> None:
    """Have the index of outcomes say of each programme what all hold, with templates of the site's own."""
    folder = "overrides/outcome-frameworks/outcomes"
    site.write(f"{folder}/list.html", '{% for one, _ in groups %}{{ piece("outcomes/one", here, one) }}{% endfor %}')
    told = (
        "{% for one in site.portfolio.frameworks %}{% for e in one.walk() %}{{ e.statement }}{% endfor %}{% endfor %}"
    )
    site.write(f"{folder}/one.html", f"<p>{told}</p>")


NEW = "programme: {id: new, title: New}\nelements: [{id: N1, statement: x}]\n"
POST = "---\ndate: 2026-02-05\n---\n# B\n\n[S1](outcome:cafe/C1).\n"
ABOUT = "docs/about.md"

WRAPPED = sets_option(rendering="compatible")
"""Has MkDocs wrap each page into the theme by itself."""

BY_DAY = (
    Edit("a programme's text", replaces("frameworks/cafe.yml", *SAVED), 2),
    Edit("a statement that others link to", replaces("frameworks/garden.yml", "belong", "fit"), 3),
    Edit("a link of another programme", replaces("frameworks/shed.yml", "[garden/L1]", "[cafe/C2]"), ALL),
    Edit("a new programme", writes("frameworks/new.yml", NEW), ALL + 1),
    Edit("a programme removed", deletes("frameworks/cafe.yml"), ALL - 1),
    Edit("organisations", replaces("frameworks/organisations.yml", "The council", "Our council"), 2),
    Edit("what a page mentions", replaces(ABOUT, "about: [garden/S1]", "about: [shed]"), ALL),
    Edit("the title of a page in the menu", replaces(ABOUT, "# About us", "# About you"), ALL),
    Edit("a post", replaces("docs/blog/posts/first.md", "We met", "We met again"), 2),
    Edit("a section of the site's own", writes("overrides/outcome-frameworks/element/cite.html", "<p>Cited</p>"), ALL),
    Edit(
        "what the site's own words of each programme show",
        replaces("frameworks/cafe.yml", *SAVED),
        2,
        shows_all_for_each,
    ),
    Edit("main.html", replaces("overrides/main.html", "{% endblock %}", "!{% endblock %}"), ALL),
    Edit("a commit", commit_garden, 3),
    Edit("redirects of the site's own", writes("docs/_redirects", "/old /other 301\n"), 1),
    Edit("a hook that gives templates data", writes("told.txt", "two"), NONE, on_home("{{ told }}", GIVES)),
    Edit("the version of the package", set_versions("outcome_frameworks"), ALL),
    Edit("a statement on pages that MkDocs wraps", replaces("frameworks/garden.yml", "belong", "fit"), 3, WRAPPED),
    Edit(
        "main.html, which MkDocs wraps",
        replaces("overrides/main.html", "{% endblock %}", "!{% endblock %}"),
        NONE,
        WRAPPED,
    ),
)

AT_NIGHT = (
    Edit("a programme's title", replaces("frameworks/garden.yml", "Community", "Common"), ALL),
    Edit("the text of a page", replaces("docs/index.md", "The garden", "Our garden"), NONE),
    Edit("the text of a style sheet", writes("docs/extra.css", "p { color: red }\n"), NONE),
    Edit("a page removed", deletes(ABOUT), ALL),
    Edit(
        "the icon of a page",
        replaces(ABOUT, "about:", "icon: material/pencil\nabout:"),
        ALL,
        sets_theme(features=["navigation.prune"]),
    ),
    Edit(
        "a section of the site's own that MkDocs wraps",
        writes("overrides/outcome-frameworks/element/cite.html", "<p>Cited</p>"),
        ALL,
        WRAPPED,
    ),
    Edit(
        "a post on pages that MkDocs wraps", replaces("docs/blog/posts/first.md", "We met", "We met again"), 2, WRAPPED
    ),
    Edit("licence, on pages that MkDocs wraps", sets_option(licence="CC BY"), ALL, WRAPPED),
    Edit("a new post", writes("docs/blog/posts/b.md", POST), 2),
    Edit("a post removed", deletes("docs/blog/posts/first.md"), 2),
    Edit("a page in the place of one", writes("docs/programmes/garden/s1.md", "# Mine\n"), ALL),
    Edit("what main.html includes", writes("overrides/words/announced.txt", "Closed"), ALL),
    Edit(
        "what is included on the home page",
        writes("overrides/words/announced.txt", "Closed"),
        ALL,
        on_home('{% include "words/announced.txt" %}'),
    ),
    Edit(
        "titles that a template lists",
        replaces(ABOUT, "# About us", "# About you"),
        ALL,
        together(on_home("{% for file in pages %}{{ file.page.title }}{% endfor %}"), sets(nav=["index.md"])),
    ),
    Edit("a hook", replaces("hook.py", "first", "second"), ALL),
    Edit("data of a hook", writes("told.txt", "two"), ALL, on_home("{{ config.extra.told }}", " ")),
    Edit("a file that a hook changes", writes("told.txt", "two"), 1, on_home("Hello", CHANGES_FILE)),
    Edit(
        "an INHERITed file",
        writes("base.yml", "copyright: You\n"),
        ALL,
        together(writes("base.yml", "copyright: I\n"), sets(INHERIT="base.yml")),
    ),
    Edit("extra", sets(extra={"announced": "no more"}), ALL),
    Edit(
        "the order of extra",
        sets(extra={"x": 2, "announced": 1}),
        ALL,
        together(on_home("{{ config.extra }}"), sets(extra={"announced": 1, "x": 2})),
    ),
    Edit("extra with odd names", sets(extra={1: "x", "a": "b", None: 2.5}), ALL),
    Edit("extra_css", sets(extra_css=["extra.css?2"]), ALL),
    Edit("the plugins", lambda s: s.set(plugins=["tags", *s.settings()["plugins"]]), ALL),
    Edit(
        "an option of a plugin",
        lambda s: s.set(plugins=[{"blog": {"blog_toc": True}}, *s.settings()["plugins"][1:]]),
        ALL,
    ),
    Edit("licence", sets_option(licence="CC BY"), ALL),
    Edit("path_prefix", sets_option(path_prefix="impact"), ALL),
    Edit("home_map", sets_option(home_map="cafe"), ALL),
    Edit("graphviz", sets_option(graphviz="off"), ALL),
    Edit("search", sets_option(search="theme"), ALL),
    Edit("history", sets_option(history="off"), ALL),
    Edit("theme_fixes", sets_option(theme_fixes=False), ALL),
    Edit("content_security_policy", sets_option(content_security_policy="meta"), ALL),
    Edit("link_previews", sets_option(link_previews=True), ALL),
    Edit("features", sets_theme(features=["navigation.tabs"]), ALL),
    Edit("palette", sets_theme(palette={"primary": "teal"}), ALL),
    Edit("language", sets_theme(language="de"), ALL),
    Edit("the theme", sets(theme={"name": "mkdocs"}, plugins=["outcome-frameworks"]), ALL),
    Edit("site_name", sets(site_name="Other site"), ALL),
    Edit("site_url", sets(site_url="https://example.com/below/"), ALL),
    Edit("no site_url", sets(site_url=None), ALL),
    Edit("use_directory_urls", sets(use_directory_urls=False), ALL),
    Edit("edit links", sets(repo_url="https://example.org/r", edit_uri="edit/main/docs/"), ALL),
    Edit("nav", sets(nav=["index.md", {"Work": "outcome-frameworks"}]), ALL),
    Edit("the ledger", writes("permalinks.yml", "# Published addresses\n"), NONE),
    Edit("the version of MkDocs", set_versions("mkdocs"), ALL),
    Edit("the version of a library", set_versions("pydantic"), ALL),
)
