"""What a room asks of those who speak: each mode, the shield, floods."""

import json

import pytest

from chat.frames.filters import AddTerm, LowerShield, RaiseShield, SetModes
from chat.frames.messages import PostMessage
from chat.models.filters import RecentLines, Speaker
from chat.moderation import modes
from chat.rules.flood import MOST, MOST_ALIKE
from livesell.app.snapshots import show
from livesell.wire.codes import Code
from rooms.frames.claims import ConfirmClaim
from rooms.frames.rooms import EditRoom, FollowRoom, UnfollowRoom
from rooms.models.items import Variant
from tests.support.turns import Answer, Room

pytestmark = pytest.mark.django_db


def say(room: Room, who: str, text: str = "hello") -> Answer:
    return room.do(who, PostMessage(text=text))


def retry(answer: Answer) -> int | None:
    after: int | None = json.loads(f"{{{answer.text}}}")["error"]["retry_after_ms"]
    return after


def buy(room: Room, who: str) -> Variant:
    """Somebody has ordered something here; of what there is more."""
    variant = room.live(stock=5)
    room.must("hana", ConfirmClaim(claim_id=room.place(who, variant).claim))
    return variant


@pytest.mark.parametrize("who", ["hana", "mona", "sam"])
def test_staff_are_exempt_from_every_mode(room: Room, who: str) -> None:
    room.must(
        "hana",
        SetModes(
            slow_seconds=300,
            followers_minutes=9,
            buyers_only=True,
            emoji_only=True,
            unique_only=True,
            links="off",
        ),
    )

    for _ in range(2 * MOST):
        assert say(room, who, "see evil.com/now").ok


def test_in_slow_mode_a_person_waits_and_is_told_how_long(room: Room) -> None:
    room.must("mona", SetModes(slow_seconds=30))
    assert say(room, "ben", "first").ok
    room.now += 10_000

    refused = say(room, "ben", "second")

    assert (refused.code, retry(refused)) == (Code.SLOW_MODE, 20_000)
    assert say(room, "bea", "others are not slowed").ok
    room.now += 20_000
    assert say(room, "ben", "second").ok


def test_what_was_refused_does_not_count_as_said(room: Room) -> None:
    room.must("mona", SetModes(slow_seconds=30))

    assert say(room, "ben", "\u200b").code == Code.EMPTY_TEXT
    assert say(room, "ben", "now").ok


def test_slow_mode_counts_within_a_batch(room: Room) -> None:
    room.must("mona", SetModes(slow_seconds=1))

    answers = room.batch(*(room.ask("ben", PostMessage(text=text)) for text in ("one", "two")))

    assert [answer.code for answer in answers] == [None, Code.SLOW_MODE]


def test_followers_of_some_minutes_may_speak(room: Room) -> None:
    room.must("mona", SetModes(followers_minutes=10))
    assert (code := say(room, "ben")).code == Code.FOLLOWERS_ONLY
    assert retry(code) is None
    room.must("ben", FollowRoom())
    room.later(4)

    refused = say(room, "ben")

    assert (refused.code, retry(refused)) == (Code.FOLLOWERS_ONLY, 6 * 60_000)
    room.later(6)
    assert say(room, "ben").ok
    room.must("ben", UnfollowRoom())
    room.must("ben", FollowRoom())
    assert say(room, "ben").code == Code.FOLLOWERS_ONLY


def test_any_follower_may_speak_where_no_minutes_are_asked(room: Room) -> None:
    room.must("mona", SetModes(followers_minutes=0))
    room.must("ben", FollowRoom())

    assert say(room, "ben").ok
    assert say(room, "bea").code == Code.FOLLOWERS_ONLY


def test_buyers_only(room: Room) -> None:
    buy(room, "ben")
    room.must("mona", SetModes(buyers_only=True))

    assert say(room, "ben").ok
    assert say(room, "bea").code == Code.BUYERS_ONLY


@pytest.mark.parametrize("text", ["🎉", "👨‍👩‍👧 ❤️ 🇩🇪", "1️⃣", "👍🏽👍🏿", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "☕️"])
def test_emoji_alone_are_said_in_emoji_mode(room: Room, text: str) -> None:
    room.must("mona", SetModes(emoji_only=True))

    assert say(room, "ben", text).ok


@pytest.mark.parametrize("text", ["ok", "🎉 ok", "12", "ก", "#", "🅰bc", "!"])
def test_words_are_not_said_in_emoji_mode(room: Room, text: str) -> None:
    room.must("mona", SetModes(emoji_only=True))

    assert say(room, "ben", text).code == Code.EMOJI_ONLY


@pytest.mark.parametrize(
    "again",
    [
        "Follow me for free watches today",
        "follow me for FREE watches today!!",
        "F0llow me for free watches today 123",
    ],
)
def test_in_unique_mode_nobody_says_what_was_just_said(room: Room, again: str) -> None:
    room.must("mona", SetModes(unique_only=True))
    assert say(room, "ben", "Follow me for free watches today").ok

    refused = say(room, "bea", again)

    assert (refused.code, retry(refused)) == (Code.REPEATED, 30_000)
    assert say(room, "bea", "Is the blue one still there?").ok
    room.now += 30_000
    assert say(room, "bea", again).ok


