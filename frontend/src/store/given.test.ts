import { describe, expect, it } from "vitest";
import { added, floating, REMEMBERED } from "./given";

describe("what viewers gave", () => {
  it("is added up by message and sign, and what floats is not", () => {
    const first = added(new Map(), [
      { emoji: "❤️", message_offset: 7, times: 2 },
      { emoji: "🔥", message_offset: null, times: 9 },
    ]);
    const second = added(first, [
      { emoji: "❤️", message_offset: 7, times: 3 },
      { emoji: "👍", message_offset: 7, times: 1 },
    ]);

    expect([...second]).toEqual([[7, { "❤️": 5, "👍": 1 }]]);
    expect([...first]).toEqual([[7, { "❤️": 2 }]]);
  });

  it("floats where it was given to no message", () => {
    expect(
      floating([
        { emoji: "🔥", message_offset: null, times: 9 },
        { emoji: "🔥", message_offset: 3, times: 1 },
      ]),
    ).toEqual({ "🔥": 9 });
  });

  it("is remembered of the last messages only", () => {
    const many = Array.from({ length: REMEMBERED + 5 }, (_, message_offset) => {
      return { emoji: "👏", message_offset, times: 1 } as const;
    });

    expect(added(new Map(), many).size).toBe(REMEMBERED);
    expect(added(new Map(), many).has(0)).toBe(false);
  });
});
