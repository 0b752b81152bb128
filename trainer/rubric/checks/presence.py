"""Is it there: a part filled with something of one's own, the right choice, a whole set of parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from trainer.language.copying import is_copy, is_gibberish, is_placeholder
from trainer.language.match import listed
from trainer.language.passage import read
from trainer.language.polarity import denied
from trainer.language.spans import Span
from trainer.plan.cells import cell
from trainer.plan.submission import Level
from trainer.rubric.checks import say
from trainer.rubric.checks.base import Check
from trainer.rubric.ground import Ground, Piece
from trainer.rubric.model import Evidence, Outcome
from trainer.rubric.truth import goal_now, goals_in_force

HALF = 0.5
SHORT_ANSWER = 25       # words; a longer answer without the name of a method may describe it
GOAL_WORDS: dict[str, tuple[str, ...]] = {
    "reunification": ("reunification", "reunify", "reunited", "return home", "going home", "returning home"),
    "adoption": ("adoption", "adopt", "adopted"),
    "guardianship": ("guardianship", "legal guardian"),
    "subsidized guardianship": ("subsidized guardianship",),
    "relative": ("fit and willing relative", "permanent placement with a relative",
                 "permanent placement with relatives", "permanent home with a relative",
                 "live with a relative for good", "permanency with a relative"),
    "appla": ("another planned arrangement", "another planned permanent living arrangement", "appla", "oppla"),
}
METHOD_WORDS: dict[str, tuple[str, ...]] = {
    "judicial review": ("judicial review", "review by the judge", "review before the judge", "judge's review",
                        "court review"),
    "judicial citizen review panel": ("citizen review panel", "citizen panel", "citizens panel", "citizen review",
                                      "jcrp", "judicial citizen review panel", "panel of volunteers"),
    "administrative review": ("administrative review", "agency review", "administrative panel", "department review"),
}
CHOSEN = {"another planned arrangement": "appla"}


@dataclass(frozen=True)
class Fill:
    """How far one part is filled: 1 whole, 0.5 begun, 0 empty; why, and what shows it."""

    share: float
    why: str
    evidence: tuple[Evidence, ...] = ()


def fill(ground: Ground, part: str, words: int, rows: int = 1, columns: tuple[str, ...] = ()) -> Fill:
    """How far a part is filled with something of one's own."""
    form = ground.form_part(part)
    title = form.title if form else part
    kind = form.kind if form else "text"
    if kind == "table":
        return _table(ground, part, title, rows, columns)
    text = ground.submission.text(part)
    if not text.strip():
        return Fill(0.0, f"\"{title}\" is empty")
    piece = Piece(part, text)
    if kind in ("date", "choice"):
        return Fill(1.0, f"\"{title}\" is filled in", ground.shown(piece, [Span(0, len(text), text)]))
    shown = ground.whole(piece)
    if is_placeholder(text) or is_gibberish(text):
        return Fill(0.0, f"\"{title}\" holds no more than \"{say.short(text, 6) or text.strip()[:20]}\"", shown)
    if form and form.help and is_copy(text, form.help):
        return Fill(0.0, f"\"{title}\" holds the form's own help", shown)
    count = len(read(text).words)
    if count < words:
        why = f"\"{title}\" says very little: {say.count(count, 'word')}"
        return Fill(HALF if count * 2 >= words else 0.0, why, shown)
    return Fill(1.0, f"\"{title}\" is filled in", shown)


def _table(ground: Ground, part: str, title: str, rows: int, columns: tuple[str, ...]) -> Fill:
    form = ground.form_part(part)
    needed = columns or tuple(c.id for c in form.columns if c.required) if form else columns
    written = ground.rows(part)
    if not written:
        return Fill(0.0, f"\"{title}\" is empty")
    texts = {c.id for c in form.columns if c.kind == "text"} if form else set(needed)
    own = [[c for c in needed if cell(r, c).strip() and not (c in texts and is_placeholder(cell(r, c)))]
           for r in written]
    whole = [r for r, filled in zip(written, own, strict=True) if len(filled) == len(needed)]
    pieces = ground.pieces_of(part)
    shown = tuple(e for p in pieces[:3] for e in ground.whole(p))
    if len(whole) >= rows and len(whole) == len(written):
        return Fill(1.0, f"\"{title}\" is filled in", shown)
    if len(whole) >= rows:
        return Fill(1.0, f"\"{title}\" is filled in, some rows in part", shown)
    if not any(c in texts for filled in own for c in filled) and texts & set(needed):
        return Fill(0.0, f"\"{title}\" holds only placeholders", shown)
    titles = {c.id: c.title for c in form.columns} if form else {}
    empty = [titles.get(c, c) for c in needed if any(not cell(r, c).strip() for r in written)]
    if empty:
        return Fill(HALF, f"\"{title}\" has rows in which {say.names([_quoted(e) for e in empty])} is empty", shown)
    return Fill(HALF, f"\"{title}\" has {say.count(len(whole), 'whole row')}, and {rows} are needed", shown)


