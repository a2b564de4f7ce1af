/** What a room shows, and what of it is the reader's own: the tables of all nouns put together. */

import type { Mine, ShowEvent, ShowSnapshot } from "../wire/frames";
import { announcementRows } from "./announcements";
import { auctionMine, auctionRows } from "./auctions";
import { claimMine, claimRows } from "./claims";
import { giveawayMine, giveawayRows } from "./giveaways";
import { itemMine, itemRows } from "./items";
import { messageRows } from "./messages";
import { partyMine, partyRows } from "./parties";
import { roomMine, roomRows } from "./rooms";
import type { Around, MineRows, ShowFact, ShowTable } from "./tables";

const SHOW: ShowTable = {
  ...roomRows,
  ...partyRows,
  ...itemRows,
  ...claimRows,
  ...giveawayRows,
  ...auctionRows,
  ...messageRows,
  ...announcementRows,
};

const MINE: MineRows = {
  ...roomMine,
  ...partyMine,
  ...itemMine,
  ...claimMine,
  ...giveawayMine,
  ...auctionMine,
};

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
