"""Longer texts: paragraphs, emphasis and links, and otherwise the author's words exactly as typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from page_checking import PageReader, words_of

from outcome_frameworks.addresses.urls import from_root
from outcome_frameworks.model.web_addresses import is_path
from outcome_frameworks.pages.rendering.prose import plain_text, render_prose

KNOWN = {
    "garden/S1": ("../s1/", "S1 People meet"),
    "garden": ("../", "A garden"),
    "garden/福祉": ("../%E7%A6%8F/", "福祉"),
    "garden/short": ('#level-"short"', "Short"),
}


def located(address: str) -> str:
    return from_root(address, "programmes/garden/") if is_path(address) else address


def html_of(text: str) -> str:
    return str(render_prose(text, KNOWN.get, located))


def hrefs_of(text: str) -> list[str]:
    return PageReader(html_of(text)).hrefs


def link(name: str, words: str) -> str:
    return f'<a href="/{name}" rel="noopener noreferrer">{words}</a>'


# What the model accepts, without what marks emphasis and links.
TEXTS = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf"], exclude_characters="*["), max_size=5),
        st.sampled_from([*"_ \n\t<>&#-+=`'\"\\!|~:;()]{}.1", "\n\n", "    ", "&amp;", "<b>", "<!--", "```", "]]>"]),
    ),
    max_size=30,
).map("".join)


@given(text=TEXTS)
@example(text="<!-- never closed")
@example(text="```\nnever closed")
@example(text="&copy; &#60;b&#62; &amp;amp; &")
@example(text="    indented\n    as code")
@example(text="\\* \\[ a\\b")
def test_the_words_of_a_text_are_never_changed(text: str) -> None:
    shown = words_of(html_of(text)).split()
    assert shown == text.split()
    assert plain_text(text).split() == text.split()
    assert PageReader(html_of(text)).faults == []


@given(
    st.lists(st.sampled_from(["a", "福", "*", "**", "***", " ", "\n", "\n\n", ".", "-", "(", ")", "&"])).map("".join)
)
@example(text="**a*b** *c* **a*b** d")
@example(text="*c )**-***")
def test_emphasis_takes_stars_alone_and_as_many_as_make_it(text: str) -> None:
    html = html_of(text)
    stars = 2 * html.count("<em>") + 4 * html.count("<strong>")
    assert PageReader(html).faults == []
    assert words_of(html).replace("*", "").split() == text.replace("*", "").split()
    assert html.count("*") + stars == text.count("*")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<p style="x">Text</p>',
        "![a picture](picture.png)",
        "<https://example.org> and <me@example.org>",
        "https://example.org",
        "# One",
        "Title\n=====",
        "- one\n- two",
        "3. three\n4. four",
        "* one",
        "1986. A great year",
        "    four spaces",
        "> quoted",
        "`code`",
        "```\ncode\n```",
        "---",
        "A & B &amp; C &lt; D &#60; E &unknown; F",
        "[1]: https://example.org",
        "[one][two] [three]",
        "[^1] and [^1]: note",
        "<!-- comment -->",
        "<!-- unclosed",
        "<![CDATA[ x ]]>",
        "<?php echo 1 ?>",
        "{{ 7*7 }} {% raw %} ${x}",
        "a\\b \\[c\\] C:\\new",
        "5 * 3 * 2",
        "2*3*4 = 24",
        "Pupils gain A*-C in English and A*-C in maths",
        "CPR*, first aid*. *Not certified",
        "(*) and (*)",
        "R&D*, M&E*",
        "un*believ*able",
        "families [1](only those asked in 2021) and [per head](£30)",
        "[per head](£30.50) [note](e.g.) [1](2.50) [and](...)",
        '[he](said "so") and [Smith et al.](2019) and [S1](S1)',
        "[call](tel:01592123456) [x](javascript:alert(1)) [](javascript:x)",
        "[us](info@example.org) [web](www.example.org)",
        "[x](https://example.org@elsewhere.example) [y](https:///elsewhere.example) [z](http:) [v](http://[::1)",
        "[x](https//example.org) [y](https:/example.org) [z](http:example.org) [v](https://example.org:99999/x)",
        "snake_case_name",
        "Name: _____ and __init__ and _id_, _so_ and __so__",
        "| a | b |\n|---|---|",
        "Term\n: definition",
        "Tha daoine a’ coinneachadh ri chèile, gach latha – còmhla",
        "يشعر الناس بالتقدير، كل يوم",
        "👩🏽‍🦽 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ❤️ 1️⃣",
        "ខ្មែរ" * 64,
        "“Quotes” and 'straight' and \"double\"",
    ],
)
def test_what_looks_like_markup_stays_as_typed(text: str) -> None:
    reader = PageReader(html_of(text))
    assert set(reader.tags) <= {"p", "br"}
    assert reader.text.split() == text.split()


def test_blank_lines_part_paragraphs_and_line_breaks_stay() -> None:
    assert html_of("One\ntwo\n\nThree") == "<p>One<br>\ntwo</p>\n<p>Three</p>"
    assert html_of("One\r\ntwo\r\n\r\nThree") == html_of("One\ntwo\n\nThree")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*a*", "<p><em>a</em></p>"),
        ("**a** & *_b_*", "<p><strong>a</strong> &amp; <em>_b_</em></p>"),
        ("***a***", "<p><strong><em>a</em></strong></p>"),
        ("**a *b* c**", "<p><strong>a <em>b</em> c</strong></p>"),
        ("*a* A*-C **b**", "<p><em>a</em> A*-C <strong>b</strong></p>"),
        ("(*a*) “*b*”, *c*.", "<p>(<em>a</em>) “<em>b</em>”, <em>c</em>.</p>"),
        ("5* rated\n\n*one*", "<p>5* rated</p>\n<p><em>one</em></p>"),
        ("*one\ntwo*", "<p><em>one<br>\ntwo</em></p>"),
        ("这是*重点*文字", "<p>这是<em>重点</em>文字</p>"),
        ("**<b>**", "<p><strong>&lt;b&gt;</strong></p>"),
        ("**a*b** *c* **a*b** d", "<p><strong>a*b</strong> <em>c</em> <strong>a*b</strong> d</p>"),
        ("**A*-C** and *5** R&D*", "<p><strong>A*-C</strong> and <em>5** R&amp;D</em></p>"),
        ("*c )**-***", "<p><em>c )<strong>-</strong></em></p>"),
        ("***a** b* ***c***d", "<p><em><strong>a</strong> b</em> <strong><em>c</em></strong>d</p>"),
        ("*a [b](/c) d* [*e* f](/g)", f"<p><em>a {link('c', 'b')} d</em> {link('g', '<em>e</em> f')}</p>"),
        ("*a [b* c](/d)", f"<p>*a {link('d', 'b* c')}</p>"),
        ("*a [b* c](/d) e*", f"<p><em>a {link('d', 'b* c')} e</em></p>"),
    ],
)
def test_emphasis(text: str, html: str) -> None:
    assert html_of(text) == html


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2"),
        ("http://example.org", "http://example.org"),
        ("HTTPS://EXAMPLE.ORG", "HTTPS://EXAMPLE.ORG"),
        ("mailto:me@example.org", "mailto:me@example.org"),
        ("/other/", "/other/"),
        ("own.pdf", "../../own.pdf"),
        ("an.own_page.html?a=1.5#b", "../../an.own_page.html?a=1.5#b"),
        (".", "../../"),
        ("https://en.example/The_'59_'Sound'", "https://en.example/The_'59_'Sound'"),
        ("https://en.example/The_'59_'Sound' 'A title'", "https://en.example/The_'59_'Sound'"),
        ('https://en.example/a("b")', 'https://en.example/a("b")'),
        ('mailto:me@example.org?subject=<b>&body="q"', 'mailto:me@example.org?subject=<b>&body="q"'),
        ("files/own.pdf#page=2", "../../files/own.pdf#page=2"),
        ("../own.pdf", "../../own.pdf"),
        ("./a/?b=../c", "../../a/?b=../c"),
        ("programmes/garden/javascript:alert(1)", "./javascript:alert(1)"),
        ("./javascript:alert(1)/", "../../javascript:alert(1)/"),
        ("#anchor", "#anchor"),
        ("https://example.org/a&amp;b", "https://example.org/a&amp;b"),
        ('https://example.org "A title"', "https://example.org"),
        ("<https://example.org>", "https://example.org"),
        ("https://example.org/(a)", "https://example.org/(a)"),
    ],
)
def test_links(address: str, href: str) -> None:
    assert hrefs_of(f"See [these *words*]({address}).") == [href]
    assert words_of(html_of(f"See [these *words*]({address}).")) == "See these words."


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\tscript:alert(1)",
        "java&#9;script:alert(1)",
        "javascript&#58;alert(1)",
        "javascript&colon;alert(1)",
        "&#106;avascript:alert(1)",
        "\x0bjavascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//elsewhere.example/",
        "/\\elsewhere.example/",
        "<java script:alert(1)>",
        "https:\\\\elsewhere.example",
        "outcome:garden/UNKNOWN",
        "outcome:",
        "",
    ],
)
def test_an_address_that_may_not_be_published_is_no_link_but_its_words_stay(address: str) -> None:
    html = html_of(f"See [these words]({address}) now.")
    assert PageReader(html).hrefs == []
    shown = words_of(html)
    assert shown == "See these words now." or shown.split() == f"See [these words]({address}) now.".split()


@pytest.mark.parametrize(
    ("reference", "href"),
    [("garden/S1", "../s1/"), ("garden", "../"), ("garden/福祉", "../%E7%A6%8F/"), ("garden/short", '#level-"short"')],
)
def test_references_become_links(reference: str, href: str) -> None:
    assert hrefs_of(f"See [this](outcome:{reference}).") == [href]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[](outcome:garden/S1)", '<p><a href="../s1/">S1 People meet</a></p>'),
        ("[x]( Outcome:garden/S1 )", '<p><a href="../s1/">x</a></p>'),
        ("[x](<OUTCOME: garden/S1>)", '<p><a href="../s1/">x</a></p>'),
        ("[x](/a 'b \"c\" (d)')", '<p><a href="/a" title="b &quot;c&quot; (d)" rel="noopener noreferrer">x</a></p>'),
        ('[x](outcome:garden/S1 "Why")', '<p><a href="../s1/" title="Why">x</a></p>'),
        ("[](files/_b_*c*.pdf)", '<p><a href="../../files/_b_*c*.pdf">files/_b_*c*.pdf</a></p>'),
        ("[](outcome:garden/S9)", "<p></p>"),
    ],
)
def test_links_without_words_and_in_other_spellings(text: str, html: str) -> None:
    assert html_of(text) == html


def test_an_author_cannot_add_attributes() -> None:
    html = html_of('[a](https://example.org" onclick="alert(1)) [b](x \'" onmouseover="x\') [c](outcome:garden/short)')
    reader = PageReader(html)
    assert reader.faults == []
    assert not re.search(r"<[^>]*\son\w+=", html)
    assert set(reader.tags) == {"p", "a"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("*Every*one (see [this](outcome:x)).", "Everyone (see this)."),
        ("**Aim**: one\ntwo\n\nthree", "Aim: one two three"),
        ("A < B & C &lt; D", "A < B & C &lt; D"),
        ("", ""),
    ],
)
def test_plain_text_is_the_words_on_one_line(text: str, words: str) -> None:
    assert plain_text(text) == words


def test_a_text_of_100_kb_is_shown_whole() -> None:
    text = "People feel *valued*. " * 4_500
    assert words_of(html_of(text)).split() == text.replace("*", "").split()
