"""What follows for who does not pay: told to her and to the desk alone. The steps: `rooms.rules.sanctions`."""

from collections.abc import Sequence

from livesell.accounts.models import User
from livesell.ledger import read
from livesell.ledger.turn import QUIET, Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.envelope import Person
from rooms.events.orders import BuyerAppealed, BuyerStepped, StepView
from rooms.frames.orders import AppealStep, LetBuyer, LiftStep
from rooms.membership.standing import somebody
from rooms.models.buyers import Exemption, Strike
from rooms.models.orders import Order
from rooms.rules.sanctions import step

MAX_LET = 1_000


def strike(turn: Turn, order: Order) -> None:
    """An order lapsed: it counts against its buyer from now on, and the desk is told what follows."""
    Strike.objects.update_or_create(
        order=order, defaults={"room_id": turn.room_id, "buyer_id": order.buyer_id, "at": turn.now}
    )
    _tell(turn, order.buyer)


def forget(turn: Turn, order: Order) -> None:
    """An order that had lapsed was paid after all."""
    if Strike.objects.filter(order=order).delete()[0]:
        _tell(turn, order.buyer)


def pardon(user_id: str) -> None:
    """What somebody left unpaid of whom nobody could know where she is reached does not count."""
    Strike.objects.filter(buyer_id=user_id).delete()


def exempt(turn: Turn, frame: LetBuyer) -> Recorded:
    """A seller lets her claim from this seller while she is at the second step."""
    person = somebody(frame.user_id)
    own = Exemption.objects.filter(room_id=turn.room_id, seller_id=turn.actor.user_id)
    if own.count() >= MAX_LET:
        raise Refused(Code.LIMIT)
    own.get_or_create(buyer=person, defaults={"room_id": turn.room_id, "seller_id": turn.actor.user_id})
    return QUIET


def appeal(turn: Turn, frame: AppealStep) -> Recorded:
    """She tells the staff why it is not right."""
    if in_force(turn.room_id, turn.actor.user_id, turn.now)[0] == 0:
        raise Refused(Code.WRONG_STATE)
    return turn.record(BuyerAppealed(user=turn.actor.person, text=frame.text), desk=True)


def lift(turn: Turn, frame: LiftStep) -> Recorded:
    """Nothing of what she left unpaid counts any more. Nobody lifts her own."""
    person = somebody(frame.user_id)
    if person.pk == turn.actor.user_id:
        raise Refused(Code.FORBIDDEN)
    if not Strike.objects.filter(room_id=turn.room_id, buyer=person, lifted=False).update(lifted=True):
        raise Refused(Code.WRONG_STATE)
    return _tell(turn, person, frame.reason)


def in_force(room_id: str, user_id: str, now: int) -> tuple[int, int | None]:
    """Somebody's step in a room, and until when."""
    lapsed = Strike.objects.filter(room_id=room_id, buyer_id=user_id, lifted=False)
    return step(list(lapsed.values_list("at", flat=True)), now)


def all_in_force(room_id: str, now: int) -> list[StepView]:
    """Everybody who is at a step in a room, with what she said last to it."""
    lapsed: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for one in Strike.objects.filter(room_id=room_id, lifted=False).select_related("buyer"):
        lapsed.setdefault(one.buyer_id, []).append(one.at)
        names[one.buyer_id] = one.buyer.name
    said = _appeals(room_id, list(names))
    views = []
    for user_id, moments in sorted(lapsed.items()):
        reached, until = step(moments, now)
        if until is not None:
            views.append(
                StepView.model_validate(
                    {
                        "user": Person(id=user_id, name=names[user_id]),
                        "step": reached,
                        "until": until,
                        "appeal": said.get(user_id, ""),
                    }
                )
            )
    return views


def said_last(room_id: str, user_id: str) -> str:
    """What somebody last said to her step; nothing if she said nothing."""
    return _appeals(room_id, [user_id]).get(user_id, "")


def _appeals(room_id: str, user_ids: Sequence[str]) -> dict[str, str]:
    stored = read.last(f"room.{room_id}.desk", ["buyer.appealed"], most=200)
    events = [read.recalled(BuyerAppealed, one) for one in stored]
    return {event.user.id: event.text for event in events if event.user.id in user_ids}


def _tell(turn: Turn, person: User, reason: str = "") -> Recorded:
    reached, until = in_force(turn.room_id, person.pk, turn.now)
    event = {
        "user": Person(id=person.pk, name=person.name),
        "step": reached,
        "until": until,
        "reason": reason,
    }
    return turn.record(BuyerStepped.model_validate(event), desk=True)
