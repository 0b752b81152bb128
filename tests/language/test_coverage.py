"""What a passage says of a fact. Each case below is a trap that a reader of plans knows."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.language.coverage import carries, cover
from trainer.language.facts import FactWords
from trainer.language.names import Named

ANA = Named("ana", ("Ana Reyes", "Ana"), ("the child", "girl"), "child")
LEO = Named("leo", ("Leo Reyes", "Leo"), ("brother",), "child")
ROSA = Named("rosa", ("Rosa Reyes", "Rosa", "Ms. Reyes"), ("mother", "mom"), "parent")
CARL = Named("carl", ("Carl Reyes", "Carl", "Mr. Reyes"), ("father", "dad"), "parent")
KIM = Named("kim", ("Dana Kim", "Ms. Kim"), ("worker", "dcf"), "worker")
PEOPLE = (ANA, LEO, ROSA, CARL, KIM)

ASTHMA = FactWords(
    says="Ana has mild asthma and uses an inhaler twice a day.",
    about=("ana",),
    elements={"who": ("ana",), "what": ("asthma",), "treatment": ("inhaler", "albuterol")},
    essential=("what", "treatment"),
)
VISITS = FactWords(
    says="Rosa attended every visit since May.",
    about=("rosa",),
    elements={
        "who": ("rosa", "mother", "mom"),
        "what": ("attended every visit", "every visit", "all visits", "visits"),
    },
    essential=("who", "what"),
)
REMOVED = FactWords(
    says="The children were removed on January 20, 2026.",
    since=dt.date(2026, 1, 20),
    about=("ana",),
    elements={"what": ("removed", "removal", "taken from home"), "when": ("january 20",)},
    essential=("what", "when"),
)
ABSENT = FactWords(
    says="Ana was absent 23 days.",
    about=("ana",),
    elements={"who": ("ana",), "what": ("absences", "absent", "missed school"), "amount": ("23", "twenty-three")},
    essential=("what", "amount"),
)
SUSPENDED = FactWords(
    says="Ana has never been suspended.",
    about=("ana",),
    elements={"what": ("suspended", "suspension", "no suspensions")},
    essential=("what",),
)
GOAL = FactWords(
    says="The permanency goal is reunification.", elements={"what": ("reunification",)}, essential=("what",)
)


def label(fact: FactWords, passage: str, subject: tuple[str, ...] = ("ana",)) -> str:
    return cover(fact, passage, PEOPLE, subject).label


@pytest.mark.parametrize(
    ("fact", "passage"),
    [
        (ASTHMA, "Mild asthma; albuterol before running."),
        (ASTHMA, "Ana was found to have asthma. She uses her inhaler before running."),
        (ASTHMA, "She has astma and an inhaler at school."),
        (VISITS, "Rosa has not missed a visit; she came to every visit."),
        (VISITS, "Mom attended all visits."),
        (REMOVED, "Both were taken from home on 1/20/26."),
        (REMOVED, "The removal was on January 20."),
        (ABSENT, "23 absences before January."),
        (ABSENT, "Ana missed school on twenty-three days."),
        (SUSPENDED, "No suspensions."),
        (SUSPENDED, "She was never suspended this year."),
        (GOAL, "The goal is reunification."),
    ],
)
def test_told_in_any_words(fact: FactWords, passage: str) -> None:
    assert label(fact, passage) == "covered"


@pytest.mark.parametrize(
    ("fact", "passage", "wrong"),
    [
        (ASTHMA, "She does not have asthma and needs no inhaler.", "not have asthma"),  # denied
        (VISITS, "Carl attended every visit.", "Carl"),  # somebody else
        (REMOVED, "The removal was on March 3.", "March 3"),  # another day
        (ABSENT, "Ana had 19 absences.", "19"),  # another number
        (SUSPENDED, "Ana was suspended in October.", "suspended"),  # it did happen
        (ASTHMA, "Ana has asthma and uses her inhaler as needed.", "as needed"),  # it is regular
        (GOAL, "The permanency goal is adoption.", "adoption"),  # only one can hold
    ],
)
def test_told_wrongly(fact: FactWords, passage: str, wrong: str) -> None:
    found = cover(fact, passage, PEOPLE, ("ana",))
    assert found.label == "contradicted"
    assert found.wrong is not None
    assert wrong in found.wrong.quote
    assert passage[found.wrong.start : found.wrong.end] == found.wrong.quote


@pytest.mark.parametrize(
    ("fact", "passage"),
    [
        (VISITS, "Rosa missed no visits: she attended every visit."),  # two negations are none
        (VISITS, "Rosa never misses; every visit since May."),
        (ABSENT, "Ana was absent 23 days, nearly all when her mother couldn't get up."),  # a negation of another clause
        (REMOVED, "After the removal on January 20 (contact note of March 3) she slept badly."),  # a paper's own day
        (ASTHMA, "Leo has no asthma. Ana has asthma and an inhaler."),  # somebody else's denial
    ],
)
def test_traps_that_contradict_nothing(fact: FactWords, passage: str) -> None:
    assert label(fact, passage) == "covered"


@pytest.mark.parametrize(
    ("fact", "passage"),
    [
        (ASTHMA, "Ana has asthma."),
        (ABSENT, "Ana had many absences last fall."),
        (REMOVED, "The children were removed from home."),
    ],
)
def test_told_in_part(fact: FactWords, passage: str) -> None:
    found = cover(fact, passage, PEOPLE, ("ana",))
    assert found.label == "partial"
    assert found.missing


@pytest.mark.parametrize(
    ("fact", "passage"),
    [
        (ASTHMA, "Ana likes to run and has a friend called Amara."),
        (VISITS, "Rosa works mornings at the market."),
        (GOAL, ""),
        (REMOVED, "   \n "),
    ],
)
def test_not_spoken_of(fact: FactWords, passage: str) -> None:
    assert label(fact, passage) == "absent"


def test_elements_far_apart_do_not_add_up() -> None:
    filler = " ".join(f"Sentence number {n} tells something else." for n in range(6))
    assert label(ASTHMA, f"Somebody in the family had asthma. {filler} The inhaler lay there.") == "partial"


def test_key_words_strung_together_are_found_and_told_apart_by_nobody_yet() -> None:
    """A light guard only: bare words of one fact in a row still count, scattered ones over many lines don't."""
    assert label(ASTHMA, "asthma\nschool\nrunning\nfriends\nteeth\ninhaler") == "partial"


