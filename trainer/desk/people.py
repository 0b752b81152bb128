"""The roster: people in, PINs and passwords shown once, people out."""

from __future__ import annotations

import csv
import io

from trainer.desk.doors import Visitor
from trainer.desk.errors import NotYours, Refused
from trainer.desk.open import House
from trainer.desk.permissions import allow
from trainer.desk.secret import hashed, new_secret
from trainer.desk.views import CohortView, NewPerson, PersonView, Roster, RosterRow
from trainer.store import Person, Taken, Unstorable, new_id

COLUMNS = ("name", "sign_in", "role", "cohort")
ROLES = ("trainee", "advisor", "coordinator")
LARGEST = 1_000_000     # bytes of a roster file
MOST = 1_000            # people in one file
LONGEST = 120           # characters of a name


def people(house: House, who: Visitor) -> list[PersonView]:
    """Everybody on the roster, by name."""
    allow(who, "people")
    with house.store.read() as reader:
        return [_view(p) for p in reader.people()]


def cohorts(house: House, who: Visitor) -> list[CohortView]:
    """The cohorts that active people are in, by name."""
    allow(who, "cohorts")
    with house.store.read() as reader:
        known = [p for p in reader.people() if p.active and p.cohort]
    return [CohortView(c, sum(p.cohort == c and p.role == "trainee" for p in known),
                       sum(p.cohort == c and p.role == "advisor" for p in known))
            for c in sorted({p.cohort for p in known if p.cohort})]


def preview_roster(content: bytes, filename: str) -> Roster:
    """A roster file (CSV with the columns name, sign_in, role, cohort) as read, with every problem; nothing is kept.

    Every value is text: a cohort \"007\" stays \"007\".
    """
    if len(content) > LARGEST:
        return Roster(problems=(f"{filename[:80]} has {len(content):,} bytes; the limit is {LARGEST:,}.",))
    if content[:2] == b"PK" or b"\x00" in content:
        return Roster(problems=(f"{filename[:80]} is not a CSV file. Save the sheet as CSV (UTF-8) and choose that "
                                "file.",))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Roster(problems=(f"{filename[:80]} is not UTF-8 text. Save the sheet as CSV (UTF-8) and choose that "
                                "file.",))
    return _read(text)


def add_people(house: House, who: Visitor, roster: Roster) -> list[NewPerson]:
    """Keep everybody of a roster, or nobody; secrets are shown this once. Raises Refused with every problem."""
    allow(who, "add_people")
    problems = roster.problems or tuple(_row_problems(roster.rows))
    if problems or not roster.rows:
        raise Refused(problems or "There is nobody in this roster.")
    now = house.now
    new: list[tuple[Person, str]] = []
    for row in roster.rows:
        secret = new_secret(row.role)
        new.append((Person(id=new_id(), name=row.name, role=row.role, cohort=row.cohort or None, sign_in=row.sign_in,
                           secret_hash=hashed(secret), active=True, created_at=now, body={}), secret))
    taken: list[str] = []
    try:
        with house.store.write() as writer:
            for row, (person, _) in zip(roster.rows, new, strict=True):
                if writer.person_by_sign_in(person.sign_in):
                    taken.append(f"line {row.line}: the sign-in name {row.sign_in!r} is in use; choose another.")
                else:
                    writer.add_person(person)
            if taken:
                raise Refused(tuple(taken))
    except (Taken, Unstorable) as error:
        raise Refused(str(error)) from None
    return [NewPerson(_view(person), secret) for person, secret in new]


def reset_secret(house: House, who: Visitor, person_id: str) -> str:
    """A new PIN or password, shown this once; ends the person's sessions and forgets their wrong tries."""
    allow(who, "reset_secret")
    with house.store.read() as reader:
        person = reader.person(person_id)
    if person is None:
        raise NotYours
    secret = new_secret(person.role)
    secret_hash = hashed(secret)
    with house.store.write() as writer:
        writer.update_person(person_id, secret_hash=secret_hash)
        writer.drop_all_of(person_id)
        writer.clear_failures(person.sign_in)
    return secret


