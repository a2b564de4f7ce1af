"""Claims by chat word: one line, one id, one turn; the message is everybody's, what was understood is the author's."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pydantic import ValidationError

from chat.frames.filters import AddTerm, SetModes
from chat.frames.messages import PostMessage
from chat.frames.moderation import BanMember
from chat.rules.flood import MOST_ALIKE
from livesell.app.protocol import Reply
from livesell.wire.codes import Code
from rooms.frames.items import EditItem, FeatureItem, NewVariant, WithdrawItem
from rooms.frames.orders import ConfirmOrder
from rooms.frames.parties import EndParty, PauseParty, StartParty
from rooms.frames.rooms import EditRoom
from rooms.models.claims import Claim
from rooms.models.items import Variant
from tests.support.buying import order_of
from tests.support.turns import Answer, Room, counts, line, party_of, place, state

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(room: Room) -> Iterator[Room]:
    """Hana's room with the words sold, mine and pass."""
    room.must("hana", EditRoom(claim_words=["sold", "mine"], pass_words=["pass"]))
    return room


def say(room: Room, who: str, text: str, *, key: str | None = None) -> Answer:
    return room.do(who, PostMessage(text=text), key=key)


def heard(answer: Answer) -> dict[str, Any]:
    """What the author is told besides."""
    reply = Reply.model_validate_json(f'{{"kind":"reply","id":"command-1",{answer.text}}}')
    assert answer.ok, answer.text
    assert reply.aside is not None, answer.text
    return reply.aside.model_dump(mode="json")


def shirts(room: Room, *, stock: int = 1, **more: Any) -> list[Variant]:
    """The variants of a live party's one item: S, M, L."""
    party = room.draft()
    kinds = [NewVariant(name=name, stock=stock) for name in ("S", "M", "L")]
    item = room.item(party, variants=kinds, **more)
    room.must("hana", StartParty(party_id=party))
    return list(item.variants.order_by("place"))


def feature(room: Room, variant: Variant) -> None:
    room.must("hana", FeatureItem(party_id=party_of(variant).pk, item_id=variant.item_id))


def test_a_chat_word_claims_and_the_reply_says_what_was_understood(shop: Room) -> None:
    _, medium, _ = shirts(shop, stock=3)
    before = shop.offset()

    answer = say(shop, "ben", "SOLD!! 1 m x2 please 😍")

    assert shop.types(after=before) == ["message.posted", "claim.held"]
    told = heard(answer)
    assert (told["kind"], told["said"], told["ahead"]) == ("claimed", "sold 1 M ×2", 0)
    assert told["claim"] == shop.facts(after=before)[1]["event"]["claim"]
    assert counts(medium) == (2, 0, 0)


def test_the_number_may_be_left_out_of_what_is_on_air(shop: Room) -> None:
    jam = shop.live(stock=5)
    feature(shop, jam)

    say(shop, "ben", "mine")
    say(shop, "bea", "mine x3")

    assert counts(jam) == (4, 0, 0)


def test_who_is_not_understood_is_asked_alone_and_the_message_stands(shop: Room) -> None:
    small, *_ = shirts(shop)
    feature(shop, small)
    before = shop.offset()

    told = heard(say(shop, "ben", "sold"))

    assert shop.types(after=before) == ["message.posted"]
    assert (told["kind"], told["verb"], told["ask"]) == ("unsure", "claim", "variant")
    assert [one["name"] for one in told["candidates"]] == ["S", "M", "L"]
    assert not Claim.objects.exists()


@pytest.mark.parametrize("text", ["is it sold?", "I sold mine last year", "lovely"])
def test_talk_is_talk(shop: Room, text: str) -> None:
    feature(shop, shop.live())

    assert '"aside":null' in say(shop, "ben", text).text
    assert not Claim.objects.exists()


def test_the_one_who_comes_second_stands_in_line(shop: Room) -> None:
    jam = shop.live()
    say(shop, "ben", "sold 1")
    say(shop, "bea", "sold 1")

    told = heard(say(shop, "otto", "sold 1"))

    assert (told["claim"]["state"], told["ahead"]) == ("waitlisted", 1)
    assert line(jam) == ["bea", "otto"]


def test_many_say_it_in_one_turn_and_are_served_in_their_order(shop: Room) -> None:
    jam = shop.live(stock=2)
    asks = [shop.ask(who, PostMessage(text="mine 1")) for who in ("bea", "otto", "ben")]

    told = [heard(answer)["claim"]["state"] for answer in shop.batch(*asks)]

    assert told == ["held", "held", "waitlisted"]
    assert counts(jam) == (2, 0, 1)


