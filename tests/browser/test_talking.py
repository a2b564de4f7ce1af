"""People talk to one another, in real browsers: answers, edits, pins and polls, on a phone and on a desk."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.screens import Room, Studio, Visitor

pytestmark = pytest.mark.browser
RTL = "هل المربى حلو؟ 🫙"
BURMESE = "ယိုက ချိုလား၊ ဘယ်လောက်လဲ"


def a_room(host: Visitor) -> str:
    """The address of a new room of somebody's."""
    return Studio(host).open_room("Hana's pots")


def narrow(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 360, "height": 740})


def choose(room: Room, author: Visitor, button: str) -> None:
    """Press something about somebody's last message."""
    room.about(author)
    room.page.locator("dialog[open]").get_by_role("button", name=button, exact=True).click()


def test_a_line_is_answered_edited_and_taken_back(visit: Visit) -> None:
    hana, ben, bea = visit("Hana"), visit("Ben", phone=True), visit("Bea")
    address = a_room(hana)
    bens, beas = Room(ben, address), Room(bea, address)
    narrow(ben)
    bens.say(RTL)
    expect(beas.line(RTL)).to_be_visible()

    choose(beas, ben, "Answer")
    expect(beas.page.locator("[data-about]")).to_contain_text(RTL)
    beas.say("Very!")
    answer = bens.line("Very!")
    expect(answer.get_by_role("button", name=ben.name)).to_contain_text(RTL)

    choose(bens, ben, "Edit")
    expect(bens.page.get_by_label("Your message")).to_have_value(RTL)
    bens.say(BURMESE)
    expect(beas.line(BURMESE)).to_contain_text("(edited)")
    expect(answer).to_contain_text(BURMESE)
    expect(beas.page.get_by_text(RTL)).to_have_count(0)

    choose(bens, ben, "Remove the message")
    expect(answer.get_by_role("button", name=ben.name)).to_contain_text("removed")
    expect(beas.page.get_by_text(BURMESE)).to_have_count(0)

    bens.page.get_by_label("Your message").fill("/me waves")
    bens.page.get_by_label("Your message").press("Enter")
    expect(beas.line("waves")).to_contain_text(f"{ben.name} waves")


def test_a_part_that_did_not_come_is_asked_for_again(visit: Visit) -> None:
    """A script that is lost on the way, as on a bad connection, is not lost for good."""
    hana, ben = visit("Hana"), visit("Ben", phone=True)
    address = a_room(hana)
    # the first try and the second
    ben.page.route("**/Composer-*.js", lambda route: route.abort(), times=2)
    bens = Room(ben, address)
    bens.say("Here I am")

    expect(bens.line("Here I am")).to_be_visible()
    assert [one.partition("::")[2] for one in ben.complaints] == ["ERR_FAILED"] * 2
    ben.complaints.clear()


