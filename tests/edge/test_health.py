"""`/healthz` is answered before anything else is asked."""

from livesell.edge.health import with_health
from tests.edge.asking import CHAIN, ask, behind


async def test_the_process_answers() -> None:
    status, headers, body = await ask(with_health(behind), "/healthz")

    assert (status, body) == (200, b'{"ok": true}')
    assert (headers["content-type"], headers["cache-control"]) == ("application/json", "private, no-store")
    assert headers["content-length"] == str(len(body))


async def test_a_head_has_no_body_and_nothing_can_be_posted() -> None:
    assert (await ask(with_health(behind), "/healthz", method="HEAD"))[::2] == (200, b"")
    assert (await ask(with_health(behind), "/healthz", method="POST"))[0] == 405


async def test_every_other_address_is_for_the_chain() -> None:
    assert (await ask(with_health(behind), "/healthz/"))[0] == CHAIN
