"""The attackers of `make siege`: `python -m tests.load.besiegers URL SECONDS REDIS`.

On standard input their accounts, then the room to attack. Every attack goes on at once, a few tries of each at a time,
until the time or its count is over. They stay on loopback and come from few addresses. JSON on standard output: of each
attack what its tries were answered.
"""

import asyncio
import contextlib
import itertools
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import httpx
from redis.asyncio import Redis
from redis.exceptions import RedisError

from tests.load.uploads import full_sheet, large_picture, many_scans, wide_sheet
from tests.support import shows
from tests.support.people import PASSWORD, Person

MOST = 3_000
"""Tries of one attack."""
FAR = 253_402_300_799_000
"""The last second of the year 9999, in ms."""
DAY = 86_400_000
YES = ("200", "101")
JSON = {"Content-Type": "application/json"}


@dataclass
class Siege:
    """What an attack needs: who attacks, the show that is attacked, and a room of the attacker's own."""

    url: str
    room: str
    redis: Redis
    people: list[Person]
    clients: list[httpx.AsyncClient]
    own: dict[str, str] = field(default_factory=dict)
    """Rooms of the attackers, and a party in each."""
    turn: "itertools.count[int]" = field(default_factory=itertools.count)

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or 80

    def next(self) -> tuple[httpx.AsyncClient, str, str]:
        """The attacker whose turn it is: a client, her room and her party."""
        turn = next(self.turn)
        room = list(self.own)[turn % len(self.own)]
        return self.clients[turn % len(self.clients)], room, self.own[room]

    async def post(self, path: str, content: Any = b"{}", headers: Any = JSON) -> str:
        """One request of whose turn it is; the answer's status."""
        client, *_ = self.next()
        return str((await client.post(path, content=content, headers=headers)).status_code)

    async def command(self, name: str, **body: Any) -> str:
        """One command in the attacker's own room; `200`, or the refusal's code."""
        client, room, party = self.next()
        headers = {"Idempotency-Key": os.urandom(9).hex()}
        body = {"party_id": party, **body} if name.startswith(("party.", "rehearsal.")) else body
        answer = await client.post(f"/api/rooms/{room}/commands/{name}", json=body, headers=headers)
        with contextlib.suppress(ValueError, KeyError, TypeError):
            return str(answer.json()["error"]["code"])
        return str(answer.status_code)


# What is uploaded


async def picture(siege: Siege) -> str:
    client, *_ = siege.next()
    content = random.choice((large_picture, many_scans))()
    answer = await client.post("/api/pictures", files={"file": ("p.jpg", content)}, timeout=150)
    return str(answer.status_code)


async def abandoned(siege: Siege) -> str:
    """A picture, or the export of a ledger, by who goes as soon as it is sent."""
    async with line_to(siege) as (_, writer):
        body = (
            b"--x\r\nContent-Disposition: form-data; name=file; filename=p.jpg\r\n\r\n"
            + many_scans()
            + b"\r\n--x--\r\n"
        )
        head = (
            f"POST /api/pictures HTTP/1.1\r\nHost: 127.0.0.1:{siege.port}\r\nContent-Length: {len(body)}\r\n"
        )
        token = siege.next()[0].headers["X-Session-Token"]
        head += f"X-Session-Token: {token}\r\nContent-Type: multipart/form-data; boundary=x\r\n\r\n"
        writer.write(head.encode() + body)
        await writer.drain()
        await asyncio.sleep(0.2)
    return "left"


async def sheet(siege: Siege) -> str:
    client, room, party = siege.next()
    content = random.choice((full_sheet, wide_sheet))()
    path = f"/api/rooms/{room}/parties/{party}/sheets"
    return str((await client.post(path, files={"file": ("items.csv", content)})).status_code)


# What is asked


async def page(siege: Siege) -> str:
    """The pages that cost most, of the show and of the attacker's own rooms."""
    client, own, _ = siege.next()
    room = random.choice((siege.room, own))
    paths = ("", f"rooms/{room}/", f"rooms/{room}/calendar.ics", f"rooms/{own}/studio/", "orders/")
    return str((await client.get(f"/{random.choice(paths)}")).status_code)


async def read(siege: Siege) -> str:
    client, own, party = siege.next()
    room = random.choice((siege.room, own))
    paths = (
        "parties",
        f"rooms/{room}/snapshot",
        f"rooms/{room}/ledger",
        f"rooms/{room}/messages",
        f"rooms/{own}/orders.csv",
        f"rooms/{own}/parties/{party}/items.csv",
    )
    return str((await client.get(f"/api/{random.choice(paths)}")).status_code)


async def ticket(siege: Siege) -> str:
    return await siege.post("/api/tickets")


async def odd_json(siege: Siege) -> str:
    odd = (b"[" * 90_000, b'{"a":1e999999}', b'"\\ud800"', b"9" * 60_000, b"null", b'{"email":{}}')
    path = random.choice(("/_allauth/app/v1/auth/login", f"/api/rooms/{siege.room}/commands/claim.place"))
    return await siege.post(path, random.choice(odd))


