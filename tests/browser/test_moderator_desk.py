"""A moderator's screen: three columns on a desk."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.running import party_on
from tests.browser.screens import Room, Visitor
from tests.browser.test_moderation import make_moderator
from tests.browser.test_stage import shot, size

pytestmark = pytest.mark.browser


def moderated(hana: Visitor, mona: Visitor) -> Room:
    """Hana's party is on, and Mona moderates it."""
    address = party_on(hana, stock=3)
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
    assert desk.evaluate("document.documentElement.scrollHeight <= innerHeight")
