"""As how many those count who watch."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from livesell.access.actor import GUEST, Actor
from livesell.gateway.viewer_count import GUESTS_PER_ADDRESS, ViewerCount


@dataclass(eq=False)
class Watcher:
    """A socket that watches one room."""

    actor: Actor = GUEST
    address: str = "203.0.113.7"
    is_in: bool = True
    watching: dict[tuple[str, str], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.watching["room", "show"] = self


def counted(*watchers: Watcher) -> int:
    crowd = ViewerCount(SimpleNamespace(open=set(watchers)), None)  # type: ignore[arg-type]  # nobody is told here
    return crowd._here().get("room", 0)


def test_a_person_with_two_tabs_is_one() -> None:
    assert counted(Watcher(Actor("ben")), Watcher(Actor("ben")), Watcher(Actor("bea"))) == 2


def test_fifty_guests_of_one_address_are_not_fifty_viewers() -> None:
    assert counted(*(Watcher() for _ in range(50))) == GUESTS_PER_ADDRESS


def test_guests_of_other_addresses_count_for_themselves() -> None:
    assert counted(*(Watcher(address=f"203.0.113.{number}") for number in range(9))) == 9
    assert counted(*(Watcher(address=f"2001:db8:1:2::{number}") for number in range(9))) == GUESTS_PER_ADDRESS


def test_who_is_not_let_in_yet_is_no_viewer() -> None:
    assert counted(Watcher(Actor("ben"), is_in=False)) == 0
