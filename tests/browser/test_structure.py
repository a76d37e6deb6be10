"""Each kind of page keeps its structure: what there is, in which order, and about how large.

`UPDATE_GOLDEN=1` in the environment writes the expected outlines anew; read what changed before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from browser_tools import KINDS_OF_PAGE, node_package, open_page
from page_outline import differences, outline, use_font
from playwright.sync_api import Browser

GOLDEN = Path(__file__).parent / "golden"
FONT = "@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-{}-normal.woff2"


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("kind", KINDS_OF_PAGE)
def test_structure(chromium: Browser, example_address: str, kind: str, width: int) -> None:
    page = open_page(chromium, example_address + KINDS_OF_PAGE[kind], width, reduced_motion="reduce")
    use_font(page, {weight: node_package(FONT.format(weight)) for weight in (400, 700)})
    found = outline(page)
    page.context.close()
    golden = GOLDEN / f"{kind}-{width}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text("\n".join(found) + "\n", encoding="utf-8")
    assert any(line.startswith("main ") for line in found)
    assert differences(golden.read_text(encoding="utf-8").splitlines(), found) == []
