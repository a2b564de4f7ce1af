"""What a browser fetches for a page: compressed at the build, kept for ever, and little of it."""

import gzip
import json

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import MANIFEST, Visit
from tests.browser.running import Running, in_ms
from tests.browser.screens import Room, Studio, Visitor
from tests.support.plain import NO_TLS
from tests.support.server import Server

pytestmark = pytest.mark.browser

WAITING, ANNOUNCED, LIVE = 78_500, 83_500, 82_500
"""Bytes of a room's scripts and styles on the wire, headers and all, for a guest who comes for the first time: to a
room without a party, to one whose party is announced, and to a live one on a phone."""
STYLES = 15_800
"""Of these, the style sheets."""
TINY = 512
"""Bytes of a file whose compressed copies save nothing worth a header."""


def fetched(
    stage: Server, path: str, accepts: str = "gzip, deflate, br, zstd"
) -> tuple[httpx.Headers, bytes]:
    """A file's headers, and its bytes as they came."""
    url = f"{stage.url}{path}"
    with httpx.stream("GET", url, headers={"Accept-Encoding": accepts}, verify=NO_TLS) as answer:
        assert answer.status_code == 200, path
        return answer.headers, b"".join(answer.iter_raw())


def built() -> list[str]:
    """The names of all that the build wrote for browsers."""
    found = (MANIFEST.parent / "assets").iterdir()
    return sorted(each.name for each in found if each.suffix in (".js", ".css"))


@pytest.mark.parametrize(
    ("accepts", "encoding", "ending"), [("gzip, deflate, br", "br", ".br"), ("gzip", "gzip", ".gz")]
)
def test_each_built_file_comes_compressed_and_stays_for_ever(
    stage: Server, accepts: str, encoding: str, ending: str
) -> None:
    assert built(), "the pages are not built"
    for name in built():
        if (MANIFEST.parent / "assets" / name).stat().st_size < TINY:
            continue  # what is hardly shorter when compressed is sent as it is
        headers, content = fetched(stage, f"/static/dist/assets/{name}", accepts)

        assert headers["content-encoding"] == encoding, name
        assert "immutable" in headers["cache-control"], name
        assert "Accept-Encoding" in headers["vary"], name
        assert content == (MANIFEST.parent / "assets" / f"{name}{ending}").read_bytes()


def test_a_browser_that_reads_nothing_compressed_gets_the_file_itself(stage: Server) -> None:
    name = built()[0]
    whole = (MANIFEST.parent / "assets" / name).read_bytes()

    headers, content = fetched(stage, f"/static/dist/assets/{name}", "identity")

    assert "content-encoding" not in headers
    assert content == whole == gzip.decompress((MANIFEST.parent / "assets" / f"{name}.gz").read_bytes())


def test_a_name_that_may_mean_another_file_tomorrow_is_asked_for_again(stage: Server) -> None:
    headers, _ = fetched(stage, "/static/dist/favicon.svg")

    assert headers["content-encoding"] == "br"
    assert "immutable" not in headers["cache-control"]


WIRE = """() => performance.getEntriesByType("resource")
    .filter((each) => /\\/static\\/dist\\/assets\\//.test(each.name))
    .reduce((all, each) => ({ ...all, [each.name]: (all[each.name] ?? 0) + each.transferSize }), {})"""


SHARED_PAGE_IS_LIVE = """async (address) => (await (await fetch(address)).text()).includes("/Stage-")"""
"""Guests have a page that is made once a second: whoever comes right after the start is given the one before."""


def on_the_wire(guest: Visitor, address: str, mark: str) -> dict[str, int]:
    """What came for a room, once `mark` is on the screen and nothing more is on its way."""
    Room(guest, address)
    expect(guest.page.locator(mark)).to_be_visible()
    expect(guest.page.locator("html[data-coming]")).to_have_count(0)
    came: dict[str, int] = guest.page.evaluate(WIRE)
    return came


def light(came: dict[str, int], most: int) -> None:
    assert len(came) > 3
    listed = json.dumps(came, indent=1)
    assert sum(came.values()) < most, listed
    assert sum(size for name, size in came.items() if name.endswith(".css")) < STYLES, listed


def test_a_room_is_light_on_the_wire_and_free_the_second_time(visit: Visit) -> None:
    hana, guest = visit("Hana"), visit(phone=True)
    address = Studio(hana).open_room("Hana's pots")

    light(on_the_wire(guest, address, "#chat-heading"), WAITING)

    assert sum(on_the_wire(guest, address, "#chat-heading").values()) == 0


def test_a_party_is_light_on_the_wire_before_it_and_while_it_is_live(visit: Visit) -> None:
    hana, early, late = visit("Hana"), visit(phone=True), visit(phone=True)
    running = Running(hana)
    party = running.party()
    running.send("party.schedule", party_id=party, starts_at=in_ms(minutes=50))
    mug = running.item(party, "Blue mug")

    light(on_the_wire(early, running.address, "#items-heading"), ANNOUNCED)

    running.send("party.start", party_id=party)
    running.send("item.feature", party_id=party, item_id=mug["id"])
    late.page.goto("/")
    late.page.wait_for_function(SHARED_PAGE_IS_LIVE, arg=running.address)
    light(on_the_wire(late, running.address, "[data-bar]"), LIVE)


def test_who_waits_has_the_stage_before_the_party_begins(visit: Visit) -> None:
    hana, guest = visit("Hana"), visit(phone=True)
    running = Running(hana)
    party = running.party()
    running.send("party.schedule", party_id=party, starts_at=in_ms(minutes=5))
    running.item(party, "Blue mug")
    Room(guest, running.address)
    guest.page.wait_for_function(
        f"() => Object.keys(({WIRE})()).filter((each) => /Stage-/.test(each)).length === 2"
    )
    came = len(guest.page.evaluate(WIRE))

    running.send("party.start", party_id=party)

    expect(guest.page.locator("[data-bar]")).to_be_visible()
    assert len(guest.page.evaluate(WIRE)) == came
