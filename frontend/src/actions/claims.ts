import type { ItemView, VariantView } from "../wire/frames";
import { ask, type Helm } from "./helm";

/** Claims at the price that is on the screen; when it has changed meanwhile, the server says so. */
export function place(helm: Helm, item: ItemView, variant: VariantView, quantity: number) {
  const price_version = item.price_version;
  return ask(helm, { type: "claim.place", variant_id: variant.id, quantity, price_version }, variant.id);
}

export function release(helm: Helm, claimId: string) {
  return ask(helm, { type: "claim.release", claim_id: claimId }, claimId);
}

export function confirm(helm: Helm, claimId: string) {
  return ask(helm, { type: "claim.confirm", claim_id: claimId }, claimId);
}
