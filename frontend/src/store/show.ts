/** What a room shows, and what of it is the reader's own: the tables of all nouns put together. */

import type { Mine, ShowEvent, ShowSnapshot } from "../wire/frames";
import * as mineRows from "./mineRows";
import * as showRows from "./showRows";
import type { Around, MineRows, ShowFact, ShowTable } from "./tables";

/** The type that is all members of a union at once. */
type AllOf<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

const SHOW: ShowTable = together(showRows);
const MINE: MineRows = together(mineRows);

/** One table of all nouns' tables. */
function together<Tables extends Record<string, object>>(nouns: Tables): AllOf<Tables[keyof Tables]> {
  return Object.assign({}, ...Object.values(nouns)) as AllOf<Tables[keyof Tables]>;
}

/** Whether the room's own ledger has facts of that type; others are the desk's. */
export function isOfShow(type: string): boolean {
  return Object.hasOwn(SHOW, type);
}

export function reduceShow(show: ShowSnapshot, fact: ShowFact): ShowSnapshot {
  // A type finds the row that takes its event: the table's own type holds this, which the compiler cannot
  // follow.
  const row = SHOW[fact.event.type] as (show: ShowSnapshot, event: ShowEvent, fact: ShowFact) => ShowSnapshot;
  return row(show, fact.event, fact);
}

/** Facts that the reader's own snapshot already holds change nothing of it. */
export function reduceMine(mine: Mine, fact: ShowFact, around: Around): Mine {
  if (fact.offset <= mine.offset) return mine;
  const row = MINE[fact.event.type] as
    ((mine: Mine, event: ShowEvent, around: Around) => Partial<Mine>) | undefined;
  return { ...mine, offset: fact.offset, ...row?.(mine, fact.event, around) };
}
