"""What every server of the benchmark offers, and how one is talked to."""

import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass, field
from typing import Protocol

from tests.support.server import await_death, children

PAYLOAD = 200
"""Bytes of what is published, about."""


@dataclass(frozen=True)
class Talk:
    """How viewers and publishers talk to a server: words for `swarm.c`.

    `says` and `awaits` alternate after the handshake; the connection is ready when the last one has come.
    `%T` is the next ticket of the file, `%I` a fresh id, `%M` the mark of a message. With a `request`, that is
    sent over HTTP before the handshake, and `%O` is the ticket that came back. `ping` is sent every so many ms;
    `ack`, with `%F` frames read, after so many frames, or half as many, each connection by a number of its own.
    """

    port: int
    publish: str
    path: str = "/"
    publish_path: str = "/"
    more_headers: str = ""
    request: str = ""
    says: tuple[str, ...] = ()
    awaits: tuple[str, ...] = ()
    publisher_says: tuple[str, ...] | None = None
    publisher_awaits: tuple[str, ...] | None = None
    tickets: str = ""
    delivery: str = ""
    refusal: str = ""
    ping: tuple[int, str] | None = None
    ack: tuple[int, str] | None = None
    answers: tuple[str, str] | None = None

    def words(self, viewers: int, publishers: int) -> list[str]:
        """The lines for `swarm.c`."""
        says = self.says if self.publisher_says is None else self.publisher_says
        awaits = self.awaits if self.publisher_awaits is None else self.publisher_awaits
        lines = [f"port {self.port}", f"viewer.count {viewers}", f"publisher.count {publishers}"]
        lines += [f"viewer.handshake {self._handshake(self.path)}"]
        lines += [f"publisher.handshake {self._handshake(self.publish_path)}", f"publish {self.publish}"]
        lines += [f"viewer.say {one}" for one in self.says]
        lines += [f"viewer.await {one}" for one in self.awaits]
        lines += [f"publisher.say {one}" for one in says]
        lines += [f"publisher.await {one}" for one in awaits]
        optional = {"tickets": self.tickets, "delivery": self.delivery, "refusal": self.refusal}
        lines += [f"{word} {value}" for word, value in optional.items() if value]
        if self.request:
            lines.append(f"viewer.request {self.request}")
        if self.ack:
            lines.append(f"ack {self.ack[0]} {self.ack[1]}")
        if self.ping:
            lines.append(f"ping {self.ping[0]} {self.ping[1]}")
        if self.answers:
            lines += [f"heard {self.answers[0]}", f"answer {self.answers[1]}"]
        return lines

    def _handshake(self, path: str) -> str:
        return (
            rf"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nUpgrade: websocket\r\n"
            rf"Connection: Upgrade\r\nOrigin: http://127.0.0.1:{self.port}\r\n"
            rf"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
            rf"{self.more_headers}\r\n"
        )


class Peer(Protocol):
    """A server under load. `open` starts it, `talk` says how to reach it, `close` ends it."""

    name: str
    is_python: bool

    def missing(self) -> str:
        """Why it cannot be had on this machine, or nothing."""

    def open(self, viewers: int, publishers: int, *, comebacks: int = 0) -> Talk:
        """Start, make room for so many, and say how they talk. Each may come in again `comebacks` times."""

    def publishers_for(self, rate: float) -> int:
        """How many publishers it takes for so many messages a second."""

    def servers(self) -> list[int]:
        """The processes whose time is counted."""

    def helpers(self) -> dict[str, list[int]]:
        """The processes of databases and brokers, by name, told beside."""

    def close(self) -> None:
        """End it and what belongs to it."""


@dataclass
class Program:
    """A peer that is one program with a port; one publisher is enough."""

    name: str
    is_python: bool = False
    port: int = 0
    process: "subprocess.Popen[bytes] | None" = None
    aside: "list[subprocess.Popen[bytes]]" = field(default_factory=list)

    def missing(self) -> str:
        return ""

    def publishers_for(self, rate: float) -> int:
        return 1

    def servers(self) -> list[int]:
        return [self.process.pid, *children(self.process.pid)] if self.process else []

    def helpers(self) -> dict[str, list[int]]:
        return {"Valkey": [process.pid for process in self.aside]}

    def close(self) -> None:
        for process in filter(None, [self.process, *self.aside]):
            left = children(process.pid)
            process.kill()
            process.wait()
            for pid in left:
                os.kill(pid, signal.SIGKILL)
            await_death(left)
        self.process, self.aside = None, []

    def await_port(self, seconds: float = 30) -> None:
        """Until somebody listens there."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
            except ConnectionError:
                if self.process is None or self.process.poll() is not None:
                    raise RuntimeError(f"{self.name} ended by itself") from None
                time.sleep(0.05)
            else:
                return
        raise TimeoutError(f"{self.name} does not listen")


def padded(around: str, text: str = "%M") -> str:
    """What is published, filled up with plain words to `PAYLOAD` bytes; `around` holds `{}`, its place."""
    mark = 10
    room = PAYLOAD - len(around) + 2 - mark
    words = ("a good jar of plum jam from the garden behind the house, " * 4)[: max(0, room - 1)]
    return around.replace("{}", f"{text} {words}")
