"""Rows as everybody may see them: the views that events and snapshots carry."""

from collections.abc import Callable, Iterable
from dataclasses import asdict

from django.conf import settings
from django.db.models import prefetch_related_objects

from livesell.accounts.models import User
from livesell.ledger.feature import ReadContext
from livesell.ledger.shown import shown
from livesell.wire.envelope import Person
from rooms.events.giveaways import GiveawayView
from rooms.events.items import FlashView, ItemView, PictureView, VariantView
from rooms.events.lineup import Lineup, SlotView
from rooms.events.parties import Interruption, PartyView
from rooms.events.rooms import RoomView
from rooms.frames.series import Repeat
from rooms.membership import lists
from rooms.models.giveaways import Giveaway
from rooms.models.items import Item, Picture, Variant
from rooms.models.parties import Party
from rooms.models.rooms import Room
from rooms.rules.claims import BUYER_LIMIT
from rooms.rules.parties import OVER
from rooms.rules.prices import Flash, price_now


def room_view(room: Room) -> RoomView:
    followers = lists.FOLLOWERS.counts([room.pk])[room.pk]
    return RoomView(
        id=room.pk,
        title=room.title,
        about=room.about,
        followers=followers,
        rehearsal=room.rehearsal_of_id is not None,
        claim_words=room.claim_words,
        moderators_named=room.moderators_named,
        pass_words=room.pass_words,
    )


def party_views(parties: Iterable[Party]) -> list[PartyView]:
    """Announced parties, in four queries however many there are. A draft is nobody's business."""
    listed = list(parties)
    return shown(listed, _viewer_of_parties(listed))


def party_view(party: Party) -> PartyView:
    return _viewer_of_parties([party])(party)


def _viewer_of_parties(listed: list[Party]) -> Callable[[Party], PartyView]:
    """What turns each of these parties into its view."""
    prefetch_related_objects(listed, "series")
    sellers = _people(slot[0] for party in listed for slot in party.lineup)
    coming = lists.COMING.counts([party.pk for party in listed])
    covers = Picture.objects.in_bulk([party.cover for party in listed if party.cover])
    return lambda party: _party_view(party, coming[party.pk], covers.get(party.cover), sellers)


def _party_view(party: Party, coming: int, cover: Picture | None, sellers: dict[str, Person]) -> PartyView:
    return PartyView.model_validate(
        {
            "id": party.pk,
            "title": party.title,
            "currency": party.currency,
            "state": party.state,
            "starts_at": party.starts_at,
            "hold_minutes": party.hold_minutes,
            "several_lots": party.several_lots,
            "on_air": party.on_air or None,
            "coming": coming,
            "rules": party.rules,
            "notes": party.notes,
            "cover": picture_view(cover) if cover else None,
            "postponed": party.postponed,
            "postponed_why": party.postponed_why,
            "ended_at": party.ended_at,
            "outage_policy": {"act": party.outage_act, "percent": party.outage_percent},
            "interrupted": interruption(party),
            "lineup": _lineup_view(party, sellers),
            "repeat": repeat_view(party),
        }
    )


def giveaway_view(giveaway: Giveaway) -> GiveawayView:
    """A giveaway without its seed."""
    variant = giveaway.variant
    return GiveawayView.model_validate(
        {
            "id": giveaway.pk,
            "party_id": giveaway.party_id,
            "giver": Person(id=giveaway.giver_id, name=giveaway.giver.name),
            "prize": giveaway.prize,
            "item_id": variant.item_id if variant else None,
            "variant_id": giveaway.variant_id,
            "eligible": giveaway.eligible,
            "places": giveaway.places,
            "commitment": giveaway.commitment,
            "closes_at": giveaway.closes_at,
            "state": giveaway.state,
            "entrants": giveaway.entrants,
            "winners": [Person(**winner) for winner in giveaway.winners],
            "reason": giveaway.reason or None,
            "reason_code": giveaway.reason_code or None,
        }
    )


def lineup_view(party: Party) -> Lineup:
    return _lineup_view(party, _people(seller for seller, _ in party.lineup))


def _lineup_view(party: Party, sellers: dict[str, Person]) -> Lineup:
    slots = [(sellers[seller], minutes) for seller, minutes in party.lineup if seller in sellers]
    return Lineup(
        slots=[SlotView(seller=seller, minutes=minutes) for seller, minutes in slots],
        on_stage=party.on_stage or None,
        since=party.on_stage_since,
    )


