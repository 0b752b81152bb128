"""The assessment against the truth: which true threats, risks, needs and strengths its rows name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from trainer.language.lexicons import lexicons
from trainer.language.match import listed
from trainer.language.passage import content_words, read
from trainer.plan.cells import Cells
from trainer.plan.reading import MEANT, Means, ReadRow
from trainer.plan.submission import Level
from trainer.plan.truths import Truth
from trainer.rubric.checks import say
from trainer.rubric.checks.base import Check, Who
from trainer.rubric.ground import Ground, Piece
from trainer.rubric.model import Evidence, MissedFact, Outcome

SORTS = {"threats": "threat", "risks": "risk", "needs": "need", "priority_needs": "need", "strengths": "strength",
         "capacities": "capacity", "circumstances": "circumstance"}
WORD = {"threats": "safety threat", "risks": "risk factor", "needs": "need", "priority_needs": "priority need",
        "strengths": "strength", "capacities": "protective capacity", "circumstances": "circumstance"}
DOUBT = 0.45        # below MEANT and at least this: it may be meant
NEAR = 0.1          # by so much another sort has to fit better before a row counts as misplaced
CLEAR = 0.8         # a risk's row counts as a threat only from here on
MANY_FIRST = 5      # so many needs marked as coming first, and nothing comes first


class NamedRows(Check):
    """The rows of an assessment table against the truth: which true ones `of` a sort they name. Met at `share` of them,
    partly at half. A row that is really of a sort listed under `apart` (a risk, or a circumstance such as little
    money, among the threats) caps the level at partly; a row that tells something else of the record, or nothing
    that is found there, is shown and costs nothing. Priority needs must also be marked as coming first, and not
    everything may be."""

    kind: Literal["named"]
    of: Literal["threats", "risks", "strengths", "needs", "priority_needs", "capacities"]
    about: Who = "anyone"
    share: float = Field(1.0, gt=0, le=1)
    apart: tuple[Literal["threats", "risks", "circumstances"], ...] = ()

    def look(self, ground: Ground) -> Outcome:
        truths = true_items(ground, self.of, self.about)
        if not truths:
            return Outcome(level="not_applicable", looked=ground.parts,
                           why=f"The record of this case shows no {WORD[self.of]} of this kind.")
        pieces = [(p, r) for part in ground.parts for p, r in _rows(ground, part)]
        if not pieces:
            return Outcome(level="missed", looked=ground.parts, missed_facts=pages(ground, truths),
                           why=say.sentence(f"Nothing is listed here. The record shows: "
                                            f"{say.some([t.says for t in truths], 2)}"))
        best = {t.key: max(((self._weigh(ground, t, r), p, r) for p, r in pieces), key=lambda x: x[0].confidence)
                for t in truths}
        named = [t for t in truths if best[t.key][0].confidence >= MEANT]
        doubt = [t for t in truths if DOUBT <= best[t.key][0].confidence < MEANT]
        lacking = [t for t in truths if t not in named]
        unmarked = [t for t in named if self.of == "priority_needs" and not _marked_first(best[t.key][2])]
        misplaced = [(p, r, t) for p, r in pieces for t in self._misplaced(ground, r)]
        crowded = self.of == "priority_needs" and sum(_marked_first(r) for _, r in pieces) >= MANY_FIRST
        low = (len(named) - 0.5 * len(unmarked)) / len(truths)
        high = (len(named) + len(doubt) - 0.5 * len(unmarked)) / len(truths)
        capped = bool(misplaced or crowded)
        level, top = self._level(low, capped), self._level(high, capped)
        evidence = self._evidence(ground, named, best, misplaced)
        if level != top:
            return Outcome(level="unsure", share=low, evidence=evidence, looked=ground.parts,
                           missed_facts=pages(ground, lacking),
                           why=say.sentence(f"It may be named here in other words; a person has to look: "
                                            f"{say.some([t.says for t in doubt], 2)}"))
        share = 1.0 if level == "met" else min(low, 0.5 if capped else 0.9) if level == "partly" else 0.0
        return Outcome(level=level, share=share, evidence=evidence, looked=ground.parts,
                       missed_facts=() if level == "met" else pages(ground, lacking),
                       why=self._why(ground, level, named, lacking, unmarked, misplaced, crowded, pieces))

    def _weigh(self, ground: Ground, truth: Truth, row: ReadRow) -> Means:
        known = next((m for m in row.means if m.truth.key == truth.key), None)
        return known or ground.reader.weigh(truth, row.cells.text, row.who, stands=True)

    def _level(self, share: float, capped: bool) -> Level:
        if share >= self.share - 1e-9 and not capped:
            return "met"
        return "partly" if share >= self.share / 2 - 1e-9 else "missed"

    def _misplaced(self, ground: Ground, row: ReadRow) -> list[str]:
        """What a row is of another sort, in words; empty when it may well be of the sort asked for."""
        wanted, text = SORTS[self.of], row.cells.text
        own = max((self._weigh(ground, t, row).confidence for t in ground.reader.truths if t.sort == wanted),
                  default=0.0)
        for sort in self.apart:
            other = max((m.confidence for m in row.means if m.truth.sort == SORTS[sort]), default=0.0)
            least = CLEAR if sort == "threats" else MEANT     # a risk shares words with the danger it leads to
            if other >= least and other > own + NEAR:
                return [WORD[sort]]
        if "circumstances" in self.apart and not own:
            passage = read(text)
            hits = {at for h in listed(passage, lexicons().circumstances) for at in range(h.first, h.last + 1)}
            if hits and len(hits) * 3 >= len(content_words(passage)):
                return [WORD["circumstances"]]
        return []

    def _evidence(self, ground: Ground, named: Sequence[Truth], best: dict[str, tuple[Means, Piece, ReadRow]],
                  misplaced: Sequence[tuple[Piece, ReadRow, str]]) -> tuple[Evidence, ...]:
        shown: list[Evidence] = []
        for truth in named:
            means, piece, _ = best[truth.key]
            shown += ground.sentences(piece, means.found.values()) or ground.whole(piece)
        for piece, _, _ in misplaced:
            shown += ground.whole(piece)
        return tuple(dict.fromkeys(shown))

    def _why(self, ground: Ground, level: Level, named: Sequence[Truth], lacking: Sequence[Truth],
             unmarked: Sequence[Truth], misplaced: Sequence[tuple[Piece, ReadRow, str]], crowded: bool,
             pieces: Sequence[tuple[Piece, ReadRow]]) -> str:
        word = WORD[self.of]
        parts = []
        if lacking:
            parts.append(f"not named yet: {say.some([t.says for t in lacking], 2)}")
        if misplaced:
            piece, _, sort = misplaced[0]
            parts.append(f"\"{say.short(piece.head, 9)}\" is a {sort}, not a {word}")
        if crowded:
            parts.append("so many needs are marked as coming first that none of them does")
        if unmarked:
            parts.append(f"not marked as coming first: {say.some([t.says for t in unmarked], 1)}")
        if not parts:
            many = f"All {len(named)} {word}s" if len(named) > 1 else f"The {word}"
            parts.append(f"{many} that the record shows {'are' if len(named) > 1 else 'is'} named")
        elif named and not misplaced:
            parts.insert(0, f"{say.count(len(named), word)} of {len(named) + len(lacking)} named")
        stray = [p for p, r in pieces if not r.means and not self._misplaced(ground, r) and p.text.strip()]
        if not stray:
            return say.sentence("; ".join(parts))
        known = [p for p in stray if in_record(ground, p.text)]
        unknown = [p for p in stray if p not in known]
        if known:
            name = {"threats": "a present danger", "risks": "one of the risk factors that this case turns on"}.get(
                self.of, f"a {word} that this case turns on")
            parts.append(f"\"{say.short(known[0].head, 9)}\" stands in the record, but isn't {name}")
        first = say.sentence("; ".join(parts))
        if not unknown:
            return first
        row = say.short(unknown[0].head, 9)
        return f"{first} We found nothing in the record behind \"{row}\"; where did you read it?"


def in_record(ground: Ground, text: str) -> bool:
    """Whether a text tells, also in part or in other words, anything of the case: a fact of today or of earlier, or
    any true item, a risk of the past among them."""
    if any(ground.reader.weigh(t, text).confidence >= DOUBT for t in ground.reader.truths):
        return True
    said = (ground.shared.cover(f, text, ()) for f in ground.case.facts)
    return any(c.label not in ("absent", "contradicted") for c in said)


def true_items(ground: Ground, of: str, about: Who = "anyone") -> list[Truth]:
    """The true items of a sort about some people. Strengths are those that stand; capacities those that are lacking."""
    case, ids = ground.case, set(ground.ids(about))
    result = [t for t in ground.reader.truths if t.sort == SORTS[of] and ids & set(t.about)]
    if of == "priority_needs":
        first = {n.id for n in case.needs if n.priority}
        result = [t for t in result if t.id in first]
    if of == "capacities":
        lacking = {c.id for c in case.capacities if not c.intact}
        result = [t for t in result if t.id in lacking]
    return result


def pages(ground: Ground, truths: Sequence[Truth]) -> tuple[MissedFact, ...]:
    """The pages on which the facts behind true items stand, two of each."""
    ids = dict.fromkeys(i for t in truths for i in t.facts[:2])
    return ground.missed([ground.case.fact(i) for i in ids])


def _rows(ground: Ground, part: str) -> list[tuple[Piece, ReadRow]]:
    """The rows of a table part as read; of a text part, its sentences as rows."""
    table = part.partition(".")[2]
    if table in ground.reading.rows:
        return [(Piece(part, r.cells.text, r.cells), r) for r in ground.reading.rows[table] if r.cells.text.strip()]
    result = []
    for piece in ground.pieces_of(part):
        row = ReadRow(part, piece.cells or Cells("", piece.text, ()), (), ground.reader.meant(piece.text), {})
        result.append((piece, row))
    return result


def _marked_first(row: ReadRow) -> bool:
    return row.values.get("priority") == "comes first"

