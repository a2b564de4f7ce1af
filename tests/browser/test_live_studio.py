"""A seller runs her party from one screen: what is on air, the next item at the thumb, claims as they come."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.running import live_party
from tests.browser.screens import UPLOAD_MS, Room
from tests.browser.test_access import violations
from tests.browser.test_stage import LONG, PHONE, RTL, shot, size

pytestmark = pytest.mark.browser
SIZES = (PHONE, (768, 1024), (1024, 768), (1440, 900))
SMALL_TARGETS = """() => ["[data-live-top]", ".tabs", "[data-deck]", "[data-tools]", "[data-queue]", "[data-warning]",
        "[data-latest]", "[data-live-studio]:has([data-next])"]
    .flatMap((part) => [...document.querySelectorAll(part + " :is(button, a, input)")])
    .filter((each) => each.checkVisibility({ visibilityProperty: true }))
    .filter((each) => !each.closest(".modal, .card, [aria-labelledby=chat-heading]"))
    .map((each) => [each.textContent.trim() || each.ariaLabel, each.getBoundingClientRect()])
    .filter(([, box]) => box.height > 0 && (box.height < 43.5 || box.width < 43.5))
    .map(([words, box]) => `${words}: ${box.width} x ${box.height}`)"""
LAID_OUT = """() => {
    const cut = [], boxes = [];
    for (const name of ["[data-live-top]", "[data-deck]", "[data-tool=price]", "[data-tool=flash]",
                        "[data-tool=auction]", "[data-tool=giveaway]", "[data-tool=pin]", "[data-next]"]) {
        const each = document.querySelector(name), box = each.getBoundingClientRect();
        const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        const inside = box.left >= -1 && box.right <= innerWidth + 1 && box.top >= -1 && box.bottom <= innerHeight + 1;
        if (!inside || !(each.contains(at) || at?.contains(each))) cut.push(name);
        for (const [other, there] of boxes)
            if (box.left < there.right - 1 && box.right > there.left + 1 && box.top < there.bottom - 1
                && box.bottom > there.top + 1) cut.push(`${name} over ${other}`);
        boxes.push([name, box]);
    }
    const root = document.documentElement;
    if (root.scrollHeight > innerHeight || root.scrollWidth > innerWidth) cut.push("the page scrolls");
    return cut;
}"""


def laid_out(page: Page, name: str) -> None:
    """Nothing is cut, nothing lies over something else, and a thumb finds all of it."""
    expect(page.locator("[data-next]")).to_be_visible()
    shot(page, f"studio-{name}")
    assert page.evaluate(LAID_OUT) == [], name
    assert page.evaluate(SMALL_TARGETS) == [], name


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_everything_a_seller_needs_is_on_one_screen(visit: Visit, dark: bool) -> None:
    hana, ben = visit("Hana", dark=dark), visit("Ben")
    studio, address = live_party(hana, stock=3)
    desk = studio.page
    for title in (LONG, RTL):
        studio.add(title, "999999", stock=3)
    Room(ben, address).claim.click()
    expect(studio.claim_of(ben)).to_have_count(1)

    for place, (wide, high) in enumerate(SIZES):
        name = f"{wide}-{'dark' if dark else 'light'}"
        size(hana, wide, high)
        laid_out(desk, name)
        assert violations(desk) == [], name
        if place == 0:
            desk.locator("[data-next]").click()
            expect(desk.locator("[data-deck]")).to_contain_text(LONG)
            laid_out(desk, f"{name}-long")
        desk.evaluate("document.documentElement.dir = 'rtl'")
        laid_out(desk, f"{name}-rtl")
        desk.evaluate("document.documentElement.dir = 'ltr'")


def test_the_next_item_is_one_tap_and_comes_back_by_undo(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben")
    studio, address = live_party(hana)
    studio.add("Green plate", "24", stock=3)
    studio.add("Red bowl", "8", stock=3)
    bens = Room(ben, address)
    size(hana, *PHONE)
    desk = studio.page

    desk.locator("[data-next]").dblclick()
    expect(desk.locator("[data-deck]")).to_contain_text("Green plate")
    expect(desk.locator("[data-next]")).to_contain_text("Red bowl")
    expect(bens.page.get_by_role("heading", name="Green plate")).to_be_visible()
    desk.get_by_role("button", name="Undo").click()
    expect(desk.locator("[data-deck]")).to_contain_text("Blue mug")
    expect(desk.locator("[data-next]")).to_contain_text("Green plate")


def test_a_finger_drawn_across_turns_to_the_tab_beside(visit: Visit) -> None:
    hana = visit("Hana")
    studio, _ = live_party(hana)
    size(hana, *PHONE)
    desk = studio.page
    chosen = desk.locator("[data-live-studio] .tab-active")

    def draw(start: int, end: int, on: str = "[data-live-studio]") -> None:
        box = desk.locator(on).bounding_box()
        assert box is not None
        at = min(box["y"] + box["height"] / 2, 420)
        desk.mouse.move(start, at)
        desk.mouse.down()
        desk.mouse.move(end, at, steps=4)
        desk.mouse.up()

    expect(chosen).to_have_text("On air")
    draw(300, 60)
    expect(chosen).to_have_text("Claims")
    draw(60, 300)
    expect(chosen).to_have_text("On air")
    draw(60, 300)
    expect(chosen).to_have_text("On air")
    desk.evaluate("document.documentElement.dir = 'rtl'")
    draw(60, 300)
    expect(chosen).to_have_text("Claims")


def test_the_top_says_for_how_long_it_is_live(visit: Visit) -> None:
    hana = visit("Hana")
    studio, _ = live_party(hana)

    expect(studio.page.locator("[data-live-for]")).to_have_text(re.compile(r"^0:0\d:\d\d$"))
    size(hana, *PHONE)
    expect(studio.page.locator("[data-live-for]")).to_have_text(re.compile(r"^0:0\d$"))


def test_claims_are_confirmed_where_they_come_in_and_all_at_once(visit: Visit) -> None:
    hana, ben, bea = visit("Hana"), visit("Ben"), visit("Bea")
    studio, address = live_party(hana, stock=3)
    size(hana, *PHONE)
    desk = studio.page
    Room(ben, address).claim.click()
    Room(bea, address).claim.click()
    expect(desk.locator("[data-latest]")).to_have_count(2)
    expect(desk.locator("[data-latest]").first).to_contain_text(bea.name)
    expect(desk.locator("[data-line]")).to_contain_text("1 left · 2 held")
    shot(desk, "studio-claims-phone")

    desk.get_by_role("button", name="All claims").click()
    desk.get_by_role("button", name="Confirm all 2").click()
    desk.get_by_role("button", name="Yes, confirm them").click()
    expect(desk.get_by_text("2 sales are confirmed.")).to_be_visible()
    shot(desk, "studio-claims-confirmed")
    expect(desk.locator("[data-claim=ordered]")).to_have_count(2)
    expect(desk.locator("[data-sold]")).to_contain_text("€25.00")


def test_tools_have_presets_and_no_forms(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben")
    studio, address = live_party(hana, stock=3)
    bens = Room(ben, address)
    size(hana, *PHONE)
    desk = studio.page
    sheet = desk.locator(".sheet")

    desk.locator("[data-tool=price]").click()
    shot(desk, "studio-price")
    sheet.get_by_role("button", name="20 % €10.00").click()
    expect(bens.claim).to_contain_text("€10.00")
    expect(desk.locator("[data-deck]")).to_contain_text("€10.00")
    desk.get_by_role("button", name="Undo").click()
    expect(bens.claim).to_contain_text("€12.50")
    desk.locator("[data-tool=flash]").click()
    shot(desk, "studio-flash")
    sheet.get_by_role("button", name="20 % 1 min").click()
    expect(desk.locator("[data-deck=flash]")).to_contain_text("€10.00")
    desk.get_by_role("button", name="End it now").click()
    expect(desk.locator("[data-deck=selling]")).to_contain_text("€12.50")
    desk.locator("[data-tool=giveaway]").click()
    shot(desk, "studio-giveaway")
    sheet.get_by_role("button", name="open for 1 min").click()
    expect(bens.page.locator("[data-giveaways]")).to_be_visible()
    desk.locator("[data-tool=auction]").click()
    shot(desk, "studio-auction")
    assert violations(desk) == []
    sheet.get_by_role("button", name="from €1.00 60 s").click()
    expect(desk.locator("[data-deck=running]")).to_contain_text("no bid yet")
    expect(bens.bar).to_have_attribute("data-bar", "bid")
    bens.bar.get_by_role("button", name="Bid €1.00").click()
    expect(desk.locator("[data-deck=running]")).to_contain_text("leads")
    laid_out(desk, "lot")
    desk.get_by_role("button", name="Stop the clock").click()
    expect(desk.locator("[data-deck=standing]")).to_be_visible()


def test_a_desk_has_a_queue_claims_over_chat_and_keys(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben")
    studio, address = live_party(hana, stock=3)
    studio.add("Green plate", "24", stock=3)
    size(hana, 1440, 900)
    desk = studio.page
    bens = Room(ben, address)
    bens.say("is it blue?")
    bens.claim.click()
    expect(desk.locator("[data-queue] li")).to_have_count(2)
    expect(studio.claim_of(ben)).to_be_visible()
    expect(desk.locator("[data-words]").filter(has_text="is it blue?")).to_be_visible()

    desk.locator("[data-deck]").click()
    desk.keyboard.press(" ")
    expect(desk.locator("[data-deck]")).to_contain_text("Green plate")
    desk.locator("[data-deck]").click()
    desk.keyboard.press("1")
    expect(desk.locator(".sheet")).to_contain_text("Lower the price: Green plate")
    desk.keyboard.press("Escape")
    expect(desk.locator(".sheet")).to_have_count(0)
    desk.keyboard.press("/")
    expect(desk.get_by_label("Your message")).to_be_focused()
    desk.keyboard.type("1 t /")
    expect(desk.locator(".sheet")).to_have_count(0)
    desk.locator("[data-queue]").get_by_role("button", name="Show Blue mug").click()
    expect(desk.locator("[data-deck]")).to_contain_text("Blue mug")
    shot(desk, "studio-desk")
    assert violations(desk) == []


def test_what_goes_wrong_is_said_at_the_top(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben")
    studio, address = live_party(hana, stock=3)
    studio.add("Green plate", "24", stock=3)
    size(hana, *PHONE)
    desk = studio.page
    size(ben, *PHONE)
    bens = Room(ben, address)
    bens.page.get_by_role("button", name="Items (2)").click()
    bens.sheet.get_by_role("listitem").filter(has_text="Green plate").get_by_role("button").first.click()
    bens.sheet.get_by_role("button", name="Show me this one").click()

    wish = desk.locator("[data-warning=asked]")
    expect(wish).to_contain_text("1 want to see Green plate")
    desk.get_by_role("button", name="Pause").click()
    expect(desk.locator("[data-warning=paused]")).to_contain_text("nobody can claim")
    laid_out(desk, "warnings")
    desk.get_by_role("button", name="Go on").click()
    wish.get_by_role("button", name="Show Green plate").click()
    expect(desk.locator("[data-deck]")).to_contain_text("Green plate")
    desk.context.set_offline(True)
    expect(desk.locator("[data-warning=doubtful], [data-warning=offline]")).to_be_visible(timeout=2_000)
    shot(desk, "studio-offline")
    desk.context.set_offline(False)
    hana.complaints.clear()


def test_big_text_is_read_from_afar(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben")
    studio, address = live_party(hana, stock=3)
    size(hana, *PHONE)
    desk = studio.page
    Room(ben, address).claim.click()

    desk.get_by_role("button", name="Big text").click()
    tripod = desk.locator("[data-tripod]")
    expect(tripod).to_contain_text("€12.50")
    expect(tripod.locator("[data-last-claim]")).to_contain_text(ben.name)
    shot(desk, "studio-tripod")
    assert violations(desk) == []
    desk.keyboard.press("Escape")
    expect(tripod).to_have_count(0)


def test_five_hundred_items_and_none(visit: Visit, tmp_path: Path) -> None:
    hana = visit("Hana")
    studio, _ = live_party(hana)
    desk = studio.page
    sheet = tmp_path / "items.csv"
    sheet.write_text("Title,Price,Stock\n" + "".join(f"Thing {n},{n}.50,2\n" for n in range(1, 501)))
    desk.get_by_text("Many items from a file").click()
    desk.get_by_label("A CSV file").set_input_files(sheet)
    desk.get_by_role("button", name="Add 500 items").click(timeout=UPLOAD_MS)
    size(hana, 1440, 900)
    rows = desk.locator("[data-queue] li button[aria-pressed]")
    expect(rows).to_have_count(50, timeout=UPLOAD_MS)
    laid_out(desk, "500")
    desk.get_by_label("Search the queue").fill("thing 499")
    rows.filter(has_text="Thing 499").click()
    expect(desk.locator("[data-deck]")).to_contain_text("Thing 499")
    expect(desk.locator("[data-next]")).to_contain_text("Thing 500")


def test_a_party_of_one_item_ends_where_nothing_is_left(visit: Visit) -> None:
    hana = visit("Hana")
    studio, _ = live_party(hana)
    size(hana, *PHONE)
    desk = studio.page
    expect(desk.locator("[data-next=none]")).to_contain_text("That was the last item")
    laid_out(desk, "last")
    desk.get_by_role("button", name="End the party").click()
    desk.get_by_role("button", name="Yes, end it").click()
    expect(desk.locator("[data-live-studio]")).to_have_count(0)
    expect(desk.get_by_role("button", name="Go on after all")).to_be_visible()
