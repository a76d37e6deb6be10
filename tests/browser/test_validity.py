"""Every page of the example site is valid HTML, and no link in it is broken."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from browser_tools import java, node_package, node_program, run_tool
from site_building import BuiltSite

RULES = Path(__file__).parent / ".htmlvalidate.mjs"

Fault = tuple[str, str]
"""What is wrong, and where."""


def told(faults: list[Fault]) -> str:
    """Return each fault once, the commonest first, with the number of times and one place to look at."""
    where = dict(reversed(faults))
    counted = Counter(what for what, _ in faults).most_common()
    return "".join(f"\n{times} × {what} ({where[what]})" for what, times in counted)


def test_the_nu_html_checker_finds_no_errors(example_site: BuiltSite) -> None:
    checker = [java(), "-jar", str(node_package("vnu-jar/build/dist/vnu.jar"))]
    checker += ["--skip-non-html", "--errors-only", "--exit-zero-always", "--stdout", "--format", "json"]
    found = json.loads(run_tool([*checker, str(example_site.folder)]))
    faults = [
        (m["message"], f"{m['url'].partition(example_site.folder.name)[2]}:{m['lastLine']}") for m in found["messages"]
    ]
    assert not faults, told(faults)


def test_html_validate_finds_nothing(example_site: BuiltSite) -> None:
    command = [*node_program("html-validate"), "--config", str(RULES), "--formatter", "json"]
    found = json.loads(run_tool([*command, str(example_site.folder)]))
    faults = [
        (f"{m['ruleId']}: {m['message']}", f"{Path(file['filePath']).relative_to(example_site.folder)}:{m['line']}")
        for file in found
        for m in file["messages"]
    ]
    assert not faults, told(faults)


def follow_links(start: str, site: str, *options: str) -> list[dict[str, Any]]:
    """Follow the links of a page that lead to the site itself."""
    elsewhere = f"^(?!{re.escape(site)})"
    command = [
        *node_program("linkinator"),
        start,
        *options,
        "--check-fragments",
        "--skip",
        elsewhere,
        "--format",
        "json",
    ]
    links: list[dict[str, Any]] = json.loads(run_tool(command))["links"]
    return links


def test_no_link_is_broken_and_every_page_is_linked(example_site: BuiltSite, example_address: str) -> None:
    links = follow_links(example_address, example_address, "--recurse")
    links += follow_links(f"{example_address}404.html", example_address)
    broken = [
        (f"{link['url']} gives {link['status']}", link.get("parent", ""))
        for link in links
        # linkinator follows a <base> without an address, as frames have it, to "undefined"
        if link["state"] == "BROKEN" and link["url"].strip("/").rpartition("/")[2] != "undefined"
    ]
    assert not broken, told(broken)
    reached = {link["url"].removeprefix(example_address).split("#")[0] for link in links}
    assert {page.removesuffix("index.html") for page in example_site.pages()} - reached == set()
