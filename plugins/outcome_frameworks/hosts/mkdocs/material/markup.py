"""Mend the HTML that Material for MkDocs makes: buttons for labels, one landmark for nested ones, named tables.

Each function returns what it was given where the markup is not what it looks for; `expected_markup` says so then.
"""

from __future__ import annotations

import html
import re

_LABEL = re.compile(r"<label\b([^>]*)>(.*?)</label>", re.DOTALL)
"""A label, its attributes and its content: `<label class="md-nav__title" for="__nav_1">Words</label>`."""

_FOR = re.compile(r'\bfor="([^"]+)"')
"""The id of what a label is for: `for="__drawer"`."""

_CLASS = re.compile(r'\bclass="([^"]*)"')
"""The classes of an element: `class="md-nav__link md-nav__link--index"`."""

_NAV = re.compile(r"<nav\b([^>]*)>")
"""The start tag of a landmark, with its attributes: `<nav class="md-nav" data-md-level="1">`."""

_LABELLED_BY = re.compile(r'\saria-labelledby="([^"]+)_label"')
"""The section that a landmark belongs to: the `__nav_1` of ` aria-labelledby="__nav_1_label"`."""

_NAMES = re.compile(r'\saria-(?:label|labelledby|expanded)="[^"]*"')
"""What only a landmark has: ` aria-label="Contents"`."""

_ACTIVE_LINK = re.compile(r'(<a\b[^>]*class="md-nav__link md-nav__link--active")')
"""The link to the page itself: `<a href="./" class="md-nav__link md-nav__link--active"`."""

_TAG = re.compile(r"<[^>]*>")
"""Any tag: `<span class="md-ellipsis">`."""

_CHECKBOX = re.compile(r'(<input class="md-toggle"[^>]*?)\sautocomplete="off"')
"""A checkbox that holds a state of the page, up to an attribute that it may not have in HTML:
`<input class="md-toggle" type="checkbox" id="__drawer" autocomplete="off"`."""

_TABLE = re.compile(r"<h[1-6]\b[^>]*>(?P<heading>.*?)</h[1-6]>|<table>(?P<rows>(?:(?!<table\b).)*?)</table>", re.DOTALL)
"""A heading, `<h2 id="costs">Costs</h2>`, or a plain table that holds no other: `<table><tr>…</tr></table>`."""

_CONTENTS_LABEL = '<label class="md-nav__title" for="__toc">'
_CONTENTS_TITLE = re.compile(rf"{_CONTENTS_LABEL}(.*?)</label>", re.DOTALL)
"""What heads the list of contents: `<label class="md-nav__title" for="__toc">Contents</label>`."""

_END_OF_ROW = re.compile(r'<div class="md-header__source">|</nav>')
"""Where the buttons of the header end: before the link to the repository, or before `</nav>`."""

_HEADERLINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
"""The sign behind a heading that links to it: `<a class="headerlink" href="#costs">¶</a>`."""

_CROSS = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" aria-hidden="true">'
    '<path d="M5 5l14 14M19 5 5 19" fill="none" stroke="currentColor" stroke-width="2.5"/></svg>'
)


def mend_page(output: str) -> str:
    """Return a finished page of Material with valid checkboxes, a target for the skip link, and our mark on its body.

    The style sheet and the script look for the mark; without it they leave the theme alone.
    """
    output = _CHECKBOX.sub(r"\1", output)
    if _CONTENTS_LABEL in output:  # what is a label still heads the contents beside the page, where it controls nothing
        output = _CONTENTS_TITLE.sub(r'<div class="md-nav__title">\1</div>', output)
    output = output.replace('<main class="md-main"', '<main id="of-main" class="md-main"', 1)
    return re.sub(r"<body(?=[\s>])", "<body data-of-material", output, count=1)


def mend_header(header: str, menu: str, search: str, search_button: str = "") -> str:
    """Return the header with buttons for the menu and the search.

    Args:
        header: Material's own.
        menu: The accessible name of the button that opens the menu.
        search: That of the button that opens the search.
        search_button: A button, with the dialog that it opens, to take the place of the search's own.
    """

    def replaced(match: re.Match[str]) -> str:
        target, icon = _for(match[1]), match[2]
        if "md-header__button" not in match[1]:
            return match[0]
        if target == "__drawer":
            without_script = match[0].replace(icon, f'<span class="of-unseen">{html.escape(menu)}</span>{icon}')
            return f"{_drawer_button('open', menu, icon)}<noscript>{without_script}</noscript>"
        if target == "__search":
            own = f'class="md-header__button md-icon of-search-toggle" data-of-toggle="__search" {_name(search)}'
            button = f'<button type="button" {own} aria-expanded="false">{icon}</button>'
            return "" if search_button.strip() else button
        return match[0]

    mended = _LABEL.sub(replaced, header)
    if not search_button.strip():
        return mended
    return _END_OF_ROW.sub(lambda match: search_button + match[0], mended, count=1)


