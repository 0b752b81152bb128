from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.language import fingerprint
from trainer.language.copying import copied, is_copy, is_gibberish, is_placeholder, shared
from trainer.language.readability import grade, hardest, syllables

HELP = "Interests, habits, people, the things a new caregiver would want to know."


def test_a_copy_is_seen_and_where() -> None:
    text = "Tessa. Interests, habits, people, the things a new caregiver likes."
    assert shared(text, HELP) > 0.5
    assert is_copy(text, HELP)
    assert [s.quote for s in copied(text, HELP)] == ["Interests, habits, people, the things a new caregiver"]


def test_the_same_facts_in_other_words_are_no_copy() -> None:
    assert not is_copy("She draws bus maps, hums when she is happy and reads to her brother.", HELP)
    assert shared("two words", HELP) == 0.0


@pytest.mark.parametrize(
    "text",
    [
        "n/a",
        "TBD",
        "See file.",
        "see service agreement",
        "refer to case record",
        "--",
        "...",
        "unknown",
        "same as above",
        "per court order",
    ],
)
def test_what_only_fills_the_box(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text", ["", "Reunification.", "None known; Ms. Pell and Dr. Brandt say so.", "Mr. Kim", "She hums."]
)
def test_what_says_something_or_nothing_at_all(text: str) -> None:
    assert not is_placeholder(text)


def test_gibberish() -> None:
    assert is_gibberish("test test test test test test test test")
    assert is_gibberish("xkcd bcdf ghjk lmnp qrst vwxz bbbb")
    assert not is_gibberish("Tessa has mild asthma and uses an inhaler before running.")
    assert not is_gibberish("Asthma.")


def test_readability_rises_with_hard_words() -> None:
    easy, hard = (
        "Rosa is up by six. She cooks.",
        "Utilization of psychosocial interventions facilitates rehabilitation.",
    )
    assert grade(easy) < 4 < 12 < grade(hard)
    assert syllables("medicine") == 3
    found = hardest(easy + " " + hard + " The mother will participate in individualized psychotherapeutic treatment.")
    assert found is not None
    assert found[0].quote.startswith("The mother")


def test_the_readers_have_a_fingerprint() -> None:
    assert len(fingerprint()) == 64
    assert fingerprint() == fingerprint()


@given(st.text(max_size=300))
def test_any_text_can_be_looked_at(text: str) -> None:
    is_placeholder(text)
    is_gibberish(text)
    grade(text)
    hardest(text)
    assert 0.0 <= shared(text, HELP) <= 1.0
    assert all(text[s.start : s.end] == s.quote for s in copied(text, text))
