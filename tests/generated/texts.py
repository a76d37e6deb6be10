"""Strategies for the single values of a framework file: texts, ids, addresses, dates."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

from outcome_frameworks.model import fold_id
from outcome_frameworks.model.characters import forbidden_in_text, nothing_to_read, stacked_mark
from outcome_frameworks.model.ids import FILE_ENDINGS, MAX_ID, PAGE_NAMES, RESERVED_IDS
from outcome_frameworks.problems.unseen import first_unseen

_ANY = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029"), min_size=1, max_size=3
)

_TYPED = (
    "people grow food; Feel, at home: # 10 % of 012 no null ~ yes 1:30 2021-05 Tha … Straße يشعر 福祉 ខ្មែរ 👩🏽\u200d🦽"
)
_FOR_YAML = "&a *a !a % @ ` ' \" '' \\ \\n { } [ ] , | > - ? : # --- ..."
_FOR_HTML = '<b> </p> </article> <script>alert(1)</script> " onload="x <!-- ]]> &amp; &#60; &lt {{7*7}} {%raw%}'
_FOR_MARKDOWN = "* ** _ __ [ ]( ( ) ![x](y) 1. + === klzzwxh:0000 [[x]] \\ ` ``` e\u0301"
_SPACES = [" ", " ", " ", "\n", "\n\n", "\t", "  \n ", ": ", " #", "# ", "- ", "? ", "| ", "> ", "\u00a0"]
_WORDS = [*f"{_TYPED} {_FOR_YAML} {_FOR_HTML} {_FOR_MARKDOWN}".split(" "), *_SPACES]


def _may_stand(text: str) -> bool:
    return bool(text.strip()) and not nothing_to_read(text) and not forbidden_in_text(text) and not stacked_mark(text)


texts = (
    st.lists(st.one_of(st.sampled_from(_WORDS), st.sampled_from(_WORDS), _ANY), min_size=1, max_size=4)
    .map("".join)
    .filter(_may_stand)
)
"""Texts of all scripts, and all that YAML, HTML, Markdown or a template could take for its own."""

_MARKS = frozenset("*_[]")
_UNMARKED = st.sampled_from([word for word in _WORDS if not _MARKS & set(word)])

bare_prose = (
    st.lists(st.one_of(_UNMARKED, _UNMARKED, _ANY.filter(_MARKS.isdisjoint)), min_size=1, max_size=6)
    .map("".join)
    .filter(_may_stand)
)
"""Longer texts that hold nothing that marks emphasis or a link: readers see exactly these characters."""

_PLAIN = ("people", "grow", "food", "Straße", "福祉", "é", "10", "a*b", "x_y", "2 * 3")
_EMPHASIS = ("{}", "{}", "*{}*", "**{}**", "_{}_", "***{}***")
_LINKS = ("[{}](https://example.org/a?b=1&c=2)", "[{}](javascript:alert)", "[{}](outcome:programme)")

marked_prose = st.lists(
    st.builds(str.format, st.sampled_from((*_EMPHASIS, *_LINKS)), st.sampled_from(_PLAIN)), min_size=1, max_size=6
).map(" ".join)
"""Longer texts with emphasis and links."""

prose = st.one_of(bare_prose, marked_prose, texts)
"""Longer texts of all kinds, marked up well, by accident, or not at all."""

URLS = (
    "https://example.org/",
    "http://example.org/a?b=c&d='e'\"#f",
    "mailto:a@example.org",
    "../files/own.pdf",
    "HTTPS://É.ORG",
    "#top",
)

DATES = ("2021", "2021-05", "2021-05-31", "0001-01", "9999-12-31")

_STARTS = st.characters(categories=["L", "Nd"])
_GO_ON = st.text(st.characters(categories=["L", "Nd", "Mn", "Mc"], include_characters="-_."), max_size=4)


def _is_id(text: str) -> bool:
    normal = unicodedata.normalize("NFC", text)
    bare = fold_id(unicodedata.normalize("NFKC", text)).partition(".")[0]
    return not (
        normal.endswith(".")
        or not normal[0].isalnum()
        or first_unseen(normal)
        or stacked_mark(normal)
        or bare in RESERVED_IDS | PAGE_NAMES
        or fold_id(unicodedata.normalize("NFKC", text)).endswith(FILE_ENDINGS)
    )


ids = st.tuples(_STARTS, _GO_ON).map("".join).filter(_is_id)
"""Ids of elements, levels, hypotheses …, in any form of Unicode."""

ODD_IDS = [
    "S1",
    "A1",
    "null",
    "true",
    "1e3",
    "012",
    "programme",
    "README",
    "s-1",
    "ǅ",
    "ﬃ",
    "İ",
    "ß",
    "Ω",
    "1.0",
    "x" * MAX_ID,
]
"""Ids that YAML, a file system or the folding of letters could treat in their own way."""

PROGRAMME_IDS = ["garden", "a", "0", "a--b", "1e3", "no", "orchard-2", "s1", "z" * MAX_ID, "organisation"]

ORGANISATION_NAMES = [
    "Fife & Tay Council",
    "S1: “Trust” {x}",
    "Fonds pour l’Île [2%]",
    "日本財団",
    "# <b>of</b> us > them",
]
"""Names by which programmes name organisations that no file describes."""
