"""What is installed is what was chosen: pins, hashes, commits, and what workflows may do."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PINS = (ROOT / "tests" / "requirements.txt").read_text(encoding="utf-8")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = json.loads((ROOT / "tests" / "browser" / "package-lock.json").read_text(encoding="utf-8"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PYTHONS = ("3.11.2", "3.12.0", "3.13.0")
"""Debian's, and the others that the tests run with."""


def pinned(python: str) -> dict[str, Requirement]:
    """Return the pins that hold for one Python."""
    lines = [Requirement(line.removesuffix("\\")) for line in re.findall(r"^[a-z][^\n]*", PINS, re.MULTILINE)]
    markers = {"python_full_version": python, "python_version": python.rpartition(".")[0]}
    return {canonicalize_name(pin.name): pin for pin in lines if not pin.marker or pin.marker.evaluate(markers)}


def wanted() -> list[Requirement]:
    project = PYPROJECT["project"]
    texts = [
        *project["dependencies"],
        *project["optional-dependencies"]["test"],
        *PYPROJECT["build-system"]["requires"],
    ]
    return [Requirement(text) for text in texts]


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("requirement", wanted(), ids=str)
def test_every_requirement_is_pinned_to_a_version_that_it_allows(requirement: Requirement, python: str) -> None:
    pin = pinned(python).get(canonicalize_name(requirement.name))
    assert pin, "write the pins anew, as CONTRIBUTING.md says"
    ((operator, version),) = ((part.operator, part.version) for part in pin.specifier)
    assert operator == "=="
    assert requirement.specifier.contains(version)


def test_every_pin_has_hashes_and_says_how_it_is_made() -> None:
    entries = re.split(r"\n(?=[a-z])", PINS)
    assert len(entries) > 60
    assert all(re.search(r"\n    --hash=sha256:[0-9a-f]{64}", entry) for entry in entries[1:])
    (command,) = re.findall(r"^#    (uv .+)$", entries[0], re.MULTILINE)
    assert command in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_no_pin_names_a_host_or_a_folder() -> None:
    assert not re.search(r"https?:|file:|--index|--find-links|^#.* /|^/", PINS, re.MULTILINE)


def test_the_tests_install_nothing_else() -> None:
    lines = re.findall(
        r"^ *(?:if )?pip_install .+$", (ROOT / "tests" / "run.sh").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert [line.strip() for line in lines] == [
        "pip_install --require-hashes --only-binary :all: --requirement tests/requirements.txt",
        "pip_install --no-deps --no-build-isolation --editable .",
        'if pip_install --no-deps --only-binary :all: --retries 1 --target "$newest" "$wanted"; then',
    ]


def test_packages_of_node_are_exact_and_name_no_host() -> None:
    package = json.loads((ROOT / "tests" / "browser" / "package.json").read_text(encoding="utf-8"))
    packages = {path: entry for path, entry in LOCK["packages"].items() if path}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in package["devDependencies"].values())
    assert LOCK["packages"][""]["devDependencies"] == package["devDependencies"]
    assert [path for path, entry in packages.items() if not entry["integrity"].startswith("sha512-")] == []
    assert [path for path, entry in packages.items() if "resolved" in entry] == []
    assert "--ignore-scripts" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_runs_pinned_actions_and_may_only_read(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    for line in re.findall(r"^(?!#).*\buses: .+$", text, re.MULTILINE):
        assert re.search(r"uses: actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line
    assert workflow["permissions"] == {"contents": "read"}, "what a job may do beyond is its own"
    assert "pull_request_target" not in text, "it would give the code of strangers our secrets"
    for step in steps(workflow):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
        assert "${{" not in step.get("run", ""), "what others type must not become part of a command"


def test_an_action_has_one_version_everywhere() -> None:
    pins = set(re.findall(r"uses: (actions/[\w-]+)@(\S+ # \S+)", "".join(p.read_text("utf-8") for p in WORKFLOWS)))
    assert len(pins) == len({action for action, _ in pins}) == 5


def test_what_publishes_is_what_was_tested() -> None:
    commands = [
        step["run"]
        for step in steps(yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text("utf-8")))
        if "run" in step
    ]
    assert commands[:2] == [
        "python -m pip install --require-hashes --only-binary :all: --requirement tests/requirements.txt",
        "python -m pip install --no-deps --no-build-isolation .",
    ]


def test_every_kind_of_pin_is_kept_up_to_date() -> None:
    updates = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text(encoding="utf-8"))["updates"]
    assert {(update["package-ecosystem"], update["directory"]) for update in updates} == {
        ("pip", "/"),
        ("pip", "/tests"),
        ("npm", "/tests/browser"),
        ("github-actions", "/"),
    }


def test_the_threat_model_names_tests_that_exist() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)`", (ROOT / "SECURITY.md").read_text(encoding="utf-8"))
    assert len(named) > 8
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_no_file_names_the_host_of_a_registry() -> None:
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    hosts = re.compile(r"registry\.npm" + r"js\.org|files\.python" + r"hosted\.org|://pypi\." + r"org/simple")
    texts = {f: (ROOT / f).read_text("utf-8", errors="ignore") for f in files if f and (ROOT / f).is_file()}
    assert [name for name, text in texts.items() if hosts.search(text)] == []
