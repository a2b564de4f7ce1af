/** What a seller's terms say of sending, in words for a buyer. */

import type { PieceRate, ShippingRule, WeightRate } from "../../wire/frames";
import { countryName, money } from "../format";
import { texts } from "../../messages/texts";

/** The rule in a line, and what does not fit into it. */
export interface Sending {
  readonly short: string;
  readonly more: readonly string[];
}

export function sending(
  { everywhere, regions = [], free_from = null }: ShippingRule,
  currency: string,
): Sending {
  const t = texts.room.sending;
  const bands = "bands" in everywhere ? [t.everywhere(rate(everywhere, currency))] : [];
  const elsewhere = regions.map((one) =>
    t.region(one.countries.map(countryName).join(", "), rate(one.rate, currency)),
  );
  const usual = brief(everywhere, currency);
  const short = elsewhere.length > 0 ? t.elsewhere(usual) : usual;
  return {
    short: free_from === null ? short : t.freeFrom(short, money(free_from, currency)),
    more: [...elsewhere, ...bands],
  };
}

function brief(of: PieceRate | WeightRate, currency: string): string {
  if (!("bands" in of)) return rate(of, currency);
  const lowest = Math.min(of.above, ...of.bands.map((band) => band.price));
  return texts.room.sending.byWeight(money(lowest, currency));
}

function rate(of: PieceRate | WeightRate, currency: string): string {
  const t = texts.room.sending;
  if ("bands" in of) {
    const bands = of.bands.map((band) => t.upTo(money(band.price, currency), grams(band.up_to)));
    return t.above(bands.join(", "), money(of.above, currency));
  }
  if (of.first === 0) return t.free;
  return of.further
    ? t.further(money(of.first, currency), money(of.further, currency))
    : money(of.first, currency);
}

function grams(many: number): string {
  const t = texts.room.sending;
  return many % 100 === 0 && many >= 1000 ? t.kilograms(many / 1000) : t.grams(many);
}
