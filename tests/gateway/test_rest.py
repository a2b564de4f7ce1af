"""The REST door: the same commands and answers, and a status that says the same. (Attacks A2, A29, A46.)"""

import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from livesell.edge.calls import STATUS, status_of
from livesell.ledger import answers
from livesell.wire.codes import Code
from livesell.wire.envelope import MAX_FRAME_BYTES
from livesell.wire.ids import new_id
from tests.commanding.test_dispatch import fresh
from tests.gateway.test_watching import error_of, refused
from tests.support import shows
from tests.support.people import PASSWORD, Person, sign_up
from tests.support.plain import NO_TLS
from tests.support.server import Server
from tests.support.shop import address
from tests.support.shows import Show

POST = "message.post"


@pytest.fixture
def room(hana: Person) -> str:
    return shows.open_room(hana)


@pytest.fixture
def guest(shop: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=shop.url, timeout=15, verify=NO_TLS) as http:
        yield http


def send(
    http: httpx.Client, room: str, command: str = POST, body: Any = None, **headers: str
) -> httpx.Response:
    headers = {"Idempotency-Key": fresh()} | headers
    content = body if isinstance(body, bytes) else json.dumps({"text": "hello"} if body is None else body)
    return http.post(f"/api/rooms/{room}/commands/{command}", content=content, headers=headers)


def test_a_done_command_is_200_and_shows_its_fact(room: str, ben: Person) -> None:
    with ben.app as http:
        answer = send(http, room, **{"Idempotency-Key": "once-0001"})

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/json")
    reply = answer.json()
    assert (reply["kind"], reply["id"], reply["ok"]) == ("reply", "once-0001", True)


def test_a_guest_is_asked_to_sign_in(room: str, guest: httpx.Client) -> None:
    answer = send(guest, room)

    assert answer.status_code == 401
    assert error_of(answer.json()) == refused(Code.SIGN_IN)


@pytest.mark.parametrize("path", ["/api/tickets", "/api/rooms", "/api/rooms/{room}/commands/message.post"])
def test_a_token_that_is_none_is_401(guest: httpx.Client, room: str, path: str) -> None:
    headers = {"X-Session-Token": "x" * 32, "Idempotency-Key": fresh()}

    assert guest.post(path.format(room=room), json={"text": "hello"}, headers=headers).status_code == 401


def test_what_the_role_does_not_allow_is_403(room: str, ben: Person) -> None:
    with ben.app as http:
        answer = send(http, room, "room.edit", {"title": "Mine now"})

    assert answer.status_code == 403
    assert error_of(answer.json()) == refused(Code.FORBIDDEN)


def test_a_banned_person_is_403_at_every_address_of_the_room(room: str, hana: Person, ben: Person) -> None:
    assert shows.do(hana, room, "member.ban", user_id=ben.id, reason="enough")["ok"]

    with ben.app as http:
        assert send(http, room).status_code == 403
        for read in ("snapshot", "messages", "claims", "parties", "members"):
            assert http.get(f"/api/rooms/{room}/{read}").status_code == 403, read


@pytest.mark.parametrize("room_id", ["01h" + "z" * 23, "x", "..%2f..", "%0a", "8" * 26, "A" * 26])
def test_an_unknown_room_is_404(ben: Person, room_id: str) -> None:
    with ben.app as http:
        assert send(http, room_id).status_code == 404
        for read in ("snapshot", "messages", "claims", "parties", "members"):
            assert http.get(f"/api/rooms/{room_id}/{read}").status_code == 404, read


def test_a_closed_room_is_404_to_others_whatever_they_ask(
    hana: Person, otto: Person, guest: httpx.Client
) -> None:
    room = shows.open_room(hana, private=True)
    with otto.app as http:
        for caller in (http, guest):
            for read in ("snapshot", "messages", "claims", "parties", "members"):
                there, nowhere = (caller.get(f"/api/rooms/{one}/{read}") for one in (room, new_id()))
                assert there.status_code == nowhere.status_code == 404, read
                assert there.content == nowhere.content, read
        assert send(http, room).status_code == 404
    assert room not in guest.get("/api/parties").text


