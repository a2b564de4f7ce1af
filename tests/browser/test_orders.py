"""An order in a browser: from the sale to the parcel, on a phone, in light and dark."""

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.running import live_party
from tests.browser.screens import Room
from tests.browser.test_access import violations
from tests.support.server import Server

pytestmark = pytest.mark.browser


def state(page: Page, words: str) -> None:
    expect(page.locator("[data-order-state]").first).to_have_text(words)


def test_ben_says_where_it_goes_hana_is_paid_and_sends_it(visit: Visit) -> None:
    hana, ben = visit("Hana", dark=True), visit("Ben", phone=True)
    studio, address = live_party(hana)
    bens = Room(ben, address)
    bens.claim.click()
    studio.claim_of(ben).get_by_role("button", name="Confirm sale").click()
    bens.mine("ordered").get_by_role("link", name="your order").click()
    ben.page.get_by_role("link", name="Friday pots").click()
    state(ben.page, "Open")
    assert violations(ben.page) == []

    ben.page.get_by_label("Name").fill("Ben Miller")
    ben.page.get_by_label("Street, town").fill("12 Mill Lane, Leipzig")
    ben.page.get_by_label("Country").fill("DE")
    ben.page.get_by_role("button", name="Keep").click()
    expect(ben.page.get_by_role("heading", name="It goes to")).to_be_visible()
    for code in ("WINTER", "SPRING"):  # what was refused is put right, and is looked at again
        ben.page.get_by_label("Discount code").fill(code)
        ben.page.get_by_role("button", name="Use").click()
        expect(ben.page.get_by_text("That is not there any more.")).to_be_visible()
    ben.complaints.clear()  # the browser itself notes the refusals
    ben.page.get_by_role("button", name="That is all: close the order").click()
    state(ben.page, "To be paid")

    studio.page.get_by_role("link", name="Orders", exact=True).click()
    assert violations(hana.page) == []
    hana.page.get_by_role("link", name=ben.name).click()
    hana.page.get_by_role("button", name="mark as paid").click()
    state(hana.page, "Paid")
    assert violations(hana.page) == []
    hana.page.get_by_label("Number of the parcel").fill("JD01")
    hana.page.get_by_role("button", name="It is sent").click()
    state(hana.page, "On its way")
    hana.page.goto(f"{address}orders/")
    hana.page.get_by_role("link", name="Packing list: Friday pots").click()
    expect(hana.page.get_by_text("12 Mill Lane, Leipzig")).to_be_visible()

    ben.page.reload()
    ben.page.get_by_role("button", name="I have it").click()
    state(ben.page, "Done")
    ben.page.get_by_role("link", name="Invoice").click()
    expect(ben.page.get_by_role("heading", name="Invoice")).to_be_visible()
    assert violations(ben.page) == []


def test_ben_appeals_and_hana_lifts_it(visit: Visit, stage: Server) -> None:
    hana, ben = visit("Hana", dark=True), visit("Ben", phone=True)
    studio, address = live_party(hana)
    bens = Room(ben, address)
    bens.claim.click()
    studio.claim_of(ben).get_by_role("button", name="Confirm sale").click()
    expect(bens.mine("ordered")).to_be_visible()
    bens.bag().get_by_role("link", name="Your orders").click()
    ben.page.get_by_role("link", name="Friday pots").click()
    not_paid(stage, ben.page.url.rstrip("/").rpartition("/")[2])

    ben.page.goto("/orders/")
    ben.page.get_by_role("link", name="Hana's pots", exact=True).click()
    expect(ben.page.get_by_text("This is a notice")).to_be_visible()
    ben.page.get_by_label("Tell the staff").fill("The bank was closed.")
    ben.page.get_by_role("button", name="Send it to the staff").click()
    expect(ben.page.get_by_text("You told the staff:")).to_be_visible()
    assert violations(ben.page) == []

    hana.page.goto(f"{address}orders/")
    hana.page.get_by_role("link", name="Unpaid orders and appeals").click()
    expect(hana.page.get_by_text("The bank was closed.")).to_be_visible()
    assert violations(hana.page) == []
    hana.page.get_by_label("Why it no longer counts").fill("It was closed.")
    hana.page.get_by_role("button", name="Lift it").click()
    expect(hana.page.get_by_text("Nobody left an order unpaid.")).to_be_visible()


def not_paid(stage: Server, order_id: str) -> None:
    """As the clock would write it down a day later: the order counts against its buyer."""
    with closing(sqlite3.connect(stage.data / "livesell.sqlite3", timeout=30)) as database, database:
        database.execute(
            "INSERT INTO rooms_strike (order_id, room_id, buyer_id, at, lifted)"
            " SELECT o.id, p.room_id, o.buyer_id, o.opened_at, 0 FROM rooms_order o"
            " JOIN rooms_party p ON p.id = o.party_id WHERE o.id = ?",
            [order_id],
        )
