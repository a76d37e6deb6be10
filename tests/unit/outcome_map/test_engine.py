"""Engines that are there, that are not, that hang and that crash: pages hold the same in every case."""

from __future__ import annotations

import logging
import re
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from sample_maps import every_kind, random_map

from outcome_frameworks.outcome_map.arranging import engine as engine_module
from outcome_frameworks.outcome_map.arranging.engine import Choice, Engine, EngineError, find_engine
from outcome_frameworks.outcome_map.arranging.order import order_maps
from outcome_frameworks.outcome_map.arranging.rank import rank_columns
from outcome_frameworks.outcome_map.writing.html import render_html

GRAPH = "digraph{a->b}"


def program(folder: Path, name: str, lines: str, seconds: float = 20) -> Engine:
    """Write a small program that stands in for Graphviz, with so much time."""
    path = folder / name
    path.write_text(f"#!{sys.executable}\n{lines}\n", encoding="utf-8")
    path.chmod(0o755)
    return Engine(name, path, seconds)


def test_graphviz_pure_is_found_without_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    engine = find_engine("auto")
    assert engine is not None
    assert engine.name == "graphviz-pure"
    assert "node a" in engine.run(GRAPH, "plain")


def test_off_means_off() -> None:
    assert find_engine("off") is None


def test_system_dot_is_missed_in_one_line_that_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PATH", "")
    assert find_engine("system") is None
    (record,) = caplog.records
    assert record.levelname == "WARNING"
    assert "the program dot is not installed" in record.getMessage()
    assert "install Graphviz" in record.getMessage()


def test_system_dot_is_found_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "dot", "print('from the path')")
    monkeypatch.setenv("PATH", str(tmp_path))
    engine = find_engine("system")
    assert engine is not None
    assert engine.run(GRAPH, "plain") == "from the path\n"


@pytest.mark.parametrize(
    ("name", "lines", "message"),
    [
        ("hangs", "import time; time.sleep(60)", "hangs took longer than 1 second and was stopped"),
        ("crashes", "import os; os.abort()", "crashes failed (stopped by signal 6): it gave no reason"),
        ("refuses", "raise SystemExit('no\\nmore')", "refuses failed (exit code 1): no"),
        ("pours", "while True: print('y' * 9000)", "pours wrote more than 1 MB and was stopped"),
        (
            "scolds",
            "import sys\nwhile True: sys.stderr.write('y' * 9000)",
            "scolds wrote more than 1 MB and was stopped",
        ),
    ],
)
def test_what_goes_wrong_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, lines: str, message: str
) -> None:
    monkeypatch.setattr(engine_module, "MEGABYTES", 1)
    engine = program(tmp_path, name, lines, seconds=1)
    began = time.monotonic()
    with pytest.raises(EngineError) as caught:
        engine.run(GRAPH, "plain")
    assert str(caught.value) == message
    assert time.monotonic() - began < 5
    began = time.monotonic()
    with pytest.raises(EngineError, match=re.escape(message)):  # asked again, it is not waited for again
        Engine(name, engine.program, seconds=1).run(GRAPH, "plain")
    assert time.monotonic() - began < 0.1


@pytest.mark.parametrize("lasts", [True, False], ids=["stopped", "done"])
def test_an_engine_leaves_nothing_running(tmp_path: Path, lasts: bool) -> None:
    """What it has started itself would hold the pipe of its output, and go on when the build is over."""
    left = "import subprocess\nprint(subprocess.Popen(['sleep', '600']).pid, file=open('left', 'w'))\n"
    left = left.replace("'left'", repr(str(tmp_path / "left")))
    engine = program(tmp_path, "leaves", left + ("import time; time.sleep(600)" if lasts else "print('x')"), seconds=2)
    if lasts:
        with pytest.raises(EngineError, match=r"^leaves took longer than 2 seconds and was stopped$"):
            engine.run(GRAPH, "plain")
    else:
        assert engine.run(GRAPH, "plain") == "x\n"
    child = int((tmp_path / "left").read_text("ascii"))
    latest = time.monotonic() + 5
    while _runs(child):
        assert time.monotonic() < latest
        time.sleep(0.01)


