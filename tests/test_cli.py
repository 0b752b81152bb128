"""The commands keep the contract: data on standard output, words on standard error, exit codes, no tracebacks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from trainer.case.library import library
from trainer.cli import main
from trainer.content import root

CASE_KEYS = {
    "id", "track", "seed", "strands", "today", "people", "events", "threats", "risks", "capacities", "strengths",
    "needs", "services", "placements", "court", "facts", "documents", "clocks", "library",
}
FACT_KEYS = {"id", "about", "topic", "says", "elements", "since", "until", "superseded_by", "seen_in", "told_by"}
FINDING_KEYS = {
    "criterion", "with", "provisions", "channel", "domain", "level", "points", "of", "critical", "evidence",
    "missed_facts", "why", "feedback",
}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a case, its exemplar and a plan that says next to nothing."""
    folder = tmp_path_factory.mktemp("made")
    assert run("case", "--track", "connecticut", "--seed", "7", "--out", str(folder)).exit_code == 0
    shown = run("exemplar", str(folder / "case.json"))
    assert shown.exit_code == 0
    (folder / "exemplar.json").write_text(shown.stdout, encoding="utf-8")
    case = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    thin = {
        "case": case["id"], "handed_in": case["today"], "asked": ["plan", "team"],
        "plan": {"health": "Fine.", "child_view": "She said \"I never want to go home again.\""},
    }
    (folder / "thin.json").write_text(json.dumps(thin), encoding="utf-8")
    return folder


def scored(made: Path, what: str, *more: str) -> dict[str, Any]:
    shown = run("score", str(made / "case.json"), str(made / what), "--json", *more)
    assert shown.exit_code == 0, shown.stderr
    return json.loads(shown.stdout)


def test_a_case_has_the_contracts_shape(made: Path) -> None:
    case = json.loads((made / "case.json").read_text(encoding="utf-8"))
    assert set(case) >= CASE_KEYS
    assert all(set(fact) >= FACT_KEYS for fact in case["facts"])
    for paper in case["documents"]:
        text = (made / paper["file"]).read_text(encoding="utf-8")
        assert all(f"<!-- page {n} -->" in text for n in range(1, len(paper["pages"]) + 1))
    kinds = {paper["kind"] for paper in case["documents"]}
    assert len(kinds) >= 10
    assert len([p for p in case["people"] if p["role"] == "child"]) >= 2


def test_the_same_arguments_give_the_same_bytes_in_another_process(made: Path, tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONHASHSEED": "4242"}
    arguments = ["case", "--track", "connecticut", "--seed", "7", "--out", str(tmp_path / "again")]
    subprocess.run([sys.executable, "-m", "trainer", *arguments], check=True, env=environment, capture_output=True)
    for path in sorted((made / "record").iterdir()):
        assert (tmp_path / "again" / "record" / path.name).read_bytes() == path.read_bytes()
    assert (tmp_path / "again" / "case.json").read_bytes() == (made / "case.json").read_bytes()


@pytest.mark.parametrize("track", ["connecticut", "georgia"])
@pytest.mark.parametrize("strand", library().cores)
def test_the_exemplar_earns_every_applicable_criterion(track: str, strand: str, tmp_path: Path) -> None:
    assert run("case", "--track", track, "--seed", "3", "--strand", strand, "--out", str(tmp_path)).exit_code == 0
    (tmp_path / "e.json").write_text(run("exemplar", str(tmp_path / "case.json")).stdout, encoding="utf-8")
    card = scored(tmp_path, "e.json")
    short = {f["criterion"]: f["why"] for f in card["findings"] if f["level"] in ("partly", "missed", "unsure")}
    assert short == {}
    assert card["satisfactory"] is True


def test_a_thin_plan_is_not_there_yet_and_is_told_where_things_stood(made: Path) -> None:
    card = scored(made, "thin.json")
    assert card["satisfactory"] is False
    assert all(set(f) >= FINDING_KEYS for f in card["findings"])
    invented = next(f for f in card["findings"] if f["criterion"] == "child-perspective-recorded")
    assert invented["critical"] is True
    assert invented["level"] == "missed"
    case = json.loads((made / "case.json").read_text(encoding="utf-8"))
    papers = {paper["id"]: len(paper["pages"]) for paper in case["documents"]}
    missed = [m for f in card["findings"] for m in f["missed_facts"] if m["document"]]
    assert len(missed) > 20
    assert all(1 <= m["page"] <= papers[m["document"]] for m in missed)


def test_evidence_is_the_submissions_own_text(made: Path) -> None:
    submission = json.loads((made / "exemplar.json").read_text(encoding="utf-8"))
    seen = 0
    for finding in scored(made, "exemplar.json")["findings"]:
        for e in finding["evidence"]:
            place, _, part = e["part"].partition(".")
            value = submission[place][part] if part else submission[place]
            if e["row"]:
                value = next(row for row in value if row["id"] == e["row"])[e["column"]]
            assert value[e["start"] : e["end"]] == e["quote"]
            seen += 1
    assert seen > 100


def test_one_source_only(made: Path) -> None:
    card = scored(made, "exemplar.json", "--source", "federal")
    assert [s["id"] for s in card["sources"]] == ["federal"]
    assert all(p.startswith("FED.") for f in card["findings"] for p in f["provisions"])
    assert run("score", str(made / "case.json"), str(made / "thin.json"), "--source", "fedral").exit_code == 1


def test_a_scorecard_for_people_underlines_the_evidence(made: Path) -> None:
    shown = run("score", str(made / "case.json"), str(made / "thin.json"))
    assert shown.exit_code == 0
    assert "Not there yet" in shown.stdout
    lines = shown.stdout.splitlines()
    at = next(i for i, line in enumerate(lines) if "I never want to go home again" in line and "~" in lines[i + 1])
    assert lines[at + 1].strip("~ ") == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"plan": {"helth": "x"}}, 'plan.helth: this part isn\'t on the form; did you mean "health"?'),
        ({"plan": {"health": 3}}, "plan.health: is a number, not text"),
        ({"plan": {"developed_on": "2026-02-30"}}, "plan.developed_on: '2026-02-30' is not a date that exists"),
        ({"plan": {"health": "x" * 200_000}}, "plan.health: has 200,000 characters; the limit is 20,000"),
        ({"plan": {"steps": [{"id": "s1", "objective": "o9"}]}}, "there is no row 'o9' in objectives"),
        ({"plan": {"steps": [{"objective": ""}]}}, "plan.steps row 1: has no id"),
        ({"plan": []}, "plan: is not a set of parts"),
        ({"handed_in": "yesterday"}, "handed_in: found yesterday"),
        ({"plans": {}}, 'plans: this key isn\'t known; did you mean "plan"?'),
        ({"case": "c-another"}, "this submission is for 'c-another'"),
    ],
)
def test_a_submission_that_does_not_fit_is_refused_whole(
    made: Path, tmp_path: Path, change: dict[str, Any], said: str
) -> None:
    good = json.loads((made / "thin.json").read_text(encoding="utf-8"))
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(good | change), encoding="utf-8")
    shown = run("score", str(made / "case.json"), str(path), "--json")
    assert shown.exit_code == 1
    assert shown.stdout == ""
    assert said in shown.stderr
    assert "Traceback" not in shown.stderr