async def wrong_password(siege: Siege) -> str:
    body = {"email": random.choice(siege.people).email, "password": f"not {PASSWORD}"}
    return await siege.post("/_allauth/app/v1/auth/login", json.dumps(body))


async def look_alike(siege: Siege) -> str:
    """Sign-ups as a simulated buyer, and with names that look like others'."""
    mark = os.urandom(6).hex()
    address = random.choice((f"{mark}@rehearsal.invalid", f"{mark}@example.org"))
    name = random.choice(("Hana\ufe0f", "Hana\u034f", "Admin\U000e0041", "\u3164", f"Buyer {mark}"))
    body = {"name": name, "email": address, "password": PASSWORD}
    return await siege.post("/_allauth/app/v1/auth/signup", json.dumps(body))


async def another_address(siege: Siege) -> str:
    return await siege.post("/_allauth/app/v1/account/email", b'{"email":"otto@example.org"}')


async def far_date(siege: Siege) -> str:
    soon = int(time.time() * 1000) + DAY
    when = random.choice((FAR, 2**53 - 1, -1, soon + random.randint(0, 700) * DAY))
    return await siege.command("party.schedule", starts_at=when)


async def series(siege: Siege) -> str:
    zone = random.choice(("Pacific/Kiritimati", "Asia/Yangon"))
    repeat = {"every": 1, "unit": "day", "zone": zone, "until": FAR, "times": random.choice((520, None))}
    return await siege.command("party.repeat", repeat=repeat)


async def rehearsal(siege: Siege) -> str:
    client, _, party = siege.next()
    headers = {"Idempotency-Key": os.urandom(9).hex()}
    answer = await client.post("/api/rehearsals", json={"party_id": party}, headers=headers)
    return str(answer.status_code)


async def title(siege: Siege) -> str:
    return await siege.command(
        "room.edit", title=random.choice(("\u2028" * 80, "\u2800", "Hana's attic\ufe0f"))
    )


async def without_a_role(siege: Siege) -> str:
    """What the show's staff alone may do, by who has no role in it; one of them runs no server either."""
    client, *_ = siege.next()
    name, body = random.choice(
        (
            ("party.pause", {"party_id": siege.room}),
            ("member.set_role", {"user_id": siege.people[0].id, "role": "host"}),
            ("room.edit", {"title": "Ours now"}),
            ("announcement.post", {"text": "Everything is free"}),
        )
    )
    headers = {"Idempotency-Key": os.urandom(9).hex()}
    path = f"/api/rooms/{siege.room}/commands/{name}"
    answer = await client.post(path, json=body, headers=headers)
    with contextlib.suppress(ValueError, KeyError, TypeError):
        return str(answer.json()["error"]["code"])
    return str(answer.status_code)


async def forged_headers(siege: Siege) -> str:
    """From everywhere, over https, for other hosts: by who is no proxy."""
    client, *_ = siege.next()
    forged = {
        "X-Forwarded-For": ", ".join(f"10.{random.randint(0, 255)}.0.{place}" for place in range(200)),
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "evil.example",
        "X-Real-Ip": "127.0.0.1",
    }
    if random.random() < 0.3:
        forged["Host"] = "evil.example"
    return str(
        (await client.get(random.choice(("/", "/metrics", "/api/parties")), headers=forged)).status_code
    )


# What is written into Redis


async def pickles(siege: Siege) -> str:
    """Code where the server keeps its counters, and facts of nobody where processes tell each other."""
    evil = b"cos\nsystem\n(S'true'\ntR." * 400
    room = siege.room
    async with siege.redis.pipeline(transaction=False) as pipe:
        for key in (f"livesell:cache:1:{random.randint(0, 99)}", f"livesell:rate:request:address:{room}"):
            pipe.set(key, evil, ex=60)
        pipe.hset(f"livesell:viewers:{room}", os.urandom(4).hex(), evil)
        pipe.publish(f"livesell__group__room.{room}.show", evil)
        await pipe.execute()
    return "written"


# What comes over a bare connection


@contextlib.asynccontextmanager
async def line_to(siege: Siege) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    source = (f"127.0.9.{1 + next(siege.turn) % len(siege.people)}", 0)
    reader, writer = await asyncio.open_connection("127.0.0.1", siege.port, local_addr=source)
    try:
        yield reader, writer
    finally:
        writer.transport.abort()


async def status_of(reader: asyncio.StreamReader) -> str:
    async with asyncio.timeout(15):
        words = (await reader.readline()).split()
    return words[1].decode() if len(words) > 1 else "closed"


async def bare_line_feeds(siege: Siege) -> str:
    """One request, then a line feed now and then, for as long as the server bears it."""
    async with line_to(siege) as (reader, writer):
        writer.write(f"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{siege.port}\r\n\r\n".encode())
        await status_of(reader)
        for _ in range(40):
            writer.write(b"\n" * 50)
            await asyncio.sleep(0.5)
            if writer.transport.is_closing():
                return "closed"
    return "held"


