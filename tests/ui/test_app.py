"""The served app: signing in and out, who gets what over a real connection, and how Streamlit is set up."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.browser import Server, axe
from tests.ui.conftest import script, sign_in
from tests.ui.doors import FileDoors
from trainer.content import root

ADA = {"name": "ada", "secret": "pin-4711"}


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    with script("who.py", folder) as running:
        yield running


Answer = tuple[int, http.client.HTTPMessage, str]


def send(server: Server, method: str, path: str, form: dict[str, str] | None = None, **headers: str) -> Answer:
    """One request, nothing followed. A form comes from the app's own pages unless ``Origin`` says otherwise."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    if form is not None:
        given = {"Origin": server.url, "Content-Type": "application/x-www-form-urlencoded", **given}
    line.request(method, path, urlencode(form) if form is not None else None, given)
    answer = line.getresponse()
    body = answer.read().decode("utf-8", "replace")
    line.close()
    return answer.status, answer.headers, body


def cookie_of(server: Server, **form: str) -> str:
    status, headers, _ = send(server, "POST", "/sign-in", form or ADA)
    assert status == 303
    return headers["set-cookie"].split(";")[0]


def test_health_is_for_everybody(server: Server) -> None:
    status, _, body = send(server, "GET", "/health")
    assert status == 200
    assert json.loads(body)["status"] == "ok"


def test_a_stranger_over_a_real_connection(server: Server) -> None:
    status, headers, _ = send(server, "GET", "/plan?part=needs")
    assert (status, headers["location"]) == (303, "/sign-in?next=/plan%3Fpart%3Dneeds")
    for method, path in (("GET", "/media/x.png"), ("PUT", "/_stcore/upload_file/a/b"),
                         ("GET", "/_stcore/host-config"), ("GET", "//media/x.png/../a")):
        assert send(server, method, path)[0] in (401, 303), path
    assert send(server, "GET", "/media/x.png")[0] == 401
    assert send(server, "PUT", "/_stcore/upload_file/a/b")[0] == 401


def test_the_socket_opens_for_people_only(server: Server) -> None:
    address = server.url.replace("http", "ws") + "/_stcore/stream"
    with pytest.raises(InvalidStatus, match="403"):
        connect(address)
    cookie = cookie_of(server)
    with connect(address, additional_headers={"Cookie": cookie}, origin=server.url) as socket:  # type: ignore[arg-type]
        assert socket.response is not None
    send(server, "POST", "/sign-out", {}, Cookie=cookie)
    with pytest.raises(InvalidStatus, match="403"):
        connect(address, additional_headers={"Cookie": cookie})


def test_signing_in_sets_one_cookie_that_scripts_cannot_read(server: Server) -> None:
    status, headers, _ = send(server, "POST", "/sign-in", {**ADA, "next": "/plan?part=a b"})
    assert (status, headers["location"]) == (303, "/plan?part=a%20b")
    name, *flags = headers["set-cookie"].split("; ")
    assert name.startswith("trainer_session=")
    assert len(name) >= len("trainer_session=") + 43  # 256 bits
    assert sorted(flags) == ["HttpOnly", "Path=/", "SameSite=Lax"]
    _, headers, _ = send(server, "POST", "/sign-in", ADA, X_Forwarded_Proto="https")
    assert "; Secure" in headers["set-cookie"]


def test_signing_in_again_ends_the_session_before(server: Server, doors: FileDoors) -> None:
    before = cookie_of(server)
    send(server, "POST", "/sign-in", ADA, Cookie=before)
    assert doors.who(before.partition("=")[2]) is None


@pytest.mark.parametrize("form", [
    {"name": "ada", "secret": "wrong"}, {"name": "nobody", "secret": "wrong"}, {"name": "ADA\0", "secret": "x\0"},
])
def test_a_refusal_never_tells_who_exists(server: Server, form: dict[str, str]) -> None:
    status, headers, body = send(server, "POST", "/sign-in", form)
    assert status == 403
    assert "set-cookie" not in headers
    assert 'role="alert">That name and that password or PIN don&#x27;t belong together.' in body


def test_what_was_typed_comes_back_as_text_and_secrets_never(server: Server) -> None:
    _, _, body = send(server, "POST", "/sign-in", {"name": '"><script>alert(1)</script>', "secret": "hush-hush"})
    assert "<script" not in body
    assert "&lt;script&gt;" in body
    assert "hush-hush" not in body


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
def test_a_form_from_elsewhere_is_refused(server: Server, origin: str) -> None:
    for path in ("/sign-in", "/sign-out", "/first/the-ticket"):
        status, headers, body = send(server, "POST", path, ADA, Origin=origin)
        assert status == 403
        assert "set-cookie" not in headers
        assert "came from somewhere else" in body


