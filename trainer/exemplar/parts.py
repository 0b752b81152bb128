"""Which truths a fine worker puts where: the topics that each text part of a form holds."""

from __future__ import annotations

from typing import Literal

from trainer.content import Value


class Holds(Value):
    """The topics of a part, in the order in which they are told; ``focus`` keeps to the child of the plan."""

    topics: tuple[str, ...] = ()
    about: Literal["focus", "anyone"] = "focus"


def _focus(*topics: str) -> Holds:
    return Holds(topics=topics)


def _anyone(*topics: str) -> Holds:
    return Holds(topics=topics, about="anyone")


PLAN_TEXTS: dict[str, Holds] = {
    "about_child": _focus("child.description"),
    "strengths": _focus("child.strength", "child.protective"),
    "health": _focus("child.health"),
    "emotional": _focus("child.emotional"),
    "trauma": _focus("child.trauma"),
    "education": _focus("child.education", "child.school"),
    "substance_use": _focus("child.substance_use"),
    "social_support": _focus("child.social_support"),
    "culture": _focus("child.culture"),
    "child_view": _focus("child.view"),
    "reasons_for_placement": _anyone("placement.reason"),
    "reasons_placement_continues": _anyone("placement.continues"),
    "placement": _focus("placement.current", "placement.stability"),
    "siblings_visits": _focus("placement.siblings", "visits.siblings"),
    "parent_visits": _focus("visits.parent"),
    "others_visits": _focus("visits.others"),
    "relatives": _anyone("kin"),
    "other_resources": _anyone("resource.other"),
    "safety_meanwhile": _anyone("safety.plan"),
    "concurrent_plan": _anyone("legal.prognosis"),
    "monitoring": Holds(),
}

WORKSHEET_TEXTS: dict[str, Holds] = {
    "q1_method": _anyone("review.method"),
    "q3_parent": _anyone("review.participation"),
    "q4_case_manager": _anyone("review.case_manager"),
    "q5_goal": _anyone("legal.goal"),
    "q7_safety": _anyone("plan.safety"),
    "q7_permanency": _anyone("plan.permanency"),
    "q7_wellbeing": _anyone("plan.wellbeing"),
    "q8_court": _anyone("review.court"),
    "goal_fits": _anyone("legal.goal", "placement.stability", "legal.prognosis"),
    "efforts": _anyone("plan.efforts"),
    "sources_used": Holds(),
}
