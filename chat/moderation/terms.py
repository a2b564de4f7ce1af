"""The filters of a room: its terms, and rude words by language. Known to staff alone."""

from chat.events.filters import FiltersChanged, FiltersView, TermAdded, TermRemoved, TermView
from chat.frames.filters import AddTerm, RemoveTerm, SetFilters
from chat.models.filters import RoomRules, Term
from chat.rules.links import host_of
from chat.rules.terms import MAX_PATTERNS, MAX_TERMS, BadTerm, checked_pattern, checked_words
from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from livesell.wire.ids import new_id


def set_filters(turn: Turn, frame: SetFilters) -> Recorded:
    """What rude words lead to from now on."""
    languages = sorted(set(frame.languages))
    values = {"rude": frame.rude, "languages": ",".join(languages)}
    RoomRules.objects.update_or_create(room_id=turn.room_id, defaults=values)
    filters = FiltersView(rude=frame.rude, languages=languages)
    return turn.record(FiltersChanged(by=turn.actor.person, filters=filters), desk=True)


def add(turn: Turn, frame: AddTerm) -> Recorded:
    """Look for one thing more. `bad_term`, `limit`; `wrong_state` where it is looked for already."""
    terms = Term.objects.filter(room_id=turn.room_id)
    most = MAX_PATTERNS if frame.kind == "pattern" else MAX_TERMS
    if terms.filter(kind=frame.kind).count() >= most:
        raise Refused(Code.LIMIT)
    term = _checked(frame)
    if terms.filter(kind=frame.kind, term=term).exists():
        raise Refused(Code.WRONG_STATE)
    row = Term.objects.create(room_id=turn.room_id, kind=frame.kind, act=frame.act, term=term)
    _changed(turn)
    return turn.record(TermAdded(by=turn.actor.person, term=_view(row)), desk=True)


def remove(turn: Turn, frame: RemoveTerm) -> Recorded:
    """Look for it no more. `not_found`."""
    if not Term.objects.filter(room_id=turn.room_id, pk=frame.term_id).delete()[0]:
        raise Refused(Code.NOT_FOUND)
    _changed(turn)
    return turn.record(TermRemoved(by=turn.actor.person, term_id=frame.term_id), desk=True)


def views(room_id: str) -> list[TermView]:
    """What is looked for, in the order in which it was added."""
    return [_view(row) for row in Term.objects.filter(room_id=room_id).order_by("pk")]


def filters(room_id: str) -> FiltersView:
    """What rude words lead to."""
    rules = RoomRules.objects.filter(room_id=room_id).first() or RoomRules()
    languages = rules.languages.split(",") if rules.languages else []
    return FiltersView.model_validate({"rude": rules.rude, "languages": languages})


def forget(room_id: str) -> None:
    """Delete the terms of a room that is no more."""
    Term.objects.filter(room_id=room_id).delete()


def _checked(frame: AddTerm) -> str:
    """The term as it is kept."""
    try:
        if frame.kind == "pattern":
            return checked_pattern(frame.term)
        if frame.kind == "words":
            return checked_words(frame.term)
    except BadTerm as error:
        raise Refused(Code.BAD_TERM) from error
    host = host_of(frame.term)
    if host is None or frame.act != "allow":
        raise Refused(Code.BAD_TERM)
    return host


def _changed(turn: Turn) -> None:
    """All processes compile the terms anew."""
    RoomRules.objects.update_or_create(room_id=turn.room_id, defaults={"terms_key": new_id()})


def _view(row: Term) -> TermView:
    return TermView.model_validate({name: getattr(row, name) for name in TermView.model_fields})
