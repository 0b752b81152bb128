"""Feedback: the verdict, what is strong, what to change first, everything; nothing before it is released."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.world import HEALTH, NAMES, PIN, World, new_world
from tests.ui.screens import Screen
from trainer import desk
from trainer.ui.parts.conversation import grouped

VIEW = 'Tessa says "I want mom awake." <b>bold</b> $x$ :smile:'


@pytest.fixture
def world(tmp_path: Path) -> World:
    return new_world(tmp_path / "trainer.sqlite")


def practised(world: World, **parts: str) -> tuple[str, str]:
    """A practice attempt of Ada's with its first submission."""
    attempt = desk.practise(world.house, world.ada, "connecticut")
    world.write(attempt, **parts)
    return attempt, desk.hand_in(world.house, world.ada, attempt)


def read(world: World, attempt: str, **address: str) -> Screen:
    return Screen(world, world.ada).open("feedback", attempt=attempt, **address)


def test_before_anything_is_handed_in_it_invites_to_write(world: World) -> None:
    screen = read(world, world.begun())
    assert "haven't handed this plan in yet" in screen.text()


def test_before_release_nothing_is_told(world: World) -> None:
    attempt, submission = world.handed_in(release="after advisor")
    desk.decide(world.house, world.ann, submission, "health-described", "partly", "A secret reason.")
    screen = read(world, attempt)
    assert "Your advisor is reading this" in screen.text()
    for secret in ("A secret reason", "The child's health is described", "missed", "Legal clocks"):
        assert secret not in screen.text()


def test_it_begins_with_the_verdict_then_strong_then_change(world: World) -> None:
    attempt, _ = world.handed_in(release="at once", health=HEALTH)
    text = read(world, attempt).text()
    view = desk.feedback(world.house, world.ada, attempt)
    assert view.verdict_sentence in text
    strong, first = text.index("The child's health is described"), text.index("Each danger has an objective")
    assert text.index(view.verdict_sentence) < strong < first


def test_my_own_words_are_highlighted_as_text(world: World) -> None:
    attempt, _ = world.handed_in(release="at once", health=HEALTH, child_view=VIEW)
    screen = read(world, attempt)
    assert f"<mark>{HEALTH}</mark>" in screen.html()
    screen.tab.session_state["group-Theme-child"] = True
    screen.run()
    escaped = "Tessa says &quot;I want mom awake.&quot; &lt;b&gt;bold&lt;/b&gt; $x$ :smile:"
    assert escaped in screen.html()
    assert "<b>bold" not in screen.html()


def test_a_change_shows_the_page_and_opens_it_beside(world: World) -> None:
    attempt, _ = world.handed_in(release="at once", child_view=VIEW)
    screen = read(world, attempt)
    assert "What the case says" in screen.text()
    button = next(b for b in screen.tab.button if b.label.startswith("Read "))
    screen.run(button.click())
    assert screen.tab.selectbox(key="record-paper").value in {
        m.paper_id for f in desk.feedback(world.house, world.ada, attempt).findings for m in f.missed}


def test_a_change_opens_its_part_of_the_plan(world: World) -> None:
    attempt, _ = world.handed_in(release="at once", health=HEALTH)
    screen = read(world, attempt).click("open-first-0")
    assert [t.value for t in screen.tab.title] == ["Write the plan"]
    assert screen.tab.query_params["section"] == "case-plan.objectives"


@pytest.mark.parametrize("way", ["Theme", "Policy", "Channel"])
def test_everything_is_there_whichever_way_it_is_grouped(world: World, way: str) -> None:
    attempt, _ = world.handed_in(release="at once", health=HEALTH, child_view=VIEW)
    screen = read(world, attempt)
    screen.tab.session_state["grouped"] = way
    screen.run()
    view = desk.feedback(world.house, world.ada, attempt)
    names = [name for name, _, _ in grouped(view.findings, way)]
    for name in names:
        screen.tab.session_state[f"group-{way}-{name}"] = True
    screen.run()
    for finding in view.findings:
        assert finding.title in screen.text()


