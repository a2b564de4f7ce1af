"""On the path of a process (PYTHONPATH), this makes it another version of the server.

With GROWN its claims, its talk and all its events have one more optional field. With FINGERPRINT_OF_THE_MODEL it hashes
a command as it reads it, which is the negative control.
"""

import os
import re
from importlib.machinery import SourceFileLoader
from types import CodeType

NAMES = ("rooms.frames.claims", "chat.frames.messages", "rooms.events.", "chat.events.messages")
TYPE = re.compile(r'(    type: Literal\["([a-z_.]+)"\] = "\2"\n)')
FIELD = r'\1    added_later: str = "something of a later version"\n'
OF_THE_MODEL = """

def fingerprint(command):
    return hashlib.sha256(command.model_dump_json().encode()).hexdigest()[:32]
"""
_get_code = SourceFileLoader.get_code


def _grown(loader: SourceFileLoader, name: str) -> CodeType | None:
    if name.startswith(NAMES) and "GROWN" in os.environ:
        return _compiled(loader, TYPE.sub(FIELD, _source(loader)))
    if name == "livesell.wire.fingerprint" and "FINGERPRINT_OF_THE_MODEL" in os.environ:
        return _compiled(loader, _source(loader) + OF_THE_MODEL)
    return _get_code(loader, name)


def _source(loader: SourceFileLoader) -> str:
    return loader.get_data(loader.path).decode()


def _compiled(loader: SourceFileLoader, source: str) -> CodeType:
    code: CodeType = compile(source, loader.path, "exec")
    return code


SourceFileLoader.get_code = _grown  # type: ignore[method-assign]  # this is the point of it
