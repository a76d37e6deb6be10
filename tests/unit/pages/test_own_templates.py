"""Templates of a site's own: each takes the place of ours of the same name, wherever pages are made of it."""

from __future__ import annotations

from pathlib import Path

from page_checking import CLAIMS, GARDEN, read_site

from outcome_frameworks.pages import THEME_DIR, Page, Renderer, render_pages

MACROS = Path(THEME_DIR, "outcome-frameworks/parts/macros.html")


def pages(tmp_path: Path, **templates: str) -> dict[str, Page]:
    """Return the pages of a site with templates of its own, each by its name with `__` for `/`."""
    for name, text in templates.items():
        path = tmp_path / "own/outcome-frameworks" / f"{name.replace('__', '/')}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    renderer = Renderer(read_site(tmp_path, {"garden.yml": GARDEN + CLAIMS}), [tmp_path / "own", THEME_DIR])
    return {page.src_uri: page for page in render_pages(renderer)}


def test_a_macro_of_the_sites_own_writes_every_reference(tmp_path: Path) -> None:
    ours = MACROS.read_text("utf-8")
    own = ours.replace('<a class="of-reference"', '<a class="of-reference of-own" title="{{ site.name }}, our own"')
    assert own != ours
    made = pages(tmp_path, parts__macros=own)
    found = [page.html for page in made.values() if 'class="of-reference' in page.html]
    assert len(found) > 3
    assert not [html for html in found if 'class="of-reference"' in html]
    assert all('title="Test site, our own"' in html for html in found)


def test_a_part_of_the_sites_own_stands_on_all_pages_that_take_it_in(tmp_path: Path) -> None:
    own = "<p>Our own {{ target.key }}, {{ words.count(2, 'word') }}, {{ around }}</p>"
    made = pages(tmp_path, parts__footer=own)
    footers = {page.target_key: page.footer for page in made.values() if page.footer}
    assert footers["garden/H1"] == "<p>Our own garden/H1, 2 words, Hypotheses</p>"
    assert footers["garden"] == "<p>Our own garden, 2 words, </p>"


def test_what_one_template_sets_another_does_not_see(tmp_path: Path) -> None:
    sets = "{% set left_behind = 'left' %}<p>{{ left_behind }}</p>"
    asks = "<p>{{ left_behind is defined }} {{ element.id }}</p>"
    made = pages(tmp_path, element__header=sets, element__facts=asks, element__cite=asks)
    page = next(page for page in made.values() if page.target_key == "garden/S1")
    assert {section.id: section.html for section in page.sections}["facts"] == "<p>False S1</p>"
