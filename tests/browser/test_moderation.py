"""A moderator at work, in real browsers: by two taps on a phone, by the keyboard alone; and who it is done to."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.screens import Room, Studio, Visitor

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("LIVESELL_TEST_SHOTS")


def shot(page: Page, name: str) -> None:
    """A picture to look at, where somebody asks for it."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png")


def moderator(hana: Visitor, mona: Visitor) -> str:
    """A room of Hana's in which Mona moderates; its address."""
    address = Studio(hana).open_room("Hana's pots")
    make_moderator(hana, mona, address)
    return address


def make_moderator(hana: Visitor, mona: Visitor, address: str) -> None:
    """Hana gives Mona the role, and she takes it."""
    Room(mona, address).say("I can help")
    Room(hana, address).about(mona)
    hana.page.get_by_role("button", name="Make moderator").click()
    mona.page.get_by_role("button", name="Accept", exact=True).click()
    expect(mona.page.get_by_role("link", name="Studio")).to_be_visible()


def test_a_time_out_takes_two_taps_on_a_phone_and_one_takes_it_back(visit: Visit) -> None:
    hana, mona, ben = visit("Hana"), visit("Mona", phone=True), visit("Ben", phone=True)
    address = moderator(hana, mona)
    monas, bens = Room(mona, address), Room(ben, address)
    bens.say("buy at my shop ရောင်းမယ် 🫙")
    expect(monas.line("buy at my shop")).to_contain_text("first message here")

    monas.about(ben)
    shot(mona.page, "acts-phone")
    mona.page.get_by_role("button", name="Time out, 10 minutes").click()
    expect(bens.page.get_by_text("You were timed out until")).to_be_visible()
    expect(bens.page.get_by_label("Your message")).to_have_count(0)
    shot(ben.page, "muted-phone")
    bens.page.get_by_role("button", name="Why, and how to appeal").click()
    expect(bens.page.get_by_text("by the moderators")).to_be_visible()
    shot(ben.page, "own-phone")
    bens.page.keyboard.press("Escape")

    mona.page.get_by_role("button", name="Undo").click()
    expect(bens.page.get_by_label("Your message")).to_be_visible()


def test_by_the_keyboard_alone_a_line_goes_and_comes_back_and_somebody_is_warned(visit: Visit) -> None:
    hana, mona, ben = visit("Hana"), visit("Mona"), visit("Ben")
    address = moderator(hana, mona)
    monas, bens = Room(mona, address), Room(ben, address)
    bens.say("buy at my shop")
    expect(monas.line("buy at my shop")).to_be_visible()

    mona.page.get_by_role("list", name="Messages").focus()
    mona.page.keyboard.press("ArrowUp")
    bens.say("a line that comes meanwhile")
    mona.page.keyboard.press("d")
    expect(bens.line("buy at my shop")).to_have_count(0)
    expect(bens.line("a line that comes meanwhile")).to_be_visible()
    mona.page.keyboard.press("u")
    expect(bens.line("buy at my shop")).to_be_visible()

    mona.page.keyboard.press("w")
    expect(bens.page.get_by_text("You were warned.")).to_be_visible()
    shot(mona.page, "keys-wide")
    bens.page.get_by_role("button", name="I have read it").click()
    bens.say("sorry")


def test_who_is_banned_reads_why_and_appeals_and_somebody_else_grants_it(visit: Visit) -> None:
    hana, mona, ben = visit("Hana"), visit("Mona"), visit("Ben", phone=True)
    address = moderator(hana, mona)
    monas, bens = Room(mona, address), Room(ben, address)
    bens.say("buy at my shop")
    monas.about(ben)
    monas.page.get_by_role("button", name=f"Ban {ben.name}").click()
    monas.page.get_by_label("Reason").fill("Advertising, again.")
    monas.page.get_by_role("button", name=f"Ban {ben.name}").click()

    bens.page.get_by_role("link", name="Why, and how to appeal").click()
    expect(bens.page.get_by_text("This is not open to you")).to_be_visible()
    ben.complaints.clear()  # the browser says that the page was refused, as it was meant to be
    expect(bens.page.get_by_text("Advertising, again.")).to_be_visible()
    bens.page.get_by_role("button", name="Appeal").click()
    bens.page.get_by_label("Why is it not right?").fill("It is my sister's shop.")
    shot(ben.page, "banned-phone")
    bens.page.get_by_role("button", name="Send the appeal").click()
    expect(bens.page.get_by_text("Your appeal is being looked at.")).to_be_visible()

    hana.page.goto(f"{address}studio/")
    Studio(hana).beside("Log")
    hana.page.get_by_role("button", name="Appeals (1)").click()
    hana.page.get_by_label("Your answer").fill("We did not know. Welcome back.")
    shot(hana.page, "appeals-wide")
    hana.page.get_by_role("button", name="Grant: undo it").click()
    expect(hana.page.get_by_text(f"Granted by {hana.name}")).to_be_visible()

    hana.page.get_by_role("button", name="All acts").click()
    expect(hana.page.get_by_text(f"undone by {hana.name}")).to_be_visible()
    shot(hana.page, "log-wide")
    bens.page.goto(address)
    bens.say("thank you")


def test_a_moderator_reads_a_persons_card_and_notes_something(visit: Visit) -> None:
    hana, mona, ben = visit("Hana"), visit("Mona", dark=True), visit("Ben", phone=True)
    address = moderator(hana, mona)
    Room(ben, address).say("hello")
    Room(mona, address).about(ben)
    mona.page.get_by_role("button", name="History and notes").click()
    expect(mona.page.get_by_text("Nothing was ever done about this person here.")).to_be_visible()
    mona.page.get_by_label("Note", exact=True).fill("A friend of Bea's.")
    mona.page.get_by_role("button", name="Add the note").click()
    expect(mona.page.get_by_text("A friend of Bea's.")).to_be_visible()
    shot(mona.page, "card-wide-dark")
