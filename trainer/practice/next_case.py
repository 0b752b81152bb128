"""What to practise next, and why that: from what was tried so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trainer.content import Value
from trainer.practice.mastery import Mastery, Tried, mastery

DUE = {"missed": 1.0, "partly": 0.6, "unsure": 0.2, "met": 0.1}


class Scope(Value):
    """A track's title and the criteria that it scores."""

    title: str
    criteria: frozenset[str]


class Suggestion(Value):
    """A track to practise, the criteria to work on there (the first is the reason), and why, in a sentence."""

    track: str
    work_on: tuple[str, ...]
    says: str


def suggest(history: Sequence[Tried], tracks: Mapping[str, Scope]) -> Suggestion:
    """What to practise next.

    The criterion that is worth most and isn't mastered decides; the track is one that scores it: the one
    where most of what isn't mastered can be worked on, of equals the one tried longest ago. Without any
    history the first track; with all mastered the track that holds most that is new. ValueError without tracks.
    """
    if not tracks:
        raise ValueError("there is no track to practise")
    if not history:
        first, scope = next(iter(tracks.items()))
        return Suggestion(track=first, work_on=(), says=f"Start with a case of the {scope.title}.")
    last_tried = {t: max((h.attempt for h in history if h.track == t), default=0) for t in tracks}
    open_ = sorted((m for m in mastery(history) if not m.mastered), key=_due)
    for reason in open_:
        fitting = [t for t in tracks if reason.criterion in tracks[t].criteria]
        if fitting:
            track = min(fitting, key=lambda t: (-_weight(open_, tracks[t]), last_tried[t], t))
            here = tuple(dict.fromkeys(m.title for m in open_ if m.criterion in tracks[track].criteria))[:3]
            return Suggestion(track=track, work_on=here, says=f"{_because(reason)} Practise it in another case of "
                                                             f"the {tracks[track].title}.")
    known = {h.criterion for h in history}
    track = min(tracks, key=lambda t: (-len(tracks[t].criteria - known), last_tried[t], t))
    return Suggestion(track=track, work_on=(), says="You have met everything twice in a row. A fresh case of the "
                                                    f"{tracks[track].title} keeps it that way.")


def _due(m: Mastery) -> tuple[float, int, str]:
    """What is worth most first: points, by how far the newest level is from met; then what was tried least."""
    return -(m.of or 1.0) * DUE[m.levels[-1]], len(m.levels), m.key


def _weight(open_: Sequence[Mastery], scope: Scope) -> float:
    return sum((m.of or 1.0) * DUE[m.levels[-1]] for m in open_ if m.criterion in scope.criteria)


def _because(m: Mastery) -> str:
    title = m.title.rstrip(".")
    if m.levels[-1] == "met":
        return f"Last time you met this for the first time in a while: “{title}”. Once more and it is yours."
    if m.levels[-1] == "partly":
        return f"This is partly there: “{title}”."
    if m.levels[-1] == "unsure":
        return f"This could be read in more than one way: “{title}”."
    times = sum(level == "missed" for level in m.levels)
    return f"This stands open{' since ' + str(times) + ' submissions' if times > 1 else ''}: “{title}”."
