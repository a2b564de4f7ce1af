"""The owner link of a running server: printed once, spent once, and nowhere else to be read."""

import re

import httpx

from tests.support.people import PASSWORD
from tests.support.server import LINK, Server


def become_owner(server: Server, token: str, **more: str) -> httpx.Response:
    with httpx.Client(base_url=server.url, headers={"Referer": server.url}) as browser:
        page = browser.get("/owner/").text
        csrf = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[0]
        return browser.post("/owner/", data={"token": token, "csrfmiddlewaretoken": csrf, **more})


HANA = {"name": "Hana", "email": "hana@example.org", "password": PASSWORD}


def test_hana_becomes_the_owner_by_the_printed_link(server: Server) -> None:
    token = server.owner_token

    assert become_owner(server, token, **HANA).status_code == 302
    assert become_owner(server, token).status_code == 400

    server.stop()
    said_before = len(server.output)
    server.start()
    assert not LINK.search(server.output[said_before:])


def test_a_new_link_comes_from_the_command_line(server: Server) -> None:
    first = server.owner_token

    printed = server.run("owner-link").stdout.strip()

    fresh = LINK.fullmatch(printed)
    assert fresh is not None
    assert fresh[1] == f"{server.url}/owner/", "it leads to the server that runs"
    assert become_owner(server, first, **HANA).status_code == 400
    assert become_owner(server, fresh[2], **HANA).status_code == 302


def test_no_secret_is_written_to_the_log(start_server: "type[Server]") -> None:
    server = start_server(LIVESELL_LOG="DEBUG")
    token = server.owner_token
    become_owner(server, token, **HANA)
    httpx.get(f"{server.url}/accounts/password/reset/key/1-secretkey/?next=/&hidden=1")
    httpx.get(f"{server.url}/nothing?token=verysecret")

    spoken = server.output.replace(server.url + "/owner/#" + token, "", 1)

    for secret in (token, PASSWORD, HANA["email"], "secretkey", "verysecret"):
        assert secret not in spoken
