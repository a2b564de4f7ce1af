import { describe, expect, it } from "vitest";
import { said } from "../client/fakeServer";
import type { ClaimView, Fact, ItemView, MessageView, Mine, PartyView, ShowSnapshot } from "../wire/frames";
import { grown, prepended, redacted } from "./history";
import { movesOf, newsOf, shownOf } from "./news";
import { added, answered, seenUpTo } from "./pending";
import { NO_MODES, plainParty } from "./fixtures";
import { reduceDesk } from "./desk";
import { NO_DESK } from "./noDesk";
import { reduce, type RoomState } from "./reduce";
import { reduceStaffClaims } from "./staffClaims";

const BEN = { id: "ben", name: "Ben" };
const BEA = { id: "bea", name: "Bea" };
const party = (id: string, state: PartyView["state"]) => plainParty({ id, title: id, state });
const item = (id: string, party_id: string, number: number): ItemView => ({
  id,
  party_id,
  number,
  pinned: false,
  asked: 0,
  seller: { id: "sam", name: "Sam" },
  title: id,
  description: "",
  price: 100,
  price_version: 1,
  was: null,
  flash: null,
  hold_minutes: null,
  per_buyer_limit: 10,
  first_paid: false,
  withdrawn: false,
  copy_of: null,
  pictures: [],
  axes: [],
  variants: [
    {
      id: `${id}-v`,
      name: "",
      options: [],
      own_price: null,
      price: 100,
      stock: 2,
      held: 0,
      sold: 0,
      waiting: 0,
    },
  ],
});
const MUG = { title: "mug", currency: "EUR" };
const claim = (id: string, buyer: typeof BEN, state: ClaimView["state"], since: number): ClaimView => ({
  id,
  item_id: "mug",
  variant_id: "mug-v",
  buyer,
  network: null,
  quantity: 1,
  price: 100,
  state,
  since,
  place: since,
  held_until: state === "held" ? 99 : null,
});

function show(over: Partial<ShowSnapshot> = {}): ShowSnapshot {
  return {
    room: {
      id: "r",
      title: "Pots",
      about: "",
      followers: 0,
      rehearsal: false,
      moderators_named: false,
      claim_words: [],
      pass_words: [],
    },
    parties: [party("p1", "live")],
    items: [item("mug", "p1", 1)],
    giveaways: [],
    auctions: [],
    messages: [],
    announcement: null,
    shoutout: null,
    raid: null,
    arrival: null,
    pinned: null,
    poll: null,
    questions: [],
    modes: NO_MODES,
    ...over,
  };
}

const NOTHING: Mine = {
  offset: 0,
  role: "buyer",
  offered: null,
  follows: false,
  muted_until: null,
  warned: false,
  vote: null,
  upvoted: [],
  coming: [],
  asked: [],
  claims: [],
  entered: [],
  bids: [],
  offers: [],
  waiting: [],
  reports: [],
  mentioned_by: "all",
};

function bens(state: Partial<RoomState> = {}): RoomState {
  return { user: "ben", snapshot: show(), mine: NOTHING, ...state };
}

let next = 0;
function fact(event: Fact["event"]): Fact {
  next += 1;
  return { offset: next, at: 0, event, text: null };
}

const variantOf = (state: RoomState) => state.snapshot.items[0]?.variants[0];

describe("a claim's numbers", () => {
  it("count holds, sales and who waits", () => {
    const held = claim("c1", BEN, "held", 1);
    const waits = claim("c2", BEA, "waitlisted", 2);
    const state = [
      fact({ type: "claim.held", claim: held, promoted: false }),
      fact({ type: "claim.waitlisted", claim: waits }),
      fact({ type: "claim.released", claim: held, reason: "buyer", by: null, why: "" }),
      fact({ type: "claim.held", claim: { ...waits, state: "held" }, promoted: true }),
      fact({ type: "claim.ordered", claim: { ...waits, state: "held" } }),
    ].reduce(reduce, bens());

    expect(variantOf(state)).toMatchObject({ held: 0, sold: 1, waiting: 0 });
  });
});

