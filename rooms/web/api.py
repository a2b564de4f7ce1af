"""What is read of selling over HTTPS, and pictures. Commands have a door of their own."""

from typing import Annotated

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, File, Query, Router, Schema
from ninja.errors import HttpError
from ninja.files import UploadedFile

from livesell.accounts.people import called
from livesell.accounts.visitor import VISITOR, visitor
from livesell.ledger import read
from livesell.ledger.clock import now_ms
from livesell.ledger.shown import shown
from livesell.wire.codes import Code
from livesell.wire.envelope import Id, Millis, Offset, Person
from rooms.claims.reading import claims_since, line_of
from rooms.events.claims import ClaimView
from rooms.events.invites import InviteView
from rooms.events.items import ItemView, PictureView
from rooms.events.parties import PartyView
from rooms.invites import invites
from rooms.items import pictures
from rooms.models.items import Item, Variant
from rooms.models.parties import Party
from rooms.models.rooms import Member, RoleOffer
from rooms.parties.preflight import plan_of
from rooms.presenters import item_views, party_views, picture_view
from rooms.rules.preflight import What, findings
from rooms.rules.roles import HOSTS, Offerable, Role
from rooms.web.access import caller

router = Router(tags=["rooms"], auth=VISITOR)
MAX_NOTES = 2_000
MOST_OF_A_LINE = 500
MOST_CLAIMS = 500


class Listed(Schema):
    """A party in the list of live and coming ones."""

    room_id: Id
    room_title: str
    party: PartyView


class StaffParty(PartyView):
    """A party with its items, drafts too."""

    items: list[ItemView]


class FindingOut(Schema):
    """Something that is wrong before a party goes live: with it, with a seller, or with an item of hers."""

    what: What
    stops: bool
    item_id: Id | None
    seller_id: Id | None


class StaffClaims(Schema):
    """Claims of the room's parties, true at `offset` of the show's ledger."""

    offset: Offset
    claims: list[ClaimView] = Field(description="at most five hundred, oldest first")
    more: bool = Field(
        description="whether there are younger ones: ask for those after the last one's `since`"
    )


class Noted(Schema):
    """What a seller noted of an item for herself."""

    item_id: Id
    note: str


class Line(Schema):
    """Who waits for a variant, true at `offset` of the show's ledger: its claims keep it true from there on."""

    offset: Offset
    waiting: int = Field(description="how many stand in line in all")
    claims: list[ClaimView] = Field(description="the first five hundred, first in line first")


class StaffMember(Schema):
    """Somebody who is more, or less, than a buyer."""

    user: Person
    role: Role
    offered: Offerable | None = Field(description="a role that she was offered and has not answered")
    banned: bool
    banned_until: Millis | None
    muted_until: Millis | None
    warned: bool = Field(description="she has not acknowledged it yet")


@router.get("/parties", response=list[Listed], operation_id="parties_list")
def parties(request: HttpRequest) -> list[Listed]:
    """Live and coming parties of public rooms: live ones first, then by time."""
    found = Party.objects.filter(room__private=False, state__in=("live", "paused", "scheduled"))
    first = found.select_related("room").order_by("state", "starts_at", "pk")[:200]  # "scheduled" sorts last
    ordered = sorted(first, key=lambda party: (party.state == "scheduled", party.starts_at or 0))
    rooms = {one.pk: one.room for one in ordered}
    return [
        Listed(room_id=rooms[view.id].pk, room_title=rooms[view.id].title, party=view)
        for view in party_views(ordered)
    ]


@router.get("/rooms/{room_id}/parties", response=list[StaffParty], operation_id="room_parties")
def room_parties(request: HttpRequest, room_id: str) -> list[StaffParty]:
    """For staff: all parties with their items, newest first. Of a draft a seller sees only her own items."""
    own = caller(request, room_id, desk=True)
    found = party_views(Party.objects.filter(room_id=room_id).order_by("-pk")[:50])
    listed = Item.objects.filter(party__in=[party.id for party in found])
    if own.role not in HOSTS:
        listed = listed.exclude(~Q(seller_id=own.user_id), party__state="draft")
    items: dict[str, list[ItemView]] = {party.id: [] for party in found}
    for view in item_views(listed.select_related("seller").order_by("place")):
        items[view.party_id].append(view)
    return [StaffParty(**dict(one), items=items[one.id]) for one in found]


@router.get(
    "/rooms/{room_id}/parties/{party_id}/preflight", response=list[FindingOut], operation_id="party_preflight"
)
def preflight(request: HttpRequest, room_id: str, party_id: str) -> list[FindingOut]:
    """For staff: what is wrong before the party goes live. A seller is told of her own items, a host of all."""
    own = caller(request, room_id, desk=True)
    party = Party.objects.filter(pk=party_id, room_id=room_id).first()
    if party is None:
        raise HttpError(404, Code.NOT_FOUND.value)
    return [
        FindingOut(what=one.what, stops=one.stops, item_id=one.item_id, seller_id=one.seller_id)
        for one in findings(plan_of(party, now_ms()))
        if own.role in HOSTS or one.seller_id in (None, own.user_id)
    ]