def test_what_only_staff_reads_does_not_exist_for_others(room: str, hana: Person, ben: Person) -> None:
    for read in ("claims", "parties", "members"):
        with ben.app as http:
            assert http.get(f"/api/rooms/{room}/{read}").status_code == 404
        with hana.app as http:
            assert http.get(f"/api/rooms/{room}/{read}").status_code == 200


def test_what_only_a_change_of_things_can_mend_is_409(hana: Person, ben: Person) -> None:
    show = shows.live(hana)
    show.do("party.pause", party_id=show.party)

    with ben.app as http:
        body = {key: value for key, value in shows.claim(show.variant).items() if key != "type"}
        answer = send(http, show.room, "claim.place", body)

    assert answer.status_code == 409
    assert error_of(answer.json()) == refused(Code.PAUSED)


def test_too_fast_is_429_and_says_when(room: str, ben: Person) -> None:
    with ben.app as http:
        statuses = [send(http, room, body={"text": f"line {number}"}).status_code for number in range(5)]
        answer = send(http, room)

    assert statuses == [200] * 5
    assert answer.status_code == 429
    assert answer.json()["error"]["retry_after_ms"] > 0


@pytest.mark.parametrize("code", Code)
def test_every_refusal_has_a_status(code: Code) -> None:
    status = status_of(answers.refused(code))

    assert status == STATUS.get(code, 409)
    assert (status in (429, 503)) is (code in (Code.TOO_FAST, Code.BUSY, Code.UNKNOWN))


@pytest.mark.parametrize("key", ["", "short", "x" * 65, "with space", "a/b/c/d/e"])
def test_a_command_needs_an_id(room: str, ben: Person, key: str) -> None:
    with ben.app as http:
        answer = send(http, room, **{"Idempotency-Key": key})

    assert answer.status_code == 400
    assert error_of(answer.json()) == refused(Code.BAD_FRAME)


@pytest.mark.parametrize(
    "body",
    [
        b"{bad",
        b"[]",
        b"null",
        b"",
        b"\xff\xfe",
        b"\xef\xbb\xbf{}",
        b'{"text":"a","text":"b"}',
        b'{"text":NaN}',
        b"[" * 15_000,
        b'{"text":"hello","role":"owner"}',
        b'{"text":"hello","__proto__":{}}',
        b'{"text":1}',
        b'{"text":"' + b"x" * MAX_FRAME_BYTES + b'"}',
        b" " * 3_000_000,
    ],
    ids=range(14),
)
def test_a_body_is_checked_as_strictly_as_a_frame(room: str, ben: Person, body: bytes) -> None:
    with ben.app as http:
        answer = send(http, room, body=body)

    assert answer.status_code == 400
    assert error_of(answer.json()) == refused(Code.BAD_FRAME)


@pytest.mark.parametrize("text", ["\ud800", "a\x00b", "x" * 501], ids=["a lone surrogate", "NUL", "too long"])
def test_a_text_that_cannot_be_kept_is_400(room: str, ben: Person, text: str) -> None:
    with ben.app as http:
        answer = send(http, room, body={"text": text})

    assert answer.status_code == 400
    assert error_of(answer.json()) == refused(Code.BAD_TEXT)


def test_nobody_owns_more_than_twenty_rooms(otto: Person) -> None:
    for number in range(19):
        shows.open_room(otto, f"Room {number}")

    def ask(title: str, command_id: str) -> httpx.Response:
        return http.post("/api/rooms", json={"title": title}, headers={"Idempotency-Key": command_id})

    with otto.app as http:
        last, more, again = (
            ask("The last", "last-0020"),
            ask("One more", fresh()),
            ask("The last", "last-0020"),
        )

    assert (more.status_code, error_of(more.json())) == (409, refused(Code.LIMIT))
    assert last.json()["ok"]
    assert again.json() == last.json(), "whose answer was lost may ask for it again"


def test_a_room_asked_for_twice_is_opened_once(hana: Person) -> None:
    with hana.app as http:
        headers = {"Idempotency-Key": fresh()}
        answers = [
            http.post("/api/rooms", json={"title": "The attic"}, headers=headers).json() for _ in range(2)
        ]
        other = http.post("/api/rooms", json={"title": "The cellar"}, headers=headers)

    assert answers[0] == answers[1]
    assert error_of(other.json()) == refused(Code.ID_REUSED)


