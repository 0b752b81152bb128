"""A trainee's browser reaches no truth and nobody else's work, whatever it asks for; over the real connection."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.browser import Server
from tests.journeys.demo import Filled, cookie
from tests.journeys.frames import Run, asking
from trainer.case.model import Case
from trainer.desk.history import attempts_of
from trainer.desk.open import open_house
from trainer.ui.parts.frame import OF_ROLE
from trainer.ui.state import PAGES

OTHERS = ("Ben Castellano", "Carmen Liu", "Dev Ahluwalia", "Elena Novak", "Farid Haddad", "Grace Whitlow")
STAFF_ONLY = sorted({page for role in ("advisor", "coordinator") for page in OF_ROLE[role]})
SECTIONS = ("assessment", "child", "placement", "goal", "objectives", "monitoring")


@pytest.fixture(scope="module")
def ada(demo: Filled, server: Server) -> str:
    """The cookie of a trainee who reads: no feedback yet."""
    return cookie(server, "ada", demo.secrets["ada"])


@pytest.fixture(scope="module")
def cases(demo: Filled) -> dict[str, Case]:
    """The truth of everybody's case by attempt, from the store itself."""
    with open_house(str(demo.database)) as house, house.store.read() as reader:
        ids = {p.id: p.name for p in reader.people()}
        return {h.id: house.shelf.case(reader, h.case_id) for h in attempts_of(reader, ids)}


class Line:
    """A connection as a page has it."""

    def __init__(self, line: ClientConnection) -> None:
        self.line = line

    def ask(self, page: str, /, hash: str = "", fragment: str = "", widgets: Mapping[str, str] | None = None,
            **query: str) -> Run:
        self.line.send(asking(page, urlencode(query), hash, fragment, widgets))
        run = Run()
        while not run.take(self.line.recv(timeout=60)):
            pass
        return run


@contextmanager
def line(server: Server, who: str) -> Iterator[Line]:
    address = server.url.replace("http", "ws") + "/_stcore/stream"
    with connect(address, additional_headers={"Cookie": who}, origin=server.url, compression=None,  # type: ignore[arg-type]
                 max_size=None) as opened:
        yield Line(opened)


def get(server: Server, path: str, who: str = "", method: str = "GET") -> tuple[int, bytes]:
    asked = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    asked.request(method, path, headers={"Cookie": who} if who else {})
    answer = asked.getresponse()
    body = answer.read()
    asked.close()
    return answer.status, body


def theirs(cases: Mapping[str, Case], attempt: str) -> list[bytes]:
    """Names that stand in one case: its title, its people's full names."""
    case = cases[attempt]
    return [case.title.encode(), *(p.name.encode() for p in case.people)]


@pytest.mark.parametrize("page", STAFF_ONLY)
def test_a_page_of_the_staff_does_not_answer_to_a_trainee(page: str, server: Server, demo: Filled, ada: str) -> None:
    with line(server, ada) as tab:
        run = tab.ask(page, submission=demo.of("carmen").submissions[0])
        assert any(m.WhichOneof("type") == "page_not_found" for m in run.told)
        assert not [name for name in OTHERS if name.encode() in run.bytes]
    status, body = get(server, f"/{page}", ada)
    assert status == 200, "the page's empty frame is everybody's"
    assert not [name for name in OTHERS if name.encode() in body]


@pytest.mark.skipif(not (PAGES / "queue.py").exists(), reason="no page of the staff stands yet")
def test_a_page_of_the_staff_does_not_answer_by_its_hash_either(server: Server, demo: Filled, ada: str) -> None:
    with line(server, cookie(server, "ruth", demo.secrets["ruth"])) as tab:
        run = tab.ask("queue")
        assert b"Carmen Liu" in run.bytes, "the coordinator sees who handed in"
        assert b"Choose what to grade" in run.bytes
        hash = run.page
    with line(server, ada) as tab:
        tab.ask("today")
        for widgets in (None, {"$$ID-x-submission": demo.of("carmen").submissions[0]}):
            run = tab.ask("queue", hash=hash, widgets=widgets)
            assert b"Carmen Liu" not in run.bytes
            assert b"Choose what to grade" not in run.bytes


@pytest.mark.parametrize("page", ["today", "record", "plan", "review", "hand_in", "feedback"])
@pytest.mark.parametrize("whose", ["ben", "carmen", "grace"])
def test_an_address_of_somebody_elses_attempt_says_nothing(page: str, whose: str, server: Server, demo: Filled,
                                                           ada: str, cases: dict[str, Case]) -> None:
    work = demo.of(whose)
    submission = {"submission": work.submissions[-1]} if work.submissions else {}
    with line(server, ada) as tab:
        run = tab.ask(page, attempt=work.attempt, paper="d01", section="case-plan.child", **submission)
        nowhere = tab.ask(page, attempt="0" * 32, paper="d01", section="case-plan.child")
    assert b"yours to see" in run.bytes
    assert b"yours to see" in nowhere.bytes, "somebody's and nobody's look the same"
    assert [words for words in theirs(cases, work.attempt) if words in run.bytes] == []


