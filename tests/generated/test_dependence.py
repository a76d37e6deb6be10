"""With the same digest, the output of a programme is the same: whatever was edited between two builds."""

from __future__ import annotations

from pathlib import Path
from random import Random

from amounts import examples
from generated.edits import apply_edit
from generated.naming_portfolios import make_told
from hypothesis import assume, event, given
from hypothesis import strategies as st
from programme_output import Output, outputs_of

from outcome_frameworks.pages import Site
from outcome_frameworks.pages.dependence import Dependence


@examples(100)
@given(st.integers(0, 2**32))
def test_programmes_of_the_same_digest_have_the_same_output(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    told = make_told(random)
    before = told.site(tmp_path / "frameworks")
    assume(before)
    edited = told.copied()
    edits = [apply_edit(random, edited) for _ in range(random.choice((1, 1, 1, 2)))]
    after = edited.site(tmp_path / "frameworks")
    assume(after)
    assert before and after
    kept = _same_digest(before, after)
    event(f"{len(kept)} programmes of the same digest")
    if not kept:
        return
    old, new = outputs_of(before), outputs_of(after)
    for id in kept:
        assert _differences(old.get(id, {}), new.get(id, {})) == [], edits


def _same_digest(before: Site, after: Site) -> list[str]:
    old, new = Dependence(before), Dependence(after)
    return [
        framework.id
        for framework in before.portfolio.frameworks
        if (found := after.portfolio.find(framework.id)) and old.of(framework) == new.of(found.framework)
    ]


def _differences(old: Output, new: Output) -> list[str]:
    return [path for path in sorted({*old, *new}) if old.get(path) != new.get(path)]
