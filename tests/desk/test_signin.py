"""Coming in: sessions, guessing, the first coordinator, practice without an account."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.desk.world import PIN, World, new_world
from trainer.desk import open as desk_open
from trainer.desk.doors import Refused, Visitor
from trainer.desk.secret import hashed, new_pin
from trainer.desk.signin import StoreDoors, first_ticket


@pytest.fixture
def doors(world: World) -> StoreDoors:
    return StoreDoors(world.house)


def sentence(answer: str | Refused) -> str:
    assert isinstance(answer, Refused)
    return answer.sentence


def test_in_and_out(world: World, doors: StoreDoors) -> None:
    token = doors.sign_in(" Ada ", PIN)
    assert isinstance(token, str)
    assert len(token) >= 43, "256 bits"
    assert doors.who(token) == Visitor("p-ada", "Ada Okafor", "trainee", "autumn")
    doors.sign_out(token)
    assert doors.who(token) is None
    doors.sign_out(token)
    for odd in (None, "", "x", "a\x00b", "\ud800"):
        assert doors.who(odd) is None


def test_only_the_hash_of_a_token_is_kept(world: World, doors: StoreDoors, tmp_path: Path) -> None:
    token = doors.sign_in("ada", PIN)
    assert isinstance(token, str)
    stored = b"".join(p.read_bytes() for p in tmp_path.glob("trainer.sqlite*"))
    assert token.encode() not in stored


def test_only_the_hash_of_a_password_is_kept(tmp_path: Path) -> None:
    world = new_world(tmp_path / "new.sqlite", people=False)
    ticket = first_ticket(world.house)
    assert ticket is not None
    StoreDoors(world.house).first_coordinator(ticket, "Kim", "kim", "three long words")
    stored = b"".join(p.read_bytes() for p in tmp_path.glob("new.sqlite*"))
    assert b"Kim" in stored
    assert b"three long words" not in stored
    assert ticket.encode() not in stored


def test_unknown_and_wrong_answer_alike(doors: StoreDoors) -> None:
    assert sentence(doors.sign_in("ada", "000000")) == sentence(doors.sign_in("nobody", "000000"))
    assert sentence(doors.sign_in("nobody", "x" * 1_000_000)) == sentence(doors.sign_in("a\x00b", "\ud800"))


def test_an_unknown_name_costs_the_same_work(world: World, doors: StoreDoors, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both look a secret up against one argon2id hash: no shortcut tells that a name isn't there."""
    from trainer.desk import secret
    verified: list[str] = []
    real = secret._hasher.verify

    class Watched:
        def verify(self, stored: str, given: str) -> bool:
            verified.append(stored.rsplit("$", 2)[0])
            return real(stored, given)

    known = secret._nobody()
    monkeypatch.setattr(secret, "_hasher", Watched())
    doors.sign_in("ada", "000000")
    doors.sign_in("nobody", "000000")
    assert len(verified) == 2
    assert verified[0] == verified[1] == known.rsplit("$", 2)[0], "with the same parameters"


def test_guessing_is_stopped_by_account_known_or_not(world: World, doors: StoreDoors) -> None:
    for name in ("ada", "nobody"):
        for _ in range(5):
            assert "belong together" in sentence(doors.sign_in(name, "000000"))
        assert "too many tries" in sentence(doors.sign_in(name, PIN))
    assert isinstance(doors.sign_in("bo", PIN), str), "a classroom shares its address; others still come in"
    world.clock.pass_(minutes=16)
    assert isinstance(doors.sign_in("ada", PIN), str)


def test_many_guesses_at_once_are_counted_too(world: World, doors: StoreDoors) -> None:
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda _: sentence(doors.sign_in("ada", "000000")), range(12)))
    assert sum("belong together" in a for a in answers) == 5
    assert "too many tries" in sentence(doors.sign_in("ada", PIN))


