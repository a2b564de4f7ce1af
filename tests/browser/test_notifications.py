"""What reaches somebody whose page of the room is closed: her device by a real service worker, the bell, her choices.

The push service is one of ours on loopback, which decrypts what it gets; what it got is handed to the service worker of
the browser as the browser's own push service would.
"""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser as Chromium, BrowserContext, Page, Worker, expect

from tests.browser.conftest import Visit
from tests.browser.running import party_on
from tests.browser.screens import Room
from tests.support.pushes import Browser, PushService

pytestmark = pytest.mark.browser

# The browser's own way to its push service needs the internet: what it would give is ours.
SUBSCRIBED = """
(() => {
  const kept = () => JSON.parse(localStorage.getItem("subscribed") ?? "null");
  const made = (given) => ({
    endpoint: given.endpoint,
    options: { applicationServerKey: null },
    toJSON: () => ({ endpoint: given.endpoint, keys: { p256dh: given.p256dh, auth: given.auth } }),
    unsubscribe: async () => (localStorage.removeItem("subscribed"), true),
  });
  PushManager.prototype.getSubscription = async () => (kept() ? made(kept()) : null);
  PushManager.prototype.subscribe = async () => {
    localStorage.setItem("subscribed", JSON.stringify(GIVEN));
    return made(GIVEN);
  };
})();
"""
SHOWN = "async () => (await registration.getNotifications()).map(({ title, tag, data }) => ({ title, tag, data }))"
TAPPED = """async () => {
  const [notification] = await registration.getNotifications();
  dispatchEvent(new NotificationEvent("notificationclick", { notification }));
}"""


@pytest.fixture(scope="module")
def browser(whole_browser: Chromium) -> Chromium:
    """Push messages need a whole one."""
    return whole_browser


@pytest.fixture
def service() -> Iterator[PushService]:
    made = PushService()
    yield made
    made.close()
    assert made.wrong == []


def told_here(page: Page, device: Browser) -> Worker:
    """Somebody lets this browser be told, by a tap; its service worker."""
    page.context.grant_permissions(["notifications"])
    page.context.add_init_script(SUBSCRIBED.replace("GIVEN", json.dumps(device.body)))
    page.goto("/notifications/choices/")
    page.get_by_role("button", name="Tell me on this device").click()
    expect(page.get_by_text("You are told on this device.")).to_be_visible()
    return page.context.service_workers[0]


def deliver(context: BrowserContext, page: Page, text: str) -> None:
    """Hand a push to the service worker, as the browser does."""
    session = context.new_cdp_session(page)
    found: list[str] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: found.extend(one["registrationId"] for one in event["registrations"]),
    )
    session.send("ServiceWorker.enable")
    while not found:
        page.wait_for_timeout(20)
    origin = page.evaluate("location.origin")
    push = {"origin": origin, "registrationId": found[0], "data": text}
    session.send("ServiceWorker.deliverPushMessage", push)


def test_who_is_next_learns_it_with_the_room_closed_and_the_tap_leads_to_that_item(
    visit: Visit, service: PushService
) -> None:
    hana, ben, bea = visit("Hana"), visit("Ben"), visit("Bea", phone=True)
    address = party_on(hana, stock=1)
    bens, beas = Room(ben, address), Room(bea, address)
    bens.claim.click()
    expect(bens.mine("held")).to_be_visible()
    beas.join_line.click()
    expect(beas.mine("waitlisted")).to_be_visible()
    phone = service.browser("Bea")
    worker = told_here(bea.page, phone)

    bens.give_back()
    while not phone.pushes:
        bea.page.wait_for_timeout(50)
    (push,) = phone.pushes
    assert push.title.startswith("It is your turn: ")
    assert "#item-" in push.text["notification"]["navigate"]

    deliver(bea.page.context, bea.page, json.dumps(push.text))
    while not (shown := worker.evaluate(SHOWN)):
        bea.page.wait_for_timeout(50)
    assert [one["title"] for one in shown] == [push.title]
    expect(bea.page).to_have_title("(1) What you are told")

    bea.page.goto(address)
    expect(beas.mine("held")).to_be_visible()
    worker.evaluate(TAPPED)
    bea.page.wait_for_url("**/#item-*")

    bea.page.goto("/notifications/")
    row = bea.page.get_by_role("link", name=push.title)
    expect(row).to_have_count(1)
    bea.page.get_by_role("button", name="Mark all as read").click()
    expect(bea.page.locator("[data-bell-count]")).to_be_hidden()


def test_what_she_chooses_is_kept(visit: Visit) -> None:
    bea = visit("Bea", phone=True)
    page = bea.page
    page.goto("/notifications/choices/")
    page.get_by_label("You come up in line: Mail").select_option("not at all")
    page.get_by_label("From").fill("22:30")
    page.get_by_label("until", exact=True).fill("07:00")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("That is how you are told from now on.")).to_be_visible()
    expect(page.get_by_label("You come up in line: Mail")).to_have_value("off")
    expect(page.get_by_label("From")).to_have_value("22:30")


def test_nobody_is_asked_for_permission_unless_she_taps(visit: Visit) -> None:
    bea = visit("Bea")
    bea.page.context.add_init_script(
        "Notification.requestPermission = async () => { window.asked = true; return 'denied'; };"
    )
    for path in ("/", "/notifications/", "/notifications/choices/"):
        bea.page.goto(path)
        assert bea.page.evaluate("window.asked ?? false") is False
