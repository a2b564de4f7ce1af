/** Parties, from the first plan to the last that a room shows. */

import type { Mine, PartyView, ShowSnapshot } from "../wire/frames";
import { earlierOffers, openBids } from "./auctions";
import { kept } from "./claims";
import { shownStill } from "./giveaways";
import type { Around, EventOf, MineRows, RowsOf } from "./tables";
import { listed, placed, withParty } from "./updates";

export const partyRows: RowsOf<`party.${string}` | `lineup.${string}` | `stage.${string}`> = {
  "party.scheduled": put,
  "party.edited": put,
  "party.started": put,
  "party.postponed": put,
  "party.restarted": put,
  "party.paused": (show, { party_id }) => withParty(show, party_id, { state: "paused" }),
  "party.resumed": (show, { party_id }) => withParty(show, party_id, { state: "live" }),
  "party.ended": (show, { party_id, ended_at }) => ended(show, party_id, ended_at),
  "party.interrupted": (show, { party_id, interrupted }) => withParty(show, party_id, { interrupted }),
  "party.continued": (show, { party_id }) => withParty(show, party_id, { interrupted: null }),
  "party.repeated": (show, { party_id, repeat }) => withParty(show, party_id, { repeat }),
  "party.cancelled": (show, { party_id }) => without(show, (party) => party.id === party_id),
  "party.rsvp_given": (show, { party_id, count }) => withParty(show, party_id, { coming: count }),
  "lineup.changed": (show, { party_id, lineup }) => withParty(show, party_id, { lineup }),
  "stage.handed_on": (show, { party_id, lineup }) => withParty(show, party_id, { lineup }),
};

export const partyMine: MineRows = {
  "party.rsvp_given": (mine, event, { user }) =>
    event.user_id === user ? { coming: listed(mine.coming, event.party_id, event.coming) } : {},
  "party.ended": stillShown,
  "party.cancelled": stillShown,
};

function put(
  show: ShowSnapshot,
  {
    party,
  }: EventOf<"party.scheduled" | "party.edited" | "party.started" | "party.postponed" | "party.restarted">,
): ShowSnapshot {
  return { ...show, parties: placed(show.parties, party, byId) };
}

/** A room shows its last ended party only: the one before goes, with its items. */
function ended(show: ShowSnapshot, partyId: string, endedAt: number): ShowSnapshot {
  const kept = without(show, (party) => party.state === "ended" && party.id !== partyId);
  return withParty(kept, partyId, { state: "ended", ended_at: endedAt, repeat: null });
}

function without(show: ShowSnapshot, gone: (party: PartyView) => boolean): ShowSnapshot {
  const parties = show.parties.filter((party) => !gone(party));
  const shown = new Set(parties.map((party) => party.id));
  const stays = (one: { party_id: string }) => shown.has(one.party_id);
  const [items, auctions] = [show.items.filter(stays), show.auctions.filter(stays)];
  return { ...show, parties, items, auctions, giveaways: show.giveaways.filter(stays) };
}

function byId(one: { id: string }, other: { id: string }): number {
  return one.id < other.id ? -1 : 1;
}

/** What is of parties that the room still shows, and what is open of others. */
function stillShown(mine: Mine, _: unknown, { user, before, after }: Around): Partial<Mine> {
  const parties = new Set(after.parties.map((party) => party.id));
  const items = new Set(after.items.map((item) => item.id));
  return {
    claims: kept(mine.claims, after),
    coming: mine.coming.filter((id) => parties.has(id)),
    asked: mine.asked.filter((id) => items.has(id)),
    entered: shownStill(mine.entered, after),
    bids: openBids(mine.bids, after),
    offers: earlierOffers(mine.offers, user, before, after),
  };
}
