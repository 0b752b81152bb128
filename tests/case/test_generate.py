"""Making a case from the tests' small library."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.case.conftest import CONNECTICUT, GEORGIA
from trainer.case.choose import CannotWeave
from trainer.case.fill import Filler
from trainer.case.generate import TrackCase, generate
from trainer.case.library import Library, load
from trainer.case.model import Case
from trainer.case.write import case_json
from trainer.content import ContentError


def case(small: Library, seed: str = "1", track: TrackCase = CONNECTICUT, **more: object) -> Case:
    return generate(small, track, seed, **more)  # type: ignore[arg-type]


def where(small: Library, test: object, track: TrackCase = CONNECTICUT, **more: object) -> Case:
    """The first case of which something holds."""
    for seed in range(60):
        made = case(small, str(seed), track, **more)
        if test(made):  # type: ignore[operator]
            return made
    raise AssertionError("no seed gives such a case")


def test_the_same_arguments_give_the_same_bytes(small: Library) -> None:
    assert case_json(case(small)) == case_json(case(small))
    assert case_json(case(small, "1")) != case_json(case(small, "2"))


def test_strands_that_are_named_are_woven_with_what_they_ask_for(small: Library) -> None:
    assert case(small, strands=("late-bus",)).strands == ("late-bus",)
    assert case(small, strands=("grandpa",)).strands == ("late-bus", "grandpa")
    drawn = [case(small, str(n)).strands for n in range(30)]
    assert {strands[1:] for strands in drawn} == {(), ("grandpa",), ("rival",)}       # the two exclude each other


@pytest.mark.parametrize(("strands", "said"), [
    (("late-buss",), 'There is no strand \'late-buss\'; did you mean "late-bus"?'),
    (("grandpa", "rival"), "grandpa and rival don't go into one case; leave one out."),
    (("connecticut",), "There is no strand 'connecticut'"),
])
def test_strands_that_do_not_go_together(small: Library, strands: tuple[str, ...], said: str) -> None:
    with pytest.raises(CannotWeave) as caught:
        case(small, strands=strands)
    assert said in str(caught.value)


def test_a_strand_that_asks_for_another_gets_it(scenarios: Path) -> None:
    core = scenarios / "strands" / "late-bus.yaml"
    core.write_text(core.read_text().replace("asks_for: [caseworker]", "asks_for: [caseworker, neighbor]"))
    library = load(scenarios, woven=False)
    assert case(library, strands=("late-bus",)).strands == ("late-bus", "rival")
    with pytest.raises(CannotWeave, match=r"asks for somebody \(neighbor\)"):
        case(library, strands=("late-bus", "grandpa"))
    with pytest.raises(ContentError, match=r"grandpa.yaml:1: no case has room for this"):
        load(scenarios)


def test_an_unknown_frame(small: Library) -> None:
    with pytest.raises(CannotWeave, match="did you mean \"georgia\""):
        case(small, track=TrackCase(id="x", frame="gorgia"))


def test_today_is_kept_or_drawn_on_a_weekday(small: Library) -> None:
    day = dt.date(2025, 9, 6)
    assert case(small, today=day).today == day
    drawn = {case(small, str(n)).today for n in range(25)}
    assert len(drawn) > 15
    assert all(d.weekday() < 5 for d in drawn)


def test_an_id_gives_nothing_away(small: Library) -> None:
    assert case(small, id="c-0123456789ab").id == "c-0123456789ab"
    made = case(small, "late-bus")
    assert made.id.startswith("c-")
    assert len(made.id) == 14
    assert "late" not in made.id
    assert case(small, "1").id != case(small, "1", GEORGIA).id
    for seed in range(20):
        made = case(small, str(seed))
        assert "late-bus" not in made.title
        order = {made.cast[part] for part in sorted(made.cast)}
        assert sorted(order) == [f"p{n:02}" for n in range(1, len(order) + 1)]
    assert len({tuple(case(small, str(n), strands=("late-bus",)).cast.items()) for n in range(10)}) == 10


def test_facts_of_other_tracks_draws_and_children_are_not_there(small: Library) -> None:
    snow = where(small, lambda c: c.drawn["pick.weather"] == "snow")
    rain = where(small, lambda c: c.drawn["pick.weather"] == "rain")
    assert {f.id for f in snow.facts} - {f.id for f in rain.facts} >= {"snow"}
    assert len(snow.documents) == len(rain.documents) + 1
    assert snow.threats[0].facts == ("alone", "snow")
    assert rain.threats[0].facts == ("alone",)
    for made in (case(small, str(seed)) for seed in range(8)):
        focus = next(part for part, id in made.cast.items() if id == made.focus)
        assert ("ben-words" in {f.id for f in made.facts}) == (focus == "ben")
    rival = where(small, lambda c: "rival" in c.strands)
    assert "neighbor-helps" not in {f.id for f in rival.facts}
    assert "neighbor-helps" in {f.id for f in where(small, lambda c: "rival" in c.strands, GEORGIA).facts}


def test_the_reviews_method_and_seats_go_together(small: Library) -> None:
    judicial = where(small, lambda c: c.drawn["review_method"] == "judicial review", GEORGIA)
    other = where(small, lambda c: c.drawn["review_method"] == "administrative review", GEORGIA)
    assert judicial.review is not None
    assert other.review is not None
    assert judicial.review.method == "judicial review"
    assert [s.by for s in judicial.review.seats] == ["in person", "by phone"]
    assert len(other.review.seats) == 1
    assert case(small).review is None


def test_the_truth_names_people_by_id(small: Library) -> None:
    made = case(small)
    fact = made.fact("wish")
    assert fact.about == (made.cast["ada"],)
    assert fact.told_by == (made.cast["ada"],)
    assert fact.speaker == made.cast["ada"]
    assert fact.seen_in == ()
    assert made.threats[0].by == (made.cast["mother"],)
    assert made.court.goals[0].child == made.focus
    assert made.court.poor_prognosis == (made.focus,)
    assert made.placements[0].caregiver == made.cast["aunt"]
    assert made.person(made.cast["ada"]).household == "aunt's house"


def test_the_page_on_which_a_fact_stands_holds_its_words(small: Library) -> None:
    made = case(small)
    seen = made.fact("absences").seen_in
    assert [made.document(s.document).kind for s in seen] == ["school-record"]
    page = made.document(seen[0].document).pages[seen[0].page - 1]
    assert f"({made.drawn['n.absences']})" in page
    claim = made.claims[0]
    assert [made.document(s.document).kind for s in claim.seen_in] == ["intake-report"]
    assert "never in school" in made.document(claim.seen_in[0].document).pages[claim.seen_in[0].page - 1]


def test_documents_stand_in_order_of_their_days(small: Library) -> None:
    made = case(small)
    assert [d.date for d in made.documents] == sorted(d.date for d in made.documents)
    assert [d.id for d in made.documents] == [f"d{n:02}" for n in range(1, len(made.documents) + 1)]
    assert made.documents[0].file == "record/01-intake-report.md"
    note = next(d for d in made.documents if d.title.startswith("Visit with Ms. "))
    assert made.person(made.cast["mother"]).family in note.title


def test_clocks_run_from_the_cases_own_days(small: Library) -> None:
    made = case(small)
    due = {c.id: c.due for c in made.clocks}
    assert due["FED.TIME.60D"] == made.dates["removal"] + dt.timedelta(days=60)
    assert "CT-36-3.PERM.2" in due
    assert made.court.poor_prognosis == (made.focus,)


def test_a_clock_for_a_doubtful_return_runs_only_there(scenarios: Path) -> None:
    core = scenarios / "strands" / "late-bus.yaml"
    core.write_text(core.read_text().replace("prognosis: {poor: [focus]", "prognosis: {poor: [ben]"))
    library = load(scenarios)
    made = {case(library, str(n)).focus: case(library, str(n)) for n in range(12)}
    assert len({"CT-36-3.PERM.2" in {c.id for c in c.clocks} for c in made.values()}) == 2


def test_services_have_places_days_and_words(small: Library) -> None:
    made = case(small)
    club = next(s for s in made.services if s.id == "childcare")
    assert club.town == made.place["town"]
    assert club.waiting_weeks in (1, 2)
    assert "club" in club.words
    assert "child care subsidy" in club.words        # the kind's own words are words for it too
    assert next(s for s in made.services if s.id == "calm").town == made.place["near"]


def test_other_texts_can_be_filled_from_a_finished_case(small: Library) -> None:
    made = case(small)
    filler = Filler.of(made)
    club = next(s for s in made.services if s.id == "childcare").name
    mother = made.person(made.cast["mother"])
    assert filler.fill("{mother.formal} calls {service.childcare} about {focus}.") == \
        f"Ms. {mother.family} calls {club} about {made.child.given}."
    with pytest.raises(ContentError, match="did you mean \"mother\""):
        filler.fill("{moter}")


@pytest.mark.parametrize(("file", "old", "new", "said"), [
    ("strands/late-bus.yaml", 'date: "school_paper+2"', "date: today+3", "after today"),
    ("strands/late-bus.yaml", "caregiver: aunt, since: placement, why: \"With {aunt}.\"}",
     "caregiver: aunt, since: placement, why: \"With {aunt}.\"}\n  again: {child: ada, kind: foster, caregiver: aunt, "
     "since: placement}", "is in two places at once"),
    ("strands/late-bus.yaml", "age: [27, 33], work", "age: [14, 17], work", "no age of"),
])
def test_a_case_that_cannot_be_is_not_made(scenarios: Path, file: str, old: str, new: str, said: str) -> None:
    path = scenarios / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    library = load(scenarios)
    with pytest.raises(ContentError) as caught:
        _ = [case(library, str(seed)) for seed in range(10)]
    assert said in str(caught.value)


def test_a_fact_that_its_template_does_not_print_is_said(scenarios: Path) -> None:
    path = scenarios / "documents" / "school-record.md"
    path.write_text("---\ntitle: School\ntopics: [child]\nvoice: A school.\n---\n{{ tell('child', about=parent) }}\n")
    with pytest.raises(ContentError) as caught:
        case(load(scenarios))
    assert "is given 'absences' (child.school.absence), and the template doesn't place it" in str(caught.value)


def test_text_that_is_markup_stays_text(scenarios: Path) -> None:
    path = scenarios / "strands" / "late-bus.yaml"
    path.write_text(path.read_text().replace('"No bus in the rain, says {mother}."',
                                             '"<img src=x onerror=alert(1)> & [x|x](http://y) says {mother}."'))
    made = where(load(scenarios), lambda c: c.drawn["pick.weather"] == "rain")
    page = "".join(p for d in made.documents for p in d.pages if "onerror" in p)
    assert "\\<img src=x" in page
    assert "x(http" in page


def test_a_claim_that_no_later_paper_settles_is_not_made(scenarios: Path) -> None:
    core = scenarios / "strands" / "late-bus.yaml"
    assert all(c.claims for c in (case(load(scenarios), str(n)) for n in range(3)))
    core.write_text(core.read_text().replace("rule: official\n    elements: {what: [never]}\n    documents: {intake:",
                                             "rule: later\n    elements: {what: [never]}\n    documents: {note:"))
    assert not any(c.claims for c in (case(load(scenarios), str(n)) for n in range(3)))


def test_what_has_not_begun_is_not_told_yet(scenarios: Path) -> None:
    core = scenarios / "strands" / "late-bus.yaml"
    core.write_text(core.read_text().replace("    since: school_paper\n    documents: {note:",
                                             "    since: school_paper\n    documents: {intake: Soon., note:"))
    made = case(load(scenarios))
    seen = [made.document(s.document).kind for s in made.fact("absences-now").seen_in]
    assert seen == ["contact-note"]
    core.write_text(core.read_text().replace("    since: school_paper\n    documents: {intake: Soon., note:",
                                             "    since: today\n    documents: {intake: Soon., note:"))
    assert "absences-now" not in {f.id for f in case(load(scenarios)).facts}      # no paper of this case can tell it


def test_difficulty_says_how_much_crosses_and_is_one_to_five(small: Library) -> None:
    def crossing(level: int) -> set[int]:
        return {len(generate(small, CONNECTICUT, str(n), difficulty=level).strands) - 1 for n in range(8)}

    assert crossing(1) == {0}
    assert crossing(3) == {1}
    with pytest.raises(CannotWeave, match="There is no difficulty 6; it goes from 1 to 5"):
        generate(small, CONNECTICUT, "1", difficulty=6)
