"""Loading a folder: what is read, what is refused, and that one fault hides no other."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from outcome_frameworks.problems import Place
from outcome_frameworks.reading.checks import check_portfolio
from outcome_frameworks.reading.frameworks.load import LoadResult, load_portfolio

GARDEN = "programme: {id: garden, title: A garden}\n"


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yml").write_text(text, "utf-8")
    return folder


def lines(result: LoadResult) -> list[str]:
    return [str(problem) for problem in result.problems]


def test_frameworks_come_in_the_order_of_their_ids_with_their_files(tmp_path: Path) -> None:
    write(tmp_path, garden=GARDEN, allotment="programme: {id: allotment, title: Plots}\n")
    (tmp_path / "orchard.yaml").write_text("programme: {id: orchard, title: An orchard}\n")
    write(tmp_path, organisations="organisations: [{id: council, title: The council}]\n")
    result = load_portfolio(tmp_path, "my/frameworks/")
    assert result.problems == []
    assert [(f.id, f.file) for f in result.portfolio.frameworks] == [
        ("allotment", "my/frameworks/allotment.yml"),
        ("garden", "my/frameworks/garden.yml"),
        ("orchard", "my/frameworks/orchard.yaml"),
    ]
    assert result.portfolio.organisations["council"].title == "The council"
    assert result.portfolio.organisations_file.file == "my/frameworks/organisations.yml"


def test_messages_name_the_folder_as_seen_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "frameworks", garden="")
    monkeypatch.chdir(tmp_path)
    assert lines(load_portfolio(Path("frameworks"))) == [
        "frameworks/garden.yml:1:1: the file is empty; write fields in it, or delete it"
    ]
    assert lines(load_portfolio(tmp_path / "frameworks"))[0].startswith("frameworks/garden.yml:1:1:")
    monkeypatch.chdir(tmp_path / "frameworks")
    assert lines(load_portfolio(Path()))[0].startswith("garden.yml:1:1:")


def test_entries_and_references_know_their_places(tmp_path: Path) -> None:
    text = "elements:\n  - id: S1\n    statement: x\n    leads_to: [S2, {to: S3}]\n"
    (framework,) = load_portfolio(write(tmp_path, garden=GARDEN + text)).portfolio.frameworks
    (element,) = framework.elements
    assert element.place == Place(3, 5)
    assert [link.place for link in element.leads_to] == [(5, 16), (5, 20)]
    assert [link.to.place for link in element.leads_to] == [(5, 16), (5, 25)]


def test_a_missing_folder_is_one_error(tmp_path: Path) -> None:
    result = load_portfolio(tmp_path / "nowhere", "nowhere")
    assert lines(result) == ["nowhere: the folder of frameworks cannot be read: it does not exist"]
    assert result.portfolio.frameworks == ()


def test_a_file_in_the_place_of_the_folder_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "frameworks").write_text("x")
    assert lines(load_portfolio(tmp_path / "frameworks", "frameworks")) == [
        "frameworks: the folder of frameworks cannot be read: Not a directory"
    ]


def test_an_empty_folder_is_a_note(tmp_path: Path) -> None:
    (problem,) = load_portfolio(tmp_path, "frameworks").problems
    assert (problem.rule, problem.severity) == ("no-frameworks", "note")


def test_hidden_files_folders_and_other_files_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path, garden=GARDEN)
    (tmp_path / ".hidden.yml").write_text("[")
    (tmp_path / "readme.md").write_text("[")
    (tmp_path / "folder.yml").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    result = load_portfolio(tmp_path)
    assert result.problems == []
    assert len(result.portfolio.frameworks) == 1


def test_a_file_with_an_ending_too_many_is_an_error(tmp_path: Path) -> None:
    write(tmp_path)
    for name in ("lc.yml.txt", "garden.YAML.TXT", "notes.txt", ".lc.yml.txt"):
        (tmp_path / name).write_text("[")
    said = "the file is not read, since its name ends in .txt; rename it to"
    windows = "(Windows hides such endings: in the Explorer, choose View, Show, File name extensions)"
    result = load_portfolio(tmp_path, "frameworks")
    assert [str(p.severity) for p in result.problems] == ["error", "error"]
    assert lines(result) == [
        f'frameworks/garden.YAML.TXT: {said} "garden.YAML" {windows}',
        f'frameworks/lc.yml.txt: {said} "lc.yml" {windows}',
    ]


def test_yaml_in_folders_inside_is_told(tmp_path: Path) -> None:
    write(tmp_path / "frameworks", garden=GARDEN)
    for folder in ("drafts", ".hidden", "folder.yml", "empty", "drafts/deeper", "pictures"):
        (tmp_path / "frameworks" / folder).mkdir()
    for file in ("drafts/b.yml", "drafts/a.YAML", "drafts/deeper/c.yml", ".hidden/d.yml", "folder.yml/e.yml"):
        (tmp_path / "frameworks" / file).write_text("[")
    (tmp_path / "frameworks" / "pictures" / "f.png").write_text("")
    (tmp_path / "frameworks" / "linked").symlink_to(tmp_path / "frameworks" / "drafts", target_is_directory=True)
    result = load_portfolio(tmp_path / "frameworks", "frameworks")
    assert {(str(p.severity), p.rule) for p in result.problems} == {("warning", "unread-file")}
    advice = "not read; move what is a framework up into frameworks, or let the folder's name begin with a dot"
    assert lines(result) == [
        f'frameworks/drafts: "a.YAML" and 1 more YAML file in this folder are {advice}',
        f'frameworks/folder.yml: "e.yml" in this folder is {advice}',
    ]


@pytest.mark.parametrize("name", ["lc (1).yml", "LC.yml", "my club.yml", "con.yml", "-lc.yml"])
def test_an_id_is_only_advised_where_it_may_be_one(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("programme: {id: lc, title: A club}\n")
    assert lines(load_portfolio(tmp_path, "frameworks")) == [
        f'frameworks/{name}:1:17: this file holds the programme "lc"; name it lc.yml'
    ]


def test_links_that_leave_the_folder_are_refused(tmp_path: Path) -> None:
    folder = write(tmp_path / "frameworks")
    (tmp_path / "secret.yml").write_text("programme: {id: secret, title: secret words}\n")
    (folder / "secret.yml").symlink_to(tmp_path / "secret.yml")
    (folder / "nowhere.yml").symlink_to(tmp_path / "nothing.yml")
    (folder / "circle.yml").symlink_to(folder / "circle.yml")
    refused = "the file is a link that leads out of the folder, or nowhere; put the file itself here"
    result = load_portfolio(folder, "frameworks")
    assert lines(result) == [f"frameworks/{name}.yml: {refused}" for name in ("circle", "nowhere", "secret")]
    assert result.portfolio.frameworks == ()


def test_a_file_that_the_system_refuses_is_one_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, garden=GARDEN)

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert lines(load_portfolio(tmp_path, "frameworks")) == [
        "frameworks/garden.yml: the file cannot be read: Permission denied"
    ]


def test_a_byte_order_mark_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "garden.yml").write_bytes(GARDEN.encode("utf-8-sig"))
    result = load_portfolio(tmp_path)
    assert result.problems == []
    assert result.portfolio.frameworks[0].programme.place == Place(1, 12)


def test_comments_warn_only_beside_texts(tmp_path: Path) -> None:
    text = """programme:
  id: garden                # the name in addresses
  title: A garden
  kind: logic-model         # not a theory of change
  start: 2020               # or so
  funded_by: [council]      # since 2021
  source:
    title: A report
    url: https://example.org  # their site
