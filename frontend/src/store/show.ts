/** What a room shows, and how each fact changes it. Pure: the same snapshot and facts give the same show everywhere. */

import type {
  ClaimView,
  Fact,
  MessageView,
  PartyView,
  ShowEvent,
  ShowSnapshot,
  VariantView,
} from "../wire/frames";
import { isAnnouncement, reduceAnnouncement } from "./announcements";
import { reduceAuction } from "./auctions";
import { reduceGiveaways } from "./giveaways";
import { reduceItems } from "./items";
import { placed, replaced, withParty } from "./updates";

export const KEPT_MESSAGES = 100;

export type ShowFact = Fact & { event: ShowEvent };

export function reduceShow(show: ShowSnapshot, fact: ShowFact): ShowSnapshot {
  const { event } = fact;
  if (isAnnouncement(event)) return reduceAnnouncement(show, event, fact);
  switch (event.type) {
    case "room.opened":
    case "room.edited":
      return { ...show, room: event.room };
    case "party.scheduled":
    case "party.edited":
    case "party.started":
    case "party.postponed":
    case "party.restarted":
      return { ...show, parties: placed(show.parties, event.party, byId) };
    case "party.paused":
      return withParty(show, event.party_id, { state: "paused" });
    case "party.resumed":
      return withParty(show, event.party_id, { state: "live" });
    case "party.ended":
      return ended(show, event.party_id, event.ended_at);
    case "party.interrupted":
      return withParty(show, event.party_id, { interrupted: event.interrupted });
    case "party.repeated":
      return withParty(show, event.party_id, { repeat: event.repeat });
    case "lineup.changed":
    case "stage.handed_on":
      return withParty(show, event.party_id, { lineup: event.lineup });
    case "party.continued":
      return withParty(show, event.party_id, { interrupted: null });
    case "party.cancelled":
      return without(show, (party) => party.id === event.party_id);
    case "room.followed":
    case "room.unfollowed":
      return { ...show, room: { ...show.room, followers: event.followers } };
    case "party.rsvp_given":
      return withParty(show, event.party_id, { coming: event.count });
    case "item.added":
    case "item.edited":
    case "item.featured":
    case "item.moved":
    case "item.pinned":
    case "item.asked":
    case "flash.announced":
    case "flash.begun":
    case "flash.ended":
      return reduceItems(show, event);
    case "claim.held":
    case "claim.waitlisted":
    case "claim.wanted":
    case "claim.released":
    case "claim.expired":
    case "claim.ordered":
      return claimed(show, event);
    case "giveaway.opened":
    case "giveaway.entered":
    case "giveaway.left":
    case "giveaway.closed":
    case "giveaway.drawn":
    case "giveaway.redrawn":
    case "giveaway.cancelled":
      return reduceGiveaways(show, event);
    case "auction.added":
    case "auction.opened":
    case "auction.paused":
    case "auction.resumed":
    case "auction.extended":
    case "auction.closed":
    case "auction.offered":
    case "bid.placed":
    case "bid.struck":
      return reduceAuction(show, event);
    case "message.posted":
      return { ...show, messages: [...show.messages, message(fact, event)].slice(-KEPT_MESSAGES) };
    case "message.removed":
      return { ...show, messages: show.messages.map((each) => silenced(each, event.message_offset)) };
    case "claim.moved":
    case "claim.taken_over":
    case "member.role_set":
    case "member.role_offered":
    case "member.role_declined":
    case "member.banned":
    case "member.unbanned":
    case "member.left":
    case "order.changed":
      return show;
    default:
      return event satisfies never;
  }
}

type ClaimEvent = Exclude<Extract<ShowEvent, { claim: ClaimView }>, { type: "claim.moved" }>;

function claimed(show: ShowSnapshot, event: ClaimEvent): ShowSnapshot {
  const { item_id, variant_id } = event.claim;
  const items = replaced(show.items, item_id, (item) => ({
    ...item,
    variants: replaced(item.variants, variant_id, (variant) => counted(variant, event)),
  }));
  return items === show.items ? show : { ...show, items };
}

/** How a claim's fact moves the numbers of its variant. */
export function counted(variant: VariantView, event: ClaimEvent): VariantView {
  const { held, sold, waiting } = variant;
  const { quantity, state } = event.claim;
  switch (event.type) {
    case "claim.held":
      return { ...variant, held: held + quantity, waiting: event.promoted ? waiting - 1 : waiting };
    case "claim.waitlisted":
      return { ...variant, waiting: waiting + 1 };
    case "claim.released":
    case "claim.expired":
      return withoutClaim(variant, event.claim);
    case "claim.wanted":
      return variant;
    case "claim.ordered":
      return { ...variant, held: state === "held" ? held - quantity : held, sold: sold + quantity };
  }
}

/** A claim is over: what it held, waited for or had bought is free again. One that was only wanted kept nothing. */
function withoutClaim(variant: VariantView, { state, quantity }: ClaimView): VariantView {
  switch (state) {
    case "waitlisted":
      return { ...variant, waiting: variant.waiting - 1 };
    case "held":
      return { ...variant, held: variant.held - quantity };
    case "ordered":
      return { ...variant, sold: variant.sold - quantity };
    case "wanted":
      return variant;
  }
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

function message(fact: Fact, event: Extract<ShowEvent, { type: "message.posted" }>): MessageView {
  return { offset: fact.offset, at: fact.at, author: event.author, role: event.role, text: fact.text ?? null };
}

function silenced(each: MessageView, offset: number): MessageView {
  return each.offset === offset ? { ...each, text: null } : each;
}

function byId(one: { id: string }, other: { id: string }): number {
  return one.id < other.id ? -1 : 1;
}
