/**
 * What Arabic sentences are made with. They run from right to left and hold names, prices and numbers that run
 * the other way: each is isolated, so that it keeps its place and the signs around it stay with the sentence.
 */

import { type Forms, locale } from "../language";

const ISOLATE = "\u2068";
const END = "\u2069";

/** A tag for templates: said`حظر ${name}`. */
export function said(words: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return String.raw({ raw: words }, ...values.map((value) => ISOLATE + value + END));
}

/** 19 is 19%, with the marks that keep the sign beside the number. */
export function percent(share: number): string {
  return new Intl.NumberFormat(locale(), { style: "percent", maximumFractionDigits: 2 }).format(share / 100);
}

/**
 * A counted thing: one, two, three to ten, eleven to ninety-nine; and none or hundreds, where that is another word, as
 * of men.
 */
export function counted(one: string, two: string, few: string, many: string, other = many): Forms {
  return { one, two, few, many, other };
}
