import { describe, expect, it } from "vitest";
import { Close, VERDICTS } from "../wire/codes";
import { CURRENCIES } from "../wire/currencies";
import type { ClaimView, Code, GiveawayView, ItemView, PartyView, VariantView } from "../wire/frames";
import { texts } from "../messages/texts";
import { HttpRefusal } from "../client/http";
import { plainParty } from "../store/fixtures";
import { graphemes } from "./chat/graphemes";
import { checkUrl, entrantWords, giveawaysOf, prizeWords } from "./giveaways";
import { currentParty, free, isPassedOver, matches, nextUp, soldOut, stockWords } from "./selectors";
import { countdown, lasted, money, parseMoney, typedMoney } from "./format";
import { closeProse, httpMessage, messageOf } from "./messages";
import { currencyChoices, likelyCurrency } from "./studio/currencies";
import typedMoneys from "../../../tests/checks/money.json";

const TYPED = typedMoneys as [string, string, number | null][];

describe("money", () => {
  it.each([
    [1250, "EUR", "€12.50"],
    [1250, "JPY", "¥1,250"],
    [1250, "USD", "$12.50"],
    [0, "EUR", "€0.00"],
  ])("%i %s is %s", (minor, currency, words) => {
    expect(money(minor, currency, "en-GB").replace("US", "").replace("JP", "")).toBe(words);
  });

  it.each([
    [1250, "HUF", "HUF 12.50"],
    [1250, "IQD", "IQD 1.250"],
    [1250, "KWD", "KWD 1.250"],
    [1250, "UGX", "UGX 1,250"],
    [1250, "RSD", "RSD 12.50"],
  ])("has the decimals of ISO 4217, not the browser’s own: %i %s is %s", (minor, currency, words) => {
    expect(money(minor, currency, "en-GB").replace("\u00a0", " ")).toBe(words);
  });

  it.each(Object.keys(CURRENCIES))(
    "of %s comes back as it was typed, and its example is a price",
    (currency) => {
      const [, most, example] = CURRENCIES[currency] ?? [0, 0, 0];
      for (const minor of [0, 1, example, most])
        expect(parseMoney(typedMoney(minor, currency), currency)).toBe(minor);
      expect(parseMoney(typedMoney(most + 1, currency), currency)).toBeNull();
    },
  );

  it.each(TYPED)("%j in %s is %s, as the server reads it", (typed, currency, minor) => {
    expect(parseMoney(typed, currency)).toBe(minor);
  });

  it("is typed as the language writes it, and read again", async () => {
    const german = await import("../messages/de/typing");
    const english = texts.typing;
    Object.assign(texts, german);
    const typed = Object.keys(CURRENCIES).map((code) => [code, typedMoney(1234567, code)] as const);
    Object.assign(texts, { typing: english });

    expect(typed).toContainEqual(["EUR", "12345,67"]);
    expect(typed).toContainEqual(["KWD", "1234.567"]);
    for (const [code, words] of typed) expect(parseMoney(words, code, Number.MAX_SAFE_INTEGER)).toBe(1234567);
  });

  it("comes back as it was typed", () => {
    expect(typedMoney(1250, "EUR")).toBe("12.50");
    expect(typedMoney(1250, "JPY")).toBe("1250");
    expect(parseMoney(typedMoney(29, "EUR"), "EUR")).toBe(29);
  });
});

describe("countdown", () => {
  it.each([
    [86_396_000, "23 h 59 min"],
    [7_201_000, "2 h 0 min"],
    [7_200_000, "120:00"],
    [900_000, "15:00"],
    [59_001, "1:00"],
    [1_000, "0:01"],
    [-5_000, "0:00"],
  ])("%i ms is %s", (ms, words) => {
    expect(countdown(ms)).toBe(words);
  });
});

describe("how long a party is live", () => {
  it.each([
    [0, "0:00:00", "0:00"],
    [59_999, "0:00:59", "0:00"],
    [3_723_000, "1:02:03", "1:02"],
    [-5_000, "0:00:00", "0:00"],
  ])("%i ms are %s, and %s where there is little room", (ms, long, short) => {
    expect(lasted(ms, { seconds: true })).toBe(long);
    expect(lasted(ms, { seconds: false })).toBe(short);
  });
});

describe("stock", () => {
  const variant = (stock: number, held: number, sold: number, waiting = 0): VariantView => ({
    id: "v",
    name: "",
    options: [],
    own_price: null,
    price: 500,
    stock,
    held,
    sold,
    waiting,
  });

  it.each([
    [variant(3, 1, 1), "1 left"],
    [variant(3, 0, 0), "3 left"],
    [variant(3, 3, 0), "All held"],
    [variant(3, 3, 0, 2), "All held · 2 in line"],
    [variant(3, 2, 0, 1), "1 left · 1 in line"],
    [variant(3, 0, 3), "Sold out"],
  ])("says %#: %s", (of, words) => {
    expect(stockWords(of)).toBe(words);
  });

  it.each<[number, ClaimView["state"], boolean]>([
    [2, "waitlisted", true],
    [1, "waitlisted", false],
    [2, "held", false],
  ])("passes over who waits for more than is unsold: %i, %s", (quantity, state, past) => {
    const items = [{ id: "mug", variants: [variant(3, 1, 2, 1)] } as unknown as ItemView];
    const claim = { item_id: "mug", variant_id: "v", quantity, state } as ClaimView;

    expect(isPassedOver({ items }, claim)).toBe(past);
  });

  it("keeps what is free for those who wait", () => {
    expect(free(variant(3, 1, 0, 1))).toBe(0);
    expect(soldOut(variant(3, 1, 2))).toBe(false);
  });
});

