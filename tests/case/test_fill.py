import datetime as dt
from dataclasses import replace

import pytest

from tests.case.conftest import CONNECTICUT
from trainer.case.fill import Filler
from trainer.case.generate import generate
from trainer.case.library import Library
from trainer.case.model import Person, Service
from trainer.case.words import OF_GROUP, OF_PERSON, in_a_row
from trainer.content import ContentError

TODAY = dt.date(2026, 5, 4)


def person(id: str, given: str, role: str, sex: str, born: dt.date | None = None) -> Person:
    return Person.model_validate({"id": id, "name": f"{given} Reyes", "given": given, "family": "Reyes", "role": role,
                                  "sex": sex, "born": born})


FILLER = Filler(
    today=TODAY, focus="p2",
    cast={
        "mother": person("p1", "Dana", "mother", "female", dt.date(1995, 6, 1)),
        "eldest": person("p2", "Owen", "child", "male", dt.date(2017, 5, 5)),
        "baby": person("p3", "Ida", "child", "female", dt.date(2025, 1, 10)),
        "judge": person("p4", "Ruth", "judge", "female"),
    },
    dates={"removal": dt.date(2026, 3, 1), "injury": dt.date(2023, 8, 9)},
    drawn={"n.absences": "11", "n.times": "3", "pick.toy": "old kite"},
    place={"town": "Quillham", "near": "Penwell"},
    services={"care": Service(id="care", kind="x", name="Club", miles=6, waiting_weeks=1, hours="3 to 6 pm")},
    known_as={"parent": "mother"},
    groups={"children": ("eldest", "baby"), "siblings": ("baby",), "parents": ("mother",), "caregivers": ()})


@pytest.mark.parametrize(("text", "filled"), [
    ("{mother} {mother.full} {mother.formal}", "Dana Dana Reyes Ms. Reyes"),
    ("{judge.formal} and {eldest.formal}", "Judge Reyes and Owen"),
    ("{eldest.They} has {eldest.their} coat; {baby.son}, {eldest.boy}", "He has his coat; daughter, boy"),
    ("{eldest.age}, {eldest.old}, {baby.age}, {baby.months}", "8, 8 years, 15 months, 15"),
    ("{focus} is in {eldest.grade}", "Owen is in third grade"),
    ("{date.removal} {short.removal} {day.removal}", "March 1, 2026 03/01/2026 Sunday"),
    ("{month.removal}; {month.injury}; {month.injury} {year.injury}", "March; August 2023; August 2023"),
    ("{n.absences} {n.absences.word} {n.times.Word}", "11 eleven Three"),
    ("{place.town} {service.care} {service.care.miles} {service.care.waiting}", "Quillham Club 6 1 week"),
    ("a {n.absences}-day gap, A {pick.toy}, an {n.times.word}", "an 11-day gap, An old kite, a three"),
    ("{parent} {parent.formal} {parent.They}", "Dana Ms. Reyes She"),
    ("{children} {children.are} here; {siblings} {siblings.are}", "Owen and Ida are here; Ida is"),
    ("{children.They} sleep{children.s}; {siblings.They} sleep{siblings.s}", "They sleep; She sleeps"),
    ("{children.count} {children.word} {siblings.Word}", "2 two One"),
    ("{children.full}; {parents.formal}", "Owen Reyes and Ida Reyes; Ms. Reyes"),
    ("[{caregivers}{caregivers.are}{caregivers.s}{caregivers.count}]", "[]"),
    ("an {eldest.age}-year-old, a {children.word}, banana {n.times}", "an 8-year-old, a two, banana 3"),
    ("a {month.injury} {year.injury} fall, {n.times}% of {mother}", "an August 2023 fall, 3% of Dana"),
    ("no names, no change: 3 < 4", "no names, no change: 3 < 4"),
])
def test_names_become_words(text: str, filled: str) -> None:
    assert FILLER.fill(text) == filled


def test_ages_are_those_of_the_papers_day() -> None:
    assert FILLER.fill("{eldest.age}", dt.date(2026, 5, 5)) == "9"
    assert FILLER.fill("{baby.age}", dt.date(2025, 2, 10)) == "1 month"
    assert FILLER.fill("{month.removal}", dt.date(2027, 3, 1)) == "March 2026"


@pytest.mark.parametrize(("text", "said"), [
    ("{mothr}", 'did you mean "mother"?'),
    ("{parnt}", 'did you mean "parent"?'),
    ("{childrn}", 'did you mean "children"?'),
    ("{children.ar}", 'did you mean "children.are"?'),
    ("{children.age}", "isn't a name here"),
    ("{mother.agee}", 'did you mean "mother.age"?'),
    ("{date.removl}", 'did you mean "date.removal"?'),
    ("{n.absence}", 'did you mean "n.absences"?'),
    ("{place.twon}", 'did you mean "place.town"?'),
    ("{service.care.hour}", 'did you mean "service.care.hours"?'),
    ("{{ 7 * 7 }}", "isn't a name here"),
    ("{% for x in y %}", "isn't a name here"),
    ("an open { brace", "a brace stands alone"),
    ("{mother} and a } brace", "a brace stands alone"),
    ("{mother)s} {mother", "isn't a name here"),
])
def test_an_unknown_name_is_said_with_the_nearest(text: str, said: str) -> None:
    with pytest.raises(ContentError) as caught:
        FILLER.fill(text, where="facts.x")
    assert said in str(caught.value)
    assert str(caught.value).startswith("facts.x:0:")


@pytest.mark.parametrize("name", [
    *(f"mother.{word}" for word in OF_PERSON), *(f"children.{word}" for word in OF_GROUP), "focus", "caregivers",
    "n.absences", "n.absences.word", "pick.toy", "service.care", "service.care.cost", "place.town", "month.injury",
    "", "mother.", "mother.age.age", "children.age", "siblings.x", "n.absences.x", "pick.toy.word", "n.", "n",
    "service.care.kind", "service.care.id", "service", "place", "place.x", "date", "date.x", "day.injury.word", "x.y",
])
def test_what_can_be_filled_and_what_is_called_wrong_are_the_same(name: str) -> None:
    """Filling asks a scope only what is wrong with a name, once it has failed."""
    wrong = FILLER.scope.wrong(name)
    if wrong is None:
        assert "{" not in FILLER.fill(f"{{{name}}}")
        return
    with pytest.raises(ContentError) as caught:
        FILLER.fill(f"{{{name}}}")
    assert wrong in str(caught.value)


def test_what_is_filled_in_is_not_read_again() -> None:
    odd = replace(FILLER, drawn={"pick.toy": "{mother} {{ 7*7 }}"})
    assert odd.fill("{pick.toy}") == "{mother} {{ 7*7 }}"


def test_a_finished_case_knows_its_groups_by_peoples_ids(small: Library) -> None:
    """While a case is made groups hold parts, afterwards ids; texts read the same."""
    made = generate(small, CONNECTICUT, "1")
    case = made.model_copy(update={"groups": {"children": tuple(p.id for p in made.children), "kin": ()}})
    assert Filler.of(case).people("children") == made.children
    assert Filler.of(case).fill("{children.full}[{kin}]") == f"{in_a_row([p.name for p in made.children])}[]"
