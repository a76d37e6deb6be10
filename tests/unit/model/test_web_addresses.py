"""Which addresses of the web and of mail may be published, and what is said of the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from problem_checking import problems_in

from outcome_frameworks.model.web_addresses import broken_url, can_be_link, is_safe_url

ODD = "⁄∕⧸╱⟋／％﹪٪%!*$\N{COPTIC CAPITAL LETTER OLD COPTIC ESH}〳ノ丿\u0338\u3164\u2800。․²❤"


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("address", ["https://bank.example{}b.example/a", "mailto:a@bank.example{}b.example"])
def test_a_host_holds_nothing_that_could_end_it_unseen(address: str, odd: str) -> None:
    assert not is_safe_url(address.format(odd))
    assert broken_url(address.format(odd))
    assert not can_be_link(address.format(odd))


@pytest.mark.parametrize(
    "host", ["bank.example%2fb.example", "%62ank.example", "me@bank.example", "[fe80::1%1]", ".", "-", "_"]
)
def test_a_host_is_written_as_it_is_and_alone(host: str) -> None:
    assert not is_safe_url(f"https://{host}/")
    assert not is_safe_url(f"https://{host}")


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org:8080/a%2Fb/⁄?c=%25#ノ",
        "https://[2001:db8::1]:8080/",
        "https://my_page.example.org",
        "https://münchen.example",
        "https://नतीजा.example/",
        "https://می\u200cخ.example/",
        "https://ノート.example/",
        "https://みどりノ丘.example/",
        "https://пример.example",
        "http://192.0.2.1/",
        "mailto:a%2Fb@example.org,c@example.org?subject=50%25",
    ],
)
def test_addresses_of_every_script_may_be_published(address: str) -> None:
    assert is_safe_url(address)
    assert broken_url(address) == ""


def test_the_message_names_the_character(tmp_path: Path) -> None:
    text = """elements:
  - {id: S1, statement: x, leads_to: [S2], note: "[the bank](https://a.example\u2215b)"}
  - {id: S2, statement: y}
evidence: [{id: V1, title: A survey, url: "https://a.example%2fb", about: [S1]}]
"""
    file = "frameworks/garden.yml"
    said = (
        "in the name of the site, where only letters, digits, - and . can stand, and nothing that looks like a "
        "slash; copy it again from where it opens [bad-url]"
    )
    assert problems_in(tmp_path, text) == [
        f'{file}:5:5: error: note of S1 links to "https://a.example∕b", which holds U+2215 (DIVISION SLASH) {said}',
        f'{file}:7:43: error: url of V1: "https://a.example%2fb" holds U+0025 (PERCENT SIGN) {said}',
    ]
