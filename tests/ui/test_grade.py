"""Grade: what was written with its evidence, the case beside it, decisions kept at once, comments, the answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.world import HEALTH, World, new_world
from tests.ui.screens import Screen
from trainer import desk
from trainer.desk.doors import Visitor
from trainer.desk.views import FindingView
from trainer.ui.parts.marking import filtered

WORDS = 'Tessa says "I want mom awake." <b>bold</b> $x$ :smile:'


@pytest.fixture
def world(tmp_path: Path) -> World:
    return new_world(tmp_path / "trainer.sqlite")


def grade(world: World, submission: str, who: Visitor | None = None) -> Screen:
    return Screen(world, who or world.ann).open("grade", submission=submission)


def take(screen: Screen, key: str) -> Screen:
    screen.run(screen.tab.segmented_control(key="grade-filter").set_value("All"))
    return screen.run(screen.tab.selectbox(key="grade-finding").set_value(key))


def finding(world: World, submission: str, key: str) -> FindingView:
    found = desk.grading(world.house, world.ann, submission).feedback.findings
    return next(f for f in found if f.key == key)


def test_an_empty_queue_leads_back_to_it(world: World) -> None:
    screen = Screen(world, world.ann).open("grade")
    assert "Nothing waits to be graded" in screen.text()


def test_without_an_address_the_one_that_waits_longest_is_taken(world: World) -> None:
    _, ada = world.handed_in("ada")
    world.clock.pass_(hours=1)
    world.handed_in("bo")
    screen = Screen(world, world.ann).open("grade")
    assert "Ada Okafor" in screen.text()
    assert screen.tab.query_params["submission"] in (ada, [ada])


def test_another_cohorts_submission_is_not_ones_own_to_see(world: World) -> None:
    _, ada = world.handed_in("ada")
    text = grade(world, ada, world.sam).text()
    assert "isn't yours to see" in text
    assert "Ada Okafor" not in text


def test_their_words_are_text_with_the_evidence_highlighted(world: World) -> None:
    _, ada = world.handed_in("ada", health=HEALTH, child_view=WORDS)
    screen = take(grade(world, ada), "health-described")
    assert f"<mark>{HEALTH}</mark>" in screen.html()
    screen = take(screen, "view-told")
    assert "&lt;b&gt;bold&lt;/b&gt; $x$ :smile:" in screen.html()
    assert "<b>bold" not in screen.html()


def test_agreeing_takes_one_press_and_leads_to_the_next(world: World) -> None:
    _, ada = world.handed_in("ada", health=HEALTH)
    screen = grade(world, ada)
    before = screen.tab.selectbox(key="grade-finding").value
    screen.click("grade-agree")
    decided = finding(world, ada, str(before)).decision
    assert decided is not None
    assert not decided.differs
    assert screen.tab.selectbox(key="grade-finding").value != before
    assert "1 of" in " ".join(c.value for c in screen.tab.caption)


def test_another_level_needs_a_reason_and_is_kept_at_once(world: World) -> None:
    _, ada = world.handed_in("ada", health=HEALTH)
    screen = take(grade(world, ada), "health-described")
    screen.tab.radio(key="level-health-described").set_value("partly")
    screen.press("Keep my level")
    assert "Say in a sentence why you see it differently" in screen.text()
    assert finding(world, ada, "health-described").decision is None
    screen.tab.radio(key="level-health-described").set_value("partly")
    screen.tab.text_area(key="reason-health-described").set_value("The date is missing.")
    screen.press("Keep my level")
    kept = finding(world, ada, "health-described")
    assert (kept.level, kept.decision and kept.decision.reason) == ("partly", "The date is missing.")
    again = take(grade(world, ada), "health-described")
    assert again.tab.radio(key="level-health-described").value == "partly"
    assert again.tab.text_area(key="reason-health-described").value == "The date is missing."


def test_next_and_previous_keep_the_place(world: World) -> None:
    _, ada = world.handed_in("ada", health=HEALTH)
    screen = grade(world, ada)
    screen.run(screen.tab.segmented_control(key="grade-filter").set_value("All"))
    first = screen.tab.selectbox(key="grade-finding").value
    screen.click("grade-after")
    second = screen.tab.selectbox(key="grade-finding").value
    assert first != second
    assert screen.click("grade-before").tab.selectbox(key="grade-finding").value == first
    screen.click("grade-after")
    screen.run(screen.tab.segmented_control(key="grade-beside").set_value(["The record"]))
    assert screen.tab.selectbox(key="grade-finding").value == second


def test_the_record_opens_at_the_page_that_tells_a_missed_fact(world: World) -> None:
    _, ada = world.handed_in("ada", child_view=WORDS)
    screen = take(grade(world, ada), "health-described")
    missed = finding(world, ada, "health-described").missed
    screen.run(next(b for b in screen.tab.button if b.label.startswith("Read ")).click())
    assert screen.tab.selectbox(key="grade-record-paper").value == missed[0].paper_id
    assert "What they wrote" in screen.text()


def test_the_whole_truth_is_there_when_it_is_asked_for(world: World) -> None:
    _, ada = world.handed_in("ada")
    screen = grade(world, ada)
    fact = desk.grading(world.house, world.ann, ada).facts[0].says
    assert "Safety threats" not in screen.text()
    screen.run(screen.tab.segmented_control(key="grade-beside").set_value(["The case as it is"]))
    assert "Safety threats" in screen.text()
    assert fact in screen.text()


def test_a_comment_stands_at_its_sentence(world: World) -> None:
    _, ada = world.handed_in("ada", health=f"He sleeps well. {HEALTH}")
    screen = grade(world, ada)
    screen.tab.session_state["comment-box"] = True
    screen.run()
    place = ("plan.health", "", "")
    screen.run(screen.tab.selectbox(key="comment-place").set_value(place))
    spans = screen.tab.selectbox(key=f"comment-sentence-{place}")
    screen.run(spans.set_value((16, 16 + len(HEALTH))))
    screen.tab.text_area(key="comment-words").set_value("Good, with the day.")
    screen.press("Add the comment")
    (kept,) = desk.grading(world.house, world.ann, ada).feedback.comments
    assert (kept.quote, kept.text) == (HEALTH, "Good, with the day.")
    assert f"<mark>{HEALTH}</mark>" in screen.html()


def test_giving_back_needs_words_and_accepting_closes(world: World) -> None:
    _, ada = world.handed_in("ada", health=HEALTH)
    screen = grade(world, ada)
    screen.press("Give it back to revise")
    assert "Say in a sentence what to change" in screen.text()
    assert desk.queue(world.house, world.ann)[0].state == "waiting"
    screen.tab.text_area(key="answer-words").set_value("Add **steps**.")
    screen.press("Give it back to revise")
    assert desk.queue(world.house, world.ann)[0].state == "returned"
    assert "Add **steps**." in screen.text()
    _, bo = world.handed_in("bo", health=HEALTH)
    screen = grade(world, bo).press("Accept it")
    assert "This is accepted" in screen.text()
    assert not any("I agree" in label for label in screen.buttons())


def test_what_to_check_first(world: World) -> None:
    _, ada = world.handed_in("ada", health=HEALTH)
    found = desk.grading(world.house, world.ann, ada).feedback.findings
    first = filtered(found, "To check first")
    assert first[0].level == "unsure" or first[0].critical
    assert not any(f.level == "met" and not f.critical for f in first)
    desk.decide(world.house, world.ann, ada, first[0].key, "partly", "A reason.")
    found = desk.grading(world.house, world.ann, ada).feedback.findings
    assert first[0].key not in [f.key for f in filtered(found, "To check first")]
    assert first[0].key in [f.key for f in filtered(found, "All")]
