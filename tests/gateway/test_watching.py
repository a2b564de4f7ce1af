"""Who may read what, and until when. (Attacks A38, A39, A40, A48, A82, A93.)"""

import asyncio
from typing import Any

import pytest

from livesell.gateway.connection import MAX_LEDGERS
from livesell.wire.codes import VERDICTS, Code
from livesell.wire.ids import new_id
from tests.gateway.test_frames import greeted, hear, say
from tests.support import shows
from tests.support.people import Person
from tests.support.server import Server
from tests.support.shop import Come

JOIN = {"type": "room.join", "ledger": "show", "position": None}


def error_of(reply: dict[str, Any]) -> tuple[str, bool]:
    return reply["error"]["code"], reply["error"]["retry"]


def refused(code: Code) -> tuple[str, bool]:
    return code.value, VERDICTS[code].retry


@pytest.fixture
def room(hana: Person) -> str:
    return shows.open_room(hana)


@pytest.fixture
def closed_room(hana: Person) -> str:
    """For members only."""
    return shows.open_room(hana, private=True)


def member(host: Person, room: str, person: Person, role: str = "seller") -> None:
    shows.give_role(host, room, person, role)


async def test_a_closed_room_and_an_unknown_one_answer_alike(
    come: Come, closed_room: str, otto: Person
) -> None:
    for client in (await come(otto), await come()):
        answers = [
            await client.join(room, ledger) for room in (closed_room, new_id()) for ledger in ("show", "desk")
        ]

        assert [error_of(answer) for answer in answers] == [refused(Code.NOT_FOUND)] * 4
        assert len({str(answer | {"id": ""}) for answer in answers}) == 1


async def test_no_command_tells_a_stranger_that_a_closed_room_exists(
    come: Come, closed_room: str, otto: Person, hana: Person
) -> None:
    client = await come(otto)
    commands = [
        {"type": "message.post", "text": "hello"},
        {"type": "party.start", "party_id": new_id()},
        {"type": "item.withdraw", "item_id": new_id()},
        {"type": "member.ban", "user_id": hana.id, "reason": "none"},
        {"type": "room.edit", "title": "Mine now"},
        shows.claim(new_id()),
    ]
    for command in commands:
        there, nowhere = await client.ask(command, closed_room), await client.ask(command, new_id())
        assert error_of(there) == error_of(nowhere) == refused(Code.NOT_FOUND), command["type"]


async def test_a_position_learned_earlier_opens_nothing_once_the_membership_is_gone(
    come: Come, closed_room: str, hana: Person, ben: Person
) -> None:
    member(hana, closed_room, ben)
    client = await come(ben)
    assert (await client.join(closed_room))["kind"] == "joined"
    await client.drop()
    assert shows.do(hana, closed_room, "member.ban", user_id=ben.id, reason="enough")["ok"]
    shows.do(hana, closed_room, "message.post", text="among us")

    await client.come()
    answer = await client.join(closed_room)

    assert answer["error"]["code"] in (Code.NOT_FOUND, Code.BANNED)
    await asyncio.sleep(0.1)
    assert all(fact["event"]["type"] != "message.posted" for fact in client.facts[f"{closed_room}.show"])


async def test_nothing_after_a_ban_reaches_the_banned(
    come: Come, room: str, hana: Person, sam: Person, ben: Person, bea: Person
) -> None:
    tab, phone, other = await come(ben), await come(ben), await come(bea)
    talker = await come(sam)
    for client in (tab, phone, other):
        await client.join(room)

    for number in range(12):
        if number == 3:
            ban = shows.do(hana, room, "member.ban", user_id=ben.id, reason="enough")
        who, text = (talker, f"line {number}") if number < 5 else (other, f"line {number}")
        await who.ask({"type": "message.post", "text": text}, room)
    await other.reach(room, ban["fact"]["offset"] + 4)

    for client in (tab, phone):
        ended = await client.expect_frame("ended")
        assert (ended["room"], ended["code"]) == (room, Code.BANNED)
        assert client.facts[f"{room}.show"][-1]["offset"] <= ban["fact"]["offset"]
        assert error_of(await client.join(room, position=None)) == refused(Code.BANNED)
        assert (await client.ask({"type": "session.ping"}))["kind"] == "pong", "the socket serves other rooms"


