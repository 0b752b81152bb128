"""The record: papers, search, notes, and what the opened papers told."""

from __future__ import annotations

from trainer.case.model import Case, Document
from trainer.desk import told
from trainer.desk.doors import Visitor
from trainer.desk.errors import NotYours, Refused
from trainer.desk.history import History, the_attempt
from trainer.desk.open import House
from trainer.desk.views import Disclosed, Hit, NoteView, OpenPaper, PaperView
from trainer.store import Event, Reader, Unstorable

NOTE_LIMIT = 4_000      # characters of a note, and of a marked passage
HITS = 50
_AROUND = 80            # characters shown each side of a hit


def papers(house: House, who: Visitor, attempt_id: str) -> list[PaperView]:
    """The papers of the record, by date."""
    with house.store.read() as reader:
        history, case = _attempt(house, reader, who, "papers", attempt_id)
    opened = history.opened
    return [paper_view(case, d, d.id in opened) for d in by_date(case)]


def open_paper(house: House, who: Visitor, attempt_id: str, paper_id: str) -> OpenPaper:
    """A paper with its pages; the first opening is kept. Raises NotYours when the record has no such paper."""
    with house.store.read() as reader:
        history, case = _attempt(house, reader, who, "open_paper", attempt_id)
    document = _paper(case, paper_id)
    if paper_id not in history.opened:
        with house.store.write() as writer:
            again = the_attempt(writer, who, "open_paper", attempt_id)
            if paper_id not in again.opened:
                writer.append("opened", attempt_id, who.id, house.now, {"paper": paper_id})
    return OpenPaper(paper_view(case, document, True), document.pages)


def search(house: House, who: Visitor, attempt_id: str, words: str) -> list[Hit]:
    """Where all the words stand on one page of an opened paper; at most fifty places."""
    with house.store.read() as reader:
        history, case = _attempt(house, reader, who, "search", attempt_id)
    wanted = [w.casefold() for w in words[:200].split()]
    hits: list[Hit] = []
    for document in by_date(case) if wanted else []:
        if document.id not in history.opened:
            continue
        for number, page in enumerate(document.pages, 1):
            low = page.casefold()
            if all(w in low for w in wanted):
                hits.append(Hit(document.id, document.title, number, _snippet(page, wanted[0])))
    return hits[:HITS]


def notes(house: House, who: Visitor, attempt_id: str) -> list[NoteView]:
    """One's notes, oldest first."""
    with house.store.read() as reader:
        history, case = _attempt(house, reader, who, "notes", attempt_id)
    return [_note(case, e) for e in history.of("noted")]


def add_note(house: House, who: Visitor, attempt_id: str, paper_id: str, page: int, quote: str,
             text: str) -> NoteView:
    """Keep a marked passage, a note, or both. ``paper_id`` is empty for a note on the case as a whole."""
    with house.store.write() as writer:
        history, case = _attempt(house, writer, who, "add_note", attempt_id)
        if paper_id:
            document = _paper(case, paper_id)
            if paper_id not in history.opened:
                raise Refused("Open this paper first; then mark what matters in it.")
            if not 1 <= page <= len(document.pages):
                raise Refused(f"This paper has no page {page}; its pages are 1 to {len(document.pages)}.")
        if not quote.strip() and not text.strip():
            raise Refused("Mark a passage or write a note first.")
        too_long = [f"{name} has {len(t):,} characters; the limit is {NOTE_LIMIT:,}."
                    for name, t in (("The passage", quote), ("The note", text)) if len(t) > NOTE_LIMIT]
        if too_long:
            raise Refused(tuple(too_long))
        body = {"paper": paper_id, "page": page if paper_id else 0, "quote": quote, "text": text}
        try:
            return _note(case, writer.append("noted", attempt_id, who.id, house.now, body))
        except Unstorable:
            raise Refused("This note holds characters that are no text. Paste it again as plain text.") from None


def disclosed(house: House, who: Visitor, attempt_id: str) -> Disclosed:
    """What the opened papers told so far; from feedback on everything, with the legal clocks."""
    with house.store.read() as reader:
        history, case = _attempt(house, reader, who, "disclosed", attempt_id)
    return told.whole(case, attempt_id) if history.told else house.shelf.told(case, history.opened, attempt_id)


def by_date(case: Case) -> list[Document]:
    """The papers of a case in the order of their dates."""
    return sorted(case.documents, key=lambda d: (d.date, d.id))


def paper_view(case: Case, document: Document, opened: bool) -> PaperView:
    """A paper as lists show it."""
    author = next((p for p in case.people if p.id == document.author), None)
    return PaperView(id=document.id, kind=document.kind, title=document.title, date=document.date,
                     author_name=author.name if author else document.author, author_work=author.work if author else "",
                     opened=opened, new=not opened, pages=len(document.pages))


def _attempt(house: House, reader: Reader, who: Visitor, verb: str, attempt_id: str) -> tuple[History, Case]:
    history = the_attempt(reader, who, verb, attempt_id)
    return history, house.shelf.case(reader, history.case_id)


def _paper(case: Case, paper_id: str) -> Document:
    try:
        return case.document(paper_id)
    except KeyError:
        raise NotYours from None


def _note(case: Case, event: Event) -> NoteView:
    body = event.body
    title = case.document(body["paper"]).title if body["paper"] else ""
    return NoteView(id=event.id, paper_id=body["paper"], paper_title=title, page=body["page"], quote=body["quote"],
                    text=body["text"], at=event.at)


def _snippet(page: str, word: str) -> str:
    text = " ".join(page.split())
    at = max(text.casefold().find(word), 0)
    start, end = max(at - _AROUND, 0), at + len(word) + _AROUND
    return ("…" if start else "") + text[start:end].strip() + ("…" if end < len(text) else "")
