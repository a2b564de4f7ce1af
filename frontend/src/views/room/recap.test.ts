import { describe, expect, it } from "vitest";
import { plainParty } from "../../store/fixtures";
import type { ShowSnapshot } from "../../wire/frames";
import { gotAt, lookedBackAt, soldAt, sumOf } from "./recap";
import { untilThen } from "./when";

const NOON = 1_767_268_800_000;
const HOUR = 3_600_000;
const over = plainParty({ id: "p1", state: "ended", ended_at: NOON });
const next = plainParty({ id: "p2", state: "scheduled", starts_at: NOON + 48 * HOUR });

const kind = (id: string, sold: number) => ({ id, name: id === "red" ? "red" : "", sold });
const show = {
  parties: [over],
  items: [
    { id: "mug", party_id: "p1", title: "Mug", pictures: [], variants: [kind("red", 2), kind("blue", 1)] },
    { id: "jar", party_id: "p1", title: "Jar", pictures: [], variants: [kind("jar-v", 0)] },
    { id: "other", party_id: "p0", title: "Other", pictures: [], variants: [kind("other-v", 5)] },
  ],
  auctions: [
    {
      id: "l1",
      party_id: "p1",
      item_id: "jar",
      variant_id: "jar-v",
      state: "closed",
      outcome: "sold",
      leader: { id: "ben" },
      price: 700,
    },
    {
      id: "l2",
      party_id: "p1",
      item_id: "jar",
      variant_id: "jar-v",
      state: "closed",
      outcome: "sold",
      leader: { id: "bea" },
      price: null,
    },
  ],
  giveaways: [
    {
      id: "g1",
      party_id: "p1",
      item_id: null,
      variant_id: null,
      prize: "Jam",
      state: "drawn",
      winners: [{ id: "ben" }],
    },
    {
      id: "g2",
      party_id: "p1",
      item_id: null,
      variant_id: null,
      prize: "Tea",
      state: "cancelled",
      winners: [],
    },
  ],
} as unknown as ShowSnapshot;
const claim = (id: string, state: string, item_id = "mug") => ({
  claim: { id, item_id, variant_id: "red", state, quantity: 2, price: 1250 },
});
const mine = {
  claims: [claim("c1", "ordered"), claim("c2", "held"), claim("c3", "ordered", "other")],
} as unknown as NonNullable<Parameters<typeof gotAt>[2]>;

describe("the party that is looked back at", () => {
  it("is the last one, until another is on", () => {
    expect(lookedBackAt([over], NOON + 900 * HOUR)).toBe(over);
    expect(lookedBackAt([over, plainParty({ state: "live" })], NOON)).toBeNull();
    expect(lookedBackAt([over, plainParty({ state: "paused" })], NOON)).toBeNull();
    expect(lookedBackAt([], NOON)).toBeNull();
  });
  it("gives way to the next after a day", () => {
    expect(lookedBackAt([over, next], NOON + 24 * HOUR)).toBe(over);
    expect(lookedBackAt([over, next], NOON + 24 * HOUR + 1)).toBeNull();
  });
});

describe("what remains of it", () => {
  it("is what was sold, by item", () => {
    expect(soldAt(show, over).map(({ item, units }) => [item.title, units])).toEqual([["Mug", 3]]);
  });
  it("is what she bought, won and was given, and nothing of another party", () => {
    const got = gotAt(show, over, mine, "ben");
    expect(got.map(({ from, title, kind: name, price }) => [from, title, name, price])).toEqual([
      ["claim", "Mug", "red", 2500],
      ["lot", "Jar", "", 700],
      ["giveaway", "Jam", "", 0],
    ]);
    expect(sumOf(got)).toBe(3200);
  });
  it("has no sum where a price is hers alone to know", () => {
    expect(sumOf(gotAt(show, over, null, "bea"))).toBeNull();
  });
  it("is nothing for a guest", () => {
    expect(gotAt(show, over, mine, null)).toEqual([]);
  });
});

describe("how long it is until then", () => {
  it("is said in the two units that matter", () => {
    expect(untilThen(2 * 24 * HOUR + 3 * HOUR + 59 * 60_000)).toBe("2 days, 3 hours");
    expect(untilThen(25 * HOUR)).toBe("1 day, 1 hour");
    expect(untilThen(5 * HOUR + 60_000)).toBe("5 hours, 1 minute");
    expect(untilThen(HOUR - 1_000)).toBe("59:59");
    expect(untilThen(-5)).toBe("0:00");
  });
});
