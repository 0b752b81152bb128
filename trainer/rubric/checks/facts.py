"""Does it carry what is true: the case's facts under topics, told rightly and as they hold today."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Literal

from pydantic import Field

from trainer.case.model import Claim, Fact
from trainer.language.coverage import Coverage
from trainer.language.facts import FactWords
from trainer.language.match import SURE, find_any
from trainer.language.passage import read
from trainer.language.polarity import is_past
from trainer.plan.submission import Level
from trainer.rubric.checks import say
from trainer.rubric.checks.base import Check, Who
from trainer.rubric.ground import Ground, Piece
from trainer.rubric.model import Evidence, Outcome

Need = Literal["all", "any", "half"] | Annotated[int, Field(ge=1, le=9)]
PASTED_WHY = "This is the record, word for word. A person has to see whether it answers what is asked."
Heard = tuple[Fact, Coverage, Piece | None]
PARTLY = 0.3        # share of what is needed from which a part is partly met


class Facts(Check):
    """The part carries the case's current facts under the `topics` about `about`: `all` of them, `any` one, `half`,
    or at least so many. A fact partly told counts half. A wrong name, date or number, or a superseded fact told
    as current (`latest: true`), caps the level at partly, with the page that settles it. No such fact in the
    case: not applicable. Facts that only a person tells count where the assignment asked for meetings."""

    kind: Literal["facts"]
    topics: tuple[str, ...] = Field(min_length=1)
    about: Who = "anyone"
    need: Need = "all"
    latest: bool = False

    def look(self, ground: Ground) -> Outcome:
        facts = wanted(ground, self.topics, self.about)
        if not facts:
            return Outcome(level="not_applicable", why="The record of this case holds nothing of this kind.",
                           looked=ground.parts)
        if ground.blank:
            return Outcome(level="missed", why=f"Nothing is written here. The record shows: {_told(facts, ground)}.",
                           missed_facts=ground.missed(facts), looked=ground.parts)
        heard = _settled(ground, [(f, *ground.cover(f)) for f in facts])
        stale = self._stale(ground) if self.latest else []
        claimed = _claims(ground, {f.id for f in facts})
        evidence = _evidence(ground, heard, stale, claimed)
        needed = self._needed(len(facts))
        value = {"covered": 1.0, "partial": 0.5}
        sure = sum(value.get(c.label, 0.0) for _, c, _ in heard)
        open_ = sum(1.0 - value.get(c.label, 0.0) for _, c, _ in heard if c.label == "unsure")
        low, high = min(1.0, sure / needed), min(1.0, (sure + open_) / needed)
        wrong = [f for f, c, _ in heard if c.label == "contradicted"]
        # something beside the point that is told wrongly is shown only, but where the latest counts
        enough = self.need != "all" and low >= 1.0 - 1e-9 and not self.latest
        capped = bool((wrong and not enough) or stale or claimed)
        news = {new.id for _, new, _, _ in stale}
        right = any(c.label == "covered" or (c.label == "partial" and f.id in news) for f, c, _ in heard)
        level, top = _level(low, capped, right), _level(high, capped, right or open_ > 0)
        lacking = [f for f, c, _ in heard if c.label in ("absent", "partial", "contradicted")]
        if level != top:
            return Outcome(level="unsure", share=low, evidence=evidence, looked=ground.parts,
                           why=_unsure(heard), missed_facts=ground.missed(lacking))
        if level in ("met", "partly") and ground.pasted:
            return Outcome(level="unsure", share=low, evidence=evidence[:3], looked=ground.parts, why=PASTED_WHY)
        missed = () if level == "met" else ground.missed([*(n for _, n, _, _ in stale if n not in lacking), *lacking])
        share = 1.0 if level == "met" else min(low, 0.5 if capped else 0.9) if level == "partly" else 0.0
        why = self._why(ground, level, heard, stale, claimed, needed)
        return Outcome(level=level, share=share, evidence=evidence, missed_facts=missed, looked=ground.parts, why=why)

    def _needed(self, there: int) -> int:
        if self.need == "all":
            return there
        if self.need == "any":
            return 1
        return math.ceil(there / 2) if self.need == "half" else min(int(self.need), there)

    def _stale(self, ground: Ground) -> list[tuple[Fact, Fact, Coverage, Piece]]:
        """Superseded facts that are told as if they held today, with the fact that replaced each."""
        result = []
        about = set(ground.ids(self.about))
        for old in ground.case.facts:
            if old.superseded_by is None or not about & set(old.about) or not _under(old, self.topics):
                continue
            new = _latest(ground, old)
            said, piece = ground.cover(old)
            if piece is not None and said.label == "covered" and _only_old(old, new, piece.text, said):
                result.append((old, new, said, piece))
        return result

    def _why(self, ground: Ground, level: Level, heard: Sequence[Heard],
             stale: Sequence[tuple[Fact, Fact, Coverage, Piece]],
             claimed: Sequence[tuple[Claim, Fact, Coverage, Piece]], needed: int) -> str:
        told = [f for f, c, _ in heard if c.label == "covered"]
        if stale:
            _, new, _, _ = stale[0]
            where = ground.source(new)
            return say.sentence(f"What stands here was true earlier. Since then: {new.says.rstrip('.')}"
                                + (f" ({where})" if where else ""))
        if claimed:
            fact = claimed[0][1]
            where = ground.source(fact)
            return say.sentence(f"One paper says so, but it isn't so. What holds: {fact.says.rstrip('.')}"
                                + (f" ({where})" if where else ""))
        wrong = [(f, c) for f, c, _ in heard if c.label == "contradicted"]
        if wrong and level == "met":
            return say.sentence(f"This tells what counts here: {say.some([f.says for f in told], 2)}. The record says "
                                f"one thing differently: {wrong[0][0].says}")
        if wrong:
            fact, coverage = wrong[0]
            where = ground.source(fact)
            return say.sentence(f"The record says it differently ({coverage.why}): {fact.says.rstrip('.')}"
                                + (f" ({where})" if where else ""))
        if level == "met":
            if not told:
                return "This tells enough of what the record shows."
            return say.sentence(f"This tells what the record shows: {say.some([f.says for f in told], 2)}")
        lacking = [f for f, c, _ in heard if c.label in ("absent", "partial")]
        what = say.some([f.says for f in lacking], 2)
        if not told and level == "missed":
            return say.sentence(f"This doesn't say yet: {what}")
        if needed < len(heard):
            some = f"{say.count(len(told), 'thing')} of the {needed}" if told else "part of what is"
            return say.sentence(f"This tells {some} needed here. Also in the record: {what}")
        return say.sentence(f"Part of it is here. Still missing: {what}")


def wanted(ground: Ground, topics: Sequence[str], about: Who) -> list[Fact]:
    """The case's current facts under topics about some people; those only told by people where meetings were asked."""
    ids = set(ground.ids(about))
    return [f for f in ground.case.current(*topics)
            if ids & set(f.about) and (f.seen_in or ground.asked_meetings)]


