/** The states of the bar in words. */

import type { PartyView } from "../../../wire/frames";
import { texts } from "../../../messages/texts";
import { isolated } from "../../format";
import type { Bar, ItemBar, LotBar } from "./bar";

export interface Around {
  readonly party: PartyView;
  readonly price: (minor: number) => string;
  /** The price before it changed. */
  readonly from: number | null;
  /** By how much the end of the lot was put off. */
  readonly seconds: number;
  readonly ranOutAt: string | null;
}

/** What stands under the title; empty where the number of units says it all. */
export function lineOf(bar: Bar, around: Around): string {
  switch (bar.of) {
    case "nothing":
      return bar.is === "idle" ? texts.stage.idle : stoppedLine(bar.is, around.party);
    case "item":
      return itemLine(bar, around);
    case "lot":
      return lotLine(bar, around);
  }
}

function stoppedLine(is: "paused" | "away", { interrupted }: PartyView): string {
  if (is === "away" && interrupted) return texts.room.party.away[interrupted.cause];
  return texts.room.claim.opensSoon;
}

function itemLine(bar: ItemBar, { party, price, from, ranOutAt }: Around): string {
  const t = texts.stage;
  switch (bar.is) {
    case "unknown":
      return t.unknown;
    case "paused":
    case "away":
      return stoppedLine(bar.is, party);
    case "limit":
      return t.limit;
    case "changed":
      return from === null || !bar.variant ? "" : t.newPrice(price(from), price(bar.variant.price));
    case "expired":
      return ranOutAt === null ? t.ranOut : t.ranOutAt(ranOutAt);
    case "turn":
      return t.yourTurnFor;
    case "lastMinute":
      return t.lastMinuteFor;
    default:
      return bar.claim ? claimLine(bar, price) : "";
  }
}

function claimLine({ claim: mine }: ItemBar, price: (minor: number) => string): string {
  const t = texts.room.claim;
  if (!mine) return "";
  const { state, quantity, held_until, price: each } = mine.claim;
  switch (state) {
    case "held":
      return held_until === null ? t.held(quantity) : t.heldFor(quantity);
    case "wanted":
      return t.wanted(quantity);
    case "ordered":
      return t.bought(quantity, price(each * quantity));
    case "waitlisted":
      return t.inLine(quantity, mine.ahead === 0 ? t.next : t.ahead(mine.ahead));
  }
}

function lotLine(bar: LotBar, { party, price, seconds }: Around): string {
  const t = texts.stage;
  switch (bar.is) {
    case "unknown":
      return t.unknown;
    case "away":
      return stoppedLine("away", party);
    case "paused":
      return t.standsStill;
    case "won":
      return t.lotWon;
    case "lost":
      return lostLine(bar, price);
    case "offered":
      return bar.lot.offered_until === null ? t.offered : t.offeredFor;
    case "closing":
      return `${t.lastSeconds} · ${leadLine(bar)}`;
    case "extended":
      return t.extended(seconds);
    case "outbid":
      return t.outbid;
    default:
      return leadLine(bar);
  }
}

function leadLine({ lot, leads, own }: LotBar): string {
  if (leads) return texts.stage.youLead;
  if (own !== null) return texts.stage.outbid;
  return lot.leader ? texts.room.lot.leads : texts.room.lot.noBids;
}

function lostLine({ lot }: LotBar, price: (minor: number) => string): string {
  const t = texts.stage;
  if (lot.outcome !== "sold") return t.lotOver;
  const sold = lot.price === null ? t.lotLostTo : t.lotLost(price(lot.price));
  return lot.closest_late_ms === null ? sold : `${sold} · ${t.late(lot.closest_late_ms)}`;
}

/** Said in so many words that there is no room for the number of units. */
const LONG: ReadonlySet<string> = new Set([
  "away",
  "bought",
  "limit",
  "passedOver",
  "paused",
  "unknown",
  "wanted",
]);

export function saysStock(bar: Bar): boolean {
  return bar.of === "item" && !LONG.has(bar.is);
}

/** How a state is said when it comes, where nothing else says it: her own clock may interrupt, the rest waits. */
const SPOKEN: Readonly<Partial<Record<Bar["is"], "polite" | "assertive">>> = {
  lastMinute: "assertive",
  unknown: "polite",
  changed: "polite",
  closing: "polite",
  extended: "polite",
  limit: "polite",
  paused: "polite",
  away: "polite",
};

export interface Said {
  readonly how: "polite" | "assertive";
  readonly words: string;
}

/** What a screen reader says of a state; null where it says nothing. Words that tick are not in it. */
export function saidOf(bar: Bar, title: string, line: string): Said | null {
  const how = SPOKEN[bar.is];
  if (!how) return null;
  const words = bar.is === "lastMinute" ? texts.stage.lastMinute : line;
  const what = bar.is === "closing" ? texts.stage.lastSeconds : words;
  return { how, words: title ? `${isolated(title)}: ${what}` : what };
}

const TONES: Readonly<Record<string, string>> = {
  held: "bar-mine",
  turn: "bar-mine",
  bought: "bar-mine",
  wanted: "bar-mine",
  leading: "bar-mine",
  won: "bar-mine",
  lastMinute: "bar-warn",
  expired: "bar-warn",
  outbid: "bar-warn",
  unknown: "bar-warn",
  changed: "bar-warn",
  closing: "bar-warn",
  extended: "bar-warn",
  offered: "bar-mine",
};

export function toneOf(bar: Bar): string {
  return TONES[bar.is] ?? "";
}
