"""The generated description of the wire: true to the frames, valid, and current."""

import json
from typing import Any

import pytest
from django.core.management import call_command
from pydantic import BaseModel, Field, TypeAdapter
from pydantic_asyncapi.v3 import AsyncAPI

from livesell.app import protocol
from livesell.app.api import api
from livesell.operate.management.commands.export_wire import declared
from livesell.wire.envelope import Command, Event, Frame
from livesell.wire.export.asyncapi import asyncapi
from livesell.wire.export.examples import Examples
from livesell.wire.export.files import generated_files
from livesell.wire.export.http import http_ts
from livesell.wire.export.schema import bundle, reachable, references, request_model, tag_of

WIRE = declared()
SCHEMA = bundle(WIRE)
EXAMPLES = Examples(SCHEMA)
REQUEST = request_model(WIRE.commands)


def test_generated_files_are_current() -> None:
    call_command("export_wire", "--check")


@pytest.mark.parametrize("command", WIRE.commands, ids=tag_of)
def test_every_command_has_a_valid_example(command: type[Command]) -> None:
    body = {"$ref": f"#/$defs/{command.__name__}"}

    request = json.dumps(EXAMPLES.of("Request", body=body))

    assert isinstance(REQUEST.model_validate_json(request).body, command)  # type: ignore[attr-defined]


@pytest.mark.parametrize("frame", [*WIRE.downward, *WIRE.show_events, *WIRE.desk_events], ids=tag_of)
def test_every_frame_of_the_server_has_a_valid_example(frame: type[Frame]) -> None:
    example = json.dumps(EXAMPLES.of(frame.__name__))

    assert frame.model_validate_json(example)


def test_a_text_without_an_example_is_asked_for_one() -> None:
    class Poll(BaseModel):
        question: str = Field(examples=["Which glaze next?"])
        chosen: str

    examples = Examples({"$defs": {"Poll": Poll.model_json_schema()}})

    with pytest.raises(LookupError, match="give chosen an example where it is declared"):
        examples.of("Poll")


def test_a_text_has_its_own_example_or_that_of_its_name() -> None:
    class Asked(BaseModel):
        question: str = Field(examples=["Which glaze next?"])
        options: list[str] = Field(examples=[["Blue"]])

    class PollView(BaseModel):
        question: str
        options: list[str]
        title: str | None = Field(examples=["Poll"])

    defs = {one.__name__: one.model_json_schema() for one in (PollView, Asked)}

    assert Examples({"$defs": defs}).of("PollView") == {
        "question": "Which glaze next?",
        "options": ["Blue"],
        "title": "Poll",
    }


def test_every_declared_event_may_travel_in_a_fact() -> None:
    events: set[type[Event]] = {*WIRE.show_events, *WIRE.desk_events}

    mapped = SCHEMA["$defs"]["Fact"]["properties"]["event"]["discriminator"]["mapping"]

    assert set(mapped) == {tag_of(event) for event in events}


def test_every_frame_of_the_server_is_told_by_its_kind() -> None:
    schema = TypeAdapter(protocol.Downward).json_schema()

    assert set(schema["discriminator"]["mapping"]) == {tag_of(frame) for frame in WIRE.downward}


def test_type_and_kind_are_required() -> None:
    tagged = [
        (defined, tag)
        for defined in SCHEMA["$defs"].values()
        for tag in ("type", "kind")
        if "const" in defined.get("properties", {}).get(tag, {})
    ]

    assert tagged
    assert all(tag in defined["required"] for defined, tag in tagged)


def test_commands_are_closed_and_the_servers_frames_may_grow() -> None:
    upward = reachable(SCHEMA["$defs"], "Request")
    closed = {name for name, defined in SCHEMA["$defs"].items() if "additionalProperties" in defined}

    assert closed == {name for name in upward if "properties" in SCHEMA["$defs"][name]}


def test_every_reference_is_there() -> None:
    assert set(references(SCHEMA["$defs"])) <= set(SCHEMA["$defs"])


def test_asyncapi_is_valid_and_names_every_command_and_event() -> None:
    document = asyncapi(SCHEMA, WIRE, "0.0.0")

    assert AsyncAPI.model_validate(_without_replies(document))
    assert {tag_of(command) for command in WIRE.commands} <= set(document["operations"])
    assert set(document["operations"]["send.push"]["x-events"]) == {
        tag_of(event) for event in (*WIRE.show_events, *WIRE.desk_events)
    }
    assert all(_resolves(document, reference) for reference in _references(document))


def test_typescript_unions_hold_every_frame() -> None:
    frames = generated_files(WIRE, version="0.0.0")["frontend/src/wire/frames.ts"]

    for frame in (*WIRE.commands, *WIRE.downward, *WIRE.show_events, *WIRE.desk_events):
        assert f"  | {frame.__name__}" in frames
        assert f"export interface {frame.__name__} {{" in frames


def _without_replies(document: Any) -> Any:
    """pydantic-asyncapi wants an address of each reply; the standard forbids one beside the channel's."""
    operations = {
        name: {field: value for field, value in operation.items() if field != "reply"}
        for name, operation in document["operations"].items()
    }
    return {**document, "operations": operations}


def _references(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return own + [found for value in node.values() for found in _references(value)]
    if isinstance(node, list):
        return [found for value in node for found in _references(value)]
    return []


def _resolves(document: Any, reference: str) -> bool:
    node = document
    for part in reference.removeprefix("#/").split("/"):
        if part not in node:
            return False
        node = node[part]
    return True


def test_http_shapes_take_from_the_frames_what_the_socket_has_too() -> None:
    openapi = api.get_openapi_schema(path_prefix="/api/")

    text = http_ts(openapi, SCHEMA)

    assert '  "/api/rooms/{room_id}/parties": { params: { room_id: string }; answer: StaffParty[] };' in text
    assert "  items: ItemView[];" in text
    assert "export interface ItemView" not in text
    assert "/commands/" not in text
