"""How the cast of the demo behaves: decisions over what one sees and a throw of the dice. No server here."""

import io
from random import Random
from typing import Any

import pytest
from PIL import Image

from livesell.demo import buying, keeping, lines, selling
from livesell.demo.cast import CAST, Temper
from livesell.demo.catalogue import WARES
from livesell.demo.painting.stills import THINGS, paint
from livesell.demo.view_state import Seen

BEN, SAM, OTTO = ({"id": name.lower(), "name": f"{name} Sato"} for name in ("Ben", "Sam", "Otto"))
EAGER = Temper(eager=1, chatty=0, fickle=0, slow=0)
NOW = 1_000_000


def item(number: int, stock: int = 1, seller: dict[str, str] = SAM) -> dict[str, Any]:
    variant = {"id": f"variant {number}", "name": "", "stock": stock, "held": 0, "sold": 0, "waiting": 0}
    return {
        "id": f"item {number}",
        "party_id": "party",
        "number": number,
        "title": WARES[number - 1].title,
        "seller": seller,
        "price_version": 1,
        "withdrawn": False,
        "variants": [variant],
    }


def seen_by(who: dict[str, str], *items: dict[str, Any], on_air: str = "item 1") -> Seen:
    seen = Seen(who["id"], frozenset({"ben", "sam"}))
    party = {"id": "party", "state": "live", "on_air": on_air}
    seen.begin({"parties": [party], "items": list(items)}, NOW)
    return seen


def fact(offset: int, at: int = NOW, text: str | None = None, **event: Any) -> dict[str, Any]:
    return {"offset": offset, "at": at, "event": event, "text": text}


def claim(state: str, buyer: dict[str, str] = BEN, number: int = 1) -> dict[str, Any]:
    return {
        "id": f"claim of {buyer['id']}",
        "item_id": f"item {number}",
        "variant_id": f"variant {number}",
        "buyer": buyer,
        "quantity": 1,
        "state": state,
    }


def held(offset: int, buyer: dict[str, str] = BEN, *, promoted: bool = False) -> dict[str, Any]:
    return fact(offset, type="claim.held", claim=claim("held", buyer), promoted=promoted)


def test_the_same_dice_lead_to_the_same_evening() -> None:
    def evening() -> list[Any]:
        dice, ben = Random("seven"), seen_by(BEN, item(1), item(2))
        return [buying.decide(ben, [], Temper(0.2, 0.3, 0.1), dice, NOW) for _ in range(50)]

    assert evening() == evening()


def test_a_buyer_claims_an_item_once() -> None:
    ben = seen_by(BEN, item(1, stock=3))
    first = buying.decide(ben, [], EAGER, Random("b"), NOW)
    ben.take(held(1))

    assert first is not None
    assert first["type"] == "claim.place"
    assert buying.decide(ben, [], EAGER, Random("b"), NOW) is None


def test_what_was_refused_is_tried_again_only_when_it_comes_on_air_again() -> None:
    ben = seen_by(BEN, item(1, stock=3))
    ben.refused({"type": "claim.place", "variant_id": "variant 1"})

    assert buying.decide(ben, [], EAGER, Random("b"), NOW) is None
    ben.take(fact(1, type="item.featured", party_id="party", item_id="item 1"))
    assert buying.decide(ben, [], EAGER, Random("b"), NOW) is not None


def test_nobody_joins_a_long_line() -> None:
    ben = seen_by(BEN, item(1, stock=0))
    ben.items["item 1"].variants[0].waiting = buying.LONGEST_LINE

    assert buying.decide(ben, [], EAGER, Random("b"), NOW) is None


def test_who_just_missed_it_says_so() -> None:
    ben = seen_by(BEN, item(1))
    missed = fact(1, type="claim.waitlisted", claim=claim("waitlisted"))

    acts = [buying.decide(ben, [missed], EAGER, Random(seed), NOW) for seed in range(20)]
    said = {act["text"] for act in acts if act and act["type"] == "message.post"}

    assert said
    assert said <= set(lines.WAITING)


