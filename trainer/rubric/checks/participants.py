"""Who takes part: in making the plan, in carrying it out, at the review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import Field

from trainer.case.model import Seat
from trainer.language.dates import dates
from trainer.language.lexicons import lexicons
from trainer.language.match import SURE, find_any, listed
from trainer.language.names import mentions, resolve
from trainer.language.passage import Passage, content_words, read
from trainer.plan.cells import Cells, cell, join
from trainer.plan.people import KINDS, lexicon
from trainer.plan.reading import ReadObjective, ReadStep
from trainer.plan.submission import Level
from trainer.rubric.checks import say
from trainer.rubric.checks.base import Check, Who
from trainer.rubric.checks.linkage import objective_piece, step_piece
from trainer.rubric.ground import Ground, Piece
from trainer.rubric.model import Evidence, Outcome

OWN_WORDS = 4       # words that carry something, beyond having been there, from which somebody added something
TRIES = 2           # dated tries that show that somebody was looked for
SMALL_CHILD = 6     # below this age a grown-up carries out the child's step
CUES_UNTIL = 3      # below this age a child takes part through what somebody saw
ASKED_FROM = 7      # from this age a child is asked whether they agree

VIEWS = ("agree", "agree in part", "disagree")

Row = Mapping[str, Any]


def team_rows(ground: Ground) -> list[tuple[tuple[str, ...], Row, Piece]]:
    """The team table's rows with the people they are about."""
    result = []
    for row in ground.rows("team"):
        cells = join(row, ("person", "added"))
        result.append((resolve(cell(row, "person"), ground.reader.actors), row, Piece("team", cells.text, cells)))
    return result


def added(ground: Ground, text: str) -> int:
    """How many words that carry something a text holds beyond names, being there and signing."""
    passage = read(text)
    taken = {at for h in listed(passage, lexicons().attendance) for at in range(h.first, h.last + 1)}
    taken |= {at for m in mentions(passage, ground.people) if m.by_name for at in range(m.first, m.last + 1)}
    return len([at for at in content_words(passage) if at not in taken])


def heard(ground: Ground, row: Row) -> bool:
    """Whether a row holds what somebody said: words enough that carry something; also plain ones, in quotation marks
    or from whoever said whether they agree (\"Nobody is giving up on you\")."""
    text = cell(row, "added")
    if added(ground, text) >= OWN_WORDS or _quotes(text):
        return True
    passage = read(text)
    named = {at for m in mentions(passage, ground.people) if m.by_name for at in range(m.first, m.last + 1)}
    plain = len(passage.words) - len(named) > OWN_WORDS and not listed(passage, lexicons().attendance)
    return cell(row, "agrees") in VIEWS and plain


def _quotes(text: str) -> bool:
    """Whether a text holds words of somebody's in quotation marks."""
    parts = text.replace("\u201c", '"').replace("\u201d", '"').split('"')
    return any(len(read(p).words) >= OWN_WORDS for p in parts[1:-1:2])


def looked_for(row: Row) -> bool:
    """Whether a row about somebody out of reach shows two dated tries, or an offer with its answer."""
    text = cell(row, "added")
    passage = read(text)
    days = len([d for d in dates(text) if d.day is not None])
    tries = len({h.phrase for h in listed(passage, lexicons().tried)})
    return days >= TRIES or (days >= 1 and tries >= TRIES and len(passage.words) >= 10) or (
        cell(row, "how") == "declined" and tries >= 1 and len(content_words(passage)) >= OWN_WORDS + 1)