def set_active(house: House, who: Visitor, person_id: str, active: bool) -> PersonView:
    """Let somebody in or keep them out; out ends their sessions. The last coordinator can't be kept out."""
    allow(who, "set_active")
    with house.store.write() as writer:
        person = writer.person(person_id)
        if person is None:
            raise NotYours
        others = [p for p in writer.people(role="coordinator") if p.active and p.id != person_id]
        if not active and person.role == "coordinator" and not others:
            raise Refused("This is the only coordinator. Add another one first.")
        if not active:
            writer.drop_all_of(person_id)
        return _view(writer.update_person(person_id, active=active))


def _view(person: Person) -> PersonView:
    return PersonView(id=person.id, name=person.name, sign_in=person.sign_in, role=person.role, cohort=person.cohort,
                      active=person.active, created_at=person.created_at)


def _read(text: str) -> Roster:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[RosterRow] = []
    problems: list[str] = []
    places: dict[str, int] | None = None
    try:
        for cells in reader:
            if not any(c.strip() for c in cells):
                continue
            if places is None:
                places, found = _header(cells)
                if found:
                    return Roster(problems=tuple(found))
            elif len(cells) > len(places) and any(c.strip() for c in cells[len(places):]):
                problems.append(f"line {reader.line_num}: has {len(cells)} cells; the columns are {len(places)}.")
            elif len(rows) >= MOST:
                problems.append(f"line {reader.line_num}: more than {MOST:,} people. Split the file.")
                break
            else:
                row = {name: cells[at].strip() if at < len(cells) else "" for name, at in places.items()}
                rows.append(RosterRow(reader.line_num, row["name"], row["sign_in"], row["role"].lower(),
                                      row["cohort"]))
    except csv.Error as error:
        problems.append(f"line {reader.line_num}: not readable as CSV ({error}).")
    if places is None:
        return Roster(problems=("The file is empty. Its first line names the columns: name, sign_in, role, cohort.",))
    if not rows and not problems:
        problems.append("line 1: there is nobody under the column names.")
    return Roster(rows=tuple(rows), problems=(*problems, *_row_problems(tuple(rows))))


def _header(cells: list[str]) -> tuple[dict[str, int], list[str]]:
    named = [c.strip().lower().replace(" ", "_").replace("-", "_") for c in cells]
    problems = [f"line 1: the column {c} is missing; the columns are name, sign_in, role, cohort."
                for c in COLUMNS if c not in named]
    problems += [f"line 1: the column {c!r} isn't known; leave it out." for c in named if c and c not in COLUMNS]
    problems += [f"line 1: the column {c} stands there twice." for c in COLUMNS if named.count(c) > 1]
    return {c: named.index(c) for c in COLUMNS if c in named}, problems


def _row_problems(rows: tuple[RosterRow, ...]) -> list[str]:
    problems: list[str] = []
    seen: dict[str, int] = {}
    for row in rows:
        at = f"line {row.line}"
        if not row.name:
            problems.append(f"{at}: the name is missing.")
        if not row.sign_in:
            problems.append(f"{at}: the sign-in name is missing.")
        if row.role not in ROLES:
            problems.append(f"{at}: {row.role[:40]!r} is no role; write trainee, advisor or coordinator.")
        if row.role in ("trainee", "advisor") and not row.cohort:
            problems.append(f"{at}: the cohort is missing; every {row.role} is in one.")
        problems += [f"{at}: the {name} is longer than {LONGEST} characters."
                     for name, value in (("name", row.name), ("sign-in name", row.sign_in), ("cohort", row.cohort))
                     if len(value) > LONGEST]
        key = row.sign_in.casefold()
        if key and key in seen:
            problems.append(f"{at}: the sign-in name {row.sign_in!r} stands in line {seen[key]} already.")
        seen.setdefault(key, row.line)
    return problems
