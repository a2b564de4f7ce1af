/** The state of a room on one screen, and the one way it changes: by a snapshot, or by the next fact. */

import type { DeskEvent, DeskSnapshot, Fact, Mine, ShowSnapshot } from "../wire/frames";
import { reduceDesk } from "./desk";
import { reduceMine } from "./mine";
import { reduceShow, type ShowFact } from "./show";

export interface RoomState {
  /** Who looks; null for a guest. */
  readonly user: string | null;
  readonly snapshot: ShowSnapshot;
  readonly mine: Mine | null;
}

export function reduce(state: RoomState, fact: Fact): RoomState {
  if (!isShowFact(fact)) return state;
  const snapshot = reduceShow(state.snapshot, fact);
  const { user, mine } = state;
  if (!mine || !user) return { ...state, snapshot };
  return { ...state, snapshot, mine: reduceMine(mine, fact, user, state.snapshot, snapshot) };
}

export function reduceDeskFact(desk: DeskSnapshot, fact: Fact): DeskSnapshot {
  return isDeskFact(fact) ? reduceDesk(desk, fact) : desk;
}

const DESK: Readonly<Record<DeskEvent["type"], true>> = {
  "buyer.appealed": true,
  "buyer.stepped": true,
  "command.refused": true,
  "draft.changed": true,
  "item.noted": true,
  "moderation.acted": true,
  "newcomers.noticed": true,
};

export function isDeskFact(fact: Fact): fact is Fact & { event: DeskEvent } {
  return Object.hasOwn(DESK, fact.event.type);
}

export function isShowFact(fact: Fact): fact is ShowFact {
  return !isDeskFact(fact);
}