async def trailers(siege: Siege) -> str:
    """A chunked body, and forty MB of trailers behind it that would be headers."""
    async with line_to(siege) as (reader, writer):
        head = f"POST /api/tickets HTTP/1.1\r\nHost: 127.0.0.1:{siege.port}\r\nTransfer-Encoding: chunked\r\n\r\n"
        writer.write(head.encode() + b"2\r\n{}\r\n0\r\n")
        for _ in range(640):
            writer.write(b"X-Forwarded-For: 10.0.0.1\r\n" * 2_400)
            await writer.drain()
        return await status_of(reader)


async def handshake(siege: Siege) -> str:
    """A socket that says nothing, or a large frame before its hello."""
    async with line_to(siege) as (reader, writer):
        writer.write(
            f"GET /ws HTTP/1.1\r\nHost: 127.0.0.1:{siege.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Origin: {siege.url}\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Protocol: livesell.v1.json\r\n\r\n".encode()
        )
        status = await status_of(reader)
        if status == "101":
            writer.write(b"\x81\xff" + (250_000).to_bytes(8, "big") + b"\0\0\0\0" + b" " * 250_000)
            await writer.drain()
        return status


ATTACKS: dict[str, tuple[Callable[[Siege], Awaitable[str]], int]] = {
    "7 far dates": (far_date, 2),
    "7 series": (series, 2),
    "7 pages": (page, 4),
    "8 rehearsals": (rehearsal, 2),
    "8, 16 names": (look_alike, 2),
    "9 pickles": (pickles, 2),
    "10 forged headers": (forged_headers, 4),
    "12 without a role": (without_a_role, 2),
    "13 trailers": (trailers, 2),
    "14 bare line feeds": (bare_line_feeds, 40),
    "15 pictures": (picture, 12),
    "15 pictures, abandoned": (abandoned, 2),
    "15 sheets": (sheet, 4),
    "16 titles": (title, 2),
    "17 another address": (another_address, 2),
    "23 wrong passwords": (wrong_password, 2),
    "24 handshakes": (handshake, 8),
    "24 reads": (read, 4),
    "24 tickets": (ticket, 8),
    "25 odd JSON": (odd_json, 4),
}
"""Each, by its number in the list of what was found, and how many tries go on at once. The eleventh, settings that let
others in, is refused before a server starts (`tests/operate/test_checks.py`)."""


async def repeat(attack: Callable[[], Awaitable[str]], until: float, answers: Counter[str]) -> None:
    """Try again and again, until then; what went wrong on the way is an answer, too."""
    while time.monotonic() < until and answers.total() < MOST:
        try:
            async with asyncio.timeout_at(asyncio.get_running_loop().time() + until - time.monotonic() + 1):
                answers[await attack()] += 1
        except TimeoutError:
            answers["no answer"] += 1
        except (httpx.HTTPError, RedisError, OSError) as error:
            answers[type(error).__name__] += 1
        await asyncio.sleep(0.005)


def camp(url: str, crowd: list[dict[str, str]]) -> dict[str, str]:
    """A room of each attacker's own with the draft of a party."""
    found = {}
    for one in map(partial(_person, url), crowd):
        room = shows.open_room(one, f"{one.name}'s den")
        made = shows.do(one, room, "party.create", title="A party of nothing", currency="KWD")
        found[room] = made["fact"]["event"]["party_id"]
    return found


def _person(url: str, one: dict[str, str]) -> Person:
    return Person(
        one["name"], f"{one['name'].replace(' ', '').lower()}@example.org", one["id"], one["token"], url
    )


async def attack(url: str, seconds: float, redis: str, crowd: list[dict[str, str]]) -> dict[str, Any]:
    """All of it at once. What each attack was answered, and how often."""
    for make in (large_picture, many_scans, full_sheet, wide_sheet):
        make()
    own = camp(url, crowd)
    clients = [
        httpx.AsyncClient(
            base_url=url,
            headers={"X-Session-Token": one["token"], "X-Forwarded-For": "10.9.8.7"},
            timeout=30,
            transport=httpx.AsyncHTTPTransport(local_address=f"127.0.9.{1 + number}"),
        )
        for number, one in enumerate(crowd)
    ]
    siege = Siege(url, "", Redis.from_url(redis), [_person(url, one) for one in crowd], clients, own)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    siege.room = (await asyncio.to_thread(sys.stdin.readline)).strip()
    answers = {name: Counter[str]() for name in ATTACKS}
    until = time.monotonic() + seconds
    async with asyncio.TaskGroup() as group:
        for name, (what, at_once) in ATTACKS.items():
            for _ in range(at_once):
                group.create_task(repeat(partial(what, siege), until, answers[name]))
    return {name: dict(found.most_common()) for name, found in answers.items()}


if __name__ == "__main__":
    os.nice(19)  # enemies have machines of their own: what theirs work must not be missing at the server
    found = asyncio.run(
        attack(sys.argv[1], float(sys.argv[2]), sys.argv[3], json.loads(sys.stdin.readline()))
    )
    sys.stdout.write(json.dumps({"answers": found, "cpu_seconds": time.process_time()}) + "\n")
