"""A party from the first photo to the sale, in real browsers: a host, two buyers, a moderator and a troublemaker."""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.running import live_party, party_on
from tests.browser.screens import UPLOAD_MS, Room, Studio
from tests.support.server import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """As large as a phone's."""
    path = tmp_path / "mug.jpg"
    Image.effect_noise((1600, 1200), 60).convert("RGB").save(path, quality=90)
    return path


def test_the_last_mug_goes_to_ben_then_to_bea_who_waited(visit: Visit, photo: Path) -> None:
    hana, ben, bea = visit(), visit("Ben", phone=True), visit("Bea", dark=True)
    hana.sign_up("Hana")
    studio = Studio(hana)
    address = studio.found_room("Hana's pots")
    studio.plan("Friday pots")
    studio.add("Blue mug", "12.50", photo=photo)
    studio.go_live()
    studio.put_on_air("Blue mug")
    bens, beas = Room(ben, address), Room(bea, address)
    picture = bens.page.get_by_role("img", name="Blue mug")
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 0
    expect(bens.page.locator("[data-price]").first).to_have_text("€12.50")

    bens.claim.click()
    expect(bens.mine("held")).to_contain_text(re.compile(r"1[45]:\d\d left"))
    beas.join_line.click()
    expect(beas.mine("waitlisted")).to_contain_text("you are next")
    expect(studio.claim_of(bea)).to_be_visible()

    bens.give_back()
    expect(beas.mine("held")).to_be_visible()
    expect(bens.mine("held")).to_have_count(0)

    studio.claim_of(bea).get_by_role("button", name="Confirm sale").click()
    expect(beas.mine("ordered")).to_contain_text("€12.50")
    expect(bens.page.locator("[data-stock]").first).to_have_text("Sold out")
    expect(studio.page.locator("[data-total]")).to_have_text("1 sold, €12.50")


def test_a_chat_word_claims_and_the_line_is_moved_for_a_reason(visit: Visit) -> None:
    hana, ben, bea = visit("Hana"), visit("Ben", phone=True), visit("Bea", dark=True)
    studio, address = live_party(hana)
    studio.page.get_by_role("button", name="Edit the room").click()
    studio.page.get_by_label("Words that claim in chat").fill("nehme")
    studio.page.get_by_role("button", name="Save").click()
    bens, beas = Room(ben, address), Room(bea, address)

    bens.say("nehme 77")
    expect(bens.heard).to_contain_text("which item? Say it again with the number")
    bens.say("nehme 1")
    expect(bens.heard).to_contain_text(re.compile(r"You said “nehme 1”: held for you until \d\d:\d\d"))
    beas.say("nehme 1 x2")
    expect(beas.heard).to_contain_text("refused: There were never that many")
    studio.claim_by_hand("Gitte", "Instagram")
    expect(studio.page.locator("[data-claim=waitlisted]")).to_contain_text("Gitte from Instagram")
    beas.say("nehme: 1")
    expect(beas.heard).to_contain_text("you are in line, 1 ahead of you")

    studio.page.get_by_role("button", name=f"Move {bea.name} in line").click()
    studio.page.get_by_label("Why? The line is told").fill("asked before the show")
    studio.page.get_by_role("button", name="Move", exact=True).click()
    expect(beas.mine("waitlisted")).to_contain_text("you are next")
    told = f"{hana.name} moved you in the line for Blue mug: asked before the show"
    expect(beas.page.get_by_text(told)).to_be_visible()

    studio.page.get_by_role("button", name="Give Gitte an account").click()
    studio.page.get_by_role("button", name="Make a new link").click()
    link = studio.page.get_by_role("textbox", name="Link for Gitte").input_value()
    ben.page.goto(link)
    ben.page.get_by_role("button", name="Take it over").click()
    expect(bens.bag().locator("[data-claim=waitlisted]")).to_contain_text("In line: 1 ahead")
    expect(studio.page.locator("[data-claim=waitlisted]").filter(has_text=ben.name)).to_be_visible()


