/**
 * Whether giveaways were what they promised, by their facts alone: what `rooms/rules/fairness.py` says, said
 * here again.
 */

import type { Fact, ShowEvent } from "../wire/frames";
import { commitment, listHash, order } from "./draw";

export type Fault =
  | "unopened"
  | "late"
  | "twice"
  | "barred"
  | "taken_off"
  | "early"
  | "list"
  | "seed"
  | "winners"
  | "redraw"
  | "state";

export interface Found {
  readonly offset: number;
  readonly giveaway: string;
  readonly fault: Fault;
}

export interface Followed {
  readonly id: string;
  readonly commitment: string;
  readonly closesAt: number;
  readonly places: number;
  /** No fault was found so far; what follows from one is nobody's news. */
  sound: boolean;
  state: "open" | "closed" | "drawn" | "cancelled";
  /** Those on the list, each with the offset of her entry, in that order. */
  entrants: Map<string, number>;
  order: readonly string[];
  reached: number;
  winners: readonly string[];
  seed: string | null;
}

type Of<Type extends ShowEvent["type"]> = Extract<ShowEvent, { type: Type }>;
type Later = Exclude<Extract<ShowEvent, { type: `giveaway.${string}` }>, Of<"giveaway.opened">>;
const STAFF: ReadonlySet<string> = new Set(["owner", "host", "moderator", "seller"]);

/** Reads one fact after the other, in their order. */
export class Checker {
  readonly found: Found[] = [];
  readonly giveaways = new Map<string, Followed>();
  readonly #banned = new Map<string, number | null>();
  readonly #staff = new Set<string>();

  async read(fact: Fact): Promise<void> {
    const { event } = fact;
    switch (event.type) {
      case "member.banned":
        this.#banned.set(event.user_id, event.until);
        this.#staff.delete(event.user_id);
        return;
      case "member.left":
        this.#staff.delete(event.user_id);
        return;
      case "member.unbanned":
        this.#banned.delete(event.user_id);
        return;
      case "member.role_set":
        if (STAFF.has(event.role)) this.#staff.add(event.user_id);
        else this.#staff.delete(event.user_id);
        return;
      case "giveaway.opened":
        return this.#opened(fact, event);
      case "giveaway.entered":
      case "giveaway.left":
      case "giveaway.closed":
      case "giveaway.drawn":
      case "giveaway.redrawn":
      case "giveaway.cancelled":
        return this.#later(fact, event);
    }
  }

  #opened(fact: Fact, { giveaway }: Of<"giveaway.opened">): void {
    const fresh: Followed = {
      id: giveaway.id,
      commitment: giveaway.commitment,
      closesAt: giveaway.closes_at,
      places: giveaway.places,
      sound: true,
      state: "open",
      entrants: new Map(),
      order: [],
      reached: 0,
      winners: [],
      seed: null,
    };
    this.#say(fact, fresh, "state", this.giveaways.has(fresh.id));
    this.giveaways.set(fresh.id, fresh);
  }

  async #later(fact: Fact, event: Later): Promise<void> {
    const one = this.giveaways.get(event.giveaway_id);
    if (!one) {
      this.found.push({ offset: fact.offset, giveaway: event.giveaway_id, fault: "unopened" });
      return;
    }
    const cameFrom =
      event.type === "giveaway.drawn" ? "closed" : event.type === "giveaway.redrawn" ? "drawn" : "open";
    this.#say(fact, one, "state", one.state !== cameFrom);
    switch (event.type) {
      case "giveaway.entered":
        return this.#entered(fact, one, event.entrant.id);
      case "giveaway.left":
        this.#say(
          fact,
          one,
          "taken_off",
          !one.entrants.has(event.user_id) || !this.#isOut(fact, event.user_id),
        );
        one.entrants.delete(event.user_id);
        return;
      case "giveaway.closed":
        return this.#closed(fact, one, event);
      case "giveaway.drawn":
        return this.#drawn(fact, one, event);
      case "giveaway.redrawn":
        return this.#redrawn(fact, one, event);
      case "giveaway.cancelled":
        one.state = "cancelled";
        await this.#kept(fact, one, event.seed);
        return;
      default:
        return event satisfies never;
    }
  }

  #entered(fact: Fact, one: Followed, who: string): void {
    this.#say(fact, one, "late", fact.at >= one.closesAt);
    this.#say(fact, one, "twice", one.entrants.has(who));
    this.#say(fact, one, "barred", this.#isOut(fact, who));
    one.entrants.set(who, fact.offset);
  }

  async #closed(fact: Fact, one: Followed, event: Of<"giveaway.closed">): Promise<void> {
    this.#say(fact, one, "early", fact.at < one.closesAt);
    const offsets = [...one.entrants.values()];
    const bounds = event.first === (offsets[0] ?? null) && event.last === (offsets.at(-1) ?? null);
    const hash = await listHash([...one.entrants.keys()]);
    this.#say(fact, one, "list", !bounds || event.entrants !== offsets.length || event.list_hash !== hash);
    this.#say(
      fact,
      one,
      "barred",
      [...one.entrants.keys()].some((who) => this.#isOut(fact, who)),
    );
    one.state = "closed";
  }

  async #drawn(fact: Fact, one: Followed, event: Of<"giveaway.drawn">): Promise<void> {
    one.state = "drawn";
    one.winners = event.winners.map(({ id }) => id);
    one.reached = one.winners.length;
    if (!(await this.#kept(fact, one, event.seed))) return;
    one.order = await order(event.seed, [...one.entrants.keys()]);
    this.#say(fact, one, "winners", !same(one.winners, one.order.slice(0, one.places)));
  }

  #redrawn(fact: Fact, one: Followed, event: Of<"giveaway.redrawn">): void {
    const left = one.order.slice(one.reached);
    const until = left.findIndex((who) => !this.#isOut(fact, who));
    const due = until < 0 ? left : left.slice(0, until + 1);
    const winner = event.winner?.id ?? null;
    const told = [...event.passed_over.map(({ id }) => id), ...(winner === null ? [] : [winner])];
    const wrong =
      (winner === null) !== until < 0 || !same(told, due) || !one.winners.includes(event.loser.id);
    this.#say(fact, one, "redraw", wrong);
    one.reached += due.length;
    one.winners = one.winners.flatMap((who) =>
      who !== event.loser.id ? [who] : winner === null ? [] : [winner],
    );
  }

  /** Whether the seed is the one that was promised. */
  async #kept(fact: Fact, one: Followed, seed: string): Promise<boolean> {
    const kept = (await commitment(seed)) === one.commitment;
    one.seed = seed;
    this.#say(fact, one, "seed", !kept);
    return kept;
  }

  #isOut(fact: Fact, who: string): boolean {
    const until = this.#banned.get(who);
    return this.#staff.has(who) || until === null || (until !== undefined && fact.at < until);
  }

  #say(fact: Fact, one: Followed, fault: Fault, wrong: boolean): void {
    if (!wrong || !one.sound) return;
    one.sound = false;
    this.found.push({ offset: fact.offset, giveaway: one.id, fault });
  }
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each, place) => each === other[place]);
}
