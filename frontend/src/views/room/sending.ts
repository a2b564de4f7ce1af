/** What a seller's terms say of sending, in words for a buyer. */

import type { PieceRate, ShippingRule, WeightRate } from "../../wire/frames";
import { countryName, money } from "../format";

/** The rule in a line, and what does not fit into it. */
export interface Sending {
  readonly short: string;
  readonly more: readonly string[];
}

export function sending(
  { everywhere, regions = [], free_from = null }: ShippingRule,
  currency: string,
): Sending {
  const free = free_from === null ? "" : `; free from ${money(free_from, currency)} of goods`;
  const bands = "bands" in everywhere ? [`Everywhere: ${rate(everywhere, currency)}`] : [];
  const elsewhere = regions.map(
    (one) => `${one.countries.map(countryName).join(", ")}: ${rate(one.rate, currency)}`,
  );
  return {
    short: `${brief(everywhere, currency)}${elsewhere.length > 0 ? "; other prices for some countries" : ""}${free}`,
    more: [...elsewhere, ...bands],
  };
}

function brief(of: PieceRate | WeightRate, currency: string): string {
  if (!("bands" in of)) return rate(of, currency);
  return `from ${money(Math.min(of.above, ...of.bands.map((band) => band.price)), currency)} by weight`;
}

function rate(of: PieceRate | WeightRate, currency: string): string {
  if ("bands" in of) {
    const bands = of.bands.map((band) => `${money(band.price, currency)} up to ${grams(band.up_to)}`);
    return `${bands.join(", ")}, ${money(of.above, currency)} above that`;
  }
  if (of.first === 0) return "free";
  return of.further
    ? `${money(of.first, currency)}, ${money(of.further, currency)} for each further piece`
    : money(of.first, currency);
}

function grams(many: number): string {
  return many % 100 === 0 && many >= 1000 ? `${many / 1000} kg` : `${many} g`;
}
