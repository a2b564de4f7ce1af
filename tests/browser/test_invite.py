"""A room for invited people alone, in a browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.screens import Studio

pytestmark = pytest.mark.browser


def test_an_invite_link_lets_in_until_it_is_revoked(visit: Visit) -> None:
    hana, ben, otto = visit("Hana"), visit("Ben", phone=True), visit("Otto")
    studio = Studio(hana)
    address = studio.open_room("Among friends", private=True)
    studio.beside("People")
    studio.page.get_by_role("button", name="Make a new link").click()
    link = studio.page.get_by_role("textbox", name="Invite link").input_value()

    ben.page.goto(link)
    ben.page.get_by_role("button", name="Come in").click()
    expect(ben.page.get_by_role("heading", name="Among friends")).to_be_visible()

    studio.page.get_by_role("button", name="Revoke the link").click()
    studio.page.get_by_role("button", name="Yes, revoke it").click()
    expect(studio.page.get_by_text("No link lets anybody in any more.")).to_be_visible()
    otto.page.goto(link)
    otto.page.get_by_role("button", name="Come in").click()
    expect(otto.page.get_by_text("This link does not let anybody in any more.")).to_be_visible()
    [refused] = otto.complaints  # the browser itself notes each answer that is a refusal
    assert "404" in refused
    otto.complaints.clear()
    expect(ben.page.get_by_text("Connected")).to_be_visible()
    assert address in ben.page.url
