"""What opened papers told, on a family made to trip it up: half-siblings, a claim about a father, namesakes."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from trainer.case.model import Case
from trainer.desk import told

DAY = dt.date(2026, 3, 2)


def person(id: str, given: str, family: str, role: str, sex: str, *bonds: tuple[str, str], born: str = "",
           work: str = "") -> dict[str, Any]:
    return {"id": id, "name": f"{given} {family}", "given": given, "family": family, "role": role, "sex": sex,
            "born": born or None, "work": work, "bonds": [{"to": to, "tie": tie} for tie, to in bonds]}


def paper(id: str, day: int, *pages: str) -> dict[str, Any]:
    return {"id": id, "kind": "contact-note", "title": f"Paper {id}", "author": "p9", "date": dt.date(2026, 2, day),
            "file": f"{id}.md", "pages": pages}


def fact(id: str, topic: str, about: tuple[str, ...], *seen: tuple[str, int], **more: Any) -> dict[str, Any]:
    return {"id": id, "topic": topic, "about": about, "says": "It is so.",
            "seen_in": [{"document": d, "page": p} for d, p in seen], **more}


CASE = Case.model_validate({
    "id": "c-1", "track": "connecticut", "seed": "s", "strands": (), "today": DAY, "title": "T", "focus": "p1",
    "court": {"name": "Court", "county": "County", "docket": "1"},
    "people": [
        person("p1", "Mia", "Reyes", "child", "female", ("half-sibling", "p2"), ("sibling", "p3"), born="2016-05-04"),
        person("p2", "Leo", "Hall", "child", "male", ("half-sibling", "p1"), born="2012-01-09"),
        person("p3", "Ana", "Reyes", "child", "female", ("sibling", "p1"), born="2019-08-21"),
        person("p4", "Dora", "Reyes", "mother", "female", ("mother", "p1"), ("mother", "p2"), ("mother", "p3")),
        person("p5", "Ray", "Reyes", "father", "male", ("legal father", "p1"), ("legal father", "p3")),
        person("p6", "Otis", "Hall", "father", "male", ("legal father", "p2")),
        person("p7", "Nell", "Hall", "relative", "female", ("grandmother", "p2"), ("mother", "p6")),
        person("p8", "Jo", "Quill", "reporter", "female", work="nurse at Elm School"),
        person("p9", "May", "Stone", "caseworker", "female", work="social worker"),
    ],
    "events": [
        {"id": "removal", "kind": "removal", "date": "2026-01-20", "says": "The children are removed from home."},
        {"id": "arrest", "kind": "other", "date": "2025-11-03", "says": "Otis Hall is sentenced to prison."},
    ],
    "services": [{"id": "s1", "kind": "moud", "name": "Harbor Clinic"}, {"id": "s2", "kind": "x", "name": "Elm House"}],
    "facts": [
        fact("parentage-reyes", "legal.parentage", ("p5", "p1", "p3"), ("d2", 1)),
        fact("parentage-hall", "legal.parentage", ("p6", "p2"), ("d3", 1)),
        fact("old-parentage", "legal.parentage", ("p6", "p2"), ("d1", 1), superseded_by="parentage-hall"),
        fact("kin", "kin.paternal", ("p7", "p2"), ("d4", 2)),
    ],
    "claims": [{"id": "c", "says": "The report says that Ray Reyes is the father of all three children.",
                "contradicts": "parentage-hall", "rule": "official", "seen_in": [{"document": "d1", "page": 1}]}],
    "documents": [
        paper("d1", 1, "Dora Reyes lives with Mia (9), Leo and Ana. Ray Reyes is the father of all three. "
                       "Removed from home 1/20/2026. Jo Quill called."),
        paper("d2", 2, "Acknowledgment: Ray Reyes, father of Mia Reyes and Ana Reyes."),
        paper("d3", 3, "Otis Hall acknowledged Leo Hall.", "On November 3, 2025, the clinic opened at Harbor Clinic."),
        paper("d4", 4, "Ms. Hall called about Leo.", "She is his grandmother.\n\n| Leo Hall | 1/9/2012 |"),
    ],
})


def seen(*papers: str) -> Any:
    return told.so_far(CASE, set(papers), "salt")


def people(view: Any) -> dict[str, Any]:
    return {p.name: p for p in view.people}


def ties(view: Any) -> set[tuple[str, str, str, bool]]:
    name = {p.key: p.name for p in view.people}
    return {(name[b.a], b.tie, name[b.b], b.sure) for b in view.bonds}


def test_nothing_opened_tells_nothing() -> None:
    view = seen()
    assert (view.people, view.bonds, view.events, view.services, view.clocks, view.whole) == ((), (), (), (), (), False)


def test_people_as_the_papers_name_them() -> None:
    view = people(seen("d1"))
    assert set(view) == {"Dora Reyes", "Mia", "Leo", "Ana", "Ray Reyes", "Jo Quill"}, "Leo's family name isn't told yet"
    assert (view["Mia"].called, view["Mia"].age, view["Mia"].focus) == ("child", 9, True)
    assert view["Leo"].age is None
    assert view["Jo Quill"].called == "", "who reported isn't given away by the cast"
    assert people(seen("d3"))["Leo Hall"].name == "Leo Hall"
    assert people(seen("d4"))["Leo Hall"].age == 14, "a birth date tells the age today"


def test_a_title_with_a_family_name_means_one_person() -> None:
    assert {"Ms. Hall"} == {n for n in people(seen("d4")) if "Hall" in n} - {"Leo Hall"}, "not Otis, not the boy"


def test_a_claimed_father_is_said_to_be_so() -> None:
    view = ties(seen("d1"))
    fathers = {t for t in view if "father" in t[1]}
    assert fathers == {("Ray Reyes", "putative father", c, False) for c in ("Mia", "Leo", "Ana")}
    assert people(seen("d1"))["Ray Reyes"].called == "said to be the father"


def test_a_legal_paper_settles_it() -> None:
    view = ties(seen("d1", "d2"))
    assert ("Ray Reyes", "legal father", "Mia Reyes", True) in view
    assert ("Ray Reyes", "putative father", "Leo", False) in view, "about Leo nothing official was opened"
    settled = ties(seen("d1", "d2", "d3"))
    assert ("Otis Hall", "legal father", "Leo Hall", True) in settled
    assert not [t for t in settled if t[0] == "Ray Reyes" and t[2].startswith("Leo")], "the claim is settled"


def test_what_superseded_facts_said_of_a_father_is_no_legal_tie() -> None:
    assert not [t for t in ties(seen("d1")) if t[0] == "Otis Hall"]


def test_half_siblings_are_siblings_until_both_fathers_are_known() -> None:
    assert ("Mia", "sibling", "Leo", True) in ties(seen("d1"))
    assert ("Mia Reyes", "sibling", "Leo", True) in ties(seen("d1", "d2"))
    assert ("Mia Reyes", "half-sibling", "Leo Hall", True) in ties(seen("d1", "d2", "d3"))


def test_a_mother_is_told_by_standing_on_one_page() -> None:
    assert {("Dora Reyes", "mother", c, True) for c in ("Mia", "Leo", "Ana")} <= ties(seen("d1"))


def test_kin_only_where_a_paper_tells_of_both() -> None:
    assert ("Ms. Hall", "grandmother", "Leo Hall", True) in ties(seen("d4"))
    assert not [t for t in ties(seen("d4", "d3")) if t[1] == "mother"], "nothing opened says whose mother she is"


@pytest.mark.parametrize(("opened", "dates"), [
    (("d1",), [dt.date(2026, 1, 20)]),
    (("d2",), []),
    (("d3",), []),      # the day of the sentence stands there by chance, about something else
])
def test_events_where_a_page_tells_day_and_thing(opened: tuple[str, ...], dates: list[dt.date]) -> None:
    assert [e.date for e in seen(*opened).events] == dates


def test_services_by_name() -> None:
    assert [s.name for s in seen("d1", "d2", "d4").services] == []
    assert [(s.name, s.page) for s in seen("d3").services] == [("Harbor Clinic", 2)]


def test_keys_are_stable_and_say_nothing() -> None:
    early, late = people(seen("d1")), people(seen("d1", "d2", "d3", "d4"))
    assert early["Ray Reyes"].key == late["Ray Reyes"].key
    assert not {p.key for p in late.values()} & {p.id for p in CASE.people}


def test_whole_from_feedback_on() -> None:
    view = told.whole(CASE, "salt")
    assert view.whole
    assert len(view.people) == 9
    assert ("Otis Hall", "legal father", "Leo Hall", True) in ties(view)
    assert ("Mia Reyes", "half-sibling", "Leo Hall", True) in ties(view)
    assert len([t for t in ties(view) if t[1] == "half-sibling"]) == 1, "once, though both sides have it"
    assert [s.name for s in view.services] == ["Harbor Clinic", "Elm House"]
    assert len(view.events) == 2
