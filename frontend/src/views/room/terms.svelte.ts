/**
 * The terms of the room's sellers. Read when the page opens and again at each step of a party; they stand
 * still during one.
 */

import type { RoomContext } from "../../actions/context";
import { readTerms } from "../../actions/terms";
import type { TermsOut } from "../../wire/http";
import type { PartyView, ShippingRule } from "../../wire/frames";

/** A party starts for thousands at once; they do not all ask in the same second. */
const SPREAD_MS = 20_000;

const FREE: ShippingRule = { everywhere: { by: "pieces", first: 0 } };

class AllTerms {
  #all = $state.raw<readonly TermsOut[]>([]);
  #delay = 0;

  /**
   * What holds for a seller at a party: the party's own, else hers in the room, whose money holds in its
   * currency alone.
   */
  of(sellerId: string, party: Pick<PartyView, "id" | "currency">): TermsOut | null {
    const hers = this.#all.filter((each) => each.seller_id === sellerId);
    const own =
      hers.find((each) => each.party_id === party.id) ?? hers.find((each) => each.party_id === null) ?? null;
    return own && own.currency !== party.currency
      ? { ...own, currency: party.currency, shipping: FREE }
      : own;
  }

  /** Reads them, the first time at once; the answer calls it off. */
  readFor(context: RoomContext): () => void {
    const timer = setTimeout(() => void this.#read(context), Math.random() * this.#delay);
    this.#delay = SPREAD_MS;
    return () => clearTimeout(timer);
  }

  /**
   * Nobody is kept from buying where they cannot be read: the order says them again before it is confirmed.
   */
  async #read(context: RoomContext): Promise<void> {
    this.#all = await readTerms(context).catch(() => this.#all);
  }
}

export const terms = new AllTerms();
