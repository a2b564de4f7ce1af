"""Modes, the shield and filters, as the server knows them; and what is kept of those who speak."""

from chat.events.filters import (
    FiltersChanged,
    FiltersView,
    ModesActed,
    ModesChanged,
    ModesView,
    ShieldLowered,
    ShieldRaised,
    TermAdded,
    TermRemoved,
    TermView,
)
from chat.frames.filters import AddTerm, LowerShield, RaiseShield, RemoveTerm, SetFilters, SetModes
from chat.models.filters import RecentLines, Speaker
from chat.moderation import modes, terms
from chat.permissions import may_keep_it_kind
from livesell.ledger.feature import Feature, Part, command


def _purge(room_id: str) -> None:
    terms.forget(room_id)
    modes.forget(room_id)
    Speaker.objects.filter(room_id=room_id).delete()
    RecentLines.objects.filter(room_id=room_id).delete()


ROOM_RULES = Feature(
    commands=(
        command(SetModes, often="30 in 60s", allow=may_keep_it_kind, run=modes.set_modes),
        command(RaiseShield, often="10 in 60s", allow=may_keep_it_kind, run=modes.raise_shield),
        command(LowerShield, often="10 in 60s", allow=may_keep_it_kind, run=modes.lower_shield),
        command(SetFilters, often="20 in 60s", allow=may_keep_it_kind, run=terms.set_filters),
        command(AddTerm, often="60 in 60s", allow=may_keep_it_kind, run=terms.add),
        command(RemoveTerm, often="60 in 60s", allow=may_keep_it_kind, run=terms.remove),
    ),
    show_events=(ModesChanged, ShieldRaised, ShieldLowered),
    desk_events=(ModesActed, FiltersChanged, TermAdded, TermRemoved),
    snapshot=(
        Part(
            "modes",
            ModesView,
            lambda context: modes.view(context.room_id),
            "what is asked of those who speak",
        ),
    ),
    desk=(
        Part("filters", FiltersView, lambda context: terms.filters(context.room_id)),
        Part("terms", list[TermView], lambda context: terms.views(context.room_id)),
    ),
    purge=_purge,
)