def test_stock_follows_a_claim_from_the_line_to_its_sale() -> None:
    ben = seen_by(BEN, item(1))
    variant = ben.items["item 1"].variants[0]

    ben.take(held(1, OTTO))
    ben.take(fact(2, type="claim.waitlisted", claim=claim("waitlisted")))
    assert (variant.free, variant.waiting) == (0, 1)
    ben.take(fact(3, type="claim.expired", claim=claim("held", OTTO)))
    ben.take(held(4, promoted=True))
    assert (variant.held, variant.waiting) == (1, 0)
    ben.take(fact(5, type="claim.ordered", claim=claim("held")))
    assert (variant.held, variant.sold, ben.mine()) == (0, 1, [])


def test_the_next_item_comes_when_the_time_of_one_is_up() -> None:
    sam = seen_by(SAM, item(1), item(2), item(3))

    assert selling.next_on_air(sam, NOW + selling.AIR_MS - 1) is None
    assert selling.next_on_air(sam, NOW + selling.AIR_MS) is sam.items["item 2"]


def test_what_is_gone_is_skipped_and_after_the_last_comes_the_first() -> None:
    sam = seen_by(SAM, item(1), item(2, stock=0), item(3), on_air="item 3")

    assert selling.next_on_air(sam, NOW + selling.AIR_MS) is sam.items["item 1"]


def test_a_seller_shows_only_her_own() -> None:
    sam = seen_by(SAM, item(1), item(2, seller=OTTO))

    assert selling.decide(sam, [], Random("s"), NOW + selling.AIR_MS) == []


def test_a_seller_takes_an_old_hold_as_sold() -> None:
    sam = seen_by(SAM, item(1))
    sam.take(held(1))

    assert selling.decide(sam, [], Random("s"), NOW + 5_000) == []
    ripe = selling.decide(sam, [], Random("s"), NOW + selling.FIRST_HOLD_MS + selling.HOLDS_DIFFER_MS)
    assert ripe[0] == {"type": "claim.confirm", "claim_id": "claim of ben"}


def test_a_question_is_answered_by_who_sells_the_thing() -> None:
    question, answer = WARES[0].asked[0]
    asked = fact(1, text=question, type="message.posted", author=BEN)

    assert selling.decide(seen_by(SAM, item(1)), [asked], Random("s"), NOW)[0]["text"] == answer
    assert selling.decide(seen_by(OTTO, item(1)), [asked], Random("s"), NOW) == []


def test_a_stranger_is_welcomed_once() -> None:
    hana = seen_by({"id": "hana", "name": "Hana Kovar"}, item(1))
    news = [fact(offset, text="Hello", type="message.posted", author=OTTO) for offset in (1, 2)]
    for one in news:
        hana.take(one)

    welcome = keeping.host(hana, news[:1], Random("h"))
    assert welcome is not None
    assert "Otto" in welcome["text"]
    assert keeping.host(hana, news[1:], Random("h")) is None


def test_advertising_is_taken_away() -> None:
    mona = seen_by({"id": "mona", "name": "Mona Feld"}, item(1))
    advert = fact(7, text=lines.ADS[0], type="message.posted", author=OTTO)

    act = keeping.moderator(mona, [advert], Random("m"))

    assert act == {"type": "message.remove", "message_offset": 7, "reason": "Advertising."}


def test_every_ware_can_be_painted_and_no_question_is_asked_of_two() -> None:
    questions = [question for ware in WARES for question, _ in ware.asked]

    assert {ware.thing for ware in WARES} <= set(THINGS)
    assert len(questions) == len(set(questions)) == 2 * len(WARES)
    assert len({character.first for character in CAST}) == len(CAST)


@pytest.mark.parametrize("ware", WARES[:2], ids=lambda ware: ware.thing)
def test_a_picture_is_a_large_png(ware: Any) -> None:
    with Image.open(io.BytesIO(paint(ware.thing, 1, ware.palette))) as picture:
        assert (picture.format, picture.size) == ("PNG", (1000, 1000))
