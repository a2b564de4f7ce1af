"""Claims: by button, by chat word, by hand."""

from livesell.ledger.feature import Deadline, Feature, OwnPart, ReadContext, command
from livesell.ledger.sql import Sql
from livesell.ledger.turn import Handler, Turn
from rooms import permissions
from rooms.claims import alerts, by_hand, claims
from rooms.claims.claims import ExpireClaim
from rooms.claims.reading import own_claims
from rooms.events.claims import (
    ClaimExpired,
    ClaimHeld,
    ClaimMoved,
    ClaimOrdered,
    ClaimReleased,
    ClaimsTakenOver,
    ClaimWaitlisted,
    ClaimWanted,
    MyClaim,
)
from rooms.frames.claims import (
    ClaimFor,
    ConfirmClaim,
    LinkFor,
    OverrideClaim,
    PlaceClaim,
    ReleaseClaim,
    TakeOver,
)
from rooms.models.claims import Claim
from rooms.presenters import ShownParties
from rooms.rules.roles import HOSTS

RUN_OUT = Sql(
    "SELECT p.room_id, c.id, c.held_until AS due_at FROM rooms_claim c JOIN rooms_variant v ON v.id = c.variant_id"
    " JOIN rooms_item i ON i.id = v.item_id JOIN rooms_party p ON p.id = i.party_id"
    " WHERE c.state = 'held' AND c.held_until <= %s"
)


def _claims(context: ReadContext) -> dict[str, list[MyClaim]]:
    return own_claims(context.room_id, context.use(ShownParties).ids, context.users)


def _hosts_now(turn: Turn, user_id: str, role: str) -> None:
    if role in HOSTS:
        claims.release_all_of(turn, user_id, "hosts")


def _purge(room_id: str) -> None:
    Claim.objects.filter(variant__item__party__room_id=room_id).delete()


CLAIMS = Feature(
    commands=(
        command(PlaceClaim, often="10 in 10s", allow=permissions.may_take_part, run=claims.place, bulk=True),
        command(
            ReleaseClaim, often="20 in 10s", allow=permissions.may_take_part, run=claims.release, bulk=True
        ),
        command(
            ConfirmClaim, often="100 in 10s", allow=permissions.may_take_part, run=claims.confirm, bulk=True
        ),
        command(ClaimFor, often="60 in 60s", allow=permissions.may_sell, run=by_hand.claim_for),
        command(LinkFor, often="20 in 60s", allow=permissions.may_sell, run=by_hand.link_for),
        command(TakeOver, often="10 in 60s", allow=permissions.may_take_part, run=by_hand.take_over),
        command(OverrideClaim, often="20 in 60s", allow=permissions.may_host, run=claims.override),
    ),
    clock=(
        Deadline(
            "expire",
            ExpireClaim,
            "claim_id",
            Handler(permissions.may_keep_time, claims.expire, bulk=True),
            RUN_OUT,
        ),
    ),
    show_events=(
        ClaimHeld,
        ClaimWaitlisted,
        ClaimWanted,
        ClaimReleased,
        ClaimExpired,
        ClaimOrdered,
        ClaimMoved,
        ClaimsTakenOver,
    ),
    mine=(
        OwnPart(
            "claims",
            list[MyClaim],
            _claims,
            [],
            "held, waitlisted, wanted and ordered ones, oldest first; of parties out of sight, the open ones"
            " and the last twenty that were ordered",
        ),
    ),
    alerts=alerts.ALERTS,
    alerts_due=alerts.DUE,
    on_leave=lambda turn, user_id: claims.release_all_of(turn, user_id, "banned"),
    on_role=_hosts_now,
    purge=_purge,
)