levels:                     # two of them
  - id: short               # first
    title: Short            # term
    stated_count: 1         # they say
    leads_to:               # all of it
      - long                # last
"""
    problems = load_portfolio(write(tmp_path, garden=text)).problems
    assert [(p.rule, p.place) for p in problems] == [("comment-after-text", (12, 12))]


@pytest.mark.parametrize(
    ("field", "advice"),
    [
        ("context: Closed in 2019, and 2022.", 'write it in brackets and quotes: ["Closed in 2019, and 2022."]'),
        ("context: It's [so]", """write it in brackets and quotes: ["It's [so]"]"""),
        ("context: Plain words", "write it in brackets: [Plain words]"),
        ("context: -5 degrees", 'write it in brackets and quotes: ["-5 degrees"]'),
        ("funded_by: council, club", "write it in brackets: [council, club]"),
        ("aliases:\n    -S2\n    -S3", 'give each entry a line of its own, with a space after its dash: "- S2"'),
        ("aliases: -2.1", 'give each entry a line of its own, with a space after its dash: "- 2.1"'),
        ("aliases:\n    -\xa0S2", "after the dash stands U+00A0, a no-break space: replace it with a space"),
        ("source: url:\u202fx", "after the colon stands U+202F, a narrow no-break space: replace it with a space"),
    ],
)
def test_a_text_in_the_place_of_a_list_is_advised_so_that_it_comes_out_as_meant(
    field: str, advice: str, tmp_path: Path
) -> None:
    text = f"programme:\n  id: garden\n  title: A garden\n  {field}\n"
    (line,) = lines(load_portfolio(write(tmp_path, garden=text)))
    assert line.endswith(f"; {advice}")


def test_a_blank_that_is_no_space_before_a_field_is_named(tmp_path: Path) -> None:
    text = "programme:\n  id: garden\n  title: A garden\n  \xa0summary: Plants\n"
    result = load_portfolio(write(tmp_path, garden=text), "f")
    assert lines(result) == [
        'f/garden.yml:4:3: before "summary" stands U+00A0, a no-break space; replace it with a space'
    ]
    assert result.portfolio.frameworks[0].programme.summary == "Plants"


def test_a_mark_that_is_no_colon_is_named_where_nothing_else_is_wrong(tmp_path: Path) -> None:
    result = load_portfolio(write(tmp_path, garden="programme:\n  id：garden\n"), "f")
    (line,) = lines(result)
    assert line.endswith('; after "id" stands U+FF1A, a wide colon: type : and a space instead')


def test_a_broken_part_hides_no_other_and_causes_no_other(tmp_path: Path) -> None:
    text = (
        GARDEN
        + """levels:
  - title: No id here
    kind: outcom
    elements:
      - id: S 1
        statement: x
        leads_to: [S2, S9]
      - id: S2
        statement: [x]
        leads_to: [S 1]
  - People
