"""Grading: the queue, decisions that never edit a finding, comments on exact passages, return and acceptance."""

from __future__ import annotations

import pytest

from tests.desk.world import HEALTH, World, reference
from trainer import desk
from trainer.desk.errors import Refused

VIEW = "She told me on May 3 that she misses her brother."


def test_the_queue_is_ones_own_cohort_oldest_first(world: World) -> None:
    _, ada = world.handed_in()
    world.clock.pass_(hours=2)
    _, bo = world.handed_in("bo")
    _, cy = world.handed_in("cy")
    practice = desk.practise(world.house, world.ada, "connecticut")
    world.write(practice, health=HEALTH)
    desk.hand_in(world.house, world.ada, practice)
    assert [i.submission_id for i in desk.queue(world.house, world.ann)] == [ada, bo]
    assert [i.submission_id for i in desk.queue(world.house, world.sam)] == [cy]
    assert {i.submission_id for i in desk.queue(world.house, world.kim)} == {ada, bo, cy}, "practice waits for nobody"
    item = desk.queue(world.house, world.ann)[0]
    assert (item.trainee_name, item.cohort, item.title, item.number, item.state) == (
        "Ada Okafor", "autumn", "First plan", 1, "waiting")
    desk.return_(world.house, world.ann, ada, "More.")
    left = [(i.submission_id, i.state) for i in desk.queue(world.house, world.ann)]
    assert left == [(bo, "waiting"), (ada, "returned")]


def test_the_queue_names_who_has_read_and_whether_that_is_oneself(world: World) -> None:
    _, submission = world.handed_in("ada")
    fresh = desk.queue(world.house, world.ann)[0]
    assert (fresh.read_by, fresh.mine) == ((), False)
    desk.decide(world.house, world.ann, submission, "health-described", "partly", "A reason.")
    mine, others = desk.queue(world.house, world.ann)[0], desk.queue(world.house, world.kim)[0]
    assert (mine.read_by, mine.mine) == (("Ann Ruiz",), True)
    assert (others.read_by, others.mine) == (("Ann Ruiz",), False)


def test_unsure_findings_are_counted(world: World) -> None:
    world.handed_in(health=HEALTH, child_view=VIEW, objectives=[{"id": "o", "change": "x"}])
    item = desk.queue(world.house, world.ann)[0]
    assert (item.unsure, item.satisfactory) == (1, None)


def test_a_decision_stands_beside_the_finding(world: World) -> None:
    attempt, submission = world.handed_in(health=HEALTH, child_view=VIEW, objectives=[{"id": "o", "change": "x"}])
    with world.house.store.read() as reader:
        before = reader.events(of=submission, kind="scored")
    with pytest.raises(Refused, match="Say in a sentence why"):
        desk.decide(world.house, world.ann, submission, "view-told", "met", "  ")
    desk.decide(world.house, world.ann, submission, "view-told", "met", "Her words, with the day.")
    desk.decide(world.house, world.ann, submission, "health-described", "met", "")
    view = desk.feedback(world.house, world.ann, attempt)
    found = {f.key: f for f in view.findings}
    assert (found["view-told"].level, found["view-told"].machine_level) == ("met", "unsure")
    assert found["view-told"].decision is not None
    assert (found["view-told"].decision.by_name, found["view-told"].decision.differs) == ("Ann Ruiz", True)
    assert found["health-described"].decision is not None
    assert not found["health-described"].decision.differs
    assert (view.satisfactory, view.points) == (True, 9)
    assert view.state == "begun"
    with world.house.store.read() as reader:
        assert reader.events(of=submission, kind="scored") == before, "the machine's judgment is another record"


def test_a_coordinators_decision_holds_over_an_advisors(world: World) -> None:
    attempt, submission = world.handed_in()
    desk.decide(world.house, world.kim, submission, "health-described", "missed", "It is about her brother.")
    desk.decide(world.house, world.ann, submission, "health-described", "met", "")
    view = desk.feedback(world.house, world.ann, attempt)
    assert {f.key: f.level for f in view.findings}["health-described"] == "missed"


@pytest.mark.parametrize(("finding", "level", "reason"), [
    ("no-such", "met", "r"), ("health-described", "unsure", "r"), ("health-described", "brilliant", "r"),
    ("health-described", "missed", "x" * 5_000), ("health-described", "missed", "a\x00b"),
])
def test_decisions_that_can_not_be(world: World, finding: str, level: str, reason: str) -> None:
    _, submission = world.handed_in()
    with pytest.raises(Refused):
        desk.decide(world.house, world.ann, submission, finding, level, reason)  # type: ignore[arg-type]
    with world.house.store.read() as reader:
        assert reader.count(kind="decided") == 0


