"""A room before its party and after it: when it begins by one's own clock, what one got, and the way to pay."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.running import Running, in_ms
from tests.browser.screens import Room
from tests.browser.test_access import violations
from tests.browser.test_stage import PHONE, shot, size

pytestmark = pytest.mark.browser
ARABIC = "هل المربى حلو؟ 🫙"


def photo(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (1200, 900), colour).save(out, "JPEG")
    return out.getvalue()


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_before_a_party_there_is_its_cover_its_time_and_a_reminder(visit: Visit) -> None:
    hana, ben, guest = visit("Hana"), visit("Ben"), visit(dark=True)
    for visitor in (ben, guest):
        size(visitor, *PHONE)
    running = Running(hana)
    party = running.party("W" * 40)
    pictures = [running.picture(photo(colour)) for colour in ("teal", "peru")]
    running.send("party.edit", party_id=party, cover=pictures[0])
    starts = in_ms(days=2, hours=3, minutes=30)
    running.send("party.schedule", party_id=party, starts_at=starts)
    running.item(party, ARABIC, pictures=pictures[1:])
    running.item(party, "Green plate", 2400)
    bens, guests = Room(ben, running.address), Room(guest, running.address)

    before = bens.page.locator("[data-before]")
    expect(before.locator("[data-cover]")).to_be_visible()
    expect(before.locator("[data-countdown]")).to_have_text("Begins in 2 days, 3 hours")
    when = before.locator("[data-when]")
    assert datetime.fromisoformat(str(when.get_attribute("datetime"))).timestamp() * 1000 == starts
    expect(bens.page.get_by_text("Green plate")).to_be_visible()
    expect(before.get_by_role("link", name="Calendar")).to_have_attribute(
        "href", f"{running.address}parties/{party}.ics"
    )
    before.get_by_role("button", name="Remind me").click()
    expect(before.get_by_role("button", name="You are reminded")).to_be_visible()
    expect(before).to_contain_text("1 coming")
    assert before.get_by_role("link", name="How I am told").get_attribute("href") == "/notifications/choices/"
    shot(ben.page, "before")
    assert violations(ben.page) == []
    assert fits(ben.page)
    sign_up = guests.page.locator("[data-before]").get_by_role("link", name="Remind me")
    assert (sign_up.get_attribute("href") or "").startswith("/accounts/signup/?next=")
    shot(guest.page, "before-dark")
    assert violations(guest.page) == []
    size(ben, 1440, 900)
    shot(ben.page, "before-desk")
    before.get_by_role("button", name="You are reminded").click()
    expect(before.get_by_role("button", name="Remind me")).to_be_visible()


def test_the_time_is_said_in_the_zone_of_who_reads_it(visit: Visit) -> None:
    hana = visit("Hana")
    running = Running(hana)
    party = running.party()
    starts = in_ms(days=3)
    running.send("party.schedule", party_id=party, starts_at=starts)
    browser = hana.page.context.browser
    assert browser
    away = browser.new_context(
        base_url=hana.person.base_url,
        locale="de-DE",
        timezone_id="Asia/Tokyo",
    )
    page = away.new_page()
    page.goto(running.address)

    clock = datetime.fromtimestamp(starts / 1000, UTC) + timedelta(hours=9)
    expect(page.locator("[data-when]")).to_contain_text(f"{clock:%H:%M} GMT+9")
    away.close()


def test_after_a_party_there_is_what_ben_got_and_the_way_to_pay_it(visit: Visit) -> None:
    hana, ben, bea = visit("Hana"), visit("Ben"), visit("Bea", dark=True)
    for visitor in (ben, bea):
        size(visitor, *PHONE)
    running = Running(hana)
    party = running.party()
    picture = running.picture(photo("teal"))
    running.send("party.schedule", party_id=party, starts_at=in_ms(minutes=5))
    mug = running.item(party, "Blue mug", 1250, stock=3, pictures=[picture])
    plate = running.item(party, "W" * 40, 2400)
    running.send("party.start", party_id=party)
    bens, beas = Room(ben, running.address), Room(bea, running.address)
    for item in (mug, plate):
        running.send("item.feature", party_id=party, item_id=item["id"])
        expect(bens.bar).to_contain_text(item["title"])
        bens.claim.click()
        bens.bar.get_by_role("button", name="Buy it").click()
        expect(bens.mine("ordered")).to_be_visible()

    running.send("party.end", party_id=party)

    after = ben.page.locator("[data-after]")
    expect(after.locator("[data-got=claim]")).to_have_count(2)
    expect(after.locator("[data-sum]")).to_have_text("€36.50")
    expect(after.locator("[data-order=open]")).to_contain_text("€36.50")
    expect(after.locator("[data-sold]")).to_have_count(2)
    expect(after).to_contain_text("2 pieces were sold")
    shot(ben.page, "after")
    assert violations(ben.page) == []
    assert fits(ben.page)
    size(ben, 1440, 900)
    shot(ben.page, "after-desk")
    size(ben, *PHONE)
    ended = beas.page.locator("[data-after]")
    expect(ended.locator("[data-got]")).to_have_count(0)
    expect(ended.locator("[data-sold]")).to_have_count(2)
    shot(bea.page, "after-dark")
    assert violations(bea.page) == []
    ended.get_by_role("button", name="Follow").click()
    expect(ended.get_by_role("button", name="Following")).to_be_visible()

    ben.page.reload()  # now the page itself brings the order along
    after.get_by_role("link", name="Pay").click()
    expect(
        ben.page.get_by_text("Say where it goes").or_(ben.page.get_by_label("Street, town")).first
    ).to_be_visible()
    order = ben.page.url.rstrip("/").rpartition("/")[2]
    ben.page.go_back()
    running.send("order.confirm", order_id=order)
    running.send("order.mark_paid", order_id=order)
    ben.page.reload()
    expect(after.locator("[data-order=paid]")).to_be_visible()
    expect(after.get_by_role("link", name="Pay")).to_have_count(0)


def test_the_last_party_is_looked_back_at_beside_the_next(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben")
    size(ben, *PHONE)
    running = Running(hana)
    for title in ("Friday pots", "Saturday pots"):
        party = running.party(title)
        running.send("party.schedule", party_id=party, starts_at=in_ms(hours=20))
        running.item(party, "Blue mug")
        if title == "Friday pots":
            running.send("party.start", party_id=party)
            running.send("party.end", party_id=party)
    bens = Room(ben, running.address)

    expect(bens.page.locator("[data-after]")).to_contain_text("Friday pots")
    before = bens.page.locator("[data-before]")
    expect(before).to_contain_text("The next party")
    expect(before).to_contain_text("Saturday pots")
    shot(ben.page, "after-and-next")
    assert violations(ben.page) == []


def test_a_link_to_an_item_opens_it_in_its_room_and_can_be_shared_on(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben")
    size(ben, *PHONE)
    ben.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    running = Running(hana)
    party = running.party()
    running.send("party.schedule", party_id=party, starts_at=in_ms(hours=2))
    items = [running.item(party, title) for title in ("Blue mug", "Green plate")]
    link = f"{running.address}items/{items[1]['id']}/"
    bens = Room(ben, link)
    plate = bens.page.locator(f"[data-item='{items[1]['id']}']")
    expect(plate).to_be_visible()
    assert violations(ben.page) == []

    running.send("party.start", party_id=party)
    ben.page.reload()
    expect(bens.sheet.get_by_role("heading", name="Green plate").first).to_be_visible()
    shot(ben.page, "item-link")
    bens.sheet.get_by_role("button", name="Share this item").click()
    expect(ben.page.get_by_text("The address is copied.")).to_be_visible()
    assert str(ben.page.evaluate("navigator.clipboard.readText()")).endswith(link)
    assert violations(ben.page) == []


def test_the_manifest_is_served_as_one(visit: Visit) -> None:
    page = visit().page
    page.goto("/")
    found = page.evaluate("""async () => {
        const link = document.querySelector("link[rel=manifest]").href;
        const answer = await fetch(link);
        const icons = (await answer.clone().json()).icons.map((icon) => new URL(icon.src, link).href);
        const all = await Promise.all(icons.map(async (icon) => (await fetch(icon)).headers.get("content-type")));
        return [answer.headers.get("content-type"), ...all];
    }""")

    assert found == ["application/manifest+json", "image/png", "image/png", "image/png"]
