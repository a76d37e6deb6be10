"""Shells: a page of marks is split where they stand, and filled with what they stand for."""

from __future__ import annotations

import pytest

from outcome_frameworks.hosts.shells import Marks, Shell, ShellError

MARKS = Marks("3f9c")
PAGE = f"<title>{MARKS['title']}</title><h1>{MARKS['title']}</h1>{MARKS['body']}<footer>End</footer>"


def test_a_shell_is_filled_wherever_its_marks_stand() -> None:
    shell = MARKS.split(PAGE, once=["body"], also=["title"])
    filled = shell.fill({"title": "Trust &amp; hope", "body": "<p>x</p>"})
    assert filled == "<title>Trust &amp; hope</title><h1>Trust &amp; hope</h1><p>x</p><footer>End</footer>"


def test_what_is_filled_in_is_not_read_again() -> None:
    shell = MARKS.split(PAGE, once=["body"], also=["title"])
    assert shell.fill({"title": MARKS["body"], "body": "x"}).count(MARKS["body"]) == 2


def test_a_mark_may_be_left_out_by_a_theme_but_not_the_body() -> None:
    assert MARKS.split(f"<i>{MARKS['body']}</i>", once=["body"], also=["title"]).fill({"body": "x"}) == "<i>x</i>"
    with pytest.raises(ShellError, match="shows the body of a page 0 times"):
        MARKS.split(f"<title>{MARKS['title']}</title>", once=["body"], also=["title"])
    with pytest.raises(ShellError, match="shows the body of a page 2 times"):
        MARKS.split(PAGE + MARKS["body"], once=["body"], also=["title"])


@pytest.mark.parametrize("changed", [MARKS["title"].upper(), MARKS["title"][:-3], MARKS["title"].replace("x", "-")])
def test_a_theme_that_changes_what_it_shows_has_no_shells(changed: str) -> None:
    with pytest.raises(ShellError, match="changes what it shows"):
        MARKS.split(PAGE + changed, once=["body"], also=["title"])


def test_a_theme_that_shows_what_is_not_known_has_no_shells() -> None:
    with pytest.raises(ShellError, match="shows more of a page than is known"):
        MARKS.split(PAGE + MARKS["folder"], once=["body"], also=["title"])


def test_marks_differ_from_build_to_build() -> None:
    assert Marks()["body"] != Marks()["body"]


def test_only_the_shell_is_replaced_in() -> None:
    shell = Shell(('<a href="../../garden/">', '<a href="../../shed/">'), ("body",)).replaced('"../../garden/', '"../')
    assert (
        shell.fill({"body": '<a href="../../garden/">'})
        == '<a href="../"><a href="../../garden/"><a href="../../shed/">'
    )
