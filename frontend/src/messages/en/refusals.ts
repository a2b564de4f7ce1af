/** Refusals and verdicts in plain words. The codes come from the server, the words are ours. */

import type { Code } from "../../wire/frames";

export const refusals = {
  codes: {
    bad_frame: "That could not be understood. Reload the page and try again.",
    bad_text: "This text is too long, or has characters that cannot be kept.",
    id_reused: "Something went wrong on this page. Reload it and try again.",
    too_fast: "That was a bit fast. Wait a moment and try again.",
    busy: "The room is very busy. Try again in a moment.",
    unknown: "We could not learn whether that worked. Check your connection and look again.",
    internal: "Something went wrong on the server. Nothing was changed.",
    limit: "You have reached the limit for this.",
    sign_in: "Please sign in first.",
    not_found: "That is not there any more.",
    forbidden: "Your role here does not allow that.",
    banned: "You were banned from this room.",
    muted: "You were timed out: you say nothing here until it ends. Everything else works.",
    acknowledge_first: "You were warned. Read why and acknowledge it first.",
    not_live: "The party has not started yet.",
    paused: "This is paused. It goes on in a while.",
    over: "The party is over.",
    wrong_state: "That is no longer possible.",
    another_live: "Another one is on already. End that first.",
    withdrawn: "The seller took this item off sale.",
    own_item: "You sell here, so you cannot buy this yourself.",
    too_low: "Somebody bid more. Look at the next step and bid again.",
    too_late: "That came too late: its time was over.",
    price_changed: "The price has just changed. Look again and claim at the new price.",
    buyer_limit: "That is more of this item than one buyer may have.",
    too_many: "There were never that many.",
    stock_taken: "Buyers already have more than that.",
    unpaid: "Orders of yours were not paid here. Ask the seller to let you claim, or write to the hosts.",
    own_limit: "That is more than the limits you set for yourself.",
    nothing_to_sell: "There is nothing to sell here. Add an item first.",
    not_eligible: "This giveaway is for others: follow the room, or buy something in this party first.",
    empty_text: "Write something first.",
    other_currency: "This code is good for orders in another currency.",
    goods_too_low: "Your goods come to less than this code asks for.",
  } satisfies Record<Code, string> as Readonly<Record<Code, string>>,
  /** What the server adds to some of them. */
  inDetail: (refusal: string, detail: string) => `${refusal} (${detail})`,
  /** Why the connection is over for good. */
  olderPage: "This page is older than the server. Reload it.",
  notLetIn: "The server did not let this page in. Reload it.",
  ended: "The connection was ended. Reload the page to come back.",
};
