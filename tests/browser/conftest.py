"""A real Chromium, a running server, and people in front of it, each in a browser context of her own."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.screens import Visitor
from tests.support import chromium
from tests.support.server import Server

MANIFEST = Path(__file__).resolve().parents[2] / "livesell" / "static" / "dist" / "manifest.json"

Visit = Callable[..., Visitor]
HOMES = count()


PATIENCE_MS = 15_000
"""For what a page is to show: on a busy machine a room takes more than the five seconds that are usual."""
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    path = chromium.find()
    assert path is not None, chromium.ASK
    assert MANIFEST.is_file(), (
        "The pages are not built: make test builds them, so does npm run build in frontend/."
    )
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def stage() -> Iterator[Server]:
    """One server for a file of tests; rooms and people are each test's own."""
    server = Server(LIVESELL_TRUSTED_PROXIES="127.0.0.1").start()
    yield server
    server.kill()


@pytest.fixture
def visit(browser: Browser, stage: Server) -> Iterator[Visit]:
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
        visitor = Visitor(context.new_page(), name)
        visitors.append(visitor)
        if name:
            visitor.sign_up()
        return visitor

    yield come
    complaints = [line for visitor in visitors for line in visitor.complaints]
    for visitor in visitors:
        visitor.page.context.close()
    assert complaints == []
