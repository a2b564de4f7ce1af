import type { Fact, MessageView } from "../wire/frames";
import { grown, prepended, redacted } from "./history";
import { firstLine, type Part } from "./part";
import type { RoomState } from "./reduce";

/** Lines older than the snapshot's, when somebody asked for them. */
export class EarlierLines implements Part {
  lines = $state.raw<readonly MessageView[]>([]);
  /** Somebody reads above the end: what falls off the snapshot stays. */
  held = false;
  #first = 0;

  began(now: RoomState): void {
    this.lines = [];
    this.#first = firstLine(now.snapshot);
  }

  told(facts: readonly Fact[], before: RoomState, now: RoomState): void {
    this.lines = redacted(
      grown(this.lines, before.snapshot.messages, now.snapshot.messages, this.held),
      facts,
    );
    this.#first = firstLine(now.snapshot);
  }

  /** Older lines were read; without any they are let go again. */
  read(earlier: readonly MessageView[]): void {
    this.lines = earlier.length > 0 ? prepended(this.lines, earlier, this.#first) : [];
  }
}
