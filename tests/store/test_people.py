"""People, sessions, failures, links."""

from dataclasses import replace

import pytest

from trainer.store import BadTime, Missing, Person, Store, Taken, Unstorable

AT = "2026-11-21T10:00:00Z"
ANA = Person("p1", "Ana Ruiz", "trainee", "fall", "Ana.Ruiz", "hash-1", True, AT, {"pin": "printed"})


def test_a_person_is_found_by_id_and_sign_in(store: Store) -> None:
    with store.write() as w:
        assert w.add_person(ANA) == ANA
    with store.read() as r:
        assert r.person("p1") == ANA
        for name in ("Ana.Ruiz", "ana.ruiz", " ANA.RUIZ "):
            assert r.person_by_sign_in(name) == ANA
        assert r.person_by_sign_in("ana_ruiz") is None
        assert r.person("p2") is None


@pytest.mark.parametrize(
    ("one", "other"), [("Zoë", "ZOË"), ("Straße", "STRASSE"), ("Éva", "e\u0301va"), ("ΟΔΟΣ", "οδος")]
)
def test_capitals_of_any_alphabet_make_no_difference(store: Store, one: str, other: str) -> None:
    with store.write() as w:
        w.add_person(replace(ANA, sign_in=one))
        found = w.person_by_sign_in(other)
        assert found is not None
        assert found.sign_in == one
        with pytest.raises(Taken):
            w.add_person(replace(ANA, id="p2", sign_in=other))


def test_ids_and_sign_in_names_are_one_persons(store: Store) -> None:
    with store.write() as w:
        w.add_person(ANA)
        for other in (replace(ANA, id="p2"), replace(ANA, sign_in="ben")):
            with pytest.raises(Taken):
                w.add_person(other)
        assert w.people() == [ANA]


def test_people_are_listed_by_name(store: Store) -> None:
    with store.write() as w:
        for id, name, role, cohort in [
            ("1", "ben", "trainee", "fall"),
            ("2", "Ana", "trainee", "spring"),
            ("3", "Cora", "coordinator", None),
            ("4", "Ana", "advisor", "fall"),
        ]:
            w.add_person(replace(ANA, id=id, name=name, role=role, cohort=cohort, sign_in=f"u{id}"))
    with store.read() as r:
        assert [person.id for person in r.people()] == ["2", "4", "1", "3"]
        assert [person.id for person in r.people(role="trainee")] == ["2", "1"]
        assert [person.id for person in r.people(role="trainee", cohort="fall")] == ["1"]


def test_a_person_changes_in_the_named_fields_only(store: Store) -> None:
    with store.write() as w:
        w.add_person(ANA)
        w.add_person(replace(ANA, id="p2", sign_in="ben"))
        changed = w.update_person("p1", name="Ana R.", cohort=None, secret_hash="hash-2", active=False)
        assert changed == replace(ANA, name="Ana R.", cohort=None, secret_hash="hash-2", active=False)
        assert w.person("p1") == changed
        assert w.person("p2") == replace(ANA, id="p2", sign_in="ben")
        with pytest.raises(ValueError, match="sign_in"):
            w.update_person("p1", sign_in="other")
        with pytest.raises(ValueError, match="id = 1"):
            w.update_person("p1", **{"id = 1; --": 1})
        with pytest.raises(Missing):
            w.update_person("p3", name="Nobody")
        with pytest.raises(Unstorable):
            w.update_person("p1", name="")
        assert w.person("p1") == changed


@pytest.mark.parametrize("field", ["id", "name", "role", "sign_in"])
@pytest.mark.parametrize("text", ["", " ", "a\x00", "\ud800", "x" * 201])
def test_odd_texts_are_refused(store: Store, field: str, text: str) -> None:
    with store.write() as w:
        with pytest.raises(Unstorable, match=field):
            w.add_person(replace(ANA, **{field: text}))
        assert w.people() == []