class TookPart(Check):
    """The team table has, for each person meant by `who`, a row with what they added in content (not \"attended\"
    or \"signed\"), `on` services, goals or anything; for somebody out of reach, two dated tries or an offer with its
    answer. `family` means each parent, the child and a relative (on services or goals: the child or a relative). A
    child under 3 takes part through what somebody saw."""

    kind: Literal["took_part"]
    who: Who
    on: Literal["anything", "services", "goals"] = "anything"

    def look(self, ground: Ground) -> Outcome:
        groups = self._groups(ground)
        if not groups:
            return Outcome(level="not_applicable", looked=ground.parts, why="There is no such person in this case.")
        rows = team_rows(ground)
        evidence: list[Evidence] = []
        done, lacking = 0, []
        for label, ids in groups:
            shown, why = self._part(ground, ids, rows)
            if shown is not None:
                done += 1
                evidence += shown
            else:
                lacking.append(f"{label} {why}")
        share = done / len(groups)
        if not lacking:
            who = say.names([label for label, _ in groups])
            return Outcome(level="met", share=1.0, evidence=tuple(dict.fromkeys(evidence)), looked=ground.parts,
                           why=say.sentence(f"The plan shows what came from {who}"))
        level: Level = "partly" if share >= 0.5 else "missed"
        return Outcome(level=level, share=share if level == "partly" else 0.0, evidence=tuple(dict.fromkeys(evidence)),
                       looked=ground.parts, why=say.sentence(say.some(lacking, 3)))

    def _groups(self, ground: Ground) -> list[tuple[str, tuple[str, ...]]]:
        """Each person, or group of whom one is enough, with how a sentence calls them."""
        if self.who == "family":
            kin, focus = ground.ids("kin"), ground.case.focus
            parents = [(ground.name(i), (i,)) for i in ground.ids("parents")]
            if self.on != "anything":
                return [*parents, (f"{ground.name(focus)} or a relative", (focus, *kin))]
            return [*parents, (ground.name(focus), (focus,)), *([("a relative", kin)] if kin else [])]
        ids = ground.ids(self.who)
        if self.who in ("kin", "maternal_kin", "paternal_kin", "provider", "agency", "anyone"):
            label = {"provider": "a provider", "agency": "the agency", "anyone": "anyone"}.get(self.who, "a relative")
            return [(label, ids)] if ids else []
        return [(ground.name(i), (i,)) for i in ids]

    def _part(self, ground: Ground, ids: Sequence[str],
              rows: Sequence[tuple[tuple[str, ...], Row, Piece]]) -> tuple[list[Evidence] | None, str]:
        """The evidence for a person's part; without it None, and what is lacking."""
        own = [(row, piece) for who, row, piece in rows if set(who) & set(ids)]
        if ground.case.focus in ids and (ground.case.child.age(ground.case.today) or 0) < CUES_UNTIL:
            own += [(row, piece) for who, row, piece in rows if self._saw(ground, piece)]
        if not own:
            return None, "isn't in the table yet"
        why = "is there, and what they said or added isn't"
        for row, piece in own:
            text = cell(row, "added")
            if cell(row, "how") in ("couldn't be reached", "declined"):
                if looked_for(row):
                    return list(ground.whole(piece, "added")), ""
                why = "couldn't be reached, and two dated tries aren't shown"
                continue
            if not heard(ground, row):
                continue
            if self._not_asked(ground, ids, row):
                why = "is there, and what they themselves want or think isn't told"
                continue
            if self.on == "services" and not _speaks_of_help(ground, text):
                why = "is heard, and what they think about help and services isn't told"
                continue
            if self.on == "goals" and not listed(read(text), lexicons().wishes):
                why = "is heard, and what they want to happen isn't told"
                continue
            return list(ground.whole(piece, "added")), ""
        return None, why

    def _not_asked(self, ground: Ground, ids: Sequence[str], row: Row) -> bool:
        """Whether a row about a child old enough to tell says that the child wasn't asked, and gives no wish or word
        of the child's."""
        if tuple(ids) != (ground.case.focus,) or (ground.case.child.age(ground.case.today) or 0) < CUES_UNTIL:
            return False
        text = cell(row, "added")
        own = listed(read(text), lexicons().wishes) or _quotes(text)
        return cell(row, "agrees") == "weren't asked" and not own

    def _saw(self, ground: Ground, piece: Piece) -> bool:
        """Whether somebody else's row tells what was seen of the child."""
        return ground.case.focus in resolve(piece.text, ground.people)


def _speaks_of_help(ground: Ground, text: str) -> bool:
    found, kinds = ground.reader.services(text)
    return bool(found or kinds or listed(read(text), lexicons().helps))


