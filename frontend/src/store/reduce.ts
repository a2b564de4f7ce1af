/** The state of a room on one screen, and the one way it changes: by a snapshot, or by the next fact. */

import type { DeskEvent, DeskSnapshot, Fact, Mine, ShowSnapshot } from "../wire/frames";
import { DESK, reduceDesk } from "./desk";
import { reduceMine, reduceShow } from "./show";
import type { ShowFact } from "./tables";

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
  return {
    ...state,
    snapshot,
    mine: reduceMine(mine, fact, { user, before: state.snapshot, after: snapshot }),
  };
}

export function reduceDeskFact(desk: DeskSnapshot, fact: Fact): DeskSnapshot {
  return isDeskFact(fact) ? reduceDesk(desk, fact) : desk;
}

export function isDeskFact(fact: Fact): fact is Fact & { event: DeskEvent } {
  return Object.hasOwn(DESK, fact.event.type);
}

export function isShowFact(fact: Fact): fact is ShowFact {
  return !isDeskFact(fact);
}
