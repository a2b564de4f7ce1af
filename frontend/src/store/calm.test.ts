import { describe, expect, it } from "vitest";

import type { MessageView } from "../wire/frames";
import { calmed, concerns, QUIET, SAMPLE } from "./calm";
import { FAST, isFast } from "./fast";

const START = 1_800_000_000_000;

function line(number: number, at: number, more: Partial<MessageView> = {}): MessageView {
  return {
    offset: number,
    at: START + at,
    said_at: null,
    author: { id: `n${number % 7}`, name: `Ben ${number % 7}` },
    role: "buyer",
    text: "hello",
    familiarity: null,
    reply_to: null,
    me: false,
    edited: false,
    mentions: [],
    ...more,
  };
}

/** So many lines a second, for so many seconds. */
function room(aSecond: number, seconds: number): MessageView[] {
  return Array.from({ length: aSecond * seconds }, (_, number) =>
    line(number, Math.floor((number * 1000) / aSecond)),
  );
}

describe("a room", () => {
  it.each([
    [1, false],
    [10, false],
    [19, false],
    [21, true],
    [200, true],
  ])("with %i lines a second is fast: %s", (aSecond, fast) => {
    expect(isFast(room(aSecond, 60).slice(-100))).toBe(fast);
  });

  it("with few lines is not, however close they are", () => {
    expect(isFast([])).toBe(false);
    expect(isFast(Array.from({ length: 10 }, (_, number) => line(number, 0)))).toBe(false);
  });
});

describe("what concerns the reader", () => {
  it.each([
    ["her own", { author: { id: "me", name: "Bea" } }],
    ["of staff", { role: "moderator" as const }],
    ["of who sells", { role: "seller" as const }],
    ["that names her", { mentions: [{ id: "me", name: "Bea" }] }],
  ])("is a line %s", (_, more) => {
    expect(concerns(line(1, 0, more), "me")).toBe(true);
  });

  it("is no other line, and nothing for a guest but staff's", () => {
    expect(concerns(line(1, 0), "me")).toBe(false);
    expect(concerns(line(1, 0), undefined)).toBe(false);
    expect(concerns(line(1, 0, { role: "host" }), undefined)).toBe(true);
  });
});

describe("calm", () => {
  it("leaves a slow room as it is", () => {
    const lines = room(FAST / 2, 10);
    expect(calmed(QUIET, lines, "me").shown).toEqual(lines);
  });

  it("shows about so many a second of a fast one", () => {
    const { shown } = calmed(QUIET, room(200, 30), "me");
    const settled = shown.filter(({ at }) => at >= START + 1000);
    expect(settled.length / 29).toBeGreaterThan(SAMPLE - 1);
    expect(settled.length / 29).toBeLessThan(SAMPLE + 1);
  });

  it("shows all that concerns her, however fast it is", () => {
    const lines = room(200, 5).map((each) =>
      each.offset % 10 === 3 ? { ...each, role: "host" as const } : each,
    );
    const { shown } = calmed(QUIET, lines, "me");
    expect(shown.filter(({ role }) => role === "host")).toHaveLength(100);
  });

  it("is fair: who writes as much as the others is shown as much", () => {
    const lines = Array.from({ length: 6000 }, (_, number) =>
      line(number, number * 5, { author: { id: `n${number % 11}`, name: "x" } }),
    );
    const counts = new Map<string, number>();
    for (const { author } of calmed(QUIET, lines, "me").shown)
      counts.set(author.id, (counts.get(author.id) ?? 0) + 1);
    expect(counts.size).toBe(11);
    expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(4);
  });

  it("decides the same whether lines come one by one or together", () => {
    const lines = room(120, 6);
    let pace = QUIET;
    const one = lines.flatMap((each) => {
      const found = calmed(pace, [each], "me");
      pace = found.pace;
      return found.shown;
    });
    expect(one).toEqual(calmed(QUIET, lines, "me").shown);
  });

  it("shows everything again once the room is slow", () => {
    const fast = room(100, 3);
    const slow = [5, 6, 7].map((second) => line(1000 + second, second * 1000));
    expect(calmed(QUIET, [...fast, ...slow], "me").shown.slice(-3)).toEqual(slow);
  });
});
