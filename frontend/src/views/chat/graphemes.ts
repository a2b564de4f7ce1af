/** How many characters a person would count. */

const segmenter = new Intl.Segmenter();

export const MAX_MESSAGE = 500;

export function graphemes(text: string): number {
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}
