"""The record beside anything: find a paper, read it page by page, search it, keep notes.

``Shelf`` is where papers come from: a trainee's own record (``OwnRecord``, through the desk, which keeps what
was opened), or papers that a reviewer holds already (``HeldRecord``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import streamlit as st

from trainer import desk
from trainer.desk.errors import DeskError
from trainer.desk.views import Hit, NoteView, OpenPaper, PaperView
from trainer.ui import state
from trainer.ui.house import house
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.paper import byline, sheet, words_of
from trainer.ui.parts.text import label, plain, sentences, short
from trainer.ui.parts.when import short_day
from trainer.ui.visitor import visitor


class Shelf(Protocol):
    """Where papers come from."""

    @property
    def can_note(self) -> bool:
        """Whether notes can be kept here."""

    def papers(self) -> Sequence[PaperView]:
        """All papers, by date."""

    def open(self, paper_id: str) -> OpenPaper:
        """One paper with its pages."""

    def search(self, words: str) -> Sequence[Hit]:
        """Where all the words stand."""

    def notes(self) -> Sequence[NoteView]:
        """The notes kept so far."""

    def note(self, paper_id: str, page: int, quote: str, text: str) -> None:
        """Keeps a marked passage, words of one's own, or both."""


@dataclass(frozen=True)
class OwnRecord:
    """The record of a trainee's own attempt. Each verb asks anew who is here."""

    attempt: str
    can_note: bool = True

    def papers(self) -> Sequence[PaperView]:
        return desk.papers(house(), visitor(), self.attempt)

    def open(self, paper_id: str) -> OpenPaper:
        return desk.open_paper(house(), visitor(), self.attempt, paper_id)

    def search(self, words: str) -> Sequence[Hit]:
        return desk.search(house(), visitor(), self.attempt, words)

    def notes(self) -> Sequence[NoteView]:
        return desk.notes(house(), visitor(), self.attempt)

    def note(self, paper_id: str, page: int, quote: str, text: str) -> None:
        desk.add_note(house(), visitor(), self.attempt, paper_id, page, quote, text)


@dataclass(frozen=True)
class HeldRecord:
    """Papers that a view brought with it (grading)."""

    held: tuple[OpenPaper, ...]
    can_note: bool = False
    kept: tuple[NoteView, ...] = field(default=())

    def papers(self) -> Sequence[PaperView]:
        return [paper.view for paper in self.held]

    def open(self, paper_id: str) -> OpenPaper:
        return next(paper for paper in self.held if paper.view.id == paper_id)

    def search(self, words: str) -> Sequence[Hit]:
        asked = words.casefold().split()
        hits = []
        for paper in self.held:
            for number, page in enumerate(paper.pages, 1):
                text = words_of(page)
                if asked and all(word in text.casefold() for word in asked):
                    line = next(li for li in text.split("\n") if asked[0] in li.casefold())
                    hits.append(Hit(paper.view.id, paper.view.title, number, short(line, 160)))
        return hits

    def notes(self) -> Sequence[NoteView]:
        return self.kept

    def note(self, paper_id: str, page: int, quote: str, text: str) -> None:
        return None


def show_page(key: str, paper_id: str, page: int = 1) -> None:
    """Turns the record of that key to a page. Call it in a callback, or before the record is shown."""
    state.keep(f"{key}:paper", paper_id)
    state.keep(f"{key}:page", page)
    state.keep(f"{key}:jump", int(state.recall(f"{key}:jump", 0)) + 1)
    state.set_widget(f"{key}-paper", paper_id)
    state.keep(f"{key}:open", True)


def record_panel(shelf: Shelf, key: str, height: int | None = 760, first: str = "") -> None:
    """The record in a panel of its own that scrolls (``height`` None: as long as it is). ``first`` names the kind
    of paper that is shown until somebody chooses (\"review-minutes\")."""

    @st.fragment
    def panel() -> None:
        visitor()
        with plainly():
            search_box(shelf, key)
            papers = list(shelf.papers())
            if not papers:
                st.info("There are no papers in this record yet.")
                return
            chosen = _choose(papers, key, first)
            opened = shelf.open(chosen)
            read_paper(shelf, opened, key)

    with st.container(height=height or "content", border=True, key=f"record-{key}"):
        panel()


