"""What commands are answered, and how an answer is found again.

An answer is kept as the JSON of a reply without its id; `reply` puts the id back. Looked up before
anything is touched, it makes every command safe to repeat, on any process, after any crash.
"""

import json
import secrets
from collections.abc import Callable, Iterable

from livesell.ledger import rows
from livesell.wire.codes import VERDICTS, Code
from livesell.wire.envelope import Refusal
from livesell.wire.fingerprint import is_same


def done(fact: str | None, *, desk: bool, aside: str | None = None) -> str:
    """The answer of a command that was done, and the fact it made; `aside` is JSON for the eyes of who asked."""
    ledger = "null" if fact is None else '"desk"' if desk else '"show"'
    return f'"ok":true,"fact":{fact or "null"},"ledger":{ledger},"aside":{aside or "null"},"error":null'


QUIET = done(None, desk=False)
"""The answer of a command that was done and made no fact."""


def busy() -> str:
    """Too much waits already: ask again, each after a wait of her own, so that not all come back at once."""
    return refused(Code.BUSY, retry_after_ms=500 + secrets.randbelow(2_000))


def refused(code: Code, detail: str | None = None, retry_after_ms: int | None = None) -> str:
    """The answer of a command that changed nothing."""
    refusal = Refusal(code=code, retry=VERDICTS[code].retry, retry_after_ms=retry_after_ms, detail=detail)
    return f'"ok":false,"fact":null,"ledger":null,"aside":null,"error":{refusal.model_dump_json()}'


def code_of(answer: str) -> str | None:
    """By what code it was refused, perhaps one of an earlier version; None where it was done."""
    if answer.startswith('"ok":true'):
        return None
    code: str = json.loads(answer.partition('"error":')[2])["code"]
    return code


def reply(command_id: str, answer: str) -> str:
    """The frame that carries an answer."""
    return f'{{"kind":"reply","id":{json.dumps(command_id)},{answer}}}'


class Given:
    """The answers that the commands of a batch were given before, and those they are given now."""

    def __init__(self, ledger_id: int, command_ids: Iterable[str]) -> None:
        self._ledger_id = ledger_id
        these, ids = rows.any_of(sorted(set(command_ids)))
        found = rows.select(
            "SELECT actor_id, command_id, fingerprint, answer FROM ledger_answer"
            f" WHERE ledger_id = %s AND command_id {these}",
            [ledger_id, ids],
        )
        self._known = {
            (row["actor_id"], row["command_id"]): (row["fingerprint"], row["answer"]) for row in found
        }
        self._new: list[tuple[str, str]] = []

    def answer(self, actor_id: str, command_id: str, fingerprint: str, run: Callable[[], str]) -> str:
        """The first answer if there was one; otherwise what `run` says, remembered."""
        key = (actor_id, command_id)
        if known := self._known.get(key):
            return known[1] if is_same(known[0], fingerprint) else refused(Code.ID_REUSED)
        answer = run()
        self._known[key] = (fingerprint, answer)
        self._new.append(key)
        return answer

    def save(self) -> None:
        """Keep the new answers."""
        columns = ("ledger_id", "actor_id", "command_id", "fingerprint", "answer")
        rows.insert(
            "ledger_answer", columns, [(self._ledger_id, *key, *self._known[key]) for key in self._new]
        )
