"""A person's own words with the passages that decided, highlighted where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trainer.plan.forms import Form, FormPart
from trainer.plan.submission import Submission
from trainer.rubric.model import Evidence
from trainer.ui.parts.text import around, marked, plain

Place = tuple[str, str, str]  # part, row, column


def place_title(place: Place, submission: Submission, forms: Mapping[str, Form]) -> str:
    """\"Physical health\", or \"Action steps, row 2: Does what\" for a cell of a table."""
    part, row, column = place
    found = part_of(part, forms)
    title = found.title if found else part.rpartition(".")[2].replace("_", " ").capitalize()
    if not row:
        return title
    ids = [str(r.get("id", "")) for r in submission.rows(part)]
    number = f", {found.row or 'row' if found else 'row'} {ids.index(row) + 1}" if row in ids else ""
    names = {c.id: c.title for c in found.columns} if found else {}
    return f"{title}{number}" + (f": {names[column]}" if column in names else "")


def part_of(part: str, forms: Mapping[str, Form]) -> FormPart | None:
    """The form's part that a submission's part (\"plan.health\", \"team\") was filled in on."""
    place, _, id = part.partition(".")
    for form in forms.values():
        if form.place == place:
            for one in form.parts:
                if one.id == (id or place):
                    return one
    return None


def text_at(place: Place, submission: Submission) -> str:
    """What was written at a place: a part's text, or a cell's; empty where nothing is."""
    part, row, column = place
    if not row:
        return submission.text(part)
    found = next((r for r in submission.rows(part) if r.get("id") == row), {})
    return str(found.get(column) or "")


def words_shown(evidence: Sequence[Evidence], submission: Submission, forms: Mapping[str, Form], most: int = 4) -> str:
    """The sentences that hold the evidence, as HTML: each place with its title, passages highlighted.
    A quote that no longer stands where it should is shown by itself, never at a wrong place."""
    by_place: dict[Place, list[Evidence]] = {}
    for e in evidence:
        by_place.setdefault((e.part, e.row, e.column), []).append(e)
    pieces = []
    for place, found in list(by_place.items())[:most]:
        text = text_at(place, submission)
        spans = [(e.start, e.end) for e in found if text[e.start:e.end] == e.quote]
        lost = [e.quote for e in found if text[e.start:e.end] != e.quote]
        shown = [_passage(text, group) for group in _neighbours(text, spans)]
        shown += [f"<mark>{plain(q)}</mark>" for q in lost]
        title = plain(place_title(place, submission, forms))
        pieces.append(f'<figure class="words"><figcaption>{title}</figcaption>'
                      f'<blockquote class="quote">{" <span class=gap>…</span> ".join(shown)}</blockquote></figure>')
    if len(by_place) > most:
        pieces.append(f"<p class='more'>And in {len(by_place) - most} more places.</p>")
    return "".join(pieces)


def _neighbours(text: str, spans: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Spans grouped so that those whose sentences touch are shown as one passage."""
    groups: list[list[tuple[int, int]]] = []
    reach = -1
    for a, b in sorted(spans):
        start, end = around(text, a, b)
        if groups and start <= reach + 1:
            groups[-1].append((a, b))
        else:
            groups.append([(a, b)])
        reach = max(reach, end)
    return groups


def _passage(text: str, spans: list[tuple[int, int]]) -> str:
    start = min(around(text, a, b)[0] for a, b in spans)
    end = max(around(text, a, b)[1] for a, b in spans)
    return marked(text[start:end], [(a - start, b - start) for a, b in spans])
