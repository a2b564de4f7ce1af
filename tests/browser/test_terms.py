"""What a seller asks for sending, and what a buyer sets for herself, in a browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.running import party_on
from tests.browser.screens import Room, Studio
from tests.browser.test_access import violations

pytestmark = pytest.mark.browser


def test_hana_says_how_she_ships_and_makes_a_code(visit: Visit) -> None:
    hana = visit("Hana", phone=True, dark=True)
    studio = Studio(hana)
    studio.open_room("Hana's pots")
    studio.plan("Friday pots")
    hana.page.get_by_role("link", name="Shipping and codes").click()
    terms = hana.page.get_by_role("form", name="Your terms")
    terms.get_by_label("Price in EUR").fill("cheap")
    terms.get_by_role("button", name="Keep the terms").click()
    expect(terms.get_by_role("alert")).to_contain_text("“cheap” is no amount of EUR")

    terms.get_by_label("By weight").check()
    terms.get_by_label("Up to grams").fill("500")
    terms.get_by_label("Price in EUR").fill("3,90")
    terms.get_by_label("Heavier than that").fill("9")
    terms.get_by_label("Free from goods of").fill("50")
    terms.get_by_role("button", name="Another price for some countries").click()
    terms.get_by_label("Countries of region 1").fill("at, ch")
    terms.get_by_role("group", name="Shipping to region 1").get_by_label("Price in EUR").fill("12")
    terms.get_by_label("Tax in percent").fill("19")
    terms.get_by_role("button", name="Keep the terms").click()
    expect(terms.get_by_role("status")).to_have_text("Kept.")
    assert violations(hana.page) == []

    codes = hana.page.get_by_role("form", name="A discount code")
    codes.get_by_label("Code").fill("spring")
    codes.get_by_label("Percent off").fill("7.5")
    codes.get_by_label("Goods of at least").fill("20")
    codes.get_by_role("button", name="Make the code").click()
    spring = hana.page.locator("[data-code=SPRING]")
    expect(spring).to_contain_text("7.5 % off from €20.00 on")

    hana.page.reload()
    expect(terms.get_by_label("Up to grams")).to_have_value("500")
    expect(terms.get_by_label("Countries of region 1")).to_have_value("AT, CH")
    expect(terms.get_by_label("Free from goods of")).to_have_value("50.00")
    spring.get_by_role("button", name="End SPRING").click()
    expect(spring).to_contain_text("ended")
    assert violations(hana.page) == []


def test_ben_is_held_to_the_limit_he_set(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben", phone=True)
    address = party_on(hana)
    ben.page.goto(f"{address}limits/")
    ben.page.get_by_label("Spend in 24 hours").fill("ten")
    ben.page.get_by_role("button", name="Keep these limits").click()
    expect(ben.page.get_by_role("alert")).to_contain_text("“ten” is no amount of EUR")
    ben.page.get_by_label("Spend in 24 hours").fill("10")
    ben.page.get_by_label("Minutes a day").fill("90")
    ben.page.get_by_role("button", name="Keep these limits").click()
    expect(ben.page.locator("[data-held]")).to_contain_text("€10.00")
    assert violations(ben.page) == []

    bens = Room(ben, address)
    bens.claim.click()
    expect(ben.page.get_by_text("more than the limits you set")).to_be_visible()
    ben.page.get_by_role("link", name="My limits").click()
    ben.page.get_by_label("Spend in 24 hours").fill("40")
    ben.page.get_by_role("button", name="Keep these limits").click()
    expect(ben.page.get_by_text("The limits in the fields below hold from")).to_be_visible()
    expect(ben.page.locator("[data-held]")).to_contain_text("€10.00")
    assert violations(ben.page) == []
