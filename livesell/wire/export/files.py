"""Which files are made from the wire, and what stands in each."""

import json

from livesell.wire.export.asyncapi import asyncapi
from livesell.wire.export.page import protocol_md
from livesell.wire.export.schema import Protocol, Schema, bundle
from livesell.wire.export.typescript import codes_ts, frames_ts


def generated_files(protocol: Protocol, *, version: str) -> dict[str, str]:
    """Every generated file: its path from the root of the project, and its text."""
    schema = bundle(protocol)
    return {
        "frontend/src/wire/schema.json": _pretty(schema),
        "frontend/src/wire/frames.ts": frames_ts(schema, protocol),
        "frontend/src/wire/codes.ts": codes_ts(),
        "docs/asyncapi.json": _pretty(asyncapi(schema, protocol, version)),
        "docs/protocol.md": protocol_md(schema, protocol),
    }


def _pretty(value: Schema) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"
