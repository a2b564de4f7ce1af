/**
 * Money, times and counts in the page's language; decimals are those of the server's table.
 */

import { locale } from "../messages/language";
import { CURRENCIES } from "../wire/currencies";
import { texts } from "../messages/texts";

const USUAL = [2, 100_000_000, 1250] as const;

/** Minor units to words: 1250 EUR is €12.50, 1250 JPY is ¥1,250, 1250 HUF is HUF 12.50. */
export function money(minor: number, currency: string, tag: string = locale()): string {
  const digits = fractionDigits(currency);
  const format = new Intl.NumberFormat(tag, {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(minor / 10 ** digits);
}

/**
 * How many decimals a currency has: two for most, none for yen, three for dinars. Browsers have their own
 * opinions.
 */
export function fractionDigits(currency: string): number {
  const [digits] = CURRENCIES[currency] ?? USUAL;
  return digits;
}

/** The highest price in a currency, in minor units: more is a mistake in typing. */
function highestPrice(currency: string): number {
  const [, most] = CURRENCIES[currency] ?? USUAL;
  return most;
}

/**
 * What somebody typed as a price, in minor units; null when it is none, more than a price can be, or could be
 * read in two
 * ways. As `rooms/rules/money.py` reads it: point and comma both begin the decimals, but three digits after a
 * mark are
 * thousands to many people, so they are only taken after a point in a currency that has three.
 */
export function parseMoney(typed: string, currency: string, most = highestPrice(currency)): number | null {
  const found = /^(\d{1,15})(?:([.,])(\d{1,3}))?$/.exec(western(typed.trim()));
  if (found === null) return null;
  const [, whole = "", mark = "", fraction = ""] = found;
  const digits = fractionDigits(currency);
  if (fraction.length === 3 && !(mark === "." && digits === 3)) return null;
  if (/[1-9]/.test(fraction.slice(digits))) return null;
  const minor = Number(whole + fraction.slice(0, digits).padEnd(digits, "0"));
  return minor <= most ? minor : null;
}

/** Digits and the decimal mark of Arabic and Persian keyboards, as we read them. */
function western(typed: string): string {
  return typed.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15)).replace("٫", ".");
}

/** What somebody typed is not what the field asks for. The message is for her. */
export class Unreadable extends Error {}

/** As `parseMoney`; throws `Unreadable` where it is no price. */
export function readMoney(typed: string, currency: string, most = highestPrice(currency)): number {
  const minor = parseMoney(typed, currency, most);
  if (minor === null)
    throw new Unreadable(texts.typing.noAmount(typed, currency, moneyHint(currency, typed)));
  return minor;
}

/** How to write a price in a currency, for a person; or what the highest one is, where she wrote more. */
export function moneyHint(currency: string, typed = ""): string {
  if (parseMoney(typed, currency, Number.MAX_SAFE_INTEGER) !== null)
    return texts.typing.noPriceAbove(money(highestPrice(currency), currency));
  return texts.typing.writeNumber(exampleMoney(currency));
}

/** An everyday price as somebody would type it: 12.50 EUR, 1250 JPY, 125000 VND. */
export function exampleMoney(currency: string): string {
  const [, , example] = CURRENCIES[currency] ?? USUAL;
  return typedMoney(example, currency);
}

/**
 * Minor units as somebody would type them into a field: 12.50, or 12,50 where people write commas; except before
 * three digits, which would then be read as thousands.
 */
export function typedMoney(minor: number, currency: string): string {
  const digits = fractionDigits(currency);
  const typed = (minor / 10 ** digits).toFixed(digits);
  return digits === 3 ? typed : typed.replace(".", texts.typing.decimalMark);
}

/** What somebody wrote, so that its direction does not turn the words around it. */
export function isolated(words: string): string {
  return `\u2068${words}\u2069`;
}

/** DE is Germany, in the page's language. */
export function countryName(code: string): string {
  return new Intl.DisplayNames(locale(), { type: "region", fallback: "code" }).of(code) ?? code;
}

export function fullTime(at: number): string {
  return new Intl.DateTimeFormat(locale(), {
    dateStyle: "medium",
    timeStyle: "short",
  }).format(at);
}

export function clockTime(at: number): string {
  return new Intl.DateTimeFormat(locale(), { timeStyle: "short" }).format(at);
}

/** What is left, as minutes and seconds, or hours and minutes where it is long; never below nothing. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  if (seconds > 7_200) return texts.ui.hours(Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** How long something has lasted, as hours, minutes and, where there is room, seconds. */
export function lasted(ms: number, { seconds }: { seconds: boolean }): string {
  const all = Math.max(0, Math.floor(ms / 1000));
  const parts = [Math.floor(all / 60) % 60, ...(seconds ? [all % 60] : [])];
  return [Math.floor(all / 3_600), ...parts.map((part) => String(part).padStart(2, "0"))].join(":");
}
