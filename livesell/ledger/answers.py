"""What commands are answered, and how an answer is found again.

An answer is kept as the JSON of a reply without its id; `reply` puts the id back. Looked up before
anything is touched, it makes every command safe to repeat, on any process, after any crash.
"""

import json
import re
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from livesell.ledger import rows
from livesell.ledger.head import Head
from livesell.ledger.sql import Sql, table
from livesell.wire.codes import VERDICTS, Code
from livesell.wire.envelope import Refusal
from livesell.wire.fingerprint import is_same

GIVEN = Sql(
    "SELECT actor_id, command_id, fingerprint, answer FROM ledger_answer WHERE ledger_id = %s AND command_id = ANY(%s)"
)
FACTS = Sql(
    'SELECT l.name, e."offset", e.fact FROM ledger_ledger l JOIN ledger_event e ON e.ledger_id = l.id'
    ' WHERE l.name = ANY(%s) AND e."offset" = ANY(%s)'
)
ANSWERS = table("ledger_answer", "ledger_id", "actor_id", "command_id", "fingerprint", "answer", "at")
OLDEST = Sql("SELECT id, at FROM ledger_answer WHERE id > %s ORDER BY id LIMIT %s")
FORGET = Sql("DELETE FROM ledger_answer WHERE id = ANY(%s)")
DESK = ".desk"
OFFSET = re.compile(r'"ok":true,"fact":(\d+),')
PAGE = 500
"""Answers that are looked at in one statement when old ones go."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Done, and the fact that it made, if it made one; or refused, and by what code, perhaps one of an earlier version.

    `json`: all of it, as it is sent. `fact` is JSON too; `offset` is where it stands.
    """

    json: str
    fact: str | None = None
    ledger: str | None = None
    code: str | None = None
    offset: int | None = None

    @property
    def ok(self) -> bool:
        """Whether it was done."""
        return self.code is None


def done(fact: str | None, *, desk: bool, private: str | None = None, offset: int | None = None) -> Answer:
    """The answer of a command that was done, and the fact it made; `private` is JSON for the eyes of who asked.

    On the wire and in stored answers its field is called `aside`: an answer outlives releases (D14).
    """
    ledger = None if fact is None else "desk" if desk else "show"
    where = f'"{ledger}"' if ledger else "null"
    body = f'"ok":true,"fact":{fact or "null"},"ledger":{where},"aside":{private or "null"},"error":null'
    return Answer(body, fact, ledger, offset=offset)


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


def stored(answer: Answer) -> str:
    """An answer as it is kept: of its fact the offset alone, for the fact stands in its ledger."""
    if answer.offset is None or answer.fact is None:
        return answer.json
    return answer.json.replace(f'"fact":{answer.fact}', f'"fact":{answer.offset}', 1)


def kept(body: str, facts: Mapping[tuple[str, int], str] | None = None) -> Answer:
    """An answer that was given before, as it was kept. `facts` are those of its room, by `show` or `desk` and offset.

    Answers of earlier versions hold their fact itself.
    """
    said = json.loads(f"{{{body}}}")
    fact, ledger, error = said["fact"], said["ledger"], said["error"]
    if isinstance(fact, int):
        found = (facts or {})[ledger, fact]
        return Answer(body.replace(f'"fact":{fact}', f'"fact":{found}', 1), found, ledger, offset=fact)
    text = json.dumps(fact, ensure_ascii=False, separators=(",", ":")) if fact else None
    return Answer(body, text, ledger, error["code"] if error else None)


def forget_page(after: int, before: int) -> int | None:
    """Delete answers that were given before a moment, from the one after `after` on, and not many at a time: where to
    go on, or None. They were given in the order of their ids."""
    found = rows.select(OLDEST, [after, PAGE])
    old = [row["id"] for row in found if row["at"] < before]
    if old:
        rows.execute(FORGET, [old])
    return found[-1]["id"] if len(old) == PAGE else None


def reply(command_id: str, answer: Answer) -> str:
    """The frame that carries an answer."""
    return f'{{"kind":"reply","id":{json.dumps(command_id)},{answer.json}}}'


class Given:
    """The answers that the commands of a batch were given before, and those they are given now."""

    def __init__(self, show: Head, command_ids: Iterable[str]) -> None:
        self._show = show
        found = rows.select(GIVEN, [show.id, sorted(set(command_ids))])
        facts = _facts(show.name, [row["answer"] for row in found])
        self._known = {
            (row["actor_id"], row["command_id"]): (row["fingerprint"], kept(row["answer"], facts))
            for row in found
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

    def save(self, now: int) -> None:
        """Keep the new answers, given at that moment."""
        rows.insert(ANSWERS, [self._row(key, now) for key in self._new])

    def _row(self, key: tuple[str, str], now: int) -> tuple[int, str, str, str, str, int]:
        fingerprint, answer = self._known[key]
        return self._show.id, *key, fingerprint, stored(answer), now


def _facts(show: str, bodies: Sequence[str]) -> dict[tuple[str, int], str]:
    """The facts of the room that these answers name by their offsets; asked for where somebody repeats a command."""
    offsets = sorted({int(named[1]) for body in bodies if (named := OFFSET.match(body))})
    if not offsets:
        return {}
    found = rows.select(FACTS, [[show, show + DESK], offsets])
    return {("desk" if row["name"] != show else "show", row["offset"]): row["fact"] for row in found}
