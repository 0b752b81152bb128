"""The roster: read strictly, kept whole or not at all, secrets shown once and stored as hashes."""

from __future__ import annotations

import re

import pytest

from tests.desk.world import World
from trainer import desk
from trainer.desk.errors import NotYours, Refused
from trainer.desk.signin import StoreDoors

GOOD = (b"\xef\xbb\xbfname,sign_in,role,cohort\nDot Weiss,dot,trainee,007\n\n\"Lee, Jr.\",lee,Advisor,007\n"
        b"Su Ito,su,coordinator,\n")


def test_everything_is_text() -> None:
    roster = desk.preview_roster(GOOD, "people.csv")
    assert roster.problems == ()
    assert [tuple(r) for r in roster.rows] == [
        (2, "Dot Weiss", "dot", "trainee", "007"), (4, "Lee, Jr.", "lee", "advisor", "007"),
        (5, "Su Ito", "su", "coordinator", "")]


@pytest.mark.parametrize(("content", "says"), [
    (b"", "empty"),
    (b"name,sign_in,role,cohort\n", "nobody"),
    (b"name,role,cohort\nA,trainee,x\n", "line 1: the column sign_in is missing"),
    (b"name,sign_in,role,cohort,pin\nA,a,trainee,x,1\n", "line 1: the column 'pin' isn't known"),
    (b"name,sign_in,role,cohort\n,a,trainee,x\n", "line 2: the name is missing"),
    (b"name,sign_in,role,cohort\nA,,trainee,x\n", "line 2: the sign-in name is missing"),
    (b"name,sign_in,role,cohort\nA,a,boss,x\n", "line 2: 'boss' is no role"),
    (b"name,sign_in,role,cohort\nA,a,trainee,\n", "line 2: the cohort is missing"),
    (b"name,sign_in,role,cohort\nA,a,trainee,x\nB,A,trainee,x\n", "line 3: the sign-in name 'A' stands in line 2"),
    (b"name,sign_in,role,cohort\nA,a,trainee,x,more\n", "line 2: has 5 cells"),
    (b"name,sign_in,role,cohort\n" + b"A" * 200 + b",a,trainee,x\n", "line 2: the name is longer"),
    (b"name,sign_in,role,cohort\n\"A,a,trainee,x\n", "not readable as CSV"),
    (b"PK\x03\x04 a spreadsheet", "not a CSV file"),
    (b"name\x00", "not a CSV file"),
    ("name,sign_in,role,cohort\nJosé,j,trainee,x".encode("latin-1"), "not UTF-8"),
    (b"x" * 2_000_000, "limit is 1,000,000"),
])
def test_problems_with_their_line(content: bytes, says: str) -> None:
    assert any(says in p for p in desk.preview_roster(content, "people.csv").problems)


def test_all_problems_at_once() -> None:
    roster = desk.preview_roster(b"name,sign_in,role,cohort\n,,boss,\nA,a,trainee,\n", "x.csv")
    assert len(roster.problems) == 4


def test_added_with_secrets_that_work_once_shown(world: World) -> None:
    added = desk.add_people(world.house, world.kim, desk.preview_roster(GOOD, "people.csv"))
    secrets = {a.person.sign_in: a.secret for a in added}
    assert re.fullmatch(r"\d{6}", secrets["dot"])
    assert len(secrets["lee"]) >= 16
    with world.house.store.read() as reader:
        for sign_in, secret in secrets.items():
            person = reader.person_by_sign_in(sign_in)
            assert person is not None
            assert str(person.secret_hash).startswith("$argon2id$")
            assert len(secret) < 10 or secret not in str(person)
    doors = StoreDoors(world.house)
    assert isinstance(doors.sign_in("DOT", secrets["dot"]), str)
    assert [c for c in desk.cohorts(world.house, world.kim) if c.name == "007"] == [("007", 1, 1)]


def test_whole_or_not_at_all(world: World) -> None:
    before = desk.people(world.house, world.kim)
    roster = desk.preview_roster(b"name,sign_in,role,cohort\nNew,new,trainee,x\nX,ADA,trainee,x\n", "x.csv")
    with pytest.raises(Refused, match="line 3: the sign-in name 'ADA' is in use"):
        desk.add_people(world.house, world.kim, roster)
    broken = desk.preview_roster(b"name,sign_in,role,cohort\nNew,new,trainee,x\nX,x,boss,x\n", "x.csv")
    with pytest.raises(Refused):
        desk.add_people(world.house, world.kim, broken)
    assert desk.people(world.house, world.kim) == before


def test_a_reset_ends_sessions_and_the_old_secret(world: World) -> None:
    doors = StoreDoors(world.house)
    token = doors.sign_in("ada", "471108")
    assert isinstance(token, str)
    for _ in range(5):
        doors.sign_in("ada", "wrong")
    new = desk.reset_secret(world.house, world.kim, "p-ada")
    assert doors.who(token) is None
    assert not isinstance(doors.sign_in("ada", "471108"), str)
    assert isinstance(doors.sign_in("ada", new), str), "a reset forgets the wrong tries"
    with pytest.raises(NotYours):
        desk.reset_secret(world.house, world.kim, "p-nobody")


def test_out_and_in_again(world: World) -> None:
    doors = StoreDoors(world.house)
    token = doors.sign_in("ada", "471108")
    assert isinstance(token, str)
    assert not desk.set_active(world.house, world.kim, "p-ada", False).active
    assert doors.who(token) is None
    assert not isinstance(doors.sign_in("ada", "471108"), str)
    desk.set_active(world.house, world.kim, "p-ada", True)
    assert isinstance(doors.sign_in("ada", "471108"), str)


def test_the_last_coordinator_stays(world: World) -> None:
    with pytest.raises(Refused, match="only coordinator"):
        desk.set_active(world.house, world.kim, "p-kim", False)
