"""How a page is cited, in every form, with texts that try to break out of it."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import markdown
import pytest

from outcome_frameworks.pages.parts.citation import Citation

PLAIN = Citation(
    key="garden-s1",
    title="S1 People meet.",
    within="A garden",
    what="Outcome framework, version 2",
    organisations=("The Trust Ltd.", "Fife & Co"),
    dated="Reviewed",
    date="2021-05-31",
    site="Our outcomes",
    url="https://example.org/programmes/garden/s1/",
)

HOSTILE = (
    "*stars* _lines_ `code` [link](https://evil.example) ![x](y) <b>bold</b> <script>alert(1)</script>",
    "# no heading, https://evil.example and www.evil.example, me@evil.example :smile: ~~gone~~ a|b $x$ [^1] &lt;",
    r"back\slash {brace} }{ 100 % & #1 $5 a_b ^ ~",
)


def words_of(html: str) -> tuple[str, list[str]]:
    found: list[str] = []
    tags: list[str] = []

    class Reader(HTMLParser):
        def handle_data(self, data: str) -> None:
            found.append(data)

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  the parser's
            tags.append(tag)

    Reader().feed(html)
    return "".join(found), tags


def test_each_form_says_statement_programme_organisation_date_and_address() -> None:
    rest = "In: A garden. Outcome framework, version 2. The Trust Ltd. Fife & Co. Reviewed 31 May 2021. Our outcomes."
    assert PLAIN.plain == f"S1 People meet. {rest} https://example.org/programmes/garden/s1/"
    assert PLAIN.html.startswith(
        '<a href="https://example.org/programmes/garden/s1/">S1 People meet</a>. In: A garden.'
    )
    assert "Fife &amp; Co" in PLAIN.html
    assert PLAIN.bibtex == (
        "@misc{garden-s1,\n"
        "  title = {{S1 People meet}},\n"
        "  author = {{The Trust Ltd.} and {Fife \\& Co}},\n"
        "  year = {2021},\n"
        "  date = {2021-05-31},\n"
        "  howpublished = {Our outcomes},\n"
        "  note = {In: A garden. Outcome framework, version 2.},\n"
        "  url = {https://example.org/programmes/garden/s1/},\n"
        "}"
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_in_markdown_and_html_every_character_stands_for_itself(text: str) -> None:
    cited = replace(PLAIN, title=text, within=text, organisations=(text,), site=text)
    extensions = ["tables", "footnotes", "attr_list", "pymdownx.tilde", "pymdownx.magiclink", "pymdownx.emoji"]
    for html in (markdown.markdown(cited.markdown, extensions=extensions), f"<p>{cited.html}</p>"):
        words, tags = words_of(html)
        assert tags == ["p", "a"]
        assert words.count(text.removesuffix(".")) == 4


@pytest.mark.parametrize("text", HOSTILE)
def test_in_bibtex_braces_balance_and_commands_are_only_ours(text: str) -> None:
    entry = replace(PLAIN, title=text, organisations=(text,)).bibtex
    depth = 0
    for character in entry:
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0
    title = entry.split("title = {{")[1].split("}},\n")[0]
    bare = title
    for ours in (
        "\\textbackslash{}",
        "\\textbraceleft{}",
        "\\textbraceright{}",
        "\\textasciitilde{}",
        "\\textasciicircum{}",
    ):
        bare = bare.replace(ours, "")
    for escaped in ("\\#", "\\$", "\\%", "\\&", "\\_"):
        bare = bare.replace(escaped, "")
    assert not set(bare) & set("\\{}#$%&_^~")