def test_asked_again_it_is_answered_the_same_and_claims_once(shop: Room) -> None:
    jam = shop.live(stock=5)

    first, second = (say(shop, "ben", "sold 1", key="command-again") for _ in range(2))

    assert first.text == second.text
    assert counts(jam) == (1, 0, 0)


@pytest.mark.parametrize(
    ("code", "who", "text"),
    [
        (Code.PAUSED, "ben", "sold 1"),
        (Code.WITHDRAWN, "ben", "sold 1"),
        (Code.OWN_ITEM, "sam", "sold 1"),
        (Code.BUYER_LIMIT, "ben", "sold 1 x3"),
        (Code.TOO_MANY, "ben", "sold 1 x6"),
        (Code.PRICE_CHANGED, "ben", "sold 1"),
    ],
)
def test_a_refused_claim_says_why_and_the_message_stands(shop: Room, code: Code, who: str, text: str) -> None:
    jam = shop.live(stock=5, per_buyer_limit=None if code == Code.TOO_MANY else 2)
    if code == Code.PAUSED:
        shop.must("hana", PauseParty(party_id=party_of(jam).pk))
    if code == Code.WITHDRAWN:
        shop.must("sam", WithdrawItem(item_id=jam.item_id))
    if code == Code.PRICE_CHANGED:
        shop.must("sam", EditItem(item_id=jam.item_id, price=400))
    before = shop.offset()

    told = heard(say(shop, who, text))

    assert (told["kind"], told["code"]) == ("refused", code.value)
    assert shop.types(after=before) == ["message.posted"]
    assert counts(jam) == (0, 0, 0)


@pytest.mark.parametrize(
    ("seconds", "kind"), [(0, "refused"), (4, "refused"), (5, "claimed"), (60, "claimed")]
)
def test_a_word_means_the_price_in_force_once_everybody_has_seen_it(
    shop: Room, seconds: int, kind: str
) -> None:
    jam = shop.live(stock=5)
    shop.must("sam", EditItem(item_id=jam.item_id, price=900))
    shop.later(seconds / 60)

    told = heard(say(shop, "ben", "sold 1"))

    assert told["kind"] == kind
    assert kind == "refused" or told["claim"]["price"] == 900


def test_hosts_sell_by_talking(shop: Room) -> None:
    shop.live(stock=5)

    assert '"aside":null' in say(shop, "hana", "sold 1").text
    assert not Claim.objects.exists()


def test_who_is_banned_claims_nothing_by_word(shop: Room) -> None:
    jam = shop.live()
    shop.must("mona", BanMember(user_id=shop.cast["ben"].user_id, reason="shouted"))

    assert say(shop, "ben", "sold 1").code == Code.BANNED
    assert counts(jam) == (0, 0, 0)


@pytest.mark.parametrize("move", [None, EndParty])
def test_outside_a_show_it_is_talk(shop: Room, move: type[EndParty] | None) -> None:
    party = shop.draft()
    shop.item(party)
    if move:
        shop.must("hana", StartParty(party_id=party))
        shop.must("hana", move(party_id=party))

    assert '"aside":null' in say(shop, "ben", "sold 1").text


def test_pass_gives_back_and_the_next_is_served(shop: Room) -> None:
    jam = shop.live()
    claim = shop.place("ben", jam).claim
    shop.place("bea", jam)
    before = shop.offset()

    told = heard(say(shop, "ben", "pass"))

    assert (told["kind"], told["said"], told["claim"]["id"]) == ("passed", "pass 1", claim)
    assert shop.types(after=before) == ["message.posted", "claim.released", "claim.held"]
    assert (state(claim), line(jam)) == ("released", [])


def test_what_was_claimed_in_the_same_turn_can_be_passed_in_it(shop: Room) -> None:
    jam = shop.live()
    asks = [shop.ask("ben", PostMessage(text=text)) for text in ("sold 1", "pass", "pass")]

    told = ["claimed" in answer.text or "passed" in answer.text for answer in shop.batch(*asks)]

    assert told == [True, True, False]
    assert counts(jam) == (0, 0, 0)