def read_paper(shelf: Shelf, opened: OpenPaper, key: str) -> None:
    """An opened paper: its pages one at a time, marked passages highlighted, notes under it."""
    view = opened.view
    page = _page(view, key)
    notes = [n for n in shelf.notes() if n.paper_id == view.id]
    found = str(state.recall(f"{key}:quote", "") or "")
    marks = [n.quote for n in notes if n.page == page and n.quote] + ([found] if found else [])
    st.html(f'<p class="byline">{plain(byline(view))}</p>')
    sheet(view, page, opened.pages[page - 1], marks)
    if shelf.can_note:
        _notes(shelf, opened, page, [n for n in notes if n.page == page], key)


def paper_option(paper: PaperView) -> str:
    """A paper as an option of a list: date, title, author; says when it is new."""
    new = " (new)" if paper.new else ""
    return f"{short_day(paper.date)} · {paper.title}{new}"


def _choose(papers: list[PaperView], key: str, first: str) -> str:
    ids = [p.id for p in papers]
    fallback = next((p.id for p in papers if p.kind == first), ids[0])
    wanted = state.recall(f"{key}:paper", fallback)
    if state.widget(f"{key}-paper") not in ids:
        state.set_widget(f"{key}-paper", wanted if wanted in ids else fallback)
    by_id = {p.id: p for p in papers}
    chosen = st.selectbox("Document", ids, format_func=lambda id: paper_option(by_id[id]), key=f"{key}-paper",
                          on_change=_turned, args=(key,))
    return str(chosen)


def _turned(key: str) -> None:
    state.keep(f"{key}:paper", state.widget(f"{key}-paper"))
    state.keep(f"{key}:page", 1)
    state.drop(f"{key}:quote")


def _page(view: PaperView, key: str) -> int:
    if view.pages <= 1:
        return 1
    wanted = min(max(int(state.recall(f"{key}:page", 1)), 1), view.pages)
    widget = f"{key}-page-{view.id}-{state.recall(f'{key}:jump', 0)}"  # a jump makes a new one, which begins there
    page = int(st.pagination(view.pages, default=wanted, key=widget))
    state.keep(f"{key}:page", page)
    return page


def search_box(shelf: Shelf, key: str) -> None:
    """Words to look for, and the pages that hold them all; choosing one turns the record of that key to it."""
    words = st.text_input("Search what you have opened" if shelf.can_note else "Search the record",
                          key=f"{key}-words", type="search", live=True, placeholder="A name, a day, a word")
    if not words.strip():
        return
    hits = list(shelf.search(words))
    if not hits:
        st.caption("Nothing found in the documents that you have opened." if shelf.can_note else "Nothing found.")
        return
    st.caption(f"{len(hits)} {'page' if len(hits) == 1 else 'pages'} found")
    for number, hit in enumerate(hits[:8]):
        st.button(f"{label(hit.title, 50)}, page {hit.page}", key=f"{key}-hit-{number}", type="tertiary",
                  on_click=_follow_hit, args=(key, hit))
        st.html(f'<p class="snippet">{plain(words_of(hit.snippet))}</p>')
    if len(hits) > 8:
        st.caption("Add another word to find fewer.")


def _follow_hit(key: str, hit: Hit) -> None:
    show_page(key, hit.paper_id, hit.page)
    state.set_widget(f"{key}-words", "")


def _notes(shelf: Shelf, opened: OpenPaper, page: int, notes: list[NoteView], key: str) -> None:
    for note in notes:
        quote = f'<blockquote class="quote"><mark>{plain(note.quote)}</mark></blockquote>' if note.quote else ""
        st.html(f'<div class="note"><strong>My note</strong>{quote}<p>{plain(note.text)}</p></div>')
    with st.expander("Mark a passage or write a note", icon=":material/edit_note:", key=f"{key}-noting"):
        text = words_of(opened.pages[page - 1])
        passages = list(dict.fromkeys(text[a:b] for a, b in sentences(text) if b - a > 12))
        if said := state.recall(f"{key}:said"):
            st.warning(label(said))
            state.drop(f"{key}:said")
        with st.form(f"{key}-note-{opened.view.id}-{page}", clear_on_submit=True, border=False):
            st.selectbox("Passage on this page", passages, index=None, key=f"{key}-quote",
                         placeholder="Choose a sentence to mark, or leave empty")
            st.text_area("My note", key=f"{key}-note-text", height=90)
            st.form_submit_button("Keep", on_click=_keep_note, args=(shelf, opened.view.id, page, key))


def _keep_note(shelf: Shelf, paper: str, page: int, key: str) -> None:
    quote, text = state.widget(f"{key}-quote") or "", (state.widget(f"{key}-note-text") or "").strip()
    try:
        shelf.note(paper, page, quote, text)
    except DeskError as no:
        state.keep(f"{key}:said", str(no))