class Actors(Check):
    """`each` objective (or `any`) has a step whose actor is such a person. For a child under 6 a caregiver's or
    provider's step that names the child counts; for a parent who couldn't be reached, an agency step that names the
    parent. Met at `share` of the objectives, partly at half. From a child no step is asked under an objective for
    what a parent alone does, as long as another is there; one step of the child's is partly met."""

    kind: Literal["actors"]
    who: Literal["each_parent", "mother", "father", "child", "provider", "agency", "kin", "caregiver"]
    under: Literal["each", "any"] = "each"
    share: float = Field(1.0, gt=0, le=1)

    def look(self, ground: Ground) -> Outcome:
        wanted = self._wanted(ground)
        if not wanted:
            return Outcome(level="not_applicable", looked=ground.parts, why="There is no such person in this case.")
        objectives = [o for o in ground.reading.objectives if o.cells.text.strip()]
        if not objectives:
            return Outcome(level="missed", why="There are no objectives yet to stand steps under.", looked=ground.parts)
        evidence: list[Evidence] = []
        done, asked, lacking = 0, 0, []
        for label, ids in wanted:
            found = [(o, next((s for s in ground.reading.under(o.id) if self._acts(ground, s, ids)), None))
                     for o in objectives]
            asked += len(objectives) if self.under == "each" else 1
            with_step = [s for _, s in found if s is not None]
            evidence += [e for s in with_step for e in ground.whole(step_piece(s), "actor")]
            if self.who == "child" and self.under == "each" and with_step:
                found = [(o, s) for o, s in found if s is not None or not _a_parents(ground, o)]
                asked += len(found) - len(objectives)
            bare = [o for o, s in found if s is None]
            if self.under == "any":
                done += bool(with_step)
                if not with_step:
                    lacking.append(f"no step is {label}'s")
                continue
            done += len(with_step)
            lacking += [f"{label} has no step under \"{say.short(objective_piece(o).head, 8)}\"" for o in bare]
        share = done / asked
        shown = tuple(dict.fromkeys(evidence))
        if share >= self.share - 1e-9:
            who = say.capital(say.names([label for label, _ in wanted]))
            where = "in the plan" if self.under == "any" else "under each objective"
            if self.who == "child" and self.under == "each" and asked < len(objectives):
                where = "under each objective that isn't a parent's own to work on"
            return Outcome(level="met", share=1.0, evidence=shown, looked=ground.parts,
                           why=say.sentence(f"{who} {'have' if len(wanted) > 1 else 'has'} a step {where}"))
        some = self.who == "child" and done > 0
        level: Level = "partly" if some or share >= self.share / 2 - 1e-9 else "missed"
        return Outcome(level=level, share=share if level == "partly" else 0.0, evidence=shown, looked=ground.parts,
                       why=say.sentence(say.capital(say.some(lacking, 2))))

    def _wanted(self, ground: Ground) -> list[tuple[str, tuple[str, ...]]]:
        ids = ground.ids(self.who)
        if self.who in ("provider", "agency", "kin", "caregiver"):
            label = {"provider": "a provider", "agency": "the agency", "kin": "a relative",
                     "caregiver": "the caregiver"}[self.who]
            return [(label, ids)] if ids or self.who == "agency" else []
        return [(ground.name(i), (i,)) for i in ids]

    def _acts(self, ground: Ground, step: ReadStep, ids: Sequence[str]) -> bool:
        if set(step.actors) & set(ids):
            return True
        if self.who in ("provider", "agency", "kin", "caregiver"):
            kind = {"agency": "worker"}.get(self.who, self.who)
            return kind in step.kinds or (self.who == "kin" and "friend" in step.kinds)
        if self.who == "child":
            small = (ground.case.child.age(ground.case.today) or 0) < SMALL_CHILD
            names_child = ground.case.focus in step.named
            return ("child" in step.kinds and not step.actors) or (small and names_child)
        if not step.actors and "parent" in step.kinds:
            return True
        sought = {i for who, row, _ in team_rows(ground) if cell(row, "how") == "couldn't be reached" for i in who}
        return "worker" in step.kinds and bool(set(ids) & sought & set(step.named))


def _a_parents(ground: Ground, objective: ReadObjective) -> bool:
    """Whether an objective is a parent's own to work on: what it answers is the parent's, and so is its change."""
    parents = set(ground.ids("parents"))
    held = next((m.truth for m in objective.means if m.truth.sort != "strength"), None)
    if held is None or not parents & set(held.about) or ground.case.focus in held.about:
        return False
    named = mentions(read(objective.cells.column("change")), ground.reader.actors)
    return bool(named) and set(named[0].ids) <= parents


