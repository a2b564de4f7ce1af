/**
 * When to come back: a random wait below a bound that doubles (full jitter), so that a thousand clients
 * spread out.
 */

import { Close } from "../wire/codes";

export const FIRST_BOUND_MS = 500;
export const LAST_BOUND_MS = 30_000;
/** Close codes from here on mean: do not come back by yourself. */
const STAY_AWAY = 4500;

export function waitMs(attempt: number, random: number): number {
  const bound = Math.min(LAST_BOUND_MS, FIRST_BOUND_MS * 2 ** Math.min(attempt, 16));
  return Math.floor(random * bound);
}

export type Return = "wait" | "new_ticket" | "stay_away";

/** What a close code asks of us. A refused ticket may be replaced once. */
export function afterClose(code: number, triedNewTicket: boolean): Return {
  if (code < STAY_AWAY) return "wait";
  return code === Close.NOT_AUTHENTICATED && !triedNewTicket ? "new_ticket" : "stay_away";
}
