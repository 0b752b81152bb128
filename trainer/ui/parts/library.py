"""The papers of a record to choose from, by date or of one kind, with the chosen one beside the list; and my notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from trainer.desk.views import NoteView, PaperView
from trainer.ui import state
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.record import Shelf, read_paper, search_box, show_page
from trainer.ui.parts.text import label, plain
from trainer.ui.parts.top import from_the_top
from trainer.ui.parts.when import short_day
from trainer.ui.visitor import visitor

EVERY = "All kinds"
LISTED = 12

def paper_desk(shelf: Shelf, key: str) -> None:
    """The list at the left, the open paper at the right. The address holds paper and page."""

    @st.fragment
    def reading() -> None:
        visitor()
        with plainly():
            papers = list(shelf.papers())
            _from_address(papers, key)
            chosen = state.recall(f"{key}:paper")
            if any(p.id == chosen for p in papers):
                opened = shelf.open(str(chosen))  # first, so that the list shows it as opened
                papers = list(shelf.papers())
            else:
                opened = None
            with st.container(key="paperdesk"):
                left, right = st.columns([4, 9], gap="medium")
                with left, st.container(gap="xsmall"):
                    search_box(shelf, key)
                    _list(papers, str(chosen or ""), key)
                with right:
                    if opened is None:
                        _invite(papers, key)
                    else:
                        st.html(f"<h2>{plain(opened.view.title)}</h2>")
                        read_paper(shelf, opened, key)
                        from_the_top("paper", f"{opened.view.id}, page {state.recall(f'{key}:page', 1)}")
                        state.set_address(paper=opened.view.id, page=int(state.recall(f"{key}:page", 1)))
                        _neighbours(papers, opened.view, key)

    reading()


def notes_list(shelf: Shelf, key: str) -> None:
    """My marked passages and notes, each with the way to its page."""
    notes = list(shelf.notes())
    if not notes:
        st.html('<p class="empty">Mark a passage or write a note under any document, and it is kept here.</p>')
    for note in notes:
        with st.container(border=True, key=f"note-{note.id}"):
            quote = f'<blockquote class="quote"><mark>{plain(note.quote)}</mark></blockquote>' if note.quote else ""
            st.html(f"{quote}<p>{plain(note.text)}</p>")
            st.button(f"{label(note.paper_title)}, page {note.page}", key=f"to-note-{note.id}", type="tertiary",
                      icon=":material/description:", on_click=_to_note, args=(note, key))


def _to_note(note: NoteView, key: str) -> None:
    show_page(key, note.paper_id, note.page)
    state.set_address(paper=note.paper_id, page=note.page)
    state.set_widget("view", "Documents")


def _from_address(papers: Sequence[PaperView], key: str) -> None:
    """A new tab or a refresh opens where the address says."""
    named = state.address("paper")
    if state.recall(f"{key}:paper") is None and any(p.id == named for p in papers):
        page = state.address("page")
        show_page(key, named, int(page) if page.isascii() and page.isdigit() else 1)


def _list(papers: Sequence[PaperView], chosen: str, key: str) -> None:
    """Twelve papers at a time, by date, of all kinds or of one; the page of the list that holds the open paper."""
    new = sum(p.new for p in papers)
    st.caption(f"{len(papers)} documents, " + (f"{new} of them new to you" if new else "all opened"))
    kinds = Counter(kind_words(p.kind) for p in papers)
    kind = st.selectbox("Kind", [EVERY, *sorted(kinds)], key=f"{key}-kind", persist_state="session",
                        format_func=lambda k: f"{k} ({kinds[k] or len(papers)})")
    shown = sorted((p for p in papers if kind in (EVERY, kind_words(p.kind))), key=lambda p: (p.date, p.title))
    pages = max(1, -(-len(shown) // LISTED))
    here = next((i // LISTED + 1 for i, p in enumerate(shown) if p.id == chosen), 1)
    page = 1
    if pages > 1:
        page = min(int(st.pagination(pages, default=here, key=f"{key}-list-{kind}-{chosen}")), pages)
    for paper in shown[(page - 1) * LISTED : page * LISTED]:
        _entry(paper, chosen, key)


def kind_words(kind: str) -> str:
    """A kind of paper as words: \"court-order\" is \"Court order\"."""
    words = kind.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def _entry(paper: PaperView, chosen: str, key: str) -> None:
    here = paper.id == chosen
    mark = " · **open now**" if here else " · **new**" if paper.new else ""
    by = f" · {label(paper.author_name, 40)}" if paper.author_name else ""
    st.button(f"{label(paper.title)}  \n{label(short_day(paper.date))}{by}{mark}", key=f"{key}-take-{paper.id}",
              on_click=_turn, args=(key, paper.id), width="stretch", wrap=True)


def _turn(key: str, paper: str) -> None:
    show_page(key, paper, 1)
    state.drop(f"{key}:quote")


def _invite(papers: Sequence[PaperView], key: str) -> None:
    if not papers:
        st.html('<p class="empty">There are no papers in this record yet.</p>')
        return
    oldest = min(papers, key=lambda p: p.date)
    st.html("<p>Choose a document from the list. What each one tells goes into Family, Timeline, and People and "
            "services as you read.</p>")
    st.button(f"Start with the oldest: {label(oldest.title)}", key=f"{key}-oldest", on_click=_turn,
              args=(key, oldest.id))


def _neighbours(papers: Sequence[PaperView], view: PaperView, key: str) -> None:
    ordered = sorted(papers, key=lambda p: p.date)
    at = next(i for i, p in enumerate(ordered) if p.id == view.id)
    with st.container(horizontal=True):
        if at > 0:
            st.button(f"Earlier: {label(ordered[at - 1].title, 40)}", key=f"{key}-earlier",
                      on_click=_turn, args=(key, ordered[at - 1].id), icon=":material/arrow_back:")
        if at + 1 < len(ordered):
            st.button(f"Later: {label(ordered[at + 1].title, 40)}", key=f"{key}-later",
                      on_click=_turn, args=(key, ordered[at + 1].id), icon=":material/arrow_forward:")
