"""Many at once: the same bytes by any number of workers, on again after a stop, and plain sentences."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from trainer.case.population import row as rows_module
from trainer.case.population.fit import fit
from trainer.case.population.many import CannotDraw, Task, draw_many
from trainer.case.population.row import Row, load, row
from trainer.case.write import parse_case
from trainer.cli import main
from trainer.content import ContentError, Problem
from trainer.rubric.library import rubrics

SIZE = 500


@pytest.fixture(autouse=True)
def _plain_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers begin with the main module of who starts them; tests of pages leave a page's script there."""
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["population", *arguments])


def stop_after(chunks: int):  # type: ignore[no-untyped-def]
    """A progress that is Ctrl-C once so many chunks are done."""
    def progress(done: int, of: int) -> None:
        if done >= chunks * SIZE:
            raise KeyboardInterrupt

    return progress


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_the_number_of_workers_changes_no_byte(tmp_path: Path, form: str) -> None:
    files = []
    for workers in (1, 3):
        out = tmp_path / f"{workers}.{form}"
        done = draw_many(Task(out, 2_750, 4, size=SIZE), workers)
        assert done.made == 2_750
        assert not fit(load(), done.tally).poor
        files.append(out.read_bytes())
    assert files[0] == files[1]
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([f"1.{form}", f"3.{form}"])


