"""The record of a case: every paper written, in the order of their days, and where each fact then stands."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from trainer.case.ground import Ground
from trainer.case.library import Library
from trainer.case.model import Document, Seen
from trainer.case.record import template
from trainer.case.record.paper import Sheet, write
from trainer.case.record.told import Item
from trainer.case.record.values import Known, Shared, Values
from trainer.case.record.views import PaperView
from trainer.case.strand import Paper, StrandClaim, StrandFact
from trainer.case.words import long_date, short_date

__all__ = ["Known", "Record", "write_record"]


@dataclass(frozen=True)
class Record:
    """The documents, and for each fact and claim (by its id) the pages on which it stands."""

    documents: tuple[Document, ...]
    seen: Mapping[str, tuple[Seen, ...]]


def write_record(library: Library, ground: Ground, known: Known) -> Record:
    """Write every paper that has something to tell.

    Raises ContentError where a template fails or leaves something out.
    """
    papers = ground.woven.papers
    days = {id: ground.day(paper.date) or ground.today for id, paper in papers.items()}
    told = _told(ground, known, days)
    kept = [id for id, p in papers.items() if told[id] or library.kinds[p.kind].front.stands_alone]
    order = sorted(kept, key=days.__getitem__)
    newest = {papers[id].kind: id for id in order}
    shared = Shared(ground, known)
    before: Counter[str] = Counter()         # papers of each kind
    alike: Counter[tuple[str, dt.date]] = Counter()
    documents: list[Document] = []
    seen: dict[str, list[Seen]] = {}
    width = max(2, len(str(len(order))))
    for number, id in enumerate(order, 1):
        paper, day = papers[id], days[id]
        kind = library.kinds[paper.kind]
        title = ground.filler.fill(paper.title, day) or _titled(kind.title(*ground.woven.track), shared, paper)
        alike[title, day] += 1
        if alike[title, day] > 1:            # a reader must be able to say which of the two
            title += f" ({alike[title, day]})"
        values = Values(shared, paper, PaperView(title, long_date(day), short_date(day), number, paper.kind,
                                                 newest[paper.kind] == id), day)
        sheet = Sheet(id, before[paper.kind], values.paper, values.author, values.about,
                      values.named(template.named(kind.body)), values.someone, shared.day, known.words)
        before[paper.kind] += 1
        written = write(kind, sheet, tuple(told[id]), ground.draw)
        name = f"d{number:0{width}}"
        documents.append(Document(
            id=name, kind=paper.kind, title=title, author=sheet.author.id, date=day,
            file=f"record/{number:0{width}}-{paper.kind}.md", about=tuple(p.id for p in sheet.about),
            pages=written.pages))
        pages = [Seen(document=name, page=number) for number in range(1, len(written.pages) + 1)]
        for item in told[id]:
            seen.setdefault(item.id, []).extend(pages[number - 1] for number in written.stands_on[item.id])
    return Record(tuple(documents), {id: tuple(found) for id, found in seen.items()})


def _titled(title: str, shared: Shared, paper: Paper) -> str:
    """A kind's title, with the given names of those whom the paper is about and its author's name where it asks."""
    if "{" not in title:
        return title
    about = template.names(shared.people[id].given for id in shared.ground.ids(paper.about))
    author = shared.people[shared.ground.id(paper.author)].name
    return title.replace("{about}", about).replace("{author}", author).removesuffix(": ")


def _told(ground: Ground, known: Known, days: Mapping[str, dt.date]) -> dict[str, list[Item]]:
    """What each paper tells, in the strands' order; a claim stands where the fact does that it contradicts.

    A paper from before a fact began doesn't tell it: which of two strands' days comes first differs from case to
    case.
    """
    found: dict[str, list[Item]] = {paper: [] for paper in days}
    against: dict[str, list[tuple[str, StrandClaim]]] = {}
    for id, claim in known.claims.items():
        against.setdefault(claim.contradicts, []).append((id, claim))
    for id, fact in known.facts.items():
        about = ground.ids(fact.about)
        since = ground.day(fact.since) or dt.date.min
        sayings: list[tuple[str, StrandFact | StrandClaim]] = [(id, fact), *against.get(id, ())]
        for own, saying in sorted(sayings, key=lambda one: one[0]):
            for paper, words in saying.documents.items():
                if paper in found and (saying is not fact or since <= days[paper]):
                    text = ground.words(f"{own}/{paper}", words, days[paper])
                    found[paper].append(Item(own, fact.topic, about, text))
    return found
