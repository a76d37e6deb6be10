"""The Content-Security-Policy of a built site: as strict as its pages allow, in every form."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from outcome_frameworks.cli import main
from outcome_frameworks.hosts.policy.content_security_policy import FORMS, notes, read_built_site, write_policy
from outcome_frameworks.hosts.policy.page_sources import read_page

SCRIPT = "var a = 1 < 2 && '</b>'\n"
PAGE = "<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"


def page(body: str = "", head: str = "") -> str:
    return PAGE.format(body=body, head=head)


def policy(site: Path, **files: str) -> dict[str, list[str]]:
    """Write files, such as `index_html=…`, and give the directives of the header."""
    for name, text in files.items():
        (site / name.replace("_", ".")).write_bytes(text.encode())
    return {part.split()[0]: part.split()[1:] for part in FORMS["header"](read_built_site(site), ()).split("; ")}


def hash_of(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_a_plain_page_may_load_from_its_site_and_run_nothing_inline(tmp_path: Path) -> None:
    assert policy(tmp_path, index_html=page("<p>Plain</p>")) == {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "style-src-attr": ["'unsafe-inline'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'self'"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'self'"],
    }


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_inline_scripts_and_styles_are_allowed_by_hash_alone(tmp_path: Path, ends: str) -> None:
    body = f"<script>{SCRIPT}</script><style>p {{}}\n</style><script type='application/json'>{{}}</script>"
    found = policy(tmp_path, index_html=page(body).replace("\n", ends))
    assert found["script-src"] == ["'self'", hash_of(SCRIPT)]
    assert found["style-src"] == ["'self'", hash_of("p {}\n")]


@pytest.mark.parametrize(
    ("html", "directive", "source"),
    [
        ('<script src="https://cdn.example/x;y,z.js?v=1"></script>', "script-src", "https://cdn.example/x%3By%2Cz.js"),
        ('<link rel="stylesheet" href="//cdn.example/x.css">', "style-src", "https://cdn.example/x.css"),
        ('<link rel="preconnect" href="https://fonts.example" crossorigin>', "font-src", "https://fonts.example"),
        ('<link rel="preload" as="script" href="https://cdn.example/x.js">', "script-src", "https://cdn.example/x.js"),
        ('<img src="data:image/png;base64,AA">', "img-src", "data:"),
        ('<img srcset="a.png 1x, https://img.example/b.png 2x">', "img-src", "https://img.example/b.png"),
        ('<p style="background: url(https://img.example/c.png)">', "img-src", "https://img.example/c.png"),
        ("<style>@font-face { src: url('data:font/woff2;x') }</style>", "font-src", "data:"),
        ('<style>@import "https://cdn.example/y.css";</style>', "style-src", "https://cdn.example/y.css"),
        ('<iframe src="https://video.example/1"></iframe>', "frame-src", "https://video.example/1"),
        ('<video src="talk.mp4"></video>', "media-src", "'self'"),
        ('<form action="https://forms.example/post"></form>', "form-action", "https://forms.example/post"),
    ],
)
def test_what_a_page_loads_is_allowed_and_another_host_is_named(
    tmp_path: Path, html: str, directive: str, source: str
) -> None:
    assert source in policy(tmp_path, index_html=page(html))[directive]
    told = [note.text for note in notes(read_built_site(tmp_path))]
    assert told == ([f"allowed, as 1 file of the site asked for it: {directive} {source}"] if "//" in source else [])


@pytest.mark.parametrize("url", ["#part", "", "mailto:a@b.example", "http://["])
def test_what_is_no_load_changes_nothing(tmp_path: Path, url: str) -> None:
    assert policy(tmp_path, index_html=page(f'<a href="{url}">x</a><form action="{url}"></form>')) == policy(
        tmp_path, index_html=page()
    )


def test_what_style_sheets_load_is_allowed(tmp_path: Path) -> None:
    css = "/* url(https://no.example/x.png) */ a { mask: url('data:image/svg+xml,<svg>') }"
    found = policy(tmp_path, index_html=page(), site_css=f"{css} @font-face {{ src: url(a.woff2) }}")
    assert (found["img-src"], found["font-src"]) == (["'self'", "data:"], ["'self'"])


def test_a_picture_keeps_its_styles_when_opened_alone_and_never_runs_a_script(tmp_path: Path) -> None:
    picture = f"<svg xmlns='http://www.w3.org/2000/svg'><style>a{{}}</style><script>{SCRIPT}</script></svg>"
    found = policy(tmp_path, index_html=page(), map_svg=picture)
    assert hash_of("a{}") in found["style-src"]
    assert found["script-src"] == ["'self'"]


def test_the_search_may_compile_webassembly(tmp_path: Path) -> None:
    (tmp_path / "pagefind").mkdir()
    (tmp_path / "pagefind" / "wasm.en.pagefind").touch()
    assert policy(tmp_path, index_html=page())["script-src"] == ["'self'", "'wasm-unsafe-eval'"]


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ('<a onclick="x()">y</a>', "1: onclick of <a>"),
        ('<a href=" JavaScript:x()">y</a>', "1: javascript: in href of <a>"),
        (f'<article class="x of-page"><div>\n<script>{SCRIPT}</script>', "2: <script> in the text of a framework"),
        (
            '<article><article class="of-page"><script src="https://bad.example/x.js"></script>',
            "1: <script src=https://bad.example/x.js> in the text of a framework",
        ),
    ],
)
def test_what_no_browser_will_run_is_named_and_not_allowed(tmp_path: Path, html: str, what: str) -> None:
    assert policy(tmp_path, index_html=page(html))["script-src"] == ["'self'"]
    (note,) = notes(read_built_site(tmp_path))
    assert note.is_fault
    assert note.text.startswith(f"index.html:{what}: ")


def test_after_the_text_of_a_framework_scripts_are_the_themes_own() -> None:
    found = read_page(f'<article><article class="of-page"></article></article><script>{SCRIPT}</script>')
    assert found.scripts == frozenset({hash_of(SCRIPT)})
    assert found.refused == ()


@pytest.mark.parametrize("html", ["<![x>", "<![x[ a ]]>", "<![1>", "<![CDATA[ a ]]>", "<!x>", "<?x>"])
def test_what_follows_an_odd_declaration_is_read(html: str) -> None:
    assert read_page(f'{html}<img src="https://img.example/a.png">').loads == {("img-src", "https://img.example/a.png")}


def test_meta_goes_before_all_that_runs_and_once(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(page(head=f"<script>{SCRIPT}</script>"), encoding="utf-8")
    for _ in range(2):
        assert write_policy(tmp_path, "meta") == []
    html = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert html.count("Content-Security-Policy") == 1
    assert html.index("charset") < html.index("Content-Security-Policy") < html.index("<script>")
    assert hash_of(SCRIPT) in html and "frame-ancestors" not in html


@pytest.mark.parametrize(
    ("html", "before"),
    [
        (b"<!doctype html><title>No head</title>", b"<!doctype html>"),
        (b"<p>Old", b""),
        (b"<!DOCTYPE html>\r\n<HEAD><title>caf\xe9</title></HEAD>\r\n", b"<!DOCTYPE html>\r\n<HEAD>"),
    ],
)
def test_meta_changes_nothing_else_in_a_page_that_no_theme_made(tmp_path: Path, html: bytes, before: bytes) -> None:
    (tmp_path / "own.html").write_bytes(html)
    write_policy(tmp_path, "meta")
    written = (tmp_path / "own.html").read_bytes()
    assert written.startswith(before + b"<meta http-equiv=")
    assert re.sub(rb'<meta http-equiv="[^>]+>', b"", written) == html


def test_meta_leaves_a_page_as_it_is_where_another_site_has_it_too(tmp_path: Path) -> None:
    before, site = tmp_path / "before.html", tmp_path / "site"
    site.mkdir()
    before.write_bytes(b"<head></head>")
    (site / "index.html").hardlink_to(before)
    write_policy(site, "meta")
    assert b"Content-Security-Policy" in (site / "index.html").read_bytes()
    assert before.read_bytes() == b"<head></head>"


def test_a_page_allows_its_own_scripts_and_those_of_several(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.html").write_text(page(f"<script>'{name}'</script><script>all</script>"), encoding="utf-8")
    write_policy(tmp_path, "meta")
    html = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert [hash_of(text) in html for text in ("'a'", "all", "'b'")] == [True, True, False]


def test_headers_are_added_to_those_that_a_site_has(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(page(), encoding="utf-8")
    (tmp_path / "_headers").write_text("/*\n  X-Own: yes\n", encoding="utf-8")
    for _ in range(2):
        write_policy(tmp_path, "headers")
    text = (tmp_path / "_headers").read_text(encoding="utf-8")
    assert text.startswith("/*\n  X-Own: yes\n\n/*\n  Content-Security-Policy: default-src 'none'; ")
    assert text.count("Content-Security-Policy") == 1


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["csp", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_the_command_prints_each_form(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(page('<p onclick="x()">'), encoding="utf-8")
    _, header, warned = run(str(tmp_path), "--framed-by", "https://partner.example")
    assert header.startswith("default-src 'none'; ") and header.endswith(
        "frame-ancestors 'self' https://partner.example\n"
    )
    assert warned.startswith("index.html:1: onclick of <p>: ")
    _, meta, _ = run(str(tmp_path), "--as", "meta")
    assert meta.startswith('<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; ')
    assert run(str(tmp_path), "--as", "headers")[1].startswith("/*\n  Content-Security-Policy: default-src 'none'; ")


def test_a_policy_too_long_for_some_hosts_says_so(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}.html").write_text(page(f"<script>{number}</script>"), encoding="utf-8")
    assert "characters, and Cloudflare Pages takes 2,000 at most" in run(str(tmp_path))[2]


def test_a_folder_without_a_site_is_one_line(tmp_path: Path) -> None:
    assert run(str(tmp_path)) == (1, "", f"Error: there is no built site in {tmp_path}: run mkdocs build first\n")
