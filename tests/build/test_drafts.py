"""Drafts stay out of the site and of all that is made from it, unless they are published or the site is served."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from draft_samples import FILES, GARDEN, UNREADY, ZEBRA
from git_building import commit
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from site_building import BuildSite, BuiltSite

from outcome_frameworks.cli import main

_PICTURES = (".png", ".woff2", ".wasm", ".ico")


def leaks(folder: Path) -> list[str]:
    """Return what the names and the contents of all files of a folder tell of drafts, packed ones too."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        raw = path.read_bytes()
        if raw.startswith(b"\x1f\x8b"):
            raw = gzip.decompress(raw)
        text = "" if path.suffix in _PICTURES else raw.decode("utf-8", "replace")
        name = path.relative_to(folder).as_posix()
        found += [f"{name}: {match[0]}" for match in re.finditer(UNREADY, f"{name} {text}", re.IGNORECASE)]
    return found


def words(html: str) -> str:
    """Return what a reader of a page reads, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<article")[2]).split())


def test_no_file_of_the_site_tells_of_a_draft(build_site: BuildSite) -> None:
    site = build_site(
        FILES, {"licence": "CC BY 4.0", "redirects_file": "netlify", "home_map": "garden"}, link_previews=None
    )
    assert (site.folder / "pagefind").is_dir()
    assert leaks(site.folder) == []
    assert site.warnings == []
    assert "programmes/garden/s1/index.html" in site.pages()


def test_every_form_of_the_words_would_be_found(build_site: BuildSite) -> None:
    site = build_site(FILES, {"drafts": "publish"})
    told = {leak.rpartition(": ")[2].lower() for leak in leaks(site.folder)}
    assert told == {"zebra", "quagga", "okapi", "tapir", "gnu trust", "rhino", "foal", "qx9", "qx10", "zx1"}


def test_words_stay_where_links_to_a_draft_stood(build_site: BuildSite) -> None:
    site = build_site(FILES)
    home = site.html("")
    assert "A link, one in HTML,  and\na third." in re.sub(r"</?a>", "", home)
    assert "We plan a hedge,  and a pond in spring." in site.html("programmes/garden/")
    assert "See the plan." in site.html("programmes/garden/s1/")
    assert home.count("of-card-words") == 1
    assert "of-page-map" not in home


def test_the_public_is_told_nothing_untrue(build_site: BuildSite) -> None:
    site = build_site(FILES)
    programme, retired = site.html("programmes/garden/"), site.html("programmes/garden/s2/")
    assert "2 elements" in programme and "1 retired" in programme
    assert "The source says" not in programme
    assert "is retired." in retired
    assert "Nothing has replaced it" not in retired
    assert "programmes/garden/h1/index.html" not in site.pages()
    assert "programmes/garden/h2/index.html" in site.pages()
    assert "The Unnamed" in (site.folder / "programmes/index.json").read_text("utf-8")


def test_authors_are_told_what_the_site_leaves_out(build_site: BuildSite) -> None:
    told = [info for info in build_site(FILES).infos if info.endswith("[refers-to-draft]")]
    for words_of_it in (
        'frameworks/garden.yml:16:29: S1 leads to "QX9", which is a draft; the site leaves this out',
        'note of S1 links to "outcome:QX10", which is a draft; the site shows the words without the link',
        "the site leaves all of H1 out",
        'LP1 speaks of "H1", which names a draft',
        'about: in the front matter names "zebra/ZX1", which is not published yet',
        'the page refers to "outcome:zebra/ZX1", which is not published yet',
        'the block "outcome" names "garden/QX9", which is not published yet',
        'the block "outcome-map" has the programme "zebra", which is not published yet',
        'the block "outcome-map" has the focus "garden/QX9", which is not published yet',
    ):
        assert [info for info in told if words_of_it in info], words_of_it
    assert not [info for info in told if "zebra.yml" in info], "a draft may lead to what it likes"


def test_an_export_tells_of_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(
            text.replace(", <a", " <a").replace("[a third][later]", "").replace("[later]: outcome:zebra\n", ""),
            encoding="utf-8",
        )
    monkeypatch.chdir(tmp_path)
    made = CliRunner().invoke(main, ["export", "--to", "out", "--url", "https://example.org/"])
    assert made.exit_code == 0, made.output
    assert leaks(tmp_path / "out") == []
    assert "about: [null, garden/S1]" in (tmp_path / "out/index.md").read_text("utf-8")


def test_an_export_leaves_files_with_drafts_behind_that_stand_in_the_docs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in {**FILES, "docs/files/plan.txt": "A plan"}.items():
        path = tmp_path / name.replace("frameworks/", "docs/frameworks/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    made = CliRunner().invoke(main, ["export", "docs/frameworks", "--to", "out", "--url", "https://example.org/"])
    assert made.exit_code == 0, made.output
    assert (tmp_path / "out/files/plan.txt").read_text("utf-8") == "A plan"
    assert not (tmp_path / "out/frameworks").exists()


def test_published_drafts_have_a_banner_and_are_kept_from_search_engines(build_site: BuildSite) -> None:
    site = build_site(FILES, {"drafts": "publish"})
    drafts = ["zebra/", "zebra/zx1/", "zebra/print/", "garden/qx9/", "garden/qx10/"]
    others = ["garden/", "garden/s1/", "garden/h1/"]
    sitemap = site.html("sitemap.xml")
    for page in drafts:
        html = site.html(f"programmes/{page}")
        assert "Draft. Not agreed yet; please do not quote it." in words(html)
        assert '<meta name="robots" content="noindex">' in html
        assert f"programmes/{page}<" not in sitemap
    for page in others:
        html = site.html(f"programmes/{page}")
        assert "of-notice--draft" not in html
        assert "noindex" not in html
        assert f"programmes/{page}<" in sitemap
    assert [info for info in site.infos if "refers-to-draft" in info] == []


def serve(project: Path, site_dir: Path) -> BuiltSite:
    """Build a site as `mkdocs serve` does."""
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(site_dir))
    config.plugins.on_startup(command="serve", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
    return BuiltSite(site_dir, [], [])


def test_whoever_serves_the_site_sees_drafts_under_a_banner(build_site: BuildSite, tmp_path: Path) -> None:
    build_site(FILES)
    site = serve(tmp_path / "project", tmp_path / "served")
    for page in ("zebra/", "zebra/zx1/", "garden/qx9/", "garden/qx10/"):
        assert "Draft: not published. You see it because you run the site" in words(site.html(f"programmes/{page}"))
    assert "Not published: it names a draft. You see it" in words(site.html("programmes/garden/h1/"))
    assert "of-notice--draft" not in site.html("programmes/garden/s1/")
    assert "Quaggas graze" in site.html("programmes/garden/s1/")
    assert "Zebra crossing" in site.html("")
    assert "refers-to-draft" not in site.html("programmes/garden/")


def test_no_earlier_version_tells_of_a_draft(build_site: BuildSite, tmp_path: Path) -> None:
    project, seen = tmp_path / "project", GARDEN.replace("        status: draft\n", "")
    commit(project, "2024-03-03T10:00:00Z", garden=GARDEN, zebra=ZEBRA)
    commit(project, "2024-04-04T10:00:00Z", garden=seen, zebra=ZEBRA.replace(", status: draft", ""))
    commit(project, "2024-05-05T10:00:00Z", garden=GARDEN.replace("Quaggas graze", "Quaggas rest"), zebra=ZEBRA)
    commit(project, "2024-06-06T10:00:00Z", garden=GARDEN.replace("People rest", "People doze"), zebra=ZEBRA)
    site = build_site({**FILES, "frameworks/garden.yml": GARDEN.replace("People rest", "People doze")})
    changes = site.html("programmes/garden/changes/")
    assert "People doze" in re.sub(r"</?ins>|</?del>", "", changes)
    assert (site.folder / "programmes/garden/feed.xml").exists()
    assert leaks(site.folder) == []


def test_files_of_drafts_in_the_docs_are_not_copied(tmp_path: Path, build_site: BuildSite) -> None:
    with pytest.raises(Abort):  # the build is strict, and warns of the folder
        build_site(
            {f"docs/{name}".replace("docs/docs", "docs"): text for name, text in FILES.items()}
            | {"docs/frameworks/changes/2024-01-01.json": "{}"},
            {"frameworks_dir": "docs/frameworks", "history": "off"},
        )
    assert leaks(tmp_path / "site") == []
    assert not (tmp_path / "site/frameworks").exists()


def test_a_ledger_holds_no_draft_and_tells_of_what_became_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["permalinks"]).exit_code == 0
    ledger = tmp_path / "permalinks.yml"
    assert re.findall(UNREADY, ledger.read_text("utf-8"), re.IGNORECASE) == []
    with ledger.open("a", encoding="utf-8") as lines:
        lines.write("programmes/garden/qx9/: garden/QX9\nprogrammes/zebra/: zebra\n")
    checked = CliRunner().invoke(main, ["check"])
    assert checked.exit_code == 1
    assert "programmes/garden/qx9/ was published for garden/QX9, which stays out of the site now" in checked.output
    assert "programmes/zebra/ belonged to the programme zebra, which is a draft now" in checked.output
    zebra, garden = tmp_path / "frameworks/zebra.yml", tmp_path / "frameworks/garden.yml"
    zebra.write_text(ZEBRA.replace("status: draft", "status: archived"), encoding="utf-8")
    garden.write_text(GARDEN.replace("status: draft", "status: retired\n        why: Over."), encoding="utf-8")
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


def test_a_ledger_holds_drafts_that_are_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = "site_name: x\nplugins:\n  - outcome-frameworks: {drafts: publish}\n"
    for name, text in (FILES | {"mkdocs.yml": settings}).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["permalinks"]).exit_code == 0
    assert "programmes/zebra/zx1/: zebra/ZX1" in (tmp_path / "permalinks.yml").read_text("utf-8")
    assert "refers-to-draft" not in CliRunner().invoke(main, ["check"]).output