def test_versions_compare(world: World) -> None:
    attempt, first = practised(world, child_view=VIEW)
    world.write(attempt, health=HEALTH)
    second = desk.hand_in(world.house, world.ada, attempt)
    screen = read(world, attempt)
    assert screen.tab.query_params["submission"] == second
    screen.tab.session_state["compare"] = True
    screen.run()
    table = screen.html()[screen.html().index("What changed"):]
    assert "○ missed" in table
    assert "● met" in table
    older = read(world, attempt, submission=first)
    assert "Version 1, handed in" in older.text()


def test_what_people_wrote_is_there_as_text(world: World) -> None:
    attempt, submission = world.handed_in(health=HEALTH)
    desk.comment(world.house, world.ann, submission, "plan.health", "", "", 0, 5, "Good <i>start</i>.")
    desk.decide(world.house, world.ann, submission, "threats-answered", "partly", "I see a beginning.")
    desk.return_(world.house, world.ann, submission, "Add the **objectives**.")
    screen = read(world, attempt)
    assert "Good &lt;i&gt;start&lt;/i&gt;." in screen.html()
    assert "Add the **objectives**." in screen.text()
    assert f"{NAMES['ann'][0]} gave this back to you" in " ".join(screen.text().split())
    assert "I see a beginning." in screen.text()


def test_an_accepted_one_is_signed_with_the_pin(world: World) -> None:
    attempt, submission = world.handed_in(health=HEALTH)
    desk.accept(world.house, world.ann, submission, "Fine.")
    screen = read(world, attempt)
    assert "Not signed yet" in screen.text()
    screen.tab.text_input(key="sign-feedback-secret").set_value("000000")
    screen.press("Sign")
    assert not desk.signatures(world.house, world.ada, submission)
    screen.tab.text_input(key="sign-feedback-secret").set_value(PIN)
    screen.press("Sign")
    assert [s.role for s in desk.signatures(world.house, world.ada, submission)] == ["trainee"]
    assert "Ada Okafor" in screen.text()


def test_alone_one_can_grade_oneself_before_the_feedback_is_seen(world: World) -> None:
    attempt = desk.practise(world.house, world.alone, "connecticut")
    desk.save(world.house, world.alone, attempt, "case-plan", "health", HEALTH, 0)
    screen = Screen(world, world.alone).open("hand_in", attempt=attempt).click("hand-in")
    assert "Show me the feedback" in screen.buttons()
    assert "What is strong" not in screen.text()
    screen.open("feedback", attempt=attempt).press("Grade it myself first")
    assert "What is strong" not in screen.text()
    assert "The plan tells it." not in screen.text()
    for control in screen.tab.segmented_control:
        control.set_value("partly")
    screen.press("Compare with the feedback")
    assert "What is strong" in screen.text()
    assert "My own grading: 0 of" in str([e.label for e in screen.tab.expander])
    assert desk.feedback(world.house, world.alone, attempt).findings[0].decision is None


def test_while_revising_the_plan_says_what_to_change_there(world: World) -> None:
    attempt, _ = practised(world, child_view=VIEW)
    screen = Screen(world, world.ada).open("plan", attempt=attempt, section="case-plan.child")
    assert "1 thing to change here" in str([e.label for e in screen.tab.expander])
    assert "The child's health is described" in screen.text()
    elsewhere = Screen(world, world.ada).open("plan", attempt=attempt, section="case-plan.goal")
    assert not any("to change here" in e.label for e in elsewhere.tab.expander)


def test_an_address_left_from_another_attempt_shows_this_one(world: World) -> None:
    _, other = practised(world, health=HEALTH)
    attempt, mine = practised(world, child_view=VIEW)
    assert read(world, attempt, submission=other).tab.query_params["submission"] == mine
