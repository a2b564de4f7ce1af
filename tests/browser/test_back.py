"""Back after signing out: the browser keeps whole pages, and shows nobody's order to who sits there next."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Stage
from tests.browser.screens import Visitor

pytestmark = pytest.mark.browser

RESTORED = (
    "addEventListener('pageshow', (event) => event.persisted && sessionStorage.setItem('restored', 'yes'))"
)


@pytest.fixture
def ben(whole_browser: Browser, stage: Stage) -> Iterator[Visitor]:
    context = whole_browser.new_context(base_url=stage.url, locale="en-GB")
    context.add_init_script(RESTORED)
    yield Visitor(context.new_page(), stage.somebody("Ben"))
    context.close()


def was_restored(page: Page) -> bool:
    """Whether any page came back whole in this tab: otherwise the test would show nothing."""
    return page.evaluate("sessionStorage.getItem('restored')") == "yes"


def test_back_after_signing_out_shows_nothing_of_hers(ben: Visitor) -> None:
    page = ben.page
    page.goto("/accounts/email/")
    expect(page.get_by_text(ben.person.email).first).to_be_visible()

    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("main").get_by_role("button", name="Sign Out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    page.evaluate("history.go(-2)")

    page.wait_for_url("**/accounts/login/**")
    # Whether the page was kept is the browser's choice: it throws away one with `no-store` when a cookie changes.
    expect(page.get_by_text("@example.org")).to_have_count(0)


def test_back_brings_a_page_of_ones_own_as_it_was(ben: Visitor) -> None:
    page = ben.page
    page.goto("/orders/")
    page.wait_for_load_state("networkidle")  # a page that is left while it still fetches is not kept
    page.get_by_role("link", name="livesell").click()
    page.wait_for_url("**/")
    page.go_back(wait_until="commit")

    expect(page.get_by_role("heading", name="My orders")).to_be_visible()
    assert was_restored(page), "this browser keeps no pages for Back, so these tests show nothing"
