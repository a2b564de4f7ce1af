/** A giveaway, checked by the reader's own browser. */

import type { Fault } from "../../checks/giveaways";

const faults: Readonly<Record<Fault, string>> = {
  unopened: "this giveaway was never opened.",
  late: "somebody entered after the announced time.",
  twice: "somebody entered twice.",
  barred: "somebody takes part who was banned, or who is on the staff.",
  taken_off: "somebody was taken off the list without a cause.",
  early: "it was closed before the announced time.",
  list: "the list that was closed is not the list of those who entered.",
  seed: "the seed is not the one that was promised.",
  winners: "these are not the winners that seed and list give.",
  redraw: "this is not the next person in the order of the draw.",
  state: "this could not happen at that moment.",
};

export const check = {
  faults,
  back: "Back to the room",
  checking: "Your browser is checking this giveaway…",
  broken: (fact: number) => `Fact ${fact} does not follow from the fact before it. This record was changed.`,
  missing: (fact: number) =>
    `Fact ${fact} and what follows it were not sent. The end of this record was cut off.`,
  fault: (fact: number, fault: string) => `Fact ${fact}: ${fault}`,
  none: "There is no such giveaway among these facts.",
  open: "This giveaway is open. So far everything is in order: the seed is promised, and each entry stands in the record.",
  calledOff: "This giveaway was called off. The seed that was told then is the one that was promised.",
  inOrder: "In order. The winners are those that the promised seed and the list of entrants give.",
  promised: "What was promised before the first entry",
  seed: "The seed",
  winners: "Winners, as computed here",
  facts: "Facts read",
  everybody: (count: number) => `Everybody on the list (${count})`,
  unread: "The record could not be read. Check your connection and reload the page.",
  insecure: "Your browser computes hashes only on pages that came over https. Use `livesell verify` instead.",
};
