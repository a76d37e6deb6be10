"""Have Material's pages painted as soon as their style sheets are there, and as they will stay; scripts come after."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from outcome_frameworks.hosts.mkdocs.files import FrameworkPage
from outcome_frameworks.hosts.mkdocs.material.style_sheets import StyleSheets, join_style_sheets
from outcome_frameworks.pages import SCRIPT, THEME_DIR
from outcome_frameworks.pages.rendering.renderer import TEMPLATE_ROOT

_SCRIPTS_RUN = '<script>document.documentElement.classList.replace("no-js","js")</script>'
"""Says in the head that scripts run. Material says so at the page's end, and what it hid until then moves the rest."""

_ELEMENT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
"""A script: its attributes and its text, of which it has one or the other as a rule, as in `<script src="a.js">`."""

_SRC = re.compile(r'\ssrc="([^"]*)"')
"""Where a script is loaded from, among its attributes: ` src="assets/a.js"`."""

_DATA = re.compile(r'\stype="application/ld\+json"')
"""What says that a script is none: ` type="application/ld+json"`."""

_AT_THE_END = re.compile(r'<script src="([^"]*)"></script>')
"""A script that Material puts at the page's end, and where it is: `<script src="assets/a.js"></script>`."""

_BUNDLE = re.compile(r"assets/javascripts/bundle\.\w+\.min\.js$")
"""Material's own script: `../assets/javascripts/bundle.79ae519e.min.js`."""

_WAITS = re.compile(r"\b(?:document|location|target|component|keyboard|viewport|progress|alert)\$|DOMContentLoaded")
"""What Material's script gives to others (its documentation, "Additional JavaScript"), as in `document$.subscribe(…)`,
and the event below."""

_LATER = r'<script type="text/plain" data-of-src="\1"></script>'
_LOADER = (
    "<script>{const run=()=>{let s;for(const e of document.querySelectorAll('[data-of-src]'))"
    "s=document.createElement('script'),s.async=false,s.src=e.dataset.ofSrc,e.replaceWith(s);"
    "if(s)s.onload=()=>document.dispatchEvent(new Event('DOMContentLoaded'))};"
    "const type='largest-contentful-paint',frame=requestAnimationFrame;"
    "frame(()=>frame(()=>{if(!PerformanceObserver.supportedEntryTypes.includes(type))run();"
    "else new PerformanceObserver(l=>l.getEntries().some(e=>e.element?.closest('main'))&&run())"
    ".observe({type,buffered:true})}));"
    "setTimeout(run,document.hidden?0:2e3)}</script>"
)
"""Loads those scripts in their order when the main part of the page has been painted, and tells Material's of the event
at which it begins, which is over by then. The same on every page, so that a policy needs one hash. Where a browser does
not say what it has painted, they are loaded behind a frame; what is not seen is not painted: there, at once.

With `defer` there would be no second event, but browsers run such scripts before they paint; and a frame that a page
has asked for is not yet one that anyone sees: on Lighthouse's phone the largest paint of some pages came after 2 s."""

_TABS_SCRIPT = re.compile(r"<script>var target=document\.getElementById\(location\.hash[^<]*__tabbed_[^<]*</script>\s*")
"""Material's script that opens a tab to which an address leads: `<script>var target=…"__tabbed_"))</script>`."""

_CONFIG = re.compile(r'(<script id="__config" type="application/json">)(.*?)(</script>)', re.DOTALL)
"""What Material's script is told: `<script id="__config" type="application/json">{"base": "../..", …}</script>`."""

_BLANKS = re.compile(r"\n\s+")
"""The blank lines behind a line, and the blanks that the next begins with."""

_WHITE_SPACE_COUNTS = ("<pre", "<textarea")
"""Elements, beside scripts with texts in backticks, in which blank lines count."""


@dataclass(frozen=True)
class FirstPaint:
    """What pages of one site need to be painted soon. Without `sheets`, they keep the theme's."""

    sheets: StyleSheets | None = None
    has_own_templates: bool = False
    """Whether our pages are made by templates of the site's own, which may write anything."""

    @classmethod
    def of(cls, config: MkDocsConfig, files: Files, material: Path, *, has_search: bool) -> FirstPaint:
        """Return that of a site, with its style sheets put together."""
        own = any(Path(one, TEMPLATE_ROOT).is_dir() for one in config.theme.dirs if one != str(THEME_DIR))
        return cls(join_style_sheets(config, files, material, has_search=has_search), own)

    def hasten(self, output: str, page: Page | None = None) -> str:
        """Return a finished page of Material that nothing keeps from being painted, and that is light to fetch.

        Material's script and ours are loaded after the first paint. Where a site has other scripts, which may need
        Material's or the order of all, they stay where they are, and are only fetched less urgently than style sheets.
        """
        around: str | None = output
        if isinstance(page, FrameworkPage):
            around = None if self.has_own_templates else _around_our_article(output)
        if self.sheets:
            output = self.sheets.put_into(output, around)
        if around and around.count("__tabbed_") == 1:
            output = _TABS_SCRIPT.sub("", output)
        return _with_scripts_last(output)


def _around_our_article(output: str) -> str:
    """Return what stands around the article that is ours, of which our templates are known."""
    start, _, rest = output.partition('<article class="of-page')
    return start + rest.rpartition("</article>")[2]


def _with_scripts_last(page: str) -> str:
    page = page.replace("</head>", f"{_SCRIPTS_RUN}</head>", 1) if 'class="no-js"' in page else page
    start, article, rest = page.partition("<article")
    text, end_of_article, end = rest.rpartition("</article>")
    page = "".join([_without_blanks(start), article, text, end_of_article, _without_blanks(end)])
    start, config, end = page.partition('<script id="__config"')
    if all(_can_wait(*script) for script in _ELEMENT.findall(page)) and _AT_THE_END.search(end):
        if 'data-md-component="search"' not in page:
            config, end = "", _CONFIG.sub(_without_search, config + end)
        return start + config + _AT_THE_END.sub(_LATER, end).replace("</body>", f"{_LOADER}</body>", 1)
    return start + config + end.replace('<script src="', '<script fetchpriority="low" src="')


def _without_search(found: re.Match[str]) -> str:
    """Return what Material's script is told, without what only its search asks for, and what is nothing."""
    told = {name: value for name, value in json.loads(found[2]).items() if value is not None and name != "search"}
    unused = ("search.",) if "version" in told else ("search.", "select.version")
    words = told.get("translations", {})
    told["translations"] = {name: text for name, text in words.items() if not name.startswith(unused)}
    text = json.dumps(told, separators=(",", ":"))
    for sign in "<>&'":  # none may end the script
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return found[1] + text + found[3]


def _without_blanks(part: str) -> str:
    """Return a part of a page around its text without the blank lines and indents of the theme's templates."""
    if any(tag in part for tag in _WHITE_SPACE_COUNTS) or ("`" in part and _has_backticks(part)):
        return part
    return _BLANKS.sub("\n", part)


def _has_backticks(part: str) -> bool:
    return any("`" in text for kind, text in _ELEMENT.findall(part) if not _DATA.search(kind))


def _can_wait(attributes: str, text: str) -> bool:
    """Return whether a script is one of the two, or one that needs nothing of Material's."""
    if _DATA.search(attributes):
        return True
    src = _SRC.search(attributes)
    if src:
        return src[1].endswith(SCRIPT) or bool(_BUNDLE.search(src[1]))
    return not _waits(text)


@lru_cache(maxsize=64)  # each page has the same few
def _waits(script: str) -> bool:
    return bool(_WAITS.search(script))
