/** What a seller's tools offer, so that nothing has to be typed while people wait. */

import type { ItemView, VariantView } from "../../../wire/frames";
import { free } from "../../selectors";

export const TOOLS = ["price", "flash", "auction", "giveaway"] as const;
export type Tool = (typeof TOOLS)[number];

const OFF = [10, 20, 30, 50] as const;
export const FLASH_PERCENTS = [10, 20, 30] as const;
export const FLASH_SECONDS = [60, 180, 300] as const;
export const LOT_SECONDS = [30, 60, 120] as const;
export const GIVEAWAY_SECONDS = [60, 180, 300] as const;

/** Lower prices of an item, in minor units, the highest first; none that is the same, or nothing. */
export function drops(price: number): { readonly percent: number; readonly price: number }[] {
  const found = OFF.map((percent) => ({ percent, price: Math.round((price * (100 - percent)) / 100) }));
  return found.filter(
    (each, at) => each.price > 0 && each.price < price && each.price !== found[at - 1]?.price,
  );
}

/** Where a lot may begin, in minor units, the lowest first: one whole unit of money, half the price, the price. */
export function startsOf(price: number, digits: number): number[] {
  const one = 10 ** digits;
  return [...new Set([one, Math.ceil(price / 2), price])].filter((each) => each > 0).sort((a, b) => a - b);
}

/** The kinds of which a unit can be auctioned now. */
export function lotKinds(item: ItemView): VariantView[] {
  return item.variants.filter((each) => free(each) > 0);
}

/** Which tools fit the item on air; the giveaway needs none. */
export function fits(tool: Tool, item: ItemView | null, hasLot: boolean): boolean {
  if (tool === "giveaway") return true;
  if (!item || item.withdrawn) return false;
  if (tool === "price") return !item.flash && item.variants.some((each) => each.own_price === null);
  if (tool === "auction") return !hasLot && lotKinds(item).length > 0;
  return true;
}