class Agreement(Check):
    """For each party of the plan (parents, caregiver, a child of 7 or older) the team table says whether they agree;
    whoever disagrees is quoted with what they said."""

    kind: Literal["agreement"]

    def look(self, ground: Ground) -> Outcome:
        parties = [*ground.ids("parents"), *ground.ids("caregiver")]
        if (ground.case.child.age(ground.case.today) or 0) >= ASKED_FROM:
            parties.append(ground.case.focus)
        rows = team_rows(ground)
        evidence: list[Evidence] = []
        lacking, done = [], 0.0
        for person in dict.fromkeys(parties):
            own = [(row, piece) for who, row, piece in rows if person in who]
            name = ground.name(person)
            said = next(((row, piece) for row, piece in own if cell(row, "agrees") in VIEWS), None)
            if said is not None:
                row, piece = said
                dissent = cell(row, "agrees") != "agree"
                whole = not dissent or heard(ground, row)
                done += 1.0 if whole else 0.5
                evidence += ground.whole(piece, "added") or ground.whole(piece)
                if not whole:
                    lacking.append(f"{name} doesn't agree in all, and with what isn't told")
            elif any(looked_for(row) for row, _ in own if cell(row, "how") in ("couldn't be reached", "declined")):
                done += 1.0
            else:
                lacking.append(f"whether {name} agrees isn't told")
        share = done / max(1, len(dict.fromkeys(parties)))
        shown = tuple(dict.fromkeys(evidence))
        if not lacking:
            return Outcome(level="met", share=1.0, evidence=shown, looked=ground.parts,
                           why="For each party the plan says whether they agree.")
        level: Level = "partly" if share >= 0.5 else "missed"
        return Outcome(level=level, share=share if level == "partly" else 0.0, evidence=shown, looked=ground.parts,
                       why=say.sentence(say.capital(say.some(lacking, 3))))


class PresentAtReview(Check):
    """The worksheet's list of people against who really sat in the review: everyone there, nobody invented, none who
    was absent listed as there; with `roles: true` each with what they did in the review, not a job title alone."""

    kind: Literal["present_at_review"]
    roles: bool = False

    def look(self, ground: Ground) -> Outcome:
        review = ground.case.review
        if review is None:
            return Outcome(level="not_applicable", why="There is no review in this case.", looked=ground.parts)
        there = {s.person: s for s in review.seats if s.by != "absent"}
        absent = {s.person for s in review.seats if s.by == "absent"}
        listed_: dict[str, tuple[Row, Cells]] = {}
        wrong: list[tuple[str, Cells]] = []
        for row in ground.rows(ground.parts[0]):
            cells = join(row, ("person", "role"))
            ids = resolve(cell(row, "person"), ground.people)
            here = [i for i in ids if i in there]
            for i in here:
                listed_.setdefault(i, (row, cells))
            if not here and cell(row, "person").strip():
                gone = next((i for i in ids if i in absent), "")
                name = f"{ground.name(gone)} wasn't there" if gone else \
                    f"the minutes don't show \"{say.short(cell(row, 'person'), 5)}\""
                wrong.append((name, cells))
        if self.roles:
            return self._roles(ground, there, listed_)
        missing = [ground.name(i) for i in there if i not in listed_]
        share = len(listed_) / len(there) if there else 1.0
        part = ground.parts[0]
        named = [c for _, c in list(listed_.values())[:8]] + [c for _, c in wrong]
        evidence = tuple(e for c in named for e in ground.whole(Piece(part, c.text, c), "person"))
        if not missing and not wrong:
            return Outcome(level="met", share=1.0, evidence=evidence, looked=ground.parts,
                           why=f"All {len(there)} who were there are listed, and nobody else.")
        parts = [w for w, _ in wrong]
        if missing:
            parts.append(f"not listed: {say.names(missing[:6])}" + (" and others" if len(missing) > 6 else ""))
        level: Level = "partly" if share >= 0.5 else "missed"
        return Outcome(level=level, share=min(share, 0.9) if level == "partly" else 0.0, evidence=evidence,
                       looked=ground.parts, why=say.sentence(say.capital(say.some(parts, 3))))

    def _roles(self, ground: Ground, there: Mapping[str, Seat], found: Mapping[str, tuple[Row, Cells]]) -> Outcome:
        part = ground.parts[0]
        told, bare = [], []
        for person, (row, cells) in found.items():
            if _did(ground, cell(row, "role"), there[person]):
                told.append((person, cells))
            else:
                bare.append(ground.name(person))
        share = len(told) / len(there) if there else 1.0
        evidence = tuple(e for _, c in told for e in ground.whole(Piece(part, c.text, c), "role"))
        if share >= 0.9:
            return Outcome(level="met", share=1.0, evidence=evidence, looked=ground.parts,
                           why="For each person the worksheet says what they did there.")
        unlisted = [ground.name(i) for i in there if i not in found]
        lacking = []
        if bare:
            lacking.append(f"what {say.names(bare[:4])} did there isn't told")
        if unlisted:
            lacking.append(f"not listed: {say.names(unlisted[:4])}")
        level: Level = "partly" if share >= 0.45 else "missed"
        return Outcome(level=level, share=share if level == "partly" else 0.0, evidence=evidence, looked=ground.parts,
                       why=say.sentence(say.capital(say.some(lacking, 2)) or "Nobody is listed yet"))


