/** What of a room a screen shows: the party that matters now, an item's numbers, one's own claims. */

import type {
  ClaimView,
  ItemView,
  Lineup,
  MyClaim,
  PartyView,
  ShowSnapshot,
  VariantView,
} from "../wire/frames";
import { texts } from "../messages/texts";

/** The party that is on; or the next to begin; or the last one. */
export function currentParty(parties: readonly PartyView[]): PartyView | null {
  const on = parties.find((party) => party.state === "live" || party.state === "paused");
  if (on) return on;
  const coming = parties.filter((party) => party.state === "scheduled");
  coming.sort((one, other) => (one.starts_at ?? 0) - (other.starts_at ?? 0));
  return coming[0] ?? parties.find((party) => party.state === "ended") ?? null;
}

const OPEN = ["draft", "scheduled", "live", "paused"];

/** The parties that items of that currency can still be put into. */
export function openParties<Each extends PartyView>(parties: readonly Each[], currency: string): Each[] {
  return parties.filter((each) => OPEN.includes(each.state) && each.currency === currency);
}

export function itemsOf(show: ShowSnapshot, party: PartyView): ItemView[] {
  return show.items.filter((item) => item.party_id === party.id);
}

/** Units that are certainly to be had now; while somebody waits, they may be hers. */
export function free(variant: VariantView): number {
  return variant.waiting > 0 ? 0 : Math.max(0, variant.stock - variant.held - variant.sold);
}

export function freeInAll(item: ItemView): number {
  return item.variants.reduce((sum, variant) => sum + free(variant), 0);
}

/** What the cheapest of its kinds costs. */
export function lowest(item: ItemView): number {
  return Math.min(...item.variants.map((each) => each.price));
}

/** In two words whether it can be had. */
export function leftWords(item: ItemView): string {
  if (item.withdrawn) return texts.sale.offSale;
  const left = freeInAll(item);
  if (left > 0) return texts.sale.left(left);
  return item.variants.every(soldOut) ? texts.sale.soldOut : texts.sale.allHeld;
}

/** All is sold, not only held: what comes back is the stock that a seller finds, or an order that is let go. */
export function soldOut(variant: VariantView): boolean {
  return variant.sold >= variant.stock;
}

export function claimsOf(claims: readonly MyClaim[], variant: VariantView): MyClaim[] {
  return claims.filter((each) => each.claim.variant_id === variant.id);
}

export function matches(item: ItemView, wanted: string): boolean {
  const words = wanted.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const text = `${item.number} ${item.title} ${item.seller.name} ${item.variants.map((each) => each.name).join(" ")}`;
  const hay = text.toLocaleLowerCase();
  return words.every((word) => hay.includes(word));
}

export function stockWords(variant: VariantView): string {
  if (soldOut(variant)) return texts.sale.soldOut;
  const left = variant.stock - variant.held - variant.sold;
  const words = left > 0 ? texts.sale.left(left) : texts.sale.allHeld;
  return variant.waiting > 0 ? texts.sale.inLine(words, variant.waiting) : words;
}

/** All of it is sold: she is told, and it is held for her, if one comes back. */
export function isWished({ items }: Pick<ShowSnapshot, "items">, claim: ClaimView): boolean {
  const variant = variantIn(items, claim);
  return claim.state === "waitlisted" && variant !== undefined && soldOut(variant);
}

function variantIn(items: readonly ItemView[], claim: ClaimView): VariantView | undefined {
  return items
    .find((each) => each.id === claim.item_id)
    ?.variants.find((each) => each.id === claim.variant_id);
}

/** She waits for more than is unsold: others are served before her, until enough comes back. */
export function isPassedOver({ items }: Pick<ShowSnapshot, "items">, claim: ClaimView): boolean {
  const variant = variantIn(items, claim);
  return (
    claim.state === "waitlisted" && variant !== undefined && claim.quantity > variant.stock - variant.sold
  );
}

/** The seller who has the stage next; null when nobody comes after the one who has it. */
export function nextUp({ slots, on_stage }: Lineup): string | null {
  const at = slots.findIndex((slot) => slot.seller.id === on_stage);
  return slots[at + 1]?.seller.id ?? null;
}
