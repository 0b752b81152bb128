"""The supervisor's feedback letter: drafted from the scorecard, theirs to edit and send."""

from __future__ import annotations

from trainer.desk.doors import Visitor
from trainer.desk.errors import NotYours, Refused, Stale
from trainer.desk.findings import titles
from trainer.desk.history import History, name_of, the_submission
from trainer.desk.judged import standing_of
from trainer.desk.open import House
from trainer.desk.stages import what_is_written
from trainer.desk.views import LetterView, PartView
from trainer.review.letter import draft
from trainer.store import Event, Reader, Unstorable, Writer

LETTER_LIMIT = 20_000   # characters


def letter(house: House, who: Visitor, submission_id: str) -> LetterView:
    """The letter as it stands, or a draft; its reader sees it once it was sent. Raises Refused before that."""
    with house.store.read() as reader:
        event, history = the_submission(reader, who, "letter", submission_id)
        shown = letter_shown(house, reader, history, event, reviewer=who.id != history.owner)
    if shown is None:
        raise Refused("There is no letter for you here yet.")
    return shown


def save_letter(house: House, who: Visitor, submission_id: str, text: str, version: int) -> LetterView:
    """Keep the letter's text; ``version`` is the one that the writer saw (0: the draft).

    Raises Stale when somebody saved it in the meantime, Refused when it can't be kept or is sent already.
    """
    with house.store.write() as writer:
        event, history = the_submission(writer, who, "save_letter", submission_id)
        if not text.strip():
            raise Refused("The letter is empty. Write a sentence first.")
        if len(text) > LETTER_LIMIT:
            raise Refused(f"The letter has {len(text):,} characters; the limit is {LETTER_LIMIT:,}. Shorten it.")
        stored = _stored(writer, event)
        if stored is not None and stored.sent_at:
            raise Refused("This letter is sent. It stays as it was.")
        if stored is not None and stored.text == text:
            return stored
        if (stored.version if stored else 0) != version:
            now = stored or _drafted(house, writer, history, event)
            raise Stale(text, PartView(now.text, now.version, None))
        return _append(house, writer, who, event, text, version + 1, sent=False)


def send_letter(house: House, who: Visitor, submission_id: str) -> LetterView:
    """Send the letter as it was saved last (the draft, when it never was)."""
    with house.store.write() as writer:
        event, history = the_submission(writer, who, "send_letter", submission_id)
        stored = _stored(writer, event)
        if stored is not None and stored.sent_at:
            return stored
        if not history.released(event.id):
            raise Refused("Return or accept this submission first: the letter tells what its feedback says.")
        text = stored.text if stored else _drafted(house, writer, history, event).text
        return _append(house, writer, who, event, text, (stored.version if stored else 0) + 1, sent=True)


def letter_shown(house: House, reader: Reader, history: History, event: Event, reviewer: bool) -> LetterView | None:
    """The letter for somebody: reviewers see it or a draft of it, its reader once it was sent."""
    stored = _stored(reader, event)
    if stored is not None and (reviewer or stored.sent_at):
        return stored
    return _drafted(house, reader, history, event) if reviewer else None


def _stored(reader: Reader, event: Event) -> LetterView | None:
    last = reader.last(event.id, "letter")
    if last is None:
        return None
    return LetterView(text=last.body["text"], version=last.body["version"],
                      sent_at=last.at if last.body["sent"] else None, by_name=name_of(reader, last.by), drafted=False)


def _drafted(house: House, reader: Reader, history: History, event: Event) -> LetterView:
    standing = standing_of(reader, event.id)
    text = draft(standing, house.shelf.case(reader, history.case_id),
                 titles(house, (s.finding for s in standing.findings)), name_of(reader, history.owner),
                 what_is_written(house, history.track))
    return LetterView(text=text, version=0, sent_at=None, by_name="", drafted=True)


def _append(house: House, writer: Writer, who: Visitor, event: Event, text: str, version: int,
            sent: bool) -> LetterView:
    try:
        writer.append("letter", event.id, who.id, house.now, {"text": text, "version": version, "sent": sent})
    except Unstorable:
        raise Refused("The letter holds characters that are no text. Paste it again as plain text.") from None
    stored = _stored(writer, event)
    if stored is None:
        raise NotYours
    return stored