def _did(ground: Ground, text: str, seat: Seat) -> bool:
    """Whether a text says what somebody did in the review: its words, or more than a title."""
    passage = read(text)
    if any(m.confidence >= SURE for m in find_any(seat.role_words, passage)) and len(content_words(passage)) >= 2:
        return True
    titles = tuple(w for words in (*lexicon().roles.values(), *lexicon().ties.values(), lexicon().foster_female)
                   for w in words)
    taken = {at for h in listed(passage, titles) for at in range(h.first, h.last + 1)}
    rest = [at for at in content_words(passage) if at not in taken]
    return len(rest) >= OWN_WORDS


class AgreementAtReview(Check):
    """The worksheet says, party by party, who agrees with the plan and who doesn't, as the minutes show it. Parties are
    those whose view the minutes give, the agency and the attorneys aside."""

    kind: Literal["agreement_at_review"]

    def look(self, ground: Ground) -> Outcome:
        review = ground.case.review
        aside = ("caseworker", "supervisor", "attorney", "agency_counsel", "intake_worker", "coordinator")
        seats = [s for s in review.seats if s.agrees is not None and ground.case.person(s.person).role not in aside] \
            if review else []
        if not seats:
            return Outcome(level="not_applicable", looked=ground.parts,
                           why="No party's view is on record in this case.")
        part = ground.parts[0]
        rows = [(resolve(cell(r, "person"), ground.people), r, join(r, ("person", "agrees", "why")))
                for r in ground.rows(part)]
        points, lacking = 0.0, []
        evidence: list[Evidence] = []
        for seat in seats:
            name = ground.name(seat.person)
            own = next(((r, c) for ids, r, c in rows if seat.person in ids), None)
            if own is None or cell(own[0], "agrees") in ("", "not said"):
                lacking.append(f"what {name} thinks isn't told; the minutes say: {seat.about.rstrip('.')}" if seat.about
                               else f"whether {name} agrees isn't told")
                continue
            answer = cell(own[0], "agrees")
            right = (answer == "yes") == bool(seat.agrees)
            points += 1.0 if right else 0.5 if answer == "in part" else 0.0
            evidence += ground.whole(Piece(part, own[1].text, own[1]), "why") or \
                ground.whole(Piece(part, own[1].text, own[1]), "agrees")
            if not right:
                lacking.append(f"{name} {'agrees' if seat.agrees else 'does not agree'}"
                               + (f": {seat.about.rstrip('.')}" if seat.about else ""))
        share = points / len(seats)
        if not lacking:
            return Outcome(level="met", share=1.0, evidence=tuple(evidence), looked=ground.parts,
                           why="For each party the worksheet says whether they agree, as the minutes have it.")
        level: Level = "partly" if share >= 0.5 else "missed"
        return Outcome(level=level, share=min(share, 0.9) if level == "partly" else 0.0, evidence=tuple(evidence),
                       looked=ground.parts, why=say.sentence(say.capital(say.some(lacking, 2))))


Source = Literal["agency", "child", "parents", "caregiver", "provider", "casa", "guardian_ad_litem", "kin", "family",
                 "supports", "professional"]