def test_who_has_two_claims_is_asked_which_she_passes(shop: Room) -> None:
    small, medium, _ = shirts(shop, stock=2)
    shop.place("ben", small)
    shop.place("ben", medium)

    asked = heard(say(shop, "ben", "pass"))
    told = heard(say(shop, "ben", "pass 1 M"))

    assert [one["name"] for one in asked["candidates"]] == ["S", "M"]
    assert told["kind"] == "passed"
    assert (counts(small), counts(medium)) == ((1, 0, 0), (0, 0, 0))


def test_what_goes_to_who_pays_first_is_passed_too_until_its_order_is_confirmed(shop: Room) -> None:
    jam = shop.live(stock=2, first_paid=True)
    claim = shop.place("ben", jam).claim

    assert heard(say(shop, "ben", "pass"))["claim"]["id"] == claim
    assert state(claim) == "released"

    order = order_of(shop.place("ben", jam).claim)
    shop.must("ben", ConfirmOrder(order_id=order.pk))
    told = heard(say(shop, "ben", "pass"))
    assert (told["kind"], told["code"]) == ("refused", Code.WRONG_STATE)


def test_who_has_nothing_passes_nothing(shop: Room) -> None:
    shop.live()

    assert '"aside":null' in say(shop, "ben", "pass").text


def test_a_room_has_no_words_until_its_host_sets_them(room: Room) -> None:
    feature(room, room.live())

    assert '"aside":null' in say(room, "ben", "sold").text
    assert room.must("hana", EditRoom(claim_words=["Nehm ich"]))["room"]["claim_words"] == ["Nehm ich"]
    assert heard(say(room, "ben", "nehm' ich!"))["kind"] == "claimed"


def test_only_hosts_set_the_words(room: Room) -> None:
    assert room.why_not("sam", EditRoom(claim_words=["sold"])) == Code.FORBIDDEN


@pytest.mark.parametrize("word", ["14", "x2", "sold 2", "!!"])
def test_a_word_is_made_of_letters(word: str) -> None:
    with pytest.raises(ValueError, match="letters"):
        EditRoom(claim_words=[word])


@pytest.mark.parametrize("words", [["sold"] * 11, ["a word of more than twenty"], [""]])
def test_words_are_few_and_short(words: list[str]) -> None:
    with pytest.raises(ValidationError):
        EditRoom(claim_words=words)


def test_talk_asks_the_database_nothing_more_than_in_a_room_without_words(room: Room) -> None:
    feature(room, room.live())

    def asked(text: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            room.batch(*(room.ask(who, PostMessage(text=text)) for who in ("ben", "bea", "otto")))
        return len(queries)

    asked("hello")  # who speaks for the first time is written down
    without = asked("lovely")
    room.must("hana", EditRoom(claim_words=["sold"], pass_words=["pass"]))

    assert asked("lovely") == without
    assert asked("sold 1") > without


def test_many_words_in_one_turn_cost_no_more_queries_than_one(shop: Room) -> None:
    shop.live(stock=9)

    def asked(*who: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            shop.batch(*(shop.ask(one, PostMessage(text="sold 1")) for one in who))
        return len(queries)

    asked("ben", "bea", "otto", "mona")  # who speaks for the first time is written down

    assert asked("ben") == asked("ben", "bea", "otto", "mona")


def test_by_word_and_by_button_make_the_same_claim(shop: Room) -> None:
    jam = shop.live(stock=2)
    by_button, by_word = shop.batch(shop.ask("ben", place(jam)), shop.ask("ben", PostMessage(text="sold 1")))

    strip = {"id": "", "since": 0, "place": 0}
    assert by_button.event["claim"] | strip == heard(by_word)["claim"] | strip


def test_modes_of_the_chat_are_for_talk_and_hold_up_no_claim(shop: Room) -> None:
    shirts(shop, stock=9, per_buyer_limit=9)
    shop.must("mona", SetModes(slow_seconds=300, followers_minutes=10, emoji_only=True, unique_only=True))

    for _ in range(MOST_ALIKE + 1):
        for who in ("ben", "bea"):
            assert heard(say(shop, who, "sold 1 M"))["claim"]["state"] == "held"

    assert say(shop, "ben", "sold my old car and what a day that was").code == Code.FOLLOWERS_ONLY


def test_a_chat_word_does_not_pass_the_filters(shop: Room) -> None:
    shirts(shop, stock=9)
    shop.must("mona", AddTerm(kind="words", act="refuse", term="scam"))

    assert say(shop, "ben", "sold 1 scam").code == Code.BLOCKED_WORDS