def test_a_form_that_says_nothing_of_where_it_comes_from_is_refused(server: Server) -> None:
    assert send(server, "POST", "/sign-in")[0] == 403
    assert send(server, "POST", "/sign-in", None, Sec_Fetch_Site="cross-site")[0] == 403
    assert "Fill in both" in send(server, "POST", "/sign-in", None, Sec_Fetch_Site="same-origin")[2]


@pytest.mark.parametrize("onward", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:1", ""])
def test_the_way_back_stays_in_the_app(server: Server, onward: str) -> None:
    status, headers, _ = send(server, "POST", "/sign-in", {**ADA, "next": onward})
    assert (status, headers["location"]) == (303, "/")


def test_a_form_of_whole_pages_is_refused(server: Server) -> None:
    status, _, body = send(server, "POST", "/sign-in", {**ADA, "name": "a" * 20_000})
    assert status == 413
    assert "too long" in body


def test_signing_out_ends_the_session_and_the_cookie(server: Server, doors: FileDoors) -> None:
    cookie = cookie_of(server)
    status, headers, _ = send(server, "POST", "/sign-out", {}, Cookie=cookie)
    assert (status, headers["location"]) == (303, "/sign-in")
    assert headers["set-cookie"].startswith("trainer_session=;")
    assert "Max-Age=0" in headers["set-cookie"]
    assert doors.who(cookie.partition("=")[2]) is None
    assert send(server, "GET", "/", Cookie=cookie)[0] == 303


def test_the_first_coordinator_comes_in_by_the_link_once(server: Server, doors: FileDoors) -> None:
    form = {"name": "Cleo Marsh", "sign_in": "cleo", "password": "four plain words", "again": "four plain words"}
    assert send(server, "GET", "/first/the-ticket")[0] == 200
    assert "not the same" in send(server, "POST", "/first/the-ticket", {**form, "again": "other"})[2]
    assert "all four" in send(server, "POST", "/first/the-ticket", {**form, "name": " "})[2]
    assert "Cleo Marsh" in send(server, "POST", "/first/wrong", form)[2]
    status, headers, _ = send(server, "POST", "/first/the-ticket", form)
    assert status == 303
    visitor = doors.who(headers["set-cookie"].split(";")[0].partition("=")[2])
    assert visitor is not None
    assert (visitor.name, visitor.role) == ("Cleo Marsh", "coordinator")
    status, headers, body = send(server, "POST", "/first/the-ticket", form)
    assert (status, "set-cookie" in headers) == (403, False)
    assert "has been used" in body


@pytest.mark.browser
def test_the_plain_pages_work_without_javascript_and_for_everybody(server: Server, chromium: Browser) -> None:
    plain = chromium.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{server.url}/plan?x=1")
    page.get_by_label("Sign-in name").fill("ada")
    page.get_by_label("Password or PIN").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("don't belong together")
    expect(page.get_by_label("Sign-in name")).to_have_value("ada")
    page.get_by_label("Password or PIN").fill("pin-4711")
    page.get_by_role("button", name="Sign in").click()
    assert page.url == f"{server.url}/plan?x=1"
    page.goto(f"{server.url}/sign-out")
    page.get_by_role("button", name="Sign out").click()
    assert page.url == f"{server.url}/sign-in"
    plain.close()


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/sign-in", "/sign-out", "/first/the-ticket"])
def test_the_plain_pages_pass_axe(server: Server, page: Page, path: str) -> None:
    page.goto(server.url + path)
    assert axe(page) == []
    page.set_viewport_size({"width": 320, "height": 600})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    if path != "/sign-out":
        page.get_by_role("button").click()  # the browser itself asks for what is missing
        page.locator("form").evaluate("form => { form.noValidate = true; form.requestSubmit() }")
        expect(page.get_by_role("alert")).to_be_visible()
        assert axe(page) == []


@pytest.mark.browser
def test_axe_finds_what_is_wrong(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/sign-in")
    page.evaluate("document.querySelector('label').remove()")
    assert any(line.startswith("label (critical)") for line in axe(page))


@pytest.mark.browser
def test_a_new_thread_each_run_and_the_same_person(server: Server, page: Page) -> None:
    sign_in(page, server.url)
    for run in range(1, 4):
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Run {run} for Ada Okafor, trainee")
        expect(page.get_by_text("This thread remembers:")).to_have_text("This thread remembers: nothing")
        page.get_by_role("button", name="Again").click()


@pytest.mark.browser
def test_streamlit_reads_our_settings_from_any_folder(server: Server, page: Page) -> None:
    sign_in(page, server.url)
    shown = page.get_by_test_id("stJson").inner_text()
    assert '"runner.postScriptGC":false' in shown.replace(" ", "")
    assert '"browser.gatherUsageStats":false' in shown.replace(" ", "")
    assert "#14505C" in shown
    assert "not read" not in server.log.read_text()


def test_uvicorns_way_in_reads_our_settings_too(tmp_path: Path) -> None:
    said = "import trainer.ui.app, streamlit; print(streamlit.get_option('runner.postScriptGC'))"
    run = subprocess.run([sys.executable, "-c", said], cwd=tmp_path, capture_output=True, text=True, check=True,
                         env={"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": ""})
    assert run.stdout.split()[-1] == "False"


def test_streamlit_run_finds_the_app() -> None:
    from streamlit.web.server.app_discovery import discover_asgi_app

    found = discover_asgi_app(root() / "trainer/ui/app.py")
    assert (found.is_asgi_app, found.import_string) == (True, "app:app")


def test_no_file_beside_the_entry_hides_a_module_of_another_name() -> None:
    # ``streamlit run trainer/ui/app.py`` puts trainer/ui first in the search path
    names = {path.stem for path in (root() / "trainer/ui").iterdir()}
    assert not names & (sys.stdlib_module_names | {"streamlit", "starlette", "anyio", "altair", "pandas", "trainer"})


@pytest.mark.browser
def test_a_person_who_is_put_out_loses_access_at_the_next_run(
    server: Server, page: Page, doors: FileDoors
) -> None:
    sign_in(page, f"{server.url}/?x=1")
    doors.sign_out(page.context.cookies()[0]["value"])
    page.get_by_role("button", name="Again").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("You are signed out.")
    expect(page.get_by_text("Ada Okafor")).to_have_count(0)
    assert axe(page) == []
    alert.get_by_role("link", name="Sign in").click()
    page.wait_for_url(f"{server.url}/sign-in?next=/%3Fx%3D1")


@pytest.mark.browser
def test_a_page_that_fails_shows_a_sentence_and_no_traceback(server: Server, page: Page) -> None:
    sign_in(page, server.url)
    page.get_by_role("button", name="Break").click()
    expect(page.get_by_text("What you saved is kept.")).to_be_visible()
    expect(page.get_by_text("secret words")).to_have_count(0)
    expect(page.get_by_text("Traceback")).to_have_count(0)
    assert "secret words of the program" in server.log.read_text()


@pytest.mark.browser
def test_the_next_person_at_the_same_computer_gets_a_fresh_page(server: Server, page: Page) -> None:
    sockets: list[WebSocketRoute] = []

    def through(socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        sockets.append(socket)

    page.route_web_socket("**/_stcore/stream", through)
    sign_in(page, server.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("Run 1 for Ada Okafor, trainee")
    other = page.context.new_page()
    other.goto(f"{server.url}/sign-out")
    other.get_by_role("button", name="Sign out").click()
    other.wait_for_url("**/sign-in")
    sign_in(other, server.url, "ben", "long words here")
    expect(other.get_by_role("heading", level=1)).to_have_text("Run 1 for Ben Ruiz, coordinator")
    sockets[-1].close(code=1012)  # the lid was closed: the first tab comes back, now with the next person's cookie
    expect(page.get_by_role("button", name="Again")).to_be_enabled(timeout=20_000)
    page.get_by_role("button", name="Again").click()
    expect(page.get_by_role("alert")).to_contain_text("Someone else has signed in")
    expect(page.get_by_text("Ada Okafor")).to_have_count(0)
    page.get_by_role("link", name="Start afresh").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Run 1 for Ben Ruiz, coordinator")


@pytest.mark.browser
def test_alone_on_this_machine_one_practises_without_an_account(tmp_path: Path, page: Page) -> None:
    with script("who.py", tmp_path, ALONE="yes") as server:
        page.goto(server.url)
        expect(page.get_by_role("heading", level=1)).to_have_text("Run 1 for You, trainee", timeout=20_000)


@pytest.mark.browser
def test_one_of_everything_passes_axe_and_asks_nobody_else(tmp_path: Path, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with script("gallery.py", tmp_path) as server:
        sign_in(page, server.url)
        expect(page.get_by_test_id("stVegaLiteChart")).to_be_visible(timeout=20_000)
        assert axe(page) == []
        page.set_viewport_size({"width": 320, "height": 700})
        page.wait_for_timeout(500)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert {url for url in asked if not url.startswith((server.url, "data:", "blob:"))} == set()