def mend_navigation(nav: str, name: str) -> str:
    """Return the navigation with buttons that open and close its sections, as one landmark called `name`."""
    titles = {
        _for(attributes): _words(words) for attributes, words in _LABEL.findall(nav) if "md-nav__title" in attributes
    }

    def replaced(match: re.Match[str]) -> str:
        attributes, words = match[1], match[2]
        target, classes = _for(attributes), _classes(attributes)
        if target == "__drawer":
            return f'<div class="{classes} of-drawer-title">{words}</div>'
        control = f'type="button" data-of-toggle="{target}" aria-controls="{target}_panel"'
        if "md-nav__title" in classes:
            return f'<button {control} class="{classes}" aria-expanded="true">{words}</button>'
        named = "" if _words(words) else f" {_name(titles.get(target, name))}"
        opened = "true" if re.search(rf'id="{re.escape(target)}"\s+checked', nav) else "false"
        heading = 'tabindex=""' in attributes  # in a wide window, what this heads is always open
        button = f'<button {control} id="{target}_label" aria-expanded="{opened}"{named}'
        if heading and _words(words):
            return (
                f'{button} class="{classes} of-narrow">{words}</button><span class="{classes} of-wide">{words}</span>'
            )
        return f'{button} class="{classes}">{words}</button>'

    nav = _one_landmark(_LABEL.sub(replaced, nav), ' id="of-navigation"')
    nav = _ACTIVE_LINK.sub(r'\1 aria-current="page"', nav)
    return _NAV.sub(lambda match: match[0] + _drawer_button("close", name, _CROSS), nav, count=1)


def mend_contents(toc: str) -> str:
    """Return a list of contents as one landmark."""
    return _one_landmark(toc)


def mend_palette(palette: str) -> str:
    """Return the switch of colour schemes with a button for each label; its inputs stay for Material's script."""

    def replaced(match: re.Match[str]) -> str:
        attributes = _FOR.sub(r'data-of-option="\1"', match[1])
        title = re.search(r'\btitle="([^"]*)"', attributes)
        named = f' aria-label="{title[1]}"' if title else ""
        return f'<button type="button"{attributes}{named}>{match[2]}</button>'

    mended = _LABEL.sub(replaced, palette).replace('<input class="md-option"', '<input hidden class="md-option"')
    return mended.replace("<form", "<div").replace("</form>", "</div>")  # nothing in it is ever sent


def name_tables(content: str, title: str) -> str:
    """Return a hand-written page with each plain table in a region that scrolls, with the heading above as its name."""
    above, seen = title, dict[str, int]()

    def replaced(match: re.Match[str]) -> str:
        nonlocal above
        if match["rows"] is None:
            above = _words(_HEADERLINK.sub("", match["heading"])) or above
            return match[0]
        seen[above] = seen.get(above, 0) + 1
        name = above if seen[above] == 1 else f"{above} ({seen[above]})"
        return f'<section class="of-scroll" tabindex="0" {_name(name)}>{match[0]}</section>'

    return _TABLE.sub(replaced, content)


def _one_landmark(nav: str, attributes: str = "") -> str:
    """Return nested `<nav>`s without a role: each is a landmark of its own otherwise, often of no name."""
    first = True

    def replaced(match: re.Match[str]) -> str:
        nonlocal first
        if first:
            first = False
            return f"<nav{match[1]}{attributes}>"
        labelled = _LABELLED_BY.search(match[1])
        id = labelled[1] if labelled else "__toc" if "md-nav--secondary" in match[1] else ""
        panel = f' id="{id}_panel"' if id else ""
        rest = _NAMES.sub("", match[1]).replace(' role="presentation"', "")
        return f'<nav{rest}{panel} role="presentation">'

    return _NAV.sub(replaced, nav)


def _drawer_button(role: str, name: str, icon: str) -> str:
    if role == "close":  # what it closes is closed already when it would say so
        name, classes, state = f"Close {name.lower()}", "of-drawer-close", ""
    else:
        classes, state = "md-header__button", ' aria-expanded="false" aria-controls="of-navigation"'
    return (
        f'<button type="button" class="{classes} md-icon" data-of-drawer="{role}" {_name(name)}{state}>{icon}</button>'
    )


def _name(words: str) -> str:
    return f'aria-label="{html.escape(words)}"'


def _words(markup: str) -> str:
    """Return the words of a piece of HTML."""
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


def _for(attributes: str) -> str:
    found = _FOR.search(attributes)
    return found[1] if found else ""


def _classes(attributes: str) -> str:
    found = _CLASS.search(attributes)
    return found[1].strip() if found else ""
