import { describe, expect, it } from "vitest";
import type { Bar } from "./bar";
import { saidOf } from "./barWords";

const bar = (of: "item" | "lot", is: string) => ({ of, is }) as Bar;

describe("what a screen reader says of the bar", () => {
  it.each([
    ["item", "lastMinute", "assertive", "less than a minute to buy it"],
    ["item", "changed", "polite", "the line"],
    ["item", "unknown", "polite", "the line"],
    ["item", "limit", "polite", "the line"],
    ["item", "away", "polite", "the line"],
    ["lot", "extended", "polite", "the line"],
    ["lot", "closing", "polite", "Last seconds"],
  ] as const)("%s, %s: %s", (of, is, how, words) => {
    const said = saidOf(bar(of, is), "Blue mug", "the line");

    expect(said).toEqual({ how, words: expect.stringContaining(words) });
    expect(said?.words).toContain("Blue mug");
  });

  it.each(["held", "turn", "won", "outbid", "expired", "claim"])(
    "says nothing of what is told as news, or is no news: %s",
    (is) => expect(saidOf(bar("item", is), "Blue mug", "the line")).toBeNull(),
  );
});