def _quoted(title: str) -> str:
    return f"\"{title}\""


class Filled(Check):
    """The part is filled with something of one's own: a text of `words` words, a date, a choice, or a table of
    `rows` rows in which the required `columns` (none named: those the form requires) are filled. A placeholder
    or a copy of the form's own help is not filling; one half there is partly."""

    kind: Literal["filled"]
    words: int = Field(8, ge=1)
    rows: int = Field(1, ge=1)
    columns: tuple[str, ...] = ()

    def look(self, ground: Ground) -> Outcome:
        fills = [fill(ground, p, self.words, self.rows, self.columns) for p in ground.parts]
        return _of(fills, 1.0, ground.parts)


class Complete(Check):
    """Each of the named `parts` is filled (as `filled` means it, texts of `words` words); met at `share` of them,
    partly at half. Which ones are empty is said."""

    kind: Literal["complete"]
    parts: tuple[str, ...]
    share: float = Field(1.0, gt=0, le=1)
    words: int = Field(5, ge=1)

    def look(self, ground: Ground) -> Outcome:
        asked = [p for p in self.parts if ground.submission.asks(p)]
        if not asked:
            return Outcome(level="not_observed", why="The assignment didn't ask for these parts.", looked=self.parts)
        return _of([fill(ground, p, self.words) for p in asked], self.share, tuple(asked))


def _of(fills: list[Fill], share: float, looked: tuple[str, ...]) -> Outcome:
    got = sum(f.share for f in fills) / len(fills) if fills else 0.0
    lacking = [f.why for f in fills if f.share < 1.0]
    evidence = tuple(e for f in fills for e in f.evidence)
    if fills and got >= share - 1e-9:
        why = "This is filled in." if len(fills) == 1 else f"All {len(fills)} parts are filled in."
        if lacking:
            why = say.sentence(f"Enough is filled in; still open: {say.some(lacking)}")
        return Outcome(level="met", share=1.0, why=why, evidence=evidence[:6], looked=looked)
    level: Level = "partly" if got >= share / 2 and got > 0 else "missed"
    return Outcome(level=level, share=min(got / share, 0.9) if level == "partly" else 0.0,
                   why=say.sentence(say.some(lacking, 4)), evidence=evidence[:6], looked=looked)


