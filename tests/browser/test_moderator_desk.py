"""A moderator's screens: three columns and keys on a desk, two taps on a phone."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.screens import Room, Visitor
from tests.browser.test_access import violations
from tests.browser.test_moderation import make_moderator
from tests.browser.test_party import live_party
from tests.browser.test_stage import PHONE, shot, size

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def moderated(hana: Visitor, mona: Visitor) -> Room:
    """Hana's party is on, and Mona moderates it."""
    _, address = live_party(hana, stock=3)
    make_moderator(hana, mona, address)
    return Room(mona, address)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_desk_has_what_waits_the_chat_and_the_person(visit: Visit, dark: bool) -> None:
    hana, mona, ben = visit("Hana"), visit("Mona", dark=dark), visit("Ben")
    monas = moderated(hana, mona)
    bens = Room(ben, monas.page.url)
    for number in range(4):
        bens.say(f"line {number}")
    size(mona, 1440, 900)
    monas.page.get_by_role("link", name="Studio").click()
    desk = monas.page
    chat = desk.locator("[data-desk-chat]")
    expect(chat.locator("[data-message]")).to_have_count(5)

    heights = [row.bounding_box() for row in chat.locator("[data-message]").all()]
    assert all(box and box["height"] <= 30 for box in heights)
    shot(desk, f"moderator-{'dark' if dark else 'light'}")
    assert violations(desk) == []
    chat.locator("[data-message]").nth(1).get_by_role("button", name="About the message of").click()
    person = desk.locator("[data-person]")
    expect(person).to_contain_text("line 1")
    expect(person).to_contain_text("Notes")
    shot(desk, f"moderator-person-{'dark' if dark else 'light'}")
    assert violations(desk) == []
    assert desk.evaluate("document.documentElement.scrollHeight <= innerHeight")
    chat.locator("[data-message]").nth(2).hover()
    desk.keyboard.press("t")
    expect(
        bens.page.get_by_text("You were timed out until").or_(bens.page.get_by_text("timed out")).first
    ).to_be_visible()
    expect(person).to_contain_text("Time-out")
    desk.get_by_role("button", name="Raise the shield").click()
    expect(desk.get_by_role("button", name="Lower the shield")).to_be_visible()


def test_a_phone_times_out_in_two_taps(visit: Visit) -> None:
    hana, mona, ben = visit("Hana"), visit("Mona"), visit("Ben")
    monas = moderated(hana, mona)
    bens = Room(ben, monas.page.url)
    bens.say("cheap watches")
    size(mona, *PHONE)
    monas.open_chat()

    monas.line("cheap watches").get_by_role("button", name="About the message of").click()
    button = monas.page.get_by_role("button", name="Time out, 10 minutes")
    expect(button).to_be_in_viewport(ratio=1)
    shot(monas.page, "moderator-phone")
    button.click()
    expect(monas.page.get_by_text("timed out").first).to_be_visible()
