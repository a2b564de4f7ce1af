"""From bytes to a typed request, or a typed refusal; never anything else. (Attacks A46, A56, A68, A79, A80.)"""

import json
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given, settings, strategies as st
from pydantic import Field

from livesell.wire.codec import MAX_INTEGER, BadFrame, Codec, decode_body, parse
from livesell.wire.codes import Code
from livesell.wire.envelope import MAX_FRAME_BYTES, Command, Hello, Ping
from livesell.wire.text import Prose


class Take(Command):
    """A claim, as far as a codec is concerned."""

    type: Literal["claim.take"] = "claim.take"
    quantity: int = Field(default=1, ge=1, le=10_000)


class Say(Command):
    """A line of chat."""

    type: Literal["line.say"] = "line.say"
    text: Annotated[Prose, Field(max_length=2_000)]
    marks: list[int] = []


CODEC = Codec([Take, Say])
ROOM = "01h" + "z" * 23


def frame(body: Any, **more: Any) -> str:
    return json.dumps({"id": "claim-0001", "room": ROOM, "body": body} | more)


def refusal(text: str) -> BadFrame:
    with pytest.raises(BadFrame) as caught:
        CODEC.decode(text)
    return caught.value


def test_a_good_frame_becomes_what_it_says() -> None:
    request = CODEC.decode(frame({"type": "claim.take", "quantity": 2}))

    assert (request.id, request.room, request.body) == ("claim-0001", ROOM, Take(quantity=2))


def test_session_frames_need_no_room() -> None:
    assert isinstance(CODEC.decode('{"id":"abcdefgh","body":{"type":"session.ping"}}').body, Ping)
    hello = {"type": "session.hello", "ticket": "t" * 32}
    assert isinstance(CODEC.decode(frame(hello, room=None)).body, Hello)


NOT_JSON = {
    "half a brace": "{bad",
    "nothing": "",
    "blank": "  ",
    "a byte order mark": "\ufeff" + frame({"type": "session.ping"}),
    "NaN": '{"id":NaN}',
    "Infinity": '{"id":Infinity}',
    "minus Infinity": '{"id":-Infinity}',
    "trailing bytes": frame({"type": "session.ping"}) + "x",
    "two frames": frame({"type": "session.ping"}) * 2,
    "a comment": "{/**/}",
    "single quotes": "{'id':'abcdefgh'}",
    "a control character in a text": '{"id":"abc\ndefgh"}',
    "5,000 digits": '{"id":' + "9" * 5_000 + "}",
    "a number beyond 2^53": '{"id":9007199254740992}',
    "a negative one": '{"id":-9007199254740992}',
    "a duplicate key": '{"id":"abcdefgh","id":"abcdefgh"}',
    "a duplicate key inside": '{"id":"abcdefgh","body":{"type":"session.ping","type":"session.ping"}}',
    "65 keys": json.dumps({f"k{number}": 1 for number in range(65)}),
    "10,000 brackets": "[" * 10_000,
    "10,000 objects": '{"a":' * 3_000,
    "too long": '"' + "x" * MAX_FRAME_BYTES + '"',
    "a list": "[]",
    "a text": '"session.ping"',
    "a number": "1",
    "null": "null",
    "nested nine deep": frame({"type": "line.say", "text": [[[[[[["x"]]]]]]]}),
}


@pytest.mark.parametrize("text", NOT_JSON.values(), ids=NOT_JSON.keys())
def test_what_is_not_json_as_the_wire_takes_it_is_a_bad_frame(text: str) -> None:
    assert refusal(text).code is Code.BAD_FRAME


def test_five_thousand_levels_are_refused_without_running_out_of_stack() -> None:
    text = '{"id":' + "[" * 5_000 + "]" * 5_000 + "}"

    assert refusal(text).code is Code.BAD_FRAME


@pytest.mark.parametrize(
    "quantity",
    [0, -1, 10_001, 2**53 - 1, 1.0, 1.0000001, 1e300, "1", True, None, [], {}, [1], "one"],
    ids=repr,
)
def test_a_quantity_is_a_whole_number_within_bounds(quantity: Any) -> None:
    assert refusal(frame({"type": "claim.take", "quantity": quantity})).code is Code.BAD_FRAME


@pytest.mark.parametrize(
    "number", ["1e309", "-1e309", "NaN", "9007199254740993", "1E400", "01", "+1", "0x1", "-0.0"]
)
def test_no_writing_of_a_number_gets_by(number: str) -> None:
    text = f'{{"id":"claim-0001","room":"{ROOM}","body":{{"type":"claim.take","quantity":{number}}}}}'

    assert refusal(text).code is Code.BAD_FRAME


@pytest.mark.parametrize("number", [MAX_INTEGER, -MAX_INTEGER])
def test_the_largest_integer_of_every_language_is_still_one(number: int) -> None:
    assert parse(f'{{"n":{number}}}') == {"n": number}


