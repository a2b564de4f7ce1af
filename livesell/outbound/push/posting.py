"""Sending pushes over HTTPS: connections are kept, addresses pinned, redirects not followed, answers bounded.

Used by several threads. A service that says it is busy is left alone for as long as it says.
"""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import structlog

from livesell.outbound.push.encryption import encrypt
from livesell.outbound.push.endpoints import Endpoint, NotAllowed, address_of, endpoint_of
from livesell.outbound.push.messages import Message
from livesell.outbound.push.vapid import Vapid

log = structlog.get_logger(__name__)
PATIENCE_SECONDS = 10.0
ANSWER_BYTES = 4_096
LONGEST_PAUSE_MS = 24 * 3_600_000
BUSY_MS = 5_000
GONE = (404, 410)


@dataclass(frozen=True, slots=True)
class Posted:
    """What a service answered: taken, gone for good, refused, or to be tried again after so many ms."""

    ok: bool = False
    gone: bool = False
    refused: bool = False
    again_ms: int = 0


class Poster:
    """Sends messages. `services`, `loopback`: see `endpoint_of`."""

    def __init__(self, vapid: Vapid, services: Sequence[str] = (), *, loopback: bool = False) -> None:
        self._vapid = vapid
        self._services, self._loopback = services, loopback
        self._own = threading.local()
        self._paused: dict[str, float] = {}
        self._tls = ssl.create_default_context()

    def post(self, message: Message) -> Posted:
        """Send one; never raises."""
        try:
            endpoint = endpoint_of(message.endpoint, self._services, loopback=self._loopback)
            left = self._paused.get(endpoint.origin, 0.0) - time.monotonic()
            if left > 0:
                return Posted(again_ms=int(left * 1000) + 1)
            body = encrypt(message.text, message.p256dh, message.auth)
            return self._judged(endpoint, *self._exchange(endpoint, body, self._headers(endpoint, message)))
        except (NotAllowed, ValueError) as error:
            log.warning("push_not_allowed", why=str(error)[:100])
            return Posted(refused=True)
        except (OSError, http.client.HTTPException) as error:
            log.info("push_not_sent", error=type(error).__name__)
            return Posted()

    def _headers(self, endpoint: Endpoint, message: Message) -> dict[str, str]:
        return {
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(message.ttl),
            "Topic": message.topic,
            "Urgency": "high" if message.urgent else "normal",
            "Authorization": self._vapid.header(endpoint.origin),
        }

    def _exchange(self, endpoint: Endpoint, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        """Status and `Retry-After`. Over the kept connection; over a new one where that was closed meanwhile."""
        kept = self._connections().pop(endpoint.origin, None)
        if kept is not None:
            try:
                return self._over(kept, endpoint, body, headers)
            except (http.client.RemoteDisconnected, ConnectionError):
                kept.close()
        return self._over(self._connection(endpoint), endpoint, body, headers)

    def _over(
        self, line: http.client.HTTPConnection, endpoint: Endpoint, body: bytes, headers: dict[str, str]
    ) -> tuple[int, str]:
        try:
            line.request("POST", endpoint.path, body, headers)
            answer = line.getresponse()
            rest = answer.read(ANSWER_BYTES + 1)
        except BaseException:
            line.close()
            raise
        if len(rest) > ANSWER_BYTES or answer.will_close:
            line.close()
        else:
            self._connections()[endpoint.origin] = line
        return answer.status, answer.headers.get("Retry-After", "")

    def _judged(self, endpoint: Endpoint, status: int, retry_after: str) -> Posted:
        if 200 <= status < 300:
            return Posted(ok=True)
        if status in GONE:
            return Posted(gone=True)
        if status == 429 or status >= 500:
            wait = pause_of(retry_after)
            if wait:
                self._paused[endpoint.origin] = time.monotonic() + wait / 1000
            return Posted(again_ms=wait or BUSY_MS)
        log.warning("push_refused", service=endpoint.origin, status=status)
        return Posted(refused=True)

    def _connections(self) -> dict[str, http.client.HTTPConnection]:
        """This thread's own."""
        if not hasattr(self._own, "lines"):
            self._own.lines = {}
        lines: dict[str, http.client.HTTPConnection] = self._own.lines
        return lines

    def _connection(self, endpoint: Endpoint) -> http.client.HTTPConnection:
        """A new one, to the address that was looked up: a name that stands for another a moment later leads nowhere."""
        address = address_of(endpoint)
        line = http.client.HTTPConnection(endpoint.host, endpoint.port, timeout=PATIENCE_SECONDS)
        plain = socket.create_connection((address, endpoint.port), PATIENCE_SECONDS)
        try:
            line.sock = (
                plain if endpoint.is_plain else self._tls.wrap_socket(plain, server_hostname=endpoint.host)
            )
        except BaseException:
            plain.close()
            raise
        return line


def pause_of(retry_after: str) -> int:
    """What the header asks for, in ms; 0 where it asks for nothing that can be read."""
    if retry_after.isascii() and retry_after.isdigit():
        return min(int(retry_after[:9]) * 1000, LONGEST_PAUSE_MS)
    try:
        left = parsedate_to_datetime(retry_after).timestamp() - time.time()
    except (ValueError, TypeError):
        return 0
    return min(max(0, int(left * 1000)), LONGEST_PAUSE_MS)
