"""`livesell demo`: a party that lives by itself, that a newcomer can join, and that leaves nothing behind."""

import asyncio
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from tests.support import folders
from tests.support.client import Client
from tests.support.people import sign_up
from tests.support.server import ROOT, await_death, children, environment, free_port, livesell

SECONDS = 16
ADDRESS = re.compile(r"The party is at (http://\S+)/rooms/(\w+)/")
OTTO_ASKS = "Hello! Is anybody here real?"


@dataclass
class Evening:
    """What was seen of a whole demo, from its start to its end."""

    facts: list[dict[str, Any]] = field(default_factory=list)
    picture: httpx.Response | None = None
    processes: list[int] = field(default_factory=list)
    output: str = ""
    code: int | None = None

    @property
    def numbers(self) -> dict[str, int]:
        """How often what happened, as the demo tells at its end."""
        told = self.output.rpartition("The evening in numbers: ")[2]
        return {name: int(count) for count, name in re.findall(r"(\d+) ([a-z_]+\.[a-z_]+)", told)}

    def said(self) -> list[tuple[str, str]]:
        return [(fact["event"]["author"]["name"], fact["text"]) for fact in self.facts if fact.get("text")]


@pytest.fixture(scope="module")
def evening() -> Iterator[Evening]:
    """One demo of a few seconds, with Otto as a newcomer in it."""
    port, data = free_port(), folders.fresh() / "demo"
    words = ["demo", "--port", str(port), "--data", str(data), "--seconds", str(SECONDS), "--seed", "test"]
    process = subprocess.Popen(
        [sys.executable, "-m", "livesell", *words],
        env=environment(),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    seen = Evening()
    try:
        _watch(process, seen)
        yield seen
    finally:
        process.kill()
        process.wait()


def _watch(process: "subprocess.Popen[str]", seen: Evening) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        seen.output += line
        if found := ADDRESS.match(line):
            break
    else:
        raise RuntimeError(f"the demo ended early:\n{seen.output}")
    seen.processes = [
        *children(process.pid),
        *(grown for one in children(process.pid) for grown in children(one)),
    ]
    asyncio.run(_visit(found[1], found[2], seen))
    seen.output += process.stdout.read()
    seen.code = process.wait(20)


async def _visit(url: str, room: str, seen: Evening) -> None:
    otto = await asyncio.to_thread(sign_up, url, "Otto")
    server: Any = SimpleNamespace(url=url, ws_url=url.replace("http", "ws") + "/ws")
    client = await Client(server, otto).come()
    joined = await client.join(room)
    shown = joined["snapshot"]["items"]  # of this second: what came since follows as facts
    item = shown[0] if shown else (await client.expect("item.added", room))["event"]["item"]
    seen.picture = await asyncio.to_thread(httpx.get, url + item["pictures"][0]["small"])
    await client.ask({"type": "message.post", "text": OTTO_ASKS}, room)
    await _stay_to_the_end(client)
    seen.facts = client.facts[f"{room}.show"]


async def _stay_to_the_end(client: Client) -> None:
    while True:
        try:
            await client.closed()
        except TimeoutError:
            await client.ask({"type": "session.ping"})
        else:
            return


def test_buyers_claim_wait_in_line_and_talk(evening: Evening) -> None:
    assert evening.numbers["claim.held"] >= 2
    assert evening.numbers["claim.waitlisted"] >= 1
    assert evening.numbers["message.posted"] >= 5


def test_a_newcomer_sees_it_and_is_welcomed(evening: Evening) -> None:
    assert {fact["event"]["type"] for fact in evening.facts} > {"message.posted"}
    assert any(name == "Hana Kovar" and "Otto" in text for name, text in evening.said())


def test_items_are_added_and_shown_with_pictures_drawn_here(evening: Evening) -> None:
    assert evening.numbers["item.added"] >= 5
    assert evening.picture is not None
    assert evening.picture.headers["content-type"] == "image/webp"
    assert len(evening.picture.content) > 2_000


def test_it_ends_when_its_time_is_up_and_leaves_nothing_running(evening: Evening) -> None:
    assert evening.code == 0
    assert "Traceback" not in evening.output
    assert len(evening.processes) >= 3
    await_death(evening.processes, seconds=5)


def test_it_begins_with_a_link_for_the_owner(evening: Evening) -> None:
    assert "/owner/#" in evening.output


def test_it_never_serves_the_world() -> None:
    refused = livesell("demo", "--host", "0.0.0.0")

    assert refused.returncode == 2
    assert "for this machine alone" in refused.stderr


def test_a_folder_that_is_not_a_demos_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "db.sqlite3").write_text("three years of orders")

    refused = livesell("demo", "--port", str(free_port()), "--data", str(tmp_path))

    assert refused.returncode == 2
    assert "is left alone" in refused.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["db.sqlite3"]
