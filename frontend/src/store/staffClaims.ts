/**
 * All claims of a room, as staff see them: read once over HTTPS at a position, then kept true by the facts
 * after it.
 */

import type { ClaimView } from "../wire/frames";
import { sale } from "./claims";
import type { ShowFact } from "./tables";

export interface StaffClaims {
  /** True at this offset of the show. */
  readonly offset: number;
  /** Held, waitlisted and ordered ones, oldest first. */
  readonly claims: readonly ClaimView[];
}

export function reduceStaffClaims(state: StaffClaims, fact: ShowFact): StaffClaims {
  if (fact.offset <= state.offset) return state;
  const { event } = fact;
  const { offset } = fact;
  switch (event.type) {
    case "claim.held":
    case "claim.waitlisted":
    case "claim.wanted":
    case "claim.moved":
      return { offset, claims: upserted(state.claims, event.claim) };
    case "claim.taken_over":
      return {
        offset,
        claims: state.claims.map((claim) =>
          claim.buyer.id === event.stand_in_id ? { ...claim, buyer: event.buyer, network: null } : claim,
        ),
      };
    case "claim.released":
    case "claim.expired":
      return { offset, claims: state.claims.filter((claim) => claim.id !== event.claim.id) };
    case "claim.ordered":
      return { offset, claims: upserted(state.claims, sale(event.claim)) };
    default:
      return { ...state, offset };
  }
}

function upserted(claims: readonly ClaimView[], fresh: ClaimView): readonly ClaimView[] {
  const known = claims.some((claim) => claim.id === fresh.id);
  if (!known) return [...claims, fresh].sort((one, other) => one.since - other.since);
  return claims.map((claim) => (claim.id === fresh.id ? fresh : claim));
}
