"""Who is asking."""

from dataclasses import dataclass

from livesell.wire.envelope import Person

SYSTEM_ID = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """A user, a guest (`user_id` empty), or the server itself acting by the clock."""

    user_id: str
    name: str = ""
    operator: bool = False
    """True for the people who run this server: they may act as the owner of every room."""

    @property
    def is_guest(self) -> bool:
        return not self.user_id

    @property
    def is_system(self) -> bool:
        return self.user_id == SYSTEM_ID

    @property
    def person(self) -> Person:
        """How others see the actor."""
        return Person(id=self.user_id, name=self.name)


GUEST = Actor("")
SYSTEM = Actor(SYSTEM_ID)
