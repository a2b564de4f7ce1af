import { describe, expect, it } from "vitest";
import { commandsFor, typed } from "./commands";
import { durationOf } from "./durations";

describe("slash commands", () => {
  it("are a name and what is written behind it", () => {
    expect(typed("/slow 30s")).toEqual({ name: "slow", words: "30s" });
    expect(typed("/BAN  Ben Kaiser  1d shouted ")).toEqual({ name: "ban", words: "Ben Kaiser  1d shouted" });
    expect(typed("/")).toEqual({ name: "", words: "" });
    expect(typed("/ask みかんは？\n甘い？")).toEqual({ name: "ask", words: "みかんは？\n甘い？" });
  });

  it("are those that a role may use", () => {
    const names = (role: "buyer" | "seller" | "moderator" | "host") =>
      commandsFor(role).map(({ name }) => name);
    expect(names("buyer")).toEqual(["help", "me", "ask", "follow", "unfollow", "mentions", "reports"]);
    expect(names("seller")).toContain("staff");
    expect(names("seller")).not.toContain("ban");
    expect(names("moderator")).toContain("shield");
    expect(names("moderator")).toContain("shoutout");
    expect(names("moderator")).not.toContain("announce");
    expect(names("moderator")).not.toContain("raid");
    expect(names("host")).toContain("announce");
    expect(names("host")).toContain("raid");
  });

  it("take lengths of time", () => {
    expect(["30", "30s", "10m", "2h", "7d"].map(durationOf)).toEqual([30, 30, 600, 7_200, 604_800]);
    expect(["", "m", "1w", "-1", "1.5h"].map(durationOf)).toEqual([null, null, null, null, null]);
  });
});
