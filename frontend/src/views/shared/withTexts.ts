/** Screens that few readers open come when they are needed, and their texts with them. */

import { LANGUAGES, languageOf } from "../../messages/language";
import { add, type Catalogue } from "../../messages/texts";

/** How a screen is loaded together with these texts. */
export function withTextsOf(catalogue: Catalogue) {
  return async <Screen>(screen: Promise<Screen>): Promise<Screen> => {
    await add(catalogue, languageOf(document.getElementById("app")?.lang ?? LANGUAGES[0]));
    return screen;
  };
}
