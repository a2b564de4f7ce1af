/** Modes in plain words. */

import { texts } from "../../messages/texts";
import type { ModesView } from "../../wire/frames";

const MINUTE = 60;

/** What is asked of those who speak, a word or two each. */
export function chipsOf(modes: ModesView): string[] {
  const t = texts.talk.chat;
  const chips = [
    modes.shield && t.shieldIsUp,
    modes.slow_seconds > 0 && t.slowMode(howLong(modes.slow_seconds)),
    modes.followers_minutes === 0 && t.followersOnly,
    !!modes.followers_minutes && t.followersOf(howLong(modes.followers_minutes * MINUTE)),
    modes.buyers_only && t.buyersOnly,
    modes.emoji_only && t.emojiOnly,
    modes.unique_only && t.nothingTwice,
    modes.first_held && t.firstWait,
    modes.delay_seconds > 0 && t.late(modes.delay_seconds),
    modes.links === "off" && t.noLinks,
    modes.links === "listed" && t.someLinks,
  ];
  return chips.filter((chip) => chip !== false);
}

/** In the largest unit that comes out even. */
export function howLong(seconds: number): string {
  const t = texts.talk.chat;
  const minutes = seconds / MINUTE;
  if (!Number.isInteger(minutes) || minutes === 0) return t.inSeconds(seconds);
  const hours = minutes / MINUTE;
  if (!Number.isInteger(hours)) return t.inMinutes(minutes);
  return Number.isInteger(hours / 24) ? t.inDays(hours / 24) : t.inHours(hours);
}
