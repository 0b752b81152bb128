"""Signatures: asked with the person's own secret, bound to what they sign."""

from __future__ import annotations

from trainer.desk.doors import Visitor
from trainer.desk.errors import Refused
from trainer.desk.history import the_submission
from trainer.desk.judged import seal_of
from trainer.desk.open import House
from trainer.desk.secret import check_secret
from trainer.desk.views import SignatureView

ATTESTS = {
    "trainee": "This is my own work on this case.",
    "advisor": "I read this work against the case record, and I stand by the decisions on it.",
    "coordinator": "I reviewed this work and its feedback, and sign it off.",
}
ORDER = ("trainee", "advisor", "coordinator")


def signatures(house: House, who: Visitor, submission_id: str) -> list[SignatureView]:
    """The signatures under a submission, and whether each still holds; of a person's several, the newest."""
    with house.store.read() as reader:
        event, history = the_submission(reader, who, "signatures", submission_id)
        signed = [e for e in history.of("signed") if e.body["submission"] == event.id]
        if not signed:
            return []
        now = seal_of(reader, event)
    newest = {(e.body["role"], e.by): e for e in signed}
    return sorted((SignatureView(role=e.body["role"], name=e.body["name"], at=e.at, holds=e.body["seal"] == now,
                                 attests=e.body["attests"]) for e in newest.values()),
                  key=lambda s: (ORDER.index(s.role), s.at))


def sign(house: House, who: Visitor, submission_id: str, secret: str) -> SignatureView:
    """Sign an accepted submission with one's PIN or password.

    The signature names the seal over submission, scorecard and decisions: it holds as long as none of them
    changes. Raises Refused before acceptance, for a wrong secret, or after too many wrong ones.
    """
    with house.store.read() as reader:
        event, history = the_submission(reader, who, "sign", submission_id)
        answer = history.answer(event.id)
        if answer is None or answer.kind != "accepted":
            raise Refused("This can be signed once it is accepted.")
    check_secret(house, who, secret)
    with house.store.write() as writer:
        event, history = the_submission(writer, who, "sign", submission_id)
        now = seal_of(writer, event)
        mine = [e for e in history.of("signed") if e.by == who.id and e.body["submission"] == event.id]
        if mine and mine[-1].body["seal"] == now:
            kept = mine[-1]
        else:
            kept = writer.append("signed", history.id, who.id, house.now, {
                "submission": event.id, "role": who.role, "name": who.name, "seal": now,
                "attests": attests(who.role)})
    return SignatureView(role=who.role, name=who.name, at=kept.at, holds=True, attests=kept.body["attests"])


def attests(role: str) -> str:
    """What a signature of that role says."""
    return ATTESTS[role]
