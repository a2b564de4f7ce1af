"""Claims, and what happens to them."""

from typing import ClassVar, Literal

from pydantic import Field

from livesell.wire.envelope import Event, Frame, Id, Millis, Offset, Person

ReleaseCode = Literal["buyer", "staff", "banned", "hosts", "withdrawn", "over", "cancelled", "late"]


class ClaimView(Frame):
    """A claim. `since` is the offset at which it was placed."""

    id: Id
    item_id: Id
    variant_id: Id
    buyer: Person
    network: str | None = Field(description="where a buyer without an account is known by that name")
    quantity: int
    price: int = Field(description="of one unit, as promised to the buyer")
    state: Literal["held", "waitlisted", "wanted", "ordered"]
    since: Offset
    place: int = Field(description="orders the line, lower first: `since`, unless it was moved")
    held_until: Millis | None


class MyClaim(Frame):
    """A claim of the reader's own, with how many claims stand in line before it. It may be of a party not shown any
    more, so it says of what it is.
    """

    claim: ClaimView
    ahead: int
    title: str = Field(description="of the item")
    currency: str


class ClaimHeld(Event):
    """Stock is kept for a buyer. `promoted`: she waited in line for it."""

    type: Literal["claim.held"] = "claim.held"
    urgent: ClassVar[bool] = True
    claim: ClaimView
    promoted: bool


class ClaimWaitlisted(Event):
    """A buyer stands in line; also one whose hold from the line ran out for the first time, at its end."""

    type: Literal["claim.waitlisted"] = "claim.waitlisted"
    urgent: ClassVar[bool] = True
    claim: ClaimView


class ClaimWanted(Event):
    """A buyer wants units that go to who pays first: nothing is held, and nobody waits in line."""

    type: Literal["claim.wanted"] = "claim.wanted"
    urgent: ClassVar[bool] = True
    claim: ClaimView


class ClaimReleased(Event):
    """A claim is over without a sale: given back, or let go by staff, a ban, or the end of the item.

    `cancelled`: the order it stood on was. `late`: others paid first. `hosts`: the buyer hosts now, and who hosts
    claims nothing. `by` and `why`: who of the staff did it.
    """

    type: Literal["claim.released"] = "claim.released"
    urgent: ClassVar[bool] = True
    claim: ClaimView = Field(description="as it was")
    reason: ReleaseCode
    by: Person | None
    why: str = Field(examples=["She asked us to."])


class ClaimExpired(Event):
    """A hold ran out."""

    type: Literal["claim.expired"] = "claim.expired"
    urgent: ClassVar[bool] = True
    claim: ClaimView = Field(description="as it was")


class ClaimOrdered(Event):
    """A claim became a sale: one that was held, or one that was wanted and is paid."""

    type: Literal["claim.ordered"] = "claim.ordered"
    urgent: ClassVar[bool] = True
    claim: ClaimView = Field(description="as it was")


class ClaimMoved(Event):
    """A host moved somebody in line, and says why."""

    type: Literal["claim.moved"] = "claim.moved"
    urgent: ClassVar[bool] = True
    claim: ClaimView = Field(description="in its new place")
    was: int = Field(description="the place it had")
    ahead: int = Field(description="how many stand in line before it now")
    by: Person
    reason: str


class ClaimsTakenOver(Event):
    """Somebody with an account took over what was claimed by hand for her. Her places in line are as they were."""

    type: Literal["claim.taken_over"] = "claim.taken_over"
    urgent: ClassVar[bool] = True
    stand_in_id: Id = Field(description="whose they were before")
    buyer: Person
    claims: list[MyClaim] = Field(description="of the parties that the room shows, as they are now")
