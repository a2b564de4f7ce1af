"""The language of the pages, as somebody chooses it; and German on a small phone."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit
from tests.browser.screens import Studio
from tests.browser.test_access import violations
from tests.support.server import Server

pytestmark = pytest.mark.browser

FINGER = 44
"""Pixels: no target is smaller (WCAG 2.5.5)."""
SMALL = {"width": 360, "height": 740}
TOO_WIDE = """() => [...document.querySelectorAll("body *")]
    .filter((each) => each.checkVisibility() && !each.closest(".sr-only"))
    .filter((each) => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map((each) => each.outerHTML.slice(0, 120))"""


def height_of_header(page: Page) -> float:
    box = page.locator("body > header").bounding_box()
    assert box
    return box["height"]


def test_the_language_is_chosen_without_a_script(browser: Browser, stage: Server) -> None:
    context = browser.new_context(
        base_url=stage.url, locale="en-GB", java_script_enabled=False, viewport=SMALL
    )
    page = context.new_page()
    page.goto("/accounts/login/?next=/orders/")
    choice = page.get_by_role("form", name="Language").get_by_role("button", name="Deutsch")
    box = choice.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= FINGER

    choice.click()

    expect(page).to_have_url(f"{stage.url}/accounts/login/?next=/orders/")
    expect(page.get_by_role("heading", name="Anmelden")).to_be_visible()
    expect(page.get_by_role("button", name="Deutsch")).to_have_attribute("aria-current", "true")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Sign In")).to_be_visible()
    context.close()


def test_german_fits_a_small_phone(visit: Visit) -> None:
    hana = visit("Hana")
    address = Studio(hana).open_room("Hana's attic")
    hana.page.set_viewport_size(SMALL)
    hana.page.goto("/orders/")
    hana.page.get_by_role("button", name="Deutsch").click()
    expect(hana.page.get_by_role("heading", name="Meine Bestellungen")).to_be_visible()

    for path in (
        "/", "/orders/", "/rooms/new/", "/accounts/email/", "/accounts/password/change/", "/accounts/2fa/",
        "/accounts/logout/", f"{address}limits/", f"{address}join/", f"{address}orders/", f"{address}unpaid/",
    ):  # fmt: skip
        hana.page.goto(path)
        assert hana.page.evaluate("document.documentElement.lang") == "de"
        assert hana.page.evaluate(TOO_WIDE) == [], path
        assert violations(hana.page) == [], path


def test_german_fits_a_small_phone_of_a_guest(browser: Browser, stage: Server) -> None:
    context = browser.new_context(base_url=stage.url, locale="de-DE", viewport=SMALL)
    page = context.new_page()
    for path in (
        "/",
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/owner/",
        "/nowhere",
    ):
        page.goto(path)
        assert page.evaluate("document.documentElement.lang") == "de"
        assert page.evaluate(TOO_WIDE) == [], path
        assert height_of_header(page) < 2 * FINGER, "in one row"
    context.close()
