/** Holds as a seller confirms them: by item, the one on air first, then where something came last. */

import type { ClaimView, ItemView } from "../../../wire/frames";

export interface ClaimGroup {
  readonly item: ItemView;
  /** Newest first. */
  readonly claims: readonly ClaimView[];
}

/** `claim.confirm` may be sent a hundred times in ten seconds: some are left for single ones. */
export const AT_ONCE = 80;

export function claimGroups(
  claims: readonly ClaimView[],
  items: ReadonlyMap<string, ItemView>,
  onAir: string | null,
): ClaimGroup[] {
  const groups = new Map<string, ClaimView[]>();
  for (const claim of newestFirst(claims)) {
    const group = groups.get(claim.item_id);
    if (group) group.push(claim);
    else groups.set(claim.item_id, [claim]);
  }
  const found = [...groups].flatMap(([id, of]) => {
    const item = items.get(id);
    return item ? [{ item, claims: of }] : [];
  });
  return found.sort((one, other) => Number(other.item.id === onAir) - Number(one.item.id === onAir));
}

export function newestFirst(claims: readonly ClaimView[]): ClaimView[] {
  return claims.toSorted((one, other) => other.since - one.since);
}

export function sumOf(claims: readonly ClaimView[]): number {
  return claims.reduce((sum, claim) => sum + claim.price * claim.quantity, 0);
}
