/** Money, times and counts as the viewer's own browser writes them. */

const OF_A_PAGE = typeof navigator === "undefined" ? undefined : navigator.languages;

/** Minor units to words: 1250 EUR is €12.50, 1250 JPY is ¥1,250. */
export function money(minor: number, currency: string, locales: readonly string[] | undefined = OF_A_PAGE): string {
  const format = new Intl.NumberFormat(locales as string[] | undefined, { style: "currency", currency });
  return format.format(minor / 10 ** fractionDigits(currency));
}

/** How many decimals people write for a currency: two for most, none for yen. */
export function fractionDigits(currency: string): number {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/** What somebody typed as a price, in minor units; null when it is none. Both comma and point are decimals. */
export function parseMoney(typed: string, currency: string): number | null {
  const plain = typed.trim().replace(",", ".");
  if (!/^\d{1,9}(\.\d+)?$/.test(plain)) return null;
  const [whole = "", cents = ""] = plain.split(".");
  const digits = fractionDigits(currency);
  if (cents.length > digits) return null;
  return Number(whole) * 10 ** digits + Number(cents.padEnd(digits, "0") || "0");
}

/** What somebody typed is not what the field asks for. The message is for her. */
export class Unreadable extends Error {}

/** As `parseMoney`; throws `Unreadable` where it is no price. */
export function readMoney(typed: string, currency: string): number {
  const minor = parseMoney(typed, currency);
  if (minor === null) throw new Unreadable(`“${typed}” is no amount of ${currency}. Write it as a number, such as ${typedMoney(1250, currency)}`);
  return minor;
}

/** Minor units as somebody would type them into a field. */
export function typedMoney(minor: number, currency: string): string {
  const digits = fractionDigits(currency);
  return (minor / 10 ** digits).toFixed(digits);
}

/** What somebody wrote, so that its direction does not turn the words around it. */
export function isolated(words: string): string {
  return `\u2068${words}\u2069`;
}

/** DE is Germany, in the viewer's language. */
export function countryName(code: string): string {
  return new Intl.DisplayNames(OF_A_PAGE as string[] | undefined, { type: "region", fallback: "code" }).of(code) ?? code;
}

export function fullTime(at: number): string {
  return new Intl.DateTimeFormat(OF_A_PAGE as string[] | undefined, { dateStyle: "medium", timeStyle: "short" }).format(at);
}

export function clockTime(at: number): string {
  return new Intl.DateTimeFormat(OF_A_PAGE as string[] | undefined, { timeStyle: "short" }).format(at);
}

/** What is left, as minutes and seconds; never below nothing. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
