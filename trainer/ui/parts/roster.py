"""The roster: people in by file or by form, new PINs and passwords shown once, people out."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from trainer import desk
from trainer.desk.errors import DeskError, Refused
from trainer.desk.views import Exported, PersonView, Roster, RosterRow
from trainer.ui import state
from trainer.ui.house import house
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.printing import print_button, to_print
from trainer.ui.parts.text import label, plain
from trainer.ui.visitor import visitor, who

ROLES = {"trainee": "Trainee", "advisor": "Field practice advisor", "coordinator": "Training coordinator"}
COLUMNS = ("name", "sign_in", "role", "cohort")
EXAMPLE = "name,sign_in,role,cohort\nAda Okafor,ada,trainee,Autumn\nAnn Ruiz,ann,advisor,Autumn\n"
PER_PAGE = 12
_NEW, _SAID = "people:new", "people:said"


def shown_once() -> bool:
    """The PINs and passwords just made, as a sheet of slips to print; gone when the person says so. Whether there
    are any."""
    new = _slips()
    if not new:
        return False
    st.header("Hand these out now" if len(new) > 1 else "Hand this out now")
    st.html("<p>They are shown this once and can't be looked up later. Print the sheet or copy them; if one gets lost, "
            "make a new one.</p>")
    with to_print("slips"):
        st.html(f'<div class="slips">{"".join(_slip(*one) for one in new)}</div>')
    print_button("Print the sheet", "slips")
    st.button("I have handed them out" if len(new) > 1 else "I have handed it out", type="primary", key="slips-done",
              on_click=new.clear)
    return True


def people_list(people: Sequence[PersonView]) -> None:
    """Everybody, a page at a time, with what can be done for each."""
    if said := state.recall(_SAID):
        st.warning(label(said))
        state.drop(_SAID)
    words = st.text_input("Find somebody", key="people-words", type="search", live=True,
                          placeholder="A name, a cohort, a role").casefold().split()
    found = [p for p in people if all(w in _said_of(p) for w in words)]
    if not found:
        st.html('<p class="empty">Nobody by these words.</p>')
        return
    pages = -(-len(found) // PER_PAGE)
    page = int(st.pagination(pages, key=f"people-page-{'-'.join(words)}")) if pages > 1 else 1
    st.caption(f"{len(found)} {'person' if len(found) == 1 else 'people'}"
               + (f", {sum(not p.active for p in found)} kept out" if any(not p.active for p in found) else ""))
    for person in found[(page - 1) * PER_PAGE: page * PER_PAGE]:
        _line(person)
    st.download_button("Download the roster (CSV)", lambda: _as_csv(people), "roster.csv", "text/csv",
                       on_click="ignore", key="roster-out", type="tertiary", icon=":material/download:")


def by_file(people: Sequence[PersonView]) -> None:
    """A CSV file with everything that is wrong in it, line by line; nobody is taken until nothing is."""
    st.html(f"<p>A CSV file with the columns <code>{', '.join(COLUMNS)}</code>. A role is trainee, advisor or "
            "coordinator; trainees and advisors have a cohort. You see everything before anybody is added.</p>")
    st.download_button("An example to start from", EXAMPLE, "roster-example.csv", "text/csv", on_click="ignore",
                       key="roster-example", type="tertiary", icon=":material/download:")
    file = st.file_uploader("Roster file (CSV)", type=["csv", "txt"], key=f"roster-{state.recall('roster:times', 0)}",
                            max_upload_size=1)
    if file is None:
        return
    roster = checked(desk.preview_roster(file.getvalue(), file.name), people)
    if roster.problems:
        lines = "".join(f"<li>{plain(p)}</li>" for p in roster.problems[:40])
        more = f"<p>And {len(roster.problems) - 40} more.</p>" if len(roster.problems) > 40 else ""
        st.html('<div class="problem" role="alert"><p>Nobody is added yet. Mend these in the file, then choose it '
                f"again:</p><ul>{lines}</ul>{more}</div>")
    if roster.rows:
        st.html(preview_html(roster))
    number = len(roster.rows)
    if st.button(f"Add {'this person' if number == 1 else f'these {number} people'}", type="primary",
                 key="roster-take", disabled=bool(roster.problems) or not roster.rows):
        with plainly(), st.spinner("Making PINs and passwords …"):
            _take(roster)


def one_person(cohorts: Sequence[str]) -> None:
    """One person by hand."""
    with st.form("one-person"):
        name = st.text_input("Name", key="one-name", max_chars=120)
        sign_in = st.text_input("Sign-in name", key="one-sign-in", max_chars=120, autocomplete="off")
        role = st.selectbox("Role", list(ROLES), format_func=ROLES.__getitem__, key="one-role")
        cohort = st.selectbox("Cohort (a coordinator has none)", list(cohorts), index=None, key="one-cohort",
                              accept_new_options=True, placeholder="Choose one, or type a new one")
        if st.form_submit_button("Add this person", type="primary"):
            with plainly():
                row = RosterRow(1, name.strip(), sign_in.strip(), str(role), (cohort or "").strip())
                try:
                    _take(Roster(rows=(row,)))
                except Refused as no:
                    raise Refused(tuple(_without_line(p) for p in no.problems)) from None


def checked(roster: Roster, people: Sequence[PersonView]) -> Roster:
    """The roster with one more problem for each sign-in name that somebody has already."""
    taken = {p.sign_in.casefold(): p.name for p in people}
    found = tuple(f"line {r.line}: the sign-in name {r.sign_in!r} is in use by {taken[r.sign_in.casefold()]}."
                  for r in roster.rows if r.sign_in.casefold() in taken)
    return Roster(rows=roster.rows, problems=(*roster.problems, *found))


def preview_html(roster: Roster) -> str:
    """What would be added, with the file's line numbers."""
    heads = "".join(f'<th scope="col">{h}</th>' for h in ("Line", "Name", "Sign-in name", "Role", "Cohort"))
    body = "".join(f'<tr><td>{r.line}</td><th scope="row">{plain(r.name)}</th><td>{plain(r.sign_in)}</td>'
                   f"<td>{plain(r.role)}</td><td>{plain(r.cohort)}</td></tr>" for r in roster.rows[:200])
    more = f"<p>And {len(roster.rows) - 200} more.</p>" if len(roster.rows) > 200 else ""
    return ('<div class="wide" tabindex="0" role="group" aria-label="The roster as it was read"><table class="plain">'
            f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>{more}")


def _slips() -> list[tuple[str, str, str, str]]:
    """What is still to be handed out. One list for as long as the tab lives, changed in place: making secrets takes
    a moment, and a run that is overtaken meanwhile would lose what it keeps anew."""
    kept: list[tuple[str, str, str, str]] | None = state.recall(_NEW)
    if kept is None:
        kept = []
        state.keep(_NEW, kept)
    return kept


def _take(roster: Roster) -> None:
    slips = _slips()
    new = desk.add_people(house(), visitor(), roster)
    slips += [(n.person.name, n.person.sign_in, n.person.role, n.secret) for n in new]
    state.keep("roster:times", int(state.recall("roster:times", 0)) + 1)  # a new, empty box for the next file
    st.rerun()


def _line(person: PersonView) -> None:
    with st.container(border=True, key=f"person-{person.id}"):
        left, right = st.columns([3, 2], vertical_alignment="center")
        out = "" if person.active else ' <span class="due">(kept out)</span>'
        told = " · ".join(filter(None, (ROLES[person.role], person.cohort, f"signs in as {person.sign_in}")))
        left.html(f'<p class="queued">{plain(person.name)}{out}</p><p>{plain(told)}</p>')
        if person.id == visitor().id:  # a new password would sign one out before one has read it
            right.caption("This is you. Another coordinator can make you a new password.")
            return
        given = label(person.name.split()[0], 16)
        with right.container(horizontal=True, horizontal_alignment="right"):
            if person.active and st.button(f"New {_word(person.role)} for {given}", key=f"reset-{person.id}"):
                _confirm(person)
            st.button(f"Keep {given} out" if person.active else f"Let {given} in again", key=f"active-{person.id}",
                      type="tertiary", on_click=_set_active, args=(person.id, not person.active))


@st.dialog("Make a new one?")
def _confirm(person: PersonView) -> None:
    word = _word(person.role)
    st.html(f"<p>{plain(person.name)} gets a new {word}. The old one stops working at once, and wherever they are "
            "signed in, they are signed out. What they wrote stays.</p>")
    if st.button(f"Yes, make a new {word}", type="primary", key="reset-yes", on_click=_reset, args=(person,)):
        st.rerun()


def _reset(person: PersonView) -> None:
    here = who()
    if here is None:
        return
    try:
        slips = _slips()
        secret = desk.reset_secret(house(), here, person.id)
        slips.append((person.name, person.sign_in, person.role, secret))
    except DeskError as no:
        state.keep(_SAID, str(no))


def _set_active(person_id: str, active: bool) -> None:
    here = who()
    if here is None:
        return
    try:
        desk.set_active(house(), here, person_id, active)
    except DeskError as no:
        state.keep(_SAID, str(no))


def _slip(name: str, sign_in: str, role: str, secret: str) -> str:
    return (f'<div class="slip"><p><strong>{plain(name)}</strong></p><p>Case Plan Trainer</p>'
            f"<p>Sign-in name: <strong>{plain(sign_in)}</strong></p><p>{_word(role)[:1].upper()}{_word(role)[1:]}: "
            f'<span class="secret">{plain(secret)}</span></p></div>')


def _word(role: str) -> str:
    return "PIN" if role == "trainee" else "password"


def _said_of(person: PersonView) -> str:
    active = "" if person.active else "kept out"
    return f"{person.name} {person.sign_in} {ROLES[person.role]} {person.cohort or ''} {active}".casefold()


def _without_line(problem: str) -> str:
    said = problem.removeprefix("line 1: ")
    return said[:1].upper() + said[1:]


def _as_csv(people: Sequence[PersonView]) -> str:
    return desk.as_csv(Exported(COLUMNS, [(p.name, p.sign_in, p.role, p.cohort or "") for p in people]))
