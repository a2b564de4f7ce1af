/** Which lines of a long chat are on the screen: a window that moves, so that the page stays light. */

export const MOST_SHOWN = 300;
/** How many lines the window moves by. */
export const STEP = 100;

interface Placed {
  readonly offset: number;
}

/** The lines from the one at `top` on; the last ones where `top` is null. */
export function shownFrom<Line extends Placed>(lines: readonly Line[], top: number | null): readonly Line[] {
  if (top === null) return lines.slice(-MOST_SHOWN);
  const first = lines.findIndex((line) => line.offset >= top);
  return lines.slice(Math.max(first, 0), Math.max(first, 0) + MOST_SHOWN);
}

/** The top of the window after a step up (-1) or down (1). */
export function stepped(lines: readonly Placed[], top: number, direction: 1 | -1): number {
  const first = lines.findIndex((line) => line.offset >= top);
  const last = Math.max(lines.length - MOST_SHOWN, 0);
  return lines[Math.min(Math.max(first + direction * STEP, 0), last)]?.offset ?? top;
}
