/**
 * The same exports, honest and tampered, that the server's own check is tested with: both languages say the
 * same.
 */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { factOf, firstBreak, genesis, type Line } from "./chain";
import { order } from "./draw";
import { Checker } from "./giveaways";

interface Case {
  name: string;
  lines: string[];
  faults: [offset: number, fault: string][];
}

const FILE = new URL("../../../tests/checks/giveaways.json", import.meta.url);
const cases = JSON.parse(readFileSync(FILE, "utf-8")) as Case[];

function parsed({ lines }: Case): { head: { ledger: string; epoch: string }; facts: Line[] } {
  const [head, ...facts] = lines.map((line): unknown => JSON.parse(line));
  return { head: head as { ledger: string; epoch: string }, facts: facts as Line[] };
}

describe("giveaways in an export", () => {
  it.each(cases)("$name", async (each) => {
    const checker = new Checker();
    for (const line of parsed(each).facts) await checker.read(factOf(line));

    expect(checker.found.map(({ offset, fault }) => [offset, fault])).toEqual(each.faults);
  });
});

describe("the chain", () => {
  const { head, facts } = parsed(cases[0]!);

  it("holds from the beginning, and from any fact whose hash is known", async () => {
    expect(await firstBreak(await genesis(head.ledger, head.epoch), facts, 1)).toBeNull();
    expect(await firstBreak(facts[4]!.hash, facts.slice(5), 6)).toBeNull();
  });

  it("breaks where a word is changed, a fact is missing or two have changed places", async () => {
    const start = await genesis(head.ledger, head.epoch);
    const changed = facts.map((line, place) =>
      place === 3 ? { ...line, fact: line.fact.replace("entrant", "entrust") } : line,
    );
    const swapped = [facts[1]!, facts[0]!, ...facts.slice(2)];

    expect(await firstBreak(start, changed, 1)).toBe(4);
    expect(await firstBreak(start, [...facts.slice(0, 2), ...facts.slice(3)], 1)).toBe(3);
    expect(await firstBreak(start, swapped, 1)).toBe(1);
  });
});

describe("the draw", () => {
  it("is that of the server, byte for byte", async () => {
    expect(await order(`${"00".repeat(31)}01`, ["ben", "bea", "otto"])).toEqual(["otto", "bea", "ben"]);
  });

  it("is none without a seed", async () => {
    expect(await order("no seed", ["ben"])).toEqual([]);
  });
});
