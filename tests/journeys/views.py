"""Every view that somebody of the demo can have, with real content in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.journeys.demo import Filled
from tests.journeys.tab import press, settled
from trainer.ui.parts.frame import OF_ROLE
from trainer.ui.state import PAGES

Step = Callable[[Page], None]
SECTIONS = ("assessment", "child", "placement", "goal", "objectives", "monitoring")


@dataclass(frozen=True)
class View:
    """Who looks at which page: its address (``{attempt}`` and ``{submission}`` are theirs, or ``whose``), words
    that show that the page is really there, and steps to take on it first."""

    name: str
    who: str
    address: str
    says: str
    steps: tuple[Step, ...] = ()
    track: str = "connecticut"
    whose: str = ""

    @property
    def role(self) -> str:
        return {"ruth": "coordinator", "marcus": "advisor", "helen": "advisor"}.get(self.who, "trainee")

    @property
    def page(self) -> str:
        return self.address.partition("?")[0]

    def path(self, demo: Filled) -> str:
        """The address in full; the first page of a role answers at the app's own."""
        work = next((w for w in demo.work[self.whose or self.who] if w.track == self.track), None)
        first, _, query = self.address.partition("?")
        address = ("" if first == OF_ROLE[self.role][0] else first) + (f"?{query}" if query else "")
        return address.format(attempt=work.attempt if work else "",
                                   submission=work.submissions[-1] if work and work.submissions else "")


def _press(name: str) -> Step:
    return lambda page: press(page, name)


def _open(words: str) -> Step:
    """Opens a box that is closed."""

    def step(page: Page) -> None:
        settled(page)
        page.locator("summary", has_text=words).first.click()
        settled(page)

    return step


def _choose(words: str) -> Step:
    """Presses one of several that stand side by side."""

    def step(page: Page) -> None:
        settled(page)
        page.get_by_test_id("stMain").get_by_text(words, exact=True).first.click()
        settled(page)

    return step


def _rewrite(label: str, words: str) -> Step:
    """Types into a box, and waits until it says that all is saved."""

    def step(page: Page) -> None:
        box = page.get_by_label(label)
        box.press("ControlOrMeta+End")
        box.press_sequentially(" " + words)
        box.blur()
        expect(page.locator('[class*="st-key-part-health"]').get_by_role("status")).to_contain_text("Saved")
        settled(page)

    return step


VIEWS = [
    View("today, reading", "ada", "today?attempt={attempt}", "Next:"),
    View("today, revising", "dev", "today?attempt={attempt}", "Next:"),
    View("today, signed", "grace", "today?attempt={attempt}", "Practise"),
    View("record, a paper open", "ada", "record?attempt={attempt}&paper=d01", "Mark a passage"),
    View("record, family", "ben", "record?attempt={attempt}&view=Family", "Read the record"),
    View("record, timeline", "ben", "record?attempt={attempt}&view=Timeline", "Read the record"),
    View("record, people", "ben", "record?attempt={attempt}&view=People+and+services", "Services"),
    View("record, notes", "ben", "record?attempt={attempt}&view=My+notes", "Check this against"),
    *(View(f"plan, {section}", "ben", f"plan?attempt={{attempt}}&section=case-plan.{section}", "Section ")
      for section in SECTIONS),
    View("plan, who took part", "dev", "plan?attempt={attempt}&section=contacts.team", "Section "),
    View("plan, a threat open", "dev", "plan?attempt={attempt}&section=case-plan.assessment", "Safety threats",
         (_press("Edit threat 1"),)),
    View("plan, an objective and a step open", "dev", "plan?attempt={attempt}&section=case-plan.objectives",
         "Objectives", (_press("Edit objective 1"), _press("Edit step 1"))),
    View("plan, the record beside", "ben", "plan?attempt={attempt}&section=case-plan.child", "Physical health",
         (_press("Open the record beside"),)),
    View("plan, earlier versions", "dev", "plan?attempt={attempt}&section=case-plan.child", "Physical health",
         (_rewrite("Physical health", "The doctor saw him in May."), _press("Earlier versions"))),
    View("plan, waiting", "carmen", "plan?attempt={attempt}&section=case-plan.child", "can only be read now"),
    View("review", "farid", "review?attempt={attempt}&section=worksheet.questions", "review method",
         track="georgia"),
    View("review, a table", "farid", "review?attempt={attempt}&section=worksheet.record", "Safety issues",
         track="georgia"),
    View("hand in", "ben", "hand_in?attempt={attempt}", "What happens next"),
    View("feedback, waiting", "carmen", "feedback?attempt={attempt}", "Read your feedback"),
    View("feedback, came back", "dev", "feedback?attempt={attempt}", "gave this back to you"),
    View("feedback, everything by theme", "dev", "feedback?attempt={attempt}", "Everything",
         (_open("○"),)),
    View("feedback, a page of the record beside", "dev", "feedback?attempt={attempt}", "Everything",
         (_press("Read "),)),
    View("feedback, the whole case", "dev", "feedback?attempt={attempt}", "The whole case",
         (_open("The family"), _open("What happened when"))),
    View("feedback, compared", "grace", "feedback?attempt={attempt}", "Compared with my last version",
         (_open("Version 1 and version 2"),)),
    View("feedback, to sign", "farid", "feedback?attempt={attempt}", "Not signed yet"),
    View("feedback, worksheet", "farid", "feedback?attempt={attempt}", "Everything", track="georgia"),
    View("progress", "farid", "progress", "What to practise next"),
    View("queue", "marcus", "queue", "Waiting"),
    View("grade, waiting", "helen", "grade?submission={submission}", "What they wrote", whose="carmen"),
    View("grade, with the record", "marcus", "grade?submission={submission}", "What they wrote",
         (_choose("The record"), _choose("The case as it is")), whose="elena"),
    View("grade, worksheet", "marcus", "grade?submission={submission}", "What they wrote", track="georgia",
         whose="farid"),
    View("cohort, advisor", "helen", "cohort", "Ada Okonkwo"),
    View("cohort", "ruth", "cohort", "Ada Okonkwo"),
    View("assign", "ruth", "assign", "First case plan"),
    View("people", "ruth", "people", "Ada Okonkwo"),
    View("queue, coordinator", "ruth", "queue", "Waiting"),
    View("grade, coordinator", "ruth", "grade?submission={submission}", "What they wrote", whose="dev"),
    View("signoff, accepted", "ruth", "signoff?submission={submission}", "Farid Haddad", whose="farid"),
    View("signoff, signed", "ruth", "signoff?submission={submission}", "Grace Whitlow", whose="grace"),
    View("signoff", "ruth", "signoff", "Farid Haddad"),
]


def standing() -> list[View]:
    """The views whose page is there; a page of anybody's that no view looks at is looked at as it opens."""
    there = [v for v in VIEWS if (PAGES / f"{v.page}.py").exists()]
    seen = {(v.role, v.page) for v in there}
    first = {"trainee": "dev", "advisor": "helen", "coordinator": "ruth"}
    return there + [View(f"{page}, as it opens", first[role], page, "") for role, pages in OF_ROLE.items()
                    for page in pages if (PAGES / f"{page}.py").exists() and (role, page) not in seen]