def test_sizes_and_colours_are_asked_for_shown_and_carried_over(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben", phone=True)
    studio, address = live_party(hana)
    desk = studio.page
    desk.get_by_label("What is it?").fill("Shirt")
    desk.get_by_label("Price in EUR").fill("20")
    desk.get_by_role("button", name="Sizes and colours").click()
    desk.get_by_label("First options").fill("M, L")
    desk.get_by_label("Second options").fill("red, blue")
    desk.get_by_label("Own price of L / blue").fill("24")
    desk.get_by_label("Stock of M / blue").fill("")
    desk.get_by_text("More: description").click()
    desk.get_by_label("Notes for yourself").fill("from the second box")
    desk.get_by_role("button", name="Add the item").click()
    expect(studio.row("Shirt")).to_contain_text("L / blue")
    expect(studio.row("Shirt")).not_to_contain_text("M / blue")
    studio.row("Shirt").get_by_role("button", name="Edit").click()
    expect(desk.get_by_role("form", name="Edit Shirt").get_by_label("Notes")).to_have_value(
        "from the second box"
    )
    desk.get_by_label("Own price of M / red").fill("18")
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_role("form", name="Edit Shirt")).to_have_count(0)

    bens = Room(ben, address)
    bens.page.get_by_role("button", name="Items (2)").click()
    bens.page.get_by_role("button", name=re.compile("Shirt.*€18.00")).click()
    bens.page.get_by_role("button", name="Show me this one").click()
    expect(bens.page.get_by_text("You asked to see this")).to_be_visible()
    studio.put_on_air("Shirt")
    expect(bens.page.get_by_text("Shirt is on air now: you asked to see it.")).to_be_visible()

    desk.get_by_role("button", name="End the party").click()
    desk.get_by_role("button", name="Yes, end it").click()
    desk.get_by_role("button", name="New party").click()
    studio.plan("Saturday pots")
    desk.get_by_label("Party", exact=True).select_option(label="Friday pots (ended)")
    desk.get_by_role("button", name="Carry over").click()
    expect(desk.get_by_text("What was unsold is in Saturday pots now.")).to_be_visible()
    desk.get_by_label("Party", exact=True).select_option(label="Saturday pots (draft)")
    expect(studio.row("Shirt")).to_contain_text("L / blue")


def test_the_stage_goes_to_a_named_seller_and_the_party_has_a_cover(visit: Visit, photo: Path) -> None:
    hana, sam = visit("Hana"), visit("Sam", phone=True)
    studio, address = live_party(hana)
    desk = studio.page
    studio.beside("People")
    desk.get_by_label("Name of the person").fill(sam.name)
    desk.get_by_role("button", name="Offer the role").click()
    expect(desk.get_by_text(f"{sam.name}, seller: not answered yet")).to_be_visible()
    sams = Room(sam, address)
    expect(sams.page.get_by_text("would like you to sell in it")).to_be_visible()
    sams.page.get_by_role("button", name="Accept").click()
    expect(sams.page.get_by_role("link", name="Studio")).to_be_visible()
    expect(desk.get_by_role("button", name=f"Take the role of {sam.name}")).to_be_visible()
    desk.get_by_role("button", name="Line-up…").click()
    desk.get_by_role("button", name=f"Add {hana.name}").click()
    desk.get_by_role("button", name=f"Add {sam.name}").click()
    desk.get_by_role("button", name="Save").click()
    desk.get_by_label("Hand the stage to").select_option(label=sam.name)
    sams.page.get_by_role("button", name="Items (1)").click()
    expect(sams.page.get_by_role("listitem").filter(has_text="on stage")).to_contain_text(sam.name)

    desk.get_by_role("button", name="Change…").click()
    desk.get_by_label("Cover").set_input_files(photo)
    expect(desk.get_by_role("img", name="Photo 1")).to_be_visible(timeout=UPLOAD_MS)
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_role("dialog", name="Change the party")).to_have_count(0)
    desk.get_by_role("button", name="Change…").click()
    expect(desk.get_by_role("img", name="Photo 1")).to_be_visible(timeout=UPLOAD_MS)
    desk.get_by_role("button", name="Leave out photo 1").click()
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_role("dialog", name="Change the party")).to_have_count(0)
    desk.get_by_role("button", name="Change…").click()
    expect(desk.get_by_label("Title of the party").last).to_be_visible()
    expect(desk.get_by_role("img", name="Photo 1")).to_have_count(0)


