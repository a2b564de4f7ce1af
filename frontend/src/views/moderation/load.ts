/** The screens of moderation come when they are needed, with their texts: most readers never open one. */

import { LANGUAGES, type Language, languageOf } from "../../messages/language";
import { texts } from "../../messages/texts";

const AREAS = {
  en: () => Promise.all([import("../../messages/en/acts"), import("../../messages/en/log")]),
  de: () => Promise.all([import("../../messages/de/acts"), import("../../messages/de/log")]),
} satisfies Record<Language, unknown>;

/** The screen, once its texts are there. */
export async function withTexts<Screen>(screen: Promise<Screen>): Promise<Screen> {
  const tag = document.getElementById("app")?.lang ?? LANGUAGES[0];
  const [{ acts }, { log }] = await AREAS[languageOf(tag)]();
  Object.assign(texts, { acts, log });
  return screen;
}