CALLED: dict[Source, str] = {
    "agency": "the worker", "child": "the child", "parents": "the parents", "caregiver": "the caregiver",
    "provider": "a provider", "casa": "the CASA", "guardian_ad_litem": "the guardian ad litem", "kin": "a relative",
    "family": "somebody of the family", "supports": "somebody who stands by the family",
    "professional": "a professional beside the agency",
}


class SourcesUsed(Check):
    """The part, or the \"where I found it\" columns, name where things come from: at least `papers` papers of the
    record and `people` people; each of `of` who exists in the case must be among them."""

    kind: Literal["sources_used"]
    papers: int = Field(1, ge=0)
    people: int = Field(2, ge=0)
    of: tuple[Source, ...] = ()

    def look(self, ground: Ground) -> Outcome:
        pieces = [p for part in ground.parts for p in self._pieces(ground, part)]
        if not pieces:
            return Outcome(level="missed", why="Nothing says yet where this comes from.", looked=ground.parts)
        papers: set[str] = set()
        people: set[str] = set()
        evidence: list[Evidence] = []
        for piece in pieces:
            passage = read(piece.text)
            found = self._papers(ground, passage)
            papers |= found.keys()
            evidence += ground.shown(piece, found.values())
            for m in mentions(passage, ground.people):
                people.update(m.ids if len(m.ids) == 1 or not m.by_name else ())
                evidence += ground.shown(piece, [m.span])
        tests = [(len(papers) >= self.papers, f"{say.count(self.papers, 'paper')} of the record named by "
                  f"{'its' if self.papers == 1 else 'their'} title or date")] if self.papers else []
        if self.people:
            tests.append((len(people) >= self.people, f"{say.count(self.people, 'person', 'people')} named"))
        for source in self.of:
            ids = self._ids(ground, source)
            if ids:
                tests.append((bool(people & ids), CALLED[source]))
        share = sum(ok for ok, _ in tests) / len(tests) if tests else 1.0
        shown = tuple(dict.fromkeys(evidence))[:12]
        lacking = [what for ok, what in tests if not ok]
        if not lacking:
            return Outcome(level="met", share=1.0, evidence=shown, looked=ground.parts,
                           why="One sees from which papers and people this comes.")
        level: Level = "partly" if share >= 0.5 else "missed"
        return Outcome(level=level, share=share if level == "partly" else 0.0, evidence=shown, looked=ground.parts,
                       why=say.sentence(f"Not among the sources yet: {say.names(lacking)}"))

    def _pieces(self, ground: Ground, part: str) -> tuple[Piece, ...]:
        form = ground.form_part(part)
        if form is not None and form.kind == "table":
            where = tuple(c.id for c in form.columns if c.id == "where_found")
            return ground.pieces_of(part, where) if where else ground.pieces_of(part)
        return ground.pieces_of(part)

    def _papers(self, ground: Ground, passage: Passage) -> dict[str, Any]:
        """Papers of the record that a passage names: by title or kind; several of a kind by their days."""
        told = [d for d in dates(passage.text) if d.day is not None]
        result: dict[str, Any] = {}
        for document in ground.case.documents:
            kind = document.kind.replace("-", " ")
            phrases = (document.title, kind, *lexicons().papers.get(document.kind, ()))
            hits = listed(passage, phrases)
            if not hits:
                continue
            dated = any(d.fits(document.date) for d in told)
            alone = not any(d.fits(other.date) for other in ground.case.documents
                            if other.kind == document.kind for d in told)
            where = passage.span(hits[0].first, hits[0].last)
            if dated:
                result[document.id] = where
            elif alone and where not in result.values():
                result[document.kind] = where
        return result

    def _ids(self, ground: Ground, source: Source) -> set[str]:
        case = ground.case
        by_role = {"casa": ("casa",), "guardian_ad_litem": ("guardian_ad_litem",)}
        if source in by_role:
            return {p.id for p in case.people if p.role in by_role[source]}
        if source == "professional":
            return {p.id for p in case.people
                    if p.role in ("provider", "doctor", "teacher", "casa", "guardian_ad_litem", "attorney", "reporter")}
        if source == "supports":
            friends = {p.id for p in case.people if KINDS.get(p.role) == "friend"}
            return {*ground.ids("kin"), *ground.ids("caregiver"), *friends}
        return set(ground.ids(source))
