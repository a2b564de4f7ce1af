"""Whom parties concern whose page is closed: followers and who said that she comes, when one is announced, moved,
called off, about to begin, or live."""

from collections.abc import Callable, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from livesell.ledger.telling import Alert, AlertKind, AlertRule, Fact, Waiting, Words
from rooms import formats
from rooms.events.parties import PartyCancelled, PartyPostponed, PartyRsvpGiven, PartyScheduled, PartyStarted
from rooms.models.lists import Follow, Rsvp
from rooms.models.parties import Party
from rooms.models.rooms import Room
from rooms.stock.alerts import place_of

MINUTE = 60_000
STARTS_FOR = 30 * MINUTE
"""That a show has begun is news for so long."""


def _on_still(those: Sequence[Waiting]) -> list[Waiting]:
    """Those whose party is on, and who follow the room or said that they come, still."""
    return _concerned(those, ("live", "paused"))


def _coming_still(those: Sequence[Waiting]) -> list[Waiting]:
    """Those of reminders whose party is to begin when they are told that it does, and who come."""
    coming = {(one.user_id, one.party_id) for one in _rsvps(those)}
    begins = dict(_parties(those, ("scheduled",)).values_list("pk", "starts_at"))
    return [
        one
        for one in those
        if (one.user_id, one.about) in coming and begins.get(one.about, 0) == one.words["starts_at"]
    ]


def _announced_still(those: Sequence[Waiting]) -> list[Waiting]:
    return _concerned(those, ("scheduled",))


def _called_off_still(those: Sequence[Waiting]) -> list[Waiting]:
    return _concerned(those, ("cancelled",))


def _concerned(those: Sequence[Waiting], states: Sequence[str]) -> list[Waiting]:
    follows = {
        (one.user_id, one.room_id)
        for one in Follow.objects.filter(
            user_id__in={one.user_id for one in those}, room_id__in={one.room_id for one in those}
        )
    }
    coming = {(one.user_id, one.party_id) for one in _rsvps(those)}
    there = set(_parties(those, states).values_list("pk", flat=True))
    return [
        one
        for one in those
        if one.about in there
        and ((one.user_id, one.room_id) in follows or (one.user_id, one.about) in coming)
    ]


def _rsvps(those: Sequence[Waiting]) -> QuerySet[Rsvp]:
    people, parties = {one.user_id for one in those}, {one.about for one in those}
    return Rsvp.objects.filter(user_id__in=people, party_id__in=parties)


def _parties(those: Sequence[Waiting], states: Sequence[str]) -> QuerySet[Party]:
    return Party.objects.filter(pk__in={one.about for one in those}, state__in=states)


def _wording(words: Words) -> Words:
    return {**words, "when": formats.moment(formats.utc(int(words["starts_at"] or 0)))}


STARTS = AlertKind(
    "show_starts",
    _("A show of a room that you follow begins"),
    _("Live now: %(party)s"),
    "%(room)s",
    in_room=True,
    mail="now",
    still=_on_still,
)
ANNOUNCED = AlertKind(
    "show_announced",
    _("A show of a room that you follow is announced"),
    _("Announced: %(party)s"),
    _("%(room)s, %(when)s"),
    push="off",
    mail="digest",
    still=_announced_still,
    wording=_wording,
)
MOVED = AlertKind(
    "show_moved",
    _("A show to which you come begins later"),
    _("Begins later: %(party)s"),
    _("%(room)s, %(when)s"),
    mail="now",
    still=_announced_still,
    wording=_wording,
)
CALLED_OFF = AlertKind(
    "show_called_off",
    _("A show to which you come is called off"),
    _("Called off: %(party)s"),
    "%(room)s",
    mail="now",
    still=_called_off_still,
)


REMINDERS = (
    (
        24 * 60,
        AlertKind(
            "reminder_day",
            _("A reminder a day before a show to which you come"),
            _("Tomorrow: %(party)s"),
            _("%(room)s, %(when)s"),
            push="off",
            mail="now",
            still=_coming_still,
            wording=_wording,
        ),
    ),
    (
        60,
        AlertKind(
            "reminder_hour",
            _("A reminder an hour before"),
            _("In an hour: %(party)s"),
            _("%(room)s, %(when)s"),
            push="off",
            mail="off",
            still=_coming_still,
            wording=_wording,
        ),
    ),
    (
        10,
        AlertKind(
            "reminder_minutes",
            _("A reminder ten minutes before"),
            _("In ten minutes: %(party)s"),
            _("%(room)s, %(when)s"),
            mail="off",
            still=_coming_still,
            wording=_wording,
        ),
    ),
)


