"""What people do on the screens, in their words. Everything is found as a person finds it: by its label or its text."""

import secrets
from pathlib import Path

from django.conf import settings
from playwright.sync_api import ConsoleMessage, Locator, Page, Request, expect

from tests.support import shows
from tests.support.people import PASSWORD, Person

LETTERS = "abcdefghijklmnopqrstuvwxyz"
UPLOAD_MS = 30_000
"""A phone's photo is sent, waits in the queue and is made into its sizes, beside everything else that runs."""


class Visitor:
    """Somebody before a browser. `complaints`: errors on the console, and requests that left for elsewhere."""

    def __init__(self, page: Page, person: Person | None = None) -> None:
        self.page = page
        self._person = person
        self.complaints: list[str] = []
        if person:
            page.context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": person.token, "url": person.base_url}]
            )
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._request)

    @property
    def person(self) -> Person:
        """Her account; a guest has none."""
        assert self._person
        return self._person

    @property
    def name(self) -> str:
        return self.person.name

    def sign_up(self, name: str) -> None:
        """A guest does, by the page for it."""
        mark = "".join(secrets.choice(LETTERS) for _ in range(6))
        email = f"{name}.{mark}@example.org".lower()
        self.page.goto("/accounts/signup/")
        self.page.get_by_label("Email").fill(email)
        self.page.get_by_label("Name").fill(f"{name} {mark}")
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign Up").click()
        expect(self.page.get_by_role("link", name="Sign out")).to_be_visible()
        self._person = Person(f"{name} {mark}", email, "", "", self.page.url)

    def _console(self, message: ConsoleMessage) -> None:
        # A lost connection is reported by the browser itself; the page says so in its own words.
        if (
            message.type == "error"
            and "ERR_CONNECTION" not in message.text
            and "WebSocket" not in message.text
        ):
            self.complaints.append(message.text)

    def _request(self, request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:")):
            self.complaints.append(f"a request left for {request.url}")


class Studio:
    """A host's studio."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page = visitor.page

    def open(self, address: str) -> "Studio":
        """The studio of a room that there is."""
        self.page.goto(f"{address}studio/")
        return self

    def open_room(self, title: str, *, private: bool = False) -> str:
        """An empty studio of a new room, which is opened by a command; the room's address."""
        host = self.visitor.person
        room = shows.open_room(host, title, private=private)
        address = f"{host.base_url}/rooms/{room}/"
        self.open(address)
        return address

    def found_room(self, title: str, *, private: bool = False) -> str:
        """The same by the pages, from the home page on."""
        self.page.goto("/")
        self.page.get_by_role("link", name="Open a room").or_(
            self.page.get_by_role("link", name="Open another room")
        ).first.click()
        self.page.get_by_label("What is it called?").fill(title)
        self.page.get_by_label("Only for people whom I invite").set_checked(private)
        self.page.get_by_role("button", name="Open the room").click()
        self.page.wait_for_url("**/studio/")
        return self.page.url.removesuffix("studio/")

    def plan(self, title: str) -> None:
        self.page.get_by_label("Title of the party").fill(title)
        self.page.get_by_label("Currency").select_option("EUR")
        self.page.get_by_role("button", name="Create the party").click()
        expect(self.page.get_by_text("Draft, only staff see it")).to_be_visible()

    def add(self, title: str, price: str, *, stock: int = 1, photo: Path | None = None) -> Locator:
        """A new item; its row."""
        self.page.get_by_label("What is it?").fill(title)
        self.page.get_by_label("Price in EUR").fill(price)
        self.page.get_by_label("How many are there").fill(str(stock))
        if photo:
            self.page.get_by_label("Photos").set_input_files(photo)
            expect(self.page.get_by_role("img", name="Photo 1")).to_be_visible(timeout=UPLOAD_MS)
        self.page.get_by_role("button", name="Add the item").click()
        row = self.page.locator("[data-item]").filter(has_text=title)
        expect(row).to_be_visible()
        return row

    def go_live(self) -> None:
        self.page.get_by_role("button", name="Go live").click()
        expect(self.page.get_by_role("button", name="Pause")).to_be_visible()

    def put_on_air(self, title: str) -> None:
        self.row(title).get_by_role("button", name="Put on air").click()
        expect(self.row(title).get_by_role("button", name="On air", exact=True)).to_be_visible()

    def row(self, title: str) -> Locator:
        return self.page.locator("[data-item]").filter(has_text=title)

    def beside(self, tab: str) -> None:
        """Show claims, chat, people or the log beside the party."""
        self.page.get_by_role("group", name="Beside the party").get_by_role("button", name=tab).click()

    def claim_by_hand(self, name: str, network: str) -> None:
        self.page.get_by_role("button", name="Add a claim by hand").click()
        self.page.get_by_label("Her name there").fill(name)
        self.page.get_by_label("Network, such as Instagram").fill(network)
        self.page.get_by_role("button", name="Add the claim").click()

    def claim_of(self, buyer: Visitor) -> Locator:
        return self.page.locator("[data-claim]").filter(has_text=buyer.name)


class Room:
    """A room as its visitors see it."""

    def __init__(self, visitor: Visitor, address: str) -> None:
        self.visitor = visitor
        self.page = visitor.page
        self.page.goto(address)
        expect(self.page.get_by_text("Connected")).to_be_visible()

    def say(self, text: str) -> None:
        self.page.get_by_label("Your message").fill(text)
        self.page.get_by_label("Your message").press("Enter")
        expect(self.line(text)).to_be_visible()

    def line(self, text: str) -> Locator:
        said = self.page.locator("[data-words]").filter(has_text=text)
        return self.page.locator("[data-message]").filter(has=said)

    @property
    def heard(self) -> Locator:
        """What the last chat word was taken for."""
        return self.page.get_by_role("status", name="What you asked for")

    def about(self, author: Visitor) -> None:
        """Open what may be done about somebody's message."""
        self.open_chat()
        self.page.get_by_role("button", name=f"About the message of {author.name}").last.click()

    def about_line(self, text: str) -> None:
        """Open what may be done about one line."""
        self.open_chat()
        self.line(text).get_by_role("button", name="About the message of").click()

    def open_chat(self) -> None:
        """On a phone the whole chat comes over the stage."""
        button = self.page.get_by_role("button", name="Open the chat")
        if button.is_visible():
            button.click()
            expect(self.sheet).to_be_visible()

    @property
    def sheet(self) -> Locator:
        """What has come over the stage."""
        return self.page.locator(".sheet")

    def close(self) -> None:
        """Put the sheet away."""
        self.sheet.get_by_role("button", name="Close", exact=True).click()
        expect(self.sheet).to_have_count(0)

    def more(self) -> Locator:
        """Open what else may be done with the item that she has something of; its sheet."""
        self.page.get_by_role("button", name="More choices").click()
        return self.sheet

    def give_back(self) -> None:
        """Let go of the hold that the bar shows."""
        self.more().locator("[data-claim=held]").get_by_role("button", name="Give back").click()
        expect(self.sheet.locator("[data-claim=held]")).to_have_count(0)
        self.close()

    def lot(self) -> Locator:
        """Open the lot in full; it stays open."""
        self.page.get_by_role("button", name="The most I would pay").click()
        return self.sheet.locator("[data-lot]")

    def giveaways(self) -> Locator:
        """Open the giveaways; they stay open."""
        self.page.locator("[data-giveaways]").click()
        return self.sheet.locator("[data-giveaway]")

    def bag(self) -> Locator:
        """Open what she holds, waits for and owes; it stays open."""
        self.page.locator("[data-bag]").click()
        return self.sheet

    @property
    def bar(self) -> Locator:
        """How it stands with her, at the thumb."""
        return self.page.locator("[data-bar]")

    @property
    def claim(self) -> Locator:
        """The button of the item on air."""
        return self.bar.get_by_role("button", name="Claim")

    @property
    def join_line(self) -> Locator:
        return self.bar.get_by_role("button", name="Join the line")

    def mine(self, state: str) -> Locator:
        """A claim of hers in the bar, or on the page of a room in which no party is on."""
        return self.page.locator(f"[data-claim={state}]:not(.sheet *)")
