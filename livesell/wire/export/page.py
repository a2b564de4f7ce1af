"""`docs/protocol.md`: the wire for people who write a client, every frame with its fields and an example."""

import json
from collections.abc import Iterable, Sequence

from livesell.wire.codes import CLOSE_MEANINGS, VERDICTS, Close
from livesell.wire.envelope import MAX_FRAME_BYTES, PING_SECONDS, SUBPROTOCOL, Command, Frame
from livesell.wire.export.asyncapi import request_example
from livesell.wire.export.examples import Examples
from livesell.wire.export.schema import REF, Protocol, Schema, tag_of
from livesell.wire.guide import GUIDE

INTRODUCTION = f"""# The protocol

<!-- Generated from the Python frames by `make wire`. Do not edit. -->

One WebSocket at `/ws`, subprotocol `{SUBPROTOCOL}`, text frames of JSON, at most {MAX_FRAME_BYTES:,}
bytes upwards. The machine-readable forms: [asyncapi.json](asyncapi.json), and the JSON Schema in
`frontend/src/wire/schema.json`. Ids are ULIDs in lower case, instants are milliseconds since the epoch,
money is whole minor units of the party's currency.

## The flow

1. `POST /api/tickets` gives a ticket for one use within 60 seconds. A browser that is signed in sends its
   cookie and the CSRF token, an app sends `X-Session-Token`, and whoever sends neither becomes a guest,
   who may watch.
2. Open the socket and send `session.hello` with the ticket within five seconds. `welcome` says who you
   are.
3. `room.join` for a room's `show`, staff also for its `desk`. `joined` brings a snapshot and the position
   at which it is true. With a `position` of your own, `joined` says `resumed: true` and the facts you
   missed follow in a push.
4. `push` brings facts at offset + 1, + 2 and so on, without holes. Drop what you know (offset not above
   your last). A gap does not happen; if you see one all the same, join again with your position.
5. `reset` may come unasked: what you know cannot be continued, begin again from its snapshot. `ended`
   means that no more events of that ledger will come.
6. Send `session.ping` about every {PING_SECONDS} seconds. `pong` carries the server's clock, by which
   countdowns run. A socket that is silent for 30 seconds is closed.

**Asking.** A command travels as `{{"id", "room", "body"}}`. The id is yours, fresh for each intent. Each
command gets exactly one `reply`: the fact it made and where that stands, or why not. The same id again
gives the same answer and has one effect, so after a reconnect send whatever was not answered again, with
its ids. When a refusal says `retry`, repeat the same id after `retry_after_ms`. The same commands exist
as `POST /api/rooms/{{room_id}}/commands/{{type}}` with the id in the header `Idempotency-Key`.

**Coming back.** After a close below 4500, or a lost network, wait a random time between nothing and a
bound that doubles from 0.5 to 30 seconds, get a new ticket, and join with your positions. From 4500 on do
not come back by yourself; 4501 allows one try with a new ticket.
"""


def protocol_md(bundle: Schema, protocol: Protocol) -> str:
    """The whole page."""
    examples = Examples(bundle)
    parts = [
        INTRODUCTION,
        GUIDE,
        "## Commands\n\nEach with every field it may have; fields with a default may be left out.\n",
        *(
            _command(each, bundle, examples, protocol.rates.get(tag_of(each), ""))
            for each in protocol.commands
        ),
        "## Frames of the server\n",
        *(_frame(each, bundle, examples) for each in protocol.downward),
        "## Events of the show\n\nThey travel as `facts[].event` of a push, and in replies.\n",
        *(_frame(each, bundle, examples) for each in protocol.show_events),
        "## Events of the desk\n\nRead by staff only.\n",
        *(_frame(each, bundle, examples) for each in protocol.desk_events),
        "## Shapes\n",
        *(_shape(name, bundle) for name in _shapes(bundle, protocol)),
        _refusals(),
        _closes(),
    ]
    return "\n".join(parts)


def _command(command: type[Command], bundle: Schema, examples: Examples, rate: str) -> str:
    example = request_example(command, examples, {"$ref": REF + command.__name__})
    return _section(tag_of(command), bundle["$defs"][command.__name__], example, rate)


def _frame(frame: type[Frame], bundle: Schema, examples: Examples) -> str:
    return _section(tag_of(frame), bundle["$defs"][frame.__name__], examples.of(frame.__name__))


def _section(title: str, defined: Schema, example: Schema, rate: str = "") -> str:
    shown = json.dumps(example, indent=None, ensure_ascii=False)
    says = f"{defined['description']}\n\nAt most {rate}." if rate else defined["description"]
    return f"### {title}\n\n{says}\n\n{_fields(defined)}\n```json\n{shown}\n```\n"


def _shape(name: str, bundle: Schema) -> str:
    defined = bundle["$defs"][name]
    return f"### {name}\n\n{defined['description']}\n\n{_fields(defined)}"


def _shapes(bundle: Schema, protocol: Protocol) -> list[str]:
    """The definitions that are neither frames of their own nor lists of codes."""
    shown: Sequence[type[Frame]] = (
        *protocol.commands, *protocol.downward, *protocol.show_events, *protocol.desk_events,
    )  # fmt: skip
    known = {each.__name__ for each in shown} | {"Request"}
    defs: Schema = bundle["$defs"]
    return [name for name, defined in defs.items() if name not in known and "properties" in defined]


def _fields(defined: Schema) -> str:
    rows = [
        (field, _type(schema), _default(field, schema, defined), schema.get("description", ""))
        for field, schema in defined["properties"].items()
        if field not in ("type", "kind")
    ]
    return _table(("field", "type", "default", ""), rows) if rows else "No fields of its own.\n"


def _default(field: str, schema: Schema, defined: Schema) -> str:
    if field in defined.get("required", ()):
        return ""
    return f"`{json.dumps(schema.get('default'))}`"


def _type(schema: Schema) -> str:
    if "$ref" in schema:
        name = str(schema["$ref"]).removeprefix(REF)
        return "one of the codes below" if name == "Code" else f"[{name}](#{name.lower()})"
    if "oneOf" in schema:
        return "one of the events below" if len(schema["oneOf"]) > 5 else _either(schema["oneOf"])
    if "anyOf" in schema:
        return _either(schema["anyOf"])
    if "enum" in schema:
        return _either({"const": value} for value in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    if schema["type"] == "array":
        return f"list of {_type(schema['items'])}"
    return str(schema["type"])


def _either(members: Iterable[Schema]) -> str:
    return " or ".join(_type(member) for member in members)


def _refusals() -> str:
    rows = [(f"`{code}`", "yes" if it.retry else "no", it.meaning) for code, it in VERDICTS.items()]
    return "## Refusals\n\n" + _table(("code", "ask again with the same id", "meaning"), rows)


def _closes() -> str:
    rows = [(str(close.value), CLOSE_MEANINGS[close]) for close in Close]
    return "## Close codes\n\n" + _table(("code", "meaning"), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
