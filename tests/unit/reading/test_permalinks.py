"""The ledger of published addresses: what is read, what is missed, what is added, and in which words."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from outcome_frameworks.cli import main

GARDEN = """\
programme: {id: garden, title: A garden}
elements:
  - {id: S1, statement: People meet, leads_to: [S2]}
  - {id: S2, statement: People talk}
hypotheses: [{id: H1, statement: Talk helps}]
"""
LEDGER = """\
# Every address that this site has published below its root, with what it shows.
# `outcomes permalinks` adds new ones; commit the file. `outcomes check` and each build tell if one would vanish.
hypotheses/: hypotheses
outcomes/: outcomes
programmes/: programmes
programmes/garden/: garden
programmes/garden/h1/: garden/H1
programmes/garden/print/: garden
programmes/garden/s1/: garden/S1
programmes/garden/s2/: garden/S2
"""
VANISHED = "[vanished-address]"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write("frameworks/garden.yml", GARDEN)
    write("permalinks.yml", LEDGER)
    return tmp_path


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, "utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def problems(text: str = GARDEN, ledger: str = LEDGER) -> list[str]:
    """Check a garden against a ledger; give what is said of the ledger."""
    write("frameworks/garden.yml", text)
    write("permalinks.yml", ledger)
    return [line for line in run("check").output.splitlines() if line.startswith("permalinks.yml")]


def test_the_ledger_is_written_whole_and_then_is_up_to_date() -> None:
    Path("permalinks.yml").unlink()
    assert run("check").output == "1 framework, 0 errors, 0 warnings, 0 notes\n", "no ledger, no comparison"
    result = run("permalinks")
    said = "8 addresses added to permalinks.yml, which now holds 8 addresses.\n"
    assert (result.exit_code, result.output) == (0, said)
    assert Path("permalinks.yml").read_text("utf-8") == LEDGER
    for arguments in (["permalinks"], ["permalinks", "--check"]):
        result = run(*arguments)
        assert (result.exit_code, result.output) == (0, "permalinks.yml is up to date: 8 addresses.\n")
    assert problems() == []


def test_new_addresses_find_their_place_and_leave_everything_else_as_it_was() -> None:
    ours = LEDGER.replace("programmes/garden/s1/", "# our first outcome\nprogrammes/garden/s1/")
    write("permalinks.yml", ours)
    write("frameworks/garden.yml", GARDEN.replace("id: S2, ", "id: S2, aliases: [S02], ") + "# end\n")
    write("frameworks/allotment.yml", "programme: {id: allotment, title: Allotment}\n")
    assert [line for line in run("check").output.splitlines() if "permalinks" in line] == [
        (
            "permalinks.yml: note: 2 addresses that the site publishes are not in it, such as programmes/allotment/; "
            "run outcomes permalinks when you publish [unlisted-address]"
        )
    ]
    result = run("permalinks", "--check")
    assert result.exit_code == 1
    assert result.output == "permalinks.yml lacks 2 addresses; run outcomes permalinks to add them.\n"
    assert Path("permalinks.yml").read_text("utf-8") == ours, "--check writes nothing"
    assert run("permalinks").exit_code == 0
    assert Path("permalinks.yml").read_text("utf-8") == ours.replace(
        "programmes/garden/: garden\n", "programmes/allotment/: allotment\nprogrammes/garden/: garden\n"
    ).replace("# our first", "programmes/garden/s02/: garden/S2\n# our first")


def test_a_deleted_item_is_named_with_the_three_ways_out_and_the_line_stays() -> None:
    without = GARDEN.replace(", leads_to: [S2]", "").replace("  - {id: S2, statement: People talk}\n", "")
    line = (
        "permalinks.yml:10:1: error: programmes/garden/s2/ was published for garden/S2, which is gone; put S2 back, "
        'or add "S2" to the aliases of what took its place, or retire it (status: retired, replaced_by, why) '
        "[vanished-address]"
    )
    assert problems(without) == [line]
    assert run("check").exit_code == 1
    result = run("permalinks")
    assert (result.exit_code, result.output) == (1, f"{line}\npermalinks.yml is up to date: 8 addresses.\n")
    assert Path("permalinks.yml").read_text("utf-8") == LEDGER


@pytest.mark.parametrize(
    "text",
    [
        GARDEN.replace("{id: S2, ", "{id: S9, aliases: [S2], ").replace("[S2]}\n  -", "[S9]}\n  -"),
        GARDEN.replace("{id: S2, ", "{id: S2, status: retired, why: It was vague, "),
        GARDEN.replace("id: H1,", "id: H7, aliases: [H1],"),
        GARDEN.replace("id: H1,", "id: H1, status: retired, why: It failed,"),
    ],
)
def test_each_way_out_is_one(text: str) -> None:
    assert [line for line in problems(text) if "error" in line] == []


def test_a_renamed_programme_is_one_line_and_an_alias_keeps_all_its_addresses() -> None:
    Path("frameworks/garden.yml").unlink()
    renamed = GARDEN.replace("id: garden", "id: plot").replace("id: S2, ", "id: S3, aliases: [S2], ")
    write("frameworks/plot.yml", renamed.replace("[S2]}\n", "[S3]}\n"))
    assert run("check").output.splitlines()[0] == (
        "permalinks.yml:6:1: error: programmes/garden/ and 4 more addresses belonged to the programme garden, which is "
        'gone; put its file back, or add "garden" to the aliases of the programme that took its place, or keep the '
        "file with status: archived [vanished-address]"
    )
    write(
        "frameworks/plot.yml",
        Path("frameworks/plot.yml").read_text().replace("{id: plot,", "{id: plot, aliases: [garden],"),
    )
    assert VANISHED not in run("check").output


def test_an_alias_that_is_taken_out_again_is_missed() -> None:
    aliased = GARDEN.replace("id: S2, ", "id: S2, aliases: [S02], ").replace(
        "id: garden,", "id: garden, aliases: [plot],"
    )
    write("frameworks/garden.yml", aliased)
    assert run("permalinks").output.startswith("7 addresses added to permalinks.yml")
    ledger = Path("permalinks.yml").read_text("utf-8")
    assert problems(aliased.replace("aliases: [S02], ", ""), ledger) == [
        f"permalinks.yml:{line}:1: error: programmes/{programme}/s02/ was published and led to garden/S2, which it "
        'would no longer; put "s02" back among its aliases [vanished-address]'
        for line, programme in ((9, "garden"), (15, "plot"))
    ]
    (said,) = problems(aliased.replace("aliases: [plot],", ""), ledger)
    assert "programmes/plot/ and 5 more addresses belonged to the programme plot, which is gone" in said
    write("mkdocs.yml", "plugins: [outcome-frameworks: {path_prefix: impact}]\n")
    (said,) = problems(aliased, ledger)
    assert "15 addresses would vanish: hypotheses/ is now impact/hypotheses/" in said


def test_an_item_that_moved_to_another_programme_keeps_its_address_there() -> None:
    write(
        "frameworks/kitchen.yml",
        "programme: {id: kitchen, title: Kitchen}\nelements: [{id: C1, statement: x, aliases: [garden/H1]}]\n",
    )
    assert [line for line in problems(GARDEN.partition("hypotheses:")[0]) if VANISHED in line] == []


def test_a_page_written_by_hand_may_take_the_place() -> None:
    write("docs/programmes/garden/h1.md", "# What became of it\n")
    assert [line for line in problems(GARDEN.partition("hypotheses:")[0]) if VANISHED in line] == []


@pytest.mark.parametrize(
    ("settings", "now"),
    [
        ("plugins: [outcome-frameworks: {path_prefix: impact}]", "impact/hypotheses/"),
        ("use_directory_urls: false\nplugins: [outcome-frameworks]", "hypotheses/index.html"),
        ("use_directory_urls: false\nplugins: {outcome-frameworks: {path_prefix: a/b}}", "a/b/hypotheses/index.html"),
    ],
)
def test_a_changed_option_is_one_line_however_many_addresses_it_moves(settings: str, now: str) -> None:
    write("mkdocs.yml", f"site_name: !ENV NAME\nx: !!python/name:material.x\n{settings}\n")
    assert problems() == [
        (
            f"permalinks.yml:3:1: error: 8 addresses would vanish: hypotheses/ is now {now}; set path_prefix and "
            "use_directory_urls back to what they were, as links to the old ones exist [vanished-address]"
        )
    ]


def test_settings_are_those_of_the_site_that_names_the_folder() -> None:
    write("mkdocs.yml", "INHERIT: base.yml\nuse_directory_urls: false\n")
    write("base.yml", "use_directory_urls: true\nplugins: [search, outcome-frameworks: {path_prefix: /impact/}]\n")
    Path("permalinks.yml").unlink()
    assert run("permalinks").exit_code == 0
    assert "\nimpact/programmes/garden/s1.html: garden/S1\n" in Path("permalinks.yml").read_text("utf-8")
    write("elsewhere/garden.yml", GARDEN)
    assert run("check", "elsewhere").output == "1 framework, 0 errors, 0 warnings, 0 notes\n"
    assert run("permalinks", "elsewhere").exit_code == 2


def test_ids_of_other_scripts() -> None:
    Path("permalinks.yml").unlink()
    write("frameworks/garden.yml", GARDEN.replace("H1", "福"))
    assert run("permalinks").exit_code == 0
    ledger = Path("permalinks.yml").read_text("utf-8")
    assert "programmes/garden/%E7%A6%8F/: garden/福\n" in ledger
    assert problems(GARDEN.replace("H1", "福"), ledger.replace("%E7%A6%8F", "福")) == [], (
        "also as a person would write it"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", []),
        ("# nothing yet\n", []),
        ("- programmes/garden/\n", ["permalinks.yml:1:1: error: the file holds no list of addresses"]),
        (
            "https://charity.example/x/: garden\n",
            ['permalinks.yml:1:1: error: "https://charity.example/x/" is no address'],
        ),
        ("/programmes/garden/: garden\n", ['permalinks.yml:1:1: error: "/programmes/garden/" is no address']),
        ("programmes/garden/:\n", ['permalinks.yml:1:1: error: the line of "programmes/garden/" does not say']),
        (
            "programmes/garden/: [garden]\n",
            ['permalinks.yml:1:1: error: the line of "programmes/garden/" does not say'],
        ),
        (
            "programmes/garden/: garden\n<<<<<<< HEAD\nprogrammes/garden/s1/: garden/S1\n=======\n",
            ["permalinks.yml:2:1: error:", "permalinks.yml:4:1: error:"],
        ),
        (
            "programmes/garden/: garden\nprogrammes/garden/: garden\n",
            ['permalinks.yml:2:1: error: "programmes/garden/" is written twice here'],
        ),
    ],
)
def test_a_ledger_that_is_broken_is_said_to_be_so_and_never_written_over(text: str, said: list[str]) -> None:
    found = [line for line in problems(ledger=text) if "unlisted-address" not in line]
    assert len(found) == len(said)
    assert all(line.startswith(start) for line, start in zip(found, said, strict=True))
    if said:
        assert run("permalinks").exit_code == 1
        assert Path("permalinks.yml").read_text("utf-8") == text


def test_a_ledger_that_cannot_be_read() -> None:
    Path("permalinks.yml").unlink()
    Path("permalinks.yml").mkdir()
    assert run("check").output.splitlines()[0].startswith("permalinks.yml: error: the file cannot be read: ")


def test_what_a_broken_file_holds_is_not_missed() -> None:
    assert problems(GARDEN.replace("statement: People talk", "statement:")) == []
    assert problems("programme: [\n") == []
    Path("frameworks/garden.yml").unlink()
    Path("frameworks").rmdir()
    assert VANISHED not in run("check").output


def test_an_empty_folder_has_lost_everything() -> None:
    Path("frameworks/garden.yml").unlink()
    assert [line for line in run("check").output.splitlines() if VANISHED in line] != []


@pytest.mark.parametrize(
    "settings",
    [
        "- a list\n",
        "plugins: words\n",
        "plugins:\n",
        "plugins: [search: {}]\n",
        "plugins: [\n",
        "INHERIT: mkdocs.yml\n",
        "INHERIT: ../none.yml\nplugins: {outcome-frameworks: }\n",
        "plugins: [outcome-frameworks: words]\nuse_directory_urls: !ENV [X, true]\n",
    ],
)
def test_settings_that_say_nothing_of_addresses_leave_them_as_they_are(settings: str) -> None:
    write("mkdocs.yml", settings)
    assert problems() == []
