from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.case.conftest import CONNECTICUT, GEORGIA
from trainer.case.generate import generate
from trainer.case.library import Library
from trainer.case.model import Case
from trainer.case.write import case_json, parse_case, read_case, write_case
from trainer.content import ContentError


@pytest.fixture(scope="module")
def case(small: Library) -> Case:
    return generate(small, CONNECTICUT, "3")


def test_a_case_comes_back_as_it_was_written(case: Case, tmp_path: Path) -> None:
    written = write_case(case, tmp_path / "deep" / "out")
    assert written[0].name == "case.json"
    assert read_case(written[0]) == case
    text = written[0].read_text(encoding="utf-8")
    assert text.endswith("}\n")
    assert list(json.loads(text)) == sorted(json.loads(text))


def test_every_paper_is_a_file_with_its_pages_marked(small: Library, tmp_path: Path) -> None:
    case = generate(small, GEORGIA, "3")
    write_case(case, tmp_path)
    assert sorted(p.name for p in (tmp_path / "record").iterdir()) == [Path(d.file).name for d in case.documents]
    for document in case.documents:
        text = (tmp_path / document.file).read_text(encoding="utf-8")
        for number, page in enumerate(document.pages, 1):
            assert f"<!-- page {number} -->\n" in text
            assert f"page {number} of {len(document.pages)}*" in text
            assert page in text


def test_another_case_in_the_same_folder_takes_the_first_ones_place(small: Library, case: Case, tmp_path: Path) -> None:
    write_case(generate(small, GEORGIA, "4"), tmp_path)
    notes = tmp_path / "record" / "my notes.md"
    notes.write_text("mine")
    write_case(case, tmp_path)
    papers = {Path(d.file).name for d in case.documents}
    assert {p.name for p in (tmp_path / "record").iterdir()} == {"my notes.md", *papers}


@pytest.mark.parametrize(("old", "new", "said"), [
    ('"track": "connecticut"', '"trak": "connecticut"', 'trak: this key isn\'t known; did you mean "track"?'),
    ('"role": "mother"', '"role": "mothr"', "is not a choice here"),
    ('"today": "2026', '"today": "2026-13-40", "x": "', "today"),
    ('{\n  "capacities"', '{\n  "seed": "x",\n  "capacities"', "'seed' stands twice"),
    ('{\n  "capacities"', '{{\n  "capacities"', "case.json:1: not readable as JSON"),
])
def test_a_broken_case_file_says_what_and_where(case: Case, tmp_path: Path, old: str, new: str, said: str) -> None:
    text = case_json(case)
    assert old in text
    path = tmp_path / "case.json"
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(ContentError) as caught:
        read_case(path)
    assert said in str(caught.value)
    assert "case.json:" in str(caught.value)


def test_ids_that_refer_to_nothing_are_named(case: Case) -> None:
    value = json.loads(case_json(case))
    value["threats"][0]["by"] = ["p99"]
    value["facts"][0]["seen_in"] = [{"document": "d01", "page": 7}]
    with pytest.raises(ContentError) as caught:
        parse_case(json.dumps(value))
    assert "'p99', which isn't in the case" in str(caught.value)
    assert "a page that doesn't exist (d01, page 7)" in str(caught.value)


@pytest.mark.parametrize(("make", "said"), [
    (lambda p: None, "there is no such file"),
    (lambda p: p.mkdir(), "this is a folder"),
    (lambda p: p.write_bytes(b"\xff\xfe{"), "not UTF-8"),
    (lambda p: p.write_text("[" * 100_000), "not readable as JSON"),
    (lambda p: p.write_text("[]"), "case.json"),
])
def test_what_is_no_case_file(tmp_path: Path, make: object, said: str) -> None:
    path = tmp_path / "case.json"
    make(path)  # type: ignore[operator]
    with pytest.raises(ContentError, match=said):
        read_case(path)
