"""What is left out of a style sheet, and what of it a page must not have then."""

from __future__ import annotations

import pytest

from outcome_frameworks.hosts.mkdocs.material.style_rules import without_unknown

KNOWN = {"known", "other"}


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (".known{a:b}.strange{a:b}", ".known{a:b}"),
        (".known .strange{a:b}#strange{a:b}", ""),
        (".known,.strange{a:b}", ".known,.strange{a:b}"),
        ("p{a:b}[data-strange]{a:b}*{a:b}", "p{a:b}[data-strange]{a:b}*{a:b}"),
        (".known:not(.strange){a:b}", ".known:not(.strange){a:b}"),
        (":is(.strange,.known:not(.x)) p{a:b}", ":is(.strange,.known:not(.x)) p{a:b}"),
        ('.known[class="a.strange"]{a:b}', '.known[class="a.strange"]{a:b}'),
        ("@media print{.strange{a:b}}@media screen{.strange{a:b}.known{a:b}}", "@media screen{.known{a:b}}"),
        ("@supports (a:b){@media print{.strange{a:b}}p{a:b}}", "@supports (a:b){p{a:b}}"),
        ("@keyframes strange{0%{a:b}to{a:c}}", "@keyframes strange{0%{a:b}to{a:c}}"),
        ('@charset "UTF-8";.known{a:b}', '@charset "UTF-8";.known{a:b}'),
        ('.known:before{content:"}.strange{"}.strange{a:b}', '.known:before{content:"}.strange{"}'),
        (".known{a:url(data:x;y{}z)}/*}*/.strange{a:b}", ".known{a:url(data:x;y{}z)}"),
        (r".\35 0{a:b}.known\:x{a:b}", ""),
        (":root{--x:1;--y:url('data:;}');a:b}p{c:var(--x)}", ":root{--x:1;a:b}p{c:var(--x)}"),
        (":root{--x:1}.strange{c:var(--x)}", ""),
        (":root{--x:1;--y:var(--x)}p{c:var(--y)}", ":root{--x:1;--y:var(--x)}p{c:var(--y)}"),
        (".known{a:b", ".known{a:b"),
    ],
)
def test_only_what_cannot_hold_is_left_out(css: str, left: str) -> None:
    assert without_unknown(css, KNOWN).text == left


def test_what_was_left_out_is_told_by_all_that_it_asks_for() -> None:
    lighter = without_unknown(".known.strange #far{a:b}.odd,.queer{a:b}:root{--x:1;--y:2}", KNOWN, "p{a:var( --y )}")
    assert lighter.left_out == {"strange", "far", "odd", "queer", "--x"}
    assert lighter.text == ":root{--y:2}"
