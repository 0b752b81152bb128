"""Events: what is kept is what was given, in order, for ever; but for redaction."""

import pytest

from trainer.store import (
    KINDS,
    MARK,
    BadTime,
    Missing,
    Store,
    StoreError,
    Taken,
    UnknownKind,
    Unstorable,
    open_store,
)

AT = "2026-11-21T10:42:00Z"

TEXTS = [
    "",
    "Zoë 👩‍👧‍👦 \U0001f9d1🏽 ‮abc",
    "'; drop table event; --",
    'He said "no" \\ 100% {sure} :name %s %(x)s <b>&amp;</b>',
    "line\r\nline\ttab\x01\x7f\ufeff\uffff",
    "x" * 200_000,
]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_an_event_comes_back_as_it_was_given(url: str, text: str) -> None:
    body = {"text": text, text[:50]: [1, -2.5, 10**30, True, None, {"b": [], "a": {}}], "b": 0.1}
    with open_store(url) as store, store.write() as w:
        kept = w.append("noted", "attempt-1", "Ana", AT, body, id="e1")
    with open_store(url) as store, store.read() as r:  # from the disk, through other connections
        assert r.event("e1") == kept
        assert (kept.kind, kept.of, kept.by, kept.at, kept.body) == ("noted", "attempt-1", "Ana", AT, body)
        assert type(kept.body["b"]) is float


def test_json_is_kept_sorted_and_readable(store: Store) -> None:
    with store.write() as w:
        w.append("noted", "a", "Ana", AT, {"z": 1, "a": "é"}, id="e")
    with store.read() as r:
        assert r._run("select body from event", {})[0]["body"] == '{"a":"é","z":1}'


def test_events_are_filtered_and_come_in_order(store: Store) -> None:
    given = [
        ("e9", "attempt", "a", "Ana"),
        ("e1", "opened", "a", "Ana"),
        ("e5", "opened", "b", "Ben"),
        ("e3", "noted", "a", "Ben"),
        ("e2", "opened", "a", "Ana"),
    ]
    for id, kind, of, by in given:
        with store.write() as w:
            w.append(kind, of, by, AT, {}, id=id)

    with store.read() as r:

        def ids(**filters: object) -> list[str]:
            found = [event.id for event in r.events(**filters)]
            assert len(found) == r.count(**filters)
            return found

        assert ids() == ["e9", "e1", "e5", "e3", "e2"]
        assert [event.seq for event in r.events()] == sorted(event.seq for event in r.events())
        assert ids(of="a") == ["e9", "e1", "e3", "e2"]
        assert ids(of="a", kind="opened") == ["e1", "e2"]
        assert ids(kind=("noted", "attempt")) == ["e9", "e3"]
        assert ids(of=("a", "b"), kind="opened", by=("Ana", "Ben")) == ["e1", "e5", "e2"]
        assert ids(by="Ben") == ["e5", "e3"]
        assert ids(kind=()) == ids(of="nothing") == []
        last = r.last("a", "opened")
        assert last is not None
        assert last.id == "e2"
        assert r.last("a", ("noted", "attempt")) == r.event("e3")
        assert r.last("a", "signed") is None
        assert r.event("e7") is None


def test_an_id_names_one_event_for_ever(store: Store) -> None:
    with store.write() as w:
        first = w.append("noted", "a", "Ana", AT, {"n": 1}, id="e")
        with pytest.raises(Taken):
            w.append("noted", "b", "Ben", AT, {"n": 2}, id="e")
        w.append("noted", "b", "Ben", AT, {"n": 3})  # and the transaction goes on
    with store.read() as r:
        assert r.event("e") == first
        assert r.count() == 2


def test_ids_are_made_where_none_is_given(store: Store) -> None:
    with store.write() as w:
        ids = {w.append("noted", "a", "Ana", AT, {}).id for _ in range(50)}
    assert len(ids) == 50
    assert all(len(id) == 32 for id in ids)


