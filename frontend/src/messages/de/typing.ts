import type { typing as English } from "../en/typing";

export const typing: typeof English = {
  noAmount: (typed, currency, hint) => `„${typed}“ ist kein Betrag in ${currency}. ${hint}`,
  noPriceAbove: (most) => `Kein Preis liegt über ${most}.`,
  writeNumber: (example) => `Schreib ihn als Zahl ohne Tausenderpunkt, zum Beispiel ${example}.`,
  writeInstead: (code, country, typed) => `Schreib ${code} für ${country}, nicht ${typed}.`,
  noCountry: (typed) => `„${typed}“ ist kein Land: Schreib seine zwei Buchstaben, zum Beispiel DE oder AT.`,
  decimalMark: ",",
};
