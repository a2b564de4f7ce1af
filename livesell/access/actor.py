"""Who is asking."""

from dataclasses import dataclass

from livesell.wire.envelope import Person

SYSTEM_ID = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """A user, a guest (`user_id` empty), or the server itself acting by the clock.

    Only what never changes of somebody: a connection lasts for hours, and what she may do is asked when she does it.
    """

    user_id: str
    name: str = ""
    version: int = 0
    """Of the sign-in by which she came; the account's is another one as soon as any of her sign-ins has ended."""
    since: int = 0
    """When the account was made, in ms; 0 where nobody has to know."""
    until: int = 0
    """When the session ends by which she came, in ms; 0 where it is not known, or there is none."""

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
