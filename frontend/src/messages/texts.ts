/**
 * Every text that a person reads. A page loads the areas it shows, in its language, before it shows anything:
 * so no text may be read while modules are still loading, only when a screen is made or something happens.
 */

import { type Language, LANGUAGES, languageOf, setLanguage } from "./language";

/** English has every text; its types are what the other languages have to fill. */
export type Texts = typeof import("./en/pages/room") &
  typeof import("./en/pages/studio") &
  typeof import("./en/pages/terms") &
  typeof import("./en/pages/check") &
  typeof import("./en/pages/banned") &
  typeof import("./en/pages/moderation") &
  typeof import("./en/pages/notifications") &
  typeof import("./en/pages/deck");

/** Where a page's texts are: its file in each language's folder, as `import.meta.glob` finds them. */
export type Catalogue = Readonly<Record<string, () => Promise<unknown>>>;

export const texts = {} as Texts;

/**
 * Loads a catalogue and returns its language. Where the language's own cannot be had it is English, for the whole
 * page.
 */
export async function speak(catalogue: Catalogue, tag: string): Promise<Language> {
  const wanted = languageOf(tag);
  try {
    await add(catalogue, wanted);
    setLanguage(wanted);
    return wanted;
  } catch (error) {
    const [first] = LANGUAGES;
    if (wanted === first) throw error;
    return speak(catalogue, first);
  }
}

/** More texts in one language, and no other. */
export async function add(catalogue: Catalogue, language: Language): Promise<void> {
  const found = Object.entries(catalogue).find(([path]) => path.includes(`/${language}/`));
  if (!found) throw new RangeError(`no texts in ${language}`);
  Object.assign(texts, await found[1]());
}
