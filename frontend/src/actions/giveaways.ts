import type { OpenGiveaway } from "../wire/frames";
import { ask, type RoomContext } from "./context";

/** What a giveaway is pending at before it has an id. */
export const NEW_GIVEAWAY = "new-giveaway";

export function open(context: RoomContext, giveaway: Omit<OpenGiveaway, "type">) {
  return ask(context, { type: "giveaway.open", ...giveaway }, NEW_GIVEAWAY);
}

export function enter(context: RoomContext, giveawayId: string) {
  return ask(context, { type: "giveaway.enter", giveaway_id: giveawayId }, giveawayId);
}

export function cancel(context: RoomContext, giveawayId: string, reason: string) {
  return ask(context, { type: "giveaway.cancel", giveaway_id: giveawayId, reason }, giveawayId);
}

/** Lets the next in the order of the draw win in somebody's place. */
export function redraw(context: RoomContext, giveawayId: string, winnerId: string, reason: string) {
  return ask(
    context,
    { type: "giveaway.redraw", giveaway_id: giveawayId, winner_id: winnerId, reason },
    giveawayId,
  );
}
