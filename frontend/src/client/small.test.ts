import { describe, expect, it } from "vitest";
import schema from "../wire/schema.json";
import { afterClose, LAST_BOUND_MS, waitMs } from "./backoff";
import { bestOffset, remember, sample } from "./clock";
import { decode, encode } from "./codec";
import { said } from "./fakeServer";
import { address } from "./http";
import { freshId } from "./ids";
import { judge, sift } from "./position";

describe("position", () => {
  it.each([
    [5, 6, "deliver"],
    [5, 5, "skip"],
    [5, 1, "skip"],
    [5, 7, "gap"],
    [0, 1, "deliver"],
  ])("after %i, %i is to %s", (last, offset, verdict) => {
    expect(judge(last, offset)).toBe(verdict);
  });

  it("keeps what came before a gap", () => {
    const sifted = sift({ epoch: "e", offset: 1 }, [said(1), said(2), said(4)]);

    expect(sifted.facts.map((fact) => fact.offset)).toEqual([2]);
    expect(sifted.position).toEqual({ epoch: "e", offset: 2 });
    expect(sifted.gap).toBe(true);
  });
});

describe("backoff", () => {
  it("is random below a bound that doubles to thirty seconds", () => {
    expect(waitMs(0, 0.5)).toBe(250);
    expect(waitMs(3, 0.5)).toBe(2_000);
    expect(waitMs(50, 0.999999)).toBeLessThan(LAST_BOUND_MS);
    expect(waitMs(50, 0)).toBe(0);
  });

  it("reads the verdict from the number", () => {
    expect(afterClose(4499, false)).toBe("wait");
    expect(afterClose(4500, false)).toBe("stay_away");
    expect(afterClose(4501, false)).toBe("new_ticket");
    expect(afterClose(4501, true)).toBe("stay_away");
  });
});

describe("clock", () => {
  it("trusts the quickest answer most", () => {
    const slow = sample(0, 1_000, 2_500);
    const quick = sample(2_000, 2_010, 4_005);

    expect(bestOffset([slow, quick])).toBe(2_000);
    expect(bestOffset([])).toBe(0);
  });

  it("forgets old samples", () => {
    let samples: readonly ReturnType<typeof sample>[] = [sample(0, 0, 99)];
    for (let turn = 0; turn < 8; turn += 1) samples = remember(samples, sample(0, 10, 10));

    expect(bestOffset(samples)).toBe(5);
  });
});

describe("ids", () => {
  it("are of the shape the wire wants, and differ", () => {
    const pattern = new RegExp(schema.$defs.Request.properties.id.pattern);

    expect(freshId()).toMatch(pattern);
    expect(freshId()).not.toBe(freshId());
  });
});

describe("codec", () => {
  it("knows every frame the schema declares, by its example", async () => {
    const { messages } = (await import("../../../docs/asyncapi.json")).default.components;
    const kinds = Object.values(messages).map((message) => message.examples[0]?.payload as { kind?: string });
    const downward = kinds.filter((payload) => payload.kind !== undefined);

    expect(downward.length).toBeGreaterThanOrEqual(8);
    for (const payload of downward) expect(decode(JSON.stringify(payload))).toEqual(payload);
  });

  it("writes a request as the schema shows it", () => {
    const body = { type: "message.post", text: "hello" } as const;

    expect(JSON.parse(encode("intent-one", null, body))).toEqual({ id: "intent-one", room: null, body });
  });

  it.each(["", "null", "[]", "{}", '{"kind":"toString"}', '{"kind":7}'])("passes over %j", (text) => {
    expect(decode(text)).toBeNull();
  });
});

describe("address", () => {
  it("puts parameters into their places and the others behind the question mark", () => {
    const params = { room_id: "r1", name: "はな & co", before: null };

    expect(address("/api/rooms/{room_id}/people", params)).toBe(
      "/api/rooms/r1/people?name=%E3%81%AF%E3%81%AA+%26+co",
    );
    expect(address("/api/parties", {})).toBe("/api/parties");
  });
});
