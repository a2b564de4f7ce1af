/** The state of a room on one screen, and the one way it changes: by a snapshot, or by the next fact. */

import type { Fact, Mine, ShowSnapshot } from "../wire/frames";
import { isOfShow, reduceMine, reduceShow } from "./show";
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

export function isShowFact(fact: Fact): fact is ShowFact {
  return isOfShow(fact.event.type);
}
