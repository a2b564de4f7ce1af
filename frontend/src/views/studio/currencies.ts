/** Currencies to choose from, and the one that the viewer most likely sells in. */

export const CURRENCIES = [
  "EUR", "USD", "GBP", "AUD", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "HKD", "HUF", "IDR", "ILS",
  "INR", "JPY", "KRW", "MXN", "MYR", "NOK", "NZD", "PHP", "PLN", "RON", "SEK", "SGD", "THB", "TRY", "TWD", "UAH",
  "VND", "ZAR",
] as const;

const BY_REGION: Readonly<Record<string, string>> = {
  US: "USD", GB: "GBP", AU: "AUD", BR: "BRL", CA: "CAD", CH: "CHF", DK: "DKK", IN: "INR", JP: "JPY", MX: "MXN",
  NO: "NOK", NZ: "NZD", PL: "PLN", SE: "SEK", SG: "SGD", TH: "THB", TR: "TRY", ZA: "ZAR", KR: "KRW", PH: "PHP",
};

export function likelyCurrency(language: string = navigator.language): string {
  return BY_REGION[new Intl.Locale(language).maximize().region ?? ""] ?? "EUR";
}
