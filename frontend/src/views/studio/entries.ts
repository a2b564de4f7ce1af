/**
 * The desk's log in plain words: acts of moderation, and what somebody should look at; the last one first.
 */

import type { ActView, DeskSnapshot, Notice } from "../../wire/frames";
import { fullTime } from "../format";

export interface Entry {
  readonly offset: number;
  readonly at: number;
  readonly what: string;
  readonly why: string;
}

export function entriesOf({ acts, notices }: DeskSnapshot): Entry[] {
  const entries = [
    ...acts.map((act) => ({ offset: act.offset, at: act.at, what: done(act), why: act.reason })),
    ...notices.map((notice) => ({ offset: notice.offset, at: notice.at, ...noticed(notice.event) })),
  ];
  return entries.sort((one, other) => other.offset - one.offset);
}

function done(act: ActView): string {
  switch (act.act) {
    case "remove":
      return `${act.by.name} removed a message of ${act.user.name}`;
    case "ban":
      return `${act.by.name} banned ${act.user.name}${act.until === null ? " for good" : ` until ${fullTime(act.until)}`}`;
    case "unban":
      return `${act.by.name} let ${act.user.name} in again`;
  }
}

function noticed(event: Notice["event"]): Pick<Entry, "what" | "why"> {
  switch (event.type) {
    case "command.refused":
      return {
        what: `${event.user.name} tried to ${TRIED[event.command] ?? "do something that staff does"}`,
        why: WHY[event.code] ?? "It was refused.",
      };
    case "newcomers.noticed":
      return {
        what: `${event.accounts} or more new accounts ${WANTED[event.what]} “${event.title}” within ${event.minutes} minutes`,
        why: "They came from one address or one device. That may be a class, or one person with many accounts.",
      };
  }
}

/** What was asked for, by the command's noun and verb; a command of another release in general. */
const TRIED: Readonly<Partial<Record<string, string>>> = {
  "announcement.post": "announce something above the chat",
  "announcement.take_down": "take an announcement down",
  "auction.add": "put up a lot",
  "auction.open": "open a lot",
  "auction.pause": "pause a lot",
  "auction.resume": "go on with a lot",
  "auction.void": "call a lot off",
  "buyer.let": "let a buyer claim again",
  "claim.add_for": "claim for somebody",
  "claim.link_for": "make a link for a buyer",
  "claim.override": "move somebody in line",
  "discount.drop": "take a discount code back",
  "discount.set": "make a discount code",
  "flash.announce": "announce a flash sale",
  "flash.end": "end a flash sale",
  "giveaway.cancel": "call a giveaway off",
  "giveaway.open": "open a giveaway",
  "giveaway.redraw": "draw a giveaway again",
  "item.add": "add an item",
  "item.carry": "carry items over",
  "item.clone": "copy an item",
  "item.edit": "change an item",
  "item.feature": "show an item",
  "item.import": "import items",
  "item.move": "move an item",
  "item.note": "note something on an item",
  "item.pin": "pin an item",
  "item.set_price": "change a price",
  "item.set_stock": "change the stock of an item",
  "item.withdraw": "take an item off sale",
  "lineup.set": "change who sells when",
  "member.ban": "ban somebody",
  "member.set_role": "change a role",
  "member.unban": "let somebody in again",
  "party.cancel": "cancel a party",
  "party.continue": "go on after an interruption",
  "party.create": "make a party",
  "party.edit": "change a party",
  "party.end": "end a party",
  "party.pause": "pause a party",
  "party.repeat": "repeat a party",
  "party.restart": "start a party again",
  "party.resume": "go on with a party",
  "party.schedule": "announce a party",
  "party.start": "start a party",
  "rehearsal.close": "close a rehearsal",
  "room.edit": "change what the room says of itself",
  "room.set_link": "change the room’s secret link",
  "stage.hand_on": "hand the stage on",
  "step.lift": "lift a buyer’s step",
  "terms.set": "change terms",
};

const WHY: Readonly<Partial<Record<string, string>>> = {
  forbidden: "Refused: that role does not allow it.",
  stock_taken: "Refused: buyers already have more than that.",
};

const WANTED: Readonly<Record<Extract<Notice["event"], { type: "newcomers.noticed" }>["what"], string>> = {
  claims: "claimed",
  bids: "bid for",
  entries: "entered the giveaway of",
};
