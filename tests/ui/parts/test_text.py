"""Text of people and cases is always shown as text."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.ui.parts.text import around, label, marked, plain, sentences, short

WEIRD = ["<script>alert(1)</script>", "**bold** _soft_ `code`", "$x^2$ and $5 to $6", ":smile: :red[stop]",
         "=SUM(A1)", "# heading\n- list", "a & b < c > d", "[link](http://x)", "'; drop table part; --", "\\* \\"]


@given(st.text(max_size=200))
def test_plain_says_just_what_was_written(text: str) -> None:
    shown = plain(text)
    assert re.fullmatch(r"([^<>]|<br>)*", shown)
    assert html.unescape(shown.replace("<br>", "\n")) == text.replace("\r\n", "\n")


@pytest.mark.parametrize("text", WEIRD)
def test_a_label_holds_no_markup(text: str) -> None:
    made = label(text)
    assert "\n" not in made
    assert re.sub(r"\\(.)", r"\1", made) == " ".join(text.split())
    for sign in "*_`[]$:<>#":
        assert not re.search(rf"(?<!\\){re.escape(sign)}", made.replace("\\\\", "")), sign


def test_long_labels_are_cut_with_a_sign() -> None:
    assert label("one two three four", 8) == "one two…"
    assert short("one two three four", 8) == "one two…"
    assert short("one", 8) == "one"


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(-5, 90), st.integers(-5, 90)), max_size=5))
def test_marks_never_lose_or_double_a_sign(text: str, spans: list[tuple[int, int]]) -> None:
    shown = marked(text, spans)
    bare = shown.replace("<mark>", "").replace("</mark>", "")
    assert html.unescape(bare.replace("<br>", "\n")) == text.replace("\r\n", "\n") or "\r" in text
    assert shown.count("<mark>") == shown.count("</mark>")


def test_overlapping_marks_become_one() -> None:
    assert marked("abcdef", [(0, 3), (2, 5)]) == "<mark>abcde</mark>f"
    assert marked("a<b>c", [(1, 4)]) == "a<mark>&lt;b&gt;</mark>c"


def test_sentences_and_what_stands_around_a_passage() -> None:
    text = "She came late. Was he there? Nobody knows.\nNew line without an end"
    assert [text[a:b] for a, b in sentences(text)] == [
        "She came late.", "Was he there?", "Nobody knows.", "New line without an end"]
    at = text.index("he there")
    start, end = around(text, at, at + 2)
    assert text[start:end] == "Was he there?"


@given(st.text(max_size=120))
def test_sentences_stand_in_the_text(text: str) -> None:
    last = 0
    for start, end in sentences(text):
        assert last <= start < end <= len(text)
        last = end


def test_a_title_or_a_point_within_a_number_ends_no_sentence() -> None:
    text = "Dr. Brandt saw him at 4 p.m. He rode 3.5 miles. Ms. Ortiz drove."
    assert [text[a:b] for a, b in sentences(text)] == [
        "Dr. Brandt saw him at 4 p.m.", "He rode 3.5 miles.", "Ms. Ortiz drove."]
