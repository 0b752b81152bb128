"""The box that saves while one types, in a real browser: nothing that was typed is lost."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import Server, axe
from tests.ui.conftest import script, sign_in

pytestmark = pytest.mark.browser
PLACES = pytest.mark.parametrize("place", ["", "&fragment=1"], ids=["page", "fragment"])


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    with script("desk.py", folder) as running:
        yield running


@pytest.fixture
def stored(folder: Path, request: pytest.FixtureRequest) -> Callable[[], dict[str, Any]]:
    """What the server has stored of the test's own part."""
    file = folder / f"{_part(request)}.json"
    return lambda: json.loads(file.read_text()) if file.exists() else {"text": "", "version": 0}


@pytest.fixture
def address(server: Server, request: pytest.FixtureRequest) -> str:
    return f"{server.url}/?part={_part(request)}"


def _part(request: pytest.FixtureRequest) -> str:
    return "".join(c if c.isalnum() else "-" for c in request.node.name)


def box_of(page: Page) -> Locator:
    box = page.get_by_label("What the children need")
    box.wait_for(timeout=20_000)
    return box


def until(page: Page, true: Callable[[], bool], seconds: float = 15) -> None:
    """Waits in the browser's own time; fails when it doesn't become true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not become true in time"
        page.wait_for_timeout(50)


def status(page: Page) -> Locator:
    return page.get_by_role("status").filter(has_text="aved")


def kept(page: Page) -> list[str]:
    """What the browser keeps of unsaved texts."""
    keys: list[str] = page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('trainer:'))")
    return keys


@PLACES
def test_it_saves_while_one_types_and_loses_no_character_over_reruns(
    page: Page, address: str, stored: Callable[[], dict[str, Any]], place: str
) -> None:
    sign_in(page, address + place)
    box = box_of(page)
    box.press_sequentially("Mateo needs ", delay=20)
    until(page, lambda: stored()["text"] == "Mateo needs ")
    expect(status(page)).to_have_text("Saved " + page.evaluate(
        "at => new Date(at).toLocaleTimeString('en', {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'})",
        stored()["at"]))
    expect(page.get_by_text("2 words")).to_be_visible()
    words = "someone who reads to him each night "
    for _ in range(10):  # six seconds and more without a pause
        box.press_sequentially(words, delay=18)
    assert stored()["text"].startswith("Mateo needs someone"), "nothing was saved while typing went on"
    for i in range(6):  # while the page and a part of it run anew
        box.press_sequentially(words, delay=15)
        page.get_by_role("button", name="Whole page" if i % 2 else "Beside").dispatch_event("click")
    assert box.input_value() == "Mateo needs " + words * 16
    until(page, lambda: stored()["text"] == "Mateo needs " + words * 16)
    assert box.input_value() == "Mateo needs " + words * 16
    expect(box).to_be_focused()
    until(page, lambda: kept(page) == [])


@PLACES
def test_a_click_right_after_the_last_key_loses_neither_the_words_nor_the_click(
    page: Page, address: str, stored: Callable[[], dict[str, Any]], place: str
) -> None:
    sign_in(page, address + place)
    box = box_of(page)
    for turn in range(1, 4):
        box.press_sequentially(f"whole{turn} ", delay=0)
        page.get_by_role("button", name="Whole page").click()
        expect(page.get_by_text(f"Whole page: {turn}")).to_be_visible()
        assert stored()["text"].endswith(f"whole{turn} ")
        box.press_sequentially(f"beside{turn} ", delay=0)
        page.get_by_role("button", name="Beside").click()
        expect(page.get_by_text(f"Beside: {turn}")).to_be_visible()
        assert stored()["text"].endswith(f"beside{turn} ")
    box.press_sequentially("on the way out", delay=0)
    page.get_by_role("link", name="Record").click()
    expect(page.get_by_role("heading", name="Record")).to_be_visible()
    assert stored()["text"].endswith("on the way out")


def test_a_reload_and_a_closed_tab_keep_the_last_words(
    page: Page, address: str, stored: Callable[[], dict[str, Any]]
) -> None:
    sign_in(page, address)
    box_of(page).press_sequentially("before the reload", delay=0)
    page.reload()
    expect(box_of(page)).to_have_value("before the reload")
    until(page, lambda: stored()["text"] == "before the reload")
    box_of(page).press_sequentially(" and before the end", delay=0)
    page.close()
    again = page.context.new_page()
    again.goto(address)
    expect(box_of(again)).to_have_value("before the reload and before the end")
    until(again, lambda: stored()["text"] == "before the reload and before the end")


@PLACES
def test_a_killed_server_loses_nothing(tmp_path: Path, page: Page, place: str) -> None:
    file = tmp_path / "killed.json"
    with script("desk.py", tmp_path) as server:
        sign_in(page, f"{server.url}/?part=killed{place}")
        box = box_of(page)
        box.press_sequentially("One ", delay=10)
        server.kill()
        box.press_sequentially("two ", delay=10)
        expect(status(page)).to_contain_text("Not saved: no connection.", timeout=20_000)
        server.start()
        until(page, lambda: file.exists() and json.loads(file.read_text())["text"] == "One two ", 40)
        expect(box).to_have_value("One two ")
        expect(status(page)).to_contain_text("Saved", timeout=20_000)
        box.press_sequentially("three ", delay=10)
        until(page, lambda: json.loads(file.read_text())["text"] == "One two three ")
        box.press_sequentially("four", delay=0)
        server.kill()
        page.wait_for_timeout(300)
        server.start()
        page.reload()
        expect(box_of(page)).to_have_value("One two three four", timeout=20_000)
        until(page, lambda: json.loads(file.read_text())["text"] == "One two three four")


def test_a_slow_server_makes_no_conflict_of_ones_own_words(tmp_path: Path, page: Page) -> None:
    file = tmp_path / "slow.json"
    with script("desk.py", tmp_path, SLOW="2.5") as server:
        sign_in(page, f"{server.url}/?part=slow")
        box = box_of(page)
        for word in ("one ", "two ", "three ", "four "):
            box.press_sequentially(word, delay=10)
            page.wait_for_timeout(1700)  # each is sent before the server has answered for the one before
        until(page, lambda: file.exists() and json.loads(file.read_text())["text"] == "one two three four ", 30)
        expect(box).to_have_value("one two three four ")
        expect(status(page)).to_contain_text("Saved", timeout=20_000)
        expect(page.get_by_text("Yours:")).to_have_count(0)


@PLACES
def test_a_conflict_keeps_both_texts_until_the_person_chooses(
    page: Page, address: str, stored: Callable[[], dict[str, Any]], place: str
) -> None:
    sign_in(page, address + place)
    box = box_of(page)
    box.press_sequentially("Start", delay=0)
    until(page, lambda: stored()["text"] == "Start")
    other = page.context.new_page()
    other.goto(address + place)
    box_of(other).fill("The other tab")
    until(page, lambda: stored()["text"] == "The other tab")

    box.press_sequentially(" mine", delay=0)
    expect(page.get_by_text("Yours: Start mine")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Saved elsewhere: The other tab")).to_be_visible()
    expect(status(page)).to_have_text("Not saved: another text was saved in between.")
    expect(box).to_have_value("Start mine")
    assert stored()["text"] == "The other tab"
    assert axe(page) == []
    page.get_by_role("button", name="Take the other").click()
    expect(box).to_have_value("The other tab")
    expect(status(page)).to_contain_text("Saved")

    box_of(other).press_sequentially(" again", delay=0)
    until(page, lambda: stored()["text"] == "The other tab again")
    box.press_sequentially(" mine", delay=0)
    page.get_by_role("button", name="Keep mine").click(timeout=20_000)
    until(page, lambda: stored()["text"] == "The other tab mine")
    expect(page.get_by_text("Yours:")).to_have_count(0)
    box.press_sequentially(" for good", delay=0)
    until(page, lambda: stored()["text"] == "The other tab mine for good")


def test_words_kept_under_an_older_text_are_offered_not_forced(
    page: Page, address: str, stored: Callable[[], dict[str, Any]]
) -> None:
    sign_in(page, address)
    box_of(page).press_sequentially("Newest", delay=0)
    until(page, lambda: stored()["text"] == "Newest" and kept(page) == [])
    page.evaluate("k => localStorage.setItem(k, JSON.stringify({text: 'Kept <b>words</b>', base: 0}))",
                  "trainer:kept:p1/a1/" + address.rpartition("=")[2])
    page.reload()
    expect(box_of(page)).to_have_value("Newest")
    expect(page.get_by_text("Kept <b>words</b>")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Put the kept words here").click()
    until(page, lambda: stored()["text"] == "Kept <b>words</b>")
    until(page, lambda: kept(page) == [])


def test_another_page_can_ask_for_words_that_only_this_browser_has(page: Page, server: Server) -> None:
    sign_in(page, server.url)
    box_of(page)
    page.get_by_role("link", name="Record").click()
    expect(page.get_by_text("Only here: nothing")).to_be_visible()
    page.evaluate("""() => { for (const name of ['p1/a1/needs', 'p1/a2/needs', 'p2/a1/needs'])
        localStorage.setItem('trainer:kept:' + name, JSON.stringify({text: 'x', base: 0})) }""")
    page.reload()
    expect(page.get_by_text("Only here: p1/a1/needs")).to_be_visible()


def test_a_save_that_fails_says_so_and_is_tried_again(
    page: Page, address: str, stored: Callable[[], dict[str, Any]]
) -> None:
    sign_in(page, address)
    box = box_of(page)
    box.press_sequentially("Help!!", delay=0)
    expect(status(page)).to_contain_text("Not saved: something went wrong on our side.")
    expect(page.get_by_text("the disk is full")).to_have_count(0)
    expect(box).to_have_value("Help!!")
    box.press_sequentially(" Thanks", delay=0)
    until(page, lambda: stored()["text"] == "Help!! Thanks")
    expect(status(page)).to_contain_text("Saved")


def test_words_of_every_kind_come_back_as_they_were(
    page: Page, address: str, stored: Callable[[], dict[str, Any]]
) -> None:
    text = "<script>x</script> {{a}} =1+1 '; drop table\nÅsa 👩‍👧 \u200b\t“quoted”\n" + "long " * 4_000
    sign_in(page, address)
    box_of(page).fill(text)
    until(page, lambda: stored()["text"] == text)
    page.reload()
    expect(box_of(page)).to_have_value(text)


def test_it_passes_axe_and_fits_a_narrow_screen(page: Page, address: str) -> None:
    sign_in(page, address)
    box = box_of(page)
    box.fill("Some words")
    expect(status(page)).to_contain_text("Saved")
    assert axe(page) == []
    assert box.evaluate("box => [box.spellcheck, box.labels[0].textContent]") == [True, "What the children need"]
    page.set_viewport_size({"width": 320, "height": 700})
    page.wait_for_timeout(300)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
