import type { Fact } from "../wire/frames";
import type { Part } from "./part";
import type { RoomState } from "./reduce";

/** How many lines mentioned the reader since the room was opened, or since she read them. */
export class Mentioned implements Part {
  count = $state(0);

  told(facts: readonly Fact[], _before: RoomState, now: RoomState): void {
    this.count += facts.filter(
      ({ event }) => event.type === "message.posted" && event.mentions.some(({ id }) => id === now.user),
    ).length;
  }

  read(): void {
    this.count = 0;
  }
}
