/** What is typed: keys that belong to an input method choose a word, and send nothing. */

import type { PostMessage } from "../../wire/frames";

const ACTION = /^\/me\s+(?=\S)/iu;

/** "/me waves" says what she does, under her name. */
export function action(words: string): Pick<PostMessage, "text" | "me"> {
  return ACTION.test(words) ? { text: words.replace(ACTION, ""), me: true } : { text: words };
}

/** What every browser gives as the code of a key that its input method has taken. */
const TAKEN = 229;

/** Safari ends composing first and tells the key afterwards, as no longer composing, but still as taken. */
export function isComposing({
  isComposing,
  keyCode,
}: Pick<KeyboardEvent, "isComposing" | "keyCode">): boolean {
  return isComposing || keyCode === TAKEN;
}
