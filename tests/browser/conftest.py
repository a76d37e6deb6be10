"""The example site as a web server gives it, for the tests in this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from page_server import serve_folder
from site_building import BuiltSite


@pytest.fixture(scope="session")
def example_address(example_site: BuiltSite) -> Iterator[str]:
    """The address at which the example site is served, compressed, with its 404 page."""
    with serve_folder(example_site.folder) as address:
        yield address