def test_an_item_added_while_live_is_there_in_a_moment(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben")
    studio, address = live_party(hana)
    bens = Room(ben, address)

    studio.page.get_by_label("Show it on air at once").check()
    studio.add("Green plate", "24", stock=3)

    expect(bens.page.get_by_role("heading", name="Green plate")).to_be_visible()
    expect(bens.claim).to_contain_text("€24.00")


def test_a_new_price_is_on_every_screen_and_is_what_is_claimed(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben")
    studio, address = live_party(hana)
    bens = Room(ben, address)

    studio.row("Blue mug").get_by_role("button", name="Edit").click()
    studio.page.get_by_role("form", name="Edit Blue mug").get_by_label("Price in EUR").fill("14")
    studio.page.get_by_role("button", name="Save").click()

    expect(bens.claim).to_contain_text("€14.00")
    bens.claim.click()
    expect(studio.claim_of(ben)).to_contain_text("€14.00")


def test_the_party_pauses_and_ends_on_every_screen(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben")
    studio, address = live_party(hana)
    bens = Room(ben, address)

    studio.page.get_by_role("button", name="Pause").click()
    expect(bens.bar.get_by_text("Paused: claims open again soon", exact=True)).to_be_visible()
    studio.page.get_by_role("button", name="Go on").click()
    expect(bens.claim).to_be_visible()
    studio.page.get_by_role("button", name="End the party").click()
    studio.page.get_by_role("button", name="Yes, end it").click()
    expect(bens.page.get_by_text("The party is over").first).to_be_visible()


def test_mona_keeps_it_kind(visit: Visit) -> None:
    hana, mona, otto, ben = visit("Hana"), visit("Mona"), visit("Otto"), visit("Ben", phone=True)
    address = party_on(hana)
    monas, ottos, bens = Room(mona, address), Room(otto, address), Room(ben, address)
    monas.say("I can help")
    Room(hana, address).about(mona)
    hana.page.get_by_role("button", name="Make moderator").click()
    mona.page.get_by_role("button", name="Accept", exact=True).click()
    ottos.say("Buy my mugs instead <b>now</b>")
    expect(bens.line("<b>now</b>")).to_be_visible()

    monas.about(otto)
    monas.page.get_by_label("In your words").fill("advertising")
    monas.page.get_by_role("button", name="Delete the message").click()
    expect(bens.line("<b>now</b>")).to_have_count(0)
    expect(bens.page.get_by_text("removed", exact=True)).to_be_visible()

    ottos.claim.click()
    expect(ottos.mine("held")).to_be_visible()
    monas.about(otto)
    monas.page.get_by_role("button", name=f"Ban {otto.name}").click()
    monas.page.get_by_label("Reason").fill("advertising, again")
    monas.page.get_by_role("button", name=f"Ban {otto.name}").click()
    expect(ottos.page.get_by_text("You were banned from this room.")).to_be_visible()
    expect(bens.claim).to_be_visible()

    mona.page.goto(f"{address}studio/")
    Studio(mona).beside("Log")
    expect(mona.page.get_by_text(f"{mona.name} banned {otto.name}")).to_be_visible()
    expect(mona.page.get_by_text("advertising, again")).to_be_visible()


def test_a_guest_watches_and_is_asked_to_sign_in(visit: Visit) -> None:
    hana, guest = visit("Hana"), visit()
    address = party_on(hana)
    guests = Room(guest, address)

    expect(guests.bar.get_by_role("button", name="Sign up to claim")).to_be_visible()
    expect(guests.page.get_by_role("link", name="Sign in to chat")).to_be_visible()
    guest.page.goto("/")
    expect(guest.page.get_by_role("link", name="Friday pots").first).to_be_visible()


def test_strangers_see_no_studio(visit: Visit) -> None:
    hana, otto = visit("Hana"), visit("Otto")
    address = party_on(hana)

    answer = otto.page.goto(f"{address}studio/")

    assert answer is not None
    assert answer.status == 403
    otto.complaints.clear()  # the browser itself notes the 403


def test_a_claim_survives_the_end_of_the_web_process(visit: Visit, stage: Server) -> None:
    hana, ben = visit("Hana"), visit("Ben")
    studio, address = live_party(hana)
    bens = Room(ben, address)
    bens.claim.click()
    expect(bens.mine("held")).to_be_visible()

    stage.kill_worker()
    expect(bens.page.get_by_text("Connection lost").or_(bens.page.get_by_text("Connecting"))).to_be_visible()
    expect(bens.page.get_by_text("Connected")).to_be_visible(timeout=40_000)

    expect(bens.mine("held")).to_be_visible()
    expect(studio.page.get_by_text("Connected")).to_be_visible(timeout=40_000)
    studio.claim_of(ben).get_by_role("button", name="Confirm sale").click()
    expect(bens.mine("ordered")).to_be_visible()


def test_what_was_asked_while_the_server_was_away_is_done_once(visit: Visit, stage: Server) -> None:
    hana, ben = visit("Hana"), visit("Ben")
    studio, address = live_party(hana, stock=5)
    bens = Room(ben, address)
    expect(bens.claim).to_be_visible()
    expect(bens.page.get_by_label("Your message")).to_be_visible()

    stage.stop()
    try:
        expect(bens.page.get_by_text("Connection lost")).to_be_visible()
        bens.claim.click()
        expect(bens.page.get_by_role("button", name="Claiming…")).to_be_disabled()
        bens.page.get_by_label("Your message").fill("Are you there?")
        bens.page.get_by_label("Your message").press("Enter")
    finally:
        stage.start()  # the other tests' too

    expect(bens.mine("held")).to_be_visible(timeout=60_000)
    expect(bens.line("Are you there?")).to_have_count(1)
    expect(bens.page.locator("[data-stock]").first).to_have_text("4 left")
    expect(studio.claim_of(ben)).to_have_count(1, timeout=60_000)
