"""Look for files that the loader cannot read without an exception, guided by which code they reach.

`python tests/fuzz/fuzz_loader.py tests/fuzz/corpus -max_total_time=300`; what makes it fail is written beside you as
`crash-…`. Needs `pip install -e '.[fuzz]'`.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["outcome_frameworks"]):
    from outcome_frameworks.problems import format_text
    from outcome_frameworks.reading.checks import check_portfolio
    from outcome_frameworks.reading.frameworks.load import load_portfolio

_FOLDER = Path(tempfile.mkdtemp(prefix="outcome-frameworks-fuzz-"))


def test_one_input(raw: bytes) -> None:
    """Load a file as a framework and as the list of organisations, check it, and write its problems as text."""
    for name in ("garden", "organisations"):
        path = _FOLDER / f"{name}.yml"
        path.write_bytes(raw)
        loaded = load_portfolio(_FOLDER, "frameworks")
        problems = [*loaded.problems, *check_portfolio(loaded.portfolio, loaded.known_ids)]
        for problem, line in zip(problems, format_text(problems).split("\n"), strict=False):
            assert line.startswith(problem.file), line
        path.unlink()


if __name__ == "__main__":
    atheris.Setup(sys.argv, test_one_input)
    atheris.Fuzz()
