/** State before + events = state after. Python writes the scenarios from the real server; this replays them. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { DeskSnapshot, Fact, Mine, ShowSnapshot } from "../wire/frames";
import schema from "../wire/schema.json";
import { reduce, reduceDeskFact } from "./reduce";

interface ShowSide {
  snapshot: ShowSnapshot;
  mine: Mine | null;
}

interface Show {
  name: string;
  user: string | null;
  before: ShowSide;
  facts: Fact[];
  after: ShowSide;
}

interface Desk {
  name: string;
  before: DeskSnapshot;
  facts: Fact[];
  after: DeskSnapshot;
}

type Scenario = Show | Desk;

const FOLDER = new URL("../../../tests/scenarios/", import.meta.url);

function scenarios(): Scenario[] {
  if (!existsSync(FOLDER)) return [];
  const files = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));
  return files.flatMap((name) => {
    const read = JSON.parse(readFileSync(new URL(name, FOLDER), "utf-8")) as Scenario | Scenario[];
    return Array.isArray(read) ? read : [read];
  });
}

function isDesk(scenario: Scenario): scenario is Desk {
  return "acts" in scenario.before;
}

function replayed(scenario: Scenario): Scenario["after"] {
  if (isDesk(scenario)) return scenario.facts.reduce(reduceDeskFact, scenario.before);
  const { user, before, facts } = scenario;
  const { snapshot, mine } = facts.reduce(reduce, { user, snapshot: before.snapshot, mine: before.mine });
  return { snapshot, mine };
}

describe("scenarios", () => {
  const all = scenarios();

  it("are there: the Python tests write them to tests/scenarios", () => {
    expect(all.length).toBeGreaterThan(0);
  });

  it.each(all)("$name", (scenario) => {
    expect(replayed(scenario)).toEqual(scenario.after);
  });

  it("have every event that may travel", () => {
    const declared = Object.keys(schema.$defs.Fact.properties.event.discriminator.mapping);
    const seen = new Set(all.flatMap((scenario) => scenario.facts.map((fact) => fact.event.type as string)));

    expect(declared.filter((type) => !seen.has(type))).toEqual([]);
  });
});
