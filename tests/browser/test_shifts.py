"""A studio keeps still while it comes: nothing jumps from under a hand, and no long word falls under its number."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.running import Running, in_ms

pytestmark = pytest.mark.browser
MOST = 0.05
"""Of cumulative layout shift. 0.1 is called good by those who defined it (web.dev/cls)."""
LONG = "W" * 40
SHIFTS = """() => new Promise((told) => {
    const all = [];
    new PerformanceObserver((list) => all.push(...list.getEntries())).observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => setTimeout(() => told(all.filter((each) => !each.hadRecentInput).map((each) => [
        each.value, each.sources.map(({ node }) => node?.outerHTML?.slice(0, 90) ?? String(node))]))));
})"""
BESIDE = """(words) => {
    const range = document.createRange();
    range.selectNodeContents(words.querySelector("bdi"));
    const title = range.getClientRects()[0].top;
    range.setStart(words, 0);
    return Math.abs(range.getClientRects()[0].top - title) < 4;
}"""


def moved(page: Page) -> float:
    """By how much what was on the screen was moved by what came after it."""
    expect(page.locator("html[data-coming]")).to_have_count(0)
    found = page.evaluate(SHIFTS)
    total = sum(value for value, _ in found)
    assert total <= MOST, "\n".join(map(str, sorted(found, reverse=True)))
    return float(total)


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_studio_keeps_still_while_it_comes(visit: Visit, phone: bool) -> None:
    hana = visit("Hana", phone=phone)
    running = Running(hana)
    page = hana.page
    studio = f"{running.address}studio/"

    page.goto(studio)
    expect(page.get_by_label("Title of the party")).to_be_visible()
    moved(page)
    party = running.party()
    running.send("party.schedule", party_id=party, starts_at=in_ms(minutes=50))
    for title in (LONG, "Blue mug"):
        running.item(party, title)
    page.goto(studio)
    expect(page.locator("[data-item]")).to_have_count(2)
    assert page.locator("[data-item] p").first.evaluate(BESIDE), "the title falls under its number"
    tabs = page.locator(".tabs").filter(visible=True)
    expect(tabs).to_have_count(1)
    moved(page)
    running.send("party.start", party_id=party)
    page.goto(studio)
    expect(page.locator("[data-deck]")).to_be_visible()
    moved(page)
