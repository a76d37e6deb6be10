"""Print how the neutral cases end, by family; `python tests/cases/report.py` from the project's folder."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from browser_tools import open_chromium
from cases.judging import judge_all, make_outside
from cases.neutral import PROCESS_TESTS, neutral_cases, process_cases
from site_building import LogCollector


def main() -> None:
    """Judge every case; print a line a family, then why a case does not pass."""
    log = LogCollector()
    logging.getLogger("mkdocs").addHandler(log)
    with TemporaryDirectory() as name, open_chromium() as browser:
        outside = make_outside(Path(name) / "outside")
        cases = neutral_cases(outside)
        faults = judge_all(cases, Path(name), outside, log, browser)
    print("| family | cases | pass | not |\n|---|---|---|---|")
    for family in dict.fromkeys(case.family for case in cases):
        ids = [case.id for case in cases if case.family == family]
        failed = [id for id in ids if faults.get(id)]
        print(f"| {family} | {len(ids)} | {len(ids) - len(failed)} | {' '.join(failed) or '–'} |")
    for id, fault in faults.items():
        print(f"{id or 'the site'}: {fault}")
    for id, name in process_cases():
        print(f"{id} {name}: {PROCESS_TESTS.get(id, 'no test')}")


if __name__ == "__main__":
    main()
