/** What changes under somebody's eyes: the price of the kind she looks at, the end of the lot she bids for. */

import { untrack } from "svelte";
import type { AuctionView, VariantView } from "../../../wire/frames";

/** A press so soon after a change was aimed at what stood there before. */
const AIMED_MS = 800;
const PRICE_SHOWN_MS = 12_000;
const EXTENDED_SHOWN_MS = 5_000;

export class Watch {
  changed = $state.raw<{ readonly variantId: string; readonly from: number } | null>(null);
  extended = $state.raw<{ readonly lotId: string; readonly seconds: number } | null>(null);
  /** Nothing may be pressed: what is on the button is too new to have been read. */
  isFresh = $state(false);
  #price: { readonly id: string; readonly price: number } | null = null;
  #end: { readonly id: string; readonly at: number | null } | null = null;
  #timers: Record<"price" | "end" | "fresh", ReturnType<typeof setTimeout> | undefined> = {
    price: undefined,
    end: undefined,
    fresh: undefined,
  };

  price(variant: VariantView | null): void {
    const before = this.#price;
    this.#price = variant && { id: variant.id, price: variant.price };
    if (!variant || before?.id !== variant.id || before.price === variant.price) return;
    untrack(() => {
      this.changed = { variantId: variant.id, from: this.changed?.from ?? before.price };
      this.isFresh = true;
    });
    this.#later("fresh", AIMED_MS, () => (this.isFresh = false));
    this.#later("price", PRICE_SHOWN_MS, () => (this.changed = null));
  }

  end(lot: AuctionView | null): void {
    const before = this.#end;
    this.#end = lot && { id: lot.id, at: lot.ends_at };
    if (!lot || before?.id !== lot.id || before.at === null || lot.ends_at === null) return;
    if (lot.ends_at <= before.at) return;
    this.extended = { lotId: lot.id, seconds: Math.round((lot.ends_at - before.at) / 1000) };
    this.#later("end", EXTENDED_SHOWN_MS, () => (this.extended = null));
  }

  stop(): void {
    Object.values(this.#timers).forEach(clearTimeout);
  }

  #later(which: "price" | "end" | "fresh", ms: number, act: () => void): void {
    clearTimeout(this.#timers[which]);
    this.#timers[which] = setTimeout(act, ms);
  }
}
