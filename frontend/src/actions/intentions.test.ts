import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Answer } from "../client/outbox";
import type { Command } from "../wire/frames";
import { Intentions, REST_MS } from "./intentions";

const YES: Answer = { ok: true, fact: null, ledger: null, aside: null };
const NO: Answer = {
  ok: false,
  error: { code: "buyer_limit", retry: false, retry_after_ms: null, detail: null },
};
const claim: Command = { type: "claim.place", variant_id: "v1", quantity: 1, price_version: 1 };

describe("intentions", () => {
  let sent: number;
  let intentions: Intentions;
  const press = (answer: Answer, body: Command = claim) =>
    intentions.once("v1", body, () => {
      sent += 1;
      return Promise.resolve(answer);
    });

  beforeEach(() => {
    vi.useFakeTimers();
    sent = 0;
    intentions = new Intentions();
  });

  it("make one command of two presses at once", async () => {
    expect(await Promise.all([press(YES), press(YES)])).toEqual([YES, YES]);
    expect(sent).toBe(1);
  });

  it("make one command of a press soon after a success, and two of a later one", async () => {
    await press(YES);
    await vi.advanceTimersByTimeAsync(REST_MS - 1);
    await press(YES);
    expect(sent).toBe(1);

    await vi.advanceTimersByTimeAsync(1);
    await press(YES);
    expect(sent).toBe(2);
  });

  it("may be tried again at once after a refusal", async () => {
    await press(NO);
    await vi.advanceTimersByTimeAsync(0);
    await press(YES);

    expect(sent).toBe(2);
  });

  it("are two when something else is meant", async () => {
    await press(YES);
    await press(YES, { ...claim, quantity: 2 });
    await press(YES);

    expect(sent).toBe(3);
  });

  it("are the same at another moment", async () => {
    await press(YES, { type: "bid.place", auction_id: "a1", amount: 500, sent_at: 1 });
    await press(YES, { type: "bid.place", auction_id: "a1", amount: 500, sent_at: 2 });

    expect(sent).toBe(1);
  });
});
