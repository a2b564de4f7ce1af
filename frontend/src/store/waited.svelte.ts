import type { Fact } from "../wire/frames";
import { type Move, movesOf, shownOf } from "./news";
import type { Part } from "./part";
import type { RoomState } from "./reduce";

/** What the reader waited for, and is not told of yet. */
export class Waited implements Part {
  /** Items that she asked to see, come on air. */
  shown = $state.raw<readonly string[]>([]);
  /** Moves in her lines. */
  moves = $state.raw<readonly Move[]>([]);

  told(facts: readonly Fact[], before: RoomState): void {
    const shown = shownOf(before.mine, facts);
    if (shown.length > 0) this.shown = shown;
    const moves = movesOf(before.mine, facts);
    if (moves.length > 0) this.moves = moves;
  }
}
