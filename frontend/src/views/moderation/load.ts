/** The screens of moderation come when they are needed, with their texts: most readers never open one. */

import { LANGUAGES, languageOf } from "../../messages/language";
import { add } from "../../messages/texts";

const CATALOGUE = import.meta.glob("../../messages/*/pages/moderation.ts");

/** The screen, once its texts are there. */
export async function withTexts<Screen>(screen: Promise<Screen>): Promise<Screen> {
  await add(CATALOGUE, languageOf(document.getElementById("app")?.lang ?? LANGUAGES[0]));
  return screen;
}
