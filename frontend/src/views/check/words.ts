/** What Django wrote into the page of a check, and faults in plain words. */

import type { Fault } from "../../checks/giveaways";

export interface CheckPage {
  readonly room: string;
  readonly roomUrl: string;
  readonly giveaway: string;
  readonly prize: string;
  readonly open: boolean;
  readonly first: number;
  readonly last: number;
}

export const FAULTS: Readonly<Record<Fault, string>> = {
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
