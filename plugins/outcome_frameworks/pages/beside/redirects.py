"""What stands at earlier addresses: pages that lead on, copies of files, and a list of redirects for some hosts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from markupsafe import Markup

from outcome_frameworks.addresses.urls import REDIRECTS, relative
from outcome_frameworks.pages.rendering import words
from outcome_frameworks.pages.rendering.renderer import Renderer, page_title

LEADING_SCRIPT = Markup(
    "{const to=new URL(document.currentScript.dataset.to,location);to.search=location.search;to.hash=location.hash;"
    "location.replace(to)}"
)
"""Leads on with what stands behind the address. The same on every page, so that a policy needs one hash."""

STATUS = {"netlify": "301!", "cloudflare": "301"}
"""How each host writes a permanent redirect that goes before a page at the same address. Netlify asks for the `!`
(docs.netlify.com, "Redirect options", shadowing); Cloudflare Pages always puts redirects first (its documentation,
"Redirects")."""


def with_redirects(renderer: Renderer, made: Iterable[tuple[str, str | bytes]]) -> Iterator[tuple[str, str | bytes]]:
    """Yield files that stand beside pages, and with them what stands at the earlier addresses of pages and files.

    A page leads on from there. Other files, which another site may show or load, stand there as copies.
    """
    addresses, urls = renderer.site.addresses, renderer.site.urls
    moved: dict[str, str] = {}
    for src_uri in renderer.site.own_pages:
        for earlier in addresses.earlier_paths(src_uri):
            moved[urls.url(earlier)] = urls.url(src_uri)
            yield urls.html_file(earlier), _redirect_page(renderer, src_uri, urls.url(earlier), urls.url(src_uri))
    for src_uri, content in made:
        yield src_uri, content
        for earlier in addresses.earlier_paths(src_uri):
            old, new = (urls.url_of_file(path) for path in (earlier, src_uri))
            moved[old] = new
            yield earlier, _redirect_page(renderer, src_uri, old, new) if src_uri.endswith(".html") else content
    if moved and renderer.site.redirects_file in STATUS:
        yield REDIRECTS, "\n".join(_rules(renderer, moved)) + "\n"


def _redirect_page(renderer: Renderer, src_uri: str, earlier: str, present: str) -> str:
    """Return the page at an earlier address. Both addresses are below the site's root."""
    site = renderer.site
    owner, to = site.addresses.owner(src_uri), relative(present, earlier)
    assert owner
    canonical = site.public_url(present) if site.base_url else to
    html = renderer.render(
        "redirect/page",
        renderer.here(src_uri, owner.framework),
        to=to,
        canonical=canonical,
        title=page_title(owner, words.unstopped(renderer.title_of(owner))),
        script=LEADING_SCRIPT,
    )
    return f"{html}\n"


def _rules(renderer: Renderer, moved: dict[str, str]) -> Iterator[str]:
    """Yield a rule for each address, but one for all below a programme that differ in the programme's id alone.

    Rules that name one address come first, since hosts take the first that fits.
    """
    site, urls = renderer.site, renderer.site.urls
    status, root = STATUS[site.redirects_file], urlsplit(site.base_url).path.rstrip("/")
    below = {
        urls.url(urls.in_programmes(alias)) + "/": urls.url(urls.in_programmes(framework.id)) + "/"
        for framework in site.portfolio.frameworks
        for alias in framework.programme.aliases
    }
    for old, new in moved.items():
        home = next((home for home in below if old.startswith(home)), None)
        if home is None or below[home] + old.removeprefix(home) != new:
            yield f"{root}/{old} {root}/{new} {status}"
    for old, new in below.items():
        yield f"{root}/{old}* {root}/{new}:splat {status}"
