"""Commands at the door of a turn: who, how often, under which id. (Attacks A45, A47, A48, A54, A57-A59, A65.)"""

import asyncio
import secrets
from typing import Any

import pytest

from livesell.gateway.connection import MAX_IN_FLIGHT
from livesell.wire.codes import Code
from livesell.wire.ids import new_id
from tests.gateway.test_frames import greeted, hear, say
from tests.gateway.test_watching import error_of, member, refused
from tests.support import shows
from tests.support.people import Person
from tests.support.server import Server
from tests.support.shop import Come
from tests.support.shows import Show


def fresh() -> str:
    return secrets.token_urlsafe(12)


@pytest.fixture
def show(hana: Person) -> Show:
    return shows.live(hana, stock=5, per_buyer_limit=2)


async def test_the_same_id_gets_the_same_answer_and_has_one_effect(
    come: Come, show: Show, ben: Person
) -> None:
    client, once = await come(ben), fresh()
    first = await client.ask(shows.claim(show.variant), show.room, id=once)

    again = await client.ask(shows.claim(show.variant), show.room, id=once)
    on_another = await (await come(ben)).ask(shows.claim(show.variant), show.room, id=once)

    assert first["ok"]
    assert first == again == on_another


async def test_both_doors_know_the_same_ids(come: Come, show: Show, ben: Person) -> None:
    client, by_socket, by_rest = await come(ben), fresh(), fresh()
    body = shows.claim(show.variant)
    rest = {key: value for key, value in body.items() if key != "type"}

    one = await client.ask(body, show.room, id=by_socket)
    other = shows.do(ben, show.room, "claim.place", id=by_rest, **rest)

    assert shows.do(ben, show.room, "claim.place", id=by_socket, **rest) == one
    assert await client.ask(body, show.room, id=by_rest) == other
    assert one["fact"]["event"]["claim"]["id"] != other["fact"]["event"]["claim"]["id"]


async def test_many_at_once_under_one_id_are_one(come: Come, show: Show, ben: Person) -> None:
    sockets, once = [await come(ben) for _ in range(3)], fresh()

    answers = await asyncio.gather(
        *(socket.ask(shows.claim(show.variant), show.room, id=once) for socket in sockets)
    )

    assert answers[0]["ok"]
    assert answers[0] == answers[1] == answers[2]


async def test_an_id_names_one_command(come: Come, show: Show, ben: Person) -> None:
    client, once = await come(ben), fresh()
    await client.ask(shows.claim(show.variant), show.room, id=once)

    for other in (shows.claim(show.variant, quantity=2), {"type": "message.post", "text": "hello"}):
        assert error_of(await client.ask(other, show.room, id=once)) == refused(Code.ID_REUSED)


async def test_a_refusal_is_remembered_too(come: Come, show: Show, ben: Person) -> None:
    client, once = await come(ben), fresh()
    body = shows.claim(show.variant)
    show.do("party.pause", party_id=show.party)
    assert (await client.ask(body, show.room, id=once))["error"]["code"] == Code.PAUSED
    show.do("party.resume", party_id=show.party)

    assert (await client.ask(body, show.room, id=once))["error"]["code"] == Code.PAUSED
    assert (await client.ask(body, show.room))["ok"]


async def test_bea_is_not_answered_with_what_ben_was(
    come: Come, show: Show, ben: Person, bea: Person
) -> None:
    once = fresh()
    bens = await (await come(ben)).ask(shows.claim(show.variant), show.room, id=once)
    beas = await (await come(bea)).ask(shows.claim(show.variant), show.room, id=once)

    assert bens["fact"]["event"]["claim"]["buyer"]["id"] == ben.id
    assert beas["fact"]["event"]["claim"]["buyer"]["id"] == bea.id


async def test_ten_claims_at_once_over_five_sockets_keep_to_the_limit(
    come: Come, show: Show, ben: Person
) -> None:
    sockets = [await come(ben) for _ in range(5)]

    answers = await asyncio.gather(
        *(socket.ask(shows.claim(show.variant), show.room) for socket in sockets for _ in range(2))
    )

    assert [answer["ok"] for answer in answers].count(True) == 2
    assert {answer["error"]["code"] for answer in answers if not answer["ok"]} == {Code.BUYER_LIMIT}


async def test_claims_are_refused_with_the_reason(come: Come, hana: Person, show: Show, ben: Person) -> None:
    client = await come(ben)

    async def why(**changes: Any) -> str:
        reply = await client.ask(shows.claim(show.variant) | changes, show.room)
        found: str = reply["error"]["code"]
        return found

    elsewhere = shows.open_room(hana)
    assert (await client.ask(shows.claim(show.variant), elsewhere))["error"]["code"] == Code.NOT_FOUND
    assert await why(variant_id=new_id()) == Code.NOT_FOUND
    assert await why(price_version=2) == Code.PRICE_CHANGED
    show.do("item.edit", item_id=show.items[0]["id"], price=700)
    assert await why() == Code.PRICE_CHANGED
    show.do("party.pause", party_id=show.party)
    assert await why(price_version=2) == Code.PAUSED
    show.do("party.resume", party_id=show.party)
    show.do("item.withdraw", item_id=show.items[0]["id"])
    assert await why(price_version=2) == Code.WITHDRAWN
    show.do("party.end", party_id=show.party)
    assert await why(price_version=2) == Code.OVER


