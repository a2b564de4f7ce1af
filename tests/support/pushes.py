"""A push service of our own on loopback, which decrypts what it gets, and answers what a test wants it to."""

import base64
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

Answering = Callable[["Browser", int], tuple[int, dict[str, str]]]


def encoded(those: bytes) -> str:
    return base64.urlsafe_b64encode(those).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass(frozen=True)
class Push:
    """One push, as the browser reads it."""

    text: dict[str, Any]
    headers: dict[str, str]

    @property
    def title(self) -> str:
        found: str = self.text["notification"]["title"]
        return found


@dataclass
class Browser:
    """A subscription, with its keys and what came to it. What has the topic of an earlier one is kept once."""

    name: str
    endpoint: str
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = b"0123456789abcdef"
    pushes: list[Push] = field(default_factory=list)
    asked: int = 0

    @property
    def p256dh(self) -> str:
        return encoded(self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))

    @property
    def titles(self) -> list[str]:
        return [push.title for push in self.pushes]

    @property
    def body(self) -> dict[str, str]:
        """What the browser sends to the server to be told."""
        return {
            "endpoint": self.endpoint,
            "p256dh": self.p256dh,
            "auth": encoded(self.auth),
            "device": self.name,
        }

    def read(self, sealed: bytes) -> dict[str, Any]:
        """Decrypt it: written from the standard, not from the server's own."""
        salt, size = sealed[:16], sealed[20]
        theirs, text = sealed[21 : 21 + size], sealed[21 + size :]
        own = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
        secret = HKDF(hashes.SHA256(), 32, self.auth, b"WebPush: info\0" + own + theirs).derive(
            self.key.exchange(ec.ECDH(), point)
        )
        key = HKDF(hashes.SHA256(), 16, salt, b"Content-Encoding: aes128gcm\0").derive(secret)
        nonce = HKDF(hashes.SHA256(), 12, salt, b"Content-Encoding: nonce\0").derive(secret)
        plain = AESGCM(key).decrypt(nonce, text, None)
        assert plain.endswith(b"\2")
        found: dict[str, Any] = json.loads(plain[:-1])
        return found


class PushService:
    """The service. `answering` says how each request is answered; 201 unless a test wants something else."""

    def __init__(self) -> None:
        self.browsers: dict[str, Browser] = {}
        self.answering: Answering = lambda _browser, _time: (201, {})
        self.wrong: list[str] = []
        self._lock = threading.Lock()
        service = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                sealed = self.rfile.read(length)
                if len(sealed) < length:  # who sent it died on the way: nothing was taken
                    self.close_connection = True
                    return
                status, headers = service.take(self.path, sealed, dict(self.headers))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Nothing on the console."""

        class Quiet(ThreadingHTTPServer):
            def handle_error(self, *_: object) -> None:
                """Whoever is killed in the middle of a request resets its connection."""

        self._server = Quiet(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.origin = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def browser(self, name: str) -> Browser:
        """A new subscription at this service."""
        path = f"/push/{len(self.browsers)}-{name}"
        self.browsers[path] = Browser(name, self.origin + path)
        return self.browsers[path]

    def take(self, path: str, sealed: bytes, headers: dict[str, str]) -> tuple[int, dict[str, str]]:
        """Answer one request; what is taken is read."""
        with self._lock:
            browser = self.browsers[path]
            browser.asked += 1
            status, more = self.answering(browser, browser.asked)
            if status < 300:
                try:
                    self._check(headers)
                    browser.pushes.append(Push(browser.read(sealed), headers))
                except Exception as error:  # a test reads what was wrong
                    self.wrong.append(repr(error))
            return status, more

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _check(self, headers: dict[str, str]) -> None:
        """That the server signed for this service, by the key that it names."""
        assert headers["Content-Encoding"] == "aes128gcm"
        assert 0 <= int(headers["TTL"]) <= 86_400
        assert len(headers["Topic"]) == 32
        token, key = (part.partition("=")[2] for part in headers["Authorization"][6:].split(", "))
        head, claims, signature = token.split(".")
        assert json.loads(decoded(claims))["aud"] == self.origin
        raw = decoded(signature)
        r, s = int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(key))
        public.verify(encode_dss_signature(r, s), f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
