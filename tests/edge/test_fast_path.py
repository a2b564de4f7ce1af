"""The fast path answers as Django's chain does, byte for byte, and leaves the chain whatever is not plain. (Attacks A2,
A27, A29, A30.)
"""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session
from django.db import OperationalError, connections

from livesell.access.buckets import Buckets
from livesell.accounts.actors import actor_of
from livesell.accounts.models import User
from livesell.app import gateway as live
from livesell.app.api import find
from livesell.commanding.batching import Full
from livesell.edge.fast_path import FastPath
from livesell.operate.bounds import MAX_BODY, bounded
from livesell.operate.request_gate import GatedHandler
from livesell.wire.codes import Code
from livesell.wire.envelope import MAX_FRAME_BYTES
from livesell.wire.ids import new_id
from rooms.room import OpenRoom
from tests.accounts.test_sessions import signed_in

pytestmark = pytest.mark.django_db(transaction=True)
HOME = "http://testserver"
CSRF = "c" * 32
HELLO = b'{"text":"hello"}'
GERMAN = {"Accept-Language": "de-AT,en;q=0.5"}
Headers = list[tuple[str, str]] | dict[str, str]


@dataclass
class Asked:
    """A request. `room` in its path is Hana's; `quick`: it needs no chain."""

    path: str = "/api/rooms/{room}/commands/message.post"
    content: Any = HELLO
    method: str = "POST"
    headers: dict[str, str] = field(default_factory=dict)
    quick: bool = True
    key: str | None = "once-0001"
    also: list[tuple[str, str]] = field(default_factory=list)


class TwoWays:
    """The same application by the fast path and by the chain alone."""

    def __init__(self, room: str) -> None:
        self.room = room
        self.left: list[str] = []
        """What the fast path left to the chain."""
        self._chain = GatedHandler()
        self.quick = bounded(FastPath(self._leave, find(), lambda: live.gateway().sessions))
        self.slow = bounded(self._chain)

    async def _leave(self, scope: Any, receive: Any, send: Any) -> None:
        self.left.append(scope["path"])
        await self._chain(scope, receive, send)

    async def ask(self, application: Any, asked: Asked, shown: dict[str, str]) -> httpx.Response:
        named = {"Idempotency-Key": asked.key} if asked.key else {}
        headers = [*{**shown, **named, **asked.headers}.items(), *asked.also]
        content = asked.content() if callable(asked.content) else asked.content
        transport = httpx.ASGITransport(application, client=("203.0.113.7", 1))
        async with httpx.AsyncClient(transport=transport, base_url=HOME) as http:
            path = asked.path.format(room=self.room)
            return await http.request(asked.method, path, content=content, headers=headers)

    async def both(self, asked: Asked, shown: dict[str, str]) -> httpx.Response:
        """The answer, which is one; and the fast path gave it where it should."""
        self.left.clear()
        live.gateway().dispatch.buckets = Buckets()
        slow, quick = [await self.ask(way, asked, shown) for way in (self.slow, self.quick)]
        assert (quick.status_code, quick.content) == (slow.status_code, slow.content)
        assert told(quick) == told(slow)
        assert (not self.left) is asked.quick, quick.text
        return quick

    async def close(self) -> None:
        await self._chain.close()


def told(answer: httpx.Response) -> list[tuple[str, str]]:
    """All headers; of a new cookie that it is one, since each is another."""
    named = sorted(answer.headers.multi_items())
    return [(name, "" if name == "set-cookie" else value) for name, value in named]


@pytest.fixture
def hana(make_user: Callable[..., User]) -> User:
    """Here, rows of the database."""
    return make_user("Hana")


@pytest.fixture
def ben(make_user: Callable[..., User]) -> User:
    return make_user("Ben")


@asynccontextmanager
async def two_ways(hana: User) -> AsyncIterator[TwoWays]:
    room, _ = await live.open_room(actor_of(hana), new_id(), OpenRoom(title="ハナの屋根裏 مزهرية"))
    ways = TwoWays(room)
    yield ways
    await ways.close()
    await live.gateway().stop()
    await sync_to_async(connections.close_all)()


@pytest.fixture
async def ways(hana: User) -> AsyncIterator[TwoWays]:
    async with two_ways(hana) as found:
        yield found


