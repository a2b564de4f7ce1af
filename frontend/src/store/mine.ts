/** What is the reader's own in a room: her role, her claims, and how many stand in line before each.
 *
 * What is held, waited for, wanted or on offer stays hers when its party is not shown any more.
 */

import type { ClaimView, Mine, MyClaim, ShowSnapshot } from "../wire/frames";
import { earlierOffers, offered, openBids, withoutLot } from "./auctions";
import { entered, shownStill } from "./giveaways";
import type { ShowFact } from "./show";

/** `before` and `after` are the show around this fact; facts that the snapshot already holds change nothing. */
export function reduceMine(
  mine: Mine,
  fact: ShowFact,
  user: string,
  before: ShowSnapshot,
  after: ShowSnapshot,
): Mine {
  if (fact.offset <= mine.offset) return mine;
  const { event } = fact;
  const next = { ...mine, offset: fact.offset };
  switch (event.type) {
    case "member.role_set":
      return event.user_id === user ? { ...next, role: event.role, offered: null, bids: event.role === "buyer" ? next.bids : [] } : next;
    case "member.role_offered":
      return event.user_id === user ? { ...next, offered: event.role } : next;
    case "member.role_declined":
      return event.user_id === user ? { ...next, offered: null } : next;
    case "member.banned":
    case "member.left":
      return event.user_id === user ? { ...next, role: "buyer", offered: null, bids: [] } : next;
    case "room.followed":
    case "room.unfollowed":
      return event.user_id === user ? { ...next, follows: event.type === "room.followed" } : next;
    case "party.rsvp_given":
      return event.user_id === user ? { ...next, coming: listed(next.coming, event.party_id, event.coming) } : next;
    case "item.asked":
      return event.user_id === user ? { ...next, asked: listed(next.asked, event.item_id, true) } : next;
    case "item.featured":
      return event.item_id ? { ...next, asked: listed(next.asked, event.item_id, false) } : next;
    case "claim.held":
      return { ...next, claims: held(next.claims, event.claim, user, event.promoted, before) };
    case "claim.wanted":
      return { ...next, claims: held(next.claims, event.claim, user, false, before) };
    case "claim.waitlisted": {
      if (event.claim.buyer.id !== user) return next;
      return { ...next, claims: inserted(next.claims, { claim: event.claim, ahead: waitingFor(before, event.claim), ...named(before, event.claim) }) };
    }
    case "claim.moved":
      return { ...next, claims: next.claims.map((each) => moved(each, event)) };
    case "claim.taken_over":
      return event.buyer.id === user ? { ...next, claims: event.claims.reduce(inserted, next.claims) } : next;
    case "claim.released":
    case "claim.expired":
      return { ...next, claims: gone(next.claims, event.claim) };
    case "claim.ordered":
      return { ...next, claims: kept(held(next.claims, sale(event.claim), user, false, before), after) };
    case "item.edited":
      return { ...next, claims: next.claims.map((each) => (each.claim.item_id === event.item.id ? { ...each, title: event.item.title } : each)) };
    case "party.ended":
    case "party.cancelled":
      return { ...next, ...stillShown(next, after), entered: shownStill(next.entered, after), bids: openBids(next.bids, after), offers: earlierOffers(next.offers, user, before, after) };
    case "giveaway.entered":
    case "giveaway.left":
      return { ...next, entered: entered(next.entered, event, user) };
    case "auction.closed":
      return { ...next, bids: openBids(next.bids, after), offers: offered(next.offers, event.auction, user, after) };
    case "auction.offered": {
      const offers = offered(next.offers, event.auction, user, after);
      // Whom it is offered to reads the sum over HTTPS, or finds it in her next snapshot: no fact may tell it.
      return event.auction.leader?.id === user ? { ...next, offers } : { ...next, offers, bids: withoutLot(next.bids, event.auction.id) };
    }
    case "bid.struck":
      return event.leader ? next : { ...next, bids: withoutLot(next.bids, event.auction_id) };
    default:
      return next;
  }
}

