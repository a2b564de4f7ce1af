"""An order in a browser: from the sale to the parcel, on a phone, in light and dark."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.screens import Room
from tests.browser.test_access import violations
from tests.browser.test_party import live_party

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def state(page: Page, words: str) -> None:
    expect(page.locator("[data-order-state]").first).to_have_text(words)


def test_ben_says_where_it_goes_hana_is_paid_and_sends_it(visit: Visit) -> None:
    hana, ben = visit("Hana", dark=True), visit("Ben", phone=True)
    studio, address = live_party(hana)
    bens = Room(ben, address)
    bens.claim.click()
    studio.claim_of(ben).get_by_role("button", name="Confirm sale").click()
    bens.mine("ordered").get_by_role("link", name="Yours").click()
    ben.page.get_by_role("link", name="Friday pots").click()
    state(ben.page, "Open")
    assert violations(ben.page) == []

    ben.page.get_by_label("Name").fill("Ben Miller")
    ben.page.get_by_label("Street, town").fill("12 Mill Lane, Leipzig")
    ben.page.get_by_label("Country").fill("DE")
    ben.page.get_by_role("button", name="Keep").click()
    expect(ben.page.get_by_role("heading", name="It goes to")).to_be_visible()
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
