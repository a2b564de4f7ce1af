import { describe, expect, test } from "vitest";
import type { Candidate, ClaimView } from "../../wire/frames";
import { clockTime } from "../format";
import { heardWords } from "./heard";

const claim: ClaimView = {
  id: "c1",
  item_id: "i1",
  variant_id: "v1",
  buyer: { id: "u1", name: "Ben" },
  network: null,
  quantity: 2,
  price: 900,
  state: "held",
  since: 7,
  place: 7,
  held_until: Date.UTC(2030, 1, 1, 20, 15),
};

function kind(number: number, name: string): Candidate {
  return { item_id: `i${number}`, variant_id: `v${number}${name}`, number, name };
}

describe("what a chat word was taken for", () => {
  test("a claim is held until a time", () => {
    const words = heardWords({ kind: "claimed", said: "sold 14 M ×2", claim, ahead: 0 });
    expect(words).toBe(`You said “sold 14 M ×2”: held for you until ${clockTime(claim.held_until ?? 0)}.`);
  });

  test.each([
    [0, "You said “sold 14”: you are next in line."],
    [3, "You said “sold 14”: you are in line, 3 ahead of you."],
  ])("a claim in line says how many are ahead: %d", (ahead, words) => {
    expect(
      heardWords({
        kind: "claimed",
        said: "sold 14",
        claim: { ...claim, state: "waitlisted", held_until: null },
        ahead,
      }),
    ).toBe(words);
  });

  test("a claim that was given back", () => {
    expect(heardWords({ kind: "passed", said: "pass 14", claim })).toBe(
      "You said “pass 14”: your claim is given back.",
    );
  });

  test("a refusal says why", () => {
    const heard = {
      kind: "refused",
      said: "sold 14",
      variant_id: "v1",
      quantity: 1,
      code: "withdrawn",
    } as const;
    expect(heardWords(heard)).toBe(
      "You said “sold 14”, and that was refused: The seller took this item off sale.",
    );
  });

  test("a kind that is missing is asked for by name", () => {
    const heard = {
      kind: "unsure",
      verb: "claim",
      ask: "variant",
      candidates: [kind(14, "M"), kind(14, "L")],
    } as const;
    expect(heardWords({ ...heard, candidates: [...heard.candidates] })).toBe(
      "Nothing is claimed yet: which kind of item 14: M or L? Say it again with one of these.",
    );
  });

  test("an item that is missing is asked for by number", () => {
    expect(heardWords({ kind: "unsure", verb: "claim", ask: "item", candidates: [] })).toBe(
      "Nothing is claimed yet: which item? Say it again with the number of the item.",
    );
    expect(
      heardWords({ kind: "unsure", verb: "pass", ask: "item", candidates: [kind(3, "M"), kind(4, "")] }),
    ).toBe("Nothing is given back yet: which item: 3 M or 4? Say it again with the number of the item.");
  });

  test("of many kinds only some are read out", () => {
    const many = Array.from({ length: 30 }, (_, at) => kind(14, `k${at}`));
    expect(heardWords({ kind: "unsure", verb: "claim", ask: "variant", candidates: many })).toContain(
      "k7, or another?",
    );
  });
});
