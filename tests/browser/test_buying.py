"""One press is one claim, nothing that matters to a buyer goes by unseen, and the keyboard keeps its place."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.running import live_party, party_on
from tests.browser.screens import Room, Studio, Visitor

pytestmark = pytest.mark.browser

FEEL = "navigator.vibrate = (pattern) => { (window.felt ??= []).push(pattern); return true; }"


def one_more(room: Room) -> Locator:
    """Another unit is asked for by another button."""
    return room.more().get_by_role("button", name="1 more")


def moment(room: Room, what: str) -> Locator:
    return room.page.locator(f"[data-moment={what}]")


def focused(page: Page) -> str:
    """The name of the element that has the focus."""
    found: str = page.evaluate("document.activeElement.tagName")
    return found


def put_up(studio: Studio, title: str, price: str, *, runs: str = "10") -> None:
    desk = studio.page
    desk.get_by_text(re.compile(r"Auctions \(\d+\)")).click()
    desk.get_by_label("One unit of").select_option(label=title)
    desk.get_by_label("Starts at, in EUR").fill(price)
    desk.get_by_label("Runs for").select_option(runs)
    desk.get_by_label("A late bid").select_option("5")
    desk.get_by_role("button", name="Put it up").click()
    desk.get_by_role("button", name="Open the lot").click()


@pytest.mark.parametrize("how", ["double click", "two clicks", "two clicks in one moment", "Enter twice"])
def test_a_claim_pressed_twice_is_one_claim(visit: Visit, how: str) -> None:
    hana, ben = visit("Hana"), visit("Ben", phone=True)
    studio, address = live_party(hana, stock=5)
    bens = Room(ben, address)

    if how == "double click":
        bens.claim.dblclick()
    elif how == "two clicks":
        box = bens.claim.bounding_box()
        assert box
        middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        bens.page.mouse.click(*middle)
        expect(bens.mine("held")).to_be_visible()
        bens.page.mouse.click(*middle)
    elif how == "Enter twice":
        bens.claim.focus()
        bens.page.keyboard.press("Enter")
        bens.page.keyboard.press("Enter")
    else:
        bens.claim.evaluate("button => { button.click(); button.click(); }")

    expect(bens.mine("held")).to_have_count(1)
    one_more(bens).click()  # waits until the button hears again
    expect(bens.sheet.locator("[data-claim=held]")).to_have_count(2)
    expect(studio.claim_of(ben)).to_have_count(2)


def test_what_was_claimed_takes_the_focus_and_what_goes_hands_it_on(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben")
    address = party_on(hana)
    bens = Room(ben, address)

    bens.claim.focus()
    bens.page.keyboard.press("Enter")
    expect(bens.bar.get_by_role("button", name="Buy it")).to_be_focused()
    bens.page.keyboard.press("Tab")
    expect(bens.page.get_by_role("button", name="More choices")).to_be_focused(timeout=15_000)
    bens.page.keyboard.press("Enter")
    bens.sheet.get_by_role("button", name="Give back").focus()
    bens.page.keyboard.press("Enter")
    expect(bens.sheet.locator("[data-claim=held]")).to_have_count(0)
    assert focused(bens.page) != "BODY"
    bens.page.keyboard.press("Escape")

    expect(bens.sheet).to_have_count(0)
    assert focused(bens.page) != "BODY"
    expect(bens.claim).to_be_enabled()


def test_a_turn_that_comes_is_seen_heard_and_felt_until_it_is_put_away(visit: Visit) -> None:
    hana, ben, bea = visit("Hana"), visit("Ben"), visit("Bea", phone=True)
    bea.page.add_init_script(FEEL)
    address = party_on(hana)
    bens, beas = Room(ben, address), Room(bea, address)
    beas.page.get_by_role("button", name="More", exact=True).click()
    beas.sheet.get_by_label("Vibrate when something happens to me").check()
    beas.close()
    bens.claim.click()
    expect(bens.mine("held")).to_be_visible()
    beas.join_line.click()
    expect(beas.mine("waitlisted")).to_be_visible()
    expect(beas.page.locator("[data-moment]")).to_have_count(0)

    bens.give_back()

    expect(moment(beas, "promoted")).to_contain_text(re.compile(r"Your turn: .*Blue mug.* 1[45]:\d\d"))
    expect(beas.page.locator("[aria-live=assertive]").filter(has_text="Your turn")).to_be_attached()
    assert beas.page.evaluate("window.felt") == [[300, 100, 300, 100, 300]]
    expect(beas.page).to_have_title(re.compile("^Your turn"))
    expect(beas.bar).to_have_attribute("data-bar", "turn")
    moment(beas, "promoted").get_by_role("button", name="Put away").click()
    expect(moment(beas, "promoted")).to_have_count(0)
    expect(beas.bar).to_have_attribute("data-bar", "held")
    expect(beas.page).not_to_have_title(re.compile("Your turn"))


def test_a_bidder_sees_that_she_leads_is_outbid_and_has_won(visit: Visit) -> None:
    hana, ben, bea = visit("Hana"), visit("Ben", phone=True), visit("Bea", dark=True)
    studio, address = live_party(hana)
    bens, beas = Room(ben, address), Room(bea, address)
    put_up(studio, "Blue mug (1 free)", "5")

    bens.page.get_by_role("button", name="Bid €5.00").dblclick()
    expect(moment(bens, "leading")).to_contain_text("You lead")
    lot = beas.lot()
    lot.get_by_label("The most you would pay").fill("20")
    lot.get_by_role("button", name="Bid", exact=True).click()
    expect(lot).to_contain_text("You lead")
    beas.close()

    expect(moment(bens, "outbid")).to_contain_text("You are outbid")
    expect(moment(bens, "leading")).to_have_count(0)
    expect(beas.bar.locator("[data-price]")).to_have_text("€6.00")
    expect(bens.bar).to_have_attribute("data-bar", re.compile("outbid|closing|extended"))
    expect(moment(beas, "won")).to_contain_text("You won", timeout=20_000)
    expect(beas.bar).to_have_attribute("data-bar", "won")
    expect(beas.bar.get_by_role("link", name="Pay")).to_be_visible()
    expect(moment(bens, "over")).to_contain_text("It is not yours")
    expect(bens.bar).to_contain_text("Sold for €6.00")


def test_the_next_party_hides_nobody_s_claims(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben", phone=True)
    studio, address = live_party(hana)
    bens = Room(ben, address)
    bens.claim.click()
    expect(bens.mine("held")).to_be_visible()
    desk = studio.page
    desk.get_by_role("button", name="End the party").click()
    desk.get_by_role("button", name="Yes, end it").click()
    desk.get_by_role("button", name="New party").click()
    studio.plan("Saturday pots")
    announce(hana)

    expect(bens.page.get_by_text("Saturday pots")).to_be_visible()
    expect(bens.mine("held")).to_contain_text("Blue mug")
    bens.page.reload()
    expect(bens.mine("held")).to_contain_text("Blue mug")
    bens.mine("held").get_by_role("button", name="Buy it").click()
    expect(bens.page.get_by_role("list", name="Your orders")).to_contain_text("€12.50")


def test_a_network_that_goes_is_told_at_once(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben", phone=True)
    address = party_on(hana)
    bens = Room(ben, address)

    ben.page.context.set_offline(True)
    expect(bens.page.get_by_text("No answer")).to_be_visible(timeout=2_000)
    expect(bens.page.get_by_text("Connected")).to_have_count(0)

    ben.page.context.set_offline(False)
    expect(bens.page.get_by_text("Connected")).to_be_visible()
    ben.complaints.clear()  # the browser itself notes what it could not fetch


def test_enter_that_chooses_a_word_sends_nothing(visit: Visit) -> None:
    """Safari ends composing before it tells the key: a plain Enter by all signs but its code."""
    hana = visit("Hana")
    address = party_on(hana)
    room = Room(hana, address)
    field = room.page.get_by_label("Your message")
    field.fill("\u3057\u3085\u3093")

    field.evaluate(
        "field => field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229, bubbles: true}))"
    )
    expect(field).to_have_value("\u3057\u3085\u3093")
    field.press("Enter")

    expect(room.line("\u3057\u3085\u3093")).to_be_visible()


def announce(hana: Visitor) -> None:
    in_two_days = datetime.now(UTC) + timedelta(days=2)
    hana.page.get_by_label("Announce it for").fill(f"{in_two_days:%Y-%m-%dT%H:%M}")
    hana.page.get_by_role("button", name="Announce").click()
    expect(hana.page.get_by_role("button", name="Move", exact=True)).to_be_visible()
