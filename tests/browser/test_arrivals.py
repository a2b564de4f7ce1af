"""New arrivals in browsers: a seller writes them on a phone, sees how they look, and who said yes comes by the link."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.running import Running, in_ms
from tests.browser.test_access import violations
from tests.browser.test_before_after import ARABIC, fits, photo
from tests.browser.test_stage import PHONE, shot, size
from tests.support.shows import do

pytestmark = pytest.mark.browser


def test_a_seller_writes_of_her_new_things_and_who_said_yes_comes(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben", dark=True, phone=True)
    size(hana, *PHONE)
    running = Running(hana)
    party = running.party("W" * 40)
    running.send("party.schedule", party_id=party, starts_at=in_ms(days=2))
    pictures = [running.picture(photo("teal"))]
    running.item(party, ARABIC, pictures=pictures)
    running.item(party, "Green plate", 2400)
    assert do(ben.person, running.room, "room.follow")["ok"]
    ben.page.goto("/sellers/")
    ben.page.get_by_role("button", name="Yes, I agree to this").click()
    expect(ben.page.get_by_role("button", name="Take my yes back")).to_be_visible()

    hana.page.goto(f"{running.address}customers/")
    hana.page.get_by_role("link", name="New arrivals").click()
    hana.page.get_by_label("What is new").fill("New this Friday:\nplates and " + "W" * 60)
    hana.page.get_by_label("Green plate").check()
    hana.page.get_by_label(ARABIC).check()
    shot(hana.page, "arrivals-write")
    assert violations(hana.page) == []
    assert fits(hana.page)
    hana.page.get_by_role("button", name="Look at it first").click()
    mail = hana.page.locator("[data-mail]")
    expect(mail).to_contain_text("Green plate")
    assert mail.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    shot(hana.page, "arrivals-preview")
    assert violations(hana.page) == []
    assert fits(hana.page)

    hana.page.get_by_role("button", name="Send it to 1 person").click()
    expect(hana.page.get_by_text("You can write again from")).to_be_visible()
    ben.page.goto("/notifications/")
    row = ben.page.get_by_role("link", name="New from Hana")
    while row.count() == 0:
        ben.page.wait_for_timeout(200)
        ben.page.reload()
    shot(ben.page, "arrivals-bell")
    assert violations(ben.page) == []
    row.click()
    ben.page.wait_for_url(f"**{running.address}")

    hana.page.reload()
    expect(hana.page.locator("[data-told]")).to_contain_text("1 person got it · 1 came by it")
    size(hana, 1440, 900)
    shot(hana.page, "arrivals-desk")
    assert violations(hana.page) == []