describe("my place in line", () => {
  it("is what waited before me, and moves when somebody before me leaves", () => {
    const first = claim("c1", BEA, "waitlisted", 11);
    const second = claim("c2", BEN, "waitlisted", 12);
    const third = claim("c3", BEA, "waitlisted", 13);
    const inLine = [
      fact({ type: "claim.waitlisted", claim: first }),
      fact({ type: "claim.waitlisted", claim: second }),
      fact({ type: "claim.waitlisted", claim: third }),
    ].reduce(reduce, bens());
    expect(inLine.mine?.claims).toEqual([{ claim: second, ahead: 1, ...MUG }]);

    const behind = reduce(
      inLine,
      fact({ type: "claim.released", claim: third, reason: "buyer", by: null, why: "" }),
    );
    expect(behind.mine?.claims[0]?.ahead).toBe(1);

    const before = reduce(
      behind,
      fact({ type: "claim.held", claim: { ...first, state: "held" }, promoted: true }),
    );
    expect(before.mine?.claims[0]?.ahead).toBe(0);

    const held = reduce(
      before,
      fact({ type: "claim.held", claim: { ...second, state: "held" }, promoted: true }),
    );
    expect(held.mine?.claims).toEqual([{ claim: { ...second, state: "held" }, ahead: 0, ...MUG }]);
  });

  it("ignores facts that the snapshot already holds", () => {
    const mine: Mine = { ...NOTHING, offset: 1_000_000 };
    const state = reduce(
      bens({ mine }),
      fact({ type: "claim.held", claim: claim("c1", BEN, "held", 1), promoted: false }),
    );

    expect(state.mine).toBe(mine);
  });
});

describe("parties", () => {
  it("show the last ended one only", () => {
    const snapshot = show({
      parties: [party("p0", "ended"), party("p1", "live")],
      items: [item("old", "p0", 1), item("mug", "p1", 1)],
    });
    const state = reduce(bens({ snapshot }), fact({ type: "party.ended", party_id: "p1", ended_at: 1 }));

    expect(state.snapshot.parties.map((each) => [each.id, each.state])).toEqual([["p1", "ended"]]);
    expect(state.snapshot.items.map((each) => each.id)).toEqual(["mug"]);
  });

  it("keep items by party and number", () => {
    const state = reduce(bens(), fact({ type: "item.added", item: item("cup", "p0", 9) }));

    expect(state.snapshot.items.map((each) => each.id)).toEqual(["cup", "mug"]);
  });
});

const PLAIN = { reply_to: null, me: false, edited: false, mentions: [] };

describe("messages", () => {
  it("are kept to the last hundred", () => {
    let state = bens();
    for (let line = 1; line <= 120; line += 1) state = reduce(state, said(line));

    expect(state.snapshot.messages).toHaveLength(100);
    expect(state.snapshot.messages[0]?.offset).toBe(21);
  });

  it("lose their words when removed, in the history too", () => {
    const removed = fact({ type: "message.removed", message_offset: 3, by_author: true });
    const state = reduce(reduce(bens(), said(3)), removed);
    const [line] = state.snapshot.messages;

    expect(line?.text).toBeNull();
    expect(redacted([{ ...line!, text: "words" }], [removed])[0]?.text).toBeNull();
  });

  it("have other words when edited, in the history too", () => {
    const event = { type: "message.edited", message_offset: 3, author: BEN, text_hash: "" } as const;
    const edited = { ...fact(event), text: "other words" };
    const state = reduce(reduce(bens(), said(3)), edited);
    const [line] = state.snapshot.messages;

    expect(line).toMatchObject({ text: "other words", edited: true });
    expect(redacted([{ ...line!, text: "words", edited: false }], [edited])[0]).toEqual(line);
  });

  it("pass from the snapshot into an opened history without a hole", () => {
    const lines = [1, 2, 3].map((offset) => ({
      offset,
      at: 0,
      said_at: null,
      author: BEN,
      role: "buyer" as const,
      text: "x",
      familiarity: null,
      ...PLAIN,
    }));

    expect(grown([], lines, lines.slice(1))).toEqual([]);
    expect(grown([], lines, lines.slice(1), true).map((each) => each.offset)).toEqual([1]);
    expect(grown([lines[0]!], lines.slice(1), lines.slice(2)).map((each) => each.offset)).toEqual([1, 2]);
    expect(prepended([], lines, 3).map((each) => each.offset)).toEqual([1, 2]);
  });

  it("go back as far as somebody asks", () => {
    const all = Array.from({ length: 1_000 }, (_, offset) => ({
      offset,
      at: 0,
      said_at: null,
      author: BEN,
      role: "buyer" as const,
      text: "",
      familiarity: null,
      ...PLAIN,
    }));
    let history: readonly MessageView[] = [];
    for (let first = 1_000; first > 0; first -= 50)
      history = prepended(history, all.slice(first - 50, first), 1_000);

    expect(history.map((each) => each.offset)).toEqual(all.map((each) => each.offset));
  });
});