def _runs(process: int) -> bool:
    """Return whether a process runs; one that has ended may wait to be collected."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)
    return bool(state.stdout.strip()) and not state.stdout.startswith("Z")


def test_a_missing_program_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"^gone cannot be started: No such file or directory$"):
        Engine("gone", tmp_path / "gone", 1).run(GRAPH, "plain")


def test_a_syntax_error_is_told_by_the_engine() -> None:
    engine = find_engine("pure")
    assert engine is not None
    with pytest.raises(EngineError, match=r"^graphviz-pure failed \(exit code 1\): Error: .*syntax error"):
        engine.run("digraph{", "plain")


@pytest.mark.parametrize(
    "lines",
    [
        "import time; time.sleep(60)",
        "import os; os.abort()",
        "print('node n0 x y\\nstop\\n\\x00')",
        "print('stop\\n' * 9)",
        "",
    ],
    ids=["hangs", "crashes", "garbles", "answers nothing", "is silent"],
)
def test_a_failing_engine_leaves_the_maps_as_without_one(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, lines: str
) -> None:
    maps = [every_kind(), random_map(4, 1)]
    engine = program(tmp_path, "poor", lines, seconds=1)
    with caplog.at_level(logging.WARNING):
        assert order_maps(maps, engine) == order_maps(maps, None)
        assert rank_columns(list(maps[0].cards()), maps[0].wires, engine) == rank_columns(
            list(maps[0].cards()), maps[0].wires, None
        )
    (line,) = [record.getMessage() for record in caplog.records]  # one for all maps: it is not asked again
    names = ", ".join(f"“{drawing.title}”" for drawing in maps)
    assert re.match(r"poor (took longer|failed|gave an answer)", line)
    assert line.endswith(f", at the outcome maps of {names}; the maps are laid out without it")


def test_many_maps_are_named_in_one_line(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    maps = [replace(random_map(3, seed), title=f"Map {seed}") for seed in range(7)]
    order_maps(maps, program(tmp_path, "poor", "raise SystemExit(1)"))
    assert "at the outcome maps of “Map 0”, “Map 1”, “Map 2”, “Map 3”, “Map 4” and 2 others;" in caplog.text


def test_all_runs_of_a_build_share_their_time(tmp_path: Path) -> None:
    engine = program(tmp_path, "slow", "import sys, time; time.sleep(float(sys.stdin.read()))", seconds=2)
    engine.run("1.1", "plain")
    with pytest.raises(EngineError, match=r"^slow took longer than 1 second and was stopped$"):
        engine.run("1.9", "plain")


def test_all_maps_of_a_site_take_one_process(tmp_path: Path) -> None:
    engine = find_engine("pure")
    assert engine is not None
    counted = program(
        tmp_path,
        "counted",
        f"import os\nopen({str(tmp_path / 'runs')!r}, 'a').write('run ')\n"
        f"os.execv({str(engine.program)!r}, ['dot', '-Tplain'])",
    )
    maps = [random_map(3, seed) for seed in range(5)]
    assert order_maps(maps, counted) == order_maps(maps, engine)
    assert (tmp_path / "runs").read_text(encoding="utf-8") == "run "


def test_an_engine_is_not_asked_about_a_map_that_is_too_large(tmp_path: Path) -> None:
    engine = program(tmp_path, "never", f"open({str(tmp_path / 'asked')!r}, 'w').write('asked')")
    order_maps([random_map(5, 1, most_cards=300, skipping=600)], engine)
    assert not (tmp_path / "asked").exists()


@pytest.mark.parametrize("choice", ["pure", "system", "off"])
def test_pages_hold_the_same_cards_and_wires_with_every_engine(choice: Choice) -> None:
    engine = find_engine(choice)
    if choice == "system" and not shutil.which("dot"):
        pytest.skip("no Graphviz of the operating system: install the package graphviz to run this test")
    drawing = random_map(5, 3)
    html = render_html(order_maps([drawing], engine)[0])
    assert set(re.findall(r'data-of-id="([^"]*)"', html)) == {card.key for card in drawing.cards()}
    wires = set(re.findall(r'data-from="([^"]*)" data-to="([^"]*)"', html))
    assert wires == {(wire.source, wire.target) for wire in drawing.wires}