def test_another_ones_submission_is_refused_in_the_address_and_in_a_forged_choice(
    server: Server, demo: Filled, cases: dict[str, Case]
) -> None:
    grace, elena = demo.of("grace"), demo.of("elena")
    with line(server, cookie(server, "grace", demo.secrets["grace"])) as tab:
        mine = tab.ask("feedback", attempt=grace.attempt)
        choice = next(m.delta.new_element.selectbox for m in mine.told
                      if m.delta.new_element.WhichOneof("type") == "selectbox"
                      and m.delta.new_element.selectbox.label == "Version")
        for run in (tab.ask("feedback", attempt=grace.attempt, submission=elena.submissions[0]),
                    tab.ask("feedback", attempt=elena.attempt, submission=elena.submissions[0]),
                    tab.ask("feedback", hash=mine.page, attempt=grace.attempt,
                            widgets={choice.id: elena.submissions[0]})):
            assert [words for words in theirs(cases, elena.attempt) if words in run.bytes] == []


def test_feedback_that_waits_for_the_advisor_is_told_by_no_page(server: Server, demo: Filled,
                                                                cases: dict[str, Case]) -> None:
    carmen = demo.of("carmen")
    with line(server, cookie(server, "carmen", demo.secrets["carmen"])) as tab:
        said = b"".join(tab.ask(page, attempt=carmen.attempt, submission=carmen.submissions[0]).bytes
                        for page in ("today", "feedback", "progress", "hand_in"))
    assert b"The changes worth most" not in said
    assert b"What the case says" not in said
    assert [w for w in truth_of(cases[carmen.attempt]) if w in said] == []


@pytest.mark.parametrize("path", [
    "/media/trainer.db", "/media/0123456789abcdef.csv", "/app/static/trainer.db", "/static/../trainer.db",
    "/media/..%2f..%2ftrainer.db", "/component/trainer/../../trainer.db", "/_stcore/bidi-components/x/../editor.js",
    "/_stcore/agent", "/_stcore/allowed-message-origins", "/scenarios/frames/connecticut.yaml",
    "/rubrics/tracks.yaml", "/streamlit_app.py", "/trainer/desk/permissions.py", "/.streamlit/config.toml",
])
def test_no_file_of_ours_is_served(path: str, server: Server, ada: str) -> None:
    status, body = get(server, path, ada)
    assert status in (400, 403, 404) or b'<div id="root">' in body, f"{status}: {body[:80]!r}"
    for secret in (b"SQLite format 3", b"forms:", b"import streamlit", b"TABLE", b"trainer_sessions"):
        assert secret not in body
    assert get(server, path)[0] in (303, 400, 401, 403, 404), "and to a stranger not even the empty frame"


def test_a_stranger_has_no_socket(server: Server, demo: Filled) -> None:
    for who in ("", "trainer_session=", "trainer_session=" + "a" * 43, "trainer_session=alone", "_xsrf=1"):
        with pytest.raises(InvalidStatus, match="403"), line(server, who):
            pass


def test_a_socket_that_stays_open_ends_with_its_session(server: Server, demo: Filled, cases: dict[str, Case]) -> None:
    ben = demo.of("ben")
    who = cookie(server, "ben", demo.secrets["ben"])
    with line(server, who) as tab:
        assert cases[ben.attempt].title.encode() in tab.ask("plan", attempt=ben.attempt).bytes
        asked = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        asked.request("POST", "/sign-out", "", {"Cookie": who, "Origin": server.url})
        assert asked.getresponse().status == 303
        asked.close()
        run = tab.ask("plan", attempt=ben.attempt)
        assert b"You are signed out" in run.bytes
        assert cases[ben.attempt].title.encode() not in run.bytes


def test_nothing_on_the_wire_before_feedback_tells_the_truth(server: Server, demo: Filled, ada: str,
                                                             cases: dict[str, Case]) -> None:
    """The whole record is read, every tab and every section of the plan is opened: what came over the line holds
    no seed, no strand's name, no fact's id, and no threat in the scorer's words."""
    attempt = demo.of("ada").attempt
    case = cases[attempt]
    said = get(server, f"/record?attempt={attempt}", ada)[1] + get(server, f"/plan?attempt={attempt}", ada)[1]
    with line(server, ada) as tab:
        for page in ("today", "record", "plan", "hand_in", "feedback", "progress"):
            said += tab.ask(page, attempt=attempt).bytes
    for paper in case.documents:
        for page in range(1, len(paper.pages) + 1):
            with line(server, ada) as tab:  # a tab of its own opens where the address says
                run = tab.ask("record", attempt=attempt, paper=paper.id, page=str(page))
                assert paper.title.encode() in run.bytes
                said += run.bytes
    with line(server, ada) as tab:
        for view in ("Family", "Timeline", "People and services", "My notes"):
            said += tab.ask("record", attempt=attempt, view=view).bytes
    for section in SECTIONS:
        with line(server, ada) as tab:
            said += tab.ask("plan", attempt=attempt, section=f"case-plan.{section}").bytes
    assert b"Physical health" in said
    assert len(said) > 200_000, "all of it came"
    assert [w for w in truth_of(case) if w in said] == []


def truth_of(case: Case) -> list[bytes]:
    """What only the scorer knows, in words that would be noticed: each is no part of what the record itself says."""
    record = "\n".join(page for paper in case.documents for page in paper.pages)
    record += "\n".join(f"{paper.kind} {paper.title}" for paper in case.documents)
    words = [case.seed, case.id, *case.strands, *(f.id for f in case.facts), *(n.id for n in case.needs),
             *(w for t in case.threats for w in (t.id, t.title, t.says)), *(r.id for r in case.risks),
             *(r.says for r in case.risks), *(n.says for n in case.needs)]
    return [w.encode() for w in dict.fromkeys(words) if len(w) > 7 and w not in record and re.search(r"[- ]|\d", w)]
