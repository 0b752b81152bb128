"""The plain pages before the app: sign in, sign out, and the one-time link that makes the first coordinator.

Forms of HTML alone; they work without JavaScript. A form is taken only from this site's own pages: the
browser says where it comes from (``Origin``, or ``Sec-Fetch-Site``), and the session's cookie is SameSite.
"""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qs, quote, urlsplit

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from trainer.desk.doors import Refused
from trainer.ui import gate, visitor
from trainer.ui.style import plain_page

_LARGEST = 16_384  # bytes of a form: three short fields and an address


def routes() -> list[Route]:
    """The routes of these pages."""
    return [
        Route("/sign-in", _sign_in, methods=["GET", "POST"]),
        Route("/sign-out", _sign_out, methods=["GET", "POST"]),
        Route("/first/{ticket}", _first, methods=["GET", "POST"]),
    ]


async def _sign_in(request: Request) -> Response:
    onward = _local(request.query_params.get("next", ""))
    if request.method != "POST":
        if await anyio.to_thread.run_sync(visitor.doors().who, gate.token(request.scope)) is not None:
            return RedirectResponse(onward, 303)
        return _sign_in_page(onward)
    given = await _form(request)
    if isinstance(given, Response):
        return given
    onward = _local(given.get("next", ""))
    name, secret = given.get("name", "").strip(), given.get("secret", "")
    if not name or not secret:
        return _sign_in_page(onward, name, "Fill in both your sign-in name and your password or PIN.")
    answer = await anyio.to_thread.run_sync(visitor.doors().sign_in, name, secret)
    if isinstance(answer, Refused):
        return _sign_in_page(onward, name, answer.sentence)
    return await _inside(request, answer, onward)


async def _sign_out(request: Request) -> Response:
    if request.method != "POST":
        return _page("Sign out", _opening("/sign-out") + "<p>What you saved is kept.</p>"
                     '<button>Sign out</button></form><p><a href="/">Back to the trainer</a></p>')
    given = await _form(request)
    if isinstance(given, Response):
        return given
    await anyio.to_thread.run_sync(visitor.doors().sign_out, gate.token(request.scope))
    out = RedirectResponse("/sign-in", 303)
    out.headers.append("set-cookie", gate.session_cookie(None, gate.secure(request.scope)))
    return out


async def _first(request: Request) -> Response:
    ticket = request.path_params["ticket"]
    if request.method != "POST":
        return _first_page(ticket)
    given = await _form(request)
    if isinstance(given, Response):
        return given
    name, sign_in = given.get("name", "").strip(), given.get("sign_in", "").strip()
    password = given.get("password", "")
    if not name or not sign_in or not password:
        return _first_page(ticket, name, sign_in, "Fill in all four lines.")
    if password != given.get("again", ""):
        return _first_page(ticket, name, sign_in, "The two passwords are not the same. Type them once more.")
    doors = visitor.doors()
    answer = await anyio.to_thread.run_sync(doors.first_coordinator, ticket, name, sign_in, password)
    if isinstance(answer, Refused):
        return _first_page(ticket, name, sign_in, answer.sentence)
    return await _inside(request, answer, "/")


async def _inside(request: Request, token: str, onward: str) -> Response:
    """Onward with a new session; the one that this browser had before ends."""
    await anyio.to_thread.run_sync(visitor.doors().sign_out, gate.token(request.scope))
    response = RedirectResponse(onward, 303)
    response.headers.append("set-cookie", gate.session_cookie(token, gate.secure(request.scope)))
    return response


async def _form(request: Request) -> dict[str, str] | Response:
    """The fields of a form from this site, or the page that says why not."""
    if not _from_here(request):
        return _page("This form came from somewhere else", "<p>Nothing was changed. "
                     '<a href="/">Open the trainer</a> and try again there.</p>', 403)
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _LARGEST:
            return _page("That is too long", "<p>A form here holds a few words, not whole pages. "
                         '<a href="/sign-in">Try again</a>.</p>', 413)
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: values[-1].replace("\0", "") for name, values in fields.items()}


def _from_here(request: Request) -> bool:
    origin = request.headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc == request.headers.get("host")
    return request.headers.get("sec-fetch-site") in ("same-origin", "none")


def _local(address: str) -> str:
    """An address inside this app, for after the sign-in; anything else is the first page."""
    plain = address.isascii() and address.isprintable() and "\\" not in address
    return address if plain and address.startswith("/") and not address.startswith("//") else "/"


def _sign_in_page(onward: str, name: str = "", problem: str = "") -> Response:
    return _page("Sign in", _problem(problem) + _opening("/sign-in")
                 + f'<input type="hidden" name="next" value="{escape(onward)}">'
                 + _line("name", "Sign-in name", "username", value=name, focus=not name)
                 + _line("secret", "Password or PIN", "current-password", secret=True, focus=bool(name))
                 + "<button>Sign in</button></form>"
                 '<p class="hint">Forgotten? Your training coordinator can give you a new one.</p>',
                 403 if problem else 200)


def _first_page(ticket: str, name: str = "", sign_in: str = "", problem: str = "") -> Response:
    return _page("Set up the first coordinator",
                 _problem(problem) + _opening("/first/" + quote(ticket, safe=""))
                 + _line("name", "Your name, as others read it", "name", value=name, focus=True)
                 + _line("sign_in", "Sign-in name", "username", value=sign_in)
                 + _line("password", "Password", "new-password", secret=True)
                 + _line("again", "The same password again", "new-password", secret=True)
                 + "<button>Set up and sign in</button></form>"
                 '<p class="hint">You then add everybody else. This link works once.</p>',
                 403 if problem else 200)


def _opening(address: str) -> str:
    return f'<form method="post" action="{escape(address)}">'


def _problem(sentence: str) -> str:
    return f'<p class="problem" id="problem" role="alert">{escape(sentence)}</p>' if sentence else ""


def _line(
    name: str, label: str, fills: str, value: str = "", secret: bool = False, focus: bool = False
) -> str:
    return (
        f'<label for="{name}">{label}</label>'
        f'<input id="{name}" name="{name}" autocomplete="{fills}" type="{"password" if secret else "text"}" '
        f'value="{escape(value)}" required autocapitalize="none" spellcheck="false"'
        f'{" autofocus" if focus else ""}>'
    )


def _page(title: str, body: str, status: int = 200) -> Response:
    html, policy = plain_page(title, body)
    return HTMLResponse(html, status, {"content-security-policy": policy, "cache-control": "no-store"})