@router.get("/rooms/{room_id}/claims", response=StaffClaims, operation_id="room_claims")
def claims(
    request: HttpRequest, room_id: str, after: Annotated[int, Query(ge=0, le=2**53 - 1)] = 0
) -> StaffClaims:
    """For staff: held, waiting, wanted and ordered claims of all parties, page by page; `after`: only those that were
    placed after that offset."""
    caller(request, room_id, desk=True)
    with read.one_moment():
        tip = read.tip(f"room.{room_id}")
        party_ids = list(Party.objects.filter(room_id=room_id).values_list("pk", flat=True))
        found = claims_since(party_ids, after, MOST_CLAIMS + 1)
        return StaffClaims(
            offset=tip.offset if tip else 0, claims=found[:MOST_CLAIMS], more=len(found) > MOST_CLAIMS
        )


@router.get("/rooms/{room_id}/notes", response=list[Noted], operation_id="room_notes")
def notes(request: HttpRequest, room_id: str) -> list[Noted]:
    """The caller's notes of the items she sells; to hosts everybody's. Newest first."""
    own = caller(request, room_id, desk=True)
    found = Item.objects.filter(party__room_id=room_id).exclude(note="").order_by("-pk")
    if own.role not in HOSTS:
        found = found.filter(seller_id=own.user_id)
    return [Noted(item_id=one.pk, note=one.note) for one in found[:MAX_NOTES]]


@router.get("/rooms/{room_id}/variants/{variant_id}/line", response=Line, operation_id="variant_line")
def line(request: HttpRequest, room_id: str, variant_id: str) -> Line:
    """For everybody who may see the room: the line for a variant, by the names under which they claimed."""
    caller(request, room_id)
    with read.one_moment():
        tip = read.tip(f"room.{room_id}")
        waiting = Variant.objects.filter(pk=variant_id, item__party__room_id=room_id).first()
        if waiting is None or waiting.item.party.state == "draft":
            raise HttpError(404, Code.NOT_FOUND.value)
        return Line(
            offset=tip.offset if tip else 0,
            waiting=waiting.waiting,
            claims=line_of(variant_id, MOST_OF_A_LINE),
        )


@router.get("/rooms/{room_id}/members", response=list[StaffMember], operation_id="room_members")
def members(request: HttpRequest, room_id: str) -> list[StaffMember]:
    """For staff: who has a role or was offered one, and who is banned."""
    caller(request, room_id, desk=True)
    offers = {one.user_id: one for one in RoleOffer.objects.filter(room_id=room_id).select_related("user")}
    standing = Member.objects.filter(
        ~Q(role=Member.BUYER)
        | Q(banned=True)
        | Q(room__private=True)
        | Q(muted_until__gt=now_ms())
        | Q(warned=True)
    )
    found = list(standing.filter(room_id=room_id).select_related("user").order_by("pk"))
    strangers = offers.keys() - {one.user_id for one in found}
    found += [Member(user=offers[user_id].user) for user_id in sorted(strangers)]
    return shown(found, lambda member: _staff_member(member, offers.get(member.user_id)))


def _staff_member(member: Member, offer: RoleOffer | None) -> StaffMember:
    return StaffMember.model_validate(
        {
            "user": Person(id=member.user_id, name=member.user.name),
            "role": member.role,
            "offered": offer.role if offer else None,
            "banned": member.banned,
            "banned_until": member.banned_until,
            "muted_until": member.muted_until,
            "warned": member.warned,
        }
    )


@router.get("/rooms/{room_id}/invites", response=list[InviteView], operation_id="room_invites")
def links(request: HttpRequest, room_id: str) -> list[InviteView]:
    """For staff: the links that give a role and are still good. Their secrets are known to nobody."""
    caller(request, room_id, desk=True)
    return invites.standing_invites(room_id)


@router.get("/rooms/{room_id}/people", response=list[Person], operation_id="room_people")
def people(
    request: HttpRequest, room_id: str, name: Annotated[str, Query(min_length=2, max_length=60)]
) -> list[Person]:
    """For staff: who is called that, or looks as if she were; one person or none."""
    caller(request, room_id, desk=True)
    found = get_user_model().objects.filter(called(name), is_active=True)
    return [Person(id=one.pk, name=one.name) for one in found]


@router.post("/pictures", response={200: PictureView}, operation_id="picture_keep")
def keep_picture(request: HttpRequest, file: File[UploadedFile]) -> PictureView:
    """Upload a picture of an item: JPEG, PNG, WebP or HEIC, at most 20 MB. It is made anew; nothing else is kept."""
    actor = visitor(request)
    if actor.is_guest:
        raise HttpError(401, _("Sign in first."))
    if (file.size or 0) > pictures.MAX_BYTES:
        raise HttpError(413, str(pictures.too_large()))
    try:
        kept = pictures.keep(file, actor.user_id, now_ms())
    except pictures.TooMany as many:
        raise HttpError(409, _("You have uploaded as many pictures as one person may.")) from many
    except pictures.BadPicture as bad:
        raise HttpError(422, str(bad)) from bad
    except pictures.Busy as busy:
        raise HttpError(503, _("Many pictures are being sent. Try again in a moment.")) from busy
    return picture_view(kept)
