/**
 * What happened to the reader's own claims between two moments: the only thing that may interrupt a screen
 * reader.
 */

import type { ClaimMoved, ClaimReleased, ClaimView, Fact, Mine, Person } from "../wire/frames";

export interface News {
  readonly what: "held" | "promoted" | "waiting" | "wanted" | "released" | "expired" | "ordered";
  readonly claim: ClaimView;
  readonly ahead: number;
}

export function newsOf(before: Mine | null, after: Mine | null, facts: readonly Fact[]): News[] {
  if (!before || !after) return [];
  const known = new Map(before.claims.map((each) => [each.claim.id, each]));
  const changed = after.claims.flatMap((each): News[] => {
    const was = known.get(each.claim.id);
    if (was?.claim.state === each.claim.state) return [];
    return [{ what: word(each.claim.state, was !== undefined), claim: each.claim, ahead: each.ahead }];
  });
  const left = new Set(after.claims.map((each) => each.claim.id));
  const gone = before.claims
    .filter((each) => !left.has(each.claim.id))
    .flatMap(({ claim }) => ending(claim, facts));
  return [...gone, ...changed];
}

function word(state: ClaimView["state"], known: boolean): News["what"] {
  if (state === "ordered") return "ordered";
  if (state === "waitlisted") return "waiting";
  if (state === "wanted") return "wanted";
  return known ? "promoted" : "held";
}

/** A claim that is gone is news when a fact says how; when its party is no longer shown, it is not. */
function ending(claim: ClaimView, facts: readonly Fact[]): News[] {
  for (const { event } of facts) {
    if (event.type === "claim.released" && event.claim.id === claim.id)
      return [{ what: "released", claim, ahead: 0 }];
    if (event.type === "claim.expired" && event.claim.id === claim.id)
      return [{ what: "expired", claim, ahead: 0 }];
  }
  return [];
}

/** The items that the reader asked to see and that have come on air. */
export function shownOf(before: Mine | null, facts: readonly Fact[]): string[] {
  const asked = new Set(before?.asked);
  return facts.flatMap(({ event }) =>
    event.type === "item.featured" && event.item_id !== null && asked.has(event.item_id)
      ? [event.item_id]
      : [],
  );
}

export type Move = ClaimMoved | (ClaimReleased & { by: Person });

/**
 * Who was moved or let go, by whom and why, in a line in which the reader stands; or whose claim was the
 * reader's.
 */
export function movesOf(before: Mine | null, facts: readonly Fact[]): Move[] {
  const own = new Set(before?.claims.map(({ claim }) => claim.id));
  const lines = new Set(
    before?.claims.filter(({ claim }) => claim.state === "waitlisted").map(({ claim }) => claim.variant_id),
  );
  return facts.flatMap(({ event }): Move[] => {
    if (event.type !== "claim.moved" && event.type !== "claim.released") return [];
    if (!own.has(event.claim.id) && !lines.has(event.claim.variant_id)) return [];
    if (event.type === "claim.moved") return [event];
    return event.by === null ? [] : [{ ...event, by: event.by }];
  });
}
