/** The reader's orders in this room: as the page brought them, and read anew when they are not what they were. */

import type { RoomContext } from "../../actions/context";
import type { OwnOrder, Page } from "../../entries/page";
import type { OrderOut } from "../../wire/http";

/** A party ends for all its buyers at once; they do not ask all at once. */
const SPREAD_MS = 3_000;

class Orders {
  all = $state.raw<readonly OwnOrder[]>([]);
  #page: Page | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  of(page: Page): this {
    if (this.#page !== page) this.all = page.orders;
    this.#page = page;
    return this;
  }

  readSoon(context: RoomContext): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.read(context), Math.random() * SPREAD_MS);
  }

  /** What cannot be read stays as it was: the way to the orders stands beside it. */
  async read({ http, room }: RoomContext): Promise<void> {
    try {
      const found = await http.get("/api/orders", {});
      this.all = found.filter((each) => each.room_id === room).flatMap(shown);
    } catch {
      // It is asked again when she comes back to the page.
    }
  }
}

function shown({ id, party_id, seller, state, currency, totals }: OrderOut): OwnOrder[] {
  if (state === "cancelled") return [];
  return [{ id, party_id, seller: seller.name, state, currency, total: totals.total }];
}

export const orders = new Orders();