@pytest.fixture
def app(ben: User) -> dict[str, str]:
    """Ben's app."""
    return {"X-Session-Token": signed_in(ben)}


@pytest.fixture
def browser(ben: User) -> dict[str, str]:
    """Ben's browser, in which he reads Spanish."""
    User.objects.filter(pk=ben.pk).update(language="es")
    cookie = f"csrftoken={CSRF}; sessionid={signed_in(ben)}; livesell_device=odd"
    return {"Cookie": cookie, "X-CSRFToken": CSRF, "Origin": HOME}


async def in_pieces() -> AsyncIterator[bytes]:
    yield HELLO[:5]
    yield HELLO[5:]


async def without_end() -> AsyncIterator[bytes]:
    for _ in range(5):
        yield b" " * MAX_FRAME_BYTES


async def far_too_much() -> AsyncIterator[bytes]:
    for _ in range(22):
        yield b" " * 2**20


SNAPSHOT = "/api/rooms/{room}/snapshot"
TITLE = "/api/rooms/{room}/commands/room.edit"
BAD = {
    "broken": Asked(content=b"{bad"),
    "nothing": Asked(content=b""),
    "another field": Asked(content=b'{"text":"hello","role":"owner"}'),
    "of bytes that are no UTF-8": Asked(content=b"\xff\xfe"),
    "longer than a frame": Asked(content=b'{"text":"' + b"x" * MAX_FRAME_BYTES + b'"}'),
    "longer than Django reads": Asked(content=b" " * 3_000_000),
    "long, in pieces": Asked(content=without_end),
    "without an id": Asked(key=None),
    "with an odd id": Asked(key="short"),
    "with two ids": Asked(also=[("Idempotency-Key", "once-0002")]),
}
GOOD = {
    "a line": Asked(),
    "a line in pieces": Asked(content=in_pieces),
    "a body of no type": Asked(headers={"Content-Type": ""}),
    "with a type": Asked(headers={"Content-Type": "application/json; charset=utf-8"}),
    "in German": Asked(headers=GERMAN),
    "in a language of none": Asked(headers={"Accept-Language": "xx, *;q=0.1"}),
    "a look": Asked(SNAPSHOT, b"", "GET"),
    "a look with a body": Asked(SNAPSHOT, HELLO, "GET"),
    "a room of her own": Asked("/api/rooms", b'{"title":"The cellar"}'),
}
REFUSED = {
    "what her role does not allow": (Asked(TITLE, b'{"title":"Mine now"}'), 403, Code.FORBIDDEN),
    "a rehearsal of no party": (
        Asked("/api/rehearsals", b'{"party_id":"%s"}' % (b"0" * 26)),
        404,
        Code.NOT_FOUND,
    ),
    "no room": (Asked(f"/api/rooms/{'0' * 26}/commands/message.post"), 404, Code.NOT_FOUND),
    "a look at no room": (Asked(f"/api/rooms/{'0' * 26}/snapshot", b"", "GET"), 404, Code.NOT_FOUND),
    "an odd room": (Asked("/api/rooms/%0a/commands/message.post"), 404, Code.NOT_FOUND),
    "a room and more": (Asked("/api/rooms/{room}%0a/commands/message.post"), 404, Code.NOT_FOUND),
    "a look at an odd room": (Asked("/api/rooms/A%20b/snapshot", b"", "GET"), 404, Code.NOT_FOUND),
    "what cannot be kept": (Asked(content=b'{"text":"\\ud800"}'), 400, Code.BAD_TEXT),
}
ODD = {
    "a query": Asked("/api/rooms/{room}/commands/message.post?x"),
    "a slash": Asked("/api/rooms/{room}/commands/message.post/"),
    "no command": Asked("/api/rooms/{room}/commands/no.such"),
    "a path in a path": Asked("/api/rooms/..%2f../commands/message.post"),
    "two lines in a path": Asked("/api/rooms/{room}/commands/message.post%0a"),
    "a form": Asked(headers={"Content-Type": "application/x-www-form-urlencoded"}),
    "a wrong host": Asked(headers={"Host": "evil.example"}),
    "an impossible host": Asked(headers={"Host": "a b"}),
    "a head": Asked(SNAPSHOT, b"", "HEAD"),
    **{
        f"by {method}": Asked(method=method)
        for method in ("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH")
    },
    **{f"a look by {method}": Asked(SNAPSHOT, b"", method) for method in ("POST", "OPTIONS", "DELETE")},
}
WHO = ("app", "browser", "guest")
"""Whom a request is of: guests show nothing."""