def test_only_a_post_acts(room: str, ben: Person) -> None:
    with ben.app as http:
        for method in ("GET", "PUT", "DELETE", "PATCH"):
            assert http.request(method, f"/api/rooms/{room}/commands/{POST}").status_code == 405
        assert send(http, room, "no.such").status_code == 404


def signed_in(server: Server, person: Person) -> httpx.Client:
    """The person's browser, with its cookies."""
    http = httpx.Client(base_url=server.url, timeout=15, verify=NO_TLS)
    page = http.get("/accounts/login/").text
    field = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert field
    form = {"login": person.email, "password": PASSWORD, "csrfmiddlewaretoken": field[1]}
    assert http.post("/accounts/login/", data=form, headers={"Origin": server.url}).status_code == 302
    return http


@pytest.fixture(scope="module")
def vera(shop: Server) -> Person:
    """Somebody who signed up herself, with a password."""
    return sign_up(shop.url, f"Vera{fresh()}".replace("-", "x").replace("_", "y"))


@pytest.fixture
def browser(shop: Server, vera: Person) -> Iterator[httpx.Client]:
    http = signed_in(shop, vera)
    yield http
    http.close()


@pytest.mark.parametrize("path", ["/api/tickets", "/api/rooms"])
def test_a_browser_that_acts_shows_its_csrf_token(browser: httpx.Client, path: str, shop: Server) -> None:
    body, headers = {"title": "The attic"}, {"Idempotency-Key": fresh(), "Origin": shop.url}

    assert browser.post(path, json=body, headers=headers).status_code == 403
    assert browser.post(path, json=body, headers={**headers, "X-CSRFToken": "x" * 64}).status_code == 403
    good = {**headers, "X-CSRFToken": browser.cookies["csrftoken"]}
    assert browser.post(path, json=body, headers=good).status_code == 200


def test_a_page_elsewhere_cannot_act_even_with_the_token(browser: httpx.Client, room: str) -> None:
    token = {"X-CSRFToken": browser.cookies["csrftoken"], "Origin": "https://evil.example"}

    assert send(browser, room, **token).status_code == 403
    assert browser.post("/api/tickets", headers=token).status_code == 403


def test_a_browser_reads_without_one(browser: httpx.Client, room: str, vera: Person) -> None:
    snapshot = browser.get(f"/api/rooms/{room}/snapshot")

    assert snapshot.status_code == 200
    assert snapshot.json()["mine"]["role"] == "buyer"


def test_an_app_sends_no_cookie_and_gets_none(ben: Person) -> None:
    with ben.app as http:
        assert not http.post("/api/tickets").cookies


def test_a_session_token_in_the_address_is_nobody(room: str, guest: httpx.Client, ben: Person) -> None:
    answer = guest.get(
        f"/api/rooms/{room}/snapshot", params={"X-Session-Token": ben.token, "session": ben.token}
    )

    assert answer.status_code == 200
    assert answer.json()["mine"] is None


def test_a_snapshot_shows_nobodys_address(hana: Person, ben: Person) -> None:
    show: Show = shows.live(hana, stock=3)
    body = {key: value for key, value in shows.claim(show.variant).items() if key != "type"}
    assert shows.do(ben, show.room, "claim.place", **body)["ok"]
    assert shows.do(ben, show.room, "message.post", text="hello")["ok"]

    reads = ("snapshot", "messages", "claims", "members")
    with hana.app as http:
        texts = [http.get(f"/api/rooms/{show.room}/{read}").text for read in reads]

    assert not [text for text in texts if "@" in text or address(ben.name) in text]


def look(person: Person, room: str) -> dict[str, Any]:
    with person.app as http:
        found: dict[str, Any] = http.get(f"/api/rooms/{room}/snapshot").json()
        return found


def test_a_look_shows_what_was_done_before_it_however_soon(hana: Person, ben: Person) -> None:
    """It may be answered with what another was shown a moment ago, if nothing was done since."""
    show = shows.live(hana, stock=9)
    seen = list[int]()
    for number in range(4):
        fact = shows.do(ben, show.room, "message.post", text=f"ช่อ {number}")["fact"]
        looks = [look(person, show.room) for person in (ben, hana, ben)]
        assert min(look["offset"] for look in looks) >= fact["offset"]
        assert looks[0]["snapshot"] == looks[2]["snapshot"]
        seen.append(looks[0]["offset"])

    assert seen == sorted(set(seen))
