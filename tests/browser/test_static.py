"""What a browser fetches for a page: compressed at the build, kept for ever, and little of it."""

import gzip
import json

import httpx
import pytest

from tests.browser.conftest import MANIFEST, Visit
from tests.browser.screens import Room, Studio
from tests.support.plain import NO_TLS
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

WHOLE = 114_000
"""Bytes of a room's scripts and styles on the wire, for a guest before the party begins: the first scripts, and what
the waiting room asks for behind them (its chat, its items). The aim is 75,000."""
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


WIRE = """() => Object.fromEntries(performance.getEntriesByType("resource")
    .filter((each) => /\\/static\\/dist\\/assets\\//.test(each.name)).map((each) => [each.name, each.transferSize]))"""


def test_a_room_is_light_on_the_wire_and_free_the_second_time(visit: Visit) -> None:
    hana, guest = visit("Hana"), visit(phone=True)
    address = Studio(hana).open_room("Hana's pots")
    Room(guest, address)
    first: dict[str, int] = guest.page.evaluate(WIRE)
    assert len(first) > 3
    assert sum(first.values()) < WHOLE, json.dumps(first, indent=1)

    Room(guest, address)

    assert sum(guest.page.evaluate(WIRE).values()) == 0
