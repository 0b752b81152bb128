"""The part that someone is writing: no version lost, no text lost."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from trainer.store import Conflict, Store, Unstorable, Writer

START = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)


def at(**later: float) -> str:
    return (START + timedelta(**later)).isoformat()


def save(w: Writer, value: object, **later: float) -> int:
    """Save over whatever stands there."""
    stored = w.part("a", "plan", "goal")
    return w.save_part("a", "plan", "goal", value, stored.version if stored else 0, "Ana", at(**later)).version


@pytest.mark.parametrize("value", ["text 👩‍👧", "", None, False, 3, [{"id": "r1", "says": "'; drop table part"}], {}])
def test_a_part_comes_back_as_it_was_saved(store: Store, value: object) -> None:
    with store.write() as w:
        saved = w.save_part("a", "plan", "goal", value, 0, "Ana", at())
    with store.read() as r:
        assert r.part("a", "plan", "goal") == saved
        assert (saved.version, saved.value, saved.by, saved.at) == (1, value, "Ana", at())
        assert r.part("a", "plan", "other") is None


def test_the_version_only_rises(store: Store) -> None:
    with store.write() as w:
        assert [save(w, f"text {n}") for n in range(5)] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("stale", [0, 1, 3, 10**30, -1])
def test_a_stale_version_is_refused_with_both_texts(store: Store, stale: int) -> None:
    with store.write() as w:
        save(w, "first")
        save(w, "second")
        before = w.part("a", "plan", "goal")
        with pytest.raises(Conflict, match="goal") as conflict:
            w.save_part("a", "plan", "goal", "mine", stale, "Ben", at(minutes=9))
        assert conflict.value.stored == before
        assert conflict.value.offered == "mine"
    with store.read() as r:
        assert r.part("a", "plan", "goal") == before
        assert [state.value for state in r.part_states("a", "plan", "goal")] == ["first"]


def test_a_part_that_was_never_saved_has_no_version(store: Store) -> None:
    with store.write() as w:
        with pytest.raises(Conflict) as conflict:
            w.save_part("a", "plan", "goal", "mine", 4, "Ana", at())
        assert (conflict.value.stored.version, conflict.value.stored.value) == (0, None)
        assert w.parts("a") == []


def test_parts_are_listed_by_form(store: Store) -> None:
    with store.write() as w:
        for attempt, form, part in [
            ("a", "worksheet", "q2"),
            ("a", "plan", "goal"),
            ("b", "plan", "goal"),
            ("a", "worksheet", "q1"),
            ("a", "Plan", "ä"),
        ]:
            w.save_part(attempt, form, part, part, 0, "Ana", at())
    with store.read() as r:
        assert [(part.form, part.part) for part in r.parts("a")] == [
            ("Plan", "ä"),
            ("plan", "goal"),
            ("worksheet", "q1"),
            ("worksheet", "q2"),
        ]
        assert [part.part for part in r.parts("a", form="plan")] == ["goal"]
        assert r.parts("c") == []


def test_what_cannot_be_kept_leaves_the_part_alone(store: Store) -> None:
    with store.write() as w:
        save(w, "first")
        with pytest.raises(Unstorable, match=r"goal\[0\]\.says"):
            save(w, [{"says": "a\x00"}])
        part = w.part("a", "plan", "goal")
        assert part is not None
        assert part.value == "first"


def test_a_state_is_kept_every_five_minutes_of_writing(store: Store) -> None:
    text = "word " * 10
    with store.write() as w:
        for minute in range(31):
            text += f"{minute} "
            save(w, text, minutes=minute)
    with store.read() as r:
        states = r.part_states("a", "plan", "goal")
    assert [state.version for state in states] == sorted((s.version for s in states), reverse=True)
    times = [datetime.fromisoformat(state.at) for state in reversed(states)]
    gaps = {later - earlier for earlier, later in pairwise(times)}
    assert 6 <= len(times) <= 9
    assert gaps <= {timedelta(minutes=4), timedelta(minutes=5)}


def test_what_was_left_before_a_pause_is_kept(store: Store) -> None:
    with store.write() as w:
        save(w, "one two three")
        save(w, "one two three four", minutes=1)
        save(w, "one two three four five", minutes=2)
        save(w, "one two three four five six", hours=20)
        assert w.part_states("a", "plan", "goal")[0].value == "one two three four five"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("x" * 90, "x" * 60),
        ("abc" * 30, ""),
        ("the whole text", None),
        ("all of this was written", "and replaced by something"),
        ([{"id": "r1", "says": "w" * 50}, {"id": "r2", "says": "v" * 50}], [{"id": "r1", "says": "w" * 50}]),
        ("begin " + "x" * 100_000 + " end", "begin  end"),
    ],
)
def test_a_state_is_kept_before_a_third_is_removed(store: Store, old: object, new: object) -> None:
    with store.write() as w:
        save(w, "start")
        save(w, "start again", seconds=1)  # "start" is kept, as the first
        save(w, old, seconds=2)
        save(w, new, seconds=3)
        assert w.part_states("a", "plan", "goal")[0].value == old


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("x" * 90, "x" * 61),
        ("one two three", "one two, three four"),
        ("", "text"),
        (None, "text"),
        ("abcd", "abd"),
    ],
)
def test_no_state_is_kept_for_a_small_change(store: Store, old: object, new: object) -> None:
    with store.write() as w:
        save(w, "start")
        save(w, "start again", seconds=1)
        save(w, old, seconds=2)
        before = w.part_states("a", "plan", "goal")
        save(w, new, seconds=3)
        assert w.part_states("a", "plan", "goal") == before


def test_the_last_twenty_states_are_kept(store: Store) -> None:
    with store.write() as w:
        w.save_part("a", "plan", "other", "x", 0, "Ana", at())
        w.save_part("a", "plan", "other", "y", 1, "Ana", at())
        for n in range(30):
            save(w, f"text {n}", minutes=6 * n)
        states = w.part_states("a", "plan", "goal")
        assert [state.value for state in states] == [f"text {n}" for n in range(28, 8, -1)]
        assert len(w.part_states("a", "plan", "other")) == 1


def test_an_earlier_state_comes_back_by_saving_it(store: Store) -> None:
    with store.write() as w:
        save(w, "all that I wrote")
        save(w, "", seconds=1)
        state = w.part_states("a", "plan", "goal")[0]
        assert save(w, state.value, seconds=2) == 3
        part = w.part("a", "plan", "goal")
        assert part is not None
        assert part.value == "all that I wrote"


def test_a_submission_takes_the_parts_as_they_were_seen(store: Store) -> None:
    with store.write() as w:
        w.save_part("a", "plan", "goal", "g", 0, "Ana", at())
        w.save_part("a", "plan", "goal", "g2", 1, "Ana", at())
        w.save_part("b", "plan", "goal", "other attempt", 0, "Ben", at())
        seen = {("plan", "goal"): 2, ("worksheet", "q1"): 0}
        event = w.submit("a", seen, "Ana", at(), {"plan": {"goal": "g2"}}, id="s")
    with store.read() as r:
        assert r.events(of="a", kind="submitted") == [event]
        assert (event.id, event.by, event.body) == ("s", "Ana", {"plan": {"goal": "g2"}})


@pytest.mark.parametrize(
    ("seen", "moved"),
    [
        ({("plan", "goal"): 1, ("plan", "steps"): 1}, [("goal", 2)]),
        ({("plan", "goal"): 2}, [("steps", 1)]),  # saved for the first time since
        ({("plan", "goal"): 2, ("plan", "steps"): 1, ("worksheet", "q1"): 3}, [("q1", 0)]),
        ({}, [("goal", 2), ("steps", 1)]),
    ],
)
def test_a_part_saved_since_stops_the_submission(
    store: Store, seen: dict[tuple[str, str], int], moved: list[tuple[str, int]]
) -> None:
    with store.write() as w:
        w.save_part("a", "plan", "goal", "g", 0, "Ana", at())
        w.save_part("a", "plan", "goal", "g2", 1, "Ana", at())
        w.save_part("a", "plan", "steps", [], 0, "Ana", at())
        with pytest.raises(Conflict) as conflict:
            w.submit("a", seen, "Ana", at(), {})
        assert [(part.part, part.version) for part in conflict.value.moved] == moved
        assert conflict.value.stored == conflict.value.moved[0]
        assert w.count() == 0
