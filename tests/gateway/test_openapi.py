"""The REST door as it describes itself, asked with what its description allows and forbids: never a 5xx."""

import json

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import APIOperation, GenerationMode

from livesell.app.api import api
from livesell.app.features import COMMANDS
from tests.support.people import Person
from tests.support.plain import NO_TLS
from tests.support.server import Server

DESCRIBED = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/")))
INTERFACE = schemathesis.openapi.from_dict(DESCRIBED)
OPERATIONS = [found.ok() for found in INTERFACE.get_all_operations()]


@pytest.fixture(scope="module")
def caller(running: tuple[Server, dict[str, list[Person]]]) -> Person:
    """Whoever asks all that; her limits are reached soon, which is an answer too."""
    return running[1]["Bea"].pop()


@pytest.mark.parametrize("mode", GenerationMode, ids=["allowed", "forbidden"])
@pytest.mark.parametrize("operation", OPERATIONS, ids=[one.label for one in OPERATIONS])
def test_no_request_is_a_server_error(
    shop: Server, caller: Person, operation: APIOperation, mode: GenerationMode
) -> None:
    statuses = []

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=3,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    def ask(case: schemathesis.Case) -> None:
        for headers in ({}, {"X-Session-Token": caller.token}):
            answer = case.call(base_url=shop.url, headers=headers, timeout=15)
            statuses.append(answer.status_code)

    ask()
    assert not [status for status in statuses if status >= 500]


def test_the_server_describes_itself_to_anybody_and_at_once(shop: Server) -> None:
    found = httpx.get(f"{shop.url}/api/openapi.json", timeout=15, verify=NO_TLS)

    assert found.json()["paths"].keys() == DESCRIBED["paths"].keys()


@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: row.type)
def test_every_command_of_the_socket_is_an_operation(row: object) -> None:
    operation = DESCRIBED["paths"][f"/api/rooms/{{room_id}}/commands/{row.type}"]["post"]  # type: ignore[attr-defined]

    assert {"200", "400", "401", "403", "404", "409", "429", "503"} <= operation["responses"].keys()
    assert "Idempotency-Key" in {parameter["name"] for parameter in operation["parameters"]}
    assert operation["requestBody"]["required"]


def test_the_description_is_whole() -> None:
    text = json.dumps(DESCRIBED)
    names = {part.split('"')[0] for part in text.split('"#/components/schemas/')[1:]}

    assert "Reply" in names
    assert names <= DESCRIBED["components"]["schemas"].keys()
