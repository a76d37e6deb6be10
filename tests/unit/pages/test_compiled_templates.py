"""Templates are compiled once, and pages are the same whatever is kept of that."""

from __future__ import annotations

import sys
from pathlib import Path

import jinja2
import pytest

from outcome_frameworks.pages.rendering.compiled_templates import CompiledTemplates, TemplatesOfOneBuild


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which Python, and so the code of templates, is kept here."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "page.html").write_text("{{ '<b>' }} and {{ words }}", encoding="utf-8")
    return folder


def environment(templates: Path, *, autoescape: bool = True) -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(str(templates))
    cache = CompiledTemplates([templates])
    return jinja2.Environment(loader=loader, autoescape=autoescape, bytecode_cache=cache)  # noqa: S701 -- as MkDocs has it


def rendered(templates: Path, *, autoescape: bool = True) -> str:
    return environment(templates, autoescape=autoescape).get_template("page.html").render(words="<i>")


def files(kept: Path) -> list[Path]:
    return list(kept.rglob("kept-*"))


def test_a_template_is_compiled_once(kept: Path, templates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = rendered(templates)
    assert first == "&lt;b&gt; and &lt;i&gt;"
    monkeypatch.setattr(jinja2.Environment, "compile", None)
    assert rendered(templates) == first
    (file,) = files(kept)
    assert file.name.startswith("kept-") and file.suffix == ".pyc"


def test_a_template_that_has_changed_is_compiled_again(kept: Path, templates: Path) -> None:
    rendered(templates)
    (templates / "page.html").write_text("now {{ words }}", encoding="utf-8")
    assert rendered(templates) == rendered(templates) == "now &lt;i&gt;"
    assert len(files(kept)) == 1


def test_environments_that_differ_do_not_mix(kept: Path, templates: Path) -> None:
    assert rendered(templates, autoescape=False) == "<b> and <i>"
    assert rendered(templates) == "&lt;b&gt; and &lt;i&gt;"
    assert rendered(templates, autoescape=False) == "<b> and <i>"
    assert len(files(kept)) == 2


def test_nothing_is_kept_of_filters_that_are_not_jinjas(kept: Path, templates: Path) -> None:
    (templates / "page.html").write_text("{{ 'a' | upper }}", encoding="utf-8")
    own = environment(templates)
    own.filters["upper"] = lambda _: "our own"
    assert own.get_template("page.html").render() == "our own"
    assert files(kept) == []


@pytest.mark.parametrize("size", [0, 1, 30, -1])
def test_code_that_was_cut_is_made_anew(
    kept: Path, templates: Path, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = rendered(templates)
    (file,) = files(kept)
    file.write_bytes(file.read_bytes()[:size])
    assert rendered(templates) == first
    monkeypatch.setattr(jinja2.Environment, "compile", None)
    assert rendered(templates) == first


def test_templates_of_the_site_itself_are_not_kept(kept: Path, templates: Path, tmp_path: Path) -> None:
    own = environment(templates)
    own.bytecode_cache = CompiledTemplates([tmp_path / "other"])
    assert own.get_template("page.html").render(words="x") == "&lt;b&gt; and x"
    assert files(kept) == []


def test_nothing_is_kept_where_python_keeps_nothing(
    kept: Path, templates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered(templates) == "&lt;b&gt; and &lt;i&gt;"
    assert not kept.exists()


def test_a_place_that_cannot_be_written_does_no_harm(kept: Path, templates: Path) -> None:
    kept.write_bytes(b"a file where a folder is to be")
    assert rendered(templates) == rendered(templates) == "&lt;b&gt; and &lt;i&gt;"


def test_templates_of_one_build_share_what_is_said_of_all_and_nothing_that_is_given_to_one(templates: Path) -> None:
    (templates / "parts.html").write_text("{% macro named() %}{{ site }}, {{ own is defined }}{% endmacro %}", "utf-8")
    (templates / "page.html").write_text("{% from 'parts.html' import named %}{{ named() }}, {{ own }}", "utf-8")
    (templates / "other.html").write_text("{{ own is defined }}", "utf-8")
    own = TemplatesOfOneBuild(loader=jinja2.FileSystemLoader(str(templates)))
    own.globals["site"] = "garden"
    assert own.get_template("page.html").render(own="given") == "garden, False, given"
    assert own.get_template("other.html").render() == "False"
    assert own.get_template("other.html", globals={"own": 1}).render() == "True"
    assert own.get_template("page.html").render(own="given") == "garden, False, given"


def test_code_of_templates_is_kept_for_those_of_one_build_too(
    kept: Path, templates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def render() -> str:
        cache = CompiledTemplates([templates])
        own = TemplatesOfOneBuild(loader=jinja2.FileSystemLoader(str(templates)), autoescape=True, bytecode_cache=cache)
        return own.get_template("page.html").render(words="<i>")

    first = render()
    monkeypatch.setattr(jinja2.Environment, "compile", None)
    assert render() == first == "&lt;b&gt; and &lt;i&gt;"
