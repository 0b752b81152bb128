"""Weaker versions of a fine piece of work, for the demo: as a rushed new worker writes, and on the way up."""

from __future__ import annotations

import copy
from typing import Any

Work = dict[str, Any]

VAGUE = ("will comply with all services.", "will cooperate with the agency.", "will improve parenting.")
LEFT_OUT = ("trauma", "siblings_visits", "relatives", "other_resources", "safety_meanwhile", "monitoring",
            "concurrent_plan", "q8_court", "q7_wellbeing", "efforts")


def half(work: Work) -> Work:
    """What stands after two evenings: the assessment and the first parts on the child; no objectives yet."""
    result = copy.deepcopy(work)
    result.pop("team", None)
    for place in ("plan", "worksheet"):
        if place in result:
            kept = ("threats", "risks", "family_strengths", "about_child", "strengths", "health", "education",
                    "safety_issues", "risk_issues", "q1_method", "q3_parent")
            result[place] = {id: v for id, v in result[place].items() if id in kept}
    return result


def rushed(work: Work) -> Work:
    """The night before it is due: one sentence a part, objectives in stock phrases, few days, parts left out."""
    result = copy.deepcopy(work)
    for place in ("plan", "worksheet"):
        if place in result:
            result[place] = {id: _rushed_part(id, value) for id, value in result[place].items() if id not in LEFT_OUT}
    if "team" in result:
        result["team"] = [{**row, "added": "Attended."} for row in result["team"][:3]]
    if "plan" in result:
        _rush_objectives(result["plan"])
    return result


def mended(work: Work, share: float) -> Work:
    """Between rushed (0) and fine (1): so large a share of the parts, in their order, is the fine one's."""
    poor = rushed(work)
    result = copy.deepcopy(work)
    for place in ("plan", "worksheet"):
        if place not in work:
            continue
        texts = [id for id, v in work[place].items() if isinstance(v, str)]
        for id in texts[round(len(texts) * share):]:
            if id in poor[place]:
                result[place][id] = poor[place][id]
            else:
                result[place].pop(id)
    if share < 0.6 and "plan" in result:
        for id in ("objectives", "steps"):
            result["plan"][id] = poor["plan"].get(id, [])
    return result


def _rushed_part(id: str, value: Any) -> Any:
    if isinstance(value, str):
        return value if len(value) < 40 else value.split(". ")[0].rstrip(".") + "."
    keep = 2 if id in ("threats", "risks", "needs", "safety_issues", "risk_issues", "family_strengths") else len(value)
    return [{k: v for k, v in row.items() if k not in ("since", "where_found", "why", "benchmark")}
            for row in value[:keep]]


def _rush_objectives(plan: Work) -> None:
    there = {row["id"] for id in ("threats", "risks", "needs") for row in plan.get(id, [])}
    objectives = [o for o in plan.get("objectives", []) if o.get("answers") in there][:len(VAGUE)]
    for words, objective in zip(VAGUE, objectives, strict=False):
        objective |= {"change": f"Mother {words}", "measure": "Certificates and reports."}
        objective.pop("by", None)
    plan["objectives"] = objectives
    kept = {o["id"] for o in objectives}
    plan["steps"] = [{k: v for k, v in step.items() if k not in ("by", "service")}
                     for step in plan.get("steps", []) if step.get("objective") in kept][:4]
