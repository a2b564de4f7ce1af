import { ask, type Helm } from "./helm";

export const THE_ROOM = "the room";

export function edit(helm: Helm, words: { title: string; about: string }) {
  return ask(helm, { type: "room.edit", ...words }, THE_ROOM);
}
