/** When a party begins, for a person: by the clock on her wall, and how long it is until then. */

import { locale } from "../../messages/language";
import { countdown } from "../format";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** “Friday, 4 December 2026 at 20:00 CET”, in the zone of whoever reads it. */
export function ownTime(at: number): string {
  return new Intl.DateTimeFormat(locale(), {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
  }).format(at);
}

/** “3 days, 4 hours”; below an hour “59:07”, below nothing “0:00”. */
export function untilThen(ms: number): string {
  if (ms < HOUR) return countdown(ms);
  const parts =
    ms < DAY
      ? [unit("hour", Math.floor(ms / HOUR)), unit("minute", Math.floor((ms % HOUR) / MINUTE))]
      : [unit("day", Math.floor(ms / DAY)), unit("hour", Math.floor((ms % DAY) / HOUR))];
  return new Intl.ListFormat(locale(), { type: "unit", style: "short" }).format(parts);
}

function unit(name: "day" | "hour" | "minute", count: number): string {
  return new Intl.NumberFormat(locale(), { style: "unit", unit: name, unitDisplay: "long" }).format(count);
}
