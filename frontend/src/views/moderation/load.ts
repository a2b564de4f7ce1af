/** The screens of moderation come when they are needed, with their texts: most readers never open one. */

import { LANGUAGES, type Language, languageOf } from "../../messages/language";
import { texts } from "../../messages/texts";

const AREAS = {
  en: () =>
    Promise.all([
      import("../../messages/en/acts"),
      import("../../messages/en/log"),
      import("../../messages/en/talk"),
    ]),
  de: () =>
    Promise.all([
      import("../../messages/de/acts"),
      import("../../messages/de/log"),
      import("../../messages/de/talk"),
    ]),
} satisfies Record<Language, unknown>;

/** The screen, once its texts are there. */
export async function withTexts<Screen>(screen: Promise<Screen>): Promise<Screen> {
  const tag = document.getElementById("app")?.lang ?? LANGUAGES[0];
  const [{ acts }, { log }, { talk }] = await AREAS[languageOf(tag)]();
  Object.assign(texts, { acts, log, talk });
  return screen;
}
