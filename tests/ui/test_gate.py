"""The gate alone: which request passes, which is turned away, who counts as alone on their own machine."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from trainer.desk.doors import Refused, Visitor
from trainer.ui.gate import FIRST, Gate, own_machine
from trainer.ui.parts.frame import OF_ROLE
from trainer.ui.style import FONTS

ADA = Visitor("p1", "Ada Okafor", "trainee")
HERE = ("127.0.0.1", 5000)


class Doors:
    def __init__(self, alone: bool = False) -> None:
        self.empty = alone
        self.asked_alone: list[str] = []

    def who(self, token: str | None) -> Visitor | None:
        return ADA if token == "right" else None

    def sign_in(self, name: str, secret: str) -> str | Refused:
        raise NotImplementedError

    def sign_out(self, token: str | None) -> None:
        raise NotImplementedError

    def first_coordinator(self, ticket: str, name: str, sign_in: str, password: str) -> str | Refused:
        raise NotImplementedError

    def alone(self, client_host: str) -> str | None:
        self.asked_alone.append(client_host)
        return "fresh" if self.empty else None


def scope(path: str, method: str = "GET", cookie: str = "", client: Any = HERE, **headers: str) -> dict[str, Any]:
    given = {"host": "localhost:8501", **headers, **({"cookie": cookie} if cookie else {})}
    where, _, query = path.partition("?")
    return {
        "type": "http", "method": method, "path": where, "query_string": query.encode(), "scheme": "http",
        "root_path": "", "client": client,
        "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in given.items()],
    }


def ask(given: dict[str, Any], doors: Doors | None = None) -> tuple[int, dict[str, str], bool]:
    """Status (for a socket the close code), headers, and whether the request came through to the app."""
    told: list[Any] = []
    came: list[bool] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        came.append(True)
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b""})
        else:
            await send({"type": "websocket.accept"})

    async def receive() -> Any:
        return {"type": f"{given['type']}.request"}

    async def send(message: Any) -> None:
        told.append(message)

    asyncio.run(Gate(app, lambda: doors or Doors())(given, receive, send))
    first = told[0]
    status = first.get("status", first.get("code", 101))
    return status, {k.decode(): v.decode() for k, v in first.get("headers", [])}, bool(came)


@pytest.mark.parametrize("path", ["/", "/plan?part=a%20b", "/plan/deep", "/media-like", "/sign-in/else", "/first/a/b"])
def test_a_strangers_page_becomes_the_sign_in_page_that_knows_the_way_back(path: str) -> None:
    status, headers, came = ask(scope(path))
    assert (status, came) == (303, False)
    assert headers["location"].startswith("/sign-in?next=/")
    if "?" in path:
        assert headers["location"] == "/sign-in?next=/plan%3Fpart%3Da%2520b"


@pytest.mark.parametrize(("method", "path"), [
    ("GET", "/media/abc.png"), ("GET", "/media"), ("PUT", "/_stcore/upload_file/s/f"), ("POST", "/"),
    ("DELETE", "/_stcore/upload_file/s/f"), ("GET", "/_stcore/host-config"), ("GET", "/_stcore/metrics"),
    ("GET", "/_stcore/bidi-components/x/a.js"), ("GET", "/component/x/index.html"), ("GET", "/app/static/a.txt"),
    ("GET", "/plan/_stcore/host-config"), ("GET", "/static/js/index.js"), ("POST", "/_stcore/agent/interact"),
    ("OPTIONS", "/media/abc.png"),
])
def test_a_stranger_gets_nothing_else(method: str, path: str) -> None:
    status, _, came = ask(scope(path, method))
    assert (status, came) == (401, False)


def test_a_strangers_socket_is_refused_and_a_persons_opens() -> None:
    socket = {**scope("/_stcore/stream"), "type": "websocket", "scheme": "ws"}
    del socket["method"]
    assert ask(socket)[::2] == (1008, False)
    socket["headers"].append((b"cookie", b"trainer_session=wrong"))
    assert ask(socket)[::2] == (1008, False)
    socket["headers"][-1] = (b"cookie", b"other={a: 1}; trainer_session=right")
    assert ask(socket)[::2] == (101, True)


@pytest.mark.parametrize("path", ["/health", "/_stcore/health", "/sign-in", "/sign-out", "/first/ticket", FONTS[0]])
def test_what_a_stranger_needs_is_free(path: str) -> None:
    assert ask(scope(path))[2]


@pytest.mark.parametrize("path", ["/", "/media/abc.png", "/_stcore/upload_file/s/f"])
def test_whoever_the_doors_know_passes(path: str) -> None:
    status, headers, came = ask(scope(path, cookie="trainer_session=right"))
    assert (status, came) == (200, True)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "private"


def test_alone_on_ones_own_machine_one_is_let_in_at_a_page_only() -> None:
    doors = Doors(alone=True)
    status, headers, came = ask(scope("/"), doors)
    assert (status, came) == (200, True)
    assert headers["set-cookie"] == "trainer_session=fresh; Path=/; HttpOnly; SameSite=Lax"
    assert doors.asked_alone == ["127.0.0.1"]
    assert ask(scope("/media/a.png"), doors)[0] == 401
    assert ask({**scope("/_stcore/stream"), "type": "websocket"}, doors)[0] == 1008


def test_an_empty_roster_lets_nobody_in_from_elsewhere() -> None:
    doors = Doors(alone=True)
    assert ask(scope("/", client=("192.0.2.7", 5000)), doors)[0] == 303
    assert ask(scope("/", x_forwarded_for="127.0.0.1"), doors)[0] == 303
    assert doors.asked_alone == []


@pytest.mark.parametrize(("client", "headers", "own"), [
    (("127.0.0.1", 1), {}, True),
    (("127.8.9.1", 1), {}, True),
    (("::1", 1), {"host": "[::1]:8501"}, True),
    (("::ffff:127.0.0.1", 1), {"host": "127.0.0.1"}, True),
    (("10.0.0.4", 1), {}, False),
    (None, {}, False),
    (("", 0), {}, False),
    (HERE, {"x_forwarded_for": "127.0.0.1"}, False),
    (HERE, {"x_forwarded_proto": "https"}, False),
    (HERE, {"forwarded": "for=127.0.0.1"}, False),
    (HERE, {"x_real_ip": "127.0.0.1"}, False),
    (HERE, {"via": "1.1 proxy"}, False),
    (HERE, {"host": "trainer.example.org"}, False),  # a proxy that says nothing, or a name pointed at this machine
    (HERE, {"host": "localhost.example.org:8501"}, False),
])
def test_own_machine(client: Any, headers: dict[str, str], own: bool) -> None:
    assert own_machine(scope("/", client=client, **headers)) is own


def test_behind_https_the_cookie_is_secure() -> None:
    given = {**scope("/"), "scheme": "https"}
    assert ask(given, Doors(alone=True))[1]["set-cookie"].endswith("; Secure")


def test_the_first_pages_own_name_leads_to_it() -> None:
    status, headers, came = ask(scope("/today?attempt=a1", cookie="trainer_session=right"))
    assert (status, headers.get("location"), came) == (307, "/?attempt=a1", False)


def test_the_gate_knows_each_roles_first_page() -> None:
    assert {role: pages[0] for role, pages in OF_ROLE.items()} == FIRST
