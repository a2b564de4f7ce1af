import type { EditRoom } from "../wire/frames";
import { ask, type Helm } from "./helm";

export const THE_ROOM = "the room";
export const INVITE = "invite link";

export function follow(helm: Helm, on: boolean) {
  return ask(helm, { type: on ? "room.follow" : "room.unfollow" }, THE_ROOM);
}

export function edit(helm: Helm, words: Omit<EditRoom, "type">) {
  return ask(helm, { type: "room.edit", ...words }, THE_ROOM);
}

/** Lets in whoever has the token of this hash; empty: nobody any more. */
export function setLink(helm: Helm, tokenHash: string) {
  return ask(helm, { type: "room.set_link", token_hash: tokenHash }, INVITE);
}
