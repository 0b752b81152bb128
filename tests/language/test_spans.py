from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.language.spans import find, merge, sentences, span, words

WEIRD = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=300)


def test_sentences_end_at_stops_and_lines_but_not_at_abbreviations() -> None:
    text = 'Ms. Reyes met Dr. Lee at 5 p.m. on Tuesday. She said "no." Then left!\n- one thing\n- another'
    assert [s.quote for s in sentences(text)] == [
        "Ms. Reyes met Dr. Lee at 5 p.m. on Tuesday.",
        'She said "no."',
        "Then left!",
        "- one thing",
        "- another",
    ]


def test_words_keep_inner_apostrophes_and_part_at_hyphens() -> None:
    assert [w.quote for w in words("Mia's well-being: 1,200 kids don’t")] == [
        "Mia's",
        "well",
        "being",
        "1,200",
        "kids",
        "don’t",
    ]


def test_positions_count_code_points() -> None:
    text = "🙂🙂 Rosa is here"
    found = find(text, "Rosa")
    assert found is not None
    assert (found.start, found.end) == (3, 7)
    assert text[found.start : found.end] == "Rosa"


def test_find_takes_another_case_only_where_the_same_case_is_missing() -> None:
    assert find("rosa and Rosa", "Rosa") == span("rosa and Rosa", 9, 13)
    assert find("rosa", "Rosa") == span("rosa", 0, 4)
    assert find("nobody", "Rosa") is None
    assert find("nobody", "") is None


def test_merge_joins_what_overlaps_or_touches() -> None:
    text = "abcdefghij"
    assert [s.quote for s in merge(text, [span(text, 4, 6), span(text, 0, 3), span(text, 2, 4)])] == ["abcdef"]
    assert [s.quote for s in merge(text, [span(text, 0, 2), span(text, 5, 7)])] == ["ab", "fg"]


@given(WEIRD)
def test_every_span_of_any_text_quotes_it(text: str) -> None:
    for s in (*sentences(text), *words(text)):
        assert text[s.start : s.end] == s.quote


@pytest.mark.parametrize("text", ["." * 20_000, "a" * 20_000, "!?" * 10_000, "\n" * 20_000, "(" * 20_000 + "."])
def test_a_long_run_of_signs_is_read_at_once(text: str) -> None:
    assert len(sentences(text)) <= 1
