"""A paper's Markdown as HTML: what the record's templates write, and nothing else."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from trainer.ui.parts.paper import paper_html, words_of

PAGE = """# Department of Children & Families

**Child:** Mia Reyes, costs $12 to $30 :smile:
| Day | What |
|---|---|
| May 3 | a **late** visit |
| May 10 | "none" \\| see below |

- first
- second
  goes on

1. one
2. two

---
> said so
"""

TAGS = re.compile(r"</?(h[2-5]|p|strong|em|ul|ol|li|blockquote|hr|br|mark|table|thead|tbody|tr|th|td|div)\b[^>]*>")


def test_the_shapes_of_a_paper() -> None:
    shown = paper_html(PAGE)
    assert "<h2>Department of Children &amp; Families</h2>" in shown
    assert "<p><strong>Child:</strong> Mia Reyes, costs $12 to $30 :smile:</p>" in shown
    assert '<th scope="col">Day</th>' in shown
    assert '<td>"none" | see below</td>' in shown
    assert "<li>second\ngoes on</li>" in shown
    assert "<ol><li>one</li><li>two</li></ol>" in shown
    assert "<hr><blockquote><p>said so</p></blockquote>" in shown


def test_a_name_can_hold_any_sign() -> None:
    shown = paper_html("Mr. <img src=x onerror=alert(1)> *O\\*Neil* & Sons")
    assert "<img" not in shown
    assert "<em>O*Neil</em> &amp; Sons" in shown


def test_a_passage_is_marked_over_line_ends_and_strong_words() -> None:
    shown = paper_html("She said that\n**nobody** was home. Then she left.", ["that nobody was home."])
    only_marks = re.sub(r"<[^m/][^>]*>|</[^m][^>]*>", "", shown)
    assert only_marks == "She said <mark>that\nnobody was home.</mark> Then she left."
    assert "<mark>" not in paper_html("She said nothing.", ["that nobody was home."])


def test_words_of_a_page_are_free_of_markup() -> None:
    words = words_of(PAGE)
    assert "Department of Children & Families" in words
    assert "May 3 · a late visit" in words
    assert "---" not in words
    assert "**" not in words


@given(st.text(max_size=300), st.lists(st.text(max_size=20), max_size=3))
def test_nothing_but_our_own_tags_comes_out(text: str, marks: list[str]) -> None:
    shown = paper_html(text, marks)
    assert "<" not in TAGS.sub("", shown)
    assert ">" not in TAGS.sub("", shown)


@given(st.lists(st.sampled_from(["|", "-", "*", "_", "#", ">", "1.", " ", "\n", "a", "\\", "`", "**", "|---|"]),
                max_size=40))
def test_any_mixture_of_signs_is_read(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert "<" not in TAGS.sub("", paper_html(text))
    words_of(text)
