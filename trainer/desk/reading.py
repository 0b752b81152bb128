"""The record: papers, search, notes, and what the opened papers told."""

from __future__ import annotations

from trainer.desk.doors import Visitor
from trainer.desk.open import House
from trainer.desk.views import Disclosed, Hit, NoteView, OpenPaper, PaperView


def papers(house: House, who: Visitor, attempt_id: str) -> list[PaperView]:
    """The papers of the record, by date."""
    raise NotImplementedError


def open_paper(house: House, who: Visitor, attempt_id: str, paper_id: str) -> OpenPaper:
    """A paper with its pages; the first opening is kept."""
    raise NotImplementedError


def search(house: House, who: Visitor, attempt_id: str, words: str) -> list[Hit]:
    """Where all the words stand on a page of an opened paper."""
    raise NotImplementedError


def notes(house: House, who: Visitor, attempt_id: str) -> list[NoteView]:
    """One's notes, oldest first."""
    raise NotImplementedError


def add_note(house: House, who: Visitor, attempt_id: str, paper_id: str, page: int, quote: str, text: str) -> NoteView:
    """Keep a marked passage, a note, or both."""
    raise NotImplementedError


def disclosed(house: House, who: Visitor, attempt_id: str) -> Disclosed:
    """What the opened papers told so far; from feedback on everything, with the legal clocks."""
    raise NotImplementedError