async def test_who_comes_back_again_and_again_sees_nothing_after_her_ban(
    come: Come, room: str, hana: Person, sam: Person, ben: Person
) -> None:
    client = await come(ben)

    async def come_and_go() -> None:
        for _ in range(9):
            await client.join(room, position=None)
            await client.ask({"type": "room.leave", "ledger": "show"}, room)

    async def talk() -> None:
        for number in range(5):
            await asyncio.to_thread(shows.do, sam, room, "message.post", text=f"line {number}")

    going, talking = asyncio.create_task(come_and_go()), asyncio.create_task(talk())
    ban = await asyncio.to_thread(shows.do, hana, room, "member.ban", user_id=ben.id, reason="enough")
    await asyncio.gather(going, talking)

    offset = ban["fact"]["offset"]
    assert all(fact["offset"] <= offset for fact in client.facts.get(f"{room}.show", []))
    snapshot = client.snapshots.get(f"{room}.show", {"messages": []})
    assert all(message["offset"] <= offset for message in snapshot["messages"])


async def test_a_second_tab_and_a_new_socket_are_banned_too_and_the_neighbour_is_not(
    come: Come, room: str, hana: Person, ben: Person, bea: Person
) -> None:
    tab = await come(ben)
    assert shows.do(hana, room, "member.ban", user_id=ben.id, reason="enough")["ok"]

    for client in (tab, await come(ben)):
        assert error_of(await client.ask({"type": "message.post", "text": "still here"}, room)) == refused(
            Code.BANNED
        )
        assert error_of(await client.join(room)) == refused(Code.BANNED)
    assert shows.do(ben, room, "message.post", text="by the other door")["error"]["code"] == Code.BANNED
    neighbour = await come(bea)
    assert (await neighbour.join(room))["kind"] == "joined"


async def test_a_guest_may_watch_and_not_speak(come: Come, room: str) -> None:
    guest = await come()

    assert (await guest.join(room))["kind"] == "joined"
    assert error_of(await guest.ask({"type": "message.post", "text": "hello"}, room)) == refused(Code.SIGN_IN)
    assert error_of(await guest.join(room, "desk")) == refused(Code.NOT_FOUND)


async def test_the_desk_is_for_staff(come: Come, room: str, hana: Person, mona: Person, ben: Person) -> None:
    member(hana, room, mona, "moderator")

    assert (await (await come(mona)).join(room, "desk"))["kind"] == "joined"
    assert error_of(await (await come(ben)).join(room, "desk")) == refused(Code.NOT_FOUND)


@pytest.mark.parametrize("how", ["by role", "by ban"])
@pytest.mark.parametrize("watches_the_show", [True, False])
async def test_who_is_no_longer_staff_reads_no_more_of_the_desk(
    come: Come, room: str, hana: Person, mona: Person, ben: Person, how: str, watches_the_show: bool
) -> None:
    member(hana, room, mona, "moderator")
    client = await come(mona)
    await client.join(room, "desk")
    if watches_the_show:
        await client.join(room)

    if how == "by role":
        member(hana, room, mona, "buyer")
    else:
        shows.do(hana, room, "member.ban", user_id=mona.id, reason="enough")
    before = list(client.facts[f"{room}.desk"])
    shows.do(hana, room, "member.ban", user_id=ben.id, reason="a secret of the desk")

    ended = await client.expect_frame("ended")
    assert ended["ledger"] == "desk" or (await client.expect_frame("ended"))["ledger"] == "desk"
    assert [fact for fact in client.facts[f"{room}.desk"] if "secret of the desk" in str(fact)] == []
    assert len(client.facts[f"{room}.desk"]) <= len(before) + 1
    assert error_of(await client.join(room, "desk"))[0] in (Code.NOT_FOUND, Code.BANNED)


