// Generated from the Python frames by `make wire`. Do not edit.

import type { Code } from "./frames";

export const SUBPROTOCOL = "livesell.v1.json";
export const MAX_FRAME_BYTES = 262144;
export const PING_SECONDS = 12;

/** Whether the same command with the same id may yet succeed. */
export const VERDICTS: Readonly<Record<Code, { readonly retry: boolean }>> = {
  bad_frame: { retry: false },
  bad_text: { retry: false },
  id_reused: { retry: false },
  too_fast: { retry: true },
  busy: { retry: true },
  unknown: { retry: true },
  internal: { retry: false },
  limit: { retry: false },
  sign_in: { retry: false },
  not_found: { retry: false },
  forbidden: { retry: false },
  banned: { retry: false },
  muted: { retry: false },
  acknowledge_first: { retry: false },
  not_live: { retry: false },
  paused: { retry: false },
  over: { retry: false },
  wrong_state: { retry: false },
  another_live: { retry: false },
  withdrawn: { retry: false },
  own_item: { retry: false },
  too_low: { retry: false },
  too_late: { retry: false },
  price_changed: { retry: false },
  buyer_limit: { retry: false },
  too_many: { retry: false },
  stock_taken: { retry: false },
  unpaid: { retry: false },
  own_limit: { retry: false },
  nothing_to_sell: { retry: false },
  not_eligible: { retry: false },
  empty_text: { retry: false },
  other_currency: { retry: false },
  goods_too_low: { retry: false },
  slow_mode: { retry: false },
  followers_only: { retry: false },
  buyers_only: { retry: false },
  emoji_only: { retry: false },
  repeated: { retry: false },
  flooding: { retry: false },
  no_links: { retry: false },
  blocked_words: { retry: false },
  waiting: { retry: false },
  would_wait: { retry: false },
  bad_term: { retry: false },
};

export const Close = {
  /** the server restarts; come back after a random wait */
  GOING_AWAY: 4000,
  /** the connection could not keep up; come back */
  TOO_SLOW: 4001,
  /** a newer connection of yours took this one's place */
  REPLACED: 4002,
  /** too many connections; come back later */
  TOO_MANY: 4003,
  /** nothing was heard from you; come back */
  SILENT: 4004,
  /** you signed out, changed your password or your session ended; come back with a new ticket */
  SIGNED_OUT: 4005,
  /** the protocol was broken again and again */
  MISUSE: 4500,
  /** no valid ticket came in time; get a new one */
  NOT_AUTHENTICATED: 4501,
  /** the subprotocol is not one this server speaks */
  VERSION: 4502,
} as const;
