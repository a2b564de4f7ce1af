"""TypeScript types from the schema: closed unions on `type` and `kind`, for exhaustive switches."""

import json
from collections.abc import Iterable, Mapping

from livesell.wire.codes import CLOSE_MEANINGS, VERDICTS, Close
from livesell.wire.envelope import MAX_FRAME_BYTES, PING_SECONDS, SUBPROTOCOL
from livesell.wire.export.schema import REF, Protocol, Schema

HEAD = "// Generated from the Python frames by `make wire`. Do not edit.\n"
PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def frames_ts(bundle: Schema, protocol: Protocol) -> str:
    """`frames.ts`: an interface for each definition, and the unions of what goes up and comes down."""
    unions = [
        ("Command", "Everything a client may ask.", (each.__name__ for each in protocol.commands)),
        ("ShowEvent", "The facts of a room's show.", (each.__name__ for each in protocol.show_events)),
        ("DeskEvent", "The facts of a room's desk.", (each.__name__ for each in protocol.desk_events)),
        ("Downward", "Everything the server sends.", (each.__name__ for each in protocol.downward)),
    ]
    parts = [HEAD, *(definition(name, defined) for name, defined in bundle["$defs"].items())]
    parts.extend(_alias(name, meaning, members) for name, meaning, members in unions)
    parts.append('export type AnyEvent = Fact["event"];\n')
    return "\n".join(parts)


def codes_ts() -> str:
    """`codes.ts`: what a refusal or a close means for a client's next step, and the wire's numbers."""
    verdicts = "".join(f"  {code}: {{ retry: {_json(it.retry)} }},\n" for code, it in VERDICTS.items())
    closes = "".join(f"  /** {CLOSE_MEANINGS[close]} */\n  {close.name}: {close.value},\n" for close in Close)
    return f"""{HEAD}
import type {{ Code }} from "./frames";

export const SUBPROTOCOL = {_json(SUBPROTOCOL)};
export const MAX_FRAME_BYTES = {MAX_FRAME_BYTES};
export const PING_SECONDS = {PING_SECONDS};

/** Whether the same command with the same id may yet succeed. */
export const VERDICTS: Readonly<Record<Code, {{ readonly retry: boolean }}>> = {{
{verdicts}}};

export const Close = {{
{closes}}} as const;
"""


def table_ts(name: str, meaning: str, shape: str, rows: Mapping[str, object]) -> str:
    """A file with one table that server and browser share. Keys with the same row stand in one line: that is a
    fifth of the bytes in every page."""
    keys: dict[str, list[str]] = {}
    for key, row in rows.items():
        keys.setdefault(_json(row), []).append(key)
    lines = "".join(f'  ["{" ".join(sorted(them))}", {row}],\n' for row, them in keys.items())
    return (
        f"{HEAD}\nconst ROWS: readonly (readonly [keys: string, row: {shape}])[] = [\n{lines}];\n\n"
        f"{comment(meaning)}export const {name}: Readonly<Record<string, {shape}>> = Object.fromEntries(\n"
        '  ROWS.flatMap(([keys, row]) => keys.split(" ").map((key) => [key, row])),\n);\n'
    )


def definition(name: str, defined: Schema) -> str:
    """An interface, or an alias for what is no object."""
    note = comment(defined.get("description"))
    if "properties" not in defined:
        return f"{note}export type {name} = {type_of(defined)};\n"
    required = set(defined.get("required", ()))
    fields = "".join(
        f"{comment(_note(schema), '  ')}  {field}{'' if field in required else '?'}: {type_of(schema)};\n"
        for field, schema in defined["properties"].items()
    )
    return f"{note}export interface {name} {{\n{fields}}}\n"


def _alias(name: str, meaning: str, members: Iterable[str]) -> str:
    return f"{comment(meaning)}export type {name} =\n  | " + "\n  | ".join(members) + ";\n"


def type_of(schema: Schema) -> str:
    """The type of a value as it stands in a field."""
    if "const" in schema:
        return _json(schema["const"])
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(REF)
    for union in ("anyOf", "oneOf"):
        if union in schema:
            return " | ".join(type_of(member) for member in schema[union])
    if "enum" in schema:
        return " | ".join(_json(value) for value in schema["enum"])
    if schema["type"] == "array":
        inner = type_of(schema["items"])
        return f"({inner})[]" if "|" in inner else f"{inner}[]"
    return PLAIN[schema["type"]]


def _note(schema: Schema) -> str | None:
    """What is said of a field; ids need no note each time."""
    note: str | None = schema.get("description")
    return None if note == "a lower-case ULID" else note


def comment(text: str | None, indent: str = "") -> str:
    """A doc comment, or nothing for no text."""
    if not text:
        return ""
    lines = text.splitlines()
    if len(lines) == 1:
        return f"{indent}/** {text} */\n"
    inner = "".join(f"{indent} * {line}".rstrip() + "\n" for line in lines)
    return f"{indent}/**\n{inner}{indent} */\n"


def _json(value: object) -> str:
    return json.dumps(value)
