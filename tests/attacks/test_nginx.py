"""The shipped deploy/nginx.conf in a real nginx, before a real server, and before an ear that repeats what it hears."""

import io
import json
import socket
import ssl
from collections.abc import Iterator

import httpx
import pytest
from PIL import Image
from pytest_httpserver import HTTPServer
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol
from werkzeug import Request, Response

from livesell.wire.envelope import SUBPROTOCOL
from tests.support.nginx import ASK, NAME, Nginx, find
from tests.support.people import PASSWORD
from tests.support.server import Server

pytestmark = [
    pytest.mark.skipif(find() is None, reason=ASK),
    pytest.mark.attack("A108"),
]
FORGED = {
    "X-Forwarded-For": "203.0.113.66",
    "X-Forwarded-Proto": "http",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Port": "1",
    "X-Real-IP": "203.0.113.66",
    "Forwarded": "for=203.0.113.66",
    "Daphne-Root-Path": "/evil",
}


@pytest.fixture(scope="module")
def shop() -> Iterator[Nginx]:
    server = Server(LIVESELL_ORIGINS=f"https://{NAME}", LIVESELL_TRUSTED_PROXIES="127.0.0.1").start()
    nginx = Nginx(server.port).start()
    yield nginx
    nginx.stop()
    server.kill()


@pytest.fixture
def before(httpserver: HTTPServer) -> Iterator[Nginx]:
    """nginx before an ear that answers with the headers it was given."""

    def headers(request: Request) -> Response:
        return Response(json.dumps(dict(request.headers)), content_type="application/json")

    httpserver.expect_request("/").respond_with_handler(headers)
    nginx = Nginx(httpserver.port).start()
    yield nginx
    nginx.stop()


def sign_up(http: httpx.Client, name: str) -> str:
    body = {"name": name, "email": f"{name.lower()}@example.org", "password": PASSWORD}
    answer = http.post("/_allauth/app/v1/auth/signup", json=body)
    assert answer.status_code == 200, answer.text
    token: str = answer.json()["meta"]["session_token"]
    return token


def test_a_page_comes_through_and_says_that_it_is_secure(shop: Nginx) -> None:
    with shop.http() as http:
        page = http.get("/accounts/login/")

    assert page.status_code == 200
    assert page.headers["strict-transport-security"] == "max-age=31536000"
    assert "; Secure" in page.headers["set-cookie"]


def test_a_socket_opens_for_a_page_of_the_shop_alone(shop: Nginx) -> None:
    def open_from(origin: str) -> str | None:
        link = socket.create_connection(("127.0.0.1", shop.secure))
        with connect(
            f"wss://{NAME}/ws",
            sock=link,
            ssl=shop.trust,
            origin=Origin(origin),
            subprotocols=[Subprotocol(SUBPROTOCOL)],
        ) as page:
            return page.subprotocol

    assert open_from(f"https://{NAME}") == SUBPROTOCOL
    with pytest.raises(Exception, match="403"):
        open_from("https://evil.example")


def test_a_picture_is_uploaded_and_one_that_is_too_large_is_not(shop: Nginx) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (800, 600), "plum").save(picture, "JPEG")
    with shop.http() as http:
        http.headers["X-Session-Token"] = sign_up(http, "Sam")
        good = http.post("/api/pictures", files={"file": ("jam.jpg", picture.getvalue())})
        large = http.post("/api/pictures", files={"file": ("jam.jpg", b"\0" * (22 << 20))})

    assert good.status_code == 200, good.text
    assert large.status_code == 413


def test_what_a_client_claims_about_itself_is_replaced(before: Nginx) -> None:
    with before.http(address="127.0.0.2", **FORGED) as http:
        heard = {name.lower(): value for name, value in http.get("/").json().items()}

    assert heard["host"] == NAME
    assert heard["x-forwarded-for"] == "127.0.0.2"
    assert heard["x-forwarded-proto"] == "https"
    assert not {"x-forwarded-host", "x-forwarded-port", "x-real-ip", "forwarded", "daphne-root-path"} & set(
        heard
    )
    assert "203.0.113.66" not in str(heard)


def test_forged_headers_change_nothing_at_the_server(shop: Nginx) -> None:
    with shop.http(**FORGED) as http:
        assert http.get("/accounts/login/").status_code == 200
        assert http.get("/metrics").status_code == 404


def test_numbers_of_the_process_are_not_for_the_world(shop: Nginx) -> None:
    with shop.http() as http:
        found = [
            http.get(path).status_code for path in ("/metrics", "/./metrics", "/%6detrics", "/x/../metrics")
        ]

    assert found == [404] * 4


def test_in_the_clear_it_says_only_where_the_shop_is(shop: Nginx) -> None:
    def ask(host: str, path: str = "/rooms/?a=b") -> httpx.Response:
        return httpx.get(f"http://127.0.0.1:{shop.clear}{path}", headers={"Host": host, **FORGED})

    answer = ask(NAME)
    assert (answer.status_code, answer.headers["location"]) == (301, f"https://{NAME}/rooms/?a=b")
    for host in ("evil.example", f"{NAME}.evil.example", "127.0.0.1", f"evil.{NAME}"):
        with pytest.raises(httpx.RemoteProtocolError):
            ask(host)


def test_another_name_gets_no_certificate_and_no_page(shop: Nginx) -> None:
    with shop.http() as http, pytest.raises(httpx.TransportError):
        http.get("/", headers={"Host": "evil.example"})
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"https://127.0.0.1:{shop.secure}/", verify=shop.trust)


def test_who_asks_too_often_waits_and_nobody_else_does(before: Nginx) -> None:
    with before.http(address="127.0.0.3") as http, before.http(address="127.0.0.4") as other:
        found = [http.get("/accounts/login/").status_code for _ in range(75)]
        assert found.count(429) > 0
        assert 429 not in found[:60]
        assert other.get("/accounts/login/").status_code != 429
        pages = [http.get("/").status_code for _ in range(60)]

    assert set(pages) == {200}


@pytest.mark.attack("A28")
@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")
def test_no_tls_of_before_1_2(shop: Nginx) -> None:
    old = shop.trust
    old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    old.set_ciphers("ALL:@SECLEVEL=0")

    with socket.create_connection(("127.0.0.1", shop.secure)) as link, pytest.raises(ssl.SSLError):
        old.wrap_socket(link, server_hostname=NAME)
