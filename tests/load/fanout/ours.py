"""Our server as shipped: people with accounts and tickets who joined a live show by the protocol."""

import json
import math
from dataclasses import replace
from functools import cache
from pathlib import Path

from livesell.wire.envelope import ACK_FRAMES, PING_SECONDS, SUBPROTOCOL
from tests.load import aside
from tests.load.fanout import machine
from tests.load.fanout.peer import Talk, padded
from tests.support import folders, people, postgresql, shows
from tests.support.server import Server

TICKET_SECONDS = 900
EACH_SECONDS = 2.0
"""How often one person may say something for long: see `message.post` in the table of commands."""


@cache
def our_postgresql() -> postgresql.PostgreSQL:
    """One PostgreSQL for the whole run."""
    return postgresql.start()


class Ours:
    """`livesell serve`, untouched. Publishers are buyers who say `message.post`, each within her rate."""

    is_python = True

    def __init__(self, *, database: str = "sqlite", workers: int = 1, **env: str) -> None:
        self.name = f"livesell, {'SQLite' if database == 'sqlite' else 'PostgreSQL'}"
        self.name += f", {workers} workers" if workers > 1 else ""
        self._database = database
        self._workers = workers
        self._env = env
        self.server: Server | None = None

    def missing(self) -> str:
        return ""

    def publishers_for(self, rate: float) -> int:
        return math.ceil(1.25 * rate * EACH_SECONDS)

    def open(self, viewers: int, publishers: int, *, comebacks: int = 0) -> Talk:
        url = our_postgresql().fresh() if self._database == "postgresql" else ""
        server = self.server = Server(database_url=url, workers=self._workers, **self._env).start()
        machine.pin(self.servers(), machine.SERVER_CORE)
        machine.pin([pid for pids in self.helpers().values() for pid in pids], machine.CLIENT_CORE)
        show = shows.live(people.sign_up(server.url, "Hana"))
        path = folders.fresh() / "papers"
        papers = self._papers(server, viewers, publishers, 1 + comebacks)
        path.write_text("".join(f"{paper}\n" for paper in papers))
        return talk(server.port, show.room, str(path))

    def _papers(self, server: Server, viewers: int, publishers: int, each: int) -> list[str]:
        """What they show when they come in, publishers first."""
        words = map(str, (viewers + publishers, each, TICKET_SECONDS))
        tickets: list[str] = aside.run(server, "tests.load.tickets", *words)
        return tickets

    def servers(self) -> list[int]:
        return self.server.workers() if self.server else []

    def helpers(self) -> dict[str, list[int]]:
        valkey = self.server.valkey() if self.server else None
        databases = our_postgresql().pids() if self._database == "postgresql" else []
        return {"PostgreSQL": databases, "Valkey": [valkey] if valkey else []}

    def close(self) -> None:
        if self.server:
            self.server.kill()


class Arriving(Ours):
    """The same, but each viewer asks for her ticket over HTTP when she comes, as a browser does."""

    def __init__(self) -> None:
        super().__init__()
        self.name += ", tickets over HTTP"

    def open(self, viewers: int, publishers: int, *, comebacks: int = 0) -> Talk:
        told = super().open(viewers, publishers)
        request = (
            rf"POST /api/tickets HTTP/1.1\r\nHost: 127.0.0.1:{told.port}\r\nX-Session-Token: %T\r\n"
            r"Content-Length: 0\r\n\r\n"
        )
        says = tuple(one.replace("%T", "%O") for one in told.says)
        return replace(told, request=request, says=says)

    def _papers(self, server: Server, viewers: int, publishers: int, each: int) -> list[str]:
        crowd = aside.run(server, "tests.support.crowd", str(viewers), "Viewer")
        return [*super()._papers(server, 0, publishers, each), *[person["token"] for person in crowd] * 3]


class Stock(Ours):
    """The same server with uvicorn's own end of a WebSocket and of HTTP in place of `livesell.websocket`."""

    def __init__(self) -> None:
        super().__init__(PYTHONPATH=str(Path(__file__).parent / "stock"))
        self.name = "livesell on stock uvicorn"


def talk(port: int, room: str, tickets: str) -> Talk:
    """The protocol, as docs/protocol.md has it."""

    def ask(body: dict[str, str], place: str | None = None) -> str:
        return json.dumps({"id": "%I", "room": place, "body": body}, separators=(",", ":"))

    hello = ask({"type": "session.hello", "ticket": "%T"})
    return Talk(
        port=port,
        path="/ws",
        publish_path="/ws",
        more_headers=rf"Sec-WebSocket-Protocol: {SUBPROTOCOL}\r\n",
        says=(hello, ask({"type": "room.join"}, room)),
        awaits=('{"kind":"welcome"', '{"kind":"joined"'),
        publisher_says=(hello,),
        publisher_awaits=('{"kind":"welcome"',),
        tickets=tickets,
        publish=padded(ask({"type": "message.post", "text": "{}"}, room)),
        delivery='{"kind":"push"',
        refusal='"ok":false',
        ping=(PING_SECONDS * 1_000, ask({"type": "session.ping"})),
        ack=(
            ACK_FRAMES,
            ask({"type": "session.ack", "frames": "%F"}).replace('"%F"', "%F"),
        ),
    )
