"""Every page of every role, with real content in it, against WCAG 2.2 A and AA; a trainee's pages at 320 px."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import Server, axe
from tests.journeys.demo import Filled, cookie
from tests.journeys.tab import inside, settled
from tests.journeys.views import View, standing

pytestmark = pytest.mark.browser

# What reaches over the right edge of the window, unless it scrolls inside a frame of its own.
_OVER = """() => {
  const edge = document.documentElement.clientWidth + 1, over = []
  const main = document.querySelector('[data-testid="stMain"]')
  const framed = each => {
    for (let up = each.parentElement; up && up !== main; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== 'visible' && up.getBoundingClientRect().right <= edge) return true
    return false
  }
  for (const each of main.querySelectorAll('*')) {
    const box = each.getBoundingClientRect()
    if (box.width && box.height && box.right > edge && !framed(each) && each.checkVisibility())
      over.push(`${each.tagName}.${each.className} to ${Math.round(box.right)}: ${each.textContent.slice(0, 60)}`)
  }
  if (document.documentElement.scrollWidth > edge) over.push('the page itself scrolls sideways')
  if (main.scrollWidth > main.clientWidth + 1) over.push(`the main part: ${main.scrollWidth} in ${main.clientWidth}`)
  return over.slice(0, 8)
}"""


@pytest.fixture(scope="module")
def cookies(demo: Filled, server: Server) -> dict[str, str]:
    """Everybody signed in, once."""
    return {name: cookie(server, name, secret) for name, secret in demo.secrets.items()}


@contextmanager
def shown(view: View, chromium: Browser, server: Server, demo: Filled, who: str, width: int) -> Iterator[Page]:
    context = inside(chromium, server, who, width)
    page = context.new_page()
    page.goto(f"{server.url}/{view.path(demo)}")
    settled(page)
    expect(page.locator("body")).to_contain_text(view.says)
    for step in view.steps:
        step(page)
    expect(page.locator("body")).not_to_contain_text("went wrong on our side")
    expect(page.locator('[data-testid="stException"]')).to_have_count(0)
    yield page
    context.close()


@pytest.mark.parametrize("view", standing(), ids=lambda v: v.name)
def test_a_page_passes_axe(view: View, chromium: Browser, server: Server, demo: Filled,
                           cookies: dict[str, str]) -> None:
    with shown(view, chromium, server, demo, cookies[view.who], 1280) as page:
        assert axe(page) == []
        assert page.locator("h1").count() == 1, "one plain heading"


@pytest.mark.parametrize("view", [v for v in standing() if v.role == "trainee"], ids=lambda v: v.name)
def test_a_trainees_page_fits_a_narrow_window(view: View, chromium: Browser, server: Server, demo: Filled,
                                              cookies: dict[str, str]) -> None:
    with shown(view, chromium, server, demo, cookies[view.who], 320) as page:
        assert page.evaluate(_OVER) == []


def test_the_plain_pages_pass_axe(chromium: Browser, server: Server) -> None:
    context = chromium.new_context()
    page = context.new_page()
    for path in ("/sign-in", "/sign-out", "/first/ticket", "/plan?attempt=x"):
        page.goto(server.url + path)
        assert axe(page) == []
    context.close()
