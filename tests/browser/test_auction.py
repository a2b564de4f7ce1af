"""A lot in real browsers: put up in the studio, bid for by two, and won by the clock."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit
from tests.browser.running import live_party
from tests.browser.screens import Room, Visitor

pytestmark = pytest.mark.browser


def lot(visitor: Visitor) -> Locator:
    """The lot as somebody in the room sees it."""
    return visitor.page.locator("[data-lot]").first


def test_ben_is_outbid_and_bea_wins(visit: Visit) -> None:
    hana, ben, bea = visit("Hana"), visit("Ben", phone=True), visit("Bea", dark=True)
    studio, address = live_party(hana)
    bens, beas = Room(ben, address), Room(bea, address)
    studio.page.get_by_text("Auctions (0)").click()
    studio.page.get_by_label("One unit of").select_option(label="Blue mug (1 free)")
    studio.page.get_by_label("Starts at, in EUR").fill("5")
    studio.page.get_by_label("Runs for").select_option("10")
    studio.page.get_by_label("A late bid").select_option("5")
    studio.page.get_by_role("button", name="Put it up").click()

    studio.page.get_by_role("button", name="Open the lot").click()
    bens.lot()
    beas.lot()
    lot(ben).get_by_role("button", name="Bid €5.00").click()
    expect(lot(ben)).to_contain_text("You lead")
    expect(lot(ben)).to_contain_text("Your most: €5.00")
    lot(bea).get_by_label("The most you would pay").fill("20")
    lot(bea).get_by_role("button", name="Bid", exact=True).click()

    expect(lot(ben)).to_contain_text("You are outbid")
    expect(ben.page.locator("[aria-live=assertive]").filter(has_text="outbid")).to_be_attached()
    expect(lot(bea)).to_contain_text("You lead")
    expect(lot(bea).locator("[data-lot-price]")).to_have_text("€6.00")
    expect(lot(ben)).not_to_contain_text("20")
    expect(studio.page.locator("[data-studio-lot=closed]")).to_contain_text(
        re.compile("Sold to Bea"), timeout=20_000
    )
    expect(lot(ben)).to_contain_text("Sold to Bea")
    assert hana.complaints + ben.complaints + bea.complaints == []