def test_both_forms_hold_the_rows(tmp_path: Path) -> None:
    population = load()
    wanted = [row(population, 4, n) for n in range(1_200)]
    draw_many(Task(tmp_path / "a.jsonl", 1_200, 4, size=SIZE))
    draw_many(Task(tmp_path / "a.parquet", 1_200, 4, size=SIZE))
    lines = (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()
    assert [Row.model_validate_json(line) for line in lines] == wanted
    assert [Row.model_validate(r) for r in pq.read_table(tmp_path / "a.parquet").to_pylist()] == wanted


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_a_stopped_run_goes_on(tmp_path: Path, form: str) -> None:
    whole, out = tmp_path / f"whole.{form}", tmp_path / f"out.{form}"
    draw_many(Task(whole, 2_750, 4, size=SIZE))
    with pytest.raises(KeyboardInterrupt):
        draw_many(Task(out, 2_750, 4, size=SIZE), 1, stop_after(2))
    assert not out.exists()
    folder = tmp_path / f"out.{form}.chunks"
    (folder / f"000003.{form}.part").write_bytes(b"half a chunk")
    if form == "jsonl":
        with (folder / "whole").open("ab") as file:
            file.write(b"half a line that was being added")
    done = draw_many(Task(out, 2_750, 4, size=SIZE))
    assert 0 < done.made <= 2_750 - 2 * SIZE
    assert sum(count for key, count in done.tally.counts.items() if key == ("rows", "all")) == 2_750
    assert out.read_bytes() == whole.read_bytes()
    assert not folder.exists()


def test_a_run_that_was_another_is_not_mixed_in(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with pytest.raises(KeyboardInterrupt):
        draw_many(Task(out, 2_750, 4, size=SIZE), 1, stop_after(1))
    kept = {p.name: p.read_bytes() for p in (tmp_path / "out.jsonl.chunks").iterdir()}
    for other, said in ((Task(out, 2_750, 5, size=SIZE), "--seed"), (Task(out, 3_000, 4, size=SIZE), "--count")):
        with pytest.raises(CannotDraw, match=f"another in {said} .*--count 2750 --seed 4"):
            draw_many(other)
    assert {p.name: p.read_bytes() for p in (tmp_path / "out.jsonl.chunks").iterdir()} == kept


def test_two_runs_do_not_work_in_one_folder(tmp_path: Path) -> None:
    task = Task(tmp_path / "out.jsonl", 1_500, 4, size=SIZE)

    def meanwhile(done: int, of: int) -> None:
        if done == SIZE:
            with pytest.raises(CannotDraw, match="Another run is at work"):
                draw_many(task)

    draw_many(task, 1, meanwhile)
    assert task.out.exists()


def test_whole_cases_are_the_same_by_any_number_of_workers(tmp_path: Path) -> None:
    tracks = {id: rubrics().track_case(id) for id in rubrics().tracks}
    for workers in (1, 2):
        draw_many(Task(tmp_path / f"{workers}.jsonl", 5, 4, True, tracks, size=2), workers)
    text = (tmp_path / "1.jsonl").read_text(encoding="utf-8")
    assert text == (tmp_path / "2.jsonl").read_text(encoding="utf-8")
    cases = [parse_case(line) for line in text.splitlines()]
    population = load()
    assert [c.track for c in cases] == [row(population, 4, n).track for n in range(5)]
    assert len({c.id for c in cases}) == 5
    assert all(c.documents for c in cases)


def test_a_case_that_content_makes_impossible_is_drawn_again_and_told(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from trainer.case.population import cases

    true = cases.case_for

    def broken(library, tracks, one, seed):  # type: ignore[no-untyped-def]
        if seed in ("4/1", "4/1/2"):
            raise ContentError([Problem("scenarios/strands/x.yaml", 3, f"with {seed}: a fact is told nowhere.")])
        return true(library, tracks, one, seed)

    monkeypatch.setattr(cases, "case_for", broken)
    shown = run("--count", "2", "--seed", "4", "--full", "--out", str(tmp_path / "a.jsonl"))
    assert shown.exit_code == 1
    assert "x.yaml:3: with 4/1: a fact is told nowhere; the case was drawn again" in shown.stderr
    seeds = [json.loads(line)["seed"] for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert seeds[1] == "4/1/3"


def test_the_command_says_how_fast_and_how_well(tmp_path: Path) -> None:
    shown = run("--count", "3000", "--seed", "1", "--out", str(tmp_path / "deep" / "p.parquet"))
    assert shown.exit_code == 0, shown.output
    assert "cases per second" in shown.stdout
    assert "circumstances: drug-parent" in shown.stdout
    assert "within their tolerance" in shown.stdout
    assert (tmp_path / "deep" / "p.parquet").exists()


def test_a_poor_fit_is_exit_1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    true = load()
    sex = true.figures.shares.sex.model_copy(update={"values": {"male": 0.3, "female": 0.7}})
    shares = true.figures.shares.model_copy(update={"sex": sex})
    wrong = rows_module.population(true.figures.model_copy(update={"shares": shares}))
    monkeypatch.setattr(rows_module, "load", lambda path=None: wrong)
    shown = run("--count", "3000", "--seed", "1", "--out", str(tmp_path / "p.jsonl"))
    assert shown.exit_code == 1
    assert "POOR" in shown.stdout
    assert "sex: male" in shown.stderr


@pytest.mark.parametrize(("arguments", "code", "said"), [
    (("--count", "0", "--out", "p.jsonl"), 2, "0 is not in the range"),
    (("--count", "5", "--workers", "0", "--out", "p.jsonl"), 2, "0 is not in the range"),
    (("--count", "5", "--out", "p.csv"), 1, "end it in .parquet or .jsonl"),
    (("--count", "5", "--out", "p"), 1, "end it in .parquet or .jsonl"),
    (("--count", "5", "--full", "--out", "p.parquet"), 1, "whole cases are written as JSON Lines"),
    (("--count", "5", "--out", "file/p.jsonl"), 1, "file is a file, so nothing can be written in it"),
    (("--count", "5", "--out", "folder.jsonl"), 1, "is a folder; name a file in it"),
])
def test_mistakes_are_said_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...],
                                   code: int, said: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("not a folder")
    (tmp_path / "folder.jsonl").mkdir()
    shown = run("--seed", "1", *arguments)
    assert shown.exit_code == code
    assert said in shown.stderr
    assert "Traceback" not in shown.output
    assert not list(tmp_path.glob("p.*"))


def test_a_manifest_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with pytest.raises(KeyboardInterrupt):
        draw_many(Task(out, 2_750, 4, size=SIZE), 1, stop_after(1))
    manifest = tmp_path / "out.jsonl.chunks" / "manifest.json"
    assert json.loads(manifest.read_text(encoding="utf-8"))["seed"] == 4
    manifest.write_text("{")
    with pytest.raises(CannotDraw, match="isn't readable"):
        draw_many(Task(out, 2_750, 4, size=SIZE))
