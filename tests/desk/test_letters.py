"""The supervisor's letter: drafted, edited without losing a text, sent once, seen only then."""

from __future__ import annotations

import pytest

from tests.desk.world import HEALTH, World
from trainer import desk
from trainer.desk.errors import Refused, Stale


def test_a_draft_from_the_scorecard(world: World) -> None:
    attempt, submission = world.handed_in()
    letter = desk.letter(world.house, world.kim, submission)
    assert (letter.drafted, letter.version, letter.sent_at) == (True, 0, None)
    assert letter.text.startswith("Dear Ada,")
    assert HEALTH in letter.text, "with their own words"
    assert "Each danger has an objective" in letter.text
    desk.decide(world.house, world.ann, submission, "health-described", "missed", "It is about her brother.")
    assert HEALTH not in desk.letter(world.house, world.kim, submission).text, "drawn up anew from what stands"
    assert desk.feedback(world.house, world.kim, attempt).letter == desk.letter(world.house, world.kim, submission)


def test_edited_sent_and_only_then_read(world: World) -> None:
    attempt, submission = world.handed_in()
    first = desk.save_letter(world.house, world.kim, submission, "Dear Ada, well done.", 0)
    assert (first.version, first.drafted, first.by_name) == (1, False, "Kim Abara")
    with pytest.raises(Refused, match="no letter"):
        desk.letter(world.house, world.ada, submission)
    with pytest.raises(Refused, match="Return or accept"):
        desk.send_letter(world.house, world.kim, submission)
    desk.return_(world.house, world.ann, submission, "More.")
    assert desk.feedback(world.house, world.ada, attempt).letter is None, "released, but not sent"
    sent = desk.send_letter(world.house, world.kim, submission)
    assert sent.sent_at is not None
    assert desk.send_letter(world.house, world.kim, submission) == sent
    assert desk.letter(world.house, world.ada, submission) == sent
    assert desk.feedback(world.house, world.ada, attempt).letter == sent
    with pytest.raises(Refused, match="sent"):
        desk.save_letter(world.house, world.kim, submission, "Other words.", 2)


def test_two_supervisors_lose_no_text(world: World) -> None:
    _, submission = world.handed_in()
    desk.save_letter(world.house, world.kim, submission, "From the first window.", 0)
    with pytest.raises(Stale) as stale:
        desk.save_letter(world.house, world.kim, submission, "From the second window.", 0)
    assert (stale.value.mine, stale.value.stored.value, stale.value.stored.version) == (
        "From the second window.", "From the first window.", 1)
    desk.save_letter(world.house, world.kim, submission, "From the first window.", 0)
    desk.save_letter(world.house, world.kim, submission, "Both.", 1)
    assert desk.letter(world.house, world.kim, submission).version == 2


@pytest.mark.parametrize("text", ["", "  \n", "x" * 200_000, "a\x00b", "\ud800"])
def test_what_is_no_letter(world: World, text: str) -> None:
    _, submission = world.handed_in()
    with pytest.raises(Refused):
        desk.save_letter(world.house, world.kim, submission, text, 0)
    assert desk.letter(world.house, world.kim, submission).drafted
