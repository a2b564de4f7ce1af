"""Every command fits into a frame with all its texts as long as they may be: what a person may write can be sent."""

import json
import re
from typing import Any

import pytest

from livesell.app.features import COMMANDS
from livesell.ledger.feature import Row
from livesell.wire.envelope import MAX_FRAME_BYTES
from livesell.wire.text import CHARACTERS, graphemes, most_bytes

WIDE = "\N{CUNEIFORM SIGN A}"
"""A letter of four bytes; escaped it takes twelve."""
LIMITS = (20, 30, 40, 80, 200, 500, 2_000, 4_000)


def longest(schema: dict[str, Any], known: dict[str, Any]) -> Any:
    """The largest value by its JSON Schema, where texts are of wide letters."""
    if "$ref" in schema:
        return longest(known[schema["$ref"].rpartition("/")[2]], known)
    if choices := schema.get("anyOf") or schema.get("oneOf"):
        return max((longest(one, known) for one in choices), key=lambda one: len(json.dumps(one)))
    if "const" in schema or "enum" in schema:
        return max(schema.get("enum", [schema.get("const")]), key=lambda one: len(str(one)))
    match schema.get("type"):
        case "object":
            return {name: longest(one, known) for name, one in schema.get("properties", {}).items()}
        case "array":
            return [longest(schema["items"], known)] * schema["maxItems"]
        case "string":
            return text(schema)
        case "boolean":
            return False
        case "null":
            return None
    return schema.get("maximum", 2**53 - 1)


def text(schema: dict[str, Any]) -> str:
    """What has a pattern is of letters of one byte; others have a limit in characters."""
    if "pattern" in schema:
        counts = [int(count) for count in re.findall(r"(\d+)\}", schema["pattern"])]
        return "x" * schema.get("maxLength", sum(counts))
    most: int = schema.get("maxLength", 64)  # a pattern behind a validator is not in the schema
    return WIDE * min(most, schema.get(CHARACTERS, most))


@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: row.type)
def test_the_largest_command_fits_into_a_frame(row: Row) -> None:
    schema = row.frame.model_json_schema()
    largest = longest(schema, schema.get("$defs", {}))

    frame = json.dumps({"id": "x" * 64, "room": "x" * 26, "body": largest})  # which escapes what is not ASCII

    assert len(frame) <= MAX_FRAME_BYTES


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("letter", ["x", "漢", "ß", "ค", "မြို့", "👩‍👩‍👧‍👦", WIDE], ids=ascii)
def test_as_many_bytes_as_characters_are_allowed(limit: int, letter: str) -> None:
    """Short texts have room for any writing; long ones for four bytes a character."""
    assert graphemes(letter) == 1
    room = most_bytes(limit) // len(letter.encode())
    assert room >= (limit if len(letter.encode()) <= 4 else min(limit, 100, most_bytes(limit) // 25))
