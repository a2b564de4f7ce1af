"""A host sends her viewers on, each by her own choice; a moderator recommends a room. In real browsers."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.screens import Room, Studio, Visitor

pytestmark = pytest.mark.browser


def live_studio(host: Visitor) -> tuple[Studio, str]:
    """Somebody's room while a party is on, and its address."""
    studio = Studio(host)
    address = studio.open_room(f"{host.name}'s pots")
    studio.plan("Friday pots")
    studio.add("Blue mug", "12.50")
    studio.go_live()
    studio.beside("Chat")
    return studio, address


def send_on(studio: Studio, what: str, field: str, address: str, button: str) -> None:
    """A host opens a dialog beside the field to write in, and fills it in."""
    studio.page.get_by_role("button", name="Emoji and more").click()
    studio.page.get_by_role("button", name=what, exact=True).click()
    dialog = studio.page.locator("dialog[open]")
    dialog.get_by_label(field).fill(address)
    dialog.get_by_role("button", name=button).click()
    expect(dialog).to_have_count(0)


def test_a_viewer_goes_along_by_her_own_choice_and_the_other_room_is_told(visit: Visit) -> None:
    bea, hana, ben = visit("Bea"), visit("Hana"), visit("Ben", phone=True)
    kiln, there = live_studio(bea)
    studio, here = live_studio(hana)
    Room(ben, here)
    send_on(studio, "Send viewers on", "Address of a room here", there, "Ask them")

    ben.page.locator("[data-raid-chip]").click()
    invitation = ben.page.get_by_role("region", name="Come along")
    expect(invitation).to_contain_text(f"{hana.name} invites you to come along to {bea.name}'s pots.")
    expect(invitation).to_contain_text("You stay here unless you choose to go.")
    assert ben.page.url == here, "nobody was moved"
    invitation.get_by_role("link", name="Go there").click()
    ben.page.wait_for_url(there)

    studio.page.get_by_role("button", name="Take it back").wait_for()
    arrived = kiln.page.locator("[data-arrival]")
    expect(arrived).to_contain_text(f"1 viewer came along with {hana.name}. Welcome!", timeout=75_000)
    way_back = arrived.get_by_role("link", name=f"From {hana.name}'s pots")
    expect(way_back).to_have_attribute("href", urlsplit(here).path)
    arrived.get_by_role("button", name="Do not show it").click()
    expect(arrived).to_have_count(0)


def test_an_address_elsewhere_is_shown_plainly_and_taken_back(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben")
    studio, here = live_studio(hana)
    Room(ben, here)
    send_on(studio, "Send viewers on", "Address of a room here", "https://пример.example/live", "Ask them")

    invitation = ben.page.get_by_role("region", name="Come along")
    expect(invitation.locator("[data-address]")).to_have_text("https://xn--e1afmkfd.example/live")
    expect(invitation).to_contain_text("some of its letters are not what they look like")
    link = invitation.get_by_role("link", name="Go there")
    expect(link).to_have_attribute("rel", "noreferrer")
    expect(link).to_have_attribute("target", "_blank")

    invitation.get_by_role("button", name="Stay here").click()
    expect(invitation).to_have_count(0)
    studio.page.get_by_role("button", name="Take it back").click()
    expect(studio.page.locator("[data-raid]")).to_have_count(0)


def test_a_shout_out_leads_to_the_room_and_follows_it(visit: Visit) -> None:
    bea, hana, ben = visit("Bea"), visit("Hana"), visit("Ben")
    _, there = live_studio(bea)
    studio, here = live_studio(hana)
    Room(ben, here)
    send_on(studio, "Shout-out", "Name of a seller", bea.name, "Show it above the chat")

    card = ben.page.get_by_role("region", name="Shout-out")
    expect(card).to_contain_text(f"{hana.name} recommends:")
    expect(card).to_contain_text(bea.name)
    card.get_by_role("button", name="Follow the room").click()
    expect(card.get_by_role("button", name="You follow the room")).to_be_visible()
    card.get_by_role("link", name="Look in").click()
    ben.page.wait_for_url(there)
    expect(ben.page.get_by_role("button", name="Following")).to_be_visible()
