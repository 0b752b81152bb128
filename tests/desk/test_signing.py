"""Signatures: one's own secret, bound to what is signed, and honest when it changes."""

from __future__ import annotations

import pytest

from tests.desk.world import PIN, World
from trainer import desk
from trainer.desk.errors import Refused


@pytest.fixture
def accepted(world: World) -> str:
    _, submission = world.handed_in()
    desk.decide(world.house, world.ann, submission, "health-described", "met", "")
    desk.accept(world.house, world.ann, submission, "Good.")
    return submission


def test_nothing_is_signed_before_acceptance(world: World) -> None:
    _, submission = world.handed_in()
    with pytest.raises(Refused, match="once it is accepted"):
        desk.sign(world.house, world.kim, submission, PIN)
    desk.return_(world.house, world.ann, submission, "More.")
    with pytest.raises(Refused, match="once it is accepted"):
        desk.sign(world.house, world.ada, submission, PIN)


def test_three_sign_in_their_own_words(world: World, accepted: str) -> None:
    for who in (world.kim, world.ada, world.ann):
        signed = desk.sign(world.house, who, accepted, PIN)
        assert (signed.role, signed.name, signed.holds) == (who.role, who.name, True)
    signatures = desk.signatures(world.house, world.ada, accepted)
    assert [(s.role, s.holds, s.attests) for s in signatures] == [
        (role, True, desk.attests(role)) for role in ("trainee", "advisor", "coordinator")]
    desk.sign(world.house, world.ada, accepted, PIN)
    assert len(desk.signatures(world.house, world.ada, accepted)) == 3, "signing once more adds nothing"


def test_a_wrong_secret_signs_nothing(world: World, accepted: str) -> None:
    for wrong in ("", "000000", PIN + " ", "x" * 100_000, "a\x00b", "\ud800"):
        with pytest.raises(Refused):
            desk.sign(world.house, world.ada, accepted, wrong)
    assert desk.signatures(world.house, world.ada, accepted) == []


def test_guessing_is_stopped_by_account(world: World, accepted: str) -> None:
    for _ in range(5):
        with pytest.raises(Refused, match="isn't right"):
            desk.sign(world.house, world.ada, accepted, "000000")
    with pytest.raises(Refused, match="too many tries"):
        desk.sign(world.house, world.ada, accepted, PIN)
    desk.sign(world.house, world.ann, accepted, PIN)
    world.clock.pass_(minutes=16)
    desk.sign(world.house, world.ada, accepted, PIN)


def test_a_changed_decision_breaks_the_signature(world: World, accepted: str) -> None:
    desk.sign(world.house, world.ada, accepted, PIN)
    desk.sign(world.house, world.kim, accepted, PIN)
    desk.decide(world.house, world.kim, accepted, "health-described", "partly", "The medicine is left out.")
    assert [s.holds for s in desk.signatures(world.house, world.ada, accepted)] == [False, False]
    again = desk.sign(world.house, world.kim, accepted, PIN)
    assert again.holds
    assert [(s.role, s.holds) for s in desk.signatures(world.house, world.ada, accepted)] == [
        ("trainee", False), ("coordinator", True)]


def test_a_redacted_submission_breaks_the_signature(world: World, accepted: str) -> None:
    desk.sign(world.house, world.kim, accepted, PIN)
    with world.house.store.write() as writer:
        writer.redact(accepted, ("submission", "plan", "health"), "A real name stood there.", "p-kim", world.house.now)
    assert [s.holds for s in desk.signatures(world.house, world.kim, accepted)] == [False]


def test_comments_and_letters_stand_beside_not_under(world: World, accepted: str) -> None:
    desk.sign(world.house, world.kim, accepted, PIN)
    desk.comment(world.house, world.kim, accepted, "plan.health", "", "", 0, 5, "Nice.")
    desk.send_letter(world.house, world.kim, accepted)
    assert [s.holds for s in desk.signatures(world.house, world.kim, accepted)] == [True]
