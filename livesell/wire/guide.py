"""What `docs/protocol.md` says before the frames: ids, order, time, HTTPS, and how a ledger is checked."""

GUIDE = """**Growing.** A frame that was released only gains optional fields and wider bounds. Ignore fields that you do
not know; read a fact or an answer that was written before a field existed as if it had the field's default.

## Ids, order and time

**An id** names a command for a month, within one room and one person: two people may choose the same, and so may
one person in two rooms; the server's operator may change how long. Socket and REST interface know the same ids. Its
first answer is given again, with the same fact, whatever has happened since and whichever version of the server is
asked. The same id for another command is refused as `id_reused`. Two commands are the same if their bodies are the
same JSON (order of keys, white space, escapes and Unicode normal form do not count), or if the server reads the
same in both: a field at its default is as good as one left out. So send again exactly what you sent. What was
refused before it was decided (`bad_frame`, `bad_text`, `sign_in`, `too_fast`, `busy`, `unknown`) is not kept;
every other refusal is, and another intent needs another id.

**Order.** The commands of one room are decided one after the other, in the order in which they reach a server
process; one process keeps the order of one socket. Across sockets, processes and interfaces only the offsets tell.
Replies of different rooms may overtake each other, and a reply may come before or after the push that carries
its fact.

**Time.** A command is answered within five seconds of its arrival. If its outcome is not known by then (the
database does not answer), the answer is `unknown`: ask again with the same id. A server that is shut down
closes with 4000.

**How often.** Each command below says how often a person may send it; `too_fast` says when to ask again. On a
socket: 400 frames in 10 seconds, 64 commands without their answer (then `busy`), 60 joins in 10 seconds, 10 of
one ledger, 20 ledgers at once. Ten bad frames within a minute end the socket. A person has five sockets, the
sixth ends the first; a handshake too many from one address is answered `429` before there is a socket: wait as
after a lost network.

## Over HTTPS

| | |
|---|---|
| `POST /api/tickets` | a ticket for the socket |
| `POST /api/rooms/{room_id}/commands/{type}` | a command: its body without `type`, its id in `Idempotency-Key` |
| `GET /api/rooms/{room_id}/snapshot` | what `joined` brings, with the position and the hash at which it is true |
| `GET /api/rooms/{room_id}/ledger?after=0` | the ledger, a thousand facts at a time, as they were hashed |
| `GET /api/openapi.json` | all of the interface |

## To check a ledger

A **fact** is kept as the exact text that was hashed: `{"offset":n,"at":ms,"event":{…}}`, without white space
between its parts, in UTF-8. In the export it is a string, `fact`; hash that string, not what you made of it.

```
hash[0] = SHA-256("livesell:" + ledger + ":" + first_epoch)
hash[n] = SHA-256(hash[n-1] + "\\n" + fact[n])
```

`ledger` is `room.<room_id>`, for the desk `room.<room_id>.desk`; hashes are 64 lower-case hexadecimal digits.

`epoch` names the life of the ledger. It is another one after the ledger went back in time (a backup was
restored); the chain begins at `first_epoch` always. A position of another epoch cannot be gone on from.

**On the socket** a fact is the same text, and after it, where it is a message, its words: before the last `}`
stands `,"text":"…"`, or `,"text":null` once they were removed or forgotten. Take this off and you have what was
hashed; a fact without words is what was hashed already. `push` carries `hash`, the hash at its last fact;
`joined` and `reset` carry the hash at their `offset`. So whoever watches can follow the chain without asking,
and two who watch can compare.

**Words** stand apart from their fact, so that they can be forgotten: the event has `text_hash`, which is
SHA-256(salt + "\n" + text). The salt is in the export as long as the words are.

**Counters.** A variant's `held`, `sold` and `waiting` move by these events, and `held + sold` never passes
`stock`:

| event | held | sold | waiting |
|---|---|---|---|
| `claim.held` | + quantity | | - 1 if `promoted` |
| `claim.waitlisted` | | | + 1, unless it stands in line already |
| `claim.ordered` | - quantity if it was held | + quantity | |
| `claim.released`, `claim.expired`, of one that was held | - quantity | | |
| … of one that was ordered | | - quantity | |
| … of one that stood in line | | | - 1 |
| `auction.added` | + 1 | | |
| `auction.closed` as `sold` | - 1 | + 1 | |
| `auction.closed` otherwise | - 1 | | |
| `auction.offered` after it was sold | + 1 | - 1 | |
| `giveaway.opened` with a variant | + places | | |
| `giveaway.drawn` | - places | + winners | |
| `giveaway.redrawn` without a winner | | - 1 | |
| `giveaway.cancelled` | - places | | |

`claim.state` in an event is what the claim was before it where the event ends the claim, and what it is now
otherwise. `item.added`, `item.edited` and `flash.*` carry all three as they are. The line is ordered by
`place`, lower first; who wants more than there is may be passed over by who wants less. [verify.py](verify.py)
checks all of this with nothing but Python.
"""