def _people(user_ids: Iterable[str]) -> dict[str, Person]:
    found = User.objects.filter(pk__in=set(user_ids)).values_list("pk", "name")
    return {user_id: Person(id=user_id, name=name) for user_id, name in found}


def repeat_view(party: Party) -> Repeat | None:
    """How the party comes again; None where it does not."""
    series = party.series
    if series is None or not series.goes_on or party.state in OVER:
        return None
    return Repeat.model_validate({name: getattr(series, name) for name in Repeat.model_fields})


def interruption(party: Party) -> Interruption | None:
    if not party.interrupted_by:
        return None
    return Interruption.model_validate(
        {"cause": party.interrupted_by, "since": party.interrupted_at, "continues_at": party.continues_at}
    )


def picture_view(picture: Picture) -> PictureView:
    media = settings.MEDIA_URL
    return PictureView(id=picture.pk, small=media + picture.small, large=media + picture.large)


def item_views(items: Iterable[Item]) -> list[ItemView]:
    """The items as they are now, with all their variants, in four queries however many there are."""
    listed = list(items)
    return shown(listed, _viewer_of_items(listed))


def item_view(item: Item) -> ItemView:
    return _viewer_of_items([item])(item)


def _viewer_of_items(listed: list[Item]) -> Callable[[Item], ItemView]:
    """What turns each of these items into its view."""
    variants: dict[str, list[Variant]] = {item.pk: [] for item in listed}
    for variant in Variant.objects.filter(item__in=listed).order_by("place"):
        variants[variant.item_id].append(variant)
    wanted = {picture for item in listed for picture in item.pictures}
    asked = lists.ASKERS.counts([item.pk for item in listed])
    pictures = {picture.pk: picture_view(picture) for picture in Picture.objects.filter(pk__in=wanted)}
    return lambda item: _item_view(item, variants[item.pk], pictures, asked[item.pk])


def _item_view(item: Item, variants: list[Variant], pictures: dict[str, PictureView], asked: int) -> ItemView:
    flash = flash_of(item)
    return ItemView(
        id=item.pk,
        party_id=item.party_id,
        number=item.number,
        pinned=item.pinned,
        asked=asked,
        seller=Person(id=item.seller_id, name=item.seller.name),
        title=item.title,
        description=item.description,
        price=item.price,
        price_version=item.price_version,
        was=item.was,
        flash=FlashView(**asdict(flash)) if flash else None,
        hold_minutes=item.hold_minutes,
        per_buyer_limit=item.per_buyer_limit or BUYER_LIMIT,
        first_paid=item.first_paid,
        withdrawn=item.withdrawn,
        pictures=[pictures[picture] for picture in item.pictures if picture in pictures],
        axes=item.axes,
        variants=[_variant_view(item, variant) for variant in variants],
        copy_of=item.copy_of or None,
    )


def flash_of(item: Item) -> Flash | None:
    """The item's flash sale, announced or on."""
    if item.flash_percent is None or item.flash_starts_at is None or item.flash_ends_at is None:
        return None
    return Flash(item.flash_percent, item.flash_starts_at, item.flash_ends_at, item.flash_on)


def _variant_view(item: Item, variant: Variant) -> VariantView:
    return VariantView(
        id=variant.pk,
        name=variant.name,
        options=variant.options,
        own_price=variant.price,
        price=price_now(item.price, variant.price, (item.flash_percent or 0) if item.flash_on else 0),
        stock=variant.stock,
        held=variant.held,
        sold=variant.sold,
        waiting=variant.waiting,
    )


class ShownParties:
    """The parties that a room shows, by id: those that are announced, and the one that ended last."""

    def __init__(self, context: ReadContext) -> None:
        announced = Party.objects.filter(room_id=context.room_id, state__in=("scheduled", "live", "paused"))
        last = Party.objects.filter(room_id=context.room_id, ended_at__isnull=False).order_by("-ended_at")[:1]
        ended = (party for party in last if party.state == "ended")  # it may have been restarted
        self.views = sorted(party_views((*announced, *ended)), key=lambda view: view.id)
        self.ids = [view.id for view in self.views]
