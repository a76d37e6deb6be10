"""The search index is whole, the same on every disk, and takes its scripts from the installed Pagefind."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import cbor2
import pytest
from mkdocs.exceptions import Abort
from pagefind.service import get_executable
from site_building import SMALL_FRAMEWORK, BuildSite, BuiltSite
from site_commands import contents

from outcome_frameworks.hosts.mkdocs.search import run_pagefind, site_index
from outcome_frameworks.hosts.mkdocs.search.index_files import (
    ENTRY,
    DamagedIndexError,
    chunk_path,
    filter_path,
    fragment_path,
    is_data,
    meta_path,
    require_whole,
    unpacked,
)
from outcome_frameworks.hosts.mkdocs.search.joined_index import join_indexes
from outcome_frameworks.system.kept_files import NO_FOLDER, KeptFolder


def index_of(site: BuiltSite) -> dict[str, bytes]:
    """Return the files that hold what was indexed, by their paths."""
    folder = site.folder / "pagefind"
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {path: content for path, content in files.items() if is_data(path)}


def test_an_index_of_a_form_that_is_not_known_stays_as_it_is(build_site: BuildSite) -> None:
    index = index_of(build_site())
    assert join_indexes([index]) == index, "what is in order stays so"
    (meta,) = (path for path in index if path.endswith(".pf_meta"))
    unknown = index | {meta: gzip.compress(b"pagefind_dcd of another form")}
    assert join_indexes([unknown]) is None and join_indexes([index, unknown]) is None
    require_whole(unknown)


def test_an_index_of_a_form_that_is_not_known_is_published_as_it_is(
    build_site: BuildSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    joined = index_of(build_site())
    monkeypatch.setattr(site_index, "join_indexes", lambda _parts: None)
    monkeypatch.setattr(site_index, "PART", 2)
    index = index_of(build_site(options={"search_language": "en"}))
    require_whole(index)
    assert told_by(index) == told_by(joined)


def test_parts_of_a_site_make_the_index_that_pagefind_makes_of_the_whole() -> None:
    pages = [*_hostile_pages()]
    whole = one_index(pages)
    for size in (1, 2, 5, len(pages)):
        parts = [one_index(pages[start : start + size]) for start in range(0, len(pages), size)]
        joined = join_indexes(parts)
        assert joined is not None
        require_whole(joined)
        assert told_by(joined) == told_by(whole)
        assert joined == join_indexes([whole]), "whatever the parts"


def test_two_pages_whose_files_would_have_one_name_have_one_each() -> None:
    (one, other) = (one_index([page]) for page in [*_hostile_pages()][:2])
    (taken,) = (path for path in one if path.startswith("fragment/"))
    (path,) = (path for path in other if path.startswith("fragment/"))
    name = taken.removeprefix("fragment/").removesuffix(".pf_fragment")
    (meta,) = (path for path in other if path.endswith(".pf_meta"))
    listed = cbor2.loads(unpacked(other[meta]))
    listed[1][0][0] = name
    other |= {taken: other.pop(path), meta: gzip.compress(b"pagefind_dcd" + cbor2.dumps(listed))}
    joined = join_indexes([one, other])
    assert joined is not None
    require_whole(joined)
    assert joined[taken] == one[taken]
    assert [content for path, content in joined.items() if path.startswith("fragment/") and path != taken] == [
        other[taken]
    ]


def test_an_order_that_pages_state_is_that_of_the_whole_site() -> None:
    start, words = '<html lang="en"><body data-pagefind-body>', "<p>Words</p></body></html>"
    pages = [(f"{n}.html", f'{start}<p data-pagefind-sort="year:{9 - n}">{words}') for n in range(3)]
    pages.append(("other.html", start + words))
    assert join_indexes([one_index([page]) for page in pages]) is None
    joined = join_indexes([one_index(pages)])
    assert joined is not None
    assert [told[6] for told in told_by(joined)["languages"].values()] == [[["year", [2, 1, 0]]]]


def test_what_is_left_out_unread_is_what_pagefind_leaves_out(
    build_site: BuildSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    framework = SMALL_FRAMEWORK.replace("People meet", "People <figure class=“of-map”> </div> meet")
    index = index_of(build_site({"frameworks/garden.yml": framework}))
    monkeypatch.setattr(site_index, "_SKIPPED", re.compile(rb"(?!)"))
    whole = index_of(build_site({"frameworks/garden.yml": framework}, options={"search_language": "en"}))
    assert told_by(index) == told_by(whole)


def test_what_an_index_of_all_lists_is_nothing_that_a_search_reads_of_it() -> None:
    def page(listed: str) -> bytes:
        head = '<article class="of-page"><header class="of-header" data-pagefind-body><h1>Outcomes</h1></header>'
        return f'<html lang="en"><body>{head}<ul>{listed}</ul></article></body></html>'.encode()

    one, other = page("<li>One</li>"), page("<li>Other</li>")
    assert site_index.searched_part(one) == site_index.searched_part(other)
    assert site_index.searched_part(one) != site_index.searched_part(one.replace(b"Outcomes", b"Impacts"))
    told = page('<li data-pagefind-meta="of:x">')
    assert site_index.searched_part(told) != site_index.searched_part(told.replace(b"of:x", b"of:y"))


@pytest.mark.parametrize("name", ["div", "figure"])
def test_an_element_that_holds_one_of_its_kind_is_read_to_its_end(tmp_path: Path, name: str) -> None:
    inner = f"<{name}>inner</{name}> secret"
    html = f'<html lang="en"><body><article data-pagefind-body><p>Shown</p><{name} class="of-map">{inner}</{name}>'
    (tmp_path / "index.html").write_text(f"{html}<p>After</p></article></body></html>", "utf-8")
    assert site_index.index_site(tmp_path, NO_FOLDER)
    (fragment,) = (tmp_path / "pagefind/fragment").iterdir()
    assert json.loads(unpacked(fragment.read_bytes()))["content"] == "Shown. After."


def one_index(pages: list[tuple[str, str]]) -> dict[str, bytes]:
    """Return the index that Pagefind makes of some pages."""
    (files,) = run_pagefind.run_pagefind([pages], "", [".of-map"])
    return {path: content for path, content in files.items() if is_data(path)}


def _hostile_pages() -> Iterator[tuple[str, str]]:
    """Yield pages of two languages, with words in several spellings, some of which have earlier codes."""
    random = Random(7)  # noqa: S311
    words = [
        "garden",
        "Gärten",
        "garten",
        "gàidhlig",
        "gaidhlig",
        "Gaidhlig",
        "people",
        "pe\u200bople",
        "\U0001f33b",
        "S1",
    ]
    for number in range(23):
        text = " ".join(random.choices(words, k=random.choice((3, 40))))
        meta = ' data-pagefind-meta="aliases:OC-17, code:Ä1"' if number % 5 == 0 else ""
        kind = f' data-pagefind-filter="kind:{random.choice(words)}, level:{number % 3}"'
        language = "de" if number % 4 == 0 else "en"
        body = f"<body data-pagefind-body{meta}{kind}><h1 id=top>{random.choice(words)} {number}</h1><p>{text}</p>"
        yield f"{number:02}/index.html", f"<html lang={language}>{body}<h2 id=x>{text}</h2></html>"


def told_by(index: dict[str, bytes]) -> dict[str, Any]:
    """Return all that an index says, whatever its files are called, and in whatever order filters stand."""
    entry: dict[str, Any] = json.loads(index[ENTRY])
    for code, told in entry["languages"].items():
        version, pages, chunks, filters, *more = cbor2.loads(unpacked(index[meta_path(told.pop("hash"))]))
        words = [[start, end, cbor2.loads(unpacked(index[chunk_path(name)]))] for start, end, name in chunks]
        values = [(name, cbor2.loads(unpacked(index[filter_path(path)]))) for name, path in filters]
        shown = [unpacked(index[fragment_path(name)]) for name, *_ in pages]
        ordered = sorted((name, own, sorted(listed)) for name, (own, listed) in values)
        entry["languages"][code] = [told, version, pages, shown, words, ordered, *more]
    return entry


def test_an_index_that_is_not_whole_is_told_from_one_that_is(build_site: BuildSite) -> None:
    index = index_of(build_site())
    require_whole(index)
    assert {path.partition("/")[0] for path in index} >= {"pagefind-entry.json", "fragment", "index", "filter"}
    for path, content in index.items():
        others = {other: content for other, content in index.items() if other != path}
        with pytest.raises(DamagedIndexError, match=f"{re.escape(path)} is missing"):
            require_whole(others)
        for damaged in (b"", content[:-1], content[: len(content) // 2], bytes(len(content)), content[::-1]):
            with pytest.raises(DamagedIndexError, match=f"{re.escape(path)} is damaged"):
                require_whole(index | {path: damaged})


def test_an_index_that_is_not_whole_is_neither_published_nor_kept(
    build_site: BuildSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def cut(*arguments: Any) -> Iterator[dict[str, bytes]]:
        for files in run_pagefind.run_pagefind(*arguments):
            yield {path: content[:20] if "fragment/" in path else content for path, content in files.items()}

    with monkeypatch.context() as patched:
        patched.setattr(site_index, "run_pagefind", cut)
        with pytest.raises(Abort, match="1 warnings in strict mode"):
            build_site()
    assert re.search(r"search of this site will not work: fragment/\S+ is damaged", caplog.text)
    assert not (tmp_path / "site/pagefind").exists()
    site = build_site()
    assert any(path.startswith("fragment/") for path in index_of(site))


def test_the_index_is_made_of_the_pages_in_one_order_on_every_disk(tmp_path: Path) -> None:
    """A folder in memory gives its files in the order in which they came, other disks in orders of their own."""
    memory = Path("/dev/shm")  # noqa: S108 the only such folder that needs no rights
    if not memory.is_dir():
        pytest.skip("there is no folder in memory here")
    pages = [f"{name}/index.html" for name in "abcdefghij"]
    text = (
        '<html lang="en"><body data-pagefind-body data-pagefind-filter="kind:Page"><p>The same words</p></body></html>'
    )
    made = []
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        for place, order in ((Path(folder, "one"), pages), (Path(folder, "two"), pages[::-1]), (tmp_path, pages)):
            for path in order:
                (place / path).parent.mkdir(parents=True)
                (place / path).write_text(text, encoding="utf-8")
            assert site_index.index_site(place, NO_FOLDER)
            made.append(contents(place / "pagefind"))
    assert made[0] == made[1] == made[2]


@pytest.mark.parametrize(
    ("theme", "files", "is_as_typed"),
    [
        ("mkdocs", {}, True),
        ("readthedocs", {}, True),
        ("material", {}, False),
        ("mkdocs", {"docs/search/main.js": "document.body.innerHTML = entry.title"}, False),
    ],
)
def test_titles_in_the_index_are_as_typed_only_where_the_script_that_shows_them_escapes_them(
    build_site: BuildSite, theme: str, files: dict[str, str], is_as_typed: bool
) -> None:
    framework = SMALL_FRAMEWORK.replace("People meet their neighbours", "A <b> & more").replace("id: S1", "id: Sé1")
    files = {"frameworks/garden.yml": framework.replace("[S1]", "[Sé1]"), "docs/a.md": "# B & C\n", **files}
    site = build_site(files, options={"search": "theme", "link_previews": False}, theme={"name": theme})
    titles = [entry["title"] for entry in json.loads(site.html("search/search_index.json"))["docs"]]
    assert ("Sé1 A <b> & more" if is_as_typed else "Sé1 A &lt;b&gt; &amp; more") in titles
    assert "B &amp; C" in titles, "of hand-written pages nothing is known"


@pytest.mark.parametrize(
    ("language", "scripts"), [("", {"en", "de", "unknown"}), ("de", {"de", "unknown"}), ("gd", {"unknown"})]
)
def test_an_index_from_the_cache_has_the_scripts_of_all_its_languages(
    tmp_path: Path, language: str, scripts: set[str]
) -> None:
    for stated in ("lang=en", "lang=de", "lang=cy-GB", "lang=zh-Hant", "lang='<b>'", "lang", ""):
        page = tmp_path / "site" / f"{len(list(tmp_path.rglob('*.html')))}.html"
        page.parent.mkdir(exist_ok=True)
        page.write_text(f"<html {stated}><body data-pagefind-body><p>Words and Wörter</p></body></html>", "utf-8")
    made = []
    for _ in range(2):
        assert site_index.index_site(tmp_path / "site", KeptFolder(tmp_path / "cache"), language)
        made.append(contents(tmp_path / "site/pagefind"))
        shutil.rmtree(tmp_path / "site/pagefind")
    assert made[0] == made[1]
    assert {path.split(".")[1] for path in made[0] if path.startswith("wasm.")} >= scripts


def test_pagefind_runs_only_where_pages_have_changed(
    build_site: BuildSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its scripts are kept beside the package, where Python keeps code; never in the cache of the site."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "python"))
    runs: list[int] = []

    def counted(*arguments: Any) -> Iterator[dict[str, bytes]]:
        runs.append(1)
        return run_pagefind.run_pagefind(*arguments)

    monkeypatch.setattr(site_index, "run_pagefind", counted)
    made = [contents(build_site().folder / "pagefind") for _ in range(3)]
    assert made[0] == made[1] == made[2]
    assert len(runs) == 2, "for the pages, and once for the scripts alone"
    for path in (tmp_path / "project/.cache").rglob("*.kept"):
        assert b"WebAssembly" not in path.read_bytes()
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(get_executable()))
    assert contents(build_site().folder / "pagefind") == made[0]
    assert len(runs) == 3, "of a program from elsewhere nothing is known"
