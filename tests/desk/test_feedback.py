"""Feedback: when it is released, and what it holds."""

from __future__ import annotations

import pytest

from tests.desk.world import HEALTH, World, reference
from trainer import desk
from trainer.desk.errors import NotYours, Refused


def test_after_the_advisor_nothing_is_seen_before(world: World) -> None:
    attempt, submission = world.handed_in(release="after advisor")
    for opened in (None, submission):
        view = desk.feedback(world.house, world.ada, attempt, opened)
        assert not view.released
        assert view.why_not
        assert (view.standing, view.findings, view.strong, view.change_first, view.comments, view.letter) == (
            None, (), (), (), (), None)
        assert (view.satisfactory, view.points, view.verdict_sentence) == (None, 0, "")
        assert view.submission.text("plan.health") == HEALTH, "their own work they may see"
    with pytest.raises(Refused):
        desk.compare(world.house, world.ada, attempt, submission, submission)
    assert desk.feedback(world.house, world.ann, attempt).released, "reviewers see it"
    desk.comment(world.house, world.ann, submission, "plan.health", "", "", 0, 5, "Who drove her?")
    desk.decide(world.house, world.ann, submission, "health-described", "partly", "Leaves out the dentist.")
    assert not desk.feedback(world.house, world.ada, attempt).released, "deciding isn't releasing"
    desk.return_(world.house, world.ann, submission, "Add the dentist.")
    view = desk.feedback(world.house, world.ada, attempt)
    assert view.released
    assert [w.words for w in view.words] == ["Add the dentist."]
    assert [c.text for c in view.comments] == ["Who drove her?"]


def test_at_once_is_at_once(world: World) -> None:
    attempt, _ = world.handed_in(release="at once")
    view = desk.feedback(world.house, world.ada, attempt)
    assert view.released
    assert view.state == "waiting", "an advisor still looks at it"
    assert not desk.attempt(world.house, world.ada, attempt).can_write


def test_practice_is_at_once(world: World) -> None:
    attempt = desk.practise(world.house, world.ada, "connecticut")
    world.write(attempt, health=HEALTH)
    desk.hand_in(world.house, world.ada, attempt)
    assert desk.feedback(world.house, world.ada, attempt).released


def test_a_second_version_waits_again(world: World) -> None:
    attempt, first = world.handed_in()
    desk.return_(world.house, world.ann, first, "More.")
    world.write(attempt, health=HEALTH + " More.")
    second = desk.hand_in(world.house, world.ada, attempt)
    assert desk.feedback(world.house, world.ada, attempt, first).released
    assert not desk.feedback(world.house, world.ada, attempt).released
    assert not desk.feedback(world.house, world.ada, attempt, second).released
    assert {r.attempt for r in desk.progress(world.house, world.ada)} == {1}


def test_a_finding_says_everything(world: World) -> None:
    attempt, _ = world.handed_in(release="at once")
    findings = {f.key: f for f in desk.feedback(world.house, world.ada, attempt).findings}
    health, danger = findings["health-described"], findings["threats-answered"]
    assert (health.level, health.title, health.theme) == ("met", "The child's health is described", "child")
    assert [e.quote for e in health.evidence] == [HEALTH]
    assert health.opens == ("case-plan", "health")
    assert health.good_example == "He is well: Dr. Ames saw him on May 3."
    assert [p.id for p in health.provisions] == ["ct-36-3.1", "federal.2"]
    assert (health.provisions[0].source, health.provisions[0].says) == ("CT-36-3", "Provision 1 of ct-36-3.")
    fact = reference().current("child.health")[0]
    assert danger.critical
    assert [(m.says, m.paper_id, m.page) for m in danger.missed] == [
        (fact.says, fact.seen_in[0].document, fact.seen_in[0].page)]
    assert danger.missed[0].paper_title


def test_strong_first_then_what_to_change(world: World) -> None:
    attempt, _ = world.handed_in(release="at once")
    view = desk.feedback(world.house, world.ada, attempt)
    assert [f.key for f in view.strong] == ["health-described"]
    assert [f.key for f in view.change_first] == ["threats-answered", "view-told"], "what is critical comes first"
    assert (view.points, view.of, view.satisfactory) == (3, 9, False)
    assert "3 of 9 points" in view.verdict_sentence


def test_nothing_handed_in_and_anothers_submission(world: World) -> None:
    attempt = world.begun()
    with pytest.raises(Refused, match="Nothing has been handed in"):
        desk.feedback(world.house, world.ada, attempt)
    other, submission = world.handed_in("bo", release="at once")
    mine, _ = world.handed_in(release="at once")
    for id in (submission, "no-such", attempt, other):
        with pytest.raises(NotYours):
            desk.feedback(world.house, world.ada, mine, id)
        with pytest.raises(NotYours):
            desk.compare(world.house, world.ada, mine, id, id)


def test_compare_shows_what_changed_first(world: World) -> None:
    attempt = desk.practise(world.house, world.ada, "connecticut")
    world.write(attempt, health=HEALTH)
    first = desk.hand_in(world.house, world.ada, attempt)
    world.write(attempt, objectives=[{"id": "o1", "change": "More meals."}])
    second = desk.hand_in(world.house, world.ada, attempt)
    rows = desk.compare(world.house, world.ada, attempt, first, second)
    assert [(r.key, r.level_before, r.level_after) for r in rows] == [
        ("threats-answered", "missed", "met"), ("health-described", "met", "met"), ("view-told", "missed", "missed")]


def test_who_moved_takes_the_reviewers_along(world: World) -> None:
    """A trainee who changes cohort is seen by the new advisor, not by the old one."""
    attempt, _ = world.handed_in()
    with world.house.store.write() as writer:
        writer.update_person("p-ada", cohort="spring")
    desk.feedback(world.house, world.sam, attempt)
    with pytest.raises(NotYours):
        desk.feedback(world.house, world.ann, attempt)
