import { describe, expect, it } from "vitest";
import type { Status } from "../../../client/contract";
import { plainParty } from "../../../store/fixtures";
import type { AuctionView, ClaimView, ItemView, VariantView } from "../../../wire/frames";
import { claimGroups, sumOf } from "./claimGroups";
import { type Around, countsOf, deckOf, nextOf, type Screen, soldSoFar, warningsOf } from "./deck";
import { drops, fits, lotKinds, startsOf } from "./presets";

const NOW = 1_000_000_000_000;
const OPEN: Status = { name: "open" };

const kind = (over: Partial<VariantView> = {}): VariantView => ({
  id: "v",
  name: "",
  options: [],
  own_price: null,
  price: 1250,
  stock: 2,
  held: 0,
  sold: 0,
  waiting: 0,
  ...over,
});
const item = (id: string, over: Partial<ItemView> = {}, ...variants: Partial<VariantView>[]): ItemView => ({
  id,
  party_id: "p1",
  number: 1,
  pinned: false,
  asked: 0,
  seller: { id: "sam", name: "Sam" },
  title: id,
  description: "",
  price: 1250,
  price_version: 1,
  was: null,
  flash: null,
  hold_minutes: null,
  per_buyer_limit: 10,
  first_paid: false,
  withdrawn: false,
  pictures: [],
  axes: [],
  variants: (variants.length > 0 ? variants : [{}]).map((each, at) => kind({ id: `${id}-${at}`, ...each })),
  copy_of: null,
  ...over,
});
const lot = (over: Partial<AuctionView> = {}): AuctionView => ({
  id: "lot",
  party_id: "p1",
  item_id: "mug",
  variant_id: "mug-0",
  state: "open",
  outcome: null,
  start_price: 500,
  buy_now: null,
  reserve_met: true,
  seconds: 30,
  extend_seconds: 10,
  grace_ms: 0,
  prebids: false,
  price: null,
  leader: null,
  bids: 0,
  next_bid: 500,
  ends_at: NOW + 30_000,
  left_ms: null,
  closest_late_ms: null,
  reason: "",
  reason_code: null,
  offered_until: null,
  ...over,
});
const claim = (id: string, since: number, over: Partial<ClaimView> = {}): ClaimView => ({
  id,
  item_id: "mug",
  variant_id: "mug-0",
  buyer: { id: "ben", name: "Ben" },
  network: null,
  quantity: 1,
  price: 1250,
  state: "held",
  since,
  place: since,
  held_until: NOW + 600_000,
  ...over,
});
const screen = (
  items: readonly ItemView[],
  on_air: string | null,
  over: Partial<Screen> = {},
  state: "live" | "paused" = "live",
): Screen => ({
  party: { ...plainParty({ on_air, state }), items },
  auctions: [],
  mayShow: () => true,
  ...over,
});
const MUG = item("mug");
const SOLD = item("bowl", {}, { stock: 2, sold: 2 });
const PLATE = item("plate");
const any = () => true;

describe("the next item", () => {
  it.each([
    ["the one after", [MUG, PLATE], "mug", "next", "plate"],
    ["the first, where nothing is on air", [MUG, PLATE], null, "next", "mug"],
    ["not one that is sold out", [MUG, SOLD, PLATE], "mug", "next", "plate"],
    ["not one that is off sale", [MUG, item("x", { withdrawn: true }), PLATE], "mug", "next", "plate"],
    ["not one that others wait for", [MUG, item("x", {}, { waiting: 1 }), PLATE], "mug", "next", "plate"],
    ["an earlier one, after the last", [MUG, SOLD, PLATE], "plate", "again", "mug"],
  ])("is %s", (_, items, onAir, is, id) => {
    expect(nextOf(items, onAir, any)).toMatchObject({ is, item: { id } });
  });

  it("is none where nothing can be had, or nothing is hers", () => {
    expect(nextOf([], null, any)).toBeNull();
    expect(nextOf([MUG], "mug", any)).toBeNull();
    expect(nextOf([MUG, SOLD], "mug", any)).toBeNull();
    expect(nextOf([MUG, PLATE], "mug", () => false)).toBeNull();
  });
});

describe("the deck", () => {
  it.each([
    ["empty", [], null],
    ["ready", [MUG], null],
    ["selling", [MUG], "mug"],
    ["soldOut", [SOLD], "bowl"],
    ["allHeld", [item("mug", {}, { stock: 1, held: 1 })], "mug"],
    ["offSale", [item("mug", { withdrawn: true })], "mug"],
    ["flash", [item("mug", { flash: { percent: 20, starts_at: 0, ends_at: NOW, on: true } })], "mug"],
    ["flashSoon", [item("mug", { flash: { percent: 20, starts_at: NOW, ends_at: NOW, on: false } })], "mug"],
  ])("is %s", (is, items, onAir) => {
    expect(deckOf(screen(items, onAir), NOW).is).toBe(is);
  });

  it.each([
    ["running", lot()],
    ["closing", lot({ ends_at: NOW + 10_000 })],
    ["standing", lot({ state: "paused", ends_at: null, left_ms: 4_000 })],
  ])("is a lot that is %s, whatever is on air", (is, running) => {
    const found = deckOf(screen([PLATE, MUG], "plate", { auctions: [running] }), NOW);
    expect(found).toMatchObject({ of: "lot", is, item: { id: "mug" } });
  });

  it("is no lot of another party, or one that is over", () => {
    const auctions = [lot({ party_id: "p2" }), lot({ state: "closed", outcome: "sold" })];
    expect(deckOf(screen([MUG], "mug", { auctions }), NOW).of).toBe("item");
  });

  it("counts the units of all kinds, and promises none for which others wait", () => {
    const shirt = item("shirt", {}, { stock: 5, held: 1, sold: 2 }, { stock: 3, waiting: 2, held: 3 });
    expect(countsOf(shirt)).toEqual({ left: 2, held: 4, sold: 2, waiting: 2 });
  });
});

