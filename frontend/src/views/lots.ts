/** Lots in words. */

import type { AuctionView, ItemView } from "../wire/frames";
import { money } from "./format";

export function lotsOf(auctions: readonly AuctionView[], itemId: string): AuctionView[] {
  return auctions.filter((auction) => auction.item_id === itemId);
}

/**
 * Lots that want to be seen at once: under the hammer in this party, or offered to this reader in whichever.
 */
export function hotLots(
  auctions: readonly AuctionView[],
  partyId: string,
  user: string | null,
): AuctionView[] {
  return auctions.filter(
    (auction) =>
      (auction.party_id === partyId && isOn(auction)) ||
      (user !== null && auction.state === "offered" && auction.leader?.id === user),
  );
}

/** The lots of a party that were sold, whoever pays for them. */
export function soldLots(auctions: readonly AuctionView[], partyId: string): AuctionView[] {
  return auctions.filter(
    (auction) => auction.party_id === partyId && auction.state === "closed" && auction.outcome === "sold",
  );
}

export function isOn(auction: AuctionView): boolean {
  return auction.state === "open" || auction.state === "paused";
}

export function lotTitle(item: ItemView | undefined, auction: AuctionView): string {
  const kind = item?.variants.find((variant) => variant.id === auction.variant_id)?.name;
  if (!item) return "A lot";
  return kind ? `${item.title}, ${kind}` : item.title;
}

/** How a lot stands, when nobody can bid. */
export function lotState(auction: AuctionView, currency: string): string {
  switch (auction.state) {
    case "pending":
      return "Coming up";
    case "open":
      return "Open";
    case "paused":
      return "Paused";
    case "offered":
      return `Offered to ${auction.leader?.name ?? "the next"}`;
    case "closed":
      if (auction.outcome === "sold")
        return `Sold to ${auction.leader?.name ?? "somebody"}${auction.price === null ? "" : ` for ${money(auction.price, currency)}`}`;
      return auction.outcome === "void" ? `Void: ${auction.reason}` : "Not sold";
  }
}
