"""Built sites at earlier addresses: pages that lead on, copies of files, tombstones, redirects for hosts."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from git_building import commit
from mkdocs.exceptions import Abort
from pydantic import ValidationError
from site_building import BuildSite, BuiltSite, LogCollector

from outcome_frameworks.cli import main
from outcome_frameworks.hosts.policy.content_security_policy import read_built_site
from outcome_frameworks.model import Element, Entry, Programme

GARDEN = """\
programme: {id: garden, title: A garden, aliases: [plot]}
levels:
  - id: short
    title: Short-term outcomes
    elements:
      - {id: S1, statement: People <meet> & talk, aliases: [S0, kitchen/C9], leads_to: [S2]}
      - {id: S2, statement: People talk, status: retired, replaced_by: S3, why: It said *too little*.}
      - {id: S3, statement: People rest, status: retired, replaced_by: S4}
      - {id: S4, statement: People sleep., leads_to: [S1]}
hypotheses:
  - {id: H1, statement: Talk helps, status: retired, replaced_by: LP1, why: It failed., aliases: [H0]}
learning:
  - {id: LP1, statement: Rest helps}
  - {id: LP2, statement: Tea helps, status: retired, aliases: [LP0]}
"""
FILES = {"frameworks/garden.yml": GARDEN}
LEADS_ON = {
    "plot/": "garden/",
    "plot/print/": "garden/print/",
    "plot/s1/": "garden/s1/",
    "plot/s0/": "garden/s1/",
    "garden/s0/": "garden/s1/",
    "kitchen/c9/": "garden/s1/",
    "garden/h0/": "garden/h1/",
    "plot/lp0/": "garden/lp2/",
}


def leads_to(site: BuiltSite, path: str) -> tuple[str, str, str]:
    """Return where a page leads: by its refresh, by its script, by its visible link."""
    html = site.html(path)
    found = (r'http-equiv="refresh" content="0; url=([^"]+)"', r'<script data-to="([^"]+)">', r'<a href="([^"]+)">')
    to = [re.search(pattern, html) for pattern in found]
    assert all(to), html
    return tuple(match[1] for match in to if match)  # type: ignore[return-value]


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_each_earlier_address_has_a_page_that_leads_on(build_site: BuildSite, theme: str) -> None:
    site = build_site(FILES, theme={"name": theme} | ({"font": False} if theme == "material" else {}))
    assert site.warnings == []
    for old, new in LEADS_ON.items():
        leads = leads_to(site, f"programmes/{old}")
        assert len(set(leads)) == 1
        assert posixpath.normpath(old + leads[0]) + "/" == new
        assert f'<link rel="canonical" href="https://example.org/programmes/{new}">' in site.html(f"programmes/{old}")
        assert '<meta name="robots" content="noindex">' in site.html(f"programmes/{old}")
    assert "<title>Moved: S1 People &lt;meet&gt; &amp; talk</title>" in site.html("programmes/plot/s0/")
    assert ">S1 People &lt;meet&gt; &amp; talk</a></p>" in site.html("programmes/plot/s0/")


def test_no_id_takes_the_place_of_a_file_of_the_site(build_site: BuildSite, tmp_path: Path) -> None:
    """What stands beside the pages of elements is told from a site with all there is, so that no file is forgotten."""
    made = tmp_path / "project"
    commit(made, "2024-03-03T10:00:00Z", garden=GARDEN)
    commit(made, "2025-03-03T10:00:00Z", garden=GARDEN.replace("People rest", "People rest a while"))
    programmes = build_site({}, link_previews=None).folder / "programmes"
    entries = {"s0", "s1", "s2", "s3", "s4", "h0", "h1", "lp0", "lp1", "lp2"}
    beside = {path.name for path in (programmes / "garden").iterdir()} - entries
    assert {"preview.png", "map.dot", "feed.xml", "embed", "print", "changes"} <= beside
    assert not [name for name in beside if is_free(Element, {"id": name, "statement": "x"})]
    beside = {path.name for path in programmes.iterdir()} - {"garden", "plot", "kitchen"}
    assert "preview.png" in beside
    assert not [name for name in beside if is_free(Programme, {"id": name, "title": "x"})]


def is_free(kind: type[Entry], data: dict[str, str]) -> bool:
    try:
        return bool(kind.model_validate(data))
    except ValidationError:
        return False


def test_search_and_the_site_map_know_the_present_addresses_only(build_site: BuildSite) -> None:
    site = build_site(FILES, theme={"name": "mkdocs"})
    for listed in (site.html("sitemap.xml"), site.html("search/search_index.json")):
        assert "programmes/garden/s1/" in listed
        assert "plot/" not in listed and "s0/" not in listed and "c9/" not in listed


def test_one_hash_allows_the_script_of_all(build_site: BuildSite) -> None:
    site = build_site(FILES)
    pages = read_built_site(site.folder).pages
    scripts = {script for old in LEADS_ON for script in pages[f"programmes/{old}index.html"].scripts}
    assert len(scripts) == 1
    assert [refused for page in pages.values() for refused in page.refused] == []


def test_files_beside_pages_stand_at_earlier_addresses_as_copies(build_site: BuildSite) -> None:
    site = build_site(FILES)
    assert site.html("programmes/plot/map.dot") == site.html("programmes/garden/map.dot")


def test_addresses_that_end_in_html_under_a_prefix(build_site: BuildSite) -> None:
    site = build_site(FILES, {"path_prefix": "impact"}, use_directory_urls=False)
    assert leads_to(site, "impact/programmes/plot/s0.html") == ("../garden/s1.html",) * 3
    assert leads_to(site, "impact/programmes/plot/index.html") == ("../garden/index.html",) * 3
    assert leads_to(site, "impact/programmes/kitchen/c9.html") == ("../garden/s1.html",) * 3


def test_what_is_retired_keeps_its_page_and_says_what_stands_now_and_why(build_site: BuildSite) -> None:
    site = build_site(FILES)
    said = site.html("programmes/garden/s2/").split('<div class="of-notice of-notice--retired">')[1].split("</div>")[0]
    assert " ".join(re.sub(r"<[^>]+>", "", said).split()) == (
        "S2 is retired. It was replaced by S3 People rest, which was replaced by S4 People sleep. It said too little."
    )
    assert 'href="../s4/"' in said and "<em>too little</em>" in said
    hypothesis = site.html("programmes/garden/h1/")
    assert "This hypothesis is retired. It was replaced by" in hypothesis
    assert "It failed." in hypothesis and "Earlier codes: H0" in hypothesis
    point = site.html("programmes/garden/lp2/")
    assert "This learning point is retired. Nothing has replaced it." in point
    assert "Earlier codes: LP0" in point
    assert 'Earlier ids</dt><dd dir="auto">plot' in site.html("programmes/garden/")


def test_a_page_of_the_site_itself_wins(build_site: BuildSite) -> None:
    site = build_site(
        FILES | {"docs/programmes/plot/s0.md": "# By hand\n", "docs/programmes/plot/h1/index.html": "Own"}
    )
    assert "By hand</h1>" in site.html("programmes/plot/s0/")
    assert site.html("programmes/plot/h1/") == "Own"


@pytest.mark.parametrize(("host", "status"), [("netlify", "301!"), ("cloudflare", "301")])
def test_a_host_may_answer_itself(build_site: BuildSite, host: str, status: str) -> None:
    files = FILES | {"docs/_redirects": "/about /team 302"}
    rules = build_site(files, {"redirects_file": host}, site_url="https://example.org/impact/").html("_redirects")
    lines = rules.splitlines()
    assert lines[0] == "/about /team 302", "the site's own come first"
    assert f"/impact/programmes/plot/s0/ /impact/programmes/garden/s1/ {status}" in lines
    assert f"/impact/programmes/kitchen/c9/ /impact/programmes/garden/s1/ {status}" in lines
    assert lines[-1] == f"/impact/programmes/plot/* /impact/programmes/garden/:splat {status}"
    assert not any(line.startswith("/impact/programmes/plot/s1/ ") for line in lines), "the last rule covers it"


def test_no_file_of_redirects_unless_asked_for(build_site: BuildSite) -> None:
    assert not (build_site(FILES).folder / "_redirects").exists()


def test_the_build_stops_where_a_published_address_would_vanish(
    build_site: BuildSite, mkdocs_log: LogCollector
) -> None:
    ledger = "programmes/garden/s1/: garden/S1\nprogrammes/garden/s5/: garden/S5\n"
    with pytest.raises(Abort):
        build_site(FILES | {"permalinks.yml": ledger})
    said = "\n".join(record.getMessage() for record in mkdocs_log.records if record.levelname == "ERROR")
    assert said.splitlines()[-1:] == [
        (
            "permalinks.yml:2:1: programmes/garden/s5/ was published for garden/S5, which is gone; put S5 back, or add "
            '"S5" to the aliases of what took its place, or retire it (status: retired, replaced_by, why) '
            "[vanished-address]"
        )
    ]
    site = build_site(FILES | {"permalinks.yml": "programmes/garden/s1/: garden/S1\n"})
    assert [line for line in site.infos if "unlisted-address" in line] != []


def test_an_id_that_was_published_before_its_name_was_kept_stays(
    build_site: BuildSite, mkdocs_log: LogCollector
) -> None:
    text = (
        "programme: {id: garden, title: A garden}\nelements:\n"
        "  - {id: Evidence, statement: People meet, leads_to: [S1], aliases: [data]}\n"
        "  - {id: S1, statement: People talk, aliases: [Values]}\n"
    )
    files = {"frameworks/garden.yml": text}
    with pytest.raises(Abort):
        build_site(files)
    said = "\n".join(record.getMessage() for record in mkdocs_log.records if record.levelname == "ERROR")
    assert said.count("[reserved-id]") == 3
    below = "programmes/garden/"
    site = build_site(
        files
        | {
            "permalinks.yml": f"{below}data/: garden/data\n{below}evidence/: garden/Evidence\n"
            f"{below}values/: garden/S1\n"
        }
    )
    assert 'data-of-id="garden/Evidence"' in site.html("programmes/garden/evidence/")
    assert 'content="0; url=../evidence/"' in site.html("programmes/garden/data/")
    assert 'content="0; url=../s1/"' in site.html("programmes/garden/values/")


def test_an_export_holds_them_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("frameworks").mkdir()
    Path("frameworks/garden.yml").write_text(GARDEN, "utf-8")
    result = CliRunner().invoke(main, ["export", "--to", "out", "--redirects-file", "cloudflare"])
    assert result.exit_code == 0, result.output
    assert 'content="0; url=../../garden/s1/"' in Path("out/programmes/plot/s0/index.html").read_text("utf-8")
    assert "/programmes/plot/* /programmes/garden/:splat 301" in Path("out/_redirects").read_text("utf-8")


def test_the_example_site_has_its_ledger() -> None:
    result = CliRunner().invoke(main, ["permalinks", "--check"])
    assert result.exit_code == 0, f"{result.output}: run outcomes permalinks"
