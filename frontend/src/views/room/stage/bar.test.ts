import { describe, expect, it } from "vitest";
import type { Status } from "../../../client/contract";
import type { Moment } from "../../../store/moments";
import type { Pending } from "../../../store/pending";
import { NO_MODES, plainParty } from "../../../store/fixtures";
import type {
  AuctionView,
  ClaimView,
  ItemView,
  Mine,
  MyClaim,
  PartyView,
  ShowSnapshot,
  VariantView,
} from "../../../wire/frames";
import { barState, type Screen } from "./bar";

const BEN = { id: "ben", name: "Ben" };
const BEA = { id: "bea", name: "Bea" };
const NOW = 1_000_000_000_000;
const OPEN: Status = { name: "open" };

const kind = (over: Partial<VariantView> = {}): VariantView => ({
  id: "mug-v",
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
const item = (over: Partial<ItemView> = {}): ItemView => ({
  id: "mug",
  party_id: "p1",
  number: 1,
  pinned: false,
  asked: 0,
  seller: { id: "sam", name: "Sam" },
  title: "Blue mug",
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
  variants: [kind()],
  copy_of: null,
  ...over,
});
const lot = (over: Partial<AuctionView> = {}): AuctionView => ({
  id: "lot",
  party_id: "p1",
  item_id: "mug",
  variant_id: "mug-v",
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
const claim = (state: ClaimView["state"], over: Partial<ClaimView> = {}, ahead = 0): MyClaim => ({
  claim: {
    id: "c1",
    item_id: "mug",
    variant_id: "mug-v",
    buyer: BEN,
    network: null,
    quantity: 1,
    price: 1250,
    state,
    since: 1,
    place: 1,
    held_until: state === "held" ? NOW + 900_000 : null,
    ...over,
  },
  ahead,
  title: "Blue mug",
  currency: "EUR",
});
const mine = (over: Partial<Mine> = {}): Mine => ({
  offset: 0,
  role: "buyer",
  offered: null,
  follows: false,
  muted_until: null,
  warned: false,
  coming: [],
  asked: [],
  claims: [],
  entered: [],
  bids: [],
  offers: [],
  waiting: [],
  vote: null,
  upvoted: [],
  reports: [],
  mentioned_by: "all",
  ...over,
});
const asked = (about: string, type: Pending["type"] = "claim.place"): Pending[] => [
  { id: "1", type, about, at: null },
];
const moment = (what: Moment["news"]["what"], about = "mug-v"): Moment =>
  ({ about, kind: about === "lot" ? "bid" : "claim", news: { what } }) as Moment;

interface Case {
  party?: Partial<PartyView>;
  items?: ItemView[];
  lots?: AuctionView[];
  screen?: Partial<Screen>;
  mine?: Mine | null;
  pending?: Pending[];
  connection?: Status;
  is: string;
}

function stateOf({
  party,
  items,
  lots = [],
  screen,
  pending = [],
  connection = OPEN,
  ...rest
}: Case): string {
  const on = plainParty({ on_air: "mug", ...party });
  const snapshot: ShowSnapshot = {
    room: {
      id: "r",
      title: "Attic",
      about: "",
      followers: 0,
      rehearsal: false,
      claim_words: [],
      moderators_named: false,
      pass_words: [],
    },
    parties: [on],
    items: items ?? [item()],
    giveaways: [],
    auctions: lots,
    messages: [],
    modes: NO_MODES,
    announcement: null,
    shoutout: null,
    raid: null,
    arrival: null,
    pinned: null,
    poll: null,
    questions: [],
  };
  const known = rest.mine === undefined ? mine() : rest.mine;
  const shown: Screen = {
    snapshot,
    party: on,
    user: known === null ? null : "ben",
    chosen: null,
    quantity: 1,
    moments: [],
    later: new Set(),
    changed: null,
    extended: null,
    ...screen,
  };
  const bar = barState(shown, known, pending, connection, NOW);
  return `${bar.of}: ${bar.is}`;
}

const TWO = [kind({ id: "s", name: "S" }), kind({ id: "m", name: "M" })];
const LATE = { held_until: NOW + 59_000 };
const AWAY = { interrupted: { cause: "host", since: NOW, continues_at: NOW } } as const;
const LOST: Status = { name: "waiting", until: NOW };
const HELD = mine({ claims: [claim("held")] });

describe("the bar", () => {
  it.each<[string, Case]>([
    ["nothing is on air", { party: { on_air: null }, is: "nothing: idle" }],
    ["nothing is on air in a pause", { party: { on_air: null, state: "paused" }, is: "nothing: paused" }],
    ["nothing is on air and the host is away", { party: { on_air: null, ...AWAY }, is: "nothing: away" }],
    ["a guest", { mine: null, is: "item: guest" }],
    ["its seller", { items: [item({ seller: BEN })], is: "item: staff" }],
    ["a host", { mine: mine({ role: "host" }), is: "item: staff" }],
    ["taken off sale", { items: [item({ withdrawn: true })], is: "item: offSale" }],
    ["two kinds, none chosen", { items: [item({ variants: TWO })], is: "item: choose" }],
    [
      "one of two is chosen",
      { items: [item({ variants: TWO })], screen: { chosen: "m" }, is: "item: claim" },
    ],
    ["some are free", { is: "item: claim" }],
    [
      "somebody waits for what is left",
      { items: [item({ variants: [kind({ waiting: 1 })] })], is: "item: claimOrWait" },
    ],
    ["all are held", { items: [item({ variants: [kind({ held: 2 })] })], is: "item: join" }],
    ["she wants more than are free", { screen: { quantity: 3 }, is: "item: join" }],
    ["all are sold", { items: [item({ variants: [kind({ sold: 2 })] })], is: "item: soldOut" }],
    [
      "all kinds are sold",
      { items: [item({ variants: TWO.map((each) => ({ ...each, sold: 2 })) })], is: "item: soldOut" },
    ],
    ["asked, the network is there", { pending: asked("mug-v"), is: "item: sending" }],
    [
      "asked, no answer comes",
      { pending: asked("mug-v"), connection: { name: "open", doubtful: true }, is: "item: unknown" },
    ],
    ["asked, the network is gone", { pending: asked("mug-v"), connection: LOST, is: "item: unknown" }],
    ["asked to see it", { pending: asked("mug", "item.ask"), is: "item: claim" }],
    ["given back, on its way", { mine: HELD, pending: asked("c1", "claim.release"), is: "item: sending" }],
    ["held", { mine: HELD, is: "item: held" }],
    ["held in a pause", { party: { state: "paused" }, mine: HELD, is: "item: held" }],
    ["held, its last minute", { mine: mine({ claims: [claim("held", LATE)] }), is: "item: lastMinute" }],
    ["her turn", { mine: HELD, screen: { moments: [moment("promoted")] }, is: "item: turn" }],
    ["in line", { mine: mine({ claims: [claim("waitlisted", {}, 2)] }), is: "item: inLine" }],
    [
      "in line for more than are left",
      {
        items: [item({ variants: [kind({ sold: 1 })] })],
        mine: mine({ claims: [claim("waitlisted", { quantity: 2 })] }),
        is: "item: passedOver",
      },
    ],
    [
      "in line for what is sold out",
      {
        items: [item({ variants: [kind({ sold: 2 })] })],
        mine: mine({ claims: [claim("waitlisted")] }),
        is: "item: wished",
      },
    ],
    ["who pays first", { mine: mine({ claims: [claim("wanted")] }), is: "item: wanted" }],
    ["bought", { mine: mine({ claims: [claim("ordered")] }), is: "item: bought" }],
    [
      "bought one and holds one",
      { mine: mine({ claims: [claim("ordered"), claim("held", { id: "c2" })] }), is: "item: held" },
    ],
    ["run out", { screen: { moments: [moment("expired")] }, is: "item: expired" }],
    [
      "run out and sold since",
      {
        items: [item({ variants: [kind({ sold: 2 })] })],
        screen: { moments: [moment("expired")] },
        is: "item: soldOut",
      },
    ],
    ["as many as one may have", { items: [item({ per_buyer_limit: 0 })], is: "item: limit" }],
    ["paused", { party: { state: "paused" }, is: "item: paused" }],
    ["the host is away", { party: AWAY, is: "item: away" }],
    ["a new price", { screen: { changed: { variantId: "mug-v", from: 1500 } }, is: "item: changed" }],
    [
      "a new price of another kind",
      { screen: { changed: { variantId: "other", from: 1500 } }, is: "item: claim" },
    ],
    ["a lot for a guest", { mine: null, lots: [lot()], is: "lot: guest" }],
    ["a lot for who sells", { mine: mine({ role: "seller" }), lots: [lot()], is: "lot: staff" }],
    ["a lot", { lots: [lot()], is: "lot: bid" }],
    ["a lot that she leads", { lots: [lot({ leader: BEN })], is: "lot: leading" }],
    [
      "a lot at which she is outbid",
      {
        lots: [lot({ leader: BEA })],
        mine: mine({ bids: [{ auction_id: "lot", maximum: 600 }] }),
        is: "lot: outbid",
      },
    ],
    ["its last ten seconds", { lots: [lot({ leader: BEN, ends_at: NOW + 10_000 })], is: "lot: closing" }],
    [
      "put off",
      {
        lots: [lot({ ends_at: NOW + 10_000 })],
        screen: { extended: { lotId: "lot", seconds: 10 } },
        is: "lot: extended",
      },
    ],
    ["a bid on its way", { lots: [lot()], pending: asked("lot", "bid.place"), is: "lot: sending" }],
    [
      "a bid nobody answers",
      { lots: [lot()], pending: asked("lot", "bid.place"), connection: LOST, is: "lot: unknown" },
    ],
    ["a lot that stands still", { lots: [lot({ state: "paused", ends_at: null })], is: "lot: paused" }],
    [
      "a lot while the host is away",
      { party: AWAY, lots: [lot({ state: "paused", ends_at: null })], is: "lot: away" },
    ],
    [
      "won",
      {
        lots: [lot({ state: "closed", outcome: "sold", leader: BEN })],
        screen: { moments: [moment("won", "lot")] },
        is: "lot: won",
      },
    ],
    [
      "won and put away",
      { lots: [lot({ state: "closed", outcome: "sold", leader: BEN })], is: "item: claim" },
    ],
    [
      "won, and the next is on air",
      {
        party: { on_air: "vase" },
        items: [item({ id: "vase", variants: [kind({ id: "vase-v" })] })],
        lots: [lot({ state: "closed", outcome: "sold", leader: BEN })],
        screen: { moments: [moment("won", "lot")] },
        is: "item: claim",
      },
    ],
    [
      "lost",
      {
        lots: [lot({ state: "closed", outcome: "sold", leader: BEA })],
        screen: { moments: [moment("over", "lot")] },
        is: "lot: lost",
      },
    ],
    ["offered to her", { lots: [lot({ state: "offered", leader: BEN })], is: "lot: offered" }],
    ["offered to somebody else", { lots: [lot({ state: "offered", leader: BEA })], is: "item: claim" }],
    [
      "won, not paid, and offered to somebody else",
      {
        lots: [lot({ state: "offered", leader: BEA })],
        screen: { moments: [moment("won", "lot")] },
        is: "item: claim",
      },
    ],
    [
      "offered, kept for later",
      {
        lots: [lot({ state: "offered", leader: BEN })],
        screen: { later: new Set(["lot"]) },
        is: "item: claim",
      },
    ],
    [
      "offered of an earlier party",
      {
        mine: mine({ offers: [lot({ party_id: "p0", state: "offered", leader: BEN })] }),
        is: "lot: offered",
      },
    ],
    ["a lot of another party", { lots: [lot({ party_id: "p0" })], is: "item: claim" }],
  ])("%s", (_, { is, ...given }) => {
    expect(stateOf({ ...given, is })).toBe(is);
  });
});