describe("warnings", () => {
  const around = (over: Partial<Around> = {}): Around => ({
    connection: OPEN,
    holds: [],
    waiting: 0,
    ...over,
  });
  const said = (on: Screen, over: Partial<Around> = {}) =>
    warningsOf(on, around(over), NOW).map((each) => each.is);

  it("are none while all is well", () => {
    expect(said(screen([MUG], "mug"))).toEqual([]);
  });

  it.each<[string, Partial<Around>]>([
    ["offline", { connection: { name: "waiting", until: NOW } }],
    ["doubtful", { connection: { name: "open", doubtful: true } }],
    ["runsOut", { holds: [NOW + 60_000, NOW + 60_001, NOW - 1] }],
    ["waits", { waiting: 2 }],
  ])("say %s", (is, over) => {
    expect(said(screen([MUG], "mug"), over)).toEqual([is]);
  });

  it("say of a lost picture, not of the pause that came of it", () => {
    const on = screen([MUG], "mug", {}, "paused");
    const interrupted = { cause: "host", since: NOW, continues_at: NOW + 1 } as const;
    expect(said(on)).toEqual(["paused"]);
    expect(said({ ...on, party: { ...on.party, interrupted } })).toEqual(["away"]);
  });

  it("name what most want to see, unless it is on air or cannot be had", () => {
    const wanted = [item("a", { asked: 2 }), item("b", { asked: 5 }), item("c", { asked: 9 }, { sold: 2 })];
    expect(warningsOf(screen(wanted, null), around(), NOW)).toMatchObject([{ item: { id: "b" } }]);
    expect(warningsOf(screen(wanted, "b"), around(), NOW)).toMatchObject([{ item: { id: "a" } }]);
  });
});

describe("claims", () => {
  it("stand by item, the one on air first, then where something came last; newest first", () => {
    const items = new Map([MUG, PLATE, SOLD].map((each) => [each.id, each]));
    const claims = [
      claim("a", 1),
      claim("b", 2, { item_id: "plate" }),
      claim("c", 3),
      claim("d", 4, { item_id: "bowl" }),
      claim("e", 5, { item_id: "elsewhere" }),
    ];
    const ids = (onAir: string | null) =>
      claimGroups(claims, items, onAir).map((group) => group.claims.map((each) => each.id).join(""));
    expect(ids("plate")).toEqual(["b", "d", "ca"]);
    expect(ids(null)).toEqual(["d", "ca", "b"]);
    expect(claims.map((each) => each.id).join("")).toBe("abcde");
  });

  it("bring what is sold, lots too", () => {
    const claims = [claim("a", 1, { state: "ordered", quantity: 2 }), claim("b", 2)];
    expect(soldSoFar(claims, [{ price: 700 }, { price: null }])).toEqual({ count: 3, total: 3200 });
    expect(sumOf(claims)).toBe(3750);
  });
});

describe("presets", () => {
  it.each([
    [1250, [1125, 1000, 875, 625]],
    [3, [2]],
    [2, [1]],
    [1, []],
    [0, []],
  ])("lower %i to whole minor units, each once", (price, prices) => {
    expect(drops(price).map((each) => each.price)).toEqual(prices);
  });

  it.each([
    ["EUR", 1250, 2, [100, 625, 1250]],
    ["JPY", 1250, 0, [1, 625, 1250]],
    ["KWD", 1250, 3, [625, 1000, 1250]],
    ["EUR, of one euro", 100, 2, [50, 100]],
    ["nothing", 0, 2, [100]],
  ])("begin a lot in %s", (_, price, digits, starts) => {
    expect(startsOf(price, digits)).toEqual(starts);
  });

  it("fit what is on air", () => {
    const shirt = item("shirt", {}, { own_price: 900 }, { own_price: 800, held: 2 });
    expect(lotKinds(shirt).map((each) => each.id)).toEqual(["shirt-0"]);
    expect([MUG, shirt, SOLD, null].map((each) => fits("price", each, false))).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect([MUG, SOLD, null].map((each) => fits("auction", each, false))).toEqual([true, false, false]);
    expect(fits("auction", MUG, true)).toBe(false);
    expect(fits("giveaway", null, false)).toBe(true);
    expect(fits("flash", item("x", { withdrawn: true }), false)).toBe(false);
  });
});
