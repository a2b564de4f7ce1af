/** The language of what is shown, and numbers and plural forms in it. */

export const LANGUAGES = ["en", "de", "es", "ar"] as const;
export type Language = (typeof LANGUAGES)[number];

let spoken: Language = "en";

/** The language of the catalogue that was loaded; it is not always the one the page asks for. */
export function setLanguage(language: Language): void {
  spoken = language;
}

/** What `<html lang>` names, as far as there is a catalogue for it; English for all others. */
export function languageOf(tag: string): Language {
  const [primary] = tag.toLowerCase().split("-");
  return LANGUAGES.find((each) => each === primary) ?? "en";
}

/**
 * For `Intl`: the language of the texts, as the reader's own region writes it. Digits and calendar are the same
 * everywhere, as on the pages that the server writes: regions of Arabic have others.
 */
export function locale(wanted: readonly string[] = navigator.languages): string {
  const tag = wanted.find((each) => each === spoken || each.startsWith(`${spoken}-`)) ?? spoken;
  return spoken === "ar" ? `${tag.split("-u-")[0]}-u-ca-gregory-nu-latn` : tag;
}

/** A form for each category of the language; `other` serves for those left out. */
export type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/**
 * `#` is the number, `{item}` a value of that name. What people wrote comes as a value: it may hold such signs
 * itself.
 */
export function plural(
  count: number,
  forms: Forms,
  values: Readonly<Record<string, string>> = {},
  tag: string = locale(),
): string {
  const form = forms[new Intl.PluralRules(tag).select(count)] ?? forms.other;
  return form.replace(/#|\{(\w+)\}/g, (place, name?: string) =>
    name === undefined ? number(count, tag) : (values[name] ?? place),
  );
}

export function number(count: number, tag: string = locale()): string {
  return new Intl.NumberFormat(tag).format(count);
}

/** “a, b or c”. */
export function anyOf(words: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: "disjunction" }).format(words);
}

/** “a, b and c”. */
export function allOf(words: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: "conjunction" }).format(words);
}
