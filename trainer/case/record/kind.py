"""A kind of document: its title, what its author can know, which topics it has a place for, its template."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from trainer.case.record import template
from trainer.case.record.told import below
from trainer.content import ContentError, Problem, Value, read_with_body, shown


class Front(Value):
    """The values above a template. ``titles`` gives other titles by track; ``voice`` is a note for authors.

    A title may hold ``{about}`` (the given names of those whom the paper is about) and ``{author}``.

    ``stands_alone`` marks a kind that prints something of its own (the services, who sat at a table): a paper of
    it stands in the record though no fact is told in it. Others are then left out.
    """

    title: str
    titles: dict[str, str] = {}
    topics: tuple[str, ...] = ()
    voice: str
    stands_alone: bool = False


@dataclass(frozen=True)
class Kind:
    """One kind of document, as its file under scenarios/documents/ says."""

    front: Front
    body: str
    file: str

    def title(self, *tracks: str) -> str:
        """The title, as the track (by its id or its frame's) calls it."""
        return next((self.front.titles[t] for t in tracks if t in self.front.titles), self.front.title)

    def holds(self, topic: str) -> bool:
        """Whether the template has a place for a topic."""
        return any(below(topic, t) for t in self.front.topics)


def read_kind(path: Path) -> Kind:
    """One template file. Raises ContentError with what its front matter or its body has wrong."""
    front, body = read_with_body(path, Front)
    wrong = template.problems(body, shown(path))
    for title in (front.title, *front.titles.values()):
        wrong += [Problem(shown(path), 1, f"a title can't name {name!r}", "it may name {about} and {author}")
                  for name in re.findall(r"\{.*?\}", title) if name not in ("{about}", "{author}")]
    if wrong:
        raise ContentError(wrong)
    return Kind(front, body, shown(path))
