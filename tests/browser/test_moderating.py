"""A raid, as those meet it who keep the room kind: the shield, the queue, and calm. On a phone, and by keyboard."""

import os

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.screens import Room, Studio

pytestmark = pytest.mark.browser


def look(page: Page, name: str) -> None:
    """A picture for who looks at the screens, where a folder for it is named."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/{name}.png")


def waits(page: Page, text: str) -> None:
    """Somebody writes a line, and is told that it waits."""
    page.get_by_label("Your message").fill(text)
    page.get_by_label("Your message").press("Enter")
    expect(page.get_by_label("Your messages that wait")).to_contain_text(text)


def test_first_messages_wait_and_are_decided_by_keyboard(visit: Visit) -> None:
    hana, ben, bea = visit("Hana"), visit("Ben"), visit("Bea", phone=True)
    studio = Studio(hana)
    address = studio.open_room("Hana's pots")
    studio.plan("Friday pots")
    studio.beside("Moderate")
    page = studio.page
    page.get_by_role("button", name="First messages wait").click()
    expect(page.get_by_role("button", name="First messages wait")).to_have_attribute("aria-pressed", "true")
    of_ben, of_bea = Room(ben, address), Room(bea, address)
    expect(of_bea.page.get_by_label("Rules of the chat at the moment")).to_contain_text("First messages wait")

    waits(of_ben.page, "cheap watches")
    waits(of_bea.page, "Is the blue one there?")
    expect(page.get_by_role("heading", name="Waiting messages (2)")).to_be_visible()
    look(page, "queue")
    look(of_bea.page, "waits")
    expect(of_bea.line("cheap watches")).to_have_count(0)
    page.locator("[data-held]").first.focus()
    page.keyboard.press("t")
    expect(page.locator("[data-held]").first).to_contain_text("is on it")
    page.keyboard.press("d")
    expect(page.get_by_role("heading", name="Waiting messages (1)")).to_be_visible()
    expect(page.locator("[data-held]").first).to_be_focused()
    page.keyboard.press("a")

    expect(of_ben.line("Is the blue one there?")).to_be_visible()
    expect(of_bea.page.get_by_label("Your messages that wait")).to_have_count(0)
    expect(of_ben.page.get_by_label("Your messages that wait")).to_have_count(0)
    expect(of_ben.line("cheap watches")).to_have_count(0)


def test_the_shield_goes_up_and_down_with_a_tap_on_a_phone(visit: Visit) -> None:
    hana, ben = visit("Hana", phone=True, dark=True), visit("Ben", phone=True)
    studio = Studio(hana)
    room = Room(ben, studio.open_room("Hana's pots"))
    room.say("hello")
    page = studio.page
    studio.plan("Friday pots")
    page.get_by_role("group", name="Show").get_by_role("button", name="Moderate").click()

    page.get_by_role("button", name="Raise the shield").click()

    rules = room.page.get_by_label("Rules of the chat at the moment")
    expect(rules).to_contain_text("Shield is up")
    expect(rules).to_contain_text("Slow mode 30 s")
    room.page.get_by_label("Your message").fill("BUY WATCHES")
    room.page.get_by_label("Your message").press("Enter")
    expect(room.page.get_by_text("Only followers of the room may write")).to_be_visible()
    expect(room.page.get_by_label("Your message")).to_have_value("BUY WATCHES")
    look(page, "shield")
    look(room.page, "shielded")

    page.get_by_role("button", name="Lower the shield").click()

    expect(rules).to_have_count(0)
    room.page.get_by_label("Your message").fill("hello again")
    room.page.get_by_label("Your message").press("Enter")
    expect(room.line("hello again")).to_be_visible()


def test_slow_mode_counts_down_in_the_button(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben", phone=True)
    studio = Studio(hana)
    room = Room(ben, studio.open_room("Hana's pots"))
    studio.plan("Friday pots")
    studio.beside("Moderate")
    studio.page.get_by_label("Slow mode").select_option("5 seconds")
    expect(room.page.get_by_label("Rules of the chat at the moment")).to_contain_text("Slow mode 5 s")

    room.say("one")

    expect(room.page.get_by_role("button", name="Send, in")).to_be_disabled()
    look(room.page, "slow")
    expect(room.page.get_by_role("button", name="Send", exact=True)).to_be_enabled(timeout=15_000)
    room.say("two")
