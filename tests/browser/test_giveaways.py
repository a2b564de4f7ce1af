"""A giveaway from the studio to the winner's screen, and the page on which her own browser checks the draw."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.running import live_party
from tests.browser.screens import Room

pytestmark = pytest.mark.browser
DRAWN = 25_000
"""Milliseconds until a giveaway of fifteen seconds has been drawn, with room for a busy machine."""


def test_bea_wins_what_she_saw_kept_and_checks_the_draw(visit: Visit) -> None:
    hana, bea = visit("Hana"), visit("Bea", phone=True)
    studio, address = live_party(hana, stock=1)
    beas = Room(bea, address)

    page = studio.page
    page.get_by_text("Giveaways (0)").click()
    page.get_by_label("Units to keep").select_option(label="Blue mug (1 free)")
    expect(page.get_by_label("The prize")).to_have_value("Blue mug")
    page.get_by_label("Open for").select_option("15 seconds")
    page.get_by_role("button", name="Start the giveaway").click()

    expect(beas.join_line).to_be_visible()
    tile = beas.giveaways()
    expect(tile).to_contain_text("Giveaway: Blue mug")
    tile.get_by_role("button", name="Take part").click()
    expect(tile).to_contain_text("You take part")
    expect(tile).to_contain_text("1 person takes part")
    expect(tile).to_contain_text("You won!", timeout=DRAWN)
    expect(beas.page.locator("[data-stock]").first).to_have_text("Sold out")
    expect(page.locator("[data-giveaway]")).to_contain_text(f"{bea.name} won")
    expect(beas.page.locator("[data-moment=giveaway]")).to_contain_text("You won the giveaway: Blue mug")

    tile.get_by_role("link", name="Check this draw").click()
    expect(beas.page.get_by_role("status")).to_contain_text("In order.")
    expect(beas.page.get_by_text(bea.name).first).to_be_visible()
    assert Axe().run(beas.page).response["violations"] == []


def test_what_is_called_off_says_why(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben")
    studio, address = live_party(hana)
    bens = Room(ben, address)
    page = studio.page
    page.get_by_text("Giveaways (0)").click()
    page.get_by_label("The prize").fill("A jar of jam")
    page.get_by_role("button", name="Start the giveaway").click()
    bens.giveaways()
    expect(bens.page.get_by_role("button", name="Take part")).to_be_visible()

    page.get_by_role("button", name="Call off").click()
    page.get_by_label("Why?").fill("the jar broke")
    page.get_by_role("button", name="Yes, call it off").click()

    tile = bens.page.locator("[data-giveaway=cancelled]")
    tile.locator("summary").click()
    expect(tile).to_contain_text("Called off: the jar broke")
    tile.get_by_role("link", name="Check this draw").click()
    expect(bens.page.get_by_role("status")).to_contain_text("the one that was promised")
