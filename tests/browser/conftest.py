"""A real Chromium, a running server, and people in front of it, each in a browser context of her own."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tests.browser.screens import Visitor
from tests.support import chromium
from tests.support.people import Person
from tests.support.server import Server
from tests.support.shop import crowd

MANIFEST = Path(__file__).resolve().parents[2] / "livesell" / "static" / "dist" / "manifest.json"

Visit = Callable[..., Visitor]
HOMES = count()


PATIENCE_MS = 15_000
"""For what a page is to show: on a busy machine a room takes more than the five seconds that are usual."""
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    """What speaks to browsers, once a process."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(driver: Playwright) -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    path = chromium.find()
    assert path is not None, chromium.ASK
    assert MANIFEST.is_file(), (
        "The pages are not built: make test builds them, so does npm run build in frontend/."
    )
    launched = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def whole_browser(driver: Playwright) -> Iterator[Browser]:
    """A Chromium as people have it: it takes push messages, and has the back/forward cache, which drivers turn off."""
    path = chromium.find_whole()
    assert path is not None, chromium.ASK
    launched = driver.chromium.launch(
        executable_path=path, args=["--no-sandbox"], ignore_default_args=["--disable-back-forward-cache"]
    )
    yield launched
    launched.close()


class Stage(Server):
    """A server with people who have accounts: each is somebody's in one test."""

    def __init__(self) -> None:
        super().__init__(LIVESELL_TRUSTED_PROXIES="127.0.0.1", LIVESELL_PUSH_LOOPBACK="1")
        self.start()
        self._people = crowd(self)

    def somebody(self, name: str) -> Person:
        """One more of the cast's name, whom nobody has been yet."""
        return self._people[name].pop()


@pytest.fixture(scope="session")
def stage() -> Iterator[Stage]:
    """One for all tests of a process; rooms and people are each test's own."""
    server = Stage()
    yield server
    server.kill()


@pytest.fixture
def visit(browser: Browser, stage: Stage) -> Iterator[Visit]:
    """`visit("Ben")` is Ben with an account, `visit()` a guest. Ends with nothing complained of by any browser."""
    visitors: list[Visitor] = []

    def come(name: str = "", *, phone: bool = False, dark: bool = False) -> Visitor:
        context = browser.new_context(
            base_url=stage.url,
            locale="en-GB",
            # Each at home elsewhere: from one address only so many sign up in a minute.
            extra_http_headers={"X-Forwarded-For": f"192.0.2.{next(HOMES) % 254 + 1}"},
            color_scheme="dark" if dark else "light",
            viewport={"width": 390, "height": 844} if phone else {"width": 1280, "height": 800},
        )
        context.set_default_timeout(15_000)
        visitors.append(Visitor(context.new_page(), stage.somebody(name) if name else None))
        return visitors[-1]

    yield come
    complaints = [line for visitor in visitors for line in visitor.complaints]
    for visitor in visitors:
        visitor.page.context.close()
    assert complaints == []
