"""What was judged about a submission: its scorecard, what people decided, what stands, and the seal over all."""

from __future__ import annotations

from typing import Any

from trainer.desk.history import History
from trainer.review.seal import seal
from trainer.review.standing import Decision, Standing, stand
from trainer.rubric.model import Scorecard
from trainer.store import Event, Reader

SELF = "self"


def scored(reader: Reader, submission_id: str) -> dict[str, Any]:
    """What was kept when a submission was scored: scorecard, source_of, pass_share."""
    event = reader.last(submission_id, "scored")
    if event is None:
        raise LookupError(f"submission {submission_id} was never scored")
    return event.body


def decisions(reader: Reader, submission_id: str, own: bool = False) -> list[Decision]:
    """What reviewers decided on a submission, in order; ``own``: what its owner tried for themselves instead."""
    return [_decision(e) for e in reader.events(of=submission_id, kind="decided") if (e.body["role"] == SELF) == own]


def standing_of(reader: Reader, submission_id: str, own: bool = False) -> Standing:
    """What stands on a submission, by the scorecard as it was kept and the decisions of reviewers."""
    kept = scored(reader, submission_id)
    return stand(Scorecard.model_validate(kept["scorecard"]), decisions(reader, submission_id, own),
                 kept["pass_share"], kept["source_of"])


def seal_of(reader: Reader, submission: Event) -> str:
    """The seal on a submission as everything under it stands now."""
    return seal(submission.body["submission"], scored(reader, submission.id)["scorecard"],
                decisions(reader, submission.id))


def signed_off(reader: Reader, history: History) -> bool:
    """Whether a coordinator's signature stands, and still holds, under what was accepted."""
    newest = history.newest
    signs = [e for e in history.of("signed") if newest and e.body["submission"] == newest.id
             and e.body["role"] == "coordinator"]
    if newest is None or not signs:
        return False
    now = seal_of(reader, newest)
    return any(e.body["seal"] == now for e in signs)


def _decision(event: Event) -> Decision:
    body = event.body
    return Decision(finding=body["finding"], level=body["level"], reason=body["reason"], by=event.by,
                    role=body["role"], at=event.at)