def test_comments_stand_on_exact_passages(world: World) -> None:
    text = "Émile 🧒🏽 saw Dr. Brandt."
    attempt, submission = world.handed_in(health=text, objectives=[{"id": "o1", "change": "Three meals a day."}])
    start = text.index("Dr.")
    kept = desk.comment(world.house, world.ann, submission, "plan.health", "", "", start, start + 10, " When? ")
    assert (kept.quote, kept.text, kept.by_name) == (text[start:start + 10], "When?", "Ann Ruiz")
    cell = desk.comment(world.house, world.ann, submission, "plan.objectives", "o1", "change", 0, 5, "Good.")
    assert cell.quote == "Three"
    whole = desk.comment(world.house, world.ann, submission, "plan.education", "", "", 0, 0, "This is still empty.")
    assert desk.feedback(world.house, world.ann, attempt).comments == (kept, cell, whole)
    for place in (("plan.health", "", "", 0, 999), ("plan.health", "", "", 5, 2), ("plan.health", "", "", -1, 2),
                  ("plan.nowhere", "", "", 0, 0), ("case", "", "", 0, 2), ("model_dump", "", "", 0, 0),
                  ("plan.objectives", "o9", "change", 0, 1), ("plan.objectives", "o1", "id", 0, 1)):
        with pytest.raises(Refused):
            desk.comment(world.house, world.ann, submission, *place, "text")
    with pytest.raises(Refused):
        desk.comment(world.house, world.ann, submission, "plan.health", "", "", 0, 5, "  ")


def test_return_and_accept_answer_the_newest_once(world: World) -> None:
    attempt, first = world.handed_in()
    with pytest.raises(Refused, match="what to change"):
        desk.return_(world.house, world.ann, first, "  ")
    desk.return_(world.house, world.ann, first, "More.")
    for verb in (desk.return_, desk.accept):
        with pytest.raises(Refused, match="already"):
            verb(world.house, world.ann, first, "Again.")
    world.write(attempt, health=HEALTH + " More.")
    second = desk.hand_in(world.house, world.ada, attempt)
    with pytest.raises(Refused, match="newer version"):
        desk.accept(world.house, world.ann, first, "")
    desk.accept(world.house, world.kim, second, "Well done.")
    assert desk.attempt(world.house, world.ada, attempt).stage == "accepted"
    with pytest.raises(Refused, match="coordinator"):
        desk.decide(world.house, world.ann, second, "health-described", "partly", "Later thought.")
    with pytest.raises(Refused, match="closed"):
        desk.save(world.house, world.ada, attempt, "case-plan", "health", "New.", 2)


def test_grading_shows_the_truth_beside_the_work(world: World) -> None:
    _, submission = world.handed_in()
    view = desk.grading(world.house, world.ann, submission)
    case = reference()
    assert len(view.papers) == len(case.documents)
    assert len(view.facts) == len(case.facts)
    assert {line.says for line in view.lines if line.kind == "threat"} == {t.says for t in case.threats}
    assert (view.can_decide, view.can_return) == (True, True)
    old = [f for f in view.facts if not f.current]
    assert len(old) == len([f for f in case.facts if f.superseded_by or (f.until and f.until < case.today)])
    assert not {f.id for f in case.facts} & {word for f in view.facts for word in repr(f).split("'")}


def test_alone_one_may_grade_oneself_and_compare(world: World) -> None:
    attempt = desk.practise(world.house, world.alone, "connecticut")
    world.write(attempt, "alone", health=HEALTH)
    submission = desk.hand_in(world.house, world.alone, attempt)
    assert [i.submission_id for i in desk.queue(world.house, world.alone)] == [submission]
    desk.decide(world.house, world.alone, submission, "health-described", "missed", "I left out the dentist.")
    tried = {f.key: f for f in desk.grading(world.house, world.alone, submission).feedback.findings}
    assert (tried["health-described"].level, tried["health-described"].machine_level) == ("missed", "met")
    stands = {f.key: f for f in desk.feedback(world.house, world.alone, attempt).findings}
    assert stands["health-described"].level == "met", "what one tries for oneself changes nothing that stands"
    assert not desk.grading(world.house, world.alone, submission).can_return
