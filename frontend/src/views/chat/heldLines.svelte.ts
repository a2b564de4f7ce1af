import type { MessageView } from "../../wire/frames";

/** The lines as they stood when somebody pointed at one: new ones wait, words that are removed go at once. */
export class HeldLines {
  /** The offset of the last line that is shown meanwhile. */
  #last = $state.raw<number | null>(null);

  get isHeld(): boolean {
    return this.#last !== null;
  }

  hold(lines: readonly MessageView[]): void {
    this.#last ??= lines.at(-1)?.offset ?? null;
  }

  letGo(): void {
    this.#last = null;
  }

  /** Those of the lines that were there; what has left the store since is gone from here too. */
  shown(lines: readonly MessageView[]): readonly MessageView[] {
    const last = this.#last;
    return last === null ? lines : lines.filter((line) => line.offset <= last);
  }
}
