"""The scenarios are what the server does today, and every event has one. The pages' tests replay them.

Each run builds the whole scenarios with their snapshots; what is kept of them here is only compared.
"""

import json

import pytest

from livesell.app.features import DESK_EVENTS, SHOW_EVENTS
from tests.scenarios import (
    auctions,
    claims,
    elsewhere,
    evening,
    filtering,
    giveaways,
    holding,
    items,
    night,
    ordering,
    parties,
    rooms,
    talking,
)
from tests.support import changes
from tests.support.scenarios import KEPT, STORIES, Tidy, build, is_seen, kept, whole
from tests.support.turns import Room

TOLD = (
    auctions,
    claims,
    elsewhere,
    evening,
    filtering,
    giveaways,
    holding,
    items,
    night,
    ordering,
    parties,
    rooms,
    talking,
)
"""Where the stories are told; to import them is to have them."""
UNSEEN = {
    "member.unbanned",
    "member.left",
    "member.role_set-of-another",
    "message.removed-that-nobody-sees-any-more",
    "desk-draft.changed",
    "desk-item.noted",
    "desk-person.noted",
    "desk-invite.made",
    "desk-invite.taken",
    "desk-invite.ended",
    "desk-arrivals.told",
    "flash.ended-out-of-sight",
    "desk-buyer.stepped",
    "desk-modes.acted",
    "desk-buyer.appealed",
    "order.changed",
}
"""Scenarios in which the facts are all there is to see."""
ROOM_WITHOUT_ROLES = {"room.opened"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(STORIES))
def test_the_server_does_what_the_scenario_says(name: str, request: pytest.FixtureRequest) -> None:
    room: Room = request.getfixturevalue("empty_room" if name in ROOM_WITHOUT_ROLES else "room")
    told = whole(name, STORIES[name](room))
    build(told)
    text, file = kept(told), KEPT / f"{name}.json"
    if request.config.getoption("--write-scenarios"):
        file.write_text(text, encoding="utf-8")

    assert told["facts"]
    assert is_seen(told) == (name not in UNSEEN)
    assert file.exists(), "write it: pytest tests/scenarios --write-scenarios"
    assert file.read_text(encoding="utf-8") == text, "stale: pytest tests/scenarios --write-scenarios"
    assert changes.applied(told["before"], json.loads(text)["changes"]) == told["after"]


@pytest.mark.parametrize("event", [one.model_fields["type"].default for one in (*SHOW_EVENTS, *DESK_EVENTS)])
def test_every_event_has_a_scenario_of_its_name(event: str) -> None:
    name = event if event in STORIES else f"desk-{event}"
    scenario = json.loads((KEPT / f"{name}.json").read_text(encoding="utf-8"))

    assert event in {fact["event"]["type"] for fact in scenario["facts"]}


def test_no_file_is_left_of_a_story_that_is_not_told_any_more() -> None:
    assert {file.stem for file in KEPT.glob("*.json")} == set(STORIES)


def test_ids_are_numbered_by_kind_and_parties_keep_their_order() -> None:
    late, early = "01k0000000000000000000000b", "01k0000000000000000000000a"
    tidy = Tidy(
        {
            "after": {
                "parties": [{"id": late}],
                "items": [{"id": "01k0000000000000000000000c", "party_id": early}],
            }
        }
    )

    assert tidy.value == {
        "after": {
            "parties": [{"id": "0p000000000000000000000002"}],
            "items": [{"id": "0t000000000000000000000001", "party_id": "0p000000000000000000000001"}],
        }
    }
