/**
 * Every text that a person reads. A page loads the areas it shows, in its language, before it shows anything:
 * so no
 * text may be read while modules are still loading, only when a screen is made or something happens.
 */

import { type Language, LANGUAGES, languageOf, setLanguage } from "./language";

/** English has every text; its types are what the other languages have to fill. */
export type Texts = typeof import("./en/pages/room") &
  typeof import("./en/pages/studio") &
  typeof import("./en/pages/terms") &
  typeof import("./en/pages/check") &
  typeof import("./en/pages/banned") &
  typeof import("./en/talk") &
  typeof import("./en/pages/notifications");

/** Where a page's catalogue is, in each language. */
export type Catalogue = Readonly<Record<Language, () => Promise<Partial<Texts>>>>;

export const texts = {} as Texts;

/**
 * Loads a catalogue and returns its language. Where the language's own cannot be had it is English, for the whole
 * page.
 */
export async function speak(catalogue: Catalogue, tag: string): Promise<Language> {
  const wanted = languageOf(tag);
  try {
    return put(await catalogue[wanted](), wanted);
  } catch (error) {
    const [first] = LANGUAGES;
    if (wanted === first) throw error;
    return put(await catalogue[first](), first);
  }
}

function put(loaded: Partial<Texts>, language: Language): Language {
  Object.assign(texts, loaded);
  setLanguage(language);
  return language;
}
