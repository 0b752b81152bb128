"""What stands: computed from the machine's findings and people's decisions, which never edit each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trainer.content import Value
from trainer.plan.submission import Level
from trainer.rubric.model import Finding, Scorecard, Total
from trainer.rubric.verdict import COUNTED, SHARE, totals, verdict


class Decision(Value):
    """A person's judgment on one finding: the level they give and why; ``at`` is an ISO time in UTC."""

    finding: str
    level: Level
    reason: str
    by: str
    role: str
    at: str


class Stands(Value):
    """One finding as it stands: the machine's, and the decision that holds where there is one."""

    finding: Finding
    machine: Finding
    decision: Decision | None = None

    @property
    def differs(self) -> bool:
        """Whether a person gave another level than the machine."""
        return self.decision is not None and self.decision.level != self.machine.level


class Standing(Value):
    """Everything as it stands, with totals and the verdict computed anew."""

    findings: tuple[Stands, ...]
    totals: tuple[Total, ...]
    satisfactory: bool | None

    @property
    def points(self) -> tuple[float, float]:
        """Points earned and to be had, each finding once."""
        counted = [s.finding for s in self.findings if s.finding.level in COUNTED]
        return sum(f.points for f in counted), sum(f.of for f in counted)


RANK = {"advisor": 1, "coordinator": 2}


def stand(
    scorecard: Scorecard, decisions: Sequence[Decision], pass_share: float, source_of: Mapping[str, str]
) -> Standing:
    """What stands on a scorecard. The rule: a person's decision holds over the machine's finding; a
    coordinator's over an advisor's; among equals the later one. Decisions on findings that the scorecard
    doesn't have are left out."""
    holding: dict[str, Decision] = {}
    for decision in sorted(decisions, key=lambda d: (RANK.get(d.role, 0), d.at)):
        holding[decision.finding] = decision
    result = tuple(_one(f, holding.get(f.key)) for f in scorecard.findings)
    now = [s.finding for s in result]
    return Standing(findings=result, totals=totals(now, source_of), satisfactory=verdict(now, pass_share))


def _one(machine: Finding, decision: Decision | None) -> Stands:
    if decision is None:
        return Stands(finding=machine, machine=machine)
    level = decision.level
    points = machine.points if level == machine.level else round(SHARE.get(level, 0.0) * machine.of, 4)
    critical = machine.critical and level in ("missed", "partly")
    changed = machine.model_copy(update={"level": level, "points": points, "critical": critical})
    return Stands(finding=changed, machine=machine, decision=decision)
