/** The screens of a running party come when one runs, with their texts. */

import { withTextsOf } from "../../shared/withTexts";

export const withTexts = withTextsOf(import.meta.glob("../../../messages/*/pages/deck.ts"));