async def test_a_role_counts_in_its_own_room(hana: Person, sam: Person, mona: Person, ben: Person) -> None:
    attic, cellar = shows.open_room(hana), shows.open_room(sam)
    member(hana, attic, mona, "moderator")

    assert shows.do(mona, attic, "member.ban", user_id=ben.id, reason="enough")["ok"]
    elsewhere = shows.do(mona, cellar, "member.ban", user_id=ben.id, reason="enough")
    assert error_of(elsewhere) == refused(Code.FORBIDDEN)
    assert error_of(shows.do(hana, cellar, "room.edit", title="Mine now")) == refused(Code.FORBIDDEN)


async def test_nobody_acts_above_herself(hana: Person, mona: Person, ben: Person) -> None:
    room = shows.open_room(hana)
    member(hana, room, mona, "moderator")

    for reply in (
        shows.do(mona, room, "member.ban", user_id=hana.id, reason="coup"),
        shows.do(mona, room, "member.ban", user_id=mona.id, reason="myself"),
        shows.do(mona, room, "member.set_role", user_id=mona.id, role="host"),
        shows.do(mona, room, "member.set_role", user_id=ben.id, role="moderator"),
        shows.do(hana, room, "member.set_role", user_id=hana.id, role="buyer"),
        shows.do(ben, room, "member.set_role", user_id=ben.id, role="host"),
    ):
        assert error_of(reply) == refused(Code.FORBIDDEN)
    assert (
        shows.do(hana, room, "member.set_role", user_id=ben.id, role="owner")["error"]["code"]
        == Code.BAD_FRAME
    )


async def test_two_hosts_who_demote_each_other_at_once_are_both_refused(
    come: Come, hana: Person, sam: Person, mona: Person
) -> None:
    room = shows.open_room(hana)
    for person in (sam, mona):
        member(hana, room, person, "host")
    sams, monas = await come(sam), await come(mona)

    answers = await asyncio.gather(
        sams.ask({"type": "member.set_role", "user_id": mona.id, "role": "buyer"}, room),
        monas.ask({"type": "member.set_role", "user_id": sam.id, "role": "buyer"}, room),
    )

    assert [error_of(answer) for answer in answers] == [refused(Code.FORBIDDEN)] * 2


async def test_an_act_of_a_moderator_counts_only_before_she_was_removed(
    come: Come, hana: Person, mona: Person, ben: Person
) -> None:
    room = shows.open_room(hana)
    member(hana, room, mona, "moderator")
    message = shows.do(ben, room, "message.post", text="judge me")["fact"]["offset"]
    monas, hanas = await come(mona), await come(hana)

    removal, demotion = await asyncio.gather(
        monas.ask({"type": "message.remove", "message_offset": message, "reason": "rude"}, room),
        hanas.ask({"type": "member.set_role", "user_id": mona.id, "role": "buyer"}, room),
    )

    assert demotion["ok"]
    if removal["ok"]:
        assert removal["fact"]["offset"] < demotion["fact"]["offset"]
    else:
        assert error_of(removal) == refused(Code.FORBIDDEN)
    late = await monas.ask({"type": "message.remove", "message_offset": message, "reason": "rude"}, room)
    assert error_of(late) == refused(Code.FORBIDDEN)


async def test_the_sixth_line_within_ten_seconds_is_too_fast(come: Come, hana: Person, ben: Person) -> None:
    room, client = shows.open_room(hana), await come(ben)

    answers = [await client.ask({"type": "message.post", "text": f"line {n}"}, room) for n in range(6)]
    once = fresh()
    too_fast = await client.ask({"type": "message.post", "text": "now"}, room, id=once)

    assert [answer["ok"] for answer in answers[:5]] == [True] * 5
    assert error_of(too_fast) == refused(Code.TOO_FAST)
    assert 0 < too_fast["error"]["retry_after_ms"] <= 10_000
    by_rest = shows.do(ben, room, "message.post", text="by the other door")
    assert error_of(by_rest) == refused(Code.TOO_FAST), "both doors share one measure"
    await asyncio.sleep(too_fast["error"]["retry_after_ms"] / 1000)
    assert (await client.ask({"type": "message.post", "text": "now"}, room, id=once))["ok"]


async def test_one_socket_has_so_many_commands_under_way(shop: Server, hana: Person) -> None:
    room, raw = shows.open_room(hana), await greeted(shop, hana)
    body = {"type": "item.add", "party_id": new_id(), "title": "jam", "price": 1, "variants": [{"stock": 1}]}
    for _ in range(MAX_IN_FLIGHT + 60):
        say(raw, body, room=room)

    codes = [error_of(await hear(raw)) for _ in range(MAX_IN_FLIGHT + 60)]

    assert set(codes) <= {refused(Code.NOT_FOUND), refused(Code.BUSY)}
    assert codes.count(refused(Code.NOT_FOUND)) >= MAX_IN_FLIGHT
    await raw.end()


async def test_a_command_needs_a_room_that_exists(come: Come, ben: Person) -> None:
    client = await come(ben)

    assert error_of(await client.ask(shows.claim(new_id()), new_id())) == refused(Code.NOT_FOUND)
