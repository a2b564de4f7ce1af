/** What keeps a room kind: modes, the shield, messages that wait. */

import type { Command, EvasionView, HeldView, SetModes } from "../wire/frames";
import { ask, type RoomContext } from "./context";

export const MODES = "modes";
export const SHIELD = "shield";
export const HELD = "held";

/** Modes left out stay as they are. */
export type ModesChange = Partial<Omit<SetModes, "type">>;

export function setModes(context: RoomContext, change: ModesChange) {
  return ask(context, { type: "modes.set", ...change } as Command, MODES);
}

export function raiseShield(context: RoomContext) {
  return ask(context, { type: "shield.raise" }, SHIELD);
}

export function lowerShield(context: RoomContext) {
  return ask(context, { type: "shield.lower" }, SHIELD);
}

export function takeHeld(context: RoomContext, held: HeldView) {
  return ask(context, { type: "held.take", held_id: held.id }, `held:${held.id}`);
}

export function decideHeld(context: RoomContext, held: HeldView, allow: boolean) {
  return ask(context, { type: "held.decide", held_id: held.id, allow }, `held:${held.id}`);
}

/** Takes back a message of her own. */
export function withdrawHeld(context: RoomContext, id: string) {
  return ask(context, { type: "held.withdraw", held_id: id }, `held:${id}`);
}

/** All of one person's, or all there are. */
export function denyAll(context: RoomContext, userId: string | null) {
  return ask(context, { type: "held.deny_all", user_id: userId }, HELD);
}

/** She is somebody else, or it does not matter. */
export function dismissEvasion(context: RoomContext, { id }: EvasionView) {
  return ask(context, { type: "evasion.dismiss", flag_id: id }, `evasion:${id}`);
}
