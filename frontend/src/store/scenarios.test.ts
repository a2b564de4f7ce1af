/** State before + events = state after. Python writes the scenarios from the real server; this replays them.
 *
 * What is kept in tests/scenarios is each story's facts; the snapshots are built (`make scenarios`), and must
 * be
 * of these facts.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { DeskSnapshot, Fact, Mine, ShowSnapshot } from "../wire/frames";
import schema from "../wire/schema.json";
import { reduceDesk } from "./desk";
import { reduce } from "./reduce";

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

interface Kept {
  name: string;
  facts: Fact[];
}

const KEPT = new URL("../../../tests/scenarios/", import.meta.url);
const BUILT = new URL("../../../build/scenarios/", import.meta.url);

function read<T>(folder: URL): T[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return files.map((file) => ({
    name: file.slice(0, -".json".length),
    ...(JSON.parse(readFileSync(new URL(file, folder), "utf-8")) as object),
  })) as T[];
}

function isDesk(scenario: Scenario): scenario is Desk {
  return "acts" in scenario.before;
}

function replayed(scenario: Scenario): Scenario["after"] {
  if (isDesk(scenario)) return scenario.facts.reduce(reduceDesk, scenario.before);
  const { user, before, facts } = scenario;
  const { snapshot, mine } = facts.reduce(reduce, { user, snapshot: before.snapshot, mine: before.mine });
  return { snapshot, mine };
}

describe("scenarios", () => {
  const kept = read<Kept>(KEPT);
  const built = new Map(read<Scenario>(BUILT).map((scenario) => [scenario.name, scenario]));

  it.each(kept)("$name", ({ name, facts }) => {
    const scenario = built.get(name);
    if (!scenario) throw new Error("it is not built: make scenarios");
    expect(scenario.facts, "built before the last change: make scenarios").toEqual(facts);
    expect(replayed(scenario)).toEqual(scenario.after);
  });

  it("have every event that may travel", () => {
    const declared = Object.keys(schema.$defs.Fact.properties.event.discriminator.mapping);
    const seen = new Set(kept.flatMap((scenario) => scenario.facts.map((fact) => fact.event.type as string)));

    expect(declared.filter((type) => !seen.has(type))).toEqual([]);
  });
});
