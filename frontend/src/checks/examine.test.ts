import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { factOf, type Line } from "./chain";
import { examine, type Page } from "./examine";

const FILE = new URL("../../../tests/checks/giveaways.json", import.meta.url);
const cases = JSON.parse(readFileSync(FILE, "utf-8")) as { lines: string[] }[];
const honest = cases[0]!.lines.slice(1).map((line) => JSON.parse(line) as Line);
const opened = honest.map(factOf).find((fact) => fact.event.type === "giveaway.opened");
const giveaway = opened?.event.type === "giveaway.opened" ? opened.event.giveaway.id : "";

/** A server that gives three lines at a time. */
const serving =
  (lines: readonly Line[]) =>
  async (after: number): Promise<Page> => ({
    offset: lines.length,
    facts: lines.slice(after, after + 3),
  });

describe("an examination", () => {
  it("reads from the opening to the last fact, page by page, and finds an honest draw in order", async () => {
    const {
      facts,
      broken,
      missing,
      found,
      giveaway: one,
      names,
    } = await examine(serving(honest), giveaway, 2, 17);

    expect({ facts, broken, missing, found }).toEqual({ facts: 16, broken: null, missing: null, found: [] });
    expect([one?.state, one?.entrants.size, one?.winners.length]).toEqual(["drawn", 5, 2]);
    expect(names.get(one?.winners[0] ?? "")).toMatch(/^[A-Z][a-z]+$/);
  });

  it("reads up to where the ledger stands while a giveaway is open", async () => {
    const { facts, giveaway: one } = await examine(serving(honest.slice(0, 8)), giveaway, 2, null);

    expect([facts, one?.state, one?.entrants.size]).toEqual([7, "open", 4]);
  });

  it("says where the chain breaks", async () => {
    const tampered = honest.map((line, place) =>
      place === 4 ? { ...line, fact: line.fact.replace("Otto", "Rita") } : line,
    );

    expect((await examine(serving(tampered), giveaway, 2, 17)).broken).toBe(5);
  });

  it("does not wait for ever for facts that are not there, and says which is missing", async () => {
    const { facts, broken, missing } = await examine(serving(honest.slice(0, 5)), giveaway, 2, 17);

    expect({ facts, broken, missing }).toEqual({ facts: 4, broken: null, missing: 6 });
  });

  it("says that the end is missing where the ledger is said to stand further on", async () => {
    const page = serving(honest.slice(0, 8));
    const { missing } = await examine(
      async (after) => ({ ...(await page(after)), offset: 12 }),
      giveaway,
      2,
      null,
    );

    expect(missing).toBe(9);
  });
});
