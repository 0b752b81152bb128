"""The conditions under which a provision asks anything: a closed list of names, each a question to the case.

A provision's ``when`` names them; all that it names must hold. The docstring is what people read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from trainer.case.model import Case
from trainer.rubric import truth
from trainer.rubric.truth import goal_now, placement_of

Condition = Callable[[Case], bool]
CONDITIONS: dict[str, Condition] = {}


def condition(ask: Condition) -> Condition:
    """Registers a condition under its function's name."""
    CONDITIONS[ask.__name__] = ask
    return ask


def holds(names: Iterable[str], case: Case) -> bool:
    """Whether all the named conditions hold. KeyError for a name that isn't in the list."""
    return all(CONDITIONS[name](case) for name in names)


def words(name: str) -> str:
    """A condition in words. KeyError for a name that isn't in the list."""
    return " ".join((CONDITIONS[name].__doc__ or "").split())


@condition
def always(case: Case) -> bool:
    """In every case."""
    return True


@condition
def out_of_home(case: Case) -> bool:
    """The child lives away from home."""
    place = placement_of(case, case.focus)
    return place is not None and place.kind not in ("home", "trial_home")


@condition
def first_plan(case: Case) -> bool:
    """This is the first case plan: none is under review yet."""
    return case.review is None


@condition
def plan_under_review(case: Case) -> bool:
    """A plan is under review."""
    return case.review is not None


@condition
def school_age(case: Case) -> bool:
    """The child is of school age: five or older."""
    return _age(case) >= 5


@condition
def child_under_3(case: Case) -> bool:
    """The child is younger than three."""
    return _age(case) < 3


@condition
def child_3_or_older(case: Case) -> bool:
    """The child is three or older."""
    return _age(case) >= 3


@condition
def age_13_plus(case: Case) -> bool:
    """The child is thirteen or older."""
    return _age(case) >= 13


@condition
def age_14_plus(case: Case) -> bool:
    """The child is fourteen or older."""
    return _age(case) >= 14


@condition
def age_16_plus(case: Case) -> bool:
    """The child is sixteen or older."""
    return _age(case) >= 16


@condition
def leaving_care_by_age(case: Case) -> bool:
    """The youth will leave care because of age: seventeen or older and placed away from home."""
    return _age(case) >= 17 and out_of_home(case)


@condition
def siblings_apart(case: Case) -> bool:
    """A brother or sister lives somewhere else than the child."""
    return bool(truth.siblings_apart(case))


@condition
def several_children(case: Case) -> bool:
    """The family has more than one child."""
    return len(case.children) > 1


@condition
def has_trauma(case: Case) -> bool:
    """The record tells of frightening events that the child lived through or saw."""
    return _facts(case, "child.trauma")


@condition
def poor_prognosis(case: Case) -> bool:
    """The record shows that going home is doubtful for this child."""
    return case.focus in case.court.poor_prognosis


@condition
def goal_guardianship(case: Case) -> bool:
    """The child's goal is subsidized guardianship."""
    goal = goal_now(case)
    return goal is not None and goal.goal == "subsidized guardianship"


@condition
def goal_reunification_guardianship_or_relative(case: Case) -> bool:
    """The child's goal is reunification, guardianship or a permanent home with a relative."""
    goal = goal_now(case)
    return goal is not None and goal.goal in ("reunification", "guardianship", "subsidized guardianship", "relative")


@condition
def non_english_family(case: Case) -> bool:
    """A parent's or the child's first language is not English."""
    family = (case.child, *case.parents(case.focus))
    return any(p.language != "English" for p in family)


@condition
def cultural_need(case: Case) -> bool:
    """The record shows a need of culture, faith, language, or hair and skin care."""
    return _facts(case, "child.culture") or any(n.area == "culture" for n in case.needs)


@condition
def provider_involved(case: Case) -> bool:
    """A service provider works with the family."""
    return any(p.role in ("provider", "doctor", "teacher") for p in case.people)


@condition
def provider_letter(case: Case) -> bool:
    """The record holds a letter from a provider."""
    return any(d.kind == "provider-letter" for d in case.documents)


@condition
def extended_family(case: Case) -> bool:
    """The record names relatives, or friends who support the family."""
    return any(p.role in ("relative", "friend") for p in case.people)


@condition
def significant_other(case: Case) -> bool:
    """Somebody beyond parents and siblings matters to the child, and visits with them are spoken of."""
    return _facts(case, "visits.others")


@condition
def other_professionals(case: Case) -> bool:
    """Professionals beside the agency know the family: a provider, a teacher, a doctor, an advocate."""
    return any(p.role in ("provider", "doctor", "teacher", "casa", "guardian_ad_litem") for p in case.people)


@condition
def partner_violence(case: Case) -> bool:
    """Violence between partners is one of the safety threats."""
    return any(t.kind == "ST04" for t in case.threats)


@condition
def tribal_child(case: Case) -> bool:
    """The child is, or may be, a member of a tribe."""
    return "tribe" in case.place or any("tribal" in s for s in case.strands)


@condition
def fsna_in_record(case: Case) -> bool:
    """A family strengths and needs assessment is in the record."""
    return any(d.kind == "family-assessment" for d in case.documents)


@condition
def risk_present(case: Case) -> bool:
    """The record shows a risk factor beside the threats."""
    return bool(case.risks)


@condition
def placement_changed(case: Case) -> bool:
    """The child has moved from one placement to another since the removal."""
    return len([p for p in case.placements
                if p.child == case.focus and p.kind not in ("home",) and p.since <= case.today]) > 1


@condition
def academic_need(case: Case) -> bool:
    """The child needs help with learning."""
    return any(n.area == "education" and case.focus in n.about for n in case.needs)


@condition
def absent_parent_located(case: Case) -> bool:
    """A parent who was missing has been found."""
    return any(e.kind == "parent-located" for e in case.events)


@condition
def treatment_completed(case: Case) -> bool:
    """A course of treatment has been completed."""
    return any(e.kind == "treatment-completed" for e in case.events)


@condition
def new_report(case: Case) -> bool:
    """A new report of maltreatment came in after the removal."""
    removal = case.dates.get("removal")
    return removal is not None and any(e.kind == "new-report" and e.date > removal for e in case.events)


@condition
def safety_plan_needed(case: Case) -> bool:
    """A safety threat stands, so that something has to keep the child safe meanwhile."""
    return bool(case.threats)


@condition
def living_parent(case: Case) -> bool:
    """The child has a living parent with rights."""
    return bool(case.parents(case.focus))


def _age(case: Case) -> int:
    age = case.child.age(case.today)
    return -1 if age is None else age


def _facts(case: Case, topic: str) -> bool:
    return bool(case.current(topic, about=case.focus))