describe("the desk", () => {
  it("logs who did what to whom, and why", () => {
    const event = {
      type: "moderation.acted",
      act_id: "act",
      act: "ban",
      by: { id: "mona", name: "Mona" },
      user: BEN,
      reason_code: "spam",
      reason: null,
      message_offset: null,
      until: null,
      pending: false,
    } as const;
    const desk = reduceDesk(NO_DESK, { offset: 4, at: 7, event, text: null });

    const { type: _, act_id: id, ...said } = event;
    expect(desk.acts).toEqual([{ id, offset: 4, at: 7, ...said, undone_by: null }]);
  });

  it("sees every claim, from the position it read them at", () => {
    const held = claim("c1", BEN, "held", 1);
    const state = reduceStaffClaims(
      { offset: 0, claims: [] },
      {
        offset: 5,
        at: 0,
        event: { type: "claim.held", claim: held, promoted: false },
        text: null,
      },
    );
    const again = reduceStaffClaims(state, {
      offset: 5,
      at: 0,
      event: { type: "claim.ordered", claim: held },
      text: null,
    });
    const sold = reduceStaffClaims(state, {
      offset: 6,
      at: 0,
      event: { type: "claim.ordered", claim: held },
      text: null,
    });

    expect(again).toBe(state);
    expect(sold.claims).toEqual([{ ...held, state: "ordered", held_until: null }]);
  });
});

describe("pending", () => {
  it("goes when its own fact has been seen, not before", () => {
    const asked = added([], "id-1", "claim.place", "mug-v");
    const acked = answered(asked, "id-1", 8, 7);

    expect(acked).toHaveLength(1);
    expect(seenUpTo(acked, 7)).toHaveLength(1);
    expect(seenUpTo(acked, 8)).toHaveLength(0);
  });

  it("goes at once when it was refused, or its fact is already here", () => {
    const asked = added([], "id-1", "claim.place", "mug-v");

    expect(answered(asked, "id-1", null, 7)).toEqual([]);
    expect(answered(asked, "id-1", 7, 7)).toEqual([]);
  });
});

describe("news of my claims", () => {
  const mine = (...claims: ClaimView[]): Mine => ({
    ...NOTHING,
    claims: claims.map((each) => ({ claim: each, ahead: 0, ...MUG })),
  });
  const held = claim("c1", BEN, "held", 1);
  const waits = claim("c1", BEN, "waitlisted", 1);

  it.each([
    ["held", mine(), mine(held), []],
    ["waiting", mine(), mine(waits), []],
    ["promoted", mine(waits), mine(held), []],
    ["ordered", mine(held), mine({ ...held, state: "ordered" }), []],
    ["expired", mine(held), mine(), [fact({ type: "claim.expired", claim: held })]],
    [
      "released",
      mine(held),
      mine(),
      [fact({ type: "claim.released", claim: held, reason: "staff", by: null, why: "" })],
    ],
  ] as const)("%s", (what, before, after, facts) => {
    expect(newsOf(before, after, facts).map((each) => each.what)).toEqual([what]);
  });

  it("is silent when nothing of mine changed, and when an old party leaves the screen", () => {
    expect(newsOf(mine(held), mine(held), [])).toEqual([]);
    expect(newsOf(mine(held), mine(), [])).toEqual([]);
  });

  it("tells of an item on air only to who asked to see it", () => {
    const facts = [
      fact({ type: "item.featured", party_id: "p1", item_id: "i1" }),
      fact({ type: "item.featured", party_id: "p1", item_id: null }),
    ];
    expect(shownOf({ ...mine(), asked: ["i1"] }, facts)).toEqual(["i1"]);
    expect(shownOf({ ...mine(), asked: ["i2"] }, facts)).toEqual([]);
    expect(shownOf(null, facts)).toEqual([]);
  });

  it("tells of a move only to those who stand in that line", () => {
    const waiting: ClaimView = { ...held, state: "waitlisted", held_until: null };
    const move = fact({
      type: "claim.moved",
      claim: { ...waiting, id: "other" },
      was: 9,
      ahead: 0,
      by: BEA,
      reason: "asked first",
    });
    expect(movesOf(mine(waiting), [move])).toEqual([move.event]);
    expect(movesOf(mine({ ...waiting, variant_id: "another" }), [move])).toEqual([]);
    expect(movesOf(mine(held), [move])).toEqual([]);
    expect(movesOf(null, [move])).toEqual([]);
  });

  it("tells her who let her claim go, and why; of her own doing it says nothing", () => {
    const taken = fact({ type: "claim.released", claim: held, reason: "staff", by: BEA, why: "broken" });
    expect(movesOf(mine(held), [taken])).toEqual([taken.event]);
    expect(movesOf(mine(), [taken])).toEqual([]);
    expect(
      movesOf(mine(held), [
        fact({ type: "claim.released", claim: held, reason: "buyer", by: null, why: "" }),
      ]),
    ).toEqual([]);
  });
});