function held(claims: readonly MyClaim[], claim: ClaimView, user: string, promoted: boolean, show: ShowSnapshot): MyClaim[] {
  const moved = promoted ? lineMoved(claims, claim) : claims;
  if (claim.buyer.id !== user) return [...moved];
  const known = moved.some((each) => each.claim.id === claim.id);
  if (known) return moved.map((each) => (each.claim.id === claim.id ? { ...each, claim, ahead: 0 } : each));
  return inserted(moved, { claim, ahead: 0, ...named(show, claim) });
}

/** By the moment they were placed: who waits again stands where she stood on the list. */
function inserted(claims: readonly MyClaim[], fresh: MyClaim): MyClaim[] {
  return [...claims, fresh].sort((one, other) => one.claim.since - other.claim.since);
}

/** Somebody was moved in line: who stood before her may stand behind her now, or the other way round. */
function moved(each: MyClaim, { claim, was, ahead }: Extract<ShowFact["event"], { type: "claim.moved" }>): MyClaim {
  if (each.claim.id === claim.id) return { ...each, claim, ahead };
  if (each.claim.state !== "waitlisted" || each.claim.variant_id !== claim.variant_id) return each;
  const { place } = each.claim;
  return { ...each, ahead: each.ahead + Number(claim.place < place) - Number(was < place) };
}

function gone(claims: readonly MyClaim[], claim: ClaimView): MyClaim[] {
  const moved = claim.state === "waitlisted" ? lineMoved(claims, claim) : claims;
  return moved.filter((each) => each.claim.id !== claim.id);
}

/** A claim left the line: whoever of mine stands behind it comes one forward. */
function lineMoved(claims: readonly MyClaim[], left: ClaimView): MyClaim[] {
  return claims.map((each) => (standsBehind(each.claim, left) ? { ...each, ahead: each.ahead - 1 } : each));
}

function standsBehind(claim: ClaimView, other: ClaimView): boolean {
  return claim.state === "waitlisted" && claim.variant_id === other.variant_id && claim.place > other.place;
}

/** Of what it is. A claim is new only in a party that is shown. */
function named(show: ShowSnapshot, claim: ClaimView): Pick<MyClaim, "title" | "currency"> {
  const item = show.items.find((each) => each.id === claim.item_id);
  const party = show.parties.find((each) => each.id === item?.party_id);
  return { title: item?.title ?? "", currency: party?.currency ?? "" };
}

export const KEPT_ORDERED = 20;

/** Of parties not shown any more: what is open, and the last that were ordered. */
function kept(claims: readonly MyClaim[], show: ShowSnapshot): MyClaim[] {
  const items = new Set(show.items.map((item) => item.id));
  const bought = claims.filter(({ claim }) => claim.state === "ordered" && !items.has(claim.item_id));
  const gone = new Set(bought.slice(0, -KEPT_ORDERED));
  return claims.filter((each) => !gone.has(each));
}

/** A claim that became a sale no longer runs out. */
export function sale(claim: ClaimView): ClaimView {
  return { ...claim, state: "ordered", held_until: null };
}

function waitingFor(show: ShowSnapshot, claim: ClaimView): number {
  const item = show.items.find((each) => each.id === claim.item_id);
  return item?.variants.find((variant) => variant.id === claim.variant_id)?.waiting ?? 0;
}

function listed(ids: readonly string[], id: string, on: boolean): string[] {
  const others = ids.filter((each) => each !== id);
  return on ? [...others, id].sort() : others;
}

/** What is of parties that the room still shows, and what is open of others. */
function stillShown(mine: Mine, show: ShowSnapshot): Pick<Mine, "claims" | "coming" | "asked"> {
  const parties = new Set(show.parties.map((party) => party.id));
  const items = new Set(show.items.map((item) => item.id));
  return {
    claims: kept(mine.claims, show),
    coming: mine.coming.filter((id) => parties.has(id)),
    asked: mine.asked.filter((id) => items.has(id)),
  };
}
