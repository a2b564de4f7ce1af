/**
 * What a seller types about shipping, and what is sent of it. Money is typed in major units, sent in minor
 * ones.
 */

import type { PieceRate, Region, ShippingRule, WeightRate } from "../../wire/frames";
import { readCountry } from "../countries";
import { readMoney, typedMoney, Unreadable } from "../format";
import { texts } from "../../messages/texts";

export interface TypedBand {
  grams: number | null;
  price: string;
}

export interface TypedRate {
  by: "flat" | "pieces" | "weight";
  first: string;
  further: string;
  bands: TypedBand[];
  above: string;
}

export interface TypedRegion {
  countries: string;
  rate: TypedRate;
}

export interface TypedShipping {
  everywhere: TypedRate;
  regions: TypedRegion[];
  freeFrom: string;
}

export const NO_RATE: Readonly<TypedRate> = { by: "flat", first: "", further: "", bands: [], above: "" };

/** Empty fields for a rate. */
export function noRate(): TypedRate {
  return { ...NO_RATE, bands: [noBand()] };
}

/** Fields for a rule that is in force, or for none yet. */
export function typedShipping(rule: ShippingRule | null, currency: string): TypedShipping {
  if (rule === null) return { everywhere: noRate(), regions: [], freeFrom: "" };
  const regions = (rule.regions ?? []).map((one) => ({
    countries: one.countries.join(", "),
    rate: typedRate(one.rate, currency),
  }));
  const free = rule.free_from ?? null;
  return {
    everywhere: typedRate(rule.everywhere, currency),
    regions,
    freeFrom: free === null ? "" : typedMoney(free, currency),
  };
}

/** The rule that the fields say; throws `Unreadable`. */
export function readShipping(typed: TypedShipping, currency: string): ShippingRule {
  return {
    everywhere: readRate(typed.everywhere, currency),
    regions: typed.regions.map((one) => readRegion(one, currency)),
    free_from: typed.freeFrom.trim() === "" ? null : readMoney(typed.freeFrom, currency),
  };
}

/** 19 or 7,5 as basis points; throws `Unreadable`. */
export function readPercent(typed: string): number {
  const points = Math.round(Number(typed.trim().replace(",", ".")) * 100);
  if (!(points >= 0 && points <= 10_000)) throw new Unreadable(texts.terms.typing.percent);
  return points;
}

export function noBand(): TypedBand {
  return { grams: null, price: "" };
}

function typedRate(rate: PieceRate | WeightRate, currency: string): TypedRate {
  if ("bands" in rate) {
    const bands = rate.bands.map((band) => ({ grams: band.up_to, price: typedMoney(band.price, currency) }));
    return { ...NO_RATE, by: "weight", bands, above: typedMoney(rate.above, currency) };
  }
  const further = rate.further ?? 0;
  return {
    ...NO_RATE,
    by: further > 0 ? "pieces" : "flat",
    first: typedMoney(rate.first, currency),
    further: further > 0 ? typedMoney(further, currency) : "",
    bands: [noBand()],
  };
}

function readRate(typed: TypedRate, currency: string): PieceRate | WeightRate {
  if (typed.by === "weight") return readWeights(typed, currency);
  const first = readMoney(typed.first, currency);
  const further = typed.by === "pieces" ? readMoney(typed.further, currency) : 0;
  if (further > first) throw new Unreadable(texts.terms.typing.further);
  return { by: "pieces", first, further };
}

function readWeights(typed: TypedRate, currency: string): WeightRate {
  const bands = typed.bands.map(({ grams, price }) => {
    if (grams === null || grams < 1) throw new Unreadable(texts.terms.typing.grams);
    return { up_to: grams, price: readMoney(price, currency) };
  });
  bands.sort((one, other) => one.up_to - other.up_to);
  if (bands.some((band, place) => band.up_to === bands[place - 1]?.up_to))
    throw new Unreadable(texts.terms.typing.sameWeight);
  return { by: "weight", bands, above: readMoney(typed.above, currency) };
}

function readRegion(typed: TypedRegion, currency: string): Region {
  const countries = typed.countries
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(readCountry);
  if (countries.length === 0) throw new Unreadable(texts.terms.typing.countries);
  return { countries, rate: readRate(typed.rate, currency) };
}
