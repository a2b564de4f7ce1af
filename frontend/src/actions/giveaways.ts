import type { OpenGiveaway } from "../wire/frames";
import { ask, type Helm } from "./helm";

/** What a giveaway is pending at before it has an id. */
export const NEW_GIVEAWAY = "new giveaway";

export function open(helm: Helm, giveaway: Omit<OpenGiveaway, "type">) {
  return ask(helm, { type: "giveaway.open", ...giveaway }, NEW_GIVEAWAY);
}

export function enter(helm: Helm, giveawayId: string) {
  return ask(helm, { type: "giveaway.enter", giveaway_id: giveawayId }, giveawayId);
}

export function cancel(helm: Helm, giveawayId: string, reason: string) {
  return ask(helm, { type: "giveaway.cancel", giveaway_id: giveawayId, reason }, giveawayId);
}

/** Lets the next in the order of the draw win in somebody's place. */
export function redraw(helm: Helm, giveawayId: string, winnerId: string, reason: string) {
  return ask(helm, { type: "giveaway.redraw", giveaway_id: giveawayId, winner_id: winnerId, reason }, giveawayId);
}
