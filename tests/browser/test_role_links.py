"""A link that gives a role, in real browsers: made in the studio, taken by somebody who signs up for it."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit
from tests.browser.screens import Studio, Visitor

pytestmark = pytest.mark.browser


def links(studio: Studio) -> Locator:
    return studio.page.get_by_role("region", name="Links that give a role")


def link_of(studio: Studio, role: str) -> str:
    """Hana makes one in the studio; its address."""
    studio.beside("People")
    studio.page.get_by_label("Role that the link gives").select_option(label=role)
    links(studio).get_by_role("button", name="Make a link for this role").click()
    link = studio.page.get_by_role("textbox", name="Link that gives a role")
    expect(link).to_be_visible()
    return link.input_value()


def take(visitor: Visitor, link: str) -> None:
    visitor.page.goto(link)
    visitor.page.get_by_role("button", name="Take the role").click()


def test_whoever_opens_the_link_first_sells_here(visit: Visit) -> None:
    hana, sam, otto = visit("Hana"), visit("Sam", phone=True), visit("Otto")
    studio = Studio(hana)
    address = studio.open_room("A stall for two")
    link = link_of(studio, "Seller")
    good = studio.page.get_by_role("list", name="Links that are good").get_by_role("listitem")
    expect(good).to_have_count(1)
    expect(good).to_contain_text("for one person")
    asked: list[str] = []
    sam.page.on("request", lambda request: asked.append(request.url))

    take(sam, link)

    expect(sam.page).to_have_url(f"{address}studio/")
    expect(studio.page.get_by_role("region", name="People")).to_contain_text(sam.name)
    expect(good).to_have_count(0)
    secret = link.partition("#")[2]
    assert len(secret) == 32
    assert not any(secret in url for url in asked)

    take(otto, link)
    expect(otto.page.get_by_role("alert")).to_contain_text("This link gives no role any more.")
    [refused] = otto.complaints  # the browser itself notes each answer that is a refusal
    assert "404" in refused
    otto.complaints.clear()


def test_a_withdrawn_link_gives_nothing_and_who_has_a_higher_role_keeps_it(visit: Visit) -> None:
    hana, mona = visit("Hana"), visit("Mona")
    studio = Studio(hana)
    studio.open_room("Kept to ourselves")
    link = link_of(studio, "Moderator")

    take(hana, link)
    expect(hana.page.get_by_role("alert")).to_contain_text("You have that role here, or a higher one.")
    hana.complaints.clear()
    hana.page.go_back()
    studio.beside("People")
    studio.page.get_by_role("button", name="Withdraw").click()
    studio.page.get_by_role("button", name="Yes, withdraw it").click()
    expect(studio.page.get_by_role("list", name="Links that are good")).to_have_count(0)

    take(mona, link)
    expect(mona.page.get_by_role("alert")).to_contain_text("This link gives no role any more.")
    mona.complaints.clear()
