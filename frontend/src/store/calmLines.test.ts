import { describe, expect, it } from "vitest";

import { emptyShow, said } from "../client/fakeServer";
import { CalmLines } from "./calmLines.svelte";
import { reduce, type RoomState } from "./reduce";
import type { Fact } from "../wire/frames";

const EMPTY: RoomState = { user: null, snapshot: emptyShow, mine: null };
const MANY = 300;

/** The room after these facts, which the calm lines were told together. */
function tell(calm: CalmLines, state: RoomState, facts: readonly Fact[]): RoomState {
  const now = facts.reduce(reduce, state);
  calm.told(facts, state, now);
  return now;
}

function offsets(calm: CalmLines): number[] {
  return (calm.lines ?? []).map(({ offset }) => offset);
}

/** A room that is far too fast, line by line. */
function fastRoom(calm: CalmLines): RoomState {
  calm.begin([], undefined);
  let state = EMPTY;
  for (let offset = 1; offset <= MANY; offset += 1) state = tell(calm, state, [said(offset)]);
  return state;
}

describe("calm lines", () => {
  it("are none where nobody chose them", () => {
    const calm = new CalmLines();
    tell(calm, EMPTY, [said(1)]);
    expect(calm.lines).toBeNull();
  });

  it("begin with what is there and go on with what comes", () => {
    const calm = new CalmLines();
    const state = tell(calm, EMPTY, [said(1), said(2)]);
    calm.begin(state.snapshot.messages, undefined);
    tell(calm, state, [said(3)]);
    expect(offsets(calm)).toEqual([1, 2, 3]);
  });

  it("are a part of a fast room", () => {
    const calm = new CalmLines();
    fastRoom(calm);
    expect(offsets(calm).length).toBeGreaterThan(0);
    expect(offsets(calm).length).toBeLessThan(MANY / 2);
  });

  it("lose the words that are taken out, also of lines that the snapshot has let go", () => {
    const calm = new CalmLines();
    const state = fastRoom(calm);
    expect(state.snapshot.messages.some(({ offset }) => offset === 1)).toBe(false);
    const event = { type: "message.removed" as const, message_offset: 1, by_author: false };
    tell(calm, state, [{ ...said(MANY + 1), event, text: null }]);
    expect(calm.lines?.find(({ offset }) => offset === 1)?.text).toBeNull();
  });

  it("begin anew with a whole new show, and are all again when she wishes", () => {
    const calm = new CalmLines();
    fastRoom(calm);
    calm.began(EMPTY);
    expect(calm.lines).toEqual([]);
    calm.end();
    expect(calm.lines).toBeNull();
  });
});
