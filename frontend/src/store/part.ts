/**
 * What a feature keeps of its own in the store, beside the snapshots: it is told what the session reports.
 */

import type { Fact, ShowSnapshot } from "../wire/frames";
import type { RoomState } from "./reduce";

export interface Part {
  /** A whole new show. `before` is null where there was none, or where somebody else looked. */
  began?(now: RoomState, before: RoomState | null): void;
  told?(facts: readonly Fact[], before: RoomState, now: RoomState): void;
  deskBegan?(): void;
  deskTold?(facts: readonly Fact[]): void;
}

/** The offset of the first line that a snapshot has; 0 where it has none. */
export function firstLine(show: ShowSnapshot): number {
  return show.messages[0]?.offset ?? 0;
}
