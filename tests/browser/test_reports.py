"""A report from the line to its answer: who reports, who looks at it, and what each reads."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.screens import Room
from tests.browser.test_moderation import moderator, shot

pytestmark = pytest.mark.browser


def test_a_line_is_reported_looked_at_and_answered(visit: Visit) -> None:
    hana, mona, ben, otto = visit("Hana"), visit("Mona"), visit("Ben", phone=True), visit("Otto")
    address = moderator(hana, mona)
    Room(otto, address).say("cheap watches ရောင်းမယ်")
    bens = Room(ben, address)

    bens.about_line("cheap watches")
    ben.page.get_by_role("button", name="Report", exact=True).click()
    ben.page.get_by_text("Scam", exact=True).click()
    ben.page.get_by_label("In your words").fill("He sends this to everybody.")
    shot(ben.page, "report-phone")
    ben.page.get_by_role("button", name="Send the report").click()
    expect(ben.page.get_by_text("Thank you. A moderator looks at it.")).to_be_visible()
    expect(ben.page.get_by_role("button", name="Your report is being looked at")).to_be_visible()

    mona.page.goto(f"{address}studio/")
    mona.page.get_by_role("button", name="Moderate (1)").click()
    case = mona.page.locator("[data-case]")
    expect(case).to_contain_text("Scam: He sends this to everybody.")
    expect(case).not_to_contain_text(ben.name)
    case.get_by_role("button", name="I am on it").click()
    expect(case).to_contain_text(f"{mona.name} is on it")
    shot(mona.page, "reports-wide")
    case.get_by_role("button", name="Delete the message").click()
    expect(mona.page.get_by_text("Nothing was reported.")).to_be_visible()

    expect(bens.line("cheap watches")).to_have_count(0)
    ben.page.get_by_role("button", name="See what came of it").click()
    expect(ben.page.get_by_text("You were right: the moderators acted on it.")).to_be_visible()
    shot(ben.page, "report-answered-phone")
