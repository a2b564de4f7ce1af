import type { ItemView, OverrideClaim, VariantView } from "../wire/frames";
import { ask, type RoomContext } from "./context";

/** Claims at the price that is on the screen; when it has changed meanwhile, the server says so. */
export function place(context: RoomContext, item: ItemView, variant: VariantView, quantity: number) {
  const price_version = item.price_version;
  return ask(context, { type: "claim.place", variant_id: variant.id, quantity, price_version }, variant.id);
}

/** Staff say why; of one's own nobody asks. */
export function release(context: RoomContext, claimId: string, reason = "") {
  return ask(context, { type: "claim.release", claim_id: claimId, reason }, claimId);
}

/** Takes a hold as sold, as the seller or as who holds it. */
export function confirm(context: RoomContext, claimId: string) {
  return ask(context, { type: "claim.confirm", claim_id: claimId }, claimId);
}

/** What a claim by hand is pending at before it has an id. */
export const BY_HAND = "claim-by-hand";

/** For somebody who asked in another network, at the price that is on the screen. */
export function placeFor(
  context: RoomContext,
  item: ItemView,
  variantId: string,
  quantity: number,
  name: string,
  network: string,
) {
  const price_version = item.price_version;
  return ask(
    context,
    { type: "claim.add_for", variant_id: variantId, quantity, price_version, name, network },
    BY_HAND,
  );
}

/** Who has the token of this hash may take over what was claimed by hand for that buyer. */
export function linkFor(context: RoomContext, buyerId: string, tokenHash: string) {
  return ask(context, { type: "claim.link_for", buyer_id: buyerId, token_hash: tokenHash }, buyerId);
}

/** Moves somebody in line; everybody is told who did it and why. */
export function override(context: RoomContext, claimId: string, to: OverrideClaim["to"], reason: string) {
  return ask(context, { type: "claim.override", claim_id: claimId, to, reason }, claimId);
}
