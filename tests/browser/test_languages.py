"""A room, its studio and the terms in every language: the page says which, and nothing English is left on it."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit
from tests.browser.screens import Studio
from tests.browser.test_german import READ, texts_of
from tests.support.server import Server

pytestmark = pytest.mark.browser
OTHERS = [code for code in dict(settings.LANGUAGES) if code != "en"]
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def phone(browser: Browser, stage: Server) -> Iterator[Page]:
    context = browser.new_context(base_url=stage.url, viewport={"width": 360, "height": 740})
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def left_in_english(page: Page, language: str) -> list[str]:
    read: list[str] = page.evaluate(READ)
    english = {text for text in texts_of("en") - texts_of(language) if re.search(r"[A-Za-z]{3}", text)}
    long = tuple(text for text in english if " " in text and len(text) > 8)
    return [text for text in read if text.strip(" .:,;!?…()·") in english or any(one in text for one in long)]


def test_every_language_is_whole_and_fits_a_phone(visit: Visit, phone: Page) -> None:
    hana = visit("Hana")
    studio = Studio(hana)
    address = studio.open_room("Töpferei")
    studio.plan("2026")
    studio.add("Krug", "12.50", stock=3)
    studio.go_live()
    studio.put_on_air("Krug")
    phone.context.add_cookies(hana.page.context.cookies())
    assert left_in_english(hana.page, OTHERS[0]) != [], "the control: in English, English is found"
    for language in OTHERS:
        phone.goto("/")
        phone.locator(f"button[name=language][value={language}]").click()
        for path in (address, f"{address}studio/", f"{address}terms/"):
            phone.goto(path)
            expect(phone.locator(f"#app[lang={language}]")).to_be_attached()
            expect(phone.locator("#app").get_by_role("heading").first).to_be_visible()
            assert left_in_english(phone, language) == [], f"{language}: {path}"
            assert phone.evaluate(TOO_WIDE) == 0, f"{language}: {path}"