@pytest.mark.parametrize(
    "body",
    [
        {"type": "__init__"},
        {"type": "websocket.disconnect"},
        {"type": "constructor"},
        {"type": "room.open"},
        {"type": ""},
        {"type": None},
        {"type": ["claim.take"]},
        {"type": "\ud800"},
        {"kind": "claim.take"},
        {},
        None,
        "claim.take",
        [{"type": "claim.take"}],
    ],
    ids=repr,
)
def test_only_a_declared_command_is_one(body: Any) -> None:
    assert refusal(frame(body)).code in (Code.BAD_FRAME, Code.BAD_TEXT)


@pytest.mark.parametrize(
    "name", ["role", "price", "user_id", "off", "__proto__", "constructor", "__class__", "\ud800", "", "a.b"]
)
def test_no_field_can_be_slipped_in(name: str) -> None:
    assert refusal(frame({"type": "claim.take", "quantity": 1, name: 1})).code in (
        Code.BAD_FRAME,
        Code.BAD_TEXT,
    )
    assert refusal(frame({"type": "claim.take"}, **{name: 1})).code in (Code.BAD_FRAME, Code.BAD_TEXT)


@pytest.mark.parametrize(
    "text", ["\ud800", "a\udfffb", "\x00", "a\x00b", "\x1b[31m", "\x9f", "a\rb"], ids=repr
)
def test_what_cannot_be_kept_is_a_bad_text(text: str) -> None:
    assert refusal(frame({"type": "line.say", "text": text})).code is Code.BAD_TEXT


@pytest.mark.parametrize(
    "room",
    ["", "x", ROOM.upper(), ROOM + "\n", ROOM[:-1], "8" * 26, 1, [], {"a": 1}, "\ud800"],
    ids=["empty", "short", "upper", "line", "cut", "eights", "number", "list", "object", "surrogate"],
)
def test_a_room_is_an_id(room: Any) -> None:
    assert refusal(frame({"type": "claim.take"}, room=room)).code in (Code.BAD_FRAME, Code.BAD_TEXT)


@pytest.mark.parametrize(
    "command_id", ["short", "x" * 65, "with space", "ünïcode-id", "a" * 8 + "\n", 12345678, None]
)
def test_a_command_id_is_8_to_64_plain_characters(command_id: Any) -> None:
    assert refusal(frame({"type": "session.ping"}, id=command_id)).code is Code.BAD_FRAME


def test_a_refusal_names_the_frame_it_refuses() -> None:
    assert refusal(frame({"type": "claim.take", "quantity": 0})).request_id == "claim-0001"


@pytest.mark.parametrize("command_id", ["x" * 65, "\ud800", "a\nb", 7, None, {}])
def test_a_refusal_repeats_no_id_that_could_harm(command_id: Any) -> None:
    assert refusal(frame({"type": "session.ping"}, id=command_id)).request_id is None


def test_a_refusal_tells_the_developer_where_but_repeats_no_text() -> None:
    secret = "hunter2-hunter2"

    told = [
        refusal(frame({"type": "line.say", "text": secret + "\x00"})).detail,
        refusal(frame({"type": secret})).detail,
        refusal(frame({"type": "claim.take", "quantity": secret})).detail,
        refusal(frame({"type": "session.hello", "ticket": secret})).detail,
        refusal(frame(secret)).detail,
    ]

    assert not [detail for detail in told if secret in detail]
    assert "quantity" in told[2]


def test_a_refusal_is_short_and_plain() -> None:
    detail = refusal(frame({"type": "claim.take", "ключ" * 500: 1})).detail

    assert len(detail) <= 200
    assert detail.isascii()


def test_a_body_by_itself_may_leave_out_its_type() -> None:
    assert decode_body(Take, '{"quantity": 3}') == Take(quantity=3)
    assert decode_body(Take, "{}") == Take()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"type": "line.say"}', Code.BAD_FRAME),
        ('{"quantity": 0}', Code.BAD_FRAME),
        ('{"more": 0}', Code.BAD_FRAME),
        ("[]", Code.BAD_FRAME),
        ("{", Code.BAD_FRAME),
    ],
)
def test_a_body_by_itself_is_checked_as_strictly(text: str, code: Code) -> None:
    with pytest.raises(BadFrame) as caught:
        decode_body(Take, text)
    assert caught.value.code is code


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=20)
    | st.sampled_from(["claim.take", "line.say", "session.hello", "\ud800", "\x00"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["id", "room", "body", "type", "text", "quantity", "ticket", "\udfff"]), inner
        )
    ),
    max_leaves=20,
)


def is_decoded_or_refused(text: str) -> bool:
    try:
        CODEC.decode(text)
    except BadFrame as bad:
        return bad.detail.isascii()
    return True


@settings(max_examples=60)
@given(anything)
def test_no_json_whatever_raises_anything_but_a_bad_frame(value: Any) -> None:
    assert is_decoded_or_refused(json.dumps(value))
    assert is_decoded_or_refused(frame(value))
    assert is_decoded_or_refused(json.dumps({"id": "abcdefgh", "body": value}, ensure_ascii=False))


@given(st.text(st.characters(), max_size=200))
def test_no_text_whatever_raises_anything_but_a_bad_frame(text: str) -> None:
    assert is_decoded_or_refused(text)
