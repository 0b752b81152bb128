"""One person's tab in the browser: how to come in, and when a page has finished."""

from __future__ import annotations

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import Server

PATIENCE = 20_000   # milliseconds: the machine may be busy
_STILL = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def settled(page: Page) -> Page:
    """Waits until the page's script has run and nothing on it is about to change."""
    page.locator(_STILL).wait_for(timeout=PATIENCE)
    expect(page.locator("h1").first).to_be_visible(timeout=PATIENCE)
    expect(page.locator('[data-stale="true"], [data-testid="stSkeleton"]')).to_have_count(0, timeout=PATIENCE)
    return page


def inside(chromium: Browser, server: Server, cookie: str, width: int = 1280, height: int = 900) -> BrowserContext:
    """A browser of somebody who is signed in already."""
    context = chromium.new_context(viewport={"width": width, "height": height})
    context.set_default_timeout(PATIENCE)
    name, _, value = cookie.partition("=")
    context.add_cookies([{"name": name, "value": value, "url": server.url}])
    return context


def press(page: Page, name: str, exact: bool = False) -> None:
    """Presses the button of that name when the page stands still, and waits until it does again."""
    settled(page)
    page.get_by_role("button", name=name, exact=exact).first.click()
    settled(page)
