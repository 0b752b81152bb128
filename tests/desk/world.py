"""A small house for tests: real store, real forms and tracks, a hand-made case, and a scorer that reads little.

The generator and the scorer have tests of their own; here they are replaced so that a test can say exactly
what was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import Any, cast

from trainer import desk
from trainer.case.library import Library
from trainer.case.model import Case
from trainer.content import read, root
from trainer.desk.doors import Visitor
from trainer.desk.open import House
from trainer.desk.secret import hashed
from trainer.plan.forms import forms
from trainer.plan.submission import Submission
from trainer.rubric.library import Rubrics
from trainer.rubric.model import (
    POINTS,
    Criterion,
    Evidence,
    Finding,
    MissedFact,
    Provision,
    Scorecard,
    Source,
    Tracks,
    Used,
)
from trainer.rubric.verdict import totals, verdict
from trainer.store import Person, open_store

PIN = "471108"
NAMES = {
    "ada": ("Ada Okafor", "trainee", "autumn"), "bo": ("Bo Lindqvist", "trainee", "autumn"),
    "cy": ("Cy Marsh", "trainee", "spring"), "ann": ("Ann Ruiz", "advisor", "autumn"),
    "sam": ("Sam Hale", "advisor", "spring"), "kim": ("Kim Abara", "coordinator", None),
}
HEALTH = "Tessa saw Dr. Brandt on June 16; her weight is back to what it should be."


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=5)
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


@cache
def reference() -> Case:
    """The hand-made reference case."""
    return read(root() / "rubrics" / "reference-case.yaml", Case)


def secret_case(house: House, track: str, seed: str, id: str, ask: desk.Ask) -> Case:
    """The reference case under another id, with a seed and strands that must never be seen."""
    return reference().model_copy(update={"id": id, "track": track, "seed": f"seed-{seed}",
                                          "strands": ("the-secret-strand",)})


@cache
def rubrics() -> Rubrics:
    """Real tracks and forms; four criteria of two sources."""
    say = {"feedback": "Say it so that a new reader knows it.", "examples": (
        {"given": "He is well: Dr. Ames saw him on May 3.", "level": "met"}, {"given": "", "level": "missed"})}
    criteria = {
        "health-described": Criterion.model_validate({
            "title": "The child's health is described", "why": "A doctor's visit can't wait.", "part": "plan.health",
            "check": {"kind": "filled"}, "domain": "well-being", **say}),
        "threats-answered": Criterion.model_validate({
            "title": "Each danger has an objective", "why": "A danger nobody works on stays.", "critical": True,
            "part": "plan.objectives", "check": {"kind": "filled"}, "domain": "safety", **say}),
        "view-told": Criterion.model_validate({
            "title": "The child's own view is told", "why": "It is the child's life.", "part": "plan.child_view",
            "check": {"kind": "filled"}, **say}),
        "method-named": Criterion.model_validate({
            "title": "The review's method is named", "why": "Who reviews decides who speaks.",
            "part": "worksheet.q1_method", "check": {"kind": "filled"}, **say}),
    }
    sources = {}
    for id, asked in {"ct-36-3": ("health-described", "view-told"), "federal": ("threats-answered", "health-described"),
                      "ga-case-plan-review": ("method-named",)}.items():
        sources[id] = Source(
            title=f"The policy {id}", short=id.upper(), authority="An office", edition="of a year",
            provisions=tuple(Provision.model_validate({
                "id": f"{id}.{n}", "at": f"sentence {n}", "says": f"Provision {n} of {id}.", "force": "mandatory",
                "scored_by": {"criterion": c}}) for n, c in enumerate(asked, 1)))
    tracks = read(root() / "rubrics" / "tracks.yaml", Tracks).tracks
    return Rubrics(sources=sources, criteria=criteria, tracks=tracks, forms=forms(),
                   files={c: f"rubrics/criteria/child/{c}.yaml" for c in criteria})


def judge(house: House, case: Case, submission: Submission, earlier: Sequence[Submission]) -> Scorecard:
    """Health: met where the part has text; objectives: critical while there are none; the view: unsure where told."""
    asked = {"connecticut": ("health-described", "threats-answered", "view-told"), "georgia": ("method-named",)}
    rubric = house.rubrics.rubric(case.track)
    found = [_finding(case, submission, c) for c in asked[case.track]]
    return Scorecard(
        case=case.id, track=case.track, sources=tuple(Used(id=s, fingerprint="f" * 64) for s in rubric.sources),
        language="l" * 64, findings=tuple(found), totals=totals(found, rubric.source_of),
        satisfactory=verdict(found, rubric.pass_share))


def _finding(case: Case, submission: Submission, id: str) -> Finding:
    criterion = rubrics().criteria[id]
    part = criterion.parts[0]
    text = submission.text(part)
    there = bool(text or submission.rows(part))
    level: Any = ("unsure" if there else "missed") if id == "view-told" else ("met" if there else "missed")
    provisions = tuple(f"{s}.{n}" for s, source in rubrics().sources.items()
                       for n, p in enumerate(source.provisions, 1) for a in p.asks if a.criterion == id)
    fact = case.current("child.health")[0]
    missed = () if there else (MissedFact(fact=fact.id, document=fact.seen_in[0].document, page=fact.seen_in[0].page),)
    return Finding(
        criterion=id, provisions=provisions, force="mandatory", channel=criterion.channel, domain=criterion.domain,
        level=level, points=POINTS["mandatory"] if level == "met" else 0, of=POINTS["mandatory"],
        critical=criterion.critical and level == "missed", missed_facts=missed, feedback=criterion.feedback,
        evidence=(Evidence(part=part, start=0, end=len(text), quote=text),) if text else (),
        why="The plan tells it." if there else "The plan doesn't tell it yet.")


@dataclass
class World:
    """A house, its clock, and its people by their sign-in names."""

    house: House
    clock: Clock
    people: dict[str, Visitor]

    def __getattr__(self, name: str) -> Visitor:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    def give(self, release: str = "after advisor", cohort: str = "autumn", track: str = "connecticut",
             same_case: bool = False) -> str:
        """An assignment from Kim."""
        return desk.assign(self.house, self.people["kim"], "First plan", track, cohort, None, same_case,
                           cast(Any, release))

    def begun(self, who: str = "ada", release: str = "after advisor", **more: Any) -> str:
        """An attempt that somebody began on a new assignment."""
        return desk.begin(self.house, self.people[who], self.give(release, NAMES[who][2] or "", **more))

    def write(self, attempt: str, who: str = "ada", **parts: Any) -> None:
        """Saves parts of the plan on top of what is there."""
        for part, value in parts.items():
            now = desk.part(self.house, self.people[who], attempt, "case-plan", part)
            desk.save(self.house, self.people[who], attempt, "case-plan", part, value, now.version)

    def handed_in(self, who: str = "ada", release: str = "after advisor", **parts: Any) -> tuple[str, str]:
        """An attempt and its first submission."""
        attempt = self.begun(who, release)
        self.write(attempt, who, **(parts or {"health": HEALTH}))
        return attempt, desk.hand_in(self.house, self.people[who], attempt)


def new_world(path: Path | str, people: bool = True) -> World:
    """A world over a fresh SQLite file, or the address of a new database."""
    clock = Clock()
    library = SimpleNamespace(strands=MappingProxyType({"the-secret-strand": SimpleNamespace(
        content_note="This case speaks of hunger and of a parent's illness.", kind="core", title="Hunger",
        summary="Hunger and illness.", tracks=())}), frames={})
    house = House(open_store(str(path)), cast(Library, library), rubrics(), clock, make=secret_case, judge=judge)
    visitors = {}
    if people:
        secret = hashed(PIN)
        with house.store.write() as writer:
            for sign_in, (name, role, cohort) in NAMES.items():
                writer.add_person(Person(f"p-{sign_in}", name, role, cohort, sign_in, secret, True, house.now, {}))
                visitors[sign_in] = Visitor(f"p-{sign_in}", name, cast(Any, role), cohort)
    visitors["alone"] = Visitor("alone", "You", "trainee", None)
    return World(house, clock, visitors)
