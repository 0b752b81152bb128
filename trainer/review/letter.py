"""A draft of the supervisor's feedback letter, from what stands; the supervisor edits and sends it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from trainer.case.model import Case
from trainer.review.standing import Standing, Stands
from trainer.review.worth import Place, change_first, strong, to_change, verdict_sentence, words_of

QUOTE = 220     # characters of a quoted passage


def draft(standing: Standing, case: Case, titles: Mapping[str, str], name: str, what: str = "plan") -> str:
    """The letter as plain text: the verdict in a sentence, what is strong with their own words, the three changes
    worth most with the page of the record, one warm closing.

    ``titles`` maps findings' keys, or criteria, to their titles; ``name`` is the trainee's full name.
    """
    given = name.split()[0] if name.split() else name
    paragraphs = [f"Dear {given},", f"Thank you for your {what} for {case.child.given}. "
                                    f"{verdict_sentence(standing, what)}"]
    good = strong(standing, most=3)
    if good:
        paragraphs.append(f"What is strong in your {what}:")
        paragraphs.append("\n".join(_praise(s, to_change(standing), titles) for s in good))
    changes = change_first(standing)
    if changes:
        count = {1: "The change", 2: "The two changes", 3: "The three changes"}[len(changes)]
        paragraphs.append("What would make it better still:" if standing.satisfactory else f"{count} worth most now:")
        paragraphs.append("\n".join(_change(n, s, case, titles) for n, s in enumerate(changes, 1)))
    unsure = [s for s in standing.findings if s.finding.level == "unsure"]
    if unsure:
        paragraphs.append(_unsure(unsure, titles))
    paragraphs.append(_closing(standing, case, bool(changes)))
    return "\n\n".join(paragraphs) + "\n"


def _praise(stands: Stands, touched: Collection[Place], titles: Mapping[str, str]) -> str:
    title = _title(stands, titles)
    words = words_of(stands, touched)
    return f"- {title}. You write: “{_short(words)}”" if words else f"- {title}. {stands.finding.why}"


def _change(number: int, stands: Stands, case: Case, titles: Mapping[str, str]) -> str:
    finding = stands.finding
    says = stands.decision.reason if stands.differs and stands.decision and stands.decision.reason else finding.why
    sentences = [f"{number}. {_title(stands, titles)}.", _sentence(says)]
    pages = _pages(stands, case)
    if pages:
        sentences.append(f"The record has it: {pages}.")
    sentences.append(_sentence(finding.feedback))
    return " ".join(s for s in sentences if s)


def _pages(stands: Stands, case: Case) -> str:
    named = []
    papers = {d.id: d.title for d in case.documents}
    for missed in stands.finding.missed_facts:
        if missed.page and missed.document in papers:
            named.append(f"{papers[missed.document]}, page {missed.page}")
    return "; ".join(list(dict.fromkeys(named))[:2])


def _unsure(unsure: list[Stands], titles: Mapping[str, str]) -> str:
    named = list(dict.fromkeys(_title(s, titles) for s in unsure))[:3]
    what = "One point" if len(unsure) == 1 else f"{len(unsure)} points"
    return f"{what} could be read in more than one way; let us look at it together: {'; '.join(named)}."


def _closing(standing: Standing, case: Case, changes: bool) -> str:
    if standing.satisfactory and not changes:
        return f"{case.child.given} and the family can work with this. It is good to have you on this case."
    if standing.satisfactory:
        return (f"{case.child.given} and the family can work with this plan already, and the changes make it easier "
                "for them. I look forward to the next one.")
    return "I look forward to your next version, and I am glad to talk any of this over with you."


def _title(stands: Stands, titles: Mapping[str, str]) -> str:
    id = stands.finding.criterion
    known = titles.get(stands.finding.key) or titles.get(id)
    return (known or id.replace("-", " ").capitalize()).rstrip(".")


def _sentence(text: str) -> str:
    text = text.strip()
    return text if not text or text[-1] in ".!?”" else text + "."


def _short(quote: str) -> str:
    quote = " ".join(quote.split())
    quote = f"… {quote}" if quote[:1].islower() else quote
    return quote if len(quote) <= QUOTE else quote[:QUOTE].rsplit(" ", 1)[0] + " …"
