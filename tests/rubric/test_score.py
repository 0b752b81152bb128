"""How findings, points and the verdict come about."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pytest

from trainer.plan.submission import Level, Submission
from trainer.rubric.examples import reference_case
from trainer.rubric.library import Rubric, rubrics
from trainer.rubric.model import Criterion, Finding, Force, Provision, Source, Track
from trainer.rubric.score import score
from trainer.rubric.verdict import verdict

CASE = reference_case()
MET = "Tessa has mild asthma and uses an albuterol inhaler before running."


def criterion(**more: Any) -> Criterion:
    return Criterion.model_validate(
        {
            "title": "Health",
            "why": "It matters.",
            "part": "plan.health",
            "feedback": "Say how health is now.",
            "check": {"kind": "facts", "topics": ["child.health"], "about": "focus", "need": "any"},
            "examples": [{"given": "x", "level": "met"}, {"given": "", "level": "missed"}],
            **more,
        }
    )


def provision(id: str, force: Force = "mandatory", asks: Any = None, **more: Any) -> Provision:
    return Provision.model_validate(
        {
            "id": id,
            "at": "here",
            "says": "Something.",
            "force": force,
            "scored_by": asks or {"criterion": "health"},
            **more,
        }
    )


def rubric(*sources: tuple[Provision, ...], criteria: dict[str, Criterion] | None = None) -> Rubric:
    named = {
        f"s{n}": Source(title="A policy", short="P", authority="Somebody", edition="now", provisions=provisions)
        for n, provisions in enumerate(sources, 1)
    }
    track = Track(title="T", summary="", frame="f", sources=tuple(named), forms=(), asks=("plan",), pass_share=0.75)
    return Rubric(
        track_id="t",
        track=track,
        sources=named,
        criteria=criteria or {"health": criterion()},
        forms=rubrics().forms,
        fingerprints=dict.fromkeys(named, "f"),
    )


def submission(asked: tuple[str, ...] = ("plan",), **plan: Any) -> Submission:
    return Submission(case=CASE.id, handed_in=CASE.today, asked=asked, plan=plan)


def test_a_criterion_is_scored_once_and_reported_under_each_provision() -> None:
    card = score(
        CASE, submission(health=MET), rubric((provision("A.1", "expected"), provision("A.2")), (provision("B.1"),))
    )
    assert len(card.findings) == 1
    finding = card.findings[0]
    assert finding.provisions == ("A.1", "A.2", "B.1")
    assert finding.force == "mandatory"  # the strongest of them
    assert (finding.level, finding.points, finding.of) == ("met", 3.0, 3.0)
    assert {t.source: (t.points, t.of) for t in card.totals} == {"s1": (3.0, 3.0), "s2": (3.0, 3.0)}


def test_other_parameters_are_another_finding() -> None:
    both = rubric((provision("A.1"), provision("A.2", asks={"criterion": "health", "with": {"need": "all"}})))
    card = score(CASE, submission(health=MET), both)
    assert [f.key for f in card.findings] == ["health", "health[need=all]"]
    assert [f.level for f in card.findings] == ["met", "partly"]


def test_a_variant_brings_its_part_title_and_domain() -> None:
    given = criterion(
        variants={
            "area": {
                "school": {
                    "part": "plan.education",
                    "domain": "well-being",
                    "check": {"topics": ["child.school.support"]},
                }
            }
        }
    )
    asks = {"criterion": "health", "with": {"area": "school"}}
    card = score(
        CASE,
        submission(education="She is in a reading group three mornings a week."),
        rubric((provision("A.1", asks=asks),), criteria={"health": given}),
    )
    assert card.findings[0].key == "health[area=school]"
    assert (card.findings[0].level, card.findings[0].domain) == ("met", "well-being")
    assert card.findings[0].evidence[0].part == "plan.education"


def test_a_provision_that_the_case_does_not_call_for_is_left_out() -> None:
    teen = provision("A.1", when=["age_13_plus"])
    card = score(CASE, submission(), rubric((teen,)))
    assert [(f.level, f.points) for f in card.findings] == [("not_applicable", 0.0)]
    assert card.satisfactory is None  # nothing could be judged
    both = score(CASE, submission(health=MET), rubric((teen, provision("A.2", "good-practice"))))
    assert both.findings[0].provisions == ("A.2",)  # only the one that holds
    assert both.findings[0].of == 1.0


def test_what_was_not_asked_is_not_observed_and_what_was_asked_and_is_missing_is_missed() -> None:
    one = rubric((provision("A.1"),))
    assert score(CASE, submission(("worksheet",)), one).findings[0].level == "not_observed"
    assert score(CASE, submission(("plan.health",)), one).findings[0].level == "missed"
    assert score(CASE, submission(), one).findings[0].level == "missed"


def test_a_missed_fact_shows_its_page_and_never_blames() -> None:
    finding = score(CASE, submission(health="All fine."), rubric((provision("A.1"),))).findings[0]
    assert finding.level == "missed"
    assert finding.missed_facts
    for missed in finding.missed_facts:
        assert CASE.fact(missed.fact).topic == "child.health"
        pages = CASE.document(missed.document).pages
        assert 1 <= missed.page <= len(pages)
    assert not any(word in finding.why.lower() for word in ("you failed", "you forgot", "should have"))


def test_what_only_people_tell_counts_where_meetings_were_asked() -> None:
    given = criterion(
        check={"kind": "facts", "topics": ["child.description"], "about": "focus", "need": "all"},
        part="plan.about_child",
    )
    one = rubric((provision("A.1"),), criteria={"health": given})
    without = score(CASE, submission(about_child="x y z"), one).findings[0]
    with_ = score(CASE, submission(("plan", "meetings"), about_child="x y z"), one).findings[0]
    only_told = {f.id for f in CASE.current("child.description") if not f.seen_in}
    assert only_told
    assert not only_told & {m.fact for m in without.missed_facts}
    assert only_told <= {m.fact for m in with_.missed_facts}
    assert all(m.page == 0 for m in with_.missed_facts if m.fact in only_told)


def test_only_a_critical_criterion_can_be_critical() -> None:
    quote = 'Tessa told Dana Merritt on July 8, "I hate everybody and never want to see my dad again."'
    check = {"kind": "own_words"}
    for critical in (True, False):
        given = criterion(check=check, part="plan.child_view", critical=critical)
        card = score(
            CASE, submission(child_view=quote), rubric((provision("A.1", "good-practice"),), criteria={"health": given})
        )
        assert card.findings[0].critical is critical
        assert card.findings[0].level == "missed"
        assert card.satisfactory is False


def test_a_scorecard_keeps_what_judged_it() -> None:
    card = score(CASE, submission(), rubric((provision("A.1"),)))
    assert card.sources[0].fingerprint == "f"
    assert len(card.language) == 64
    assert card == score(CASE, submission(), rubric((provision("A.1"),)))


def test_a_fingerprint_changes_with_what_is_asked() -> None:
    known = rubrics()
    before = known.fingerprint("federal")
    changed = known.criteria["plan-in-time"].model_copy(update={"feedback": "Other words."})
    assert replace(known, criteria={**known.criteria, "plan-in-time": changed}).fingerprint("federal") != before
    assert replace(known, criteria={**known.criteria, "signed": changed}).fingerprint("federal") == before


# the verdict, cell by cell

SHARES = {"met": 1.0, "partly": 0.5}


def finding(level: Level, force: Force = "expected", critical: bool = False, n: int = 0) -> Finding:
    of = {"mandatory": 3.0, "expected": 2.0, "good-practice": 1.0}[force]
    return Finding.model_validate(
        {
            "criterion": f"c{n}",
            "provisions": ("P",),
            "force": force,
            "channel": "documentation",
            "domain": "process",
            "level": level,
            "points": of * SHARES.get(level, 0.0),
            "of": of,
            "critical": critical,
            "why": "w",
            "feedback": "f",
        }
    )


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (["met", "met"], True),
        (["met", "partly"], True),  # exactly the share: three of four
        (["partly", "partly"], False),  # half
        (["met", "missed"], False),
        (["not_applicable", "not_observed"], None),  # nothing judged
        (["met", "not_applicable", "not_observed"], True),
        (["met", "unsure"], None),  # 2 of 4 or 4 of 4
        (["met", "met", "met", "unsure"], True),  # 6 of 8 suffices whatever comes
        (["missed", "missed", "missed", "unsure"], False),
        (["unsure"], None),
        ([], None),
    ],
)
def test_the_share_of_points_decides(levels: list[Level], expected: bool | None) -> None:
    assert verdict([finding(level, n=n) for n, level in enumerate(levels)], 0.75) is expected


def test_a_mandatory_criterion_missed_is_not_satisfactory_whatever_the_total() -> None:
    many = [finding("met", n=n) for n in range(50)]
    assert verdict([*many, finding("missed", "mandatory")], 0.5) is False
    assert verdict([*many, finding("partly", "mandatory")], 0.5) is True
    assert verdict([*many, finding("unsure", "mandatory")], 0.5) is None  # it may turn out missed
    assert verdict([*many, finding("missed", "expected")], 0.5) is True


def test_a_critical_finding_is_not_satisfactory_whatever_the_total() -> None:
    many = [finding("met", n=n) for n in range(50)]
    assert verdict([*many, finding("missed", "good-practice", critical=True)], 0.5) is False
    assert verdict([*many, finding("partly", "good-practice", critical=True)], 0.5) is False


def test_an_unsure_finding_never_makes_things_worse_than_missed_or_better_than_met() -> None:
    for force, level in itertools.product(("mandatory", "expected"), ("met", "partly", "missed")):
        rest = [finding(level, force), finding("met", n=9)]  # type: ignore[arg-type]
        open_ = verdict([*rest, finding("unsure", n=5)], 0.75)
        settled = {verdict([*rest, finding(end, n=5)], 0.75) for end in ("met", "missed")}  # type: ignore[arg-type]
        assert open_ in settled or open_ is None
        if len(settled) == 1:
            assert open_ in (settled.pop(), None)
