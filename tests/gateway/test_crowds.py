"""New accounts of one address who claim together, by either door: the desk is told."""

from rooms.rules.newcomers import FEWEST
from tests.support import shows
from tests.support.people import Person
from tests.support.shop import Come


async def test_the_desk_sees_them(
    come: Come, hana: Person, ben: Person, bea: Person, mona: Person, otto: Person, sam: Person
) -> None:
    show = shows.live(hana, stock=9)
    desk = await come(hana)
    await desk.join(show.room, "desk")

    for person in (ben, bea, mona):
        body = {name: value for name, value in shows.claim(show.variant).items() if name != "type"}
        assert shows.do(person, show.room, "claim.place", **body)["ok"]
    for person in (otto, sam):
        buyer = await come(person)
        assert (await buyer.ask(shows.claim(show.variant), show.room))["ok"]

    fact = await desk.expect("newcomers.noticed", show.room, "desk")
    assert (fact["event"]["what"], fact["event"]["accounts"]) == ("claims", FEWEST)
