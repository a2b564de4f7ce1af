import type { Fact, MessageView } from "../wire/frames";
import { calmed, QUIET } from "./calm";
import { redacted } from "./history";
import type { Part } from "./part";
import type { RoomState } from "./reduce";

const KEPT = 300;

/** The lines of a reader who chose calm; null: she reads all. */
export class CalmLines implements Part {
  lines = $state.raw<readonly MessageView[] | null>(null);
  #pace = QUIET;
  #me: string | undefined;

  /** From now on the reader's lines are calm, beginning with these. */
  begin(lines: readonly MessageView[], me: string | undefined): void {
    this.lines = [];
    this.#pace = QUIET;
    this.#me = me;
    this.#add(lines);
  }

  end(): void {
    this.lines = null;
  }

  began({ snapshot, user }: RoomState): void {
    if (this.lines !== null) this.begin(snapshot.messages, user ?? undefined);
  }

  told(facts: readonly Fact[], before: RoomState, now: RoomState): void {
    if (this.lines === null) return;
    const last = before.snapshot.messages.at(-1)?.offset ?? 0;
    this.lines = redacted(this.lines, facts);
    this.#add(now.snapshot.messages.filter(({ offset }) => offset > last));
  }

  #add(lines: readonly MessageView[]): void {
    const { pace, shown } = calmed(this.#pace, lines, this.#me);
    this.#pace = pace;
    if (shown.length > 0) this.lines = [...(this.lines ?? []), ...shown].slice(-KEPT);
  }
}
