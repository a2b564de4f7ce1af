/** The chat words somebody typed, with commas between; null when one of them cannot be a chat word. */

const MOST = 10;
const LONGEST = 20;

export function chatWords(typed: string): string[] | null {
  const words = typed
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
  const fits = (word: string) => [...word].length <= LONGEST && /\p{L}/u.test(word) && !/\p{Nd}/u.test(word);
  return words.length <= MOST && words.every(fits) ? [...new Set(words)] : null;
}