@pytest.fixture
def shown(request: pytest.FixtureRequest) -> dict[str, str]:
    """What such a caller shows."""
    found: dict[str, str] = {} if request.param == "guest" else request.getfixturevalue(request.param)
    return found


by_all = pytest.mark.parametrize("shown", WHO, indirect=True)


@by_all
async def test_what_is_good_is_done_as_the_chain_does_it(ways: TwoWays, shown: dict[str, str]) -> None:
    for name, asked in GOOD.items():
        answer = await ways.both(asked, shown)

        assert answer.status_code == (200 if shown or asked.method == "GET" else 401), name
        assert answer.headers["cache-control"] == "private, no-store"
        own = "es" if "Cookie" in shown else "de" if asked.headers == GERMAN else "en"
        assert answer.headers["content-language"] == own


@by_all
async def test_what_is_bad_is_refused_as_the_chain_refuses_it(ways: TwoWays, shown: dict[str, str]) -> None:
    for name, asked in BAD.items():
        answer = await ways.both(asked, shown)

        assert (answer.status_code, answer.json()["error"]["code"]) == (400, Code.BAD_FRAME), name


@by_all
async def test_what_is_refused_to_one_is_refused_in_the_same_words(
    ways: TwoWays, shown: dict[str, str]
) -> None:
    for name, (asked, status, code) in REFUSED.items():
        answer = await ways.both(asked, shown)

        error = answer.json()["error"]["code"]
        expected = (status, code) if shown or error != Code.SIGN_IN else (401, Code.SIGN_IN)
        assert (answer.status_code, error) == expected, name


@by_all
async def test_what_is_odd_goes_to_the_chain_as_it_came(ways: TwoWays, shown: dict[str, str]) -> None:
    for asked in ODD.values():
        asked.quick = False
        await ways.both(asked, shown)


@pytest.mark.parametrize("content", [b" " * (MAX_BODY + 1), far_too_much], ids=["told", "in pieces"])
async def test_a_body_out_of_all_bounds_is_413(ways: TwoWays, app: dict[str, str], content: Any) -> None:
    assert (await ways.both(Asked(content=content), app)).status_code == 413


async def test_who_is_too_fast_is_told_so(ways: TwoWays, app: dict[str, str]) -> None:
    for number in range(5):
        asked = Asked(content=b'{"text":"line %d"}' % number, key=f"line-000{number}")
        assert (await ways.ask(ways.quick, asked, app)).status_code == 200

    answers = [await ways.ask(way, Asked(key="line-0009"), app) for way in (ways.quick, ways.slow)]

    assert [answer.status_code for answer in answers] == [429, 429]
    assert not ways.left
    for answer in answers:
        error = answer.json()["error"]
        assert (error["code"], error.pop("retry_after_ms") > 0) == (Code.TOO_FAST, True)
    assert answers[0].headers.keys() == answers[1].headers.keys()


def expired(_: User, key: str) -> None:
    Session.objects.filter(pk=key).update(expire_date="2020-01-01T00:00:00Z")


def signed_out(_: User, key: str) -> None:
    Session.objects.filter(pk=key).delete()


def locked_out(user: User, _: str) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def signed_out_everywhere(user: User, _: str) -> None:
    User.objects.filter(pk=user.pk).update(session_version=9)


def damaged(_: User, key: str) -> None:
    Session.objects.filter(pk=key).update(session_data="x")


@pytest.mark.parametrize("end", [expired, signed_out, locked_out, signed_out_everywhere, damaged])
@pytest.mark.parametrize("shown", ["app", "browser"], indirect=True)
async def test_whose_session_has_ended_is_told_by_the_chain(
    ways: TwoWays, shown: dict[str, str], ben: User, end: Callable[[User, str], None]
) -> None:
    key = shown.get("X-Session-Token") or shown["Cookie"].split("sessionid=")[1].split(";")[0]
    await ways.both(Asked(), shown)
    await sync_to_async(end)(ben, key)

    for asked in (Asked(quick=False), Asked(content=b" " * 100_000, quick=False)):
        answer = await ways.both(asked, shown)
        if "Cookie" not in shown:
            assert answer.status_code == 401
    seen = await ways.both(Asked(SNAPSHOT, b"", "GET", quick=False), shown)
    assert seen.status_code == 401 or seen.json()["mine"] is None


