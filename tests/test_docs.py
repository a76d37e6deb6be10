"""The documentation says what the code does: every rule, option, command, field, template and example."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import click
import pytest
import yaml
from docs_made import GUIDE, ROOT, Block, blocks, made_pages, problems_of
from mkdocs.utils.yaml import yaml_load
from site_building import BuildSite

from outcome_frameworks.cli import main
from outcome_frameworks.hosts.mkdocs.options import OutcomeFrameworksOptions
from outcome_frameworks.hosts.mkdocs.plugin import OutcomeFrameworksPlugin
from outcome_frameworks.model import Entry
from outcome_frameworks.pages import THEME_DIR
from outcome_frameworks.pages.rendering.renderer import TEMPLATE_ROOT
from outcome_frameworks.problems import RULES, Severity

PAGES = sorted(GUIDE.glob("*.md"))
REPOSITORY_PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")]
WORKFLOWS = ROOT / ".github" / "workflows"


def name_of(path: Path) -> str:
    return path.name


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def guide(name: str) -> str:
    return read(GUIDE / f"{name}.md")


def example_frameworks() -> list[tuple[str, Block, dict[str, str]]]:
    """Return every framework that a page shows as a good one, with the organisations that the page shows."""
    found = []
    for page in [*PAGES, ROOT / "README.md"]:
        if page.name == "troubleshooting.md":
            continue
        shown = [block for block in blocks(read(page)) if block.path.startswith("frameworks/")]
        organisations = {block.path: block.text for block in shown if block.path.endswith("organisations.yml")}
        found += [(page.name, block, organisations) for block in shown]
    return found


@pytest.mark.parametrize(("shown_in", "block", "organisations"), example_frameworks())
def test_every_framework_shown_is_right(shown_in: str, block: Block, organisations: dict[str, str]) -> None:
    problems = problems_of(organisations | {block.path: block.text})
    assert [str(p) for p in problems if p.severity is not Severity.NOTE] == [], shown_in


def test_a_waiver_in_the_guide_silences_its_note() -> None:
    waiving = [block for _, block, _ in example_frameworks() if "waivers:" in block.text]
    assert waiving
    for block in waiving:
        assert problems_of({block.path: block.text}) == []
        without = block.text[: block.text.index("waivers:")]
        assert [p.rule for p in problems_of({block.path: without})] == ["no-links"]


def test_the_smallest_file_is_twelve_lines_and_the_same_everywhere() -> None:
    in_readme = next(b for b in blocks(read(ROOT / "README.md")) if b.path.startswith("frameworks/"))
    in_guide = next(b for b in blocks(guide("first-framework")) if b.path.startswith("frameworks/"))
    assert in_readme == in_guide
    assert in_readme.text.count("\n") == 12


def test_the_smallest_site_builds_strictly(build_site: BuildSite) -> None:
    shown = {block.path: block.text for block in blocks(read(ROOT / "README.md"))}
    settings = yaml_load(shown.pop("mkdocs.yml"))
    assert set(shown) == {"frameworks/lunch-club.yml"}
    site = build_site(shown, **settings)
    assert site.warnings == []
    assert "People know whom to ask for help" in site.html("programmes/lunch-club/s2/")
    assert 'data-of-id="lunch-club/S1"' in site.html("programmes/lunch-club/")


@pytest.mark.parametrize("path", [*PAGES, *REPOSITORY_PAGES], ids=name_of)
def test_every_yaml_example_can_be_read(path: Path) -> None:
    for language, text in re.findall(r"^ *```(\w+)[^\n]*\n(.*?)^ *```$", read(path), re.MULTILINE | re.DOTALL):
        if language == "yaml" and path.name != "troubleshooting.md":
            yaml_load(dedent(text))


@pytest.mark.parametrize("path", [page for page in PAGES if "mkdocs.yml" in read(page)], ids=name_of)
def test_options_in_examples_exist(path: Path) -> None:
    for block in blocks(read(path)):
        plugins = yaml_load(block.text).get("plugins", []) if block.path == "mkdocs.yml" else []
        for plugin in plugins:
            if isinstance(plugin, dict) and "outcome-frameworks" in plugin:
                options = OutcomeFrameworksOptions()
                options.load_dict(plugin["outcome-frameworks"])
                assert options.validate() == ([], [])


@pytest.mark.parametrize("path", sorted(made_pages()), ids=name_of)
def test_what_is_made_from_the_code_is_up_to_date(path: Path) -> None:
    assert read(path) == made_pages()[path], "run: .venv/bin/python tests/docs_made.py"


def test_every_rule_has_its_place_with_a_message_that_it_really_gives() -> None:
    text = guide("troubleshooting")
    documented: dict[str, str] = {}
    for chapter, severity in zip(re.split(r"^## ", text, flags=re.MULTILINE)[1:], Severity, strict=True):
        assert chapter.lower().startswith(severity.value)
        for section in re.split(r"^### ", chapter, flags=re.MULTILINE)[1:]:
            name, anchor = re.match(r"([a-z-]+) \{#([a-z-]+)\}\n", section).groups()  # type: ignore[union-attr]
            assert name == anchor
            assert re.search(rf"^> `[^\n]*: {severity}: [^\n]+ \[{name}\]`$", section, re.MULTILINE), name
            documented[name] = severity.value
    assert documented == {rule.name: rule.severity.value for rule in RULES.values()}


def test_every_option_of_the_plugin_is_documented_with_its_default() -> None:
    chapter = guide("options").split("## Options of this plugin")[1].split("\n## ")[0]
    documented = dict(re.findall(r"^### (\w+) \{#\1\}\n\nDefault: (.+)$", chapter, re.MULTILINE))
    options = dict(OutcomeFrameworksOptions._schema)
    assert documented == {
        name: "empty" if option.default == "" else f"`{option.default}`" for name, option in options.items()
    }


def test_every_command_and_option_of_the_command_line_is_documented() -> None:
    text = guide("checking") + guide("publishing")
    for name, command in main.commands.items():
        assert f"outcomes {name}" in text
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                for option in parameter.opts:
                    assert f"`{option}" in text or f"{option} " in text, f"outcomes {name} {option}"
                for choice in parameter.type.choices if isinstance(parameter.type, click.Choice) else ():
                    assert f"`{choice}`" in text or f"{option} {choice}" in text


@pytest.mark.parametrize(
    "path",
    [*PAGES, *REPOSITORY_PAGES, *WORKFLOWS.glob("*.yml"), ROOT / ".pre-commit-hooks.yaml"],
    ids=name_of,
)
def test_every_command_that_is_named_exists(path: Path) -> None:
    for line in re.findall(r"(?:`|: |^|/)(outcomes [a-z][^`\n]*)", read(path), re.MULTILINE):
        words = line.split()
        assert words[1] in main.commands, line
        options = [option for parameter in main.commands[words[1]].params for option in parameter.opts]
        assert set(re.findall(r"--[a-z-]+", line)) <= set(options), line


def test_every_field_of_every_entry_is_in_the_file_reference() -> None:
    text = guide("file-reference")
    entries = Entry.__subclasses__()
    assert len(entries) > 15
    for entry in entries:
        section = next(part for part in text.split("\n## ") if (entry.__doc__ or "")[:60] in part)
        for name in entry.field_names():
            assert f"- **`{name}`** (" in section, f"{entry.__name__}.{name}"


def test_every_template_is_listed_with_what_can_be_used_in_it() -> None:
    listed = guide("theming").split("## The templates")[1].split("\n## ")[0]
    templates = [path.relative_to(THEME_DIR / TEMPLATE_ROOT) for path in (THEME_DIR / TEMPLATE_ROOT).rglob("*.html")]
    assert len(templates) > 40
    for template in templates:
        folder = next(part for part in listed.split("### ") if part.startswith(f"{template.parent.as_posix()}/"))
        assert f"- **`{template.name}`** " in folder
    assert listed.count("*Context: here") == len(templates) - 1, "all but the macros have a context"


def test_every_colour_is_documented() -> None:
    css = "".join(map(read, (THEME_DIR / "assets" / "outcome-frameworks").glob("*.css")))
    rules = " ".join(re.findall(r":root\b[^{]*\{([^}]*)\}", css))
    table = guide("theming").split("## Colours")[1].split("\n## ")[0]
    assert set(re.findall(r"`(--of-[a-z]+)`", table)) == set(re.findall(r"(--of-[a-z]+) *:", rules))
    assert all(f".of-hue-{number}" in css for number in range(6))


def test_a_template_from_the_guide_replaces_a_section(build_site: BuildSite) -> None:
    override = next(block for block in blocks(guide("theming")) if block.language == "html")
    framework = "programme:\n  id: garden\n  title: Garden\n  aim: Grow **together**\n"
    site = build_site(
        {"frameworks/garden.yml": framework, override.path: override.text},
        theme={"name": "material", "font": False, "custom_dir": "../project/overrides"},
    )
    assert '<blockquote class="our-aim"><p>Grow <strong>together</strong></p>' in site.html("programmes/garden/")


def test_contributing_names_every_event_of_the_plugin() -> None:
    events = {name for name in vars(OutcomeFrameworksPlugin) if name.startswith("on_")}
    assert set(re.findall(r"^\| `(on_\w+)` \|", read(ROOT / "CONTRIBUTING.md"), re.MULTILINE)) == events


@pytest.mark.parametrize("path", [*PAGES, ROOT / "docs" / "stories" / "from-threads-to-decisions.md"], ids=name_of)
def test_every_page_has_a_title_and_a_description(path: Path) -> None:
    front_matter = yaml.safe_load(read(path).split("---\n")[1])
    assert front_matter["title"]
    assert 20 <= len(front_matter["description"]) <= 160


@pytest.mark.parametrize("path", REPOSITORY_PAGES, ids=name_of)
def test_links_of_the_repository_pages_lead_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```", "", read(path), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)|src=\"([^\"]+)\"", text):
        link = "".join(target)
        assert link.startswith("outcome") or (ROOT / link).exists(), link


def test_the_workflow_of_the_guide_uses_the_same_actions_as_our_own() -> None:
    ours = re.findall(r"uses: (actions/[\w-]+)@\w+ # (v\d+)", "".join(map(read, WORKFLOWS.glob("*.yml"))))
    shown = re.findall(r"uses: (actions/[\w-]+)@(\S+)", guide("publishing"))
    assert len(shown) >= 4
    assert set(shown) - {("actions/cache", "v5")} <= set(ours), "ours keep nothing from run to run"


def test_the_pre_commit_hook_runs_a_command_that_exists() -> None:
    (hook,) = yaml.safe_load(read(ROOT / ".pre-commit-hooks.yaml"))
    assert re.search(rf"- id: {hook['id']}$", guide("checking"), re.MULTILINE)
    assert re.match(hook["files"], "frameworks/lunch-club.yml")
    assert not re.match(hook["files"], "docs/index.md")
