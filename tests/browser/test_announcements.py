"""A host announces something above the chat, in real browsers."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.screens import Room, Studio

pytestmark = pytest.mark.browser
TEXT = "Five more minutes! ၅ မိနစ် 🫙"


def test_a_line_stands_above_the_chat_until_it_is_taken_down(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben", phone=True)
    studio = Studio(hana)
    room = Room(ben, studio.open_room("Hana's pots"))
    studio.plan("Friday pots")
    studio.add("Blue mug", "12.50")
    studio.go_live()
    studio.beside("Chat")
    studio.page.get_by_role("button", name="Announce").click()
    studio.page.get_by_label("It stands above the chat for everybody").fill(TEXT)
    studio.page.get_by_label("How long").select_option("10 minutes")
    studio.page.locator("dialog[open]").get_by_role("button", name="Announce").click()

    seen = room.page.locator("[data-announcement]")
    expect(seen).to_contain_text(TEXT)
    expect(seen).to_contain_text("Hana")
    expect(room.page.get_by_role("button", name="Announce")).to_have_count(0)

    ben.page.reload()
    expect(seen).to_contain_text(TEXT)

    studio.page.get_by_role("button", name="Take it down").click()
    expect(seen).to_be_empty()
    expect(studio.page.get_by_role("button", name="Take it down")).to_have_count(0)
