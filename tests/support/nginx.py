"""The shipped deploy/nginx.conf in a real nginx, on ports and with a certificate of the test's own.

`python -m tests.support.nginx` installs nginx where it may.
"""

import datetime as dt
import os
import re
import shutil
import ssl
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.support import apt, folders
from tests.support.server import BOUND, ROOT, free_port

NAME = "shop.example"
ASK = (
    "The tests of deploy/nginx.conf need nginx: apt install nginx-light, or name one in LIVESELL_TEST_NGINX."
)
AROUND = """
pid {folder}/nginx.pid;
error_log {folder}/error.log info;
daemon off;
worker_processes 1;
events {{ worker_connections 512; }}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/livesell.conf;
}}
"""


def find() -> str | None:
    """The path of an nginx, if this machine has one."""
    return os.environ.get("LIVESELL_TEST_NGINX") or shutil.which(
        "nginx", path=os.environ["PATH"] + ":/usr/sbin"
    )


class Nginx:
    """One running nginx before whatever listens on `port`."""

    def __init__(self, port: int) -> None:
        self.folder = folders.fresh()
        self.folder.chmod(0o755)  # its workers are another user where root starts it
        self.clear, self.secure = free_port(), free_port()
        certificate(self.folder)
        shipped = (ROOT / "deploy/nginx.conf").read_text()
        (self.folder / "livesell.conf").write_text(self._moved(shipped, port))
        (self.folder / "nginx.conf").write_text(AROUND.format(folder=self.folder))
        self.process: subprocess.Popen[bytes] | None = None

    def _moved(self, shipped: str, port: int) -> str:
        """The shipped file, on the test's ports and by its certificate; nothing else is changed."""
        text = re.sub(r"listen \[::\]:\d+.*;\n", "", shipped)
        text = text.replace("listen 80", f"listen 127.0.0.1:{self.clear}")
        text = text.replace("listen 443", f"listen 127.0.0.1:{self.secure}")
        text = text.replace(f"/etc/letsencrypt/live/{NAME}", str(self.folder))
        return text.replace("server 127.0.0.1:8000;", f"server 127.0.0.1:{port};")

    def start(self) -> "Nginx":
        """Wait until it listens."""
        program = find()
        assert program, ASK
        words = [program, "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")]
        with (self.folder / "said").open("wb") as said:
            self.process = subprocess.Popen([*BOUND, str(os.getpid()), *words], stdout=said, stderr=said)
        deadline = time.monotonic() + 60
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((self.folder / "said").read_text())
            time.sleep(0.05)
        return self

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(20)

    @property
    def trust(self) -> ssl.SSLContext:
        """For a client that believes the test's certificate."""
        return ssl.create_default_context(cafile=str(self.folder / "fullchain.pem"))

    def http(self, *, address: str = "127.0.0.1", **more: Any) -> httpx.Client:
        """A client of the shop by https, from an address of this machine."""
        transport = httpx.HTTPTransport(verify=self.trust, local_address=address)
        return httpx.Client(
            base_url=f"https://127.0.0.1:{self.secure}",
            transport=_Named(transport),
            headers={"Host": NAME, **more},
            timeout=20,
        )

    def _answers(self) -> bool:
        try:
            httpx.get(f"http://127.0.0.1:{self.clear}/", headers={"Host": NAME}, timeout=2)
        except httpx.TransportError:
            return False
        return True


class _Named(httpx.BaseTransport):
    """Asks for the shop by name when it connects to an address."""

    def __init__(self, inner: httpx.HTTPTransport) -> None:
        self._inner = inner

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.extensions = {**request.extensions, "sni_hostname": NAME}
        return self._inner.handle_request(request)

    def close(self) -> None:
        self._inner.close()


def certificate(folder: Path) -> None:
    """A certificate of the shop's that signs itself, where certbot would put one."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )


if __name__ == "__main__":
    if find() is None and not (apt.install("nginx-light") and find()):
        sys.exit(ASK)
