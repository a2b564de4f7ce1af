/** Currencies to choose from, and the one that the viewer most likely sells in. */

import { locale } from "../../messages/language";
import { CURRENCIES } from "../../wire/currencies";

export interface CurrencyChoice {
  readonly code: string;
  readonly name: string;
}

const CODES = Object.keys(CURRENCIES).toSorted();

/** Every currency by its code and its name in the page's language. */
export function currencyChoices(tag: string = locale()): readonly CurrencyChoice[] {
  const names = new Intl.DisplayNames(tag, { type: "currency", fallback: "code" });
  return CODES.map((code) => ({ code, name: names.of(code) ?? code }));
}

/** Where a currency does not begin with the letters of its region, and is not the euro. */
const ELSEWHERE = [
  ["USD", "AS BQ EC FM GU MH MP PR PW SV TC TL VG VI"],
  ["XOF", "BF BJ CI GW ML NE SN TG"],
  ["XAF", "CF CG CM GA GQ TD"],
  ["XCD", "AG AI DM GD KN LC MS VC"],
  ["XPF", "NC PF WF"],
  ["GBP", "GG IM JE"],
  ["AUD", "KI NR TV"],
  ["NZD", "CK NU TK"],
  ["DKK", "FO GL"],
  ["XCG", "CW SX"],
  ["CHF", "LI"],
  ["ILS", "PS"],
  ["VES", "VE"],
] as const;

/** The currency of the viewer's region: codes begin with its two letters, nearly everywhere. */
export function likelyCurrency(language: string = navigator.language): string {
  const region = new Intl.Locale(language).maximize().region ?? "";
  const other = ELSEWHERE.find(([, regions]) => regions.split(" ").includes(region));
  return other?.[0] ?? CODES.find((code) => code.startsWith(region)) ?? "EUR";
}
