"""Frameworks and hand-written pages are read and checked together."""

from __future__ import annotations

from pathlib import Path

import pytest

from outcome_frameworks.reading.hand_written import markdown_page
from outcome_frameworks.reading.hand_written.code import CodeScan, scan_code
from outcome_frameworks.reading.sources import read_docs, read_sources

GARDEN = """\
programme: {id: garden, title: Garden}
levels: [{id: short, title: Short, elements: [{id: S1, statement: One, leads_to: [S2]}, {id: S2, statement: Two}]}]
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("frameworks").mkdir()
    Path("frameworks/garden.yml").write_text(GARDEN, "utf-8")
    (tmp_path / "docs/posts").mkdir(parents=True)
    (tmp_path / "docs/.hidden").mkdir()


def test_all_pages_of_a_folder_are_checked() -> None:
    Path("docs/index.md").write_text("[x](outcome:garden/S1)", "utf-8")
    Path("docs/posts/one.md").write_text("---\nabout: [garden/S8]\n---\n[x](outcome:garden/S9)", "utf-8")
    Path("docs/.hidden/two.md").write_text("[x](outcome:nothing)", "utf-8")
    Path("docs/page.txt").write_text("[x](outcome:nothing)", "utf-8")
    sources = read_sources(Path("frameworks"), read_docs(Path("docs")))
    assert [(p.file, p.place) for p in sources.problems] == [
        ("docs/posts/one.md", (2, 9)),
        ("docs/posts/one.md", (4, 13)),
    ]


def test_a_page_that_is_not_utf_8_is_named() -> None:
    Path("docs/x.md").write_bytes("# One\n\nA café\n".encode("latin-1"))
    (problem,) = read_sources(Path("frameworks"), read_docs(Path("docs"))).problems
    assert str(problem) == (
        "docs/x.md:3:6: the file is not UTF-8 (byte 0xE9 stands here, as older Windows programs write it); "
        "open it in an editor and save it as UTF-8"
    )


def test_pages_are_not_blamed_for_what_cannot_be_read() -> None:
    Path("docs/index.md").write_text("[x](outcome:garden/S1)", "utf-8")
    Path("frameworks/garden.yml").write_text("just words", "utf-8")
    sources = read_sources(Path("frameworks"), read_docs(Path("docs")))
    assert [p.file for p in sources.problems] == ["frameworks/garden.yml"]


def test_a_story_says_where_it_stands() -> None:
    text = "---\nabout: garden/S1\nflow: vertical\ndate: {created: 2026-01-02}\n---\n\n# A day\n"
    Path("docs/posts/one.md").write_text(text, "utf-8")
    (story,) = read_sources(Path("frameworks"), read_docs(Path("docs"))).stories
    assert (story.title, story.url, story.date, story.flow) == ("A day", "posts/one/", "2026-01-02", ("vertical",))
    assert [target.key for target in story.about] == ["garden/S1"]


def test_only_stories_are_asked_for_front_matter_that_can_be_shown() -> None:
    front_matter = "---\ntitle: {en: Hello}\ndate: {a: b}\nflow: [sideways]\n---\n# A day\n"
    Path("docs/foreign.md").write_text(front_matter, "utf-8")
    Path("docs/story.md").write_text(front_matter + "[x](outcome:garden/S1)", "utf-8")
    sources = read_sources(Path("frameworks"), read_docs(Path("docs")))
    assert [(p.file, p.place, p.rule) for p in sources.problems] == [
        ("docs/story.md", (line, column), "unreadable-front-matter") for line, column in ((2, 8), (3, 7), (4, 8))
    ]
    (story,) = sources.stories
    assert (story.title, story.description, story.date, story.flow) == ("A day", "", "", ())


def test_the_code_of_a_page_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("docs/a.md").write_text("Title\n===\n\n[x](outcome:garden)\n\n```outcome\ngarden/S1\n```\n", "utf-8")
    Path("docs/b.md").write_text("# Nothing to look for\n\n```py\nprint()\n```\n", "utf-8")
    read: list[str] = []

    def counted(text: str) -> CodeScan:
        read.append(text)
        return scan_code(text)

    monkeypatch.setattr(markdown_page, "scan_code", counted)
    (story,) = read_sources(Path("frameworks"), read_docs(Path("docs"))).stories
    assert (story.title, [target.key for target in story.mentions]) == ("Title", ["garden", "garden/S1"])
    assert read == [Path("docs/a.md").read_text("utf-8")]
