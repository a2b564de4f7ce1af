"""What commands are answered, and how an answer is found again.

An answer is kept as the JSON of a reply without its id; `reply` puts the id back. Looked up before
anything is touched, it makes every command safe to repeat, on any process, after any crash.
"""

import json
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from livesell.ledger import rows
from livesell.ledger.sql import Sql, table
from livesell.wire.codes import VERDICTS, Code
from livesell.wire.envelope import Refusal
from livesell.wire.fingerprint import is_same

GIVEN = Sql(
    "SELECT actor_id, command_id, fingerprint, answer FROM ledger_answer WHERE ledger_id = %s AND command_id = ANY(%s)"
)
ANSWERS = table("ledger_answer", "ledger_id", "actor_id", "command_id", "fingerprint", "answer")


@dataclass(frozen=True, slots=True)
class Answer:
    """Done, and the fact that it made, if it made one; or refused, and by what code, perhaps one of an earlier version.

    `json`: all of it, as it is kept and sent. `fact` is JSON too.
    """

    json: str
    fact: str | None = None
    ledger: str | None = None
    code: str | None = None

    @property
    def ok(self) -> bool:
        """Whether it was done."""
        return self.code is None


def done(fact: str | None, *, desk: bool, private: str | None = None) -> Answer:
    """The answer of a command that was done, and the fact it made; `private` is JSON for the eyes of who asked.

    On the wire and in stored answers its field is called `aside`: an answer outlives releases (D14).
    """
    ledger = None if fact is None else "desk" if desk else "show"
    where = f'"{ledger}"' if ledger else "null"
    body = f'"ok":true,"fact":{fact or "null"},"ledger":{where},"aside":{private or "null"},"error":null'
    return Answer(body, fact, ledger)


QUIET = done(None, desk=False)
"""The answer of a command that was done and made no fact."""


def busy() -> Answer:
    """Too much waits already: ask again, each after a wait of her own, so that not all come back at once."""
    return refused(Code.BUSY, retry_after_ms=500 + secrets.randbelow(2_000))


def refused(code: Code, detail: str | None = None, retry_after_ms: int | None = None) -> Answer:
    """The answer of a command that changed nothing."""
    refusal = Refusal(code=code, retry=VERDICTS[code].retry, retry_after_ms=retry_after_ms, detail=detail)
    error = refusal.model_dump_json()
    return Answer(f'"ok":false,"fact":null,"ledger":null,"aside":null,"error":{error}', code=code.value)


def kept(body: str) -> Answer:
    """An answer that was given before, as it was kept."""
    said = json.loads(f"{{{body}}}")
    fact = json.dumps(said["fact"], ensure_ascii=False, separators=(",", ":")) if said["fact"] else None
    return Answer(body, fact, said["ledger"], said["error"]["code"] if said["error"] else None)


def reply(command_id: str, answer: Answer) -> str:
    """The frame that carries an answer."""
    return f'{{"kind":"reply","id":{json.dumps(command_id)},{answer.json}}}'


class Given:
    """The answers that the commands of a batch were given before, and those they are given now."""

    def __init__(self, ledger_id: int, command_ids: Iterable[str]) -> None:
        self._ledger_id = ledger_id
        found = rows.select(GIVEN, [ledger_id, sorted(set(command_ids))])
        self._known = {
            (row["actor_id"], row["command_id"]): (row["fingerprint"], kept(row["answer"])) for row in found
        }
        self._new: list[tuple[str, str]] = []

    def answer(self, actor_id: str, command_id: str, fingerprint: str, run: Callable[[], Answer]) -> Answer:
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
        rows.insert(ANSWERS, [self._row(key) for key in self._new])

    def _row(self, key: tuple[str, str]) -> tuple[int, str, str, str, str]:
        fingerprint, answer = self._known[key]
        return self._ledger_id, *key, fingerprint, answer.json