def test_every_problem_is_named_at_once(made: Path, tmp_path: Path) -> None:
    good = json.loads((made / "thin.json").read_text(encoding="utf-8"))
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(good | {"handed_in": "2026-13-01", "plan": {"health": 1, "emotional": 2}}))
    shown = run("score", str(made / "case.json"), str(path))
    assert sum(word in shown.stderr for word in ("plan.health", "plan.emotional", "handed_in")) == 3


@pytest.mark.parametrize("text", ["", "{", "[1, 2]", "\x00", '{"plan": ' + "[" * 5000])
def test_files_that_are_no_submission(made: Path, tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(text)
    shown = run("score", str(made / "case.json"), str(path))
    assert shown.exit_code == 1
    assert shown.stderr.strip()
    assert not shown.exception or isinstance(shown.exception, SystemExit)


@pytest.mark.parametrize(
    "arguments",
    [
        ("case", "--track", "atlantis", "--seed", "1", "--out", "x"),
        ("case", "--track", "connecticut", "--seed", "1", "--strand", "no-such-strand", "--out", "x"),
        ("explain", "no-such-thing"),
    ],
)
def test_unknown_names_get_a_sentence(arguments: tuple[str, ...], tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    shown = run(*arguments)
    assert shown.exit_code == 1
    assert shown.stderr.strip()
    assert not (tmp_path / "x").exists()


def test_wrong_usage_is_two() -> None:
    assert run("case", "--seed", "many").exit_code == 2
    assert run("no-such-command").exit_code == 2


def test_check_counts_and_fails_on_what_is_pending() -> None:
    allowed = run("check", "--json", "--allow-pending")
    assert allowed.exit_code == 0, allowed.stderr
    sources = json.loads(allowed.stdout)["sources"]
    assert {"ct-36-3", "federal", "wa-1150", "mi-miteam", "ga-case-plan-review"} <= set(sources)
    five = [row for id, row in sources.items() if id != "norms"]
    assert sum(row["provisions"] for row in five) == 368
    for row in five:
        assert row["provisions"] == row["scored"] + row["done"] + row["person"] + row["pending"]
    strict = run("check")
    assert strict.exit_code == (1 if any(row["pending"] for row in sources.values()) else 0)


def test_check_names_what_is_broken(tmp_path: Path) -> None:
    for room in ("scenarios", "rubrics"):
        subprocess.run(["cp", "-r", str(root() / room), str(tmp_path / room)], check=True)
    track = tmp_path / "rubrics" / "tracks.yaml"
    track.write_text(track.read_text().replace("sources: [ct-36-3, federal]", "sources: [ct-36-3, fedral]"))
    criterion = tmp_path / "rubrics" / "criteria" / "timeliness" / "plan-in-time.yaml"
    criterion.write_text(criterion.read_text().replace("why:", "wy:"))
    shown = run("check", str(tmp_path), "--allow-pending")
    assert shown.exit_code == 1
    assert "tracks.yaml" in shown.stderr
    assert 'did you mean "federal"' in shown.stderr
    assert 'did you mean "why"' in shown.stderr


@pytest.mark.parametrize("what", ["case", "submission", "scorecard", "criterion", "strand"])
def test_schemas_are_schemas(what: str) -> None:
    shown = run("schema", what)
    assert shown.exit_code == 0
    assert "properties" in shown.stdout


@pytest.mark.parametrize(
    "id", ["FED.TIME.60D", "plan-in-time", "linked", "out_of_home", "father-in-prison", "child.health"]
)
def test_explain_says_it_in_words(id: str) -> None:
    shown = run("explain", id)
    assert shown.exit_code == 0
    assert len(shown.stdout.split()) > 4
    assert "{" not in shown.stdout
