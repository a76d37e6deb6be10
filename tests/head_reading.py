"""Read what a page says of itself in its head, as a search engine or a social network would."""

from __future__ import annotations

import json
import struct
from html.parser import HTMLParser
from typing import Any


class HeadReader(HTMLParser):
    """`said` holds every value by its name (`og:title`, `canonical`, `oembed`), `data` the JSON-LD."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: dict[str, list[str]] = {}
        self.data: list[dict[str, Any]] = []
        self.scripts = 0
        self._in_data = False
        self.feed(html.partition("</head>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._in_data = tag == "script" and values.get("type") == "application/ld+json"
        self.scripts += tag == "script" and not self._in_data
        name = values.get("name") or values.get("property") or values.get("rel", "")
        if values.get("type") == "application/json+oembed":
            name = "oembed"
        if tag in ("meta", "link") and name:
            self.said.setdefault(name, []).append(values.get("content") or values.get("href", ""))

    def handle_data(self, data: str) -> None:
        if self._in_data:
            document = json.loads(data)
            assert document["@context"] == "https://schema.org"
            self.data += document["@graph"]

    def one(self, name: str) -> str:
        """Return what is said once; more or less than once is a fault."""
        (value,) = self.said.get(name, [""])
        return value

    def of_type(self, kind: str) -> dict[str, Any]:
        """Return the one object of JSON-LD of a type."""
        (found,) = [item for item in self.data if item["@type"] == kind]
        return found


def png_size(content: bytes) -> tuple[int, int]:
    """Return the width and the height that a PNG states."""
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", content[16:24])
    return width, height
