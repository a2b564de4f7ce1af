/**
 * All parties of the room as the studio shows them: announced ones live from the show, the others as last
 * read.
 */

import type { RoomContext } from "../../actions/context";
import { parties as readParties } from "../../actions/api";
import type { StaffParty } from "../../wire/http";
import type { PartyView } from "../../wire/frames";
import { itemsOf } from "../selectors";
import { httpMessage } from "../messages";
import { texts } from "../../messages/texts";

export class PartyList {
  chosenId = $state<string | null>(null);
  #read = $state.raw<readonly StaffParty[]>([]);
  #loaded = $state(false);
  #stale = false;
  #reading = false;
  readonly #context: RoomContext;

  /** Newest first. */
  readonly parties = $derived.by(() => this.#merged());
  readonly chosen = $derived(this.parties.find((party) => party.id === this.chosenId) ?? this.#foremost());

  constructor(context: RoomContext) {
    this.#context = context;
  }

  get loaded(): boolean {
    return this.#loaded;
  }

  /** One reading at a time; what is asked for during one is read once more after it. */
  async load(): Promise<void> {
    this.#stale = true;
    if (this.#reading) return;
    this.#reading = true;
    while (this.#stale) {
      this.#stale = false;
      await this.#readOnce();
    }
    this.#reading = false;
  }

  async #readOnce(): Promise<void> {
    try {
      this.#read = await readParties(this.#context);
      this.#loaded = true;
    } catch (error) {
      this.#context.live.complain(texts.studio.partiesUnread(httpMessage(error)));
    }
  }

  #merged(): StaffParty[] {
    const show = this.#context.live.room?.snapshot;
    const announced = new Map((show?.parties ?? []).map((party) => [party.id, party]));
    const live = (party: PartyView): StaffParty => ({ ...party, items: show ? itemsOf(show, party) : [] });
    const known = new Set(this.#read.map((party) => party.id));
    const fresh = [...announced.values()].filter((party) => !known.has(party.id)).map(live);
    const read = this.#read.map((party) => {
      const now = announced.get(party.id);
      return now ? live(now) : party;
    });
    return [...fresh, ...read].sort((one, other) => (one.id < other.id ? 1 : -1));
  }

  /** What somebody who opens the studio most likely came for. */
  #foremost(): StaffParty | null {
    const order = ["live", "paused", "scheduled", "draft"];
    for (const state of order) {
      const found = this.parties.find((party) => party.state === state);
      if (found) return found;
    }
    return this.parties[0] ?? null;
  }
}