def _follow(fact: Fact, after: str, most: int) -> list[str]:
    """Those who followed the room when it was told."""
    found = Follow.objects.filter(room_id=fact.room_id, user_id__gt=after, at__lte=fact.at)
    return list(found.order_by("user_id").values_list("user_id", flat=True)[:most])


def _come(fact: Fact, party_id: str, after: str, most: int) -> list[str]:
    found = Rsvp.objects.filter(party_id=party_id, user_id__gt=after, at__lte=fact.at)
    return list(found.order_by("user_id").values_list("user_id", flat=True)[:most])


def _both(fact: Fact, party_id: str, after: str, most: int) -> list[str]:
    """Followers, and who said that she comes."""
    people = {*_follow(fact, after, most), *_come(fact, party_id, after, most)}
    return sorted(people)[:most]


def _room_title(fact: Fact) -> str:
    if "room" not in fact.known:
        fact.known["room"] = (
            Room.objects.filter(pk=fact.room_id, rehearsal_of=None).values_list("title", flat=True).first()
        )
    return str(fact.known["room"] or "")


def _alert(fact: Fact, user_id: str, ahead: int | None = None, until: int | None = None) -> Alert:
    party = fact.event.party
    starts_at = party.starts_at or fact.at
    words: Words = {"party": party.title, "room": _room_title(fact), "starts_at": starts_at}
    at = None if ahead is None else starts_at - ahead * MINUTE
    return Alert(user_id, party.id, place_of(fact.room_id), words, at=at, until=until or starts_at)


def _started(fact: Fact, after: str, most: int) -> list[Alert]:
    people = _both(fact, fact.event.party.id, after, most)
    return [_alert(fact, one, until=fact.at + STARTS_FOR) for one in people]


def _scheduled(fact: Fact, after: str, most: int) -> list[Alert]:
    return [_alert(fact, one) for one in _follow(fact, after, most)]


def _postponed(fact: Fact, after: str, most: int) -> list[Alert]:
    return [_alert(fact, one) for one in _come(fact, fact.event.party.id, after, most)]


def _cancelled(fact: Fact, after: str, most: int) -> list[Alert]:
    party = Party.objects.filter(pk=fact.event.party_id).first()
    if party is None:
        return []
    words = {"party": party.title, "room": _room_title(fact)}
    place = place_of(fact.room_id)
    return [Alert(one, party.pk, place, words) for one in _come(fact, party.pk, after, most)]


def _reminding(ahead: int) -> Callable[[Fact, str, int], list[Alert]]:
    """Of a party that was announced or moved: those who come are reminded so many minutes before."""

    def whom(fact: Fact, after: str, most: int) -> list[Alert]:
        starts_at = fact.event.party.starts_at or 0
        if starts_at - ahead * MINUTE <= fact.at:
            return []
        return [_alert(fact, one, ahead) for one in _come(fact, fact.event.party.id, after, most)]

    return whom


def _reminding_of_rsvp(ahead: int) -> Callable[[Fact, str, int], list[Alert]]:
    """Who says that she comes is reminded so many minutes before, if that is yet to be."""

    def whom(fact: Fact, _after: str, _most: int) -> list[Alert]:
        party = Party.objects.filter(pk=fact.event.party_id).first() if fact.event.coming else None
        if party is None or party.starts_at is None or party.starts_at - ahead * MINUTE <= fact.at:
            return []
        words: Words = {"party": party.title, "room": _room_title(fact), "starts_at": party.starts_at}
        at = party.starts_at - ahead * MINUTE
        place = place_of(fact.room_id)
        return [Alert(fact.event.user_id, party.pk, place, words, at=at, until=party.starts_at)]

    return whom


ALERTS = (
    AlertRule(STARTS, PartyStarted, _started),
    AlertRule(ANNOUNCED, PartyScheduled, _scheduled),
    AlertRule(MOVED, PartyPostponed, _postponed),
    AlertRule(CALLED_OFF, PartyCancelled, _cancelled),
    *(
        AlertRule(kind, event, _reminding(ahead))
        for ahead, kind in REMINDERS
        for event in (PartyScheduled, PartyPostponed)
    ),
    *(AlertRule(kind, PartyRsvpGiven, _reminding_of_rsvp(ahead)) for ahead, kind in REMINDERS),
)
