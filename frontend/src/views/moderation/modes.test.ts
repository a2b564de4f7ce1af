import { describe, expect, it } from "vitest";
import { NO_MODES } from "../../store/fixtures";
import { chipsOf } from "./modes";

describe("the modes of a room in words", () => {
  it("say nothing where nothing is asked", () => {
    expect(chipsOf(NO_MODES)).toEqual([]);
  });

  it("say what is asked, and for how long", () => {
    expect(
      chipsOf({ ...NO_MODES, shield: true, slow_seconds: 30, followers_minutes: 10, links: "off" }),
    ).toEqual(["Shield is up", "Slow mode 30 s", "Followers of 10 min", "No links"]);
    expect(chipsOf({ ...NO_MODES, slow_seconds: 120, followers_minutes: 2_880 })).toEqual([
      "Slow mode 2 min",
      "Followers of 2 days",
    ]);
    expect(chipsOf({ ...NO_MODES, followers_minutes: 0, delay_seconds: 4, first_held: true })).toEqual([
      "Followers only",
      "First messages wait",
      "4 s late",
    ]);
  });
});
