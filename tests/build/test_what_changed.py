"""Built sites that tell what changed: the page, the dates at the foot of pages, the feeds, the command."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner
from git_building import commit, git
from mkdocs.exceptions import Abort
from page_checking import PageReader
from site_building import BuildSite, BuiltSite

from outcome_frameworks.cli import main

FIRST = """\
programme: {id: garden, title: A garden <here>}
levels:
  - id: short
    title: Short-term outcomes
    elements:
      - {id: S1, statement: People <b>meet</b> each other in the garden, leads_to: [S2]}
      - {id: S2, statement: People talk}
hypotheses:
  - {id: H1, statement: Talk helps}
"""
SECOND = FIRST.replace("meet</b> each other in", "meet</b> one another near").replace(
    "id: H1,", "id: H1, status: supported,"
)
THIRD = SECOND.replace(
    "statement: People talk", "statement: People talk, status: retired, replaced_by: S3, why: Too little"
)
THIRD = THIRD.replace("hypotheses:", "      - {id: S3, statement: People rest}\nhypotheses:")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The folder that build_site builds from, with three commits."""
    made = tmp_path / "project"
    commit(made, "2024-03-03T10:00:00Z", message="SECRET <script>", garden=FIRST)
    commit(made, "2024-05-05T10:00:00Z", garden=SECOND)
    commit(made, "2025-06-07T10:00:00Z", garden=THIRD, kitchen="programme: {id: kitchen, title: A kitchen}\n")
    return made


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def article(site: BuiltSite, path: str) -> str:
    html = site.html(path)
    return html[html.index('<article class="of-page') : html.rindex("</article>")]


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_the_page_tells_each_day_with_both_wordings(build_site: BuildSite, project: Path, theme: str) -> None:
    site = build_site({}, theme={"name": theme} | ({"font": False} if theme == "material" else {}))
    assert site.warnings == []
    html = article(site, "programmes/garden/changes/")
    days = re.findall(r'<h2 id="(on-[^"]+)">([^<]+)', html)
    assert days == [
        ("on-2025-06-07", "7 June 2025"),
        ("on-2024-05-05", "5 May 2024"),
        ("on-2024-03-03", "3 March 2024"),
    ]
    text = words_of(html)
    for told in ("S3 added", "S2 retired, replaced by S3 Too little", "H1 : status changed from untested to supported"):
        assert told in text
    assert "<dd>People &lt;b&gt;meet&lt;/b&gt; <del>each other in</del> the garden</dd>" in html
    assert "<dd>People &lt;b&gt;meet&lt;/b&gt; <ins>one another near</ins> the garden</dd>" in html
    assert '<a href="../s1/">S1</a> reworded' in html
    assert "SECRET" not in site.html("programmes/garden/changes/") and "Nobody" not in html


def test_pages_say_how_old_they_are(build_site: BuildSite, project: Path) -> None:
    site = build_site({})
    assert "On this site since 3 March 2024 · wording last changed 5 May 2024 · What changed in A garden" in words_of(
        site.html("programmes/garden/s1/")
    )
    assert "On this site since 7 June 2025 · What changed in" in words_of(site.html("programmes/garden/s3/"))
    assert "On this site since 3 March 2024 · last changed 7 June 2025 · What changed" in words_of(
        site.html("programmes/garden/")
    )
    assert 'href="changes/"' in article(site, "programmes/garden/")


def test_the_page_is_sound_html(build_site: BuildSite, project: Path) -> None:
    assert PageReader(article(build_site({}), "programmes/garden/changes/")).faults == []


def test_nothing_is_said_without_a_history(build_site: BuildSite) -> None:
    site = build_site({"frameworks/garden.yml": THIRD})
    assert not (site.folder / "programmes" / "garden" / "changes").exists()
    assert not list(site.folder.rglob("feed.*"))
    assert "On this site since" not in site.html("programmes/garden/s1/")
    assert site.warnings == []


def test_the_option_off_says_nothing(build_site: BuildSite, project: Path) -> None:
    site = build_site({}, {"history": "off"})
    assert not (site.folder / "programmes" / "garden" / "changes").exists()


