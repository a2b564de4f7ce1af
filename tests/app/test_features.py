"""A feature is declared once, and the tables of the server are made of the declarations."""

from typing import Literal, get_args, get_origin

import pytest

from livesell.app.features import COMMANDS, DESK_EVENTS, FEATURES, SHOW_EVENTS
from livesell.app.protocol import DeskSnapshot, Mine, ShowSnapshot
from livesell.ledger.feature import features
from livesell.wire.envelope import SESSION_COMMANDS, Command, Event
from rooms.checkout.settlement import SettleOrder
from rooms.desk.newcomers import NoticeNewcomers
from rooms.rehearsals.rehearsals import OpenRehearsal
from rooms.room import OpenRoom

CLOCK = [deadline for feature in FEATURES for deadline in feature.clock]
ELSEWHERE = {OpenRoom, OpenRehearsal, SettleOrder, NoticeNewcomers, *SESSION_COMMANDS}
"""Those that open a room, those of a socket, what a provider of payments says, and what the server itself sees."""


def declared_by(kind: type) -> set[type]:
    """Every class of that kind in the apps and the platform."""
    return {each for each in kind.__subclasses__() if not each.__module__.startswith("tests.")}


def test_the_server_has_the_features_that_are_gathered() -> None:
    assert features() == FEATURES


def test_every_command_is_declared_by_a_feature() -> None:
    declared = {row.frame for row in COMMANDS} | {deadline.frame for deadline in CLOCK}

    assert declared_by(Command) - ELSEWHERE == declared


def test_every_event_is_declared_by_a_feature() -> None:
    assert declared_by(Event) == {*SHOW_EVENTS, *DESK_EVENTS}


@pytest.mark.parametrize("kind", [Command, Event])
def test_every_type_is_a_literal_and_has_one_meaning(kind: type[Command | Event]) -> None:
    types = [each.model_fields["type"] for each in declared_by(kind)]

    assert {get_origin(one.annotation) for one in types} == {Literal}
    assert len({one.default for one in types}) == len(types)
    assert all(get_args(one.annotation) == (one.default,) for one in types)


def test_nothing_is_declared_twice() -> None:
    for names in (
        [row.frame for row in COMMANDS],
        [deadline.word for deadline in CLOCK],
        [*ShowSnapshot.model_fields],
        [*DeskSnapshot.model_fields],
        [*Mine.model_fields],
        [*SHOW_EVENTS, *DESK_EVENTS],
    ):
        assert len(names) == len(set(names))


def test_a_snapshot_has_the_parts_that_are_declared() -> None:
    for model, parts in (
        (ShowSnapshot, [part.name for feature in FEATURES for part in feature.snapshot]),
        (DeskSnapshot, [part.name for feature in FEATURES for part in feature.desk]),
        (Mine, ["offset", "role", *(part.name for feature in FEATURES for part in feature.mine)]),
    ):
        assert [*model.model_fields] == parts