class Choice(Check):
    """The part says the case's `goal`, `concurrent_goal` or `review_method`, chosen or written. Where the record
    shows a poor prognosis and sets no concurrent goal yet, any will do; one other than the record's is partly met;
    \"none needed\" is missed. No such goal, and none called for: not applicable."""

    kind: Literal["choice"]
    of: Literal["goal", "concurrent_goal", "review_method"]

    def look(self, ground: Ground) -> Outcome:
        if self.of == "review_method":
            return self._method(ground)
        concurrent = self.of == "concurrent_goal"
        truth = goal_now(ground.case, concurrent)
        needed = concurrent and ground.case.focus in ground.case.court.poor_prognosis
        if truth is None and not needed:
            return Outcome(level="not_applicable", looked=ground.parts,
                           why="The record of this case sets no such goal.")
        name = truth.goal if truth else "(none set)"
        said = self._goals(ground, name)
        what = "concurrent goal" if concurrent else "permanency goal"
        record = f"The {what} in the record is {_goal_name(name)}" if truth else \
            "The record shows that going home is doubtful, so a second goal is called for"
        if not said:
            return Outcome(level="missed", why=say.sentence(f"No {what} is named. {record}"), looked=ground.parts)
        first = goal_now(ground.case)
        if concurrent and first is not None and first.goal != name:
            said.pop(first.goal, None)      # the first goal named beside it is no mistake
        if not said:
            return Outcome(level="missed", why=say.sentence(f"No {what} is named. {record}"), looked=ground.parts)
        goals = set(said)
        evidence = tuple(e for es in said.values() for e in es)
        if name in goals:
            others = goals - {name} - {g.goal for g in goals_in_force(ground.case)}
            if others:
                return Outcome(level="partly", share=0.5, evidence=evidence, looked=ground.parts,
                               why=say.sentence(f"{record}; {say.names([_goal_name(g) for g in sorted(others)])} "
                                                "is named beside it"))
            return Outcome(level="met", share=1.0, why=say.sentence(record), evidence=evidence, looked=ground.parts)
        if "" in goals:
            return Outcome(level="missed", evidence=evidence, looked=ground.parts,
                           why=say.sentence(f"None is chosen. {record}"))
        if truth is None:
            return Outcome(level="met", share=1.0, evidence=evidence, looked=ground.parts,
                           why=say.sentence(f"{record}: {say.names([_goal_name(g) for g in sorted(goals)])} is named"))
        level: Level = "partly" if concurrent and needed else "missed"
        return Outcome(level=level, share=0.5 if level == "partly" else 0.0, evidence=evidence, looked=ground.parts,
                       why=say.sentence(f"{record}, here it is {say.names([_goal_name(g) for g in sorted(goals)])}"))

    def _goals(self, ground: Ground, own: str) -> dict[str, tuple[Evidence, ...]]:
        """The goals that the parts name, with where; \"\" for \"none needed\"."""
        result: dict[str, tuple[Evidence, ...]] = {}
        for part in ground.parts:
            text = ground.submission.text(part)
            form = ground.form_part(part)
            if form is not None and form.kind == "choice" and text.strip():
                goal = "" if text.strip().lower().startswith("none") else CHOSEN.get(text, text)
                result[goal] = ground.shown(Piece(part, text), [Span(0, len(text), text)])
                continue
            for piece in ground.pieces_of(part):
                for goal, spans in named(piece.text, GOAL_WORDS).items():
                    result[goal] = ground.sentences(piece, spans)
        if "subsidized guardianship" in result and own != "guardianship":
            result.pop("guardianship", None)
        return result

    def _method(self, ground: Ground) -> Outcome:
        review = ground.case.review
        if review is None:
            return Outcome(level="not_applicable", why="There is no review in this case.", looked=ground.parts)
        record = f"The record shows that the county mainly uses the {review.method}"
        found: dict[str, tuple[Evidence, ...]] = {}
        for piece in ground.pieces:
            for method, spans in named(piece.text, METHOD_WORDS).items():
                found.setdefault(method, ground.sentences(piece, spans))
        evidence = tuple(e for es in found.values() for e in es)
        if not found:
            size = len(read(" ".join(p.text for p in ground.pieces)).words)
            level: Level = "missed" if size < SHORT_ANSWER else "unsure"
            return Outcome(level=level, why=say.sentence(f"No review method is named. {record}"), looked=ground.parts)
        if review.method not in found:
            return Outcome(level="missed", evidence=evidence, looked=ground.parts,
                           why=say.sentence(f"{record}, and {say.names(sorted(found))} is named here"))
        if len(found) > 1:
            first = min(found, key=lambda m: found[m][0].start if found[m] else 10 ** 6)
            if first != review.method:
                return Outcome(level="unsure", share=0.5, evidence=evidence, looked=ground.parts,
                               why=say.sentence(f"Two methods are named. {record}"))
        return Outcome(level="met", share=1.0, why=say.sentence(record), evidence=evidence, looked=ground.parts)


def _goal_name(goal: str) -> str:
    return "another planned arrangement" if goal == "appla" else goal or "none"


def named(text: str, words: dict[str, tuple[str, ...]]) -> dict[str, list[Span]]:
    """Which of several things a text names without denying it."""
    passage = read(text)
    hits = [(name, h) for name, wordings in words.items() for h in listed(passage, wordings)]
    result: dict[str, list[Span]] = {}
    for name, h in hits:
        inside = any(o.first <= h.first and h.last <= o.last and o.last - o.first > h.last - h.first for _, o in hits)
        if not inside and not denied(passage, h.first, h.last, h.phrase):
            result.setdefault(name, []).append(passage.span(h.first, h.last))
    return result
