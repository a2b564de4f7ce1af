/** The ledgers a session reads, and how far each has got. */

import type { DeskSnapshot, Fact, Joined, Mine, Position, Push, Reset, ShowSnapshot } from "../wire/frames";
import { sift } from "./position";

export type Ledger = Push["ledger"];

export interface Reading {
  readonly room: string;
  readonly ledger: Ledger;
  /** Null until the first snapshot. */
  position: Position | null;
  /** The join that was sent and not answered. */
  joining: string | null;
}

/** A whole new state of a ledger, to begin from. */
export interface Beginning {
  readonly snapshot: ShowSnapshot | DeskSnapshot;
  readonly mine: Mine | null;
  readonly position: Position;
}

export class Readings {
  readonly #readings: Reading[] = [];

  add(room: string, ledger: Ledger): Reading {
    const reading: Reading = { room, ledger, position: null, joining: null };
    this.#readings.push(reading);
    return reading;
  }

  remove(reading: Reading): void {
    const place = this.#readings.indexOf(reading);
    if (place >= 0) this.#readings.splice(place, 1);
  }

  all(): readonly Reading[] {
    return [...this.#readings];
  }

  of(room: string, ledger: Ledger): Reading | undefined {
    return this.#readings.find((each) => each.room === room && each.ledger === ledger);
  }

  joinedBy(id: string): Reading | undefined {
    return this.#readings.find((each) => each.joining === id);
  }

  /** Somebody else reads now: what was read so far was not hers, so everything begins anew. */
  forget(): void {
    for (const reading of this.#readings) reading.position = null;
  }

  /** No connection, no join under way. Positions stay: they are what is resumed from. */
  disconnected(): void {
    for (const reading of this.#readings) reading.joining = null;
  }
}

/** A join was answered: either everything anew, or null when the missed facts follow. */
export function joined(reading: Reading, frame: Joined): Beginning | null {
  reading.joining = null;
  if (frame.resumed || !frame.snapshot) {
    const offset = reading.position?.offset ?? frame.offset;
    reading.position = { epoch: frame.epoch, offset };
    return null;
  }
  return begin(reading, frame.snapshot, frame);
}

export function reset(reading: Reading, frame: Reset): Beginning {
  return begin(reading, frame.snapshot, frame);
}

/** The new facts of a push. `gap`: something is missing, join again with the position. */
export function pushed(reading: Reading, frame: Push): { facts: readonly Fact[]; gap: boolean } {
  if (!reading.position) return { facts: [], gap: false };
  const { facts, position, gap } = sift(reading.position, frame.facts);
  reading.position = position;
  return { facts, gap };
}

function begin(reading: Reading, snapshot: Beginning["snapshot"], frame: Joined | Reset): Beginning {
  reading.position = { epoch: frame.epoch, offset: frame.offset };
  return { snapshot, mine: frame.mine, position: reading.position };
}
