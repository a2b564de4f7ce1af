/** Claims: how each moves the numbers of its variant, and where the reader's own stand in line. */

import type { ClaimView, MyClaim, ShowEvent, ShowSnapshot, VariantView } from "../wire/frames";
import { type EventOf, type MineRows, type RowsOf, unchanged } from "./tables";
import { replaced } from "./updates";

export const claimRows: RowsOf<`claim.${string}`> = {
  "claim.held": claimed,
  "claim.waitlisted": claimed,
  "claim.wanted": claimed,
  "claim.released": claimed,
  "claim.expired": claimed,
  "claim.ordered": claimed,
  "claim.moved": unchanged,
  "claim.taken_over": unchanged,
};

export const claimMine: MineRows = {
  "claim.held": (mine, event, { user, before }) => ({
    claims: held(mine.claims, event.claim, user, event.promoted, before),
  }),
  "claim.wanted": (mine, { claim }, { user, before }) => ({
    claims: held(mine.claims, claim, user, false, before),
  }),
  "claim.ordered": (mine, { claim }, { user, before, after }) => ({
    claims: kept(held(mine.claims, sale(claim), user, false, before), after),
  }),
  "claim.waitlisted": (mine, { claim }, { user, before }) =>
    claim.buyer.id === user
      ? {
          claims: inserted(mine.claims, { claim, ahead: waitingFor(before, claim), ...named(before, claim) }),
        }
      : {},
  "claim.moved": (mine, event) => ({ claims: mine.claims.map((each) => moved(each, event)) }),
  "claim.taken_over": (mine, { buyer, claims }, { user }) =>
    buyer.id === user ? { claims: claims.reduce(inserted, mine.claims) } : {},
  "claim.released": (mine, { claim }) => ({ claims: gone(mine.claims, claim) }),
  "claim.expired": (mine, { claim }) => ({ claims: gone(mine.claims, claim) }),
};

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
function counted(variant: VariantView, event: ClaimEvent): VariantView {
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

/**
 * A claim is over: what it held, waited for or had bought is free again. One that was only wanted kept
 * nothing.
 */
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

function held(
  claims: readonly MyClaim[],
  claim: ClaimView,
  user: string,
  promoted: boolean,
  show: ShowSnapshot,
): MyClaim[] {
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
function moved(each: MyClaim, { claim, was, ahead }: EventOf<"claim.moved">): MyClaim {
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
export function kept(claims: readonly MyClaim[], show: ShowSnapshot): MyClaim[] {
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
