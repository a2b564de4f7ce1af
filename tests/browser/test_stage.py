"""The live room is one screen: picture, price, button and five lines of chat in sight, in every state of the bar."""

import os
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.running import Running, in_ms, live_party
from tests.browser.screens import UPLOAD_MS, Room, Studio, Visitor
from tests.browser.test_access import violations
from tests.browser.test_buying import put_up
from tests.support.people import PASSWORD
from tests.support.server import Server

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("LIVESELL_TEST_SHOTS")
PHONE = (360, 740)
LONG = "W" * 40
RTL = "هل المربى حلو؟ 🫙"
SEEN = """() => {
    const wide = innerWidth, high = innerHeight;
    const inside = (box) => box.width > 0 && box.height > 0 && box.left >= -1 && box.right <= wide + 1
        && box.top >= -1 && box.bottom <= high + 1;
    const whole = (name) => [...document.querySelectorAll(name)].some((each) => {
        if (!each.checkVisibility()) return false;
        const box = each.getBoundingClientRect();
        const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        return inside(box) && (each.contains(at) || at?.contains(each));
    });
    const chat = document.querySelector(".stage-chat")?.getBoundingClientRect();
    const lines = [...document.querySelectorAll(".stage-chat [data-message]")].filter((each) => {
        const box = each.getBoundingClientRect();
        const at = document.elementFromPoint(box.left + 4, box.top + box.height / 2);
        return box.top >= chat.top + 30 && box.bottom <= chat.bottom + 1 && each.contains(at);
    });
    const root = document.documentElement;
    return {
        picture: [...document.querySelectorAll("[data-picture]")].some((each) => {
            const box = each.getBoundingClientRect();
            return box.width >= wide / 4 && box.top < high / 4 && box.bottom > 0;
        }),
        price: whole("[data-bar] [data-price]"),
        button: whole("[data-bar] [data-main]"),
        lines: lines.length,
        scrolls: root.scrollHeight > high || root.scrollWidth > wide,
    };
}"""


