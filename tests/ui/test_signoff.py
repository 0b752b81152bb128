"""Sign-off: what waits for signatures, the letter saved and sent, three signatures, the papers to print."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.world import HEALTH, PIN, World, new_world
from tests.ui.screens import Screen
from trainer import desk
from trainer.ui import house, visitor
from trainer.ui.editor import Saved, Unsaved
from trainer.ui.parts import letter
from trainer.ui.parts.letter import save_letter

WORDS = "Tessa says <b>bold</b> $x$ :smile:"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return new_world(tmp_path / "trainer.sqlite")


@pytest.fixture
def accepted(world: World) -> str:
    _, submission = world.handed_in("ada", health=HEALTH, child_view=WORDS)
    desk.accept(world.house, world.ann, submission, "Fine.")
    return submission


def signoff(world: World, submission: str) -> Screen:
    return Screen(world, world.kim).open("signoff", submission=submission)


def paper(world: World, submission: str, name: str) -> Screen:
    screen = signoff(world, submission)
    return screen.run(screen.tab.segmented_control(key="paper").set_value(name))


def test_nothing_accepted_is_an_invitation(world: World) -> None:
    world.handed_in("ada")
    assert "Nothing is accepted yet" in Screen(world, world.kim).open("signoff").text()


def test_what_is_accepted_waits_with_whose_signature_is_missing(world: World, accepted: str) -> None:
    desk.sign(world.house, world.ada, accepted, PIN)
    screen = Screen(world, world.kim).open("signoff")
    assert "Waiting for signatures (1)" in screen.text()
    assert "not signed yet by: field practice advisor, supervisor / training coordinator" in screen.text()
    assert "The letter" in screen.click(f"open-{accepted}").text()


def test_signing_asks_for_the_password(world: World, accepted: str) -> None:
    screen = signoff(world, accepted)
    screen.tab.text_input(key="sign-signoff-secret").set_value("wrong")
    screen.press("Sign")
    assert not desk.signatures(world.house, world.kim, accepted)
    screen.tab.text_input(key="sign-signoff-secret").set_value(PIN)
    screen.press("Sign")
    assert [s.role for s in desk.signatures(world.house, world.kim, accepted)] == ["coordinator"]
    assert "Kim Abara" in screen.text()


def test_a_signature_that_no_longer_holds_is_pointed_out(world: World, accepted: str) -> None:
    desk.sign(world.house, world.ada, accepted, PIN)
    desk.decide(world.house, world.kim, accepted, "health-described", "partly", "Looked at it again.")
    assert "No longer holds" in signoff(world, accepted).text()
    assert "no longer holds: trainee" in Screen(world, world.kim).open("signoff").text()


def test_an_advisor_signs_where_they_grade(world: World, accepted: str) -> None:
    screen = Screen(world, world.ann).open("grade", submission=accepted)
    screen.tab.text_input(key="sign-grade-secret").set_value(PIN)
    screen.press("Sign")
    assert [s.role for s in desk.signatures(world.house, world.ann, accepted)] == ["advisor"]


def test_the_letter_is_sent_in_two_clicks_and_then_stays(world: World, accepted: str) -> None:
    screen = signoff(world, accepted).click("letter-send")
    assert desk.letter(world.house, world.kim, accepted).sent_at is None
    screen.click("letter-yes")
    sent = desk.letter(world.house, world.kim, accepted)
    assert sent.sent_at
    assert desk.letter(world.house, world.ada, accepted).text == sent.text
    assert "It stays as it was" in " ".join(screen.text().split())
    assert not any("Send it" in b for b in screen.buttons())


def test_before_an_answer_nothing_can_be_sent(world: World) -> None:
    _, submission = world.handed_in("ada", health=HEALTH)
    screen = signoff(world, submission)
    assert "once this is accepted or given back" in screen.text()
    assert not any("Send it" in b for b in screen.buttons())


def test_what_is_typed_is_kept_and_a_conflict_loses_nothing(
        world: World, accepted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    house.use(world.house)
    monkeypatch.setattr(letter, "who", lambda: world.kim)
    first = save_letter(accepted, "Dear Ada, well done.", 0)
    assert isinstance(first, Saved)
    assert desk.letter(world.house, world.kim, accepted).text == "Dear Ada, well done."
    stale = save_letter(accepted, "Dear Ada.", 0)
    assert isinstance(stale, Unsaved)
    assert stale.conflict
    assert desk.letter(world.house, world.kim, accepted).text == "Dear Ada, well done."
    empty = save_letter(accepted, "  ", first.version)
    assert isinstance(empty, Unsaved)
    assert not empty.conflict
    monkeypatch.setattr(letter, "who", lambda: None)
    assert isinstance(save_letter(accepted, "Dear", first.version), Unsaved)
    visitor.use(None)


def test_the_papers_hold_their_words_as_text(world: World, accepted: str) -> None:
    html = paper(world, accepted, "What they wrote, with signatures").html()
    assert "Tessa says &lt;b&gt;bold&lt;/b&gt; $x$ :smile:" in html
    assert "<b>bold" not in html
    assert "This is my own work on this case." in html


def test_the_scorecard_says_who_decided_what(world: World) -> None:
    _, submission = world.handed_in("ada", health=HEALTH)
    desk.decide(world.house, world.ann, submission, "health-described", "partly", "The date is missing.")
    desk.accept(world.house, world.ann, submission, "Fine.")
    html = paper(world, submission, "Scorecard").html()
    row = html[html.index("<td>The child&#x27;s health is described"):]
    assert "◐ partly" in row[:200]
    assert "Ann Ruiz: The date is missing." in row[:300]


def test_an_unknown_submission_is_not_ones_to_see(world: World) -> None:
    assert "isn't yours to see" in signoff(world, "nothing").text()
