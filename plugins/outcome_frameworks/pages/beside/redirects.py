"""What stands at earlier addresses: pages that lead on, copies of files, and a list of redirects for some hosts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from urllib.parse import urlsplit

from markupsafe import Markup

from outcome_frameworks.addresses.published import OwnPage
from outcome_frameworks.addresses.urls import REDIRECTS, relative
from outcome_frameworks.pages.file_beside import FileBeside
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


def with_redirects(
    renderer: Renderer, own_pages: Iterable[OwnPage], made: Iterable[FileBeside]
) -> Iterator[FileBeside]:
    """Yield files that stand beside some pages, and with them what stands at the earlier addresses of all of them.

    A page leads on from there. Other files, which another site may show or load, stand there as copies.
    """
    addresses, urls = renderer.site.addresses, renderer.site.urls
    for src_uri, _, _ in own_pages:
        for earlier in addresses.earlier_paths(src_uri):
            leads_on = partial(_redirect_page, renderer, src_uri, urls.url(earlier), urls.url(src_uri))
            yield FileBeside(urls.html_file(earlier), leads_on)
    for file in made:
        yield file
        for earlier in addresses.earlier_paths(file.src_uri):
            old, new = (urls.url_of_file(path) for path in (earlier, file.src_uri))
            leads_on = partial(_redirect_page, renderer, file.src_uri, old, new)
            yield FileBeside(earlier, leads_on if file.src_uri.endswith(".html") else file.make)


def redirects_file(renderer: Renderer, paths: Callable[[], Iterable[str]]) -> Iterator[FileBeside]:
    """Yield the list of redirects where the site's host reads one. `paths` gives the `src_uri` of all that may move."""
    site, urls = renderer.site, renderer.site.urls

    def make() -> str | None:
        moved = {
            urls.url_of_file(earlier): urls.url_of_file(path)
            for path in paths()
            for earlier in site.addresses.earlier_paths(path)
        }
        return "\n".join(_rules(renderer, moved)) + "\n" if moved else None

    if site.redirects_file in STATUS:
        yield FileBeside(REDIRECTS, make)


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
