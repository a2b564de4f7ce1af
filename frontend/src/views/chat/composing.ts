/** Keys that belong to an input method: they choose a word, and send nothing. */

/** What every browser gives as the code of a key that its input method has taken. */
const TAKEN = 229;

/** Safari ends composing first and tells the key afterwards, as no longer composing, but still as taken. */
export function isComposing({
  isComposing,
  keyCode,
}: Pick<KeyboardEvent, "isComposing" | "keyCode">): boolean {
  return isComposing || keyCode === TAKEN;
}
