"""A filled house to look at: a cohort, its assignments, and work at every stage, made by the verbs themselves.

The cases are real ones, the work is the exemplar's or a rushed version of it, and every scorecard, decision,
letter and signature came about as it does for people; only the clock runs faster.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from trainer.desk.assigning import assign
from trainer.desk.attempts import begin
from trainer.desk.doors import Visitor
from trainer.desk.feedback import feedback
from trainer.desk.grading import accept, comment, decide, return_
from trainer.desk.handing import hand_in
from trainer.desk.history import read_history
from trainer.desk.letters import letter, save_letter, send_letter
from trainer.desk.open import House
from trainer.desk.people import add_people
from trainer.desk.reading import add_note, open_paper, papers
from trainer.desk.rushed import half, mended, rushed
from trainer.desk.signing import sign
from trainer.desk.views import FindingView, Roster, RosterRow
from trainer.desk.writing import part, save
from trainer.exemplar.build import exemplar
from trainer.plan.submission import Level

COHORT = "Autumn cohort"
STAFF = (("Ruth Ellery", "ruth", "coordinator", ""), ("Marcus Vail", "marcus", "advisor", COHORT),
         ("Helen Ostrow", "helen", "advisor", COHORT))
TRAINEES = ("Ada Okonkwo", "Ben Castellano", "Carmen Liu", "Dev Ahluwalia", "Elena Novak", "Farid Haddad",
            "Grace Whitlow", "Hank Sorensen")
SETUP = Visitor(id="demo", name="The demo", role="coordinator")
Progress = Callable[[int, int, str], None]


class DemoPerson(NamedTuple):
    """Somebody of the demo, with the PIN or password that is shown this once."""

    name: str
    sign_in: str
    secret: str
    role: str


def fill(house: House, progress: Progress | None = None) -> list[DemoPerson]:
    """Fill an empty house; everybody with their secrets. A house with people is left alone: nobody comes back.

    ``progress(done, of, what)`` is told of each step.
    """
    with house.store.read() as reader:
        if reader.people():
            return []
    start = house.clock() - dt.timedelta(days=18)
    clock = _Clock(start.replace(hour=14, minute=5, second=0, microsecond=0))
    demo = _Demo(replace(house, clock=clock), clock, progress or (lambda done, of, what: None))
    demo.run(house.clock())
    return demo.everybody


@dataclass
class _Clock:
    """A clock that the demo moves: work that took people two weeks is done in a minute."""

    now: dt.datetime

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(seconds=2)
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += dt.timedelta(**time)


@dataclass
class _Demo:
    house: House
    clock: _Clock
    progress: Progress
    everybody: list[DemoPerson] = field(default_factory=list)
    visitors: dict[str, Visitor] = field(default_factory=dict)
    done: int = 0

    def run(self, until: dt.datetime) -> None:
        """Each step a day or so after the one before, the last of them before ``until``."""
        self.step("people")
        self.people()
        plan, worksheet = self.assignments(until)
        steps: list[tuple[str, Callable[[], None]]] = [
            ("a plan that is signed", lambda: self.signed("grace", plan)),
            ("a plan that is accepted", lambda: self.accepted("farid", plan)),
            ("a plan that was revised", lambda: self.revised("elena", plan)),
            ("a plan that came back", lambda: self.returned("dev", plan)),
            ("a worksheet with its feedback", lambda: self.at_once("farid", worksheet)),
            ("a worksheet that is signed", lambda: self.worksheet_signed("hank", worksheet)),
            ("a plan that waits", lambda: self.waiting("carmen", plan)),
            ("a plan half written", lambda: self.writing("ben", plan)),
            ("a record half read", lambda: self.reading("ada", plan)),
        ]
        left = (until - dt.timedelta(hours=3)) - self.clock.now
        for what, step in steps:
            began = self.clock.now
            self.step(what)
            step()
            self.clock.now = max(self.clock.now, began + left / len(steps))
        self.step("done", last=True)

    def step(self, what: str, last: bool = False) -> None:
        self.progress(self.done, 10, what)
        self.done = self.done if last else self.done + 1

    # -- who and what -----------------------------------------------------------------------------

    def people(self) -> None:
        rows = [*STAFF, *((name, name.split()[0].lower(), "trainee", COHORT) for name in TRAINEES)]
        roster = Roster(rows=tuple(RosterRow(n, *row) for n, row in enumerate(rows, 2)))
        for person, secret in add_people(self.house, SETUP, roster):
            self.everybody.append(DemoPerson(person.name, person.sign_in, secret, person.role))
            role: Any = person.role
            self.visitors[person.sign_in] = Visitor(person.id, person.name, role, person.cohort)

    def assignments(self, until: dt.datetime) -> tuple[str, str]:
        today = until.date()
        plan = assign(self.house, self.visitors["ruth"], "First case plan", "connecticut", COHORT,
                      today + dt.timedelta(days=9), False, "after advisor",
                      "Write the whole plan for the child it is about. Take the time to read first.")
        worksheet = assign(self.house, self.visitors["ruth"], "Sit in on a review", "georgia", COHORT,
                           today + dt.timedelta(days=16), False, "at once",
                           "Read the record and the minutes, then answer the eight questions.")
        return plan, worksheet

    # -- one each ---------------------------------------------------------------------------------

    def reading(self, who: str, given: str) -> None:
        self.begun(who, given, read=0.3)

    def writing(self, who: str, given: str) -> None:
        attempt = self.begun(who, given, read=0.8)
        self.write(who, attempt, half(self.best(attempt)))

    def waiting(self, who: str, given: str) -> None:
        attempt = self.begun(who, given)
        self.hand_in(who, attempt, mended(self.best(attempt), 0.5))

    def returned(self, who: str, given: str) -> None:
        attempt = self.begun(who, given)
        submission = self.hand_in(who, attempt, rushed(self.best(attempt)))
        self.look_through("helen", attempt, submission, comments=3)
        return_(self.house, self.visitors["helen"], submission,
                "You have read the record closely. Start with the dangers: give each one an objective of its own, and "
                "say in each step who does it and by when. Come by if you want to talk it through.")
        self.letter(submission)

    def revised(self, who: str, given: str) -> None:
        attempt = self.begun(who, given)
        best = self.best(attempt)
        first = self.hand_in(who, attempt, rushed(best))
        self.look_through("marcus", attempt, first, comments=2)
        return_(self.house, self.visitors["marcus"], first,
                "A good beginning. Say what people will see when each change has come, and answer every danger that "
                "you name.")
        self.clock.pass_(hours=20)
        self.hand_in(who, attempt, mended(best, 0.7))

    def accepted(self, who: str, given: str) -> None:
        attempt = self.begun(who, given)
        submission = self.hand_in(who, attempt, mended(self.best(attempt), 0.9))
        self.look_through("marcus", attempt, submission, comments=2, settle=True)
        accept(self.house, self.visitors["marcus"], submission,
               "The steps fit this family's week, and the children's own words are in it.")
        self.letter(submission)

    def signed(self, who: str, given: str) -> None:
        attempt = self.begun(who, given)
        best = self.best(attempt)
        first = self.hand_in(who, attempt, mended(best, 0.6))
        self.look_through("helen", attempt, first, comments=2)
        return_(self.house, self.visitors["helen"], first, "Nearly there: look at the relatives on both sides.")
        self.clock.pass_(hours=18)
        submission = self.hand_in(who, attempt, best)
        self.look_through("helen", attempt, submission, comments=1, settle=True)
        accept(self.house, self.visitors["helen"], submission, "A plan that this family can use on Monday.")
        self.letter(submission)
        self.sign(submission, who, "helen", "ruth")

    def at_once(self, who: str, given: str) -> None:
        attempt = self.begun(who, given)
        self.hand_in(who, attempt, rushed(self.best(attempt)))

    def worksheet_signed(self, who: str, given: str) -> None:
        attempt = self.begun(who, given)
        submission = self.hand_in(who, attempt, self.best(attempt))
        self.look_through("marcus", attempt, submission, comments=1, settle=True)
        accept(self.house, self.visitors["marcus"], submission, "You saw who spoke for whom.")
        self.letter(submission)
        self.sign(submission, who, "marcus", "ruth")

    # -- what they are made of --------------------------------------------------------------------

    def begun(self, who: str, given: str, read: float = 1.0) -> str:
        visitor = self.visitors[who]
        attempt = begin(self.house, visitor, given)
        record = papers(self.house, visitor, attempt)
        for number, paper in enumerate(record[:max(1, round(len(record) * read))]):
            self.clock.pass_(minutes=4)
            opened = open_paper(self.house, visitor, attempt, paper.id)
            if number in (1, 4):
                line = next((x.strip() for x in opened.pages[0].splitlines() if len(x) > 80), "")
                add_note(self.house, visitor, attempt, paper.id, 1, line[:300],
                         "Check this against the later papers." if number == 1 else "Comes up again in the plan.")
        return attempt

    def best(self, attempt: str) -> dict[str, Any]:
        """The exemplar of this attempt's case, with row ids that say nothing."""
        with self.house.store.read() as reader:
            history = read_history(reader, attempt)
            assert history is not None
            case = self.house.shelf.case(reader, history.case_id)
        return _plain_ids(exemplar(case, self.house.library, self.house.rubrics.tracks[history.track].asks))

    def write(self, who: str, attempt: str, work: dict[str, Any]) -> None:
        visitor = self.visitors[who]
        places = {"plan": "case-plan", "worksheet": "worksheet"}
        values = [(places[p], id, value) for p in places for id, value in work.get(p, {}).items()]
        if "team" in work:
            values.append(("contacts", "team", work["team"]))
        for form, id, value in values:
            self.clock.pass_(minutes=3)
            now = part(self.house, visitor, attempt, form, id)
            save(self.house, visitor, attempt, form, id, value, now.version)

    def hand_in(self, who: str, attempt: str, work: dict[str, Any]) -> str:
        self.write(who, attempt, work)
        self.clock.pass_(minutes=20)
        return hand_in(self.house, self.visitors[who], attempt)

    def look_through(self, who: str, attempt: str, submission: str, comments: int, settle: bool = False) -> None:
        """An advisor's hour: unsure findings decided, some confirmed, one seen differently, some comments.

        ``settle``: what stands in the way of acceptance is decided as met, with a reason.
        """
        visitor = self.visitors[who]
        self.clock.pass_(hours=5)
        view = feedback(self.house, visitor, attempt, submission)
        for f in view.findings:
            decided = _decided(f, settle)
            if decided:
                self.clock.pass_(minutes=2)
                decide(self.house, visitor, submission, f.key, *decided)
        confirmed = next((f for f in view.findings if f.level == "met"), None)
        if confirmed:
            decide(self.house, visitor, submission, confirmed.key, "met", "")
        half = next((f for f in view.findings if f.level == "partly" and not f.critical and f.evidence), None)
        if half:
            decide(self.house, visitor, submission, half.key, "met",
                   "With the case beside me this is enough: what is left out, the team knows and has in its notes.")
        shown = [f for f in (*view.strong, *view.change_first, *view.findings) if f.evidence]
        for n, f in enumerate(shown[:comments]):
            e = f.evidence[0]
            self.clock.pass_(minutes=2)
            words = ("This is just what a new worker needs to know." if f.level == "met"
                     else "Say who, and by which day, so that the family can hold us to it.")
            comment(self.house, visitor, submission, e.part, e.row, e.column, e.start, e.end,
                    words if n else f"{words} ({f.title})")

    def letter(self, submission: str) -> None:
        ruth = self.visitors["ruth"]
        self.clock.pass_(hours=3)
        drafted = letter(self.house, ruth, submission)
        save_letter(self.house, ruth, submission, drafted.text.rstrip() + "\n\nRuth Ellery\nTraining coordinator\n",
                    drafted.version)
        send_letter(self.house, ruth, submission)

    def sign(self, submission: str, *who: str) -> None:
        secrets = {p.sign_in: p.secret for p in self.everybody}
        for name in who:
            self.clock.pass_(hours=1)
            sign(self.house, self.visitors[name], submission, secrets[name])


def _decided(f: FindingView, settle: bool) -> tuple[Level, str] | None:
    if f.level == "unsure":
        return "met", "I read it with the case beside me: it says what is asked."
    if settle and f.level == "missed" and (f.force == "mandatory" or f.critical):
        return "met", "The words differ from the record's, but the substance is there; we talked it through."
    return None


def _plain_ids(work: dict[str, Any]) -> dict[str, Any]:
    """The same work with row ids as a form gives them: t1, o2, s3; the exemplar's own name what is true."""
    new: dict[str, str] = {}
    tables = [(id, rows) for place in ("plan", "worksheet") for id, rows in work.get(place, {}).items()
              if isinstance(rows, list)] + ([("team", work["team"])] if "team" in work else [])
    for id, rows in tables:
        for number, row in enumerate(rows, 1):
            new[str(row["id"])] = f"{id[:2]}{number}"

    def renamed(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{k: new.get(v, v) if k in ("id", "answers", "objective") else v for k, v in row.items()}
                for row in rows]

    result = dict(work)
    for place in ("plan", "worksheet"):
        if place in work:
            result[place] = {id: renamed(v) if isinstance(v, list) else v for id, v in work[place].items()}
    if "team" in work:
        result["team"] = renamed(work["team"])
    return result
