"""What goes over HTTPS: signing in, tickets for sockets, commands by REST, pictures. Each call blocks."""

import http.client
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlsplit

from livesell.client.frames import Body, Frame, fresh_id

PATIENCE = 20.0
"""Seconds for one answer."""
SIGN_IN, SIGN_UP = "/_allauth/app/v1/auth/login", "/_allauth/app/v1/auth/signup"


class Refused(ConnectionError):
    """The server answered, and not with what was asked for. `status` and `answer` say what it said."""

    def __init__(self, path: str, status: int, answer: bytes) -> None:
        super().__init__(f"{path} answered {status}")
        self.status = status
        self.answer = answer


@dataclass(frozen=True)
class Https:
    """A server at its address, asked as one person, or as a guest. `token` is her session's; `user` her account.

    Every call raises ConnectionError where no answer came, and `Refused` where it was another one.
    """

    url: str
    token: str = ""
    user: str = ""

    @property
    def socket_url(self) -> str:
        """Where the WebSocket is."""
        return "ws" + self.url.removeprefix("http") + "/ws"

    def sign_in(self, email: str, password: str) -> Self:
        """The same server, asked as the person with this account."""
        return self._signed(self.post(SIGN_IN, {"email": email, "password": password}))

    def sign_up(self, name: str, email: str, password: str) -> Self:
        """The same server, asked as the person with this new account."""
        return self._signed(self.post(SIGN_UP, {"name": name, "email": email, "password": password}))

    def ticket(self) -> str:
        """A ticket for one socket, good once and for a minute."""
        found: str = self.post("/api/tickets")["ticket"]
        return found

    def open_room(self, body: Body, request_id: str = "") -> Frame:
        """Open a room; its reply."""
        return self._command("/api/rooms", body, request_id)

    def command(self, room: str, command: str, body: Body, request_id: str = "") -> Frame:
        """One command; its reply, which may be a refusal. Asked again under the same id it has one effect."""
        return self._command(f"/api/rooms/{room}/commands/{command}", body, request_id)

    def keep_picture(self, picture: bytes, media_type: str = "image/png") -> str:
        """Upload a picture, as a form does; its id."""
        edge = secrets.token_hex(16)
        part = (
            f'Content-Disposition: form-data; name="file"; filename="picture"\r\nContent-Type: {media_type}'
        )
        form = f"--{edge}\r\n{part}\r\n\r\n".encode() + picture + f"\r\n--{edge}--\r\n".encode()
        status, answer = self.request(
            "POST", "/api/pictures", form, {"Content-Type": f"multipart/form-data; boundary={edge}"}
        )
        found: str = _good("/api/pictures", status, answer)["id"]
        return found

    def get(self, path: str) -> Any:
        """The JSON at a path."""
        return _good(path, *self.request("GET", path))

    def post(self, path: str, body: Body | None = None) -> Frame:
        """What JSON sent to a path is answered with."""
        found: Frame = _good(path, *self._send_json(path, body or {}, {}))
        return found

    def request(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> tuple[int, bytes]:
        """Status and body of one answer, whatever it is."""
        connection = self._connection()
        own = {"X-Session-Token": self.token} if self.token else {}
        try:
            connection.request(method, path, body, {**own, **(headers or {})})
            answer = connection.getresponse()
            return answer.status, answer.read()
        except http.client.HTTPException as broken:
            raise ConnectionError(type(broken).__name__) from broken
        finally:
            connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.url)
        encrypted = parts.scheme == "https"
        kind = http.client.HTTPSConnection if encrypted else http.client.HTTPConnection
        return kind(parts.hostname or "", parts.port, timeout=PATIENCE)

    def _command(self, path: str, body: Body, request_id: str) -> Frame:
        """A refused command has a reply too, with a status of its own."""
        status, answer = self._send_json(path, body, {"Idempotency-Key": request_id or fresh_id()})
        try:
            reply: Frame = json.loads(answer)
        except ValueError:
            raise Refused(path, status, answer) from None
        if reply.get("kind") != "reply":
            raise Refused(path, status, answer)
        return reply

    def _send_json(self, path: str, body: Body, headers: Mapping[str, str]) -> tuple[int, bytes]:
        given = {"Content-Type": "application/json", **headers}
        return self.request("POST", path, json.dumps(body).encode(), given)

    def _signed(self, answer: Frame) -> Self:
        return replace(self, token=answer["meta"]["session_token"], user=answer["data"]["user"]["id"])


def _good(path: str, status: int, answer: bytes) -> Any:
    if status != http.client.OK:
        raise Refused(path, status, answer)
    return json.loads(answer)