def test_a_session_lives_until_it_expires_or_is_dropped(store: Store) -> None:
    with store.write() as w:
        kept = w.add_session("t1", "p1", "2026-11-21T10:00:00Z", "2026-11-21T12:00:00+00:00")
        w.add_session("t2", "p1", "2026-11-21T10:00:00Z", "2026-11-21T12:00:00Z")
        w.add_session("t3", "p2", "2026-11-21T10:00:00Z", "2026-11-21T12:00:00Z")
        assert kept.seen_at == kept.created_at
        with pytest.raises(Taken):
            w.add_session("t1", "p2", AT, "2026-11-21T12:00:00Z")
    with store.read() as r:
        assert r.session("t1", "2026-11-21T11:59:59.999Z") == kept
        assert r.session("t1", "2026-11-21T12:00:00Z") is None
        assert r.session("t9", AT) is None
    with store.write() as w:
        seen = w.touch_session("t1", "2026-11-21T11:00:00Z")
        assert (seen.seen_at, seen.expires_at) == ("2026-11-21T11:00:00Z", kept.expires_at)
        assert w.touch_session("t1", AT, "2026-11-22T00:00:00Z").expires_at == "2026-11-22T00:00:00Z"
        assert w.session("t1", "2026-11-21T13:00:00Z") is not None
        w.drop_session("t3")
        w.drop_session("t3")
        with pytest.raises(Missing):
            w.touch_session("t3", AT)
        assert w.drop_all_of("p1") == 2
        assert w.session("t1", AT) is None


def test_a_new_session_sweeps_out_expired_ones_of_the_same_person(store: Store) -> None:
    with store.write() as w:
        w.add_session("old", "p1", AT, "2026-11-21T11:00:00Z")
        w.add_session("other", "p2", AT, "2026-11-21T11:00:00Z")
        w.add_session("new", "p1", "2026-11-21T11:00:00Z", "2026-11-21T12:00:00Z")
        assert w.session("old", AT) is None
        assert w.session("other", AT) is not None


def test_failures_are_counted_by_account(store: Store) -> None:
    with store.write() as w:
        for at in ("2026-11-21T10:00:00Z", "2026-11-21T10:00:00.500000+00:00", "2026-11-21T10:05:00+00:00"):
            w.add_failure("Ana", at)
        w.add_failure("ben", AT)
        assert w.failures(" aNA", "2026-11-21T10:00:00Z") == 3
        assert w.failures("ana", "2026-11-21T10:00:00.1Z") == 2
        assert w.failures("ana", "2026-11-21T10:05:00.000Z") == 1
        w.clear_failures("ANA")
        assert w.failures("ana", "2026-01-01T00:00:00Z") == 0
        assert w.failures("ben", "2026-01-01T00:00:00Z") == 1
        w.add_failure("cy", "2026-11-22T10:00:01Z")
        assert w.failures("ben", "2026-01-01T00:00:00Z") == 0  # a day later nobody counts it any more


@pytest.mark.parametrize("name", ["", "nul \x00", "half \ud83d", "x" * 100_000])
def test_any_text_can_fail_to_sign_in(store: Store, name: str) -> None:
    with store.write() as w:
        w.add_failure(name, AT)
        assert w.failures(name, AT) == 1
        rows = w._run("select person from failure", {})
        assert [len(row["person"]) for row in rows] == [64]


def test_a_link_works_once(store: Store) -> None:
    with store.write() as w:
        w.add_ticket("t1", "first coordinator", "2026-11-21T12:00:00Z")
        w.add_ticket("t2", "first coordinator", "2026-11-21T12:00:00Z")
        with pytest.raises(Taken):
            w.add_ticket("t1", "other", "2026-11-21T12:00:00Z")
        with pytest.raises(BadTime):
            w.add_ticket("t4", "other", "tomorrow")
    with store.write() as w:
        assert not w.use_ticket("t1", "reset", AT)
        assert not w.use_ticket("t3", "first coordinator", AT)
        assert not w.use_ticket("t2", "first coordinator", "2026-11-21T12:00:00+00:00")
        assert w.use_ticket("t1", "first coordinator", AT)
    with store.write() as w:
        assert not w.use_ticket("t1", "first coordinator", AT)
        used = w.ticket("t1")
        assert used is not None
        assert used.used_at == AT
        assert w.drop_tickets("first coordinator") == 2
        assert w.ticket("t2") is None
