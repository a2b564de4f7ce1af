/** Whether a room is faster than eyes. Apart from what is done about it, which most readers never need. */

import type { MessageView } from "../wire/frames";

/** Lines a second that somebody can read about as fast as they come. */
export const FAST = 20;
export const SECOND_MS = 1000;

/** Whether these lines, the latest of a room, came faster than `FAST`. */
export function isFast(lines: readonly MessageView[]): boolean {
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last || lines.length < FAST * 2) return false;
  return last.at - first.at <= ((lines.length - 1) * SECOND_MS) / FAST;
}
