"""The server's own key, by which push services know it (RFC 8292), and the header made of it."""

import json
import threading
import time

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from livesell.outbound.push.encryption import encoded

GOOD_SECONDS = 12 * 3600
"""A header is good for so long (24 hours at most), and is made anew when half of that is over."""


def new_key() -> str:
    """A new private key, in PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


class Vapid:
    """Makes the headers of one key. `contact`: whom a push service asks, `mailto:` or an https address."""

    def __init__(self, pem: str, contact: str) -> None:
        key = load_pem_private_key(pem.encode(), None)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise TypeError("a VAPID key is one of the curve P-256")
        self._key, self._contact = key, contact
        self.public = encoded(key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))
        self._made: dict[str, tuple[float, str]] = {}
        self._lock = threading.Lock()

    def header(self, origin: str) -> str:
        """The header `Authorization` for a push service, made once for many messages."""
        now = time.time()
        with self._lock:
            until, header = self._made.get(origin, (0.0, ""))
            if until < now + GOOD_SECONDS / 2:
                until = now + GOOD_SECONDS
                header = f"vapid t={self._token(origin, int(until))}, k={self.public}"
                self._made[origin] = (until, header)
            return header

    def _token(self, origin: str, expires: int) -> str:
        claims = {"aud": origin, "exp": expires, "sub": self._contact}
        parts = [encoded(json.dumps(part).encode()) for part in ({"typ": "JWT", "alg": "ES256"}, claims)]
        text = ".".join(parts)
        r, s = decode_dss_signature(self._key.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
        return f"{text}.{encoded(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"
