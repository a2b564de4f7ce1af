"""AsyncAPI 3.0 of the socket, from the server's side: it receives commands, it sends frames."""

import json
from collections.abc import Sequence
from typing import Any

from livesell.wire.envelope import SUBPROTOCOL, Command, Event, Frame
from livesell.wire.export.examples import Examples
from livesell.wire.export.schema import REF, Protocol, Schema, tag_of

SCHEMAS = "#/components/schemas/"
MESSAGES = "#/components/messages/"
CHANNEL: Schema = {"$ref": "#/channels/socket"}
# What answers a command, where it is not a `reply`.
ANSWERS = {"session.hello": "welcome", "session.ping": "pong", "room.join": "joined"}
UNASKED = ("push", "reset", "ended", "presence")


def asyncapi(bundle: Schema, protocol: Protocol, version: str) -> Schema:
    """The whole document; references are local, examples are valid."""
    examples = Examples(bundle)
    messages = {
        **{tag_of(each): _command(each, examples) for each in protocol.commands},
        **{tag_of(each): _frame(each, examples) for each in protocol.downward},
    }
    events = {tag_of(each): _event(each, examples) for each in (*protocol.show_events, *protocol.desk_events)}
    document: Schema = {
        "asyncapi": "3.0.0",
        "info": {
            "title": "livesell",
            "version": version,
            "description": f"One WebSocket at /ws with the subprotocol `{SUBPROTOCOL}`. See protocol.md.",
        },
        "defaultContentType": "application/json",
        "channels": {
            "socket": {"address": "/ws", "messages": {tag: {"$ref": MESSAGES + tag} for tag in messages}},
        },
        "operations": {**_receives(protocol.commands), **_sends(events)},
        "components": {"messages": messages, "schemas": _moved(bundle["$defs"])},
    }
    return document


def _receives(commands: Sequence[type[Command]]) -> Schema:
    operations: Schema = {}
    for tag in map(tag_of, commands):
        answers = [ANSWERS[tag], "reply"] if tag in ANSWERS else ["reply"]
        operations[tag] = {
            "action": "receive",
            "channel": CHANNEL,
            "messages": [{"$ref": f"#/channels/socket/messages/{tag}"}],
            "reply": {
                "channel": CHANNEL,
                "messages": [{"$ref": f"#/channels/socket/messages/{answer}"} for answer in answers],
            },
        }
    return operations


def _sends(events: Schema) -> Schema:
    """The frames that come unasked. A push is one message on the wire, so its events are listed with it."""
    operations: Schema = {
        f"send.{kind}": {
            "action": "send",
            "channel": CHANNEL,
            "messages": [{"$ref": f"#/channels/socket/messages/{kind}"}],
        }
        for kind in UNASKED
    }
    operations["send.push"]["x-events"] = events
    return operations


def _command(command: type[Command], examples: Examples) -> Schema:
    body = {"$ref": REF + command.__name__}
    return {
        "name": tag_of(command),
        "summary": _summary(command),
        "payload": {
            "allOf": [
                {"$ref": SCHEMAS + "Request"},
                {"type": "object", "properties": {"body": {"$ref": SCHEMAS + command.__name__}}},
            ]
        },
        "correlationId": {"location": "$message.payload#/id"},
        "examples": [{"payload": request_example(command, examples, body)}],
    }


def request_example(command: type[Command], examples: Examples, body: Schema) -> Schema:
    """A whole request with this command; session commands concern no room."""
    request: Schema = examples.of("Request", body=body)
    return {**request, "room": None} if tag_of(command).startswith("session.") else request


def _frame(frame: type[Frame], examples: Examples) -> Schema:
    return {
        "name": tag_of(frame),
        "summary": _summary(frame),
        "payload": {"$ref": SCHEMAS + frame.__name__},
        "examples": [{"payload": examples.of(frame.__name__)}],
    }


def _event(event: type[Event], examples: Examples) -> Schema:
    return {
        "summary": _summary(event),
        "schema": {"$ref": SCHEMAS + event.__name__},
        "example": examples.of(event.__name__),
    }


def _summary(frame: type[Frame]) -> str:
    return " ".join((frame.__doc__ or "").split())


def _moved(defs: Schema) -> Any:
    """The definitions under `components`; AsyncAPI names the discriminator by its property alone."""
    moved = json.loads(json.dumps(defs).replace(REF, SCHEMAS))
    _flatten_discriminators(moved)
    return moved


def _flatten_discriminators(node: Any) -> None:
    if isinstance(node, dict):
        if isinstance(node.get("discriminator"), dict):
            node["discriminator"] = node["discriminator"]["propertyName"]
        for value in node.values():
            _flatten_discriminators(value)
    elif isinstance(node, list):
        for value in node:
            _flatten_discriminators(value)
