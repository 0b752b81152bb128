"""A scorecard as lines that a person reads at a terminal: strong first, evidence underlined, pages named."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from trainer.case.model import Case
from trainer.plan.submission import Submission
from trainer.report.palette import LEVELS
from trainer.rubric.model import Evidence, Finding, Scorecard

WIDTH = 100
_ORDER = ("met", "partly", "missed", "unsure", "not_observed", "not_applicable")


def verdict_sentence(satisfactory: bool | None) -> str:
    """The verdict in one sentence."""
    if satisfactory is None:
        return "Not decided yet: a person has to look at what the scorer was unsure about."
    if satisfactory:
        return "Satisfactory: nothing that policy requires is missing."
    return "Not there yet: the changes below come first."


def summary_lines(card: Scorecard, source_of: Mapping[str, str]) -> Iterator[str]:
    """The verdict, the points by source, and how many findings there are of each level."""
    yield verdict_sentence(card.satisfactory)
    yield ""
    for source in (u.id for u in card.sources):
        rows = [t for t in card.totals if t.source == source]
        points, of, unsure = sum(t.points for t in rows), sum(t.of for t in rows), sum(t.unsure for t in rows)
        yield f"{source}: {points:g} of {of:g} points" + (f", {unsure} unsure" if unsure else "")
    counts = {level: sum(f.level == level for f in card.findings) for level in _ORDER}
    yield "  ".join(f"{LEVELS[level][1]} {LEVELS[level][2]}: {n}" for level, n in counts.items() if n)


def finding_lines(card: Scorecard, case: Case, submission: Submission, titles: Mapping[str, str]) -> Iterator[str]:
    """Every finding that was judged, by level, with its evidence underlined and the pages of missed facts."""
    for level in ("met", "partly", "missed", "unsure"):
        found = [f for f in card.findings if f.level == level]
        if found:
            yield ""
            yield f"{LEVELS[level][1]} {LEVELS[level][2].upper()}"
        for f in sorted(found, key=lambda f: (not f.critical, -f.of, f.key)):
            yield from _finding(f, case, submission, titles)


def _finding(f: Finding, case: Case, submission: Submission, titles: Mapping[str, str]) -> Iterator[str]:
    with_ = ", ".join(f"{k} {v}" for k, v in f.with_.items())
    head = titles.get(f.criterion, f.criterion) + (f" ({with_})" if with_ else "")
    yield ""
    yield f"  {head}  [{f.points:g}/{f.of:g}]" + ("  CRITICAL" if f.critical else "")
    yield from _wrapped(f.why)
    for e in f.evidence[:4]:
        yield from _underlined(e, submission)
    for missed in f.missed_facts[:5]:
        yield from _wrapped("· " + _where(missed.fact, missed.document, missed.page, case))
    if f.level in ("partly", "missed"):
        yield from _wrapped("What would do: " + f.feedback)
    yield from _wrapped("Asked by " + ", ".join(f.provisions))


def _where(fact: str, document: str, page: int, case: Case) -> str:
    says = case.fact(fact).says
    if not document:
        return f"{says} (told by a person)"
    paper = case.document(document)
    return f"{says} ({paper.title}, {paper.date:%B} {paper.date.day}, page {page}: {paper.file})"


def _underlined(e: Evidence, submission: Submission) -> Iterator[str]:
    """The line of the trainee's own text around a passage, with the passage underlined below it."""
    text = text_at(submission, e)
    start, end = e.start, e.end
    left = max(text.rfind("\n", 0, start) + 1, start - 40)
    line_end = text.find("\n", end)
    right = min(line_end if line_end >= 0 else len(text), left + WIDTH - 10)
    end = min(end, right)
    yield "      " + text[left:right].replace("\t", " ")
    yield "      " + " " * (start - left) + "~" * max(end - start, 1)


def text_at(submission: Submission, e: Evidence) -> str:
    """The whole text that a piece of evidence is a passage of; empty when it isn't there."""
    if e.row:
        for row in submission.rows(e.part):
            if row.get("id") == e.row:
                return str(row.get(e.column) or "")
        return ""
    return submission.text(e.part)


def _wrapped(text: str) -> Iterator[str]:
    yield from textwrap.wrap(text, WIDTH, initial_indent="    ", subsequent_indent="    ")
