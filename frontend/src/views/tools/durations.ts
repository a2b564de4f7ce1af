/** Lengths of time, as they are typed. */

const SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;

/** "30", "30s", "10m", "2h", "7d" in seconds; null for what is none. */
export function durationOf(words: string): number | null {
  const [, count, unit = "s"] = /^(\d{1,5})([smhd])?$/u.exec(words) ?? [];
  return count === undefined ? null : Number(count) * SECONDS[unit as keyof typeof SECONDS];
}
