"""A year in the life of a site, in Chromium: what each address that was published answers in the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from page_server import serve_folder
from playwright.sync_api import Browser, Page, expect
from site_building import BuildSite

from outcome_frameworks.cli import main
from outcome_frameworks.hosts.policy.content_security_policy import FORMS, HEADER, read_built_site

BEHIND = "?utm_source=e-mail&q=caf%C3%A9#facts"
"""What a link from an e-mail ends with."""

PUBLISHED = """\
programme: {id: garden, title: A garden}
levels:
  - id: short
    title: Short-term outcomes
    elements:
      - {id: S1, statement: People meet, leads_to: [S2]}
      - {id: S2, statement: People talk}
      - {id: S3, statement: People rest, leads_to: [S1]}
      - {id: S4, statement: People sing, leads_to: [S1]}
"""
KITCHEN = "programme: {id: kitchen, title: A kitchen}\nelements: [{id: C1, statement: People cook}]\n"

RENAMED = PUBLISHED.replace("id: S2, statement", "id: T2, aliases: [S2], statement").replace("[S2]}", "[T2]}")
RETIRED = RENAMED.replace("id: S3, ", "id: S3, status: retired, replaced_by: T2, why: It was said twice, ")
MOVED = RETIRED.replace("{id: garden,", "{id: allotment, aliases: [garden],")
DELETED = MOVED.replace("      - {id: S4, statement: People sing, leads_to: [S1]}\n", "")


@pytest.fixture
def project(tmp_path: Path, build_site: BuildSite, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site that was published once, with its ledger."""
    build_site({"frameworks/garden.yml": PUBLISHED, "frameworks/kitchen.yml": KITCHEN})
    monkeypatch.chdir(tmp_path / "project")
    assert run("permalinks").exit_code == 0
    return tmp_path / "project"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def errors() -> list[str]:
    return [line for line in run("check").output.splitlines() if "error:" in line]


def test_what_each_address_answers_in_the_end(project: Path, build_site: BuildSite, page: Page) -> None:
    (project / "frameworks/garden.yml").unlink()
    site = build_site({"frameworks/allotment.yml": MOVED}, {"search": "theme"})
    assert errors() == []
    policy = FORMS["header"](read_built_site(site.folder), ())
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    with serve_folder(site.folder, {HEADER: policy}) as address:
        for old, new in {
            "garden/": "allotment/",
            "garden/print/": "allotment/print/",
            "garden/s1/": "allotment/s1/",
            "garden/s2/": "allotment/t2/",  # both renamed: one step, not two
            "garden/s3/": "allotment/s3/",
            "garden/s4/": "allotment/s4/",
            "allotment/s2/": "allotment/t2/",
            "kitchen/c1/": "kitchen/c1/",
        }.items():
            page.goto(f"{address}programmes/{old}{BEHIND}")
            page.wait_for_url(f"{address}programmes/{new}{BEHIND}")
            expect(page.locator("h1")).to_be_visible()
        page.goto(f"{address}programmes/garden/s3/")
        page.wait_for_url(f"{address}programmes/allotment/s3/")
        notice = page.locator(".of-notice")
        expect(notice).to_contain_text("S3 is retired. It was replaced by T2 People talk.")
        expect(notice).to_contain_text("It was said twice")
        notice.get_by_role("link").click()
        page.wait_for_url(f"{address}programmes/allotment/t2/")
        page.go_back()
        page.wait_for_url(f"{address}programmes/allotment/s3/")
    assert wrong == [], "the site's own policy allows the script"


def test_it_leads_on_without_a_script_and_the_link_can_be_read(
    project: Path, build_site: BuildSite, chromium: Browser
) -> None:
    site = build_site({"frameworks/garden.yml": RENAMED}, {"search": "theme"})
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    with serve_folder(site.folder) as address:
        page.goto(f"{address}programmes/garden/s2/?q=x#facts")
        page.wait_for_url(f"{address}programmes/garden/t2/")
        html = (site.folder / "programmes/garden/s2/index.html").read_text("utf-8")
        page.set_content(html.replace('http-equiv="refresh"', ""))
        expect(page.get_by_role("heading", level=1)).to_have_text("This page has moved")
        expect(page.get_by_role("link")).to_have_text("T2 People talk")
        assert page.evaluate("document.documentElement.lang") == "en"
    context.close()


def test_what_the_check_says_of_a_deletion(project: Path) -> None:
    (project / "frameworks/garden.yml").unlink()
    (project / "frameworks/allotment.yml").write_text(DELETED, "utf-8")
    assert errors() == [
        (
            "permalinks.yml:11:1: error: programmes/garden/s4/ was published for garden/S4, which is gone; put S4 "
            'back, or add "S4" to the aliases of what took its place, or retire it (status: retired, replaced_by, why) '
            "[vanished-address]"
        )
    ]
    (project / "frameworks/allotment.yml").unlink()
    (said,) = errors()
    assert said.startswith(
        "permalinks.yml:6:1: error: programmes/garden/ and 5 more addresses belonged to the programme"
    )
