"""The options that a site sets for the plugin in mkdocs.yml."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Literal, TypeVar

from mkdocs.config import base
from mkdocs.config import config_options as c

from outcome_frameworks.changes import HistoryChoice
from outcome_frameworks.hosts.mkdocs.rendering import RenderingChoice
from outcome_frameworks.model.characters import forbidden_in_text
from outcome_frameworks.model.dates import is_date
from outcome_frameworks.model.ids import WINDOWS_NAMES
from outcome_frameworks.outcome_map.arranging.engine import Choice
from outcome_frameworks.pages.site import RedirectsFile
from outcome_frameworks.problems.wording import did_you_mean

T = TypeVar("T")

DraftsChoice = Literal["hide", "publish"]
PolicyChoice = Literal["off", "meta", "headers"]
SearchChoice = Literal["pagefind", "theme"]


class _Text(c.Type[str]):
    """An option that is a text."""

    def __init__(self, default: str) -> None:
        super().__init__(str, default=default)

    def run_validation(self, value: object) -> str:
        if isinstance(value, (int, float, dt.date)):
            raise base.ValidationError(
                "A text is expected, and YAML takes this for something else; write it in quotes."
            )
        if isinstance(value, str) and (found := forbidden_in_text(value)):
            raise base.ValidationError(f"It holds the invisible character U+{ord(found):04X}; type it again.")
        return super().run_validation(value)


class _Choice(c.Choice[T]):
    """An option that takes one of some words."""

    def run_validation(self, value: object) -> T:
        is_off = value is False and "off" in self.choices  # how YAML reads off without quotes
        return super().run_validation("off" if is_off else value)


class OutcomeFrameworksOptions(base.Config):
    """Options of the plugin. An option that does not exist is an error that suggests the one that was meant."""

    frameworks_dir = _Text(default="frameworks")
    """The folder with the framework files, relative to the folder of mkdocs.yml."""

    path_prefix = _Text(default="")
    """A path below the site's root to which all pages move, such as `impact`: `/impact/programmes/…`."""

    home_map = _Text(default="")
    """Id of the programme whose map the generated home page shows; without it, the one with most links."""

    graphviz = _Choice[Choice](("auto", "pure", "system", "off"), default="auto")
    """The engine that orders the boxes of maps: `pure` from the package, `system` for the installed `dot`,
    `auto` for the first of them that is there, `off` for none."""

    search = _Choice[SearchChoice](("pagefind", "theme"), default="pagefind")
    """The search where the theme is Material: `pagefind` for ours, `theme` for Material's own."""

    search_in_serve = c.Type(bool, default=False)
    """Whether `mkdocs serve` makes the search index as well, after every change."""

    search_language = _Text(default="")
    """The language (`en`, `gd`) in which all pages are indexed together; without it, each by the language it states."""

    cache_dir = _Text(default="")
    """A folder for what is kept between builds, relative to the folder of mkdocs.yml, which machines may share: all in
    it is sealed with the key in the environment. Without it, `.cache/outcome-frameworks`, which no one else may write.
    """

    replace_site_whole = c.Type(bool, default=False)
    """Whether the site is built beside its folder and put in its place at once, when all of it has succeeded.
    `outcomes build` always does so."""

    theme_fixes = c.Type(bool, default=True)
    """Whether pages of Material for MkDocs are mended: keyboard, names, contrast, nothing from other hosts."""

    content_security_policy = _Choice[PolicyChoice](("off", "meta", "headers"), default="off")
    """Where the build writes the site's Content-Security-Policy: into each page, or into the file `_headers`."""

    rendering = _Choice[RenderingChoice](("auto", "fast", "compatible"), default="auto")
    """How our pages come into the theme: `fast` fills them into shells of it, `compatible` has MkDocs render each, so
    that every plugin sees it, `auto` fills shells where no plugin works on pages and the result is the same."""

    licence = _Text(default="")
    """What others may do with the data that can be downloaded, in words or by an address; every file says it."""

    redirects_file = _Choice[RedirectsFile](("off", "netlify", "cloudflare"), default="off")
    """The host of the site (`netlify`, `cloudflare`) that is to answer earlier addresses itself, for which the file
    `_redirects` is written; earlier addresses have pages that lead on in any case."""

    drafts = _Choice[DraftsChoice](("hide", "publish"), default="hide")
    """Whether programmes and elements with `status: draft` stay out of the site (`mkdocs serve` shows them all the
    same) or are published: with a banner, and not for search engines."""

    history = _Choice[HistoryChoice](("auto", "git", "snapshots", "off"), default="auto")
    """Where what changed is taken from: the history in `git`, the `snapshots` in its folder `changes`, `auto` for
    snapshots where there are any and git otherwise, `off` for nowhere."""

    history_since = c.Type((str, int, dt.date), default="")
    """A date (`2026`, `2026-05`, `2026-05-31`): no page tells of changes before it."""

    link_previews = c.Type(bool, default=True)
    """Whether each page gets a picture that shows its statement where a link to it is pasted."""

    def validate(self) -> Any:
        """Check the options as MkDocs does; unknown ones are errors with a suggestion."""
        failed, warnings = super().validate()
        if not failed:  # else a value may be of any type
            failed += [(name, base.ValidationError(words)) for name, words in self._wrong_values()]
        known = set(dict(self._schema))
        for name in sorted(set(self.data) - known):
            hint = did_you_mean(name, sorted(known)) or f"; options are {', '.join(sorted(known))}"
            failed.append((name, base.ValidationError(f'"{name}" is no option of this plugin{hint}')))
        warnings = [(name, text) for name, text in warnings if name in known]
        return failed, warnings

    def _wrong_values(self) -> Iterator[tuple[str, str]]:
        """Yield each option of the right type whose value cannot be meant, with what to do."""
        folders = self.path_prefix.strip("/").split("/") if self.path_prefix.strip("/") else []
        if not all(folder.replace("-", "").isalnum() and folder.isascii() for folder in folders):
            yield "path_prefix", "Use letters, digits and hyphens, with / between folders."
        if on_no_windows := next((folder for folder in folders if folder.casefold() in WINDOWS_NAMES), None):
            yield "path_prefix", f'Windows can hold no folder called "{on_no_windows}"; choose another name.'
        if self.history_since and not is_date(str(self.history_since)):
            yield "history_since", "Write a date as 2026, 2026-05 or 2026-05-31."
