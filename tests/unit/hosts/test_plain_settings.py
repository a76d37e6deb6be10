"""Settings as plain data: the same on any machine, another for whatever is set otherwise."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config

from outcome_frameworks.hosts.mkdocs.plain_settings import plain_settings


def told(folder: Path, **settings: Any) -> str:
    """Return what is told of a site in a folder."""
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    (folder / "overrides").mkdir(exist_ok=True)
    (folder / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    theme = {"name": "material", "custom_dir": str(folder / "overrides")}
    config = load_config(str(folder / "mkdocs.yml"), theme=theme, plugins=["outcome-frameworks"])
    for name, value in settings.items():
        config[name] = value
    return json.dumps(list(plain_settings(config)))


def test_where_a_site_stands_makes_no_difference(tmp_path: Path) -> None:
    places = tmp_path / "one", tmp_path / "another/deeper"
    one, other = (told(place, extra={"here": str(place / "docs"), "path": place}) for place in places)
    assert one == other
    assert str(tmp_path) not in one


def within(word: str) -> Callable[[], str]:
    """Return a function that keeps a word."""
    return lambda: word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ({1: "x"}, {"1": "x"}),
        ({None: "x"}, {"None": "x"}),
        ({"a": [1, 2]}, {"a": [1, [2]]}),
        ({"a": True}, {"a": "True"}),
        ({dt.date(2026, 1, 1): 1}, {dt.date(2026, 1, 2): 1}),
        ({"a": partial(str, encoding="a")}, {"a": partial(str, encoding="b")}),
        ({"a": len}, {"a": max}),
        ({"a": within("a")}, {"a": within("b")}),
        ({"a": {1, 2}}, {"a": {1, 3}}),
        ({"a": b"x"}, {"a": "x"}),
        ({"a": dt.datetime(2026, 1, 1, 5, tzinfo=dt.UTC)}, {"a": dt.datetime(2026, 1, 1, 6, tzinfo=dt.UTC)}),
    ],
)
def test_what_differs_is_told_otherwise(tmp_path: Path, one: dict[Any, Any], other: dict[Any, Any]) -> None:
    assert told(tmp_path, extra=one) == told(tmp_path, extra=dict(one))
    assert told(tmp_path, extra=one) != told(tmp_path, extra=other)


def test_an_alias_within_itself_ends(tmp_path: Path) -> None:
    around: dict[str, Any] = {}
    around["again"] = around
    assert told(tmp_path, extra=around) == told(tmp_path, extra=around)


def test_what_cannot_be_told_is_never_the_same(tmp_path: Path) -> None:
    def count() -> Any:
        yield 1

    assert told(tmp_path, extra={"a": count()}) != told(tmp_path, extra={"a": count()})
