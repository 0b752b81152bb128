"""The score of one submission: every criterion of the rubric once, under all the provisions that ask for it.

Pure: the same case, submission, rubric and earlier submissions give the same scorecard.
"""

from __future__ import annotations

from collections.abc import Sequence

from trainer.case.model import Case
from trainer.language import fingerprint
from trainer.plan.submission import Submission
from trainer.rubric.conditions import holds
from trainer.rubric.ground import Ground, Shared
from trainer.rubric.library import Instance, Rubric
from trainer.rubric.model import POINTS, Finding, Force, Outcome, Provision, Scorecard, Used
from trainer.rubric.verdict import COUNTED, totals, verdict

ORDER: tuple[Force, ...] = ("good-practice", "expected", "mandatory")


def score(case: Case, submission: Submission, rubric: Rubric, earlier: Sequence[Submission] = ()) -> Scorecard:
    """What a submission earns. ``earlier`` are the same trainee's earlier submissions, oldest first."""
    shared = Shared(case, submission, rubric.forms, earlier)
    findings = tuple(_finding(instance, shared) for instance in rubric.instances.values())
    return Scorecard(
        case=case.id, track=rubric.track_id,
        sources=tuple(Used(id=s, fingerprint=rubric.fingerprints[s]) for s in rubric.sources),
        language=fingerprint(), findings=findings, totals=totals(findings, rubric.source_of),
        satisfactory=verdict(findings, rubric.pass_share))


def _finding(instance: Instance, shared: Shared) -> Finding:
    asked = instance.asked
    apply = tuple(p for p in instance.provisions if holds(p.when, shared.case))
    outcome = _outcome(instance, apply, shared)
    provisions = apply or instance.provisions
    force = max((p.force for p in provisions), key=ORDER.index)
    counted = outcome.level in COUNTED
    return Finding.model_validate({
        "criterion": asked.id, "with": asked.with_, "provisions": tuple(p.id for p in provisions), "force": force,
        "channel": asked.criterion.channel, "domain": asked.domain, "level": outcome.level,
        "points": round(POINTS[force] * outcome.share, 4) if counted else 0.0, "of": float(POINTS[force]),
        "critical": asked.criterion.critical and outcome.critical and outcome.level in ("missed", "partly"),
        "evidence": outcome.evidence, "missed_facts": outcome.missed_facts, "looked": outcome.looked,
        "why": outcome.why, "feedback": asked.criterion.feedback})


def _outcome(instance: Instance, apply: Sequence[Provision], shared: Shared) -> Outcome:
    """The outcome of one criterion: not applicable where no provision's conditions hold, not observed where the
    assignment didn't ask for any of its parts, else what its check finds in the parts that were asked for."""
    parts = instance.asked.parts
    if not apply:
        return Outcome(level="not_applicable", looked=parts, why="This case doesn't call for it.")
    asked = tuple(p for p in parts if shared.submission.asks(p))
    if not asked:
        return Outcome(level="not_observed", looked=parts,
                       why="The assignment didn't ask for the part that could show it.")
    return instance.asked.check.look(Ground(shared, asked))
