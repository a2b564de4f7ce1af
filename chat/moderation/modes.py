"""What a room asks of those who speak, and the shield: one switch against a raid, and back exactly as it was."""

from typing import Literal

from chat.events.filters import ModesActed, ModesChanged, ModesView, ShieldLowered, ShieldRaised
from chat.frames.filters import LowerShield, RaiseShield, SetModes
from chat.models.filters import RoomRules
from chat.rules.modes import Modes, shielded
from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from rooms import members


def set_modes(turn: Turn, frame: SetModes) -> Recorded:
    """Ask something else. What is changed while the shield is up ends with it. `wrong_state` if nothing changes."""
    rules = _of(turn.room_id)
    was = _modes(rules.modes)
    modes = was.model_copy(update={name: getattr(frame, name) for name in frame.model_fields_set - {"type"}})
    if modes == was:
        raise Refused(Code.WRONG_STATE)
    return _tell(turn, rules, modes, "set")


def raise_shield(turn: Turn, _frame: RaiseShield) -> Recorded:
    """Ask all that keeps strangers from shouting; claims and bids are for known buyers. `wrong_state` if it is up."""
    rules = _of(turn.room_id)
    if rules.before:
        raise Refused(Code.WRONG_STATE)
    rules.before = rules.modes
    members.sell_to_known_buyers_only(turn, on=True)
    return _tell(turn, rules, shielded(_modes(rules.modes)), "raised")


def lower_shield(turn: Turn, _frame: LowerShield) -> Recorded:
    """What was before is again. `wrong_state` if the shield is down."""
    rules = _of(turn.room_id)
    if not rules.before:
        raise Refused(Code.WRONG_STATE)
    modes, rules.before = _modes(rules.before), ""
    members.sell_to_known_buyers_only(turn, on=False)
    return _tell(turn, rules, modes, "lowered")


def view(room_id: str) -> ModesView:
    """What the room asks now."""
    return _view(_of(room_id))


def forget(room_id: str) -> None:
    """Delete the rules of a room that is no more."""
    RoomRules.objects.filter(room_id=room_id).delete()


def _of(room_id: str) -> RoomRules:
    return RoomRules.objects.filter(room_id=room_id).first() or RoomRules(room_id=room_id)


def _modes(stored: str) -> Modes:
    return Modes.model_validate_json(stored)


def _view(rules: RoomRules) -> ModesView:
    return ModesView(**_modes(rules.modes).model_dump(), shield=bool(rules.before))


def _tell(turn: Turn, rules: RoomRules, modes: Modes, how: Literal["set", "raised", "lowered"]) -> Recorded:
    rules.modes = modes.model_dump_json()
    rules.save()
    kinds = {"set": ModesChanged, "raised": ShieldRaised, "lowered": ShieldLowered}
    recorded = turn.record(kinds[how](modes=_view(rules)))
    turn.record(ModesActed(by=turn.actor.person, how=how, modes=_view(rules)), desk=True)
    return recorded
