from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.language.statements import read_statement


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rosa is up and dressed by seven on every morning that the children are with her.", "behavior_change"),
        ("When Leo cries, Carl picks him up and talks softly instead of shouting.", "behavior_change"),
        ("Mother will attend weekly parenting classes at Family First.", "service_compliance"),
        ("Father will comply with all court orders.", "service_compliance"),
        ("Cooperate with the Department.", "service_compliance"),
        ("The worker will call the landlord and send the form by Friday.", "task"),
        ("Mother will be a better parent.", "vague"),
        ("Improve communication and reduce stress.", "vague"),
        (
            "Rosa finishes the class and then puts Leo to sleep in his own crib every night instead of in her bed.",
            "behavior_change",
        ),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert read_statement(text, "objective").likely == kind


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        ("Rosa will call the school.", "actor", True),
        ("Sessions to be attended weekly.", "actor", False),
        ("By October 1 Rosa calls the school.", "time_limited", True),
        ("Rosa calls the school weekly.", "time_limited", False),
        ("Rosa calls the school before the next hearing.", "time_limited", True),
        ("Within 30 days Rosa starts treatment.", "time_limited", True),
        ("Supper is on the table by five at 20 visits in a row, noted by the coach.", "measurable", True),
        ("Her mood improves.", "measurable", False),
        ("As observed by providers.", "measurable", False),
        ("By October 1 Rosa feels well.", "measurable", False),  # a deadline counts nothing
        ("Mother will improve as needed.", "specific", False),
        ("Rosa calls Ms. Kim at Riverbend on the first morning of a bad day.", "specific", True),
        ("Comply w/ AOD eval, IOP and TPR.", "plain", False),
        ("Rosa cooks supper with the children.", "plain", True),
        ("Mother will not yell at the children.", "positive", False),
        ("When Rosa wants to yell, she steps outside instead and comes back when calm.", "positive", True),
        ("Do it.", "clear", False),
        ("Rosa is up by seven on every school day.", "clear", True),
    ],
)
def test_marks(text: str, mark: str, value: bool) -> None:
    assert getattr(read_statement(text, "step"), mark).value is value


def test_a_cell_of_its_own_names_the_actor_and_the_day() -> None:
    read = read_statement("Calls the school.", "step", True, True)
    assert read.actor.value is True
    assert read.time_limited.value is True


def test_a_long_sentence_is_not_clear() -> None:
    assert read_statement("Rosa " + "calls the school and then " * 12 + "waits.", "step").clear.value is False


@given(st.text(max_size=300), st.sampled_from(["objective", "step"]))
def test_any_text_can_be_read_and_every_span_quotes_it(text: str, as_: str) -> None:
    read = read_statement(text, as_)  # type: ignore[arg-type]
    marks = (read.actor, read.specific, read.measurable, read.time_limited, read.clear, read.plain, read.positive)
    for s in (*read.kind_spans, *(s for m in marks for s in m.spans)):
        assert text[s.start : s.end] == s.quote


def test_nothing_written_earns_no_mark() -> None:
    read = read_statement("", "step")
    assert read.likely == "vague"
    assert not any(m.value for m in (read.specific, read.measurable, read.clear, read.plain, read.positive))
