"""Small questions to a case that several conditions and checks ask."""

from __future__ import annotations

from trainer.case.model import Case, Goal, Person, Placement


def placement_of(case: Case, child: str) -> Placement | None:
    """Where a child lives today: the latest placement that has begun and not ended."""
    here = [p for p in case.placements
            if p.child == child and p.since <= case.today and (p.until is None or p.until > case.today)]
    return max(here, key=lambda p: p.since, default=None)


def siblings_apart(case: Case) -> tuple[Person, ...]:
    """The family's other children who live with somebody else than the focus child does."""
    own = placement_of(case, case.focus)
    result = []
    for child in case.children:
        other = placement_of(case, child.id)
        if child.id != case.focus and (own is None or other is None or other.caregiver != own.caregiver):
            result.append(child)
    return tuple(result)


def goals_in_force(case: Case) -> tuple[Goal, ...]:
    """The focus child's permanency goals of the period: those in force today, or, where a review is being looked
    at, at any time in its period."""
    begin = case.review.period_from if case.review else case.today
    end = case.review.period_to if case.review else case.today
    return tuple(g for g in case.court.goals
                 if g.child == case.focus and (g.ended is None or g.ended >= begin)
                 and (g.established is None or g.established <= max(end, case.today)))


def goal_now(case: Case, concurrent: bool = False) -> Goal | None:
    """The focus child's goal, or concurrent goal, of today; the latest when several stand."""
    now = [g for g in case.court.goals
           if g.child == case.focus and g.concurrent == concurrent and (g.ended is None or g.ended > case.today)]
    return max(now, key=lambda g: (g.established or case.today), default=None)