UNTRUE = {
    "no csrf token": {"X-CSRFToken": ""},
    "another csrf token": {"X-CSRFToken": "d" * 32},
    "from elsewhere": {"Origin": "https://evil.example"},
    "from nowhere": {"Origin": "null"},
}


@pytest.mark.parametrize("change", UNTRUE.values(), ids=UNTRUE.keys())
async def test_a_browser_without_its_csrf_token_may_look_and_not_act(
    ways: TwoWays, browser: dict[str, str], change: dict[str, str]
) -> None:
    assert (await ways.both(Asked(quick=False), {**browser, **change})).status_code == 403
    assert (await ways.both(Asked(SNAPSHOT, b"", "GET"), {**browser, **change})).status_code == 200


async def test_cookies_that_are_replaced_or_taken_away_are_so(ways: TwoWays, browser: dict[str, str]) -> None:
    for cookie in ("csrftoken=odd!", "sessionid=", f"sessionid={'x' * 32}", "sessionid=a; sessionid=b"):
        for asked in (Asked(quick=False), Asked(SNAPSHOT, b"", "GET", quick=False)):
            answer = await ways.both(asked, {**browser, "Cookie": cookie})
            assert "set-cookie" in answer.headers or answer.status_code == 403


async def test_who_shows_two_sessions_is_known_by_the_chain(
    ways: TwoWays, browser: dict[str, str], app: dict[str, str]
) -> None:
    await ways.both(Asked(quick=False), {**browser, **app})
    await ways.both(Asked(quick=False, also=[("X-Session-Token", app["X-Session-Token"])]), app)
    for token in ("x" * 32, "short", "' OR 1=1 --"):
        assert (await ways.both(Asked(quick=False), {"X-Session-Token": token})).status_code == 401


class Broken:
    """Sessions that cannot be read."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    async def whose(self, _key: str, *, may_wait: bool) -> None:
        raise self._error


@pytest.mark.parametrize("error", [OperationalError(), Full()], ids=str)
async def test_where_sessions_cannot_be_read_the_answer_is_busy_with_its_id(
    ways: TwoWays, app: dict[str, str], error: Exception
) -> None:
    path: Any = FastPath(ways.slow, find(), lambda: Broken(error))  # type: ignore[arg-type, return-value]

    answer = await ways.ask(path, Asked(), app)

    assert (answer.status_code, answer.json()["id"]) == (503, "once-0001")
    assert answer.json()["error"]["code"] == Code.BUSY
    assert answer.json()["error"]["retry_after_ms"] > 0


async def test_what_fails_here_is_left_to_the_chain(ways: TwoWays, app: dict[str, str]) -> None:
    path: Any = FastPath(ways.slow, find(), lambda: Broken(ValueError()))  # type: ignore[arg-type, return-value]

    assert (await ways.ask(path, Asked(), app)).status_code == 200


async def test_who_goes_before_she_has_said_all_has_done_nothing(ways: TwoWays, app: dict[str, str]) -> None:
    heard: Iterator[dict[str, Any]] = iter(
        [
            {"type": "http.request", "body": HELLO, "more_body": True},
            {"type": "http.disconnect"},
            {"type": "http.disconnect"},
        ]
    )
    said: list[Any] = []

    async def receive() -> Any:
        return next(heard)

    async def send(message: Any) -> None:
        said.append(message)

    headers = [(name.lower().encode(), value.encode()) for name, value in app.items()]
    scope = {
        "type": "http",
        "method": "POST",
        "path": f"/api/rooms/{ways.room}/commands/message.post",
        "query_string": b"",
        "scheme": "http",
        "headers": [(b"host", b"testserver"), (b"idempotency-key", b"once-0001"), *headers],
    }
    await ways.quick(scope, receive, send)

    assert not said
    assert await ways.ask(ways.quick, Asked(content=b'{"text":"another"}'), app), "the id is free"
