import { describe, expect, it } from "vitest";
import type { MyClaim } from "../../../wire/frames";
import { mayUndo, UNDO_MS } from "./undo";

const NOON = 1_767_268_800_000;
const made = { claimId: "c1", until: NOON + UNDO_MS };
const mine = (state: string, id = "c1") => ({ claim: { id, state } }) as unknown as MyClaim;

describe("one tap undoes", () => {
  it.each(["held", "waitlisted", "wanted"])("what is %s since less than five seconds", (state) => {
    expect(mayUndo(made, mine(state), NOON)).toBe(true);
    expect(mayUndo(made, mine(state), NOON + UNDO_MS - 1)).toBe(true);
    expect(mayUndo(made, mine(state), NOON + UNDO_MS)).toBe(false);
  });
  it("nothing that is bought, another's, or not made here", () => {
    expect(mayUndo(made, mine("ordered"), NOON)).toBe(false);
    expect(mayUndo(made, mine("held", "c2"), NOON)).toBe(false);
    expect(mayUndo(made, null, NOON)).toBe(false);
    expect(mayUndo(null, mine("held"), NOON)).toBe(false);
  });
});