def test_a_jump_finds_the_line_that_was_answered(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben", phone=True)
    address = a_room(hana)
    bens = Room(ben, address)
    narrow(ben)
    for number in range(4):
        bens.say(f"line {number} " + "with many more words " * 20)
    bens.about_line("line 0 ")
    bens.page.locator("dialog[open]").get_by_role("button", name="Answer").click()
    bens.say("to the first")
    expect(bens.line("line 0 ").first).not_to_be_in_viewport()

    bens.line("to the first").get_by_role("button", name=ben.name).first.click()
    expect(bens.line("line 0 ").first).to_be_in_viewport()
    expect(bens.line("line 0 ").first).to_be_focused()


def test_a_message_is_pinned_for_everybody_until_it_is_taken_down(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben", phone=True)
    address = a_room(hana)
    hanas, bens = Room(hana, address), Room(ben, address)
    narrow(ben)
    hanas.say(BURMESE)
    choose(hanas, hana, "Pin")

    pinned = bens.page.locator("[data-pinned]")
    expect(pinned).to_contain_text(BURMESE)
    expect(bens.page.get_by_role("button", name="Unpin")).to_have_count(0)
    ben.page.reload()
    expect(pinned).to_contain_text(BURMESE)

    hanas.page.get_by_role("button", name="Unpin").click()
    expect(pinned).to_have_count(0)


def test_everybody_is_asked_votes_and_sees_the_result(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben", phone=True)
    address = a_room(hana)
    hanas, bens, guests = Room(hana, address), Room(ben, address), Room(visit(), address)
    narrow(ben)
    hanas.page.get_by_role("button", name="Poll").click()
    hanas.page.get_by_label("What do you ask?").fill("Which jam next?")
    hanas.page.get_by_label("Choice 1").fill("plum")
    hanas.page.get_by_label("Choice 2").fill(RTL)
    hanas.page.get_by_role("button", name="Another choice").click()
    hanas.page.get_by_label("Choice 3").fill(BURMESE)
    hanas.page.get_by_role("button", name="Ask everybody").click()

    expect(guests.page.locator("[data-poll]")).to_contain_text("Sign in to vote.")
    vote(bens.page, "plum")
    vote(bens.page, RTL)
    bens.page.reload()
    expect(bens.page.get_by_role("button", name=RTL)).to_have_attribute("aria-pressed", "true")

    hanas.page.get_by_role("button", name="Close the poll").click()
    for page in (bens.page, guests.page):
        result = page.get_by_role("list", name="Result").get_by_role("listitem")
        expect(result.filter(has_text=RTL)).to_contain_text("100 % (1)")
        expect(result.filter(has_text="plum")).to_contain_text("0 % (0)")
    hanas.page.get_by_role("button", name="Remove the poll").click()
    expect(bens.page.locator("[data-poll]")).to_have_count(0)


def vote(page: Page, choice: str) -> None:
    button = page.get_by_role("button", name=choice)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


def test_a_question_goes_up_the_queue_and_is_answered(visit: Visit) -> None:
    hana, ben, bea = visit("Hana"), visit("Ben", phone=True), visit("Bea")
    address = a_room(hana)
    hanas, bens, beas = Room(hana, address), Room(ben, address), Room(bea, address)
    narrow(ben)
    for room, text in ((bens, RTL), (beas, BURMESE)):
        room.page.get_by_role("button", name="Questions").click()
        room.page.get_by_label("What do you want to know?").fill(text)
        room.page.get_by_role("button", name="Ask", exact=True).click()
        expect(room.page.locator("[data-question]").filter(has_text=text)).to_be_visible()

    bens.page.locator("[data-question]").filter(has_text=BURMESE).get_by_role("button", name="too").click()
    hanas.page.get_by_role("button", name="Questions (2)").click()
    first = hanas.page.get_by_role("list", name="Waiting for an answer").get_by_role("listitem").first
    expect(first).to_contain_text(BURMESE)
    first.get_by_role("button", name="I answer it").click()
    expect(bens.page.locator("[data-question=taken]")).to_contain_text(f"being answered by {hana.name}")
    first.get_by_role("button", name="Answered").click()
    answered = bens.page.get_by_role("list", name="Answered")
    expect(answered).to_contain_text(f"answered by {hana.name}")

    hanas.page.locator("[data-question=open]").get_by_role("button", name="Remove").click()
    expect(bens.page.get_by_text(RTL)).to_have_count(0)


def test_signs_are_seen_by_everybody_and_a_fresh_page_has_none(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben", phone=True)
    address = a_room(hana)
    hanas, bens = Room(hana, address), Room(ben, address)
    narrow(ben)
    hanas.say(RTL)
    choose(bens, hana, "👍")
    given = hanas.line(RTL).locator("[data-reactions]")
    expect(given).to_contain_text("👍 1")
    given.get_by_role("button").click()
    expect(bens.line(RTL).locator("[data-reactions]")).to_contain_text("👍 2")

    bens.page.get_by_role("button", name="Send a heart").click()
    expect(hanas.page.locator("[data-hearts]")).to_contain_text("❤️")
    ben.page.reload()
    expect(bens.line(RTL)).to_be_visible()
    expect(bens.page.locator("[data-reactions]")).to_have_count(0)