def test_who_the_part_is_about_goes_without_saying() -> None:
    fact = FactWords(
        says="Ana sleeps through.",
        about=("ana",),
        elements={"who": ("ana",), "what": ("sleeps through",)},
        essential=("who", "what"),
    )
    assert label(fact, "Sleeps through most nights.") == "covered"
    assert label(fact, "Sleeps through most nights.", subject=()) != "covered"
    assert label(fact, "Leo sleeps through most nights.") == "contradicted"


def test_a_quote_tells_the_fact() -> None:
    fact = FactWords(
        says="Ana wants to go home.",
        elements={"what": ("wants to go home",)},
        quote="I want to sleep in my own bed again.",
    )
    assert label(fact, 'She said: "I want to sleep in my own bed again."') == "covered"


def test_nearly_the_facts_own_words_are_not_simply_absent() -> None:
    fact = FactWords(
        says="Rosa keeps the medicine in a locked box above the stove.",
        elements={"what": ("lockbox",)},
        essential=("what",),
    )
    assert label(fact, "The medicine is in a locked box that Rosa keeps above the stove.") in ("covered", "unsure")


def test_somebody_elses_plan_tells_of_another_family() -> None:
    fact = FactWords(says="Ana has asthma.", about=("ana",), elements={"what": ("asthma",)}, essential=("what",))
    assert cover(fact, "Jillian has asthma.", PEOPLE, ("ana",), frozenset({"jillian"})).label == "contradicted"
    assert cover(fact, "Jillian saw that Ana has asthma.", PEOPLE, ("ana",), frozenset({"jillian"})).label == "covered"
    assert cover(fact, "She has asthma, says Jillian.", PEOPLE, ("ana",), frozenset({"jillian"})).label == "covered"


def test_a_row_means_what_it_affirms() -> None:
    elements = {"what": ("left alone", "alone")}
    assert carries(elements, "Leo is left alone at night", PEOPLE, stands=True)[0] > 0.8
    assert carries(elements, "Leo is never left alone", PEOPLE, stands=True)[0] == 0.0
    assert carries(elements, "Leo is never left alone", PEOPLE)[0] > 0.8  # an objective: that is the change


@given(st.text(max_size=400), st.sampled_from([ASTHMA, VISITS, REMOVED, ABSENT, SUSPENDED, GOAL]))
def test_any_text_can_be_judged_and_every_span_quotes_it(text: str, fact: FactWords) -> None:
    found = cover(fact, text, PEOPLE, ("ana",))
    for s in (*found.found.values(), *([found.wrong] if found.wrong else [])):
        assert text[s.start : s.end] == s.quote
    assert cover(fact, text, PEOPLE, ("ana",)) == found
