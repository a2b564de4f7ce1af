"""A room and its studio in German: nothing of the English catalogue is left on them."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import MANIFEST, Visit
from tests.browser.screens import Room, Studio, Visitor
from tests.support.server import Server

pytestmark = pytest.mark.browser

MESSAGES = Path(__file__).resolve().parents[2] / "frontend" / "src" / "messages"
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')
PLACE = re.compile(r"\$\{[^}]*\}|\{\w+\}|</?\w+>|#|\\u00a0|\s+")

READ = """() => {
    const app = document.querySelector("#app"), found = [];
    const walker = document.createTreeWalker(app, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) found.push(walker.currentNode.data);
    for (const each of app.querySelectorAll("*"))
        for (const name of ["aria-label", "placeholder", "title", "alt"]) found.push(each.getAttribute(name) ?? "");
    return found.map((each) => each.replace(/\\s+/g, " ").trim()).filter((each) => /\\p{L}{2}/u.test(each));
}"""

AsGerman = Callable[[Visitor], Page]


def texts_of(language: str) -> set[str]:
    """What stands between the places of a language's texts."""
    source = "\n".join(path.read_text() for path in sorted((MESSAGES / language).glob("*.ts")))
    literals = (one or other for one, other in LITERAL.findall(source))
    pieces = (
        " ".join(PLACE.sub(lambda place: " " if place[0].isspace() else "\0", text).split(" "))
        for text in literals
    )
    return {piece.strip(" .:,;!?…()·") for text in pieces for piece in text.split("\0")} - {""}


ENGLISH = {text for text in texts_of("en") - texts_of("de") if re.search(r"[A-Za-z]{3}", text)}
LONG = tuple(text for text in ENGLISH if " " in text and len(text) > 8)


def english_on(page: Page) -> list[str]:
    """The texts of a page that are English ones, or have one in them."""
    read: list[str] = page.evaluate(READ)
    return [text for text in read if text.strip(" .:,;!?…()·") in ENGLISH or any(one in text for one in LONG)]


@pytest.fixture
def as_german(browser: Browser, stage: Server) -> Iterator[AsGerman]:
    """The same visitor, before another browser, with German chosen."""
    contexts = []

    def again(visitor: Visitor) -> Page:
        state = visitor.page.context.storage_state()
        phone = {"width": 360, "height": 740}
        context = browser.new_context(base_url=stage.url, locale="de-DE", storage_state=state, viewport=phone)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.goto("/")
        page.get_by_role("button", name="Deutsch").click()
        expect(page.locator("html")).to_have_attribute("lang", "de")
        return page

    yield again
    for context in contexts:
        context.close()


def test_the_room_is_german_for_a_buyer(visit: Visit, as_german: AsGerman) -> None:
    hana, ben = visit("Hana"), visit("Ben")
    studio = Studio(hana)
    address = studio.open_room("Töpferei")
    studio.plan("Freitag")
    studio.add("Krug", "12.50", stock=3)
    english = Room(ben, address)
    assert english_on(ben.page) != [], "the control: in English, English is found"
    page = as_german(ben)
    page.goto(address)
    expect(page.get_by_text("Verbunden")).to_be_visible()
    assert page.locator("#app").get_attribute("lang") == "de"
    assert english_on(page) == []

    studio.go_live()
    studio.put_on_air("Krug")
    page.get_by_label("Deine Nachricht").fill("Ist der schön!")
    page.get_by_role("button", name="Senden", exact=True).click()
    expect(english.page.get_by_text("Ist der schön!")).to_be_visible()
    expect(page.locator("[data-price]").first).to_have_text("12,50\u00a0€")
    page.locator("[data-bar]").get_by_role("button", name="Meins!").click()
    expect(page.locator("[data-claim=held]").first).to_contain_text("Für dich reserviert: noch 1")
    assert english_on(page) == []

    for sheet in ("Artikel (1)", "Deine Tasche", "Mehr", "Chat öffnen", "Mehr Möglichkeiten"):
        page.get_by_role("button", name=sheet, exact=sheet == "Mehr").click()
        expect(page.locator(".sheet")).to_be_visible()
        if sheet == "Artikel (1)":
            page.locator("button[aria-expanded]").filter(has_text="Krug").click()
        assert english_on(page) == [], sheet
        page.keyboard.press("Escape")
        expect(page.locator(".sheet")).to_have_count(0)


