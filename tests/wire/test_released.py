"""What earlier versions sent and kept is known to this one. The files in `released` are added to and never changed."""

import hashlib
import json
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import AliasChoices, Field

from chat.events.messages import MessagePosted, MessageRemoved
from chat.events.moderation import ModerationActed
from livesell.app.features import COMMANDS
from livesell.ledger.read import Stored, recalled
from livesell.wire.codec import Codec, decode_body
from livesell.wire.envelope import Command, Event, Frame
from livesell.wire.fingerprint import fingerprint, is_same
from rooms.events.orders import BuyerAppealed
from rooms.frames.items import AddItem
from rooms.frames.terms import ShippingRule

RELEASED = Path(__file__).parent / "released"
SENT: list[dict[str, str]] = json.loads((RELEASED / "commands.json").read_text())
FACTS: list[dict[str, Any]] = json.loads((RELEASED / "facts.json").read_text())
KEPT: list[tuple[str, dict[str, Any]]] = json.loads((RELEASED / "kept.json").read_text())
CODEC = Codec(row.frame for row in COMMANDS)
READ_BY: dict[str, type[Event]] = {
    "message.posted": MessagePosted,
    "message.removed": MessageRemoved,
    "moderation.acted": ModerationActed,
    "buyer.appealed": BuyerAppealed,
}
KEPT_AS: dict[str, type[Frame]] = {"shipping": ShippingRule, "item of a sheet": AddItem}


def decoded(body: str, codec: Codec = CODEC) -> Command:
    return codec.decode(f'{{"id":"command-0001","room":"01h{"z" * 23}","body":{body}}}').body


@pytest.mark.parametrize("sent", SENT, ids=lambda sent: str(sent["body"]))
def test_a_command_of_an_earlier_version_keeps_its_fingerprint(sent: dict[str, str]) -> None:
    assert is_same(sent["fingerprint"], fingerprint(decoded(sent["body"])))


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: str(fact["event"]["type"]))
def test_a_fact_of_an_earlier_version_is_read(fact: dict[str, Any]) -> None:
    kind = fact["event"]["type"]

    assert recalled(READ_BY[kind], stored(fact))


@pytest.mark.parametrize(("kind", "value"), KEPT, ids=lambda part: str(part)[:20])
def test_what_an_earlier_version_kept_is_read(kind: str, value: dict[str, Any]) -> None:
    assert KEPT_AS[kind].model_validate(value)


class Take(Command):
    """A claim, as it was released."""

    type: Literal["claim.take"] = "claim.take"
    lot: str
    quantity: int = 1
    note: str | None = None


class TakeLater(Command):
    """The same after some years: a field more, another default, a field renamed."""

    type: Literal["claim.take"] = "claim.take"
    item: str = Field(validation_alias=AliasChoices("item", "lot"))
    quantity: int = 2
    note: str | None = None
    gift: bool = False


BODY = '{"type":"claim.take","lot":"7"'
BEFORE, LATER = Codec([Take]), Codec([TakeLater])


@pytest.mark.parametrize("more", ["", ',"quantity":1', ',"quantity":2', ',"note":null', ',"note":"赤い箱"'])
def test_what_is_sent_again_is_known_to_every_later_version(more: str) -> None:
    before, later = (decoded(f"{BODY}{more}}}", codec) for codec in (BEFORE, LATER))

    assert is_same(fingerprint(before), fingerprint(later))
    assert of_the_model(before) != of_the_model(later), "it would have been taken for another"


@pytest.mark.parametrize(
    "other",
    [
        '{"lot":"7","type":"claim.take"}',
        '{"type":"claim.take","lot":"7","quantity":1}',
        '{"type":"claim.take","lot":"7","note":null}',
        '{ "type": "claim.take",\n "lot": "\\u0037" }',
    ],
    ids=["in another order", "a default said", "null said", "spelled otherwise"],
)
def test_the_same_said_otherwise_is_the_same(other: str) -> None:
    assert is_same(fingerprint(decoded(BODY + "}", BEFORE)), fingerprint(decoded(other, BEFORE)))


def test_both_doors_and_every_normal_form_are_the_same() -> None:
    socket = decoded('{"type":"claim.take","lot":"caf\u00e9"}', BEFORE)
    rest = decode_body(Take, '{"lot":"cafe\u0301"}')

    assert is_same(fingerprint(socket), fingerprint(rest))


@pytest.mark.parametrize("more", [',"quantity":3', ',"note":"x"', ',"note":""'])
def test_another_command_is_another(more: str) -> None:
    assert not is_same(
        fingerprint(decoded(BODY + "}", BEFORE)), fingerprint(decoded(f"{BODY}{more}}}", BEFORE))
    )


def test_a_fact_without_a_later_field_is_read_with_its_default_and_one_with_a_former_field_without_it() -> (
    None
):
    class Greeted(Event):
        """A fact."""

        type: Literal["greeted"] = "greeted"
        name: str
        warmly: bool = False

    written = {"type": "greeted", "name": "ဘန်", "formerly": 1}

    assert recalled(Greeted, stored({"offset": 1, "event": written})) == Greeted(name="ဘန်")


def stored(fact: dict[str, Any]) -> Stored:
    return Stored(fact["offset"], fact["event"]["type"], json.dumps(fact), "")


def of_the_model(command: Command) -> str:
    """The negative control: a hash of all that this version reads, defaults and all."""
    return hashlib.sha256(command.model_dump_json().encode()).hexdigest()
