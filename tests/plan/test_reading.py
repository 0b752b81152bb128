"""What a plan is read to say, on the reference case."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.plan.cells import join
from trainer.plan.reading import Reader, day, first_day, read_plan
from trainer.plan.submission import Submission
from trainer.rubric.examples import reference_case

CASE = reference_case()


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(CASE)


def submission(**plan: Any) -> Submission:
    return Submission(case=CASE.id, handed_in=CASE.today, plan=plan)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Carla stays in bed for days and nobody can wake her", "threat:t_depression"),
        ("Owen was found alone on Canal Street", "threat:t_supervision"),
        ("The kids are not being fed", "threat:t_food"),
        ("Mother is isolated and has no support since her own mother died", "risk:r_isolation"),
        ("Tessa needs trauma therapy", "need:n_trauma"),
        ("Carla phones Tessa every evening", "strength:s_calls"),
        ("Behind on rent, notice from the landlord", "need:n_housing"),
        ("MH treatment for mom: depression", "threat:t_depression"),
    ],
)
def test_a_row_means_a_true_item(reader: Reader, text: str, key: str) -> None:
    assert key in [m.truth.key for m in reader.meant(text)]


@pytest.mark.parametrize(
    "text", ["The mother hits the children", "Neglect.", "Sexual acting out", "n/a", "", "asdf qwer"]
)
def test_what_nothing_in_the_case_stands_behind(reader: Reader, text: str) -> None:
    assert reader.meant(text) == ()


def test_an_assessment_row_means_only_what_it_affirms(reader: Reader) -> None:
    row = reader.row("threats", {"id": "t1", "what": "Owen is never left alone", "who": "Carla"}, ("what", "who"))
    assert "threat:t_supervision" not in [m.truth.key for m in row.means]


def test_a_row_about_the_other_parent_means_it_less(reader: Reader) -> None:
    text = "Stays in bed for days with untreated depression"
    hers = reader.row("threats", {"id": "t1", "what": text, "who": "Carla"}, ("what", "who"))
    his = reader.row("threats", {"id": "t1", "what": text, "who": "Ray"}, ("what", "who"))
    best = {r.who: max((m.confidence for m in r.means if m.truth.id == "t_depression"), default=0) for r in (hers, his)}
    assert best[("carla",)] > best[("ray",)]


def test_a_plan_for_another_family_means_little_here() -> None:
    text = "When her depression is untreated, Latoya stays in bed and can't wake Jillian."
    plan = submission(
        about_child="We asked Latoya, and Jillian too.", threats=[{"id": "t1", "what": text, "who": "Latoya"}]
    )
    assert read_plan(CASE, plan).rows["threats"][0].means == ()
    ours = submission(threats=[{"id": "t1", "what": text.replace("Latoya", "Carla").replace("Jillian", "Tessa")}])
    assert read_plan(CASE, ours).rows["threats"][0].means


def test_objectives_point_to_rows_and_steps_to_objectives() -> None:
    reading = read_plan(
        CASE,
        submission(
            threats=[{"id": "t1", "what": "Depression keeps Carla in bed.", "who": "Carla Whitcomb"}],
            objectives=[
                {
                    "id": "o1",
                    "answers": "t1",
                    "change": "Carla is up by seven.",
                    "measure": "20 visits",
                    "by": "2026-12-15",
                },
                {"id": "o2", "answers": "gone", "change": "Something else.", "measure": ""},
            ],
            steps=[
                {
                    "id": "s1",
                    "objective": "o1",
                    "actor": "Riverbend",
                    "action": "Sees Carla on Mondays.",
                    "by": "2026-08-31",
                    "service": "Riverbend Behavioral Health",
                },
                {
                    "id": "s2",
                    "objective": "o1",
                    "actor": "I",
                    "action": "Bring a bus pass to Ms. Whitcomb.",
                    "by": "soon",
                },
                {"id": "s3", "objective": "", "actor": "the tutor", "action": "Reads.", "service": "Superstar Club"},
            ],
        ),
    )
    one, two = reading.objectives
    assert one.row is not None
    assert one.row.id == "t1"
    assert one.means[0].truth.key == "threat:t_depression"
    assert one.by == dt.date(2026, 12, 15)
    assert two.row is None
    first, second, third = reading.steps
    assert [s.id for s in reading.under("o1")] == ["s1", "s2"]
    assert (first.actors, first.services, first.kinds_of_service) == (
        ("marsh",),
        ("sv_riverbend",),
        frozenset({"adult-therapy"}),
    )
    assert (second.actors, second.by, second.named) == (("merritt",), None, ("carla",))
    assert (third.actors, third.kinds, third.unknown_service) == ((), frozenset({"provider"}), "Superstar Club")
    assert reading.under("") == ()


def test_a_service_is_known_by_name_words_and_kind(reader: Reader) -> None:
    assert reader.services("TF-CBT at Lantern") == (("sv_lantern",), frozenset({"child-trauma-therapy"}))
    assert reader.services("anger management") == ((), frozenset({"anger-management"}))
    assert reader.services("a walk in the park") == ((), frozenset())


def test_a_cell_is_found_again_in_its_row() -> None:
    cells = join({"id": "r", "what": "first", "who": "", "since": "second", "n": 3}, ("what", "who", "since", "n"))
    assert cells.text == "first\nsecond"
    assert cells.column("since") == "second"
    from trainer.language.spans import find

    found = find(cells.text, "second")
    assert found is not None
    placed = cells.place(found)
    assert placed is not None
    assert placed[0] == "since"
    assert (placed[1].start, placed[1].end) == (0, 6)


def test_days() -> None:
    assert day("2026-02-30") is None
    assert day("2026-03-01") == dt.date(2026, 3, 1)
    assert day("") is None
    found = first_day("a first sign by August 3", dt.date(2026, 7, 20))
    assert found is not None
    assert found[0] == dt.date(2026, 8, 3)


CELL = st.one_of(
    st.none(),
    st.integers(),
    st.text(max_size=60),
    st.lists(st.text(max_size=5), max_size=2),
    st.just("o1"),
    st.just("t1"),
)
ROW = st.one_of(
    st.none(),
    st.text(max_size=10),
    st.dictionaries(
        st.sampled_from(
            [
                "id",
                "what",
                "who",
                "answers",
                "change",
                "measure",
                "by",
                "objective",
                "actor",
                "action",
                "service",
                "zzz",
            ]
        ),
        CELL,
        max_size=8,
    ),
)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["threats", "risks", "needs", "family_strengths", "objectives", "steps"]),
        st.one_of(st.none(), st.text(max_size=20), st.integers(), st.lists(ROW, max_size=4)),
        max_size=6,
    )
)
def test_any_garbage_can_be_read(plan: dict[str, Any]) -> None:
    reading = read_plan(CASE, submission(**plan))
    for objective in reading.objectives:
        assert objective.means is not None
        reading.under(objective.id)
    for rows in reading.rows.values():
        for row in rows:
            for m in row.means:
                assert all(row.cells.text[s.start : s.end] == s.quote for s in m.found.values())


def test_words_in_passing_do_not_outweigh_the_row_that_an_objective_points_to() -> None:
    change = "Carla leaves Owen with Bridget, so that Tessa can heal from the trauma."
    threat = {"id": "t1", "what": "Owen is left alone without supervision in Tessa's care.", "who": "Carla Whitcomb"}

    def meant(answers: str) -> set[str]:
        plan = {"threats": [threat], "objectives": [{"id": "o1", "answers": answers, "change": change}]}
        submission = Submission(case=CASE.id, handed_in=CASE.today, asked=("plan",), plan=plan)
        return {m.truth.key for m in read_plan(CASE, submission).objectives[0].means}

    alone, pointed = meant(""), meant("t1")
    assert "need:n_trauma" in alone
    assert "threat:t_supervision" in pointed
    assert "need:n_trauma" not in pointed
