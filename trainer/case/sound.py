"""Whether a finished case can be: its days, ages, homes, contradictions, and that every fact can be learnt."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from trainer.case.clock import age
from trainer.case.model import Case, Claim

_PARENTS = {"mother", "legal father", "biological father"}


def unsound(case: Case) -> tuple[str, ...]:
    """What can't be in a case, each as a sentence; nothing for a case that holds together."""
    return (*_days(case), *_family(case), *_homes(case), *_facts(case), *_papers(case))


def _days(case: Case) -> Iterator[str]:
    for document in case.documents:
        if document.date > case.today:
            yield f"The paper {document.id} ({document.kind}) is dated {document.date}, after today ({case.today})."
    for threat in case.threats:
        if threat.since > case.today:
            yield f"The threat {threat.id} begins {threat.since}, after today."
    for goal in case.court.goals:
        if goal.established and goal.established > case.today:
            yield f"The goal {goal.id} was established {goal.established}, after today."
    if case.review and not case.review.period_from < case.review.period_to <= case.review.date:
        yield "The review's period doesn't begin before it ends, by the day of the review."


def _family(case: Case) -> Iterator[str]:
    for person in case.people:
        if person.born and person.born > case.today:
            yield f"{person.name} is born after today."
        for bond in person.bonds:
            other = case.person(bond.to)
            if bond.tie in _PARENTS and person.born and other.born and age(person.born, other.born) < 14:
                yield f"{person.name} can't be the {bond.tie} of {other.name}: the ages don't allow it."
    given = [person.given for person in case.people]
    for name in sorted({n for n in given if given.count(n) > 1}):
        yield f"Two people are called {name}."


def _homes(case: Case) -> Iterator[str]:
    for child in {p.child for p in case.placements}:
        mine = sorted((p for p in case.placements if p.child == child), key=lambda p: p.since)
        name = case.person(child).given
        for placement in mine:
            if placement.until and placement.until < placement.since:
                yield f"{name}'s placement {placement.id} ends before it begins."
            if placement.since > case.today:
                yield f"{name}'s placement {placement.id} begins after today."
        for one, other in pairwise(mine):
            if one.until is None or one.until > other.since:
                yield f"{name} is in two places at once ({one.id} and {other.id})."


def _facts(case: Case) -> Iterator[str]:
    days = {d.id: d.date for d in case.documents}
    by_id = {f.id: f for f in case.facts}
    for fact in case.facts:
        if not fact.seen_in and not fact.told_by:
            yield f"The fact {fact.id} can be learnt nowhere."
        if fact.since and fact.since > case.today:
            yield f"The fact {fact.id} begins {fact.since}, after today."
        for seen in fact.seen_in:
            if fact.since and fact.since > days[seen.document]:
                yield (f"The fact {fact.id} begins {fact.since}, and a paper of {days[seen.document]} "
                       f"({seen.document}) tells it already.")
        path, later = [fact.id], fact.superseded_by
        while later:
            if later in path:
                yield f"The fact {fact.id} supersedes itself, by way of {later}."
                break
            path.append(later)
            later = by_id[later].superseded_by
    for claim in case.claims:
        yield from _claim(case, claim)


def _claim(case: Case, claim: Claim) -> Iterator[str]:
    if not claim.seen_in:
        yield f"The claim {claim.id} stands in no paper."
        return
    fact = case.fact(claim.contradicts)
    said = {seen.document for seen in claim.seen_in}
    settled = {seen.document for seen in fact.seen_in} - said
    if not settled and not fact.told_by:
        yield f"Nothing but the papers that say otherwise settles the claim {claim.id}."
    last = max(case.document(d).date for d in said)
    if claim.rule == "later" and settled and not any(case.document(d).date > last for d in settled):
        yield f"The claim {claim.id} is to be settled by a later paper, and none that holds {fact.id} is later."


def _papers(case: Case) -> Iterator[str]:
    for document in case.documents:
        for number, page in enumerate(document.pages, 1):
            if "{" in page or "}" in page:
                yield f"A brace is left on page {number} of {document.id} ({document.kind})."
            if not page.strip():
                yield f"Page {number} of {document.id} ({document.kind}) is empty."


def unfilled(case: Case) -> Iterator[str]:
    """Names left in the truth, each as a sentence: there are none, as filling a text fails on a name it can't fill.

    For tests: it reads the whole case once more.
    """
    whole = case.model_dump_json(exclude={"documents", "picked"})
    for name in sorted({piece.split("}")[0] for piece in whole.split("{")[1:] if _looks_like_a_name(piece)}):
        yield f"A name is left unfilled in the truth: {{{name}}}."


def _looks_like_a_name(piece: str) -> bool:
    inside = piece.split("}")[0]
    return bool(inside) and '"' not in inside and len(inside) < 60
