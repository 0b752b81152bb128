"""The gate: nothing behind it answers to a stranger, because it stands before the script.

It lets pass whoever the doors know by their cookie. A stranger's page becomes the sign-in page; a stranger's
socket, media file, upload or component file is refused. The gate asks for the cookie only, never for the
address, but in one case: whoever practises alone on their own machine needs no account (``Doors.alone``).
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from urllib.parse import quote

import anyio.to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trainer.desk.doors import Doors
from trainer.ui.style import FONTS
from trainer.ui.visitor import COOKIE

_FREE = frozenset({"/health", "/_stcore/health", "/sign-in", "/sign-out", *FONTS})
_NOT_PAGES = ("/_stcore", "/media", "/component", "/static", "/app/static")
_FORWARDED = frozenset({"forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip"})
_OWN_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
_SAFE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "SAMEORIGIN",
    "cache-control": "private",
}

# The first page of a role answers at / alone: its own name, typed or kept as a bookmark, leads there.
FIRST = {"trainee": "today", "advisor": "queue", "coordinator": "cohort"}


class Gate:
    """ASGI middleware around everything that the app serves."""

    def __init__(self, app: ASGIApp, doors: Callable[[], Doors]) -> None:
        self.app = app
        self.doors = doors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        if scope["type"] == "http":
            send = _guarded(send)
        if scope["type"] == "http" and _free(scope["path"]):
            await self.app(scope, receive, send)
            return
        doors = await anyio.to_thread.run_sync(self.doors)
        person = await anyio.to_thread.run_sync(doors.who, token(scope))
        if person is not None:
            if scope["type"] == "http" and _page(scope) and scope["path"].rstrip("/") == f"/{FIRST[person.role]}":
                query = scope["query_string"].decode("latin-1")
                await RedirectResponse("/" + (f"?{query}" if query else ""), 307)(scope, receive, send)
            else:
                await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": "Sign in first."})
        elif not _page(scope):
            await PlainTextResponse("Sign in first.", 401)(scope, receive, send)
        elif alone := await anyio.to_thread.run_sync(_alone, doors, scope):
            await self.app(scope, receive, _with_cookie(send, session_cookie(alone, secure(scope))))
        else:
            await RedirectResponse(f"/sign-in?next={_asked(scope)}", 303)(scope, receive, send)


def token(scope: Scope) -> str | None:
    """The session's token in a request's cookies."""
    return HTTPConnection(scope).cookies.get(COOKIE)


def session_cookie(token: str | None, secure: bool) -> str:
    """The Set-Cookie header that begins a session, or (None) ends it. It lives until the browser closes."""
    ends = "; Max-Age=0" if token is None else ""
    return f"{COOKIE}={token or ''}; Path=/; HttpOnly; SameSite=Lax{'; Secure' if secure else ''}{ends}"


def secure(scope: Scope) -> bool:
    """Whether the browser's own connection is encrypted, as far as this request tells."""
    return scope["scheme"] in ("https", "wss") or Headers(scope=scope).get("x-forwarded-proto") == "https"


def own_machine(scope: Scope) -> bool:
    """Whether the browser runs on this very machine: the peer's address is loopback, nothing in between says
    that it forwarded the request, and the browser asked for a loopback name (a page elsewhere whose name was
    pointed at this machine did not)."""
    headers = Headers(scope=scope)
    if any(name in _FORWARDED or name.startswith("x-forwarded-") for name in headers):
        return False
    name, _, port = headers.get("host", "").rpartition(":")
    if (name if port.isdigit() else headers.get("host", "")).lower() not in _OWN_NAMES:
        return False
    try:
        peer = ipaddress.ip_address((scope.get("client") or ("",))[0])
    except ValueError:
        return False
    return (getattr(peer, "ipv4_mapped", None) or peer).is_loopback


def _alone(doors: Doors, scope: Scope) -> str | None:
    return doors.alone(scope["client"][0]) if own_machine(scope) else None


def _free(path: str) -> bool:
    return path in _FREE or (path.startswith("/first/") and path.count("/") == 2)


def _page(scope: Scope) -> bool:
    path = scope["path"]
    inner = any(path == root or path.startswith(f"{root}/") for root in _NOT_PAGES)
    return scope["method"] in ("GET", "HEAD") and not inner and "/_stcore/" not in path


def _asked(scope: Scope) -> str:
    query = scope["query_string"].decode("latin-1")
    return quote(scope["path"] + (f"?{query}" if query else ""), safe="/")


def _guarded(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _SAFE.items():
                headers.setdefault(name, value)
        await send(message)

    return guarded


def _with_cookie(send: Send, cookie: str) -> Send:
    async def with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).append("set-cookie", cookie)
        await send(message)

    return with_cookie
