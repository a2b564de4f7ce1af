"""The few requests over HTTP: a ticket, a room, a picture. Always to this machine."""

import http.client
import json
import secrets
import time
from dataclasses import dataclass

from livesell.demo.view_state import Body, Frame

PATIENCE = 20
TRIES = 3
PAUSE = 1.0


@dataclass(frozen=True)
class Door:
    """Where the server listens."""

    host: str
    port: int

    @property
    def url(self) -> str:
        return f"http://{self._name}:{self.port}"

    @property
    def socket_url(self) -> str:
        return f"ws://{self._name}:{self.port}/ws"

    def is_open(self) -> bool:
        """Whether the server is ready."""
        try:
            return self._ask("GET", "/readyz", b"", {})[0] == http.client.OK
        except OSError:
            return False

    def ticket(self, token: str) -> str:
        """A ticket for one socket."""
        found: str = self._post("/api/tickets", b"", {"X-Session-Token": token})["ticket"]
        return found

    def open_room(self, token: str, body: Body) -> str:
        """A new room; its id."""
        headers = {"X-Session-Token": token, "Idempotency-Key": secrets.token_urlsafe(12)}
        reply = self._post("/api/rooms", json.dumps(body).encode(), headers)
        found: str = reply["fact"]["event"]["room"]["id"]
        return found

    def keep_picture(self, token: str, picture: bytes) -> str:
        """Upload a picture, as the form of a browser does; its id."""
        edge = secrets.token_hex(16)
        part = 'Content-Disposition: form-data; name="file"; filename="still.png"\r\nContent-Type: image/png'
        form = f"--{edge}\r\n{part}\r\n\r\n".encode() + picture + f"\r\n--{edge}--\r\n".encode()
        headers = {"X-Session-Token": token, "Content-Type": f"multipart/form-data; boundary={edge}"}
        found: str = self._post("/api/pictures", form, headers)["id"]
        return found

    @property
    def _name(self) -> str:
        return f"[{self.host}]" if ":" in self.host else self.host

    def _post(self, path: str, body: bytes, headers: dict[str, str]) -> Frame:
        """The answer; ConnectionError where there is no good one, also not a little later."""
        for _ in range(TRIES - 1):
            try:
                return self._post_once(path, body, headers)
            except OSError:
                time.sleep(PAUSE)
        return self._post_once(path, body, headers)

    def _post_once(self, path: str, body: bytes, headers: dict[str, str]) -> Frame:
        status, text = self._ask("POST", path, body, headers)
        if status != http.client.OK:
            raise ConnectionError(f"{path} answered {status}")
        found: Frame = json.loads(text)
        return found

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        link = http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE)
        try:
            link.request(method, path, body, headers)
            answer = link.getresponse()
            return answer.status, answer.read()
        except http.client.HTTPException as broken:
            raise ConnectionError(type(broken).__name__) from broken
        finally:
            link.close()
