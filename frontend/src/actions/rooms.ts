import type { EditRoom } from "../wire/frames";
import { ask, type RoomContext } from "./context";

export const THE_ROOM = "the-room";
export const INVITE = "invite-link";

export function follow(context: RoomContext, on: boolean) {
  return ask(context, { type: on ? "room.follow" : "room.unfollow" }, THE_ROOM);
}

export function edit(context: RoomContext, words: Omit<EditRoom, "type">) {
  return ask(context, { type: "room.edit", ...words }, THE_ROOM);
}

/** Lets in whoever has the token of this hash; empty: nobody any more. */
export function setLink(context: RoomContext, tokenHash: string) {
  return ask(context, { type: "room.set_link", token_hash: tokenHash }, INVITE);
}