def test_sessions_end(world: World, doors: StoreDoors) -> None:
    token = doors.sign_in("ada", PIN)
    assert isinstance(token, str)
    for _ in range(4):
        world.clock.pass_(hours=11)
        assert doors.who(token) is not None, "in use it lives on"
    world.clock.pass_(hours=13)
    assert doors.who(token) is None


def test_the_visitor_is_who_they_are_now(world: World, doors: StoreDoors) -> None:
    token = doors.sign_in("ada", PIN)
    assert isinstance(token, str)
    with world.house.store.write() as writer:
        writer.update_person("p-ada", role="advisor", cohort="spring")
    assert doors.who(token) == Visitor("p-ada", "Ada Okafor", "advisor", "spring")


def test_the_first_coordinator_comes_by_one_link_once(tmp_path: Path) -> None:
    world = new_world(tmp_path / "new.sqlite", people=False)
    doors = StoreDoors(world.house)
    old, ticket = first_ticket(world.house), first_ticket(world.house)
    assert old is not None
    assert ticket is not None
    assert "used or has run out" in sentence(doors.first_coordinator(old, "Kim", "kim", "three long words"))
    assert "at least 10" in sentence(doors.first_coordinator(ticket, "Kim", "kim", "short"))
    token = doors.first_coordinator(ticket, " Kim Abara ", " kim ", "three long words")
    assert isinstance(token, str)
    visitor = doors.who(token)
    assert visitor is not None
    assert (visitor.name, visitor.role) == ("Kim Abara", "coordinator")
    assert isinstance(doors.sign_in("kim", "three long words"), str)
    assert "used" in sentence(doors.first_coordinator(ticket, "Eve", "eve", "three long words"))
    assert first_ticket(world.house) is None


def test_a_link_runs_out(tmp_path: Path) -> None:
    world = new_world(tmp_path / "new.sqlite", people=False)
    ticket = first_ticket(world.house)
    assert ticket is not None
    world.clock.pass_(hours=25)
    assert "run out" in sentence(StoreDoors(world.house).first_coordinator(ticket, "K", "k", "three long words"))


@pytest.mark.parametrize(("host", "inside"), [
    ("127.0.0.1", True), ("::1", True), ("127.8.9.1", True), ("::ffff:127.0.0.1", True), ("10.0.0.4", False),
    ("192.168.1.7", False), ("::ffff:10.0.0.4", False), ("localhost", False), ("", False), ("testclient", False),
])
def test_alone_only_on_this_machine(tmp_path: Path, host: str, inside: bool) -> None:
    doors = StoreDoors(new_world(tmp_path / "new.sqlite", people=False).house)
    token = doors.alone(host)
    assert (token is not None) == inside
    if token:
        assert doors.who(token) == Visitor("alone", "You", "trainee", None)


def test_alone_ends_with_the_first_person_on_the_roster(world: World, tmp_path: Path) -> None:
    assert StoreDoors(world.house).alone("127.0.0.1") is None
    empty = new_world(tmp_path / "new.sqlite", people=False)
    doors = StoreDoors(empty.house)
    token = doors.alone("127.0.0.1")
    ticket = first_ticket(empty.house)
    assert ticket is not None
    doors.first_coordinator(ticket, "Kim", "kim", "three long words")
    assert doors.who(token) is None


def test_pins_and_hashes() -> None:
    pins = {new_pin() for _ in range(300)}
    assert len(pins) > 290
    assert all(len(p) == 6 and p.isdigit() for p in pins)
    assert hashed("471108") != hashed("471108"), "salted"


def test_welcome_gives_the_link_while_nobody_coordinates(world: World, tmp_path: Path) -> None:
    assert not [line for line in desk_open.welcome(world.house, "127.0.0.1", 8501) if "/first/" in line]
    empty = new_world(tmp_path / "new.sqlite", people=False)
    assert [line for line in desk_open.welcome(empty.house, "0.0.0.0", 8501) if "http://localhost:8501/first/" in line]
