"""The declared wire as one JSON Schema, from which every generated file is made.

What travels is handed in as a `Protocol`: this module knows no command and no event by name.
Commands are described as a client may write them (fields with a default may be left out), frames of
the server as it writes them (every field is there). `type` and `kind` are required in both.
"""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic.json_schema import models_json_schema

from livesell.wire.codec import request_model
from livesell.wire.envelope import Command, Event, Frame

Schema = dict[str, Any]
REF = "#/$defs/"
TAGS = ("type", "kind")


@dataclass(frozen=True, slots=True)
class Protocol:
    """Everything that may travel: commands up; frames down; the events that pushes carry, by ledger."""

    commands: Sequence[type[Command]]
    downward: Sequence[type[Frame]]
    show_events: Sequence[type[Event]]
    desk_events: Sequence[type[Event]]
    rates: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """How often a person may send a command, in words, by its type."""


def bundle(protocol: Protocol) -> Schema:
    """All frames under `$defs`, each by the name of its class."""
    request = request_model(protocol.commands)
    events = (*protocol.show_events, *protocol.desk_events)
    _, schema = models_json_schema(
        [(request, "validation"), *((frame, "serialization") for frame in (*protocol.downward, *events))]
    )
    defs: Schema = dict(sorted(schema["$defs"].items()))
    for defined in defs.values():
        _untitle_fields(defined)
        _require_tags(defined)
    for name in defs.keys() - reachable(defs, "Request"):
        defs[name].pop("additionalProperties", None)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "livesell.v1", "$defs": defs}


def _untitle_fields(defined: Schema) -> None:
    """Generators of types would take each field's title for the name of a type."""
    for field in defined.get("properties", {}).values():
        field.pop("title", None)


def _require_tags(defined: Schema) -> None:
    """`type` and `kind` have defaults for code that makes frames; on the wire they must be there."""
    properties = defined.get("properties", {})
    tags = [tag for tag in TAGS if "const" in properties.get(tag, {})]
    required = [*tags, *(name for name in defined.get("required", []) if name not in tags)]
    if required:
        defined["required"] = required
    for tag in tags:
        properties[tag].pop("default", None)


def reachable(defs: Schema, name: str) -> set[str]:
    """The definition and all that it refers to, at any depth."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting.extend(references(defs[current]))
    return found


def references(node: Any) -> Iterator[str]:
    """The names of the definitions that a piece of schema refers to directly."""
    if isinstance(node, dict):
        reference = node.get("$ref")
        if isinstance(reference, str):
            yield reference.removeprefix(REF)
        for key, value in node.items():
            if key != "discriminator":
                yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def tag_of(frame: type[Frame]) -> str:
    """The `type` of a command or an event, the `kind` of a frame of the server."""
    tag = next(tag for tag in TAGS if tag in frame.model_fields)
    return str(frame.model_fields[tag].default)
