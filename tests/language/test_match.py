from __future__ import annotations

import pytest

from trainer.language.match import MAYBE, SURE, find_any, find_wording, listed
from trainer.language.passage import read, stem

TEXT = (
    "Mia has missed fourteen days of school since January. Her teacher says she reads below grade level. "
    "She was hospitalised for astma. The kids were not being fed."
)


@pytest.mark.parametrize(
    ("wording", "quote"),
    [
        ("fourteen days", "fourteen days"),  # as written
        ("14 days", "fourteen days"),  # number words
        ("missed school", "missed fourteen days of school"),
        ("reading below grade level", "reads below grade level"),
        ("hospitalized", "hospitalised"),  # a slip, or another spelling
        ("asthma", "astma"),
        ("not fed", "not being fed"),  # fillers between
        ("children", "kids"),  # a word of the same sense
    ],
)
def test_a_wording_is_found_in_other_forms(wording: str, quote: str) -> None:
    found = find_wording(wording, read(TEXT))
    assert found
    assert found[0].span.quote == quote
    assert found[0].confidence >= SURE


@pytest.mark.parametrize("wording", ["red", "day one", "15 days", "threat", "never missed", "hospital bed", "car"])
def test_a_wording_that_is_not_there_is_not_found(wording: str) -> None:
    assert not [m for m in find_wording(wording, read(TEXT)) if m.confidence >= SURE]


def test_short_words_and_look_alikes_are_never_misspellings() -> None:
    assert not find_wording("threat", read("Her treatment is a treat"))
    assert not find_wording("brother", read("Don't bother him"))
    assert not find_wording("bed", read("He is bad"))


def test_most_of_a_long_phrase_is_a_maybe() -> None:
    found = find_wording("checks the back door twice", read("At night she checks the back door"))
    assert found
    assert MAYBE <= found[0].confidence < SURE


def test_words_of_one_phrase_in_two_sentences_are_no_match() -> None:
    assert not find_wording("missed school", read("She missed him. School is fine."))


def test_alone_with_somebody_is_not_alone() -> None:
    assert not find_wording("alone", read("She lives alone with the kids"))
    assert find_wording("alone", read("Owen was alone"))


def test_short_forms_that_workers_write() -> None:
    assert find_wording("mental health", read("needs MH eval"))
    assert find_wording("tuesday", read("visits Tues/Thurs"))
    assert find_wording("saturday", read("visits on Sat with Owen"))
    assert not find_wording("saturday", read("He sat down"))


def test_find_any_gives_the_best_match_of_each_place() -> None:
    found = find_any(("bed", "stays in bed"), read("She stays in bed all day."))
    assert {m.span.quote for m in found} == {"bed", "stays in bed"}


def test_listed_phrases_stand_word_after_word() -> None:
    assert [
        h.phrase for h in listed(read("Complete parenting classes."), ("parenting classes", "anger management"))
    ] == ["parenting classes"]
    assert not listed(read("classes in parenting"), ("parenting classes",))


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("visits", "visit"),
        ("visiting", "visit"),
        ("supervision", "supervis"),
        ("supervised", "supervis"),
        ("slept", "sleep"),
        ("children's", "child"),
        ("stories", "story"),
        ("fourteen", "14"),
        ("1,200", "1200"),
        ("3rd", "3"),
        ("used", "use"),
        ("planned", "plan"),
    ],
)
def test_plain_forms(word: str, plain: str) -> None:
    assert stem(word) == plain