learnings:
  - {id: LP1, statement: x, about: [S 1, S8]}
elsewhere:
  - {id: X1}
waivers: [{rule: no-links, on: X1, reason: x}]
"""
    )
    result = load_portfolio(write(tmp_path, garden=text), "f")
    problems = sorted([*result.problems, *check_portfolio(result.portfolio, result.known_ids)])
    assert [(p.rule, p.place.line) for p in problems] == [
        ("missing-field", 3),
        ("wrong-value", 4),
        ("bad-id", 6),
        ("unknown-reference", 8),
        ("wrong-type", 10),
        ("wrong-type", 12),
        ("unknown-field", 13),
        ("unknown-reference", 14),
        ("unknown-field", 15),
    ]


def test_what_another_file_says_of_an_unread_one_is_not_reported(tmp_path: Path) -> None:
    text = "elements: [{id: S1, statement: x, leads_to: [orchard/O1, orchards/O1]}]\n"
    result = load_portfolio(write(tmp_path, garden=GARDEN + text, orchard="- not fields\n"), "f")
    assert [str(p) for p in check_portfolio(result.portfolio, result.known_ids)] == [
        'f/garden.yml:2:58: S1 leads to "orchards/O1", but there is no programme "orchards"'
    ]


def test_broken_organisations_are_not_reported_again_where_they_are_named(tmp_path: Path) -> None:
    text = "programme: {id: garden, title: A garden, funded_by: [council]}\n"
    result = load_portfolio(write(tmp_path, garden=text, organisations="organisations: [{id: Council}]\n"), "f")
    assert [p.rule for p in result.problems] == ["missing-field", "bad-id"]
    assert check_portfolio(result.portfolio, result.known_ids) == []


def test_a_thousand_elements_load_fast(tmp_path: Path) -> None:
    elements = "".join(
        f"  - id: E{n}\n    statement: The people who use the service are more able to live as they choose, {n}\n"
        f"    leads_to: [E{n + 1}]\n"
        for n in range(1000)
    )
    folder = write(tmp_path, garden=f"{GARDEN}elements:\n{elements}")
    start = time.process_time()
    result = load_portfolio(folder)
    assert len(result.portfolio.frameworks[0].elements) == 1000
    assert time.process_time() - start < 1  # 0.07 s on the machine it was written on
