"""Pages are read without their plain markup, and nothing that loads or runs something is taken for such."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from outcome_frameworks.hosts.policy import page_sources
from outcome_frameworks.hosts.policy.page_sources import PageSources, read_page

PIECES = [
    *('<p class="a">', "</p>", '<a href="../s1/">', "</a>", '<svg viewBox="0 0 1 1">', "<p>", "a", "&", " ", "\n"),
    *("<", ">", "/", "=", '"', "'", "-", "--", "<!--", "-->", "<!", "<![", "<?", "<!doctype html>", "<p/>", "<p a=b>"),
    *("<script>", "</script>", "</ script>", "<SCRIPT>", "<script/>", "<style>", "</style>", "<style/>"),
    *("<title>", "</title>", "<title/>", "<xmp>", "<textarea>", "<iframe>", "</iframe>", "<plaintext>"),
    *('<article class="of-page">', '<article class="a">', "</article>", '<script type="application/ld+json">'),
    *('<img src="https://a.example/">', ' src="https://b.example/"', '<object data="https://c.example/">', ' data="x"'),
    *(
        '<base href="https://d.example/">',
        '<Link rel="stylesheet" href="https://e.example/">',
        '<link rel="canonical" ',
    ),
    *(' style="top: 0"', ' style="background: url(https://f.example/)"', ' style="@import &quot;https://g.example/"'),
    *(
        '<p onclick="x()">',
        ' onclick="x()"',
        ' ONCLICK="x()"',
        '<a href="javascript:x()">',
        '<a HREF="javascript:x()">',
    ),
    *('<a href="&#106;avascript:x()">', '<a href=" javascript:x()">', '<a href="Javascript:x()">', "\v", "\xa0"),
]
"""What pages are made of, and what may mislead somebody who reads them."""

DIRECT = page_sources._read.__wrapped__


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example('<title><img src="</title><p>https://a.example/">')
@example('<img alt="<p>" src="https://a.example/<p>/">')
@example('<!-- <p> --<p>> <img src="https://a.example/"> -->')
@example('<xmp><script></xmp><img alt="</script><p>" src="https://a.example/">')
def test_a_page_says_the_same_without_its_plain_markup(html: str) -> None:
    assert read_page(html) == DIRECT(html)


@pytest.mark.parametrize(
    "html",
    [
        '<p class="a > b">Read <a href="../s1/#map">S1</a>, <b title="<script>">now</b>.</p>\n<br/>',
        '<title>A</title><link rel="canonical" href="https://a.example/"><meta name="b" content="c">',
        '<div class="of-page"><i style="top: 1em"></i></div><script type="application/ld+json">{"a": "b"}</script>',
        '<article class="of-page" data-of-id="a"><h1 id="b">C</h1></article>',
        '<form role="search"><input name="q" type="search"> <button type="submit" hidden>Search</button></form>',
    ],
)
def test_plain_markup_is_not_parsed(html: str) -> None:
    assert page_sources._PLAIN.without(html) == ""
    assert read_page(html) == PageSources()
