"""Every value that comes in has a bound by its meaning: a walk through all commands and all parameters."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from livesell.app.api import api
from livesell.app.features import COMMANDS
from livesell.wire.envelope import LAST_MS, SESSION_COMMANDS, Command, Ping
from rooms.checkout.settlement import SettleOrder
from rooms.rehearsals.rehearsals import OpenRehearsal
from rooms.room import OpenRoom

INCOMING = (*(row.frame for row in COMMANDS), *SESSION_COMMANDS, OpenRoom, OpenRehearsal)
ENDLESS = re.compile(r"[*+]|\{\d+,\}")
"""What lets a pattern match a text of any length."""


def unbounded(schema: Any, path: str = "", definitions: dict[str, Any] | None = None) -> Iterator[str]:
    """Where a value of that shape may be as large as somebody likes."""
    known = definitions if definitions is not None else schema.get("$defs", {})
    if "$ref" in schema:
        yield from unbounded(known[schema["$ref"].rpartition("/")[2]], path, known)
    for part in (*schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("allOf", ())):
        yield from unbounded(part, path, known)
    for name, part in schema.get("properties", {}).items():
        yield from unbounded(part, f"{path}.{name}", known)
    if "items" in schema:
        yield from unbounded(schema["items"], f"{path}[]", known)
    if _is_unbounded(schema):
        yield path


def _is_unbounded(schema: dict[str, Any]) -> bool:
    if "const" in schema or "enum" in schema:
        return False
    kind = schema.get("type")
    if kind in ("integer", "number"):
        return not ({"minimum", "exclusiveMinimum"} & set(schema)) or "maximum" not in schema
    if kind == "string":
        return "maxLength" not in schema and ENDLESS.search(schema.get("pattern", "*")) is not None
    if kind == "array":
        return "maxItems" not in schema
    return kind == "object" and schema.get("additionalProperties", True) is not False


@pytest.mark.parametrize("frame", INCOMING, ids=lambda frame: frame.__name__)
def test_every_field_of_every_command_is_bounded(frame: type[Command]) -> None:
    assert list(unbounded(frame.model_json_schema())) == []


def test_what_a_provider_says_of_a_payment_is_bounded() -> None:
    open_ends = set(unbounded(SettleOrder.model_json_schema()))

    assert not open_ends & {".amount", ".reference", ".provider", ".currency"}


def test_the_walk_finds_what_has_no_bound() -> None:
    """Its control: these would each be found."""
    parts: dict[str, dict[str, Any]] = {
        "count": {"type": "integer", "minimum": 0},
        "words": {"type": "string"},
        "name": {"type": "string", "pattern": "^[a-z]+$"},
        "things": {"type": "array", "items": {"type": "integer"}},
        "fine": {"type": "string", "pattern": "^[a-z]{3}$"},
    }

    found = set(unbounded({"type": "object", "properties": parts, "additionalProperties": False}))

    assert found == {".count", ".words", ".name", ".things", ".things[]"}
    assert list(unbounded(Ping.model_json_schema())) == []


def test_every_parameter_in_a_query_is_bounded() -> None:
    described = api.get_openapi_schema()
    found = [
        f"{path} {parameter['name']}"
        for path, methods in described["paths"].items()
        for operation in methods.values()
        for parameter in operation.get("parameters", ())
        if parameter["in"] == "query" and list(unbounded(parameter["schema"]))
    ]

    assert found == []


def test_no_instant_comes_in_that_no_calendar_has() -> None:
    instants = [
        (frame.__name__, name, part)
        for frame in INCOMING
        for name, part in frame.model_json_schema()["properties"].items()
        for part in (part, *part.get("anyOf", ()))
        if part.get("description", "").startswith("milliseconds since the epoch")
    ]

    assert {"ScheduleParty", "BanMember", "PlaceBid", "SetDiscount"} <= {frame for frame, _, _ in instants}
    assert {part["maximum"] for _, _, part in instants if "maximum" in part} == {LAST_MS}
