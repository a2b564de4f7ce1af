"""Terms: what a room looks for, and what follows."""

import time

import pytest

from chat.frames.filters import AddTerm, RemoveTerm, SetFilters
from chat.frames.messages import PostMessage
from chat.messages import messages
from chat.rules.terms import MAX_PATTERNS
from livesell.wire.codes import Code
from tests.support.turns import Room

pytestmark = pytest.mark.django_db


def add(room: Room, term: str, *, act: str = "refuse", kind: str = "words") -> str:
    frame = AddTerm.model_validate({"kind": kind, "act": act, "term": term})
    found: str = room.must("mona", frame)["term"]["id"]
    return found


def why_not(room: Room, text: str, who: str = "ben") -> Code | None:
    return room.why_not(who, PostMessage(text=text))


@pytest.mark.parametrize(
    "text",
    [
        "darn",
        "DARN!",
        "d.a.r.n",
        "d a r n",
        "d\u0430rn",
        "ｄａｒｎ",
        "d4rn",
        "daaaarn",
        "dárn",
        "da-rn",
        "da\u200brn",
        "oh d@rn it",
    ],
)
def test_a_word_is_found_however_it_is_written(room: Room, text: str) -> None:
    add(room, "darn")

    assert why_not(room, text) == Code.BLOCKED_WORDS


@pytest.mark.parametrize("text", ["darned", "a darnel", "dawn", "d", "Darnstadt"])
def test_another_word_is_another_word(room: Room, text: str) -> None:
    add(room, "darn")

    assert why_not(room, text) is None


def test_a_star_is_any_letters(room: Room) -> None:
    add(room, "cheap watch*")

    assert why_not(room, "CHEAP   watches here") == Code.BLOCKED_WORDS
    assert why_not(room, "a cheap clock, watch it") is None


def test_a_pattern_is_found(room: Room) -> None:
    add(room, r"buy\s+n[o0]w", kind="pattern")

    assert why_not(room, "Buy   N0W") == Code.BLOCKED_WORDS


@pytest.mark.parametrize("text", ["死ね", "お前死ねよ", "死　ね"])
def test_in_writings_without_spaces_a_term_may_stand_inside(room: Room, text: str) -> None:
    add(room, "死ね")

    assert why_not(room, text) == Code.BLOCKED_WORDS


def test_a_sign_may_be_a_term(room: Room) -> None:
    add(room, "🖕")

    assert why_not(room, "you 🖕🏽") == Code.BLOCKED_WORDS


def test_masked_words_are_said_as_stars_and_kept_nowhere(room: Room) -> None:
    add(room, "darn", act="mask")

    room.say("ben", "This d.a.r.n jam, darn it!")

    assert messages.history(room.id)[0].text == "This *** jam, *** it!"
    assert "darn" not in str(room.facts())


def test_an_allowed_term_lets_through_what_another_one_stops(room: Room) -> None:
    add(room, "*ass*")
    add(room, "glass*", act="allow")

    assert why_not(room, "two glasses please") is None
    assert why_not(room, "badass glasses") == Code.BLOCKED_WORDS


@pytest.mark.parametrize("term", ["(", "a**{", "(?P<", ".*", "(a{1000}){1000}"])
def test_what_is_no_pattern_is_refused(room: Room, term: str) -> None:
    frame = AddTerm(kind="pattern", act="refuse", term=term)

    assert room.why_not("mona", frame) == Code.BAD_TERM


@pytest.mark.parametrize(
    ("kind", "act", "term"), [("words", "mask", "***"), ("site", "allow", "jam"), ("site", "mask", "a.com")]
)
def test_what_cannot_be_looked_for_is_refused(room: Room, kind: str, act: str, term: str) -> None:
    frame = AddTerm.model_validate({"kind": kind, "act": act, "term": term})

    assert room.why_not("mona", frame) == Code.BAD_TERM


def test_terms_are_many_and_not_endless(room: Room) -> None:
    for number in range(MAX_PATTERNS):
        add(room, f"x{number}", kind="pattern")

    assert room.why_not("mona", AddTerm(kind="pattern", act="mask", term="one more")) == Code.LIMIT
    assert room.why_not("mona", AddTerm(kind="words", act="mask", term="x0")) is None
    assert room.why_not("mona", AddTerm(kind="words", act="refuse", term="x0")) == Code.WRONG_STATE


def test_a_removed_term_is_looked_for_no_more(room: Room) -> None:
    term = add(room, "darn")
    assert why_not(room, "darn") == Code.BLOCKED_WORDS

    room.must("mona", RemoveTerm(term_id=term))

    assert why_not(room, "darn") is None
    assert room.why_not("mona", RemoveTerm(term_id=term)) == Code.NOT_FOUND


def test_rude_words_are_stopped_in_the_languages_of_the_room(room: Room) -> None:
    room.must("mona", SetFilters(rude="refuse", languages=["de"]))

    assert why_not(room, "du Arschloch") == Code.BLOCKED_WORDS
    assert why_not(room, "you asshole") is None
    room.must("mona", SetFilters(rude="mask", languages=["de", "en"]))
    room.say("ben", "you asshole")
    assert messages.history(room.id)[-1].text == "you ***"


def test_staff_are_exempt_from_filters(room: Room) -> None:
    add(room, "darn")

    assert why_not(room, "darn", "sam") is None


def test_no_room_knows_of_another_ones_terms(room: Room) -> None:
    add(room, "darn")

    assert "darn" not in str(room.facts())


@pytest.mark.attack("A78")
@pytest.mark.parametrize("term", ["(a+)+$", "(a|aa)*b", "^(([a-z])+.)+[A-Z]([a-z])+$"])
def test_a_pattern_made_to_be_slow_is_not(room: Room, term: str) -> None:
    add(room, term, kind="pattern", act="mask")
    began = time.process_time()

    room.do("ben", PostMessage(text="a" * 499 + "!"))

    assert time.process_time() - began < 1
