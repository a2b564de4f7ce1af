/** What viewers gave: added up for the messages that are on the screen, and kept nowhere else. */

import type { Reaction } from "../wire/frames";

export type Emoji = Reaction["emoji"];
export const EMOJI: readonly Emoji[] = ["❤️", "👍", "😂", "😮", "👏", "🔥"];

/** How often each sign was given to a message. */
export type Counts = Readonly<Partial<Record<Emoji, number>>>;
/** Messages whose signs are remembered; the oldest is forgotten. */
export const REMEMBERED = 300;

/** The counts by message, with what was given since; `given` to no message floats and is not counted. */
export function added(
  counts: ReadonlyMap<number, Counts>,
  given: readonly Reaction[],
): ReadonlyMap<number, Counts> {
  const after = new Map(counts);
  for (const { emoji, message_offset, times } of given) {
    if (message_offset === null) continue;
    const before = after.get(message_offset) ?? {};
    after.delete(message_offset);
    after.set(message_offset, { ...before, [emoji]: (before[emoji] ?? 0) + times });
  }
  return new Map([...after].slice(-REMEMBERED));
}

/** The signs that float over the room: how often each. */
export function floating(given: readonly Reaction[]): Counts {
  const free = given.filter(({ message_offset }) => message_offset === null);
  return Object.fromEntries(free.map(({ emoji, times }) => [emoji, times]));
}