def shot(page: Page, name: str) -> None:
    """A picture to look at, where somebody asks for it."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png")


def size(visitor: Visitor, wide: int, high: int) -> None:
    visitor.page.set_viewport_size({"width": wide, "height": high})


def seen(room: Room, state: str, lines: int = 5) -> None:
    """All of it is in sight in this state of the bar."""
    expect(room.bar).to_have_attribute("data-bar", state)
    expect(room.bar.locator("[data-main]")).to_be_visible()
    found = room.page.evaluate(SEEN)
    shot(room.page, f"bar-{state}")
    assert found["lines"] >= lines, (state, found)
    assert found | {"lines": 0} == {
        "picture": True,
        "price": True,
        "button": True,
        "lines": 0,
        "scrolls": False,
    }, state


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "mug.jpg"
    Image.effect_noise((1200, 900), 60).convert("RGB").save(path, quality=80)
    return path


def busy_party(hana: Visitor, *, stock: int = 1, photo: Path | None = None) -> tuple[Studio, str]:
    """A mug on air; two items and a message pinned, a giveaway open, an announcement made."""
    studio, address = live_party(hana, stock=stock, photo=photo)
    desk = studio.page
    for title in (RTL, LONG):
        studio.add(title, "1250", stock=3)
        studio.row(title).get_by_role("button", name="Pin", exact=False).first.click()
    desk.get_by_text("Giveaways (0)").click()
    desk.get_by_label("The prize").fill("A jar of jam")
    desk.get_by_label("Open for").select_option("10 minutes")
    desk.get_by_role("button", name="Start the giveaway").click()
    studio.beside("Chat")
    desk.get_by_role("button", name="Announce").click()
    desk.get_by_label("It stands above the chat for everybody").fill("Only today! " * 12)
    desk.get_by_label("How long").select_option("10 minutes")
    desk.locator("dialog[open]").get_by_role("button", name="Announce").click()
    return studio, address


def talk(room: Room) -> None:
    for number in range(7):
        room.say(f"line {number}")


def test_everything_is_in_sight_in_every_state_of_the_bar(visit: Visit, photo: Path) -> None:
    hana, ben, bea, guest = visit("Hana"), visit("Ben"), visit("Bea", dark=True), visit()
    for visitor in (ben, bea, guest):
        size(visitor, *PHONE)
    studio, address = busy_party(hana, photo=photo)
    bens, beas, guests = Room(ben, address), Room(bea, address), Room(guest, address)
    expect(ben.page.locator("[data-pin]")).to_have_count(2)
    expect(ben.page.locator("[data-giveaways]")).to_be_visible()
    expect(ben.page.locator("[data-announcement]")).to_contain_text("Only today!")
    talk(bens)

    seen(guests, "guest")
    seen(bens, "claim")
    assert violations(ben.page) == []
    bens.claim.click()
    seen(bens, "held")
    seen(beas, "join")
    beas.join_line.click()
    seen(beas, "inLine")
    bens.give_back()
    seen(beas, "turn")
    assert violations(bea.page) == []
    studio.page.get_by_role("button", name="Pause").click()
    seen(guests, "paused")
    studio.page.get_by_role("button", name="Go on").click()
    beas.bar.get_by_role("button", name="Buy it").click()
    seen(beas, "bought")
    seen(bens, "soldOut")
    ben.page.context.set_offline(True)
    expect(ben.page.get_by_text("No answer")).to_be_visible(timeout=2_000)
    seen(bens, "soldOut")
    ben.page.context.set_offline(False)
    ben.complaints.clear()


def test_who_came_too_late_is_told_if_one_comes_back(visit: Visit) -> None:
    hana, ben, bea, guest = visit("Hana"), visit("Ben"), visit("Bea"), visit()
    for visitor in (bea, guest):
        size(visitor, *PHONE)
    running = Running(hana)
    party = running.party()
    running.send("party.schedule", party_id=party, starts_at=in_ms(minutes=5))
    mug = running.item(party, "Blue mug")
    running.send("party.start", party_id=party)
    running.send("item.feature", party_id=party, item_id=mug["id"])
    bens, beas, guests = (Room(visitor, running.address) for visitor in (ben, bea, guest))
    bens.claim.click()
    bens.bar.get_by_role("button", name="Buy it").click()
    expect(guests.bar).to_have_attribute("data-bar", "soldOut")
    guests.bar.get_by_role("button", name="Tell me if one comes back").click()
    expect(guests.sheet.get_by_label("Email")).to_be_visible()
    talk(beas)

    seen(beas, "soldOut")
    wish = beas.bar.get_by_role("button", name="Tell me if one comes back")
    wish.click()
    seen(beas, "wished")
    assert violations(bea.page) == []
    beas.more().get_by_role("button", name="Leave the line").click()
    expect(beas.sheet.locator("[data-claim]")).to_have_count(0)
    beas.close()
    wish.click()
    expect(beas.bar).to_have_attribute("data-bar", "wished")
    variant = mug["variants"][0]["id"]
    running.send("item.set_stock", variant_id=variant, stock=2)
    seen(beas, "turn")
    expect(bea.page.get_by_text("Your turn").first).to_be_visible()


def test_a_slip_is_undone_with_one_tap(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben")
    size(ben, *PHONE)
    running = Running(hana)
    party = running.party()
    running.send("party.schedule", party_id=party, starts_at=in_ms(minutes=5))
    mug = running.item(party, "Blue mug")
    running.send("party.start", party_id=party)
    running.send("item.feature", party_id=party, item_id=mug["id"])
    bens = Room(ben, running.address)
    bens.claim.click()
    undo = bens.bar.get_by_role("button", name="Undo")
    expect(bens.bar.get_by_role("status")).to_have_text("You can undo this for five seconds.")
    shot(ben.page, "bar-undo")
    undo.click()
    expect(bens.bar).to_have_attribute("data-bar", "claim")
    expect(undo).to_have_count(0)

    bens.claim.click()
    expect(bens.mine("held")).to_be_visible()
    expect(bens.bar.get_by_role("button", name="More choices")).to_be_visible(timeout=15_000)
    expect(undo).to_have_count(0)
    expect(bens.mine("held")).to_be_visible()


def test_a_lot_takes_the_bar_and_everything_stays_in_sight(visit: Visit, photo: Path) -> None:
    hana, ben, bea = visit("Hana"), visit("Ben", dark=True), visit("Bea")
    for visitor in (ben, bea):
        size(visitor, *PHONE)
    studio, address = busy_party(hana, stock=2, photo=photo)
    bens, beas = Room(ben, address), Room(bea, address)
    talk(bens)
    put_up(studio, "Blue mug (2 free)", "5", runs="60")

    seen(bens, "bid")
    bens.bar.get_by_role("button", name="Bid more").click()
    bens.bar.get_by_role("button", name="Bid €6.00").click()
    seen(bens, "leading")
    beas.bar.get_by_role("button", name="Bid €6.00").click()
    seen(beas, "outbid")
    bens.lot()
    assert violations(ben.page) == []
    bens.close()
    expect(bens.bar).to_have_attribute("data-bar", "won", timeout=90_000)
    seen(bens, "won")
    seen(beas, "lost")
    bens.bar.get_by_role("button", name="Put away").click()
    seen(bens, "claim")


def test_kinds_are_chosen_in_a_sheet_and_claimed_at_the_thumb(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben")
    size(ben, *PHONE)
    studio, address = live_party(hana)
    desk = studio.page
    desk.get_by_label("What is it?").fill("Shirt")
    desk.get_by_label("Price in EUR").fill("20")
    desk.get_by_role("button", name="Sizes and colours").click()
    desk.get_by_label("First options").fill("M, L")
    desk.get_by_label("Second options").fill("red, blue")
    desk.get_by_label("Stock of L / red").fill("2")
    desk.get_by_role("button", name="Add the item").click()
    studio.put_on_air("Shirt")
    bens = Room(ben, address)
    talk(bens)

    seen(bens, "choose")
    bens.bar.get_by_role("button", name="Choose a kind", exact=True).click()
    bens.sheet.get_by_role("button", name="L", exact=True).click()
    bens.sheet.get_by_role("button", name="red", exact=True).click()
    expect(bens.sheet.locator("[data-kind]")).to_contain_text("L / red")
    bens.sheet.get_by_label("How many of L / red").select_option("2")
    shot(ben.page, "kinds")
    assert violations(ben.page) == []
    bens.sheet.get_by_role("button", name="Done").click()
    seen(bens, "claim")
    expect(bens.claim).to_contain_text("€40.00")
    bens.claim.click()
    expect(bens.mine("held")).to_contain_text("2 held for you")


def test_a_guest_signs_up_without_leaving_and_her_claim_goes_on(visit: Visit) -> None:
    hana, guest = visit("Hana"), visit()
    size(guest, *PHONE)
    studio, address = live_party(hana)
    room = Room(guest, address)

    room.bar.get_by_role("button", name="Sign up to claim").click()
    sheet = room.sheet
    sheet.get_by_label("Email").fill(f"g{os.getpid()}.{id(sheet)}@example.org")
    sheet.get_by_label("Name").fill("O")
    sheet.get_by_label("Password").fill(PASSWORD)
    sheet.get_by_role("button", name="Sign up and claim").click()
    expect(sheet.get_by_role("alert")).to_contain_text("A name has 2 to 30 characters.")
    guest.complaints.clear()  # the browser itself notes what was refused
    assert violations(guest.page) == []
    shot(guest.page, "join")
    name = f"Otto of {hana.name.split()[-1]}"
    sheet.get_by_label("Name").fill(name)
    sheet.get_by_role("button", name="Sign up and claim").click()

    expect(room.mine("held")).to_contain_text("Held for you", timeout=30_000)
    expect(studio.page.locator("[data-claim]").filter(has_text=name)).to_have_count(1)
    guest.page.reload()
    expect(room.mine("held")).to_be_visible()
    expect(studio.page.locator("[data-claim]").filter(has_text=name)).to_have_count(1)


def test_what_was_wanted_before_signing_in_elsewhere_is_asked_again_at_a_new_price(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben")
    studio, address = live_party(hana)
    email = ben.person.email
    ben.page.context.clear_cookies()
    bens = Room(ben, address)
    bens.bar.get_by_role("button", name="Sign up to claim").click()
    bens.sheet.get_by_role("link", name="I have an account").click()
    studio.row("Blue mug").get_by_role("button", name="Edit").click()
    studio.page.get_by_role("form", name="Edit Blue mug").get_by_label("Price in EUR").fill("14")
    studio.page.get_by_role("button", name="Save").click()
    expect(studio.row("Blue mug")).to_contain_text("€14.00")

    ben.page.get_by_label("Email").fill(email)
    ben.page.get_by_label("Password").fill(PASSWORD)
    ben.page.get_by_role("main").get_by_role("button", name="Sign In").click()

    expect(ben.page.get_by_text("look, and tap again")).to_be_visible()
    expect(bens.claim).to_contain_text("€14.00")
    expect(bens.mine("held")).to_have_count(0)


def test_asked_without_a_network_says_so_and_is_done_once(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben")
    size(ben, *PHONE)
    studio, address = live_party(hana, stock=3)
    bens = Room(ben, address)
    expect(bens.claim).to_be_enabled()

    ben.page.context.set_offline(True)
    expect(ben.page.get_by_text("No answer")).to_be_visible(timeout=2_000)
    bens.claim.click()
    expect(bens.bar).to_have_attribute("data-bar", "unknown")
    expect(bens.bar).to_contain_text("you will know when it is back")
    shot(ben.page, "bar-unknown")
    expect(bens.bar.get_by_role("button", name="Claiming…")).to_be_disabled()
    ben.page.context.set_offline(False)

    expect(bens.mine("held")).to_be_visible(timeout=60_000)
    expect(studio.claim_of(ben)).to_have_count(1)
    ben.complaints.clear()


def test_a_new_price_says_the_old_one_and_is_tapped_again(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben")
    size(ben, *PHONE)
    studio, address = live_party(hana)
    bens = Room(ben, address)
    expect(bens.claim).to_contain_text("€12.50")

    studio.row("Blue mug").get_by_role("button", name="Edit").click()
    studio.page.get_by_role("form", name="Edit Blue mug").get_by_label("Price in EUR").fill("14")
    studio.page.get_by_role("button", name="Save").click()

    expect(bens.bar).to_have_attribute("data-bar", "changed")
    expect(bens.bar).to_contain_text("New price: €12.50 → €14.00")
    bens.claim.click()
    expect(studio.claim_of(ben)).to_contain_text("€14.00")


@pytest.mark.parametrize(
    ("wide", "high", "scale"),
    [(740, 360, 1), (360, 740, 2), (768, 1024, 1)],
    ids=["landscape", "200", "tablet"],
)
def test_bar_and_price_never_leave(visit: Visit, photo: Path, wide: int, high: int, scale: int) -> None:
    hana, ben = visit("Hana"), visit("Ben")
    size(ben, wide, high)
    _, address = busy_party(hana, photo=photo)
    bens = Room(ben, address)
    talk(bens)
    ben.page.evaluate("scale => document.documentElement.style.fontSize = `${scale * 100}%`", scale)

    name = f"{wide}x{high}x{scale}"
    found = ben.page.evaluate(SEEN)
    shot(ben.page, name)
    assert found["price"], name
    assert found["button"], name
    assert not found["scrolls"], name
    bens.claim.click()
    expect(bens.mine("held")).to_be_visible()
    shot(ben.page, f"{name}-held")
    assert bens.page.evaluate(SEEN)["button"], name


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_desk_has_three_columns_and_keys(visit: Visit, photo: Path, dark: bool) -> None:
    hana, ben = visit("Hana"), visit("Ben", dark=dark)
    size(ben, 1440, 900)
    studio, address = busy_party(hana, stock=2, photo=photo)
    bens = Room(ben, address)
    expect(ben.page.locator(".live-items [data-item], .live-items li").first).to_be_visible()
    keys = ben.page.keyboard

    expect(ben.page.get_by_label("Your message")).to_be_visible()
    keys.press("/")
    expect(ben.page.get_by_label("Your message")).to_be_focused()
    keys.type("c b i ?")
    keys.press("Enter")
    expect(bens.line("c b i ?")).to_be_visible()
    ben.page.get_by_label("Your message").blur()
    keys.press("?")
    expect(bens.sheet.get_by_text("Bid the next step")).to_be_visible()
    assert violations(ben.page) == []
    keys.press("Escape")
    expect(bens.sheet).to_have_count(0)
    shot(ben.page, f"desk-{'dark' if dark else 'light'}")
    keys.press("c")
    expect(bens.mine("held")).to_be_visible()
    shot(ben.page, f"desk-held-{'dark' if dark else 'light'}")
    assert not ben.page.evaluate(SEEN)["scrolls"]
    assert violations(ben.page) == []
    put_up(studio, "Blue mug (1 free)", "5", runs="60")
    expect(bens.bar).to_have_attribute("data-bar", "bid")
    ben.page.get_by_role("heading", name="Blue mug").click()
    keys.press("b")
    expect(bens.bar).to_have_attribute("data-bar", "leading")


def test_mirrored_it_fits_too(visit: Visit, photo: Path) -> None:
    hana, ben = visit("Hana"), visit("Ben")
    size(ben, *PHONE)
    _, address = busy_party(hana, photo=photo)
    bens = Room(ben, address)
    talk(bens)
    ben.page.evaluate("document.documentElement.dir = 'rtl'")

    seen(bens, "claim")
    shot(ben.page, "rtl")
    thumb = ben.page.locator(".bar-thumb").bounding_box()
    face = ben.page.locator(".stage-face").bounding_box()
    bag = ben.page.locator("[data-bag]").bounding_box()
    assert thumb
    assert face
    assert bag
    assert thumb["x"] > PHONE[0] / 2
    assert face["x"] > bag["x"]
    for open_sheet in (bens.bag, bens.open_chat):
        open_sheet()
        shot(ben.page, f"rtl-{open_sheet.__name__}")
        assert ben.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        bens.close()


def test_five_hundred_items_are_shown_thirty_at_a_time(visit: Visit, tmp_path: Path) -> None:
    hana, ben = visit("Hana"), visit("Ben")
    size(ben, *PHONE)
    studio, address = live_party(hana)
    sheet = tmp_path / "items.csv"
    sheet.write_text("Title,Price,Stock\n" + "".join(f"Thing {n},{n}.50,2\n" for n in range(1, 501)))
    studio.page.get_by_text("Many items from a file").click()
    studio.page.get_by_label("A CSV file").set_input_files(sheet)
    studio.page.get_by_role("button", name="Add 500 items").click(timeout=UPLOAD_MS)
    bens = Room(ben, address)
    expect(ben.page.get_by_role("button", name="Items (501)")).to_be_visible(timeout=UPLOAD_MS)

    ben.page.get_by_role("button", name="Items (501)").click()
    rows = bens.sheet.get_by_role("listitem")
    expect(rows).to_have_count(30)
    bens.sheet.get_by_role("button", name="Show 30 more").click()
    expect(rows).to_have_count(60)
    bens.sheet.get_by_label("Search items").fill("thing 499")
    expect(rows).to_have_count(2)  # of that title, and of that number
    shot(ben.page, "items-500")


def test_a_small_server_with_nobody_on_air_says_so(visit: Visit, stage: Server) -> None:
    hana, ben = visit("Hana"), visit("Ben")
    size(ben, *PHONE)
    studio = Studio(hana)
    address = studio.open_room("Hana's pots")
    studio.plan("Friday pots")
    studio.add(LONG, "12.50")
    studio.go_live()
    bens = Room(ben, address)

    expect(bens.bar).to_have_attribute("data-bar", "idle")
    expect(bens.bar).to_contain_text("No item is on air right now")
    shot(ben.page, "bar-idle")
    bens.bar.get_by_role("button", name="See all items").click()
    expect(bens.sheet.get_by_role("listitem")).to_have_count(1)