def test_a_page_fetches_the_texts_of_its_language_alone_and_once(visit: Visit, as_german: AsGerman) -> None:
    hana = visit("Hana")
    address = Studio(hana).open_room("Töpferei")
    manifest = json.loads(MANIFEST.read_text())
    files = {each: manifest[f"src/messages/{each}/pages/room.ts"] for each in ("en", "de")}
    page = as_german(hana)
    page.goto(address)
    expect(page.get_by_text("Verbunden")).to_be_visible()

    loaded: list[str] = page.evaluate(
        "() => performance.getEntriesByType('resource').map((each) => each.name)"
    )
    links = page.locator("link[rel=modulepreload]").evaluate_all("all => all.map((each) => each.href)")
    assert [name.endswith(files["de"]["file"]) for name in loaded].count(True) == 1
    assert any(link.endswith(files["de"]["file"]) for link in links), "asked for beside the scripts"
    assert not any(name.endswith(files["en"]["file"]) for name in loaded)


def test_the_studio_is_german_for_its_host(visit: Visit, as_german: AsGerman) -> None:
    hana = visit("Hana")
    address = Studio(hana).open_room("Töpferei")
    page = as_german(hana)
    page.goto(f"{address}studio/")
    page.get_by_label("Titel der Party").fill("Freitag")
    assert english_on(page) == []
    page.get_by_role("button", name="Party anlegen").click()
    expect(page.get_by_text("Entwurf, nur das Team sieht ihn")).to_be_visible()

    page.get_by_label("Was ist es?").fill("Krug")
    page.get_by_label(re.compile(r"Preis in \w+")).fill("12,50")
    page.get_by_role("button", name="Artikel anlegen").click()
    row = page.locator("[data-item]").filter(has_text="Krug")
    row.get_by_role("button", name="Krug bearbeiten").click()
    expect(page.get_by_label("Notizen für den Verkauf")).to_be_enabled()
    page.get_by_text("Viele Artikel aus einer Datei").click()
    page.get_by_role("button", name="Größen und Farben").click()
    assert english_on(page) == []

    for name, title in [("Ändern …", "Party ändern"), ("Ablauf …", "Ablauf")]:
        page.get_by_role("button", name=name).click()
        dialog = page.get_by_role("dialog", name=title)
        expect(dialog.get_by_role("button", name="Speichern")).to_be_visible()
        assert english_on(page) == []
        dialog.get_by_role("button", name="Schließen").click()
    page.get_by_role("button", name="Live gehen").click()
    expect(page.get_by_role("button", name="Party beenden")).to_be_visible()
    assert english_on(page) == []
    page.locator("[data-next]").click()
    for tool in ("price", "flash", "auction", "giveaway"):
        page.locator(f"[data-tool={tool}]").click()
        expect(page.locator(".sheet")).to_be_visible()
        assert english_on(page) == [], tool
        page.keyboard.press("Escape")
    page.get_by_role("button", name="Party", exact=True).click()
    for part in ("#studio-lots", "#studio-giveaways"):
        page.locator(part).locator("summary").click()
    assert english_on(page) == []
    for tab, heading in [
        ("Reservierungen", "Reservierungen"),
        ("Chat", "Chat"),
        ("Personen", "Personen"),
        ("Protokoll", "Protokoll des Teams"),
    ]:
        page.get_by_role("group", name="Anzeigen").get_by_role("button", name=tab).click()
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        assert english_on(page) == []


def test_terms_are_german_for_a_seller(visit: Visit, as_german: AsGerman) -> None:
    hana = visit("Hana")
    address = Studio(hana).open_room("Töpferei")
    page = as_german(hana)
    page.goto(f"{address}terms/")
    expect(page.get_by_role("heading", name="Deine Bedingungen")).to_be_visible()
    page.get_by_label("Nach Gewicht").check()
    page.get_by_label("Steuer in Prozent").fill("viel")
    page.get_by_label("Bis Gramm").fill("500")
    page.get_by_label(re.compile("^Preis in")).fill("4,90")
    page.get_by_label("Schwerer als das").fill("9,90")
    page.get_by_role("button", name="Bedingungen speichern").click()
    expect(page.get_by_role("alert")).to_contain_text("Schreib Prozent als Zahl")
    assert english_on(page) == []
