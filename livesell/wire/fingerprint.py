"""Whether two commands under one id are the same command, for ever and across versions of this server. Pure.

A fingerprint has two halves. The first is made of what was sent: the JSON of the body as the client wrote it, in one
normal form. The second is made of what this version reads in it, fields at their defaults left out. Two commands are
the same where either half is. So:

- What is sent again is known again, whatever was added to the frame meanwhile, however a text is cleaned today,
  whatever a default has become. What was sent is never read with later eyes.
- A field sent at its default is the same as one left out, and null the same as left out where null is the default.
- A renamed field keeps its old name as an alias; what was sent under the old name is known by the first half.
- No version may refuse what an earlier one took: a released frame only gains optional fields and wider bounds.
"""

import hashlib
import json
import unicodedata
from typing import Any

from livesell.wire.envelope import Command

HALF = 16
"""Hexadecimal digits of each half. It tells a client's own commands apart and defends against nobody."""

BY_ID_ALONE = "0" * 2 * HALF
"""Of commands whose id says everything."""


def fingerprint(command: Command) -> str:
    """What the command asks, for `is_same`. A command that was made here and never sent has two equal halves."""
    kind = type(command).model_fields["type"].default
    read = _digest({**command.model_dump(mode="json", exclude_defaults=True), "type": kind})
    sent = getattr(command, "sent", None)
    return (read if sent is None else _digest({**sent, "type": kind})) + read


def is_same(known: str, asked: str) -> bool:
    """Whether these are fingerprints of one command."""
    return known[:HALF] == asked[:HALF] or known[HALF:] == asked[HALF:]


def _digest(body: dict[str, Any]) -> str:
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()[:HALF]
