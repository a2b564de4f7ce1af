"""What the supervisor and a web process say to each other, over a pipe that both end when they end."""

import json
from enum import StrEnum
from multiprocessing.connection import Connection
from typing import Any, NamedTuple


class Word(StrEnum):
    """What is said; each but `GO` by the web process."""

    SETTINGS = "settings"
    """The settings are read and sound; what the supervisor must know of them goes along."""
    LOADED = "loaded"
    """Everything is imported: it waits for `GO`."""
    GO = "go"
    """The database is yours; `leads` says whether it has to be prepared first, for so many `workers`."""
    PREPARED = "prepared"
    """The database is migrated and compared; the greeting for the operator goes along."""
    SERVING = "serving"
    """From now on connections are taken."""
    ALIVE = "alive"
    """Said again and again: no thread keeps the interpreter to itself, nobody has stopped the process."""
    CANNOT = "cannot"
    """Why it ends; `refused` where that is a mistake of the operator's."""


class Said(NamedTuple):
    """One word, and what goes along."""

    word: Word
    facts: dict[str, Any]


def say(to: Connection, word: Word, **facts: Any) -> None:
    """Say it. OSError where nobody hears it any more."""
    to.send_bytes(json.dumps([word, facts]).encode())


def hear(of: Connection) -> Said:
    """The next word, waited for. EOFError where the other end is gone."""
    word, facts = json.loads(of.recv_bytes())
    return Said(Word(word), facts)
