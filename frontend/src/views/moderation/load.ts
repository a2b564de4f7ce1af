/** The screens of moderation come when they are needed, with their texts: most readers never open one. */

import { withTextsOf } from "../shared/withTexts";

export const withTexts = withTextsOf(import.meta.glob("../../messages/*/pages/moderation.ts"));