async def test_who_becomes_staff_stays_where_she_is(
    come: Come, room: str, hana: Person, mona: Person
) -> None:
    client = await come(mona)
    await client.join(room)

    member(hana, room, mona, "moderator")
    shows.do(hana, room, "message.post", text="welcome")

    posted = await client.expect("message.posted", room)
    assert posted["text"] == "welcome"
    assert not [one for one in client.others if one["kind"] in ("ended", "reset")]
    assert (await client.join(room, "desk"))["kind"] == "joined"


async def test_one_socket_reads_twenty_ledgers(shop: Server, come: Come, hana: Person) -> None:
    rooms = [shows.open_room(hana) for _ in range(11)]
    client = await come(hana)
    joins = [(room, ledger) for room in rooms for ledger in ("show", "desk")]

    answers = [await client.join(*one) for one in joins]

    assert [answer["kind"] for answer in answers[:MAX_LEDGERS]] == ["joined"] * 20
    assert [error_of(answer) for answer in answers[MAX_LEDGERS:]] == [refused(Code.LIMIT)] * 2
    await client.ask({"type": "room.leave", "ledger": "show"}, rooms[0])
    assert (await client.join(*joins[-1]))["kind"] == "joined"


async def test_a_thousand_joins_are_mostly_refused_at_the_door(shop: Server) -> None:
    raw = await greeted(shop)
    for _ in range(350):
        say(raw, JOIN, room=new_id())

    codes = [(await hear(raw))["error"]["code"] for _ in range(350)]

    assert set(codes) <= {Code.NOT_FOUND, Code.LIMIT, Code.TOO_FAST}
    assert codes.count(Code.NOT_FOUND) < 120
    await raw.end()


async def test_joining_again_and_again_is_slowed_down(come: Come, room: str) -> None:
    client = await come()

    answers = [await client.join(room, position=None) for _ in range(14)]

    assert [answer["kind"] for answer in answers[:10]] == ["joined"] * 10
    assert error_of(answers[-1]) == refused(Code.TOO_FAST)
    assert answers[-1]["error"]["retry_after_ms"] > 0


async def test_asking_twice_at_once_gives_one_place_to_go_on_from(come: Come, room: str, sam: Person) -> None:
    client = await come(sam)

    both = await asyncio.gather(client.join(room), client.join(room))
    await client.ask({"type": "message.post", "text": "hello"}, room)

    assert sorted(answer["kind"] for answer in both) in (["joined", "reply"], ["joined", "joined"])
    assert (await client.expect("message.posted", room))["text"] == "hello"


async def test_who_leaves_hears_nothing_more(come: Come, room: str, ben: Person, sam: Person) -> None:
    client = await come(ben)
    await client.join(room)

    await client.ask({"type": "room.leave", "ledger": "show"}, room)
    shows.do(sam, room, "message.post", text="later")
    await asyncio.sleep(0.2)

    assert client.facts[f"{room}.show"] == []


@pytest.mark.parametrize("epoch", ["another", "x"])
async def test_a_position_of_another_life_begins_anew(come: Come, room: str, epoch: str) -> None:
    client = await come()

    answer = await client.join(room, position={"epoch": epoch, "offset": 0})

    assert (answer["kind"], answer["resumed"]) == ("joined", False)
    assert answer["snapshot"]["room"]["id"] == room


async def test_a_position_from_the_future_begins_anew(come: Come, room: str) -> None:
    client = await come()
    joined = await client.join(room)

    for ahead in (1, 1_000, 2**53 - 1 - joined["offset"]):
        position = {"epoch": joined["epoch"], "offset": joined["offset"] + ahead}
        answer = await client.join(room, position=position)
        assert (answer["resumed"], answer["offset"]) == (False, joined["offset"])


async def test_a_lost_client_gets_exactly_what_it_missed(
    come: Come, room: str, ben: Person, sam: Person
) -> None:
    client = await come(ben)
    await client.join(room)
    await client.drop()
    for number in range(4):
        shows.do(sam, room, "message.post", text=f"line {number}")

    await client.come()
    answer = await client.join(room)

    assert answer["resumed"] is True
    await client.reach(room, answer["offset"] + 4)
    assert [fact["text"] for fact in client.facts[f"{room}.show"]] == [
        f"line {number}" for number in range(4)
    ]
