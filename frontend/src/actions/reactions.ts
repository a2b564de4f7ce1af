import type { Emoji } from "../store/given";
import { send, type RoomContext } from "./context";

export const REACTING = "reaction";
const EVERY_MS = 500;
const MOST_AT_ONCE = 10;
const waiting = new Map<string, number>();

/** Taps are sent together, twice a second. */
export function react(context: RoomContext, emoji: Emoji, messageOffset: number | null): void {
  const key = `${emoji} ${messageOffset}`;
  const times = waiting.get(key);
  waiting.set(key, Math.min((times ?? 0) + 1, MOST_AT_ONCE));
  if (times !== undefined) return;
  setTimeout(() => {
    const all = waiting.get(key) ?? 1;
    waiting.delete(key);
    void send(context, { type: "room.react", emoji, message_offset: messageOffset, times: all }, REACTING);
  }, EVERY_MS);
}
