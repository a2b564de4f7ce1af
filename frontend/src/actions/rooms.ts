import type { EditRoom } from "../wire/frames";
import { ask, type Helm } from "./helm";

export const THE_ROOM = "the room";

export function follow(helm: Helm, on: boolean) {
  return ask(helm, { type: on ? "room.follow" : "room.unfollow" }, THE_ROOM);
}

export function edit(helm: Helm, words: Omit<EditRoom, "type">) {
  return ask(helm, { type: "room.edit", ...words }, THE_ROOM);
}
