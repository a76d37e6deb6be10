"""A project of several programmes whose finished pages are kept, and what can be edited in it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from git_building import commit
from site_building import SMALL_FRAMEWORK, LogCollector, run_build
from site_commands import contents

STORE = Path(".cache/outcome-frameworks")

SHED = """\
programme: {id: shed, title: Men’s shed, delivered_by: [council]}
levels:
  - id: short
    title: Short-term outcomes
    elements:
      - {id: S1, statement: Tools are shared, leads_to: [garden/L1], aliases: [S0]}
      - {id: S2, statement: It is over, status: retired, why: Merged, replaced_by: S1}
hypotheses: [{id: H1, if: [{ref: S1}], then: [{ref: garden/S1}]}]
"""

CAFE = """\
programme: {id: cafe, title: Repair café}
elements:
  - {id: C1, statement: Toasters live longer, leads_to: [C2]}
  - {id: C2, statement: People save money}
learning: [{id: E1, statement: Cake helps, about: [shed/S1]}]
"""

ORGANISATIONS = "organisations:\n  - {id: council, title: The council, url: https://example.org/council}\n"

MAIN = """\
{% extends "base.html" %}
{% block announce %}{% include "words/announced.txt" %}{{ config.extra.announced }}{% endblock %}
"""

ON_HOME = """\
{% extends "base.html" %}
{% block announce %}{% if page.is_homepage %}WORDS{% endif %}{% endblock %}
"""
"""What stands on the home page alone: no shell shows it."""

HOOK = """\
def on_config(config):
    config.extra["said_by_hook"] = "first"
"""

FILES = {
    "frameworks/garden.yml": SMALL_FRAMEWORK,
    "frameworks/shed.yml": SHED,
    "frameworks/cafe.yml": CAFE,
    "frameworks/organisations.yml": ORGANISATIONS,
    "docs/index.md": "# Welcome\n\n[The garden](outcome:garden)\n",
    "docs/about.md": "---\nabout: [garden/S1]\n---\n# About us\n\nOf [S1](outcome:shed/S1).\n",
    "docs/blog/index.md": "# News\n",
    "docs/blog/posts/first.md": "---\ndate: 2026-01-05\n---\n# We met\n\nAt the [garden](outcome:garden/S1).\n",
    "docs/blog/posts/second.md": "---\ndate: 2026-02-05\n---\n# Tea\n\nAt the café.\n",
    "docs/_redirects": "/old /new 301\n",
    "told.txt": "one",
    "docs/extra.css": "p { color: teal }\n",
    "overrides/main.html": MAIN,
    "overrides/words/announced.txt": "Open on Sunday",
    "hook.py": HOOK,
}

SETTINGS: dict[str, Any] = {
    "site_name": "Test site",
    "site_url": "https://example.org/",
    "theme": {"name": "material", "font": False, "custom_dir": "overrides", "features": ["navigation.footer"]},
    "extra": {"announced": " again"},
    "extra_css": ["extra.css"],
    "hooks": ["hook.py"],
    "plugins": ["blog", {"outcome-frameworks": {"link_previews": False, "redirects_file": "netlify"}}],
}


@dataclass(frozen=True)
class StoredSite:
    """A project, and beside it the site that is built of it."""

    folder: Path
    log: LogCollector
    patch: pytest.MonkeyPatch

    @property
    def site(self) -> Path:
        """Where it is built."""
        return self.folder.parent / "site"

    @property
    def store(self) -> Path:
        """Where finished output is kept."""
        return self.folder / STORE / "units"

    def write(self, name: str, text: str) -> None:
        """Write a file of the project."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        """Change what a file says."""
        text = (self.folder / name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def settings(self) -> dict[str, Any]:
        """Return what mkdocs.yml says."""
        said: dict[str, Any] = yaml.safe_load((self.folder / "mkdocs.yml").read_text("utf-8"))
        return said

    def set(self, **settings: Any) -> None:
        """Change settings of mkdocs.yml; None takes one away."""
        kept = {name: value for name, value in (self.settings() | settings).items() if value is not None}
        self.write("mkdocs.yml", yaml.safe_dump(kept, sort_keys=False, allow_unicode=True))

    def set_option(self, **options: Any) -> None:
        """Change options of the plugin."""
        plugins = self.settings()["plugins"]
        plugins[-1]["outcome-frameworks"] |= options
        self.set(plugins=plugins)

    def set_theme(self, **options: Any) -> None:
        """Change options of the theme."""
        self.set(theme=self.settings()["theme"] | options)

    def build(self, **overrides: Any) -> dict[str, str]:
        """Build, and return a digest of each file of the site, by its path."""
        self.log.records.clear()
        run_build(self.folder / "mkdocs.yml", self.site, self.log, **overrides)
        return contents(self.site)

    def build_from_nothing(self) -> dict[str, str]:
        """Build without what is kept, which comes back afterwards."""
        cache, aside = self.folder / ".cache", self.folder.parent / "aside"
        cache.rename(aside)
        try:
            return self.build()
        finally:
            shutil.rmtree(cache)
            aside.rename(cache)

    def start(self, place: Path) -> subprocess.Popen[bytes]:
        """Start a build into a folder, in a process of its own."""
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(place)]
        return subprocess.Popen(command, cwd=self.folder)

    def entries(self) -> dict[str, int]:
        """Return what is kept of units, and by which number of the disk: one that was made anew has another."""
        return {path.name: path.stat().st_ino for path in self.store.glob("*.kept")}

    def pieces(self) -> dict[str, int]:
        """Return what is kept of pieces of pages and files of all, in the same way."""
        return {path.name: path.stat().st_ino for path in (self.folder / STORE / "pieces").glob("*.kept")}

    def rendered_anew(self, before: Mapping[str, int]) -> int:
        """Return how many units were made since, of which there is one more than programmes."""
        return len(self.entries().items() - before.items())


def write_stored_site(folder: Path, patch: pytest.MonkeyPatch) -> StoredSite:
    """Write the project, with a history of two commits."""
    made = StoredSite(folder, LogCollector(), patch)
    for name, text in FILES.items():
        made.write(name, text)
    made.write("mkdocs.yml", yaml.safe_dump(SETTINGS, sort_keys=False, allow_unicode=True))
    made.write(".gitignore", ".cache/\n")
    commit(folder, "2026-01-01T10:00:00Z", garden=SMALL_FRAMEWORK)
    commit(folder, "2026-02-02T10:00:00Z", garden=SMALL_FRAMEWORK.replace("meet their", "know their"))
    return made