describe("the party that matters", () => {
  const party = (id: string, state: PartyView["state"], starts_at: number | null = null) =>
    plainParty({ id, state, starts_at });

  it("is the one that is on, then the next, then the last", () => {
    const [ended, late, soon, paused] = [
      party("a", "ended"),
      party("b", "scheduled", 20),
      party("c", "scheduled", 10),
      party("d", "paused"),
    ];

    expect(currentParty([ended, late, soon, paused])).toBe(paused);
    expect(currentParty([ended, late, soon])).toBe(soon);
    expect(currentParty([ended])).toBe(ended);
    expect(currentParty([])).toBeNull();
  });
});

describe("the line-up", () => {
  const lineup = (on_stage: string | null) => ({
    slots: ["sam", "ina"].map((id) => ({ seller: { id, name: id }, minutes: 30 })),
    on_stage,
    since: null,
  });

  it.each([
    [null, "sam"],
    ["sam", "ina"],
    ["ina", null],
  ])("after %s comes %s", (onStage, next) => {
    expect(nextUp(lineup(onStage))).toBe(next);
  });
});

describe("search", () => {
  it("finds by number, title, seller and kind, all words", () => {
    const item = {
      number: 12,
      title: "Blue Mug",
      seller: { id: "s", name: "Sam" },
      variants: [{ name: "large" }],
    };

    expect(matches(item as ItemView, "mug BLUE")).toBe(true);
    expect(matches(item as ItemView, "12 sam large")).toBe(true);
    expect(matches(item as ItemView, "red")).toBe(false);
    expect(matches(item as ItemView, "")).toBe(true);
  });
});

describe("words", () => {
  it("exist for every refusal", () => {
    for (const code of Object.keys(VERDICTS) as Code[]) expect(messageOf(code).length).toBeGreaterThan(5);
  });

  it("are the server's own where it gave some", () => {
    expect(httpMessage(new HttpRefusal(403, "banned"))).toBe(messageOf("banned"));
    expect(httpMessage(new HttpRefusal(413, "The picture is larger than 8 MB."))).toBe(
      "The picture is larger than 8 MB.",
    );
    expect(httpMessage(new Error("offline"))).toBe(messageOf("unknown"));
  });

  it("say why a connection is over", () => {
    expect(closeProse(Close.VERSION)).toContain("older");
    expect(closeProse(Close.MISUSE)).toContain("Reload");
  });

  it("count characters as people do", () => {
    expect(graphemes("né👩‍👩‍👧‍👦")).toBe(3);
  });

  it("guess a currency from the language", () => {
    expect(likelyCurrency("en-US")).toBe("USD");
    expect(likelyCurrency("de")).toBe("EUR");
    expect(likelyCurrency("ja")).toBe("JPY");
    expect(["ar-KW", "ar-AE", "ar-SA", "es-AR", "en-NG", "fr-SN", "en-EC", "vi"].map(likelyCurrency)).toEqual(
      ["KWD", "AED", "SAR", "ARS", "NGN", "XOF", "USD", "VND"],
    );
    for (const region of ["AT", "BG", "HR", "IE", "XK"]) expect(likelyCurrency(`en-${region}`)).toBe("EUR");
  });

  it("offer every currency by its name", () => {
    expect(currencyChoices("en")).toContainEqual({ code: "KWD", name: "Kuwaiti Dinar" });
    expect(currencyChoices("en")).toHaveLength(Object.keys(CURRENCIES).length);
  });
});

describe("giveaways", () => {
  const giveaway = (
    id: string,
    state: GiveawayView["state"],
    closes_at: number,
    party_id = "p",
  ): GiveawayView => ({
    id,
    party_id,
    giver: { id: "sam", name: "Sam" },
    prize: "A jar",
    item_id: null,
    variant_id: null,
    eligible: "everyone",
    places: 1,
    commitment: "0".repeat(64),
    closes_at,
    state,
    entrants: 0,
    winners: [],
    reason: null,
    reason_code: null,
  });

  it("that are open come first, the next to close on top, then the last three that are over", () => {
    const all = [
      ...["a", "b", "c", "d"].map((id) => giveaway(id, "drawn", 1)),
      giveaway("late", "open", 9),
      giveaway("soon", "open", 5),
      giveaway("elsewhere", "open", 1, "q"),
    ];

    expect(giveawaysOf(all, "p").map(({ id }) => id)).toEqual(["soon", "late", "d", "c", "b"]);
  });

  it("say what is won, by how many people, and where that is checked", () => {
    expect(prizeWords({ places: 1, prize: "A jar" })).toBe("A jar");
    expect(prizeWords({ places: 3, prize: "A jar" })).toBe("3 × A jar");
    expect([entrantWords(0), entrantWords(1)]).toEqual(["Nobody takes part", "1 person takes part"]);
    expect(checkUrl("/rooms/r/", giveaway("g", "open", 1))).toBe("/rooms/r/giveaways/g/check/");
  });
});