def test_kinds_are_a_closed_list(store: Store) -> None:
    with store.write() as w:
        for kind in sorted(KINDS):
            w.append(kind, "a", "Ana", AT, {})
        with pytest.raises(UnknownKind, match=r"'said'.*submitted"):
            w.append("said", "a", "Ana", AT, {})
        with pytest.raises(UnknownKind):
            w.events(kind=("noted", "Noted"))
        assert w.count() == len(KINDS)


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"a": "x\x00y"}, r"body\.a"),
        ({"a": [{"b": "\ud83d"}]}, r"body\.a\[0\]\.b"),
        ({"\udc00": 1}, "key of body"),
        ({"a": float("nan")}, r"body\.a is nan"),
        ({"a": float("-inf")}, r"body\.a"),
        ({"a": {1: 2}}, "key 1"),
        ({"a": {1, 2}}, "set"),
        ({"a": b"x"}, "bytes"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_its_place(store: Store, body: dict, where: str) -> None:
    with store.write() as w:
        with pytest.raises(Unstorable, match=where) as refused:
            w.append("noted", "a", "Ana", AT, body)
        assert isinstance(refused.value, ValueError)
        assert w.count() == 0


def test_nesting_has_an_end(store: Store) -> None:
    deep: list = []
    for _ in range(10_000):
        deep = [deep]
    with store.write() as w, pytest.raises(Unstorable, match="levels deep"):
        w.append("noted", "a", "Ana", AT, {"a": deep})


@pytest.mark.parametrize("key", ["", "  ", "a\x00", "\ud800", "x" * 201])
def test_odd_ids_are_refused_and_find_nothing(store: Store, key: str) -> None:
    with store.write() as w:
        for given in ({"of": key}, {"by": key}, {"id": key}):
            with pytest.raises(Unstorable):
                w.append(**{"kind": "noted", "of": "a", "by": "Ana", "at": AT, "body": {}, "id": "e", **given})
    with store.read() as r:
        assert r.event(key) is None
        assert r.events(of=key) == []
        assert r.count(by=key) == 0
        assert r.part(key, key, key) is None
        assert r.person_by_sign_in(key) is None


def test_a_long_id_fits_every_index(store: Store) -> None:
    key = "🦊" * 200
    with store.write() as w:
        kept = w.append("noted", key, key, AT, {}, id=key)
        part = w.save_part(key, key, key, "x", 0, key, AT)
        assert w.event(key) == kept
        assert w.part(key, key, key) == part


@pytest.mark.parametrize("at", ["", "now", "2026-11-21", "2026-11-21T10:42:00", "2026-11-21T10:42:00+02:00"])
def test_a_time_is_in_utc(store: Store, at: str) -> None:
    with store.write() as w, pytest.raises(BadTime, match="UTC"):
        w.append("noted", "a", "Ana", at, {})


def test_redaction_replaces_one_text_and_says_so(store: Store) -> None:
    body = {"plan": {"notes": ["mine", "Call 555-0100"], "other": "Call 555-0100"}, "n": 1}
    with store.write() as w:
        old = w.append("submitted", "a", "Ana", AT, body, id="e")
        w.append("submitted", "a", "Ana", AT, body, id="untouched")
        done = w.redact("e", ["plan", "notes", 1], "A real number", "Cora", "2026-11-22T08:00:00Z")
    with store.read() as r:
        now = r.event("e")
        assert now is not None
        assert now.body == {"plan": {"notes": ["mine", MARK], "other": "Call 555-0100"}, "n": 1}
        assert (now.seq, now.of, now.by, now.at) == (old.seq, old.of, old.by, old.at)
        assert r.events(of="a", kind="redacted") == [done]
        assert (done.by, done.at) == ("Cora", "2026-11-22T08:00:00Z")
        assert done.body == {
            "event": "e",
            "kind": "submitted",
            "path": ["plan", "notes", 1],
            "reason": "A real number",
        }
        untouched = r.event("untouched")
        assert untouched is not None
        assert untouched.body == body


@pytest.mark.parametrize(
    "path",
    [[], ["n"], ["no"], ["list"], ["list", 2], ["list", -1], ["list", "0"], ["list", True], ["text", 0], [0]],
)
def test_redaction_needs_a_text_at_the_place(store: Store, path: list) -> None:
    with store.write() as w:
        old = w.append("noted", "a", "Ana", AT, {"n": 1, "list": ["x", "y"], "text": "abc"}, id="e")
        with pytest.raises(Missing):
            w.redact("e", path, "why", "Cora", AT)
        assert w.events() == [old]


def test_redaction_needs_an_event_and_a_reason(store: Store) -> None:
    with store.write() as w:
        old = w.append("noted", "a", "Ana", AT, {"text": "abc"}, id="e")
        with pytest.raises(Missing):
            w.redact("other", ["text"], "why", "Cora", AT)
        with pytest.raises(ValueError, match="why"):
            w.redact("e", ["text"], "  ", "Cora", AT)
        with pytest.raises(Unstorable):
            w.redact("e", ["text"], "why\x00", "Cora", AT)
        with pytest.raises(BadTime):
            w.redact("e", ["text"], "why", "Cora", "today")
        assert w.events() == [old]


def test_a_refusal_is_a_store_error(store: Store) -> None:
    for refusal in (Taken, Missing, Unstorable, BadTime, UnknownKind):
        assert issubclass(refusal, StoreError)