def _under(fact: Fact, topics: Sequence[str]) -> bool:
    return any(fact.topic == t or fact.topic.startswith(t + ".") for t in topics)


def _latest(ground: Ground, fact: Fact) -> Fact:
    seen = {fact.id}
    while fact.superseded_by is not None and fact.superseded_by not in seen:
        fact = ground.case.fact(fact.superseded_by)
        seen.add(fact.id)
    return fact


def _only_old(old: Fact, new: Fact, text: str, said: Coverage) -> bool:
    """Whether what was found tells the old state, by words that the new one doesn't share, and not as past."""
    passage = read(text)
    for name in FactWords(old.says, old.elements, old.essential).needed:
        if name not in said.found:
            continue
        own = [w for w in old.elements.get(name, ()) if w not in new.elements.get(name, ())]
        hits = [m for m in find_any(own, passage) if m.confidence >= SURE]
        if not hits:
            continue
        shared = new.elements.get(name, ())
        newer = [m for m in find_any(shared, passage) if m.confidence >= SURE]
        if all(not is_past(passage, m.first) for m in hits) and not newer:
            return True
    return False


def _claims(ground: Ground, facts: set[str]) -> list[tuple[Claim, Fact, Coverage, Piece]]:
    """Claims of papers that the record settles otherwise, told here as true."""
    result = []
    for claim in ground.case.claims:
        if claim.contradicts not in facts or not claim.elements:
            continue
        fact = ground.case.fact(claim.contradicts)
        words = FactWords(claim.says, claim.elements, about=fact.about)
        for piece in ground.pieces:
            subject = ground.subject(piece.part)
            said = ground.shared.cover_words(claim.id, words, piece.text, subject)
            if said.label == "covered" and ground.shared.cover(fact, piece.text, subject).label != "covered":
                result.append((claim, fact, said, piece))
                break
    return result


def _evidence(ground: Ground, heard: Sequence[Heard],
              stale: Sequence[tuple[Fact, Fact, Coverage, Piece]],
              claimed: Sequence[tuple[Claim, Fact, Coverage, Piece]]) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    for _, c, piece in heard:
        if piece is None or c.label == "absent":
            continue
        if c.label == "contradicted" and c.wrong:
            found += ground.shown(piece, [c.wrong])
        else:
            found += ground.sentences(piece, c.found.values())
    for _, _, c, piece in (*stale, *claimed):
        found += ground.sentences(piece, c.found.values())
    return tuple(dict.fromkeys(found))


def _level(share: float, capped: bool, right: bool) -> Level:
    if share >= 1.0 - 1e-9 and not capped:
        return "met"
    return "partly" if share >= PARTLY and (right or not capped) else "missed"


def _settled(ground: Ground, heard: list[Heard]) -> list[Heard]:
    """What was heard, where a date, number or name that another fact tells rightly contradicts nothing."""
    if not any(c.label == "contradicted" for _, c, _ in heard):
        return heard
    result: list[Heard] = []
    for fact, c, piece in heard:
        if c.label == "contradicted" and c.wrong is not None and piece is not None:
            # the opposite of one fact may be just what another of today says of the same matter
            others = (ground.shared.cover(o, piece.text, ground.subject(piece.part)) for o in ground.case.facts
                      if o.id != fact.id and (not c.why.startswith("it says") or _same_matter(o, fact)))
            if any(o.label == "covered" and any(s.start < c.wrong.end and c.wrong.start < s.end
                                                for s in o.found.values()) for o in others):
                c = replace(c, label="partial", why="told in part", wrong=None)
        result.append((fact, c, piece))
    return result


def _same_matter(one: Fact, other: Fact) -> bool:
    """Whether two facts of today are about the same people and a matter of one kind."""
    now = one.superseded_by is None and other.superseded_by is None
    return now and bool(set(one.about) & set(other.about)) and one.topic.split(".")[:2] == other.topic.split(".")[:2]


def _told(facts: Sequence[Fact], ground: Ground) -> str:
    return say.some([f.says for f in facts], 2)


def _unsure(heard: Sequence[Heard]) -> str:
    doubtful = [f.says for f, c, _ in heard if c.label == "unsure"]
    return say.sentence(f"It may be told here in other words; a person has to look: {say.some(doubtful, 2)}")
