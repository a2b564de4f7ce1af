"""Beside the field to write in: commands behind a slash, names behind an @, emoji; and lines among staff."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.screens import Room
from tests.browser.test_moderation import moderator, shot

pytestmark = pytest.mark.browser


def test_names_are_completed_and_who_is_mentioned_reads_her_mentions(visit: Visit) -> None:
    hana, mona, ben = visit("Hana"), visit("Mona"), visit("Ben", phone=True)
    address = moderator(hana, mona)
    monas, bens = Room(mona, address), Room(ben, address)

    field = ben.page.get_by_label("Your message")
    field.fill("look at this, @mona")
    ben.page.get_by_role("button", name=f"@{mona.name}").click()
    field.press_sequentially("みて")
    shot(ben.page, "mention-phone")
    field.press("Enter")
    expect(monas.line("look at this").locator("[data-mention]")).to_have_text(f"@{mona.name}")
    mona.page.get_by_role("button", name="You were mentioned").click()
    expect(mona.page.get_by_role("dialog")).to_contain_text("look at this")
    shot(mona.page, "mentions-wide")
    mona.page.get_by_role("button", name="Nobody", exact=True).click()
    mona.page.keyboard.press("Escape")
    bens.say(f"once more @{mona.name} ")
    expect(monas.line("once more").locator("[data-mention]")).to_have_count(0)


def test_a_command_is_completed_explained_and_done(visit: Visit) -> None:
    hana, mona, ben = visit("Hana"), visit("Mona"), visit("Ben")
    address = moderator(hana, mona)
    monas, bens = Room(mona, address), Room(ben, address)
    bens.say("buy at my shop")
    expect(monas.line("buy at my shop")).to_be_visible()
    field = mona.page.get_by_label("Your message")

    field.fill("/tim")
    mona.page.get_by_role("button", name="/timeout").click()
    field.press_sequentially(f"{ben.name} 5m shouted")
    field.press("Enter")
    expect(bens.page.get_by_text("You were timed out until")).to_be_visible()

    field.fill("/nothing")
    field.press("Enter")
    expect(mona.page.get_by_text("There is no command /nothing here.")).to_be_visible()
    expect(field).to_have_value("/nothing")
    field.fill("/slow 30s")
    field.press("Enter")
    expect(mona.page.get_by_text("Slow mode 30 s")).to_be_visible()
    field.fill("/help")
    field.press("Enter")
    expect(mona.page.get_by_role("dialog")).to_contain_text("/timeout name [10m] [reason]")
    shot(mona.page, "commands-wide")


def test_emoji_are_picked_and_staff_talk_among_themselves(visit: Visit) -> None:
    hana, mona, ben = visit("Hana"), visit("Mona"), visit("Ben", phone=True)
    address = moderator(hana, mona)
    bens = Room(ben, address)
    ben.page.get_by_role("button", name="Emoji and more").click()
    ben.page.get_by_role("group", name="Shop").get_by_role("button", name="🛒").click()
    shot(ben.page, "emoji-phone")
    ben.page.get_by_label("Your message").press("Enter")
    expect(bens.line("🛒")).to_be_visible()

    for one in (hana, mona):
        one.page.goto(f"{address}studio/")
        one.page.get_by_role("button", name="Chat", exact=True).click()
    said = mona.page.get_by_label("Say something to the staff")
    said.fill("The last jar has a crack")
    said.press("Enter")
    lines = hana.page.locator("[data-staff-lines]")
    expect(lines).to_contain_text("The last jar has a crack")
    shot(hana.page, "staff-lines-wide")
    expect(ben.page.get_by_text("The last jar has a crack")).to_have_count(0)
    mona.page.get_by_role("button", name="Take the line back").click()
    expect(lines).not_to_contain_text("The last jar has a crack")
