"""What the guide says of caching: what may be kept for a year is what never changes under its name, for each host."""

from __future__ import annotations

import re
import shlex
from fnmatch import fnmatchcase
from itertools import pairwise

import pytest
from docs_made import GUIDE, blocks
from site_building import BuiltSite

SHOWN = {block.path: block.text for block in blocks((GUIDE / "publishing.md").read_text(encoding="utf-8"))}
FOREVER = "public, max-age=31536000, immutable"
DIGEST = re.compile(r"[._][0-9a-f]{7,}\.")
"""What a name holds that changes with the content: `main.57a0d79d.min.css`, `en_0c9a9b1.pf_fragment`."""


@pytest.fixture(scope="module")
def paths(example_site: BuiltSite) -> set[str]:
    return {f.relative_to(example_site.folder).as_posix() for f in example_site.folder.rglob("*") if f.is_file()}


def matched(patterns: list[str], paths: set[str]) -> set[str]:
    """Return what any pattern matches; each has to match something, and only names with a digest."""
    assert patterns
    for pattern in patterns:
        found = {path for path in paths if fnmatchcase(path, pattern)}
        assert found, pattern
        assert [path for path in found if not DIGEST.search(path)] == []
    return {path for path in paths if any(fnmatchcase(path, pattern) for pattern in patterns)}


def test_netlify_cloudflare_nginx_and_s3_keep_the_same_files(paths: set[str]) -> None:
    rules = re.findall(r"^/(\S+)\n  Cache-Control: (.+)$", SHOWN["docs/_headers"], re.MULTILINE)
    assert len(rules) * 2 == len(SHOWN["docs/_headers"].splitlines())
    assert {value for _, value in rules} == {FOREVER}
    kept = matched([pattern for pattern, _ in rules], paths)
    assert len(kept) > 100

    ((expression, value),) = re.findall(r'^ +"~(\S+)" "(.+)";$', SHOWN["nginx.conf"], re.MULTILINE)
    assert value == FOREVER
    assert {path for path in paths if re.search(expression, f"/{path}")} == kept

    first, second = (shlex.split(part) for part in SHOWN["upload.sh"].replace("\\\n", "").splitlines())
    assert first[first.index("--cache-control") + 1] == FOREVER
    assert second[second.index("--cache-control") + 1] == "no-cache"
    included = [word for before, word in pairwise(first) if before == "--include"]
    excluded = [word for before, word in pairwise(second) if before == "--exclude"]
    assert included == excluded
    assert matched(included, paths) == kept


def test_what_a_page_itself_is_made_of_is_asked_for_each_time(paths: set[str]) -> None:
    rules = re.findall(r"^/(\S+)$", SHOWN["docs/_headers"], re.MULTILINE)
    named = {"index.html", "assets/outcome-frameworks/outcome-frameworks.css", "pagefind/pagefind-entry.json"}
    assert named <= paths
    assert [path for path in named if any(fnmatchcase(path, rule) for rule in rules)] == []