def test_what_is_kept_of_a_line_holds_no_words(room: Room) -> None:
    room.must("mona", SetModes(unique_only=True))
    room.say("ben", "secret words")

    kept = [RecentLines.objects.get().said, Speaker.objects.get().recent]
    assert not any("secret" in one or "sec" in one for one in kept)


@pytest.mark.parametrize(
    "text",
    [
        "see https://evil.example.com/x",
        "bit.ly/abc",
        "evil[.]com",
        "evil dot com",
        "hxxp://evil.example.com",
        "www.evil.zz",
    ],
)
def test_no_link_where_links_are_off(room: Room, text: str) -> None:
    room.must("mona", SetModes(links="off"))

    assert say(room, "ben", text).code == Code.NO_LINKS


@pytest.mark.parametrize(
    "text", ["14.99 is fine", "Thanks.so nice of you", "e.g. the blue one", "size M.In stock?"]
)
def test_a_full_stop_is_no_link(room: Room, text: str) -> None:
    room.must("mona", SetModes(links="off"))

    assert say(room, "ben", text).ok


def test_listed_sites_may_be_linked(room: Room) -> None:
    room.must("mona", SetModes(links="listed"))
    room.must("mona", AddTerm(kind="site", act="allow", term="https://www.hana.example.com/jam"))

    assert say(room, "ben", "look at hana.example.com/plum and shop.hana.example.com").ok
    assert say(room, "ben", "look at nothana.example.com").code == Code.NO_LINKS
    assert say(room, "ben", "hana.example.com.evil.com").code == Code.NO_LINKS
    assert say(room, "ben", "https://h\u0430na.example.com").code == Code.NO_LINKS


# Floods


def test_nobody_floods_a_room(room: Room) -> None:
    for number in range(MOST):
        assert say(room, "ben", f"line {number}").ok

    assert say(room, "ben", "one more").code == Code.FLOODING
    room.now += 30_000
    assert say(room, "ben", "one more").ok


def test_the_same_is_said_a_few_times_at_most(room: Room) -> None:
    for _ in range(MOST_ALIKE):
        assert say(room, "ben", "Sold!").ok

    assert say(room, "ben", "SOLD!").code == Code.REPEATED
    assert say(room, "ben", "sold 2").ok


# Set, and seen


def test_modes_left_out_stay_as_they_are(room: Room) -> None:
    room.must("mona", SetModes(slow_seconds=30, followers_minutes=5))
    room.must("hana", SetModes(followers_minutes=None))

    assert modes.view(room.id).slow_seconds == 30
    assert modes.view(room.id).followers_minutes is None
    assert json.loads(show(room.id).model_dump_json())["modes"]["slow_seconds"] == 30
    assert room.why_not("mona", SetModes(slow_seconds=30)) == Code.WRONG_STATE


def test_the_room_sees_what_changed_and_the_desk_who_did_it(room: Room) -> None:
    event = room.must("mona", SetModes(slow_seconds=30))

    assert event["type"] == "modes.changed"
    assert "Mona" not in json.dumps(event)
    (fact,) = room.facts("desk")
    assert (fact["event"]["type"], fact["event"]["by"]["name"]) == ("modes.acted", "Mona")


# The shield


def test_the_shield_keeps_strangers_from_shouting_and_claiming_and_the_show_goes_on(room: Room) -> None:
    variant = buy(room, "ben")
    assert room.place("bea", variant).ok
    room.must("mona", RaiseShield())

    assert say(room, "bea").code == Code.FOLLOWERS_ONLY
    assert room.place("otto", variant).code == Code.BUYERS_ONLY
    assert room.place("ben", variant).ok
    assert room.must("hana", SetModes(emoji_only=True))["modes"]["shield"]


def test_a_chat_word_claims_no_more_than_the_button_under_the_shield(room: Room) -> None:
    room.live(stock=3)
    room.must("hana", EditRoom(claim_words=["sold"]))
    room.must("bea", FollowRoom())
    room.later(10)
    room.must("mona", RaiseShield())

    answer = say(room, "bea", "sold 1")

    assert json.loads(f"{{{answer.text}}}")["aside"]["heard"]["code"] == Code.BUYERS_ONLY


def test_lowered_the_shield_leaves_exactly_what_was(room: Room) -> None:
    room.must("mona", SetModes(slow_seconds=5, links="listed", emoji_only=True))
    before = modes.view(room.id)
    room.must("mona", RaiseShield())
    room.must("mona", SetModes(emoji_only=False, slow_seconds=120))

    room.must("hana", LowerShield())

    assert modes.view(room.id) == before
    assert room.place("otto", room.live()).ok


def test_what_was_asked_already_stays_asked_under_the_shield(room: Room) -> None:
    room.must("mona", SetModes(slow_seconds=120, followers_minutes=60))

    room.must("mona", RaiseShield())

    assert (modes.view(room.id).slow_seconds, modes.view(room.id).followers_minutes) == (120, 60)


def test_a_shield_is_raised_and_lowered_once(room: Room) -> None:
    assert room.why_not("mona", LowerShield()) == Code.WRONG_STATE
    room.must("mona", RaiseShield())
    assert room.why_not("mona", RaiseShield()) == Code.WRONG_STATE
