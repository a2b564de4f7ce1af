/** The states of the deck in words. */

import { texts } from "../../../messages/texts";
import { isolated } from "../../format";
import type { Counts, Deck } from "./deck";

/** How it stands with what is on air. */
export function lineOf(deck: Deck): string {
  const t = texts.deck;
  switch (deck.of) {
    case "nothing":
      return deck.is === "ready" ? t.pressNext : t.addSome;
    case "item":
      return [deck.is === "selling" ? "" : t.states[deck.is], ...countWords(deck.counts)]
        .filter(Boolean)
        .join(" · ");
    case "lot": {
      const leads = deck.lot.leader ? t.leads(isolated(deck.lot.leader.name)) : t.noBid;
      return [t.lots[deck.is], leads, deck.lot.bids > 0 && t.bids(deck.lot.bids)].filter(Boolean).join(" · ");
    }
  }
}

/** What is left, and what is not; nothing is said of what is none. */
function countWords({ left, held, sold, waiting }: Counts): string[] {
  const t = texts.deck;
  return [
    left > 0 && t.left(left),
    held > 0 && t.held(held),
    waiting > 0 && t.waiting(waiting),
    sold > 0 && t.sold(sold),
  ].filter((each) => each !== false);
}
