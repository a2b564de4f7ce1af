"""Every screen is usable by everybody: axe finds nothing, in light and dark, and the keyboard is enough."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.running import live_party, party_on
from tests.browser.screens import Room, Studio

pytestmark = pytest.mark.browser

STILL = """() => document.getAnimations().every(
    (one) => one.timeline !== document.timeline || one.playState !== "running"
        || one.effect.getComputedTiming().iterations === Infinity)"""
"""What follows the scroll bar, and not the clock, counts as still."""


def violations(page: Page) -> list[str]:
    """What axe finds, in short, once nothing fades in any more: half-faded text has half its contrast."""
    page.wait_for_function(STILL)
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_pages_without_an_account(visit: Visit, dark: bool) -> None:
    guest = visit(dark=dark, phone=dark)

    for path in ("/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/owner/"):
        guest.page.goto(path)
        assert violations(guest.page) == [], path
    guest.page.goto("/accounts/signup/")
    guest.page.get_by_label("Email").fill("otto@example.org")
    guest.page.get_by_label("Name").fill("O")
    guest.page.get_by_label("Password").fill("1234")
    guest.page.get_by_role("button", name="Sign Up").click()
    expect(guest.page.get_by_text("A name has 2 to 30 characters.")).to_be_visible()
    assert violations(guest.page) == [], "with what was wrong"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_living_room(visit: Visit, dark: bool) -> None:
    hana, ben, bea = visit("Hana", dark=dark), visit("Ben", dark=dark, phone=dark), visit("Bea", dark=dark)
    studio, address = live_party(hana)
    bens, beas = Room(ben, address), Room(bea, address)
    bens.say("Does it go in the dishwasher?")
    bens.claim.click()
    expect(bens.mine("held")).to_be_visible()
    beas.join_line.click()
    expect(beas.mine("waitlisted")).to_be_visible()

    assert violations(bens.page) == []
    assert violations(beas.page) == []
    assert violations(studio.page) == []
    for tab in ("Chat", "People", "Log"):
        studio.beside(tab)
        assert violations(studio.page) == [], tab
    hana.page.goto("/")
    assert violations(hana.page) == []
    bens.about(ben)
    assert violations(bens.page) == []


def test_an_empty_room_and_studio(visit: Visit) -> None:
    hana, guest = visit("Hana"), visit(phone=True)
    address = Studio(hana).open_room("Hana's pots")
    expect(hana.page.get_by_role("heading", name="Plan your first party")).to_be_visible()

    assert violations(hana.page) == []
    empty = Room(guest, address)
    expect(empty.page.get_by_text("No party is planned here yet")).to_be_visible()
    assert violations(empty.page) == []


def test_ben_claims_and_speaks_by_keyboard_alone(visit: Visit) -> None:
    hana, ben = visit("Hana"), visit("Ben")
    address = party_on(hana)
    bens = Room(ben, address)

    tab_to(bens.page, "Claim Blue mug")
    bens.page.keyboard.press("Enter")
    expect(bens.mine("held")).to_be_visible()
    tab_to(bens.page, "Your message")
    bens.page.keyboard.type("Thank you")
    bens.page.keyboard.press("Enter")

    expect(bens.line("Thank you")).to_be_visible()
    expect(bens.page.get_by_label("Your message")).to_be_focused()


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
def test_what_is_pressed_is_large_enough_for_a_thumb(visit: Visit, phone: bool) -> None:
    hana, ben = visit("Hana", phone=False), visit("Ben", phone=phone)
    address = party_on(hana)
    bens = Room(ben, address)
    bens.say("hello")

    small: list[str] = bens.page.evaluate(
        """() => [...document.querySelectorAll('button, a.btn, input, select, textarea')]
            .filter((each) => each.checkVisibility() && !each.closest('.modal, .sr-only'))
            .filter((each) => Math.min(each.offsetWidth, each.offsetHeight) < 44)
            .map((each) => each.outerHTML.slice(0, 150))"""
    )

    assert small == []
    assert bens.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


EDGES = """() => {
    const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const over = (colours) => {
        context.clearRect(0, 0, 1, 1);
        for (const colour of colours) { context.fillStyle = colour; context.fillRect(0, 0, 1, 1); }
        return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const light = (rgb) => {
        const linear = (c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
        const [r, g, b] = rgb.map((each) => linear(each / 255));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ratio = (one, other) => {
        const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
    };
    const behind = (element) => {
        const found = [];
        for (let at = element; at; at = at.parentElement) found.unshift(getComputedStyle(at).backgroundColor);
        return found;
    };
    const fields = "input:not([type=hidden], [type=file]), select, textarea, .btn:not(.btn-ghost)";
    return [...document.querySelectorAll(fields)]
        .filter((each) => each.checkVisibility() && !each.disabled && each.ariaDisabled !== "true")
        .map((each) => {
            const around = behind(each.parentElement);
            const { borderTopColor, backgroundColor } = getComputedStyle(each);
            const edge = ratio(over([...around, backgroundColor, borderTopColor]), over(around));
            const filled = ratio(over([...around, backgroundColor]), over(around));
            return [Math.max(edge, filled), each.outerHTML.slice(0, 120)];
        })
        .filter(([contrast]) => contrast < 3);
}"""
"""Fields and buttons whose edge, or filling, has less than 3 to 1 against what is around them (WCAG 1.4.11)."""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_what_can_be_pressed_or_filled_in_is_seen_by_its_edge(visit: Visit, dark: bool) -> None:
    hana, ben = visit("Hana", dark=dark), visit("Ben", dark=dark, phone=True)
    studio, address = live_party(hana, stock=3)
    bens = Room(ben, address)
    bens.claim.click()
    expect(bens.mine("held")).to_be_visible()
    seen = 0
    for page in (bens.page, studio.page):
        page.wait_for_function(STILL)
        assert page.evaluate(EDGES) == []
        seen += page.locator(".btn:visible, input:visible, select:visible").count()
    for path in ("/", "/accounts/email/", "/orders/", "/rooms/new/"):
        ben.page.goto(path)
        assert ben.page.evaluate(EDGES) == [], path

    assert seen > 20


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what is focused has this name."""
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            """() => {
                const focused = document.activeElement;
                if (focused === document.body) return "";  // which holds every name of the page
                return focused.getAttribute("aria-label") ?? focused.innerText ?? "";
            }"""
        )
        if name in " ".join(focused.split()):
            return
    raise AssertionError(f"the keyboard does not reach {name!r}")
