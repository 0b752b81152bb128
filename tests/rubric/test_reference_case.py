"""The hand-made case on which examples run: its papers really hold its facts, and every topic is there."""

from __future__ import annotations

import re

from trainer.case.model import Case, Claim, Fact
from trainer.content import plain, root
from trainer.rubric.examples import reference_case


def plainly(text: str) -> str:
    return re.sub(r"\s+", " ", text).lower()


def page(case: Case, document: str, number: int) -> str:
    return plainly(case.document(document).pages[number - 1])


def test_each_fact_stands_on_the_pages_it_names() -> None:
    case = reference_case()
    told: list[Fact | Claim] = [*case.facts, *case.claims]
    for item in told:
        essential = item.essential if isinstance(item, Fact) and item.essential else tuple(item.elements)
        for seen in item.seen_in:
            text = page(case, seen.document, seen.page)
            for element in essential:
                assert any(plainly(w) in text for w in item.elements[element]), (item.id, element, seen)


def test_a_quote_stands_in_the_record_word_by_word() -> None:
    case = reference_case()
    quoted = [f for f in case.facts if f.quote]
    assert {f.topic for f in quoted} >= {"child.view", "parent.view"}
    for fact in quoted:
        assert all(plainly(fact.quote) in page(case, s.document, s.page) for s in fact.seen_in), fact.id


def test_every_fact_can_be_learnt_and_no_paper_knows_the_future() -> None:
    case = reference_case()
    for fact in case.facts:
        assert fact.seen_in or fact.told_by, fact.id
        assert all(fact.since is None or fact.since <= case.document(s.document).date for s in fact.seen_in), fact.id


def test_every_topic_has_a_fact() -> None:
    topics, _ = plain(root() / "scenarios" / "topics.yaml")
    assert set(topics) == {f.topic for f in reference_case().facts}


def test_the_days_that_people_confuse_are_different_days() -> None:
    days = reference_case().dates
    names = ("report", "removal", "placement", "opening", "petition", "assignment", "preliminary_hearing",
             "assessment", "reunification_set", "concurrent_set", "team_meeting", "review")
    assert len({days[n] for n in names}) == len(names)