def test_a_wrong_date_is_refused(build_site: BuildSite, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(Abort):
        build_site(options={"history_since": "last year"})
    assert "'history_since': Write a date as 2026, 2026-05 or 2026-05-31." in caplog.text


def test_a_date_of_yaml_is_taken(build_site: BuildSite, project: Path) -> None:
    site = build_site({}, {"history_since": date(2025, 1, 1)})
    html = article(site, "programmes/garden/changes/")
    assert re.findall(r'<h2 id="(on-[^"]+)"', html) == ["on-2025-06-07"]
    assert "What is older than 1 January 2025 is not told here." in words_of(html)


@pytest.mark.parametrize("place", ["programmes/garden/", "programmes/"])
def test_the_atom_feed_has_all_that_its_rule_requires(build_site: BuildSite, project: Path, place: str) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: id, title, updated, an author; an alternate link or content for each entry."""
    site = build_site({})
    feed = ET.parse(site.folder / place / "feed.xml").getroot()
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == {"programmes/garden/": 3, "programmes/": 4}[place]
    for part in (feed, *entries):
        for name in ("id", "title", "updated"):
            (found,) = part.findall(f"{ATOM}{name}")
            assert found.text
        assert datetime.fromisoformat(str(part.findtext(f"{ATOM}updated"))).utcoffset() is not None
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Test site"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == f"https://example.org/{place}feed.xml"
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    assert "tag:example.org,2024-05-05:changes/garden" in ids
    for entry in entries:
        (link,) = [link.get("href", "") for link in entry.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        path, _, anchor = link.removeprefix("https://example.org/").partition("#")
        assert f'id="{anchor}"' in site.html(path)
        content = entry.find(f"{ATOM}content")
        assert content is not None and content.get("type") == "html"
        assert all(href.startswith("https://example.org/") for href in re.findall('href="([^"]*)"', content.text or ""))


@pytest.mark.parametrize("place", ["programmes/garden/", "programmes/"])
def test_the_json_feed_has_all_that_its_rule_requires(build_site: BuildSite, project: Path, place: str) -> None:
    """jsonfeed.org/version/1.1: version, title, items; an id, and content, for each item."""
    site = build_site({})
    feed = json.loads((site.folder / place / "feed.json").read_text("utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] and feed["feed_url"] == f"https://example.org/{place}feed.json"
    assert [item["date_modified"] for item in feed["items"]] == sorted(
        (item["date_modified"] for item in feed["items"]), reverse=True
    )
    for item in feed["items"]:
        assert all(isinstance(item[name], str) and item[name] for name in ("id", "url", "title", "content_html"))
    atom = ET.parse(site.folder / place / "feed.xml").getroot()
    assert [item["id"] for item in feed["items"]] == [e.findtext(f"{ATOM}id") for e in atom.findall(f"{ATOM}entry")]


def test_an_entry_keeps_its_id_when_the_programme_gets_another(build_site: BuildSite, project: Path) -> None:
    before = json.loads((build_site({}).folder / "programmes/garden/feed.json").read_text("utf-8"))
    commit(
        project,
        "2026-01-01T10:00:00Z",
        garden=None,
        plot=THIRD.replace("{id: garden,", "{id: plot, aliases: [garden],"),
    )
    site = build_site({})
    after = json.loads((site.folder / "programmes/plot/feed.json").read_text("utf-8"))
    assert [item["id"] for item in after["items"]][1:] == [item["id"] for item in before["items"]]
    assert (site.folder / "programmes/garden/feed.json").read_text() == (
        site.folder / "programmes/plot/feed.json"
    ).read_text()
    assert "../../plot/changes/" in site.html("programmes/garden/changes/")


def test_feeds_need_the_address_of_the_site(build_site: BuildSite, project: Path) -> None:
    site = build_site({}, site_url="")
    assert not list(site.folder.rglob("feed.*"))
    assert [line for line in site.infos if "site_url is not set" in line and "feeds" in line]
    assert "S3 added" in words_of(site.html("programmes/garden/changes/"))
    assert "Atom" not in article(site, "programmes/garden/changes/")


def test_a_build_gives_the_same_bytes_with_and_without_its_cache(build_site: BuildSite, project: Path) -> None:
    def all_bytes() -> dict[str, bytes]:
        folder = build_site({}, {"search": "theme"}).folder / "programmes"
        return {
            path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*") if path.is_file()
        }

    first = all_bytes()
    assert list((project / ".cache" / "outcome-frameworks" / "changes").iterdir())
    assert all_bytes() == first


def test_a_shallow_clone_builds_with_one_line(build_site: BuildSite, project: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", project.as_uri(), "clone")
    project.rename(tmp_path / "whole")
    (tmp_path / "clone").rename(project)
    site = build_site({}, strict=True)
    assert site.warnings == []
    assert [line for line in site.infos if "What changed" in line] == [
        (
            "outcome-frameworks: What changed is told from 2025-06-07 on: "
            "this clone of the repository holds no more (fetch-depth: 0 gets all)"
        )
    ]
    assert "On this site since" not in site.html("programmes/garden/s1/")
    assert not list(site.folder.rglob("feed.*"))


def test_the_command_keeps_snapshots_that_the_build_tells_of(
    build_site: BuildSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "project"
    (project / "frameworks").mkdir(parents=True)
    monkeypatch.chdir(project)

    def snapshot(text: str, date: str) -> str:
        Path("frameworks/garden.yml").write_text(text, encoding="utf-8")
        result = CliRunner().invoke(main, ["snapshot", "--date", date])
        assert result.exit_code == 0, result.output
        return result.output

    said = snapshot(FIRST, "2024-03-03")
    assert (
        said == "The frameworks are kept as frameworks/changes/2024-03-03.json; commit it, or keep it with your site.\n"
    )
    assert snapshot(FIRST, "2024-04-04") == "Nothing has changed since 2024-03-03; no snapshot is needed.\n"
    snapshot(SECOND, "2024-05-05")
    assert sorted(path.name for path in Path("frameworks/changes").iterdir()) == ["2024-03-03.json", "2024-05-05.json"]
    site = build_site({})
    assert "S1 reworded" in words_of(article(site, "programmes/garden/changes/"))
    Path("frameworks/garden.yml").write_text("programme: {id: garden}\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["snapshot", "--date", "2025-01-01"])
    assert result.exit_code == 1 and "title" in result.output
    assert len(list(Path("frameworks/changes").iterdir())) == 2


def test_an_export_tells_it_too(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    result = CliRunner().invoke(main, ["export", "--to", str(tmp_path / "out"), "--url", "https://example.org/"])
    assert result.exit_code == 0, result.output
    assert "S3</a> added" in (tmp_path / "out/programmes/garden/changes.md").read_text("utf-8")
    assert (tmp_path / "out/programmes/garden/feed.xml").exists()
    CliRunner().invoke(main, ["export", "--to", str(tmp_path / "without"), "--history", "off"])
    assert not (tmp_path / "without/programmes/garden/changes.md").exists()


def test_a_citation_gives_no_day_of_a_commit(build_site: BuildSite, project: Path) -> None:
    site = build_site({})
    cited = re.findall(r'<p class="of-cite[^>]*>(.*?)</p>', site.html("programmes/garden/s1/"))
    assert len(cited) == 1
    assert "2024" not in cited[0]


def test_pages_name_their_feeds_in_the_head(build_site: BuildSite, project: Path) -> None:
    site = build_site({}, {"link_previews": False})
    for page, place in (("programmes/garden/s1/", "programmes/garden/"), ("outcomes/", "programmes/")):
        head = site.html(page).partition("</head>")[0]
        for media_type, name in (("atom+xml", "feed.xml"), ("feed+json", "feed.json")):
            kind = rf'<link rel="alternate ?" type="application/{re.escape(media_type)}"'
            pattern = rf'{kind} title="[^"]+" href="([^"]+)">'
            assert re.findall(pattern, head) == [f"https://example.org/{place}{name}"]
