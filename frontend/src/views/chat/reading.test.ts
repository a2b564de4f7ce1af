import { describe, expect, it } from "vitest";
import { MOST_SHOWN, shownFrom, STEP, stepped } from "./reading";

const lines = Array.from({ length: 1_000 }, (_, place) => ({ offset: place * 2 }));

describe("which lines are on the screen", () => {
  it("are the last ones where nobody reads further up", () => {
    expect(shownFrom(lines, null)).toEqual(lines.slice(-MOST_SHOWN));
    expect(shownFrom(lines.slice(0, 5), null)).toEqual(lines.slice(0, 5));
  });

  it("begin where somebody reads, and are never more than there is room for", () => {
    expect(shownFrom(lines, 40)).toEqual(lines.slice(20, 20 + MOST_SHOWN));
    expect(shownFrom(lines, 41)[0]).toEqual({ offset: 42 });
  });

  it("move up and down a step at a time, and end where the lines do", () => {
    expect(stepped(lines, 1_000, -1)).toBe(1_000 - 2 * STEP);
    expect(stepped(lines, 40, -1)).toBe(0);
    expect(stepped(lines, 40, 1)).toBe(40 + 2 * STEP);
    expect(stepped(lines, lines.at(-1)!.offset, 1)).toBe(lines[1_000 - MOST_SHOWN]!.offset);
  });
});
