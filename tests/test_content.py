"""Content is read strictly, and an author is told every problem at once, with its line and a mend."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from trainer.content import ContentError, Value, nearest, plain, read, read_folder


class Leaf(Value):
    kind: Literal["red", "green"]
    size: int = 1


class Tree(Value):
    title: str
    leaves: dict[str, Leaf] = {}
    notes: tuple[str, ...] = ()


def said(path: Path, model: type[Value] = Tree) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read(path, model)
    return [f"{p.line}: {p.what}; {p.mend}" for p in caught.value.problems]


def write(folder: Path, text: str, name: str = "oak.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_is_a_value(tmp_path: Path) -> None:
    tree = read(write(tmp_path, "title: Oak\nleaves:\n  one: {kind: red}\n"), Tree)
    assert tree.leaves["one"].size == 1


def test_every_problem_is_said_at_once_with_its_line(tmp_path: Path) -> None:
    text = "titel: Oak\nleaves:\n  one:\n    kind: gren\n    size: big\n"
    problems = said(write(tmp_path, text))
    assert problems == [
        '1: titel: this key isn\'t known; did you mean "title"?',
        "1: title: is missing; add 'title'",
        '4: leaves.one.kind: gren is not a choice here; did you mean "green"?',
        "5: leaves.one.size: found big; input should be a valid integer, unable to parse string as an integer",
    ]


def test_a_key_that_stands_twice_is_a_problem(tmp_path: Path) -> None:
    assert said(write(tmp_path, "title: Oak\nnotes: []\ntitle: Elm\n")) == [
        "3: 'title' stands here twice; keep one of the two"
    ]


def test_dates_that_do_not_exist(tmp_path: Path) -> None:
    assert said(write(tmp_path, "title: 2026-02-30\n")) == [
        "1: 2026-02-30 is not a date that exists; write year-month-day, such as 2026-03-01"
    ]


def test_yaml_that_is_none(tmp_path: Path) -> None:
    (problem,) = said(write(tmp_path, "title: [Oak\nnotes: x\n"))
    assert problem.startswith("2: not readable as YAML")


def test_no_tags_and_no_yes_or_no(tmp_path: Path) -> None:
    value, _ = plain(write(tmp_path, "a: yes\nb: no\nc: true\nd: on\n"))
    assert value == {"a": "yes", "b": "no", "c": True, "d": "on"}
    (problem,) = said(write(tmp_path, "title: !!python/name:os.system x\n", "tag.yaml"))
    assert "is not for content" in problem or "can't be read" in problem


@pytest.mark.parametrize(
    ("raw", "words"), [(b"", "the file is empty"), (b"\xff\xfe\x00", "the file is not UTF-8 text; save it as UTF-8")]
)
def test_files_that_hold_nothing_or_no_text(tmp_path: Path, raw: bytes, words: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(raw)
    assert words in said(path)[0]


def test_a_folder_says_the_problems_of_all_its_files(tmp_path: Path) -> None:
    write(tmp_path, "titel: Oak\n", "a.yaml")
    write(tmp_path, "leaves: 3\n", "b.yaml")
    with pytest.raises(ContentError) as caught:
        read_folder(tmp_path, Tree)
    assert {Path(p.file).name for p in caught.value.problems} == {"a.yaml", "b.yaml"}


def test_an_id_stands_once_in_a_folder_and_below(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    write(tmp_path, "title: Oak\n")
    write(tmp_path / "x", "title: Oak\n")
    with pytest.raises(ContentError, match="a second file is named 'oak'"):
        read_folder(tmp_path, Tree, "**/*.yaml")


def test_did_you_mean() -> None:
    assert nearest("objectivs", ["objectives", "steps"]) == 'did you mean "objectives"?'
    assert nearest("zzz", ["b", "a"]) == "choose one of a, b"
