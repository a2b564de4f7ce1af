/** The house's rules about who may import whom. */

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const ROOT = new URL("./", import.meta.url);
const IMPORT = /(?:^|\n)\s*(?:import|export)[^"';]*?from\s+["']([^"']+)["']|import\(["']([^"']+)["']\)/g;

function importsOf(folder: string): [file: string, target: string][] {
  const files = readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, encoding: "utf-8" });
  const sources = files.filter((file) => /\.(ts|svelte)$/.test(file) && !/\.test\.ts$/.test(file));
  return sources.flatMap((file) => {
    const base = new URL(`${folder}/${file}`, ROOT);
    const found = [...readFileSync(base, "utf-8").matchAll(IMPORT)].map(
      (match) => match[1] ?? match[2] ?? "",
    );
    return found.map((target): [string, string] => {
      const inside = target.startsWith(".") ? new URL(target, base).href.slice(ROOT.href.length) : target;
      return [`${folder}/${file}`, inside];
    });
  });
}

function forbidden(folder: string, pattern: RegExp): string[] {
  return importsOf(folder).flatMap(([file, target]) =>
    pattern.test(target) ? [`${file} imports ${target}`] : [],
  );
}

describe("imports", () => {
  it("are found at all", () => {
    expect(importsOf("client").length).toBeGreaterThan(10);
    expect(importsOf("views").length).toBeGreaterThan(10);
  });

  it("of the client know no store, no screen and no framework", () => {
    expect(forbidden("client", /^(store|actions|views|entries)\/|svelte/)).toEqual([]);
  });

  it("of the store know no action and no screen", () => {
    expect(forbidden("store", /^(actions|views|entries)\//)).toEqual([]);
  });

  it("of the views never reach the socket", () => {
    expect(forbidden("views", /^client\/(session|transport|codec|readings|outbox)/)).toEqual([]);
  });

  it("of the components know no room: no store, no action, no screen", () => {
    expect(
      forbidden(
        "views/ui",
        /^(store|actions|entries|client)\/|^views\/(chat|check|room|shared|studio|terms)\//,
      ),
    ).toEqual([]);
  });

  it("of the actions know no screen", () => {
    expect(forbidden("actions", /^(views|entries)\//)).toEqual([]);
  });
});

describe("screens", () => {
  it("take buttons and fields from the components", () => {
    const views = readdirSync(new URL("views/", ROOT), { recursive: true, encoding: "utf-8" });
    const screens = views.filter((file) => file.endsWith(".svelte") && !file.startsWith("ui/"));
    const repeated = /class="(btn|alert|badge badge-[a-z]+|fieldset[^"]*"><label)|tabs-box/;

    expect(
      screens.filter((file) => repeated.test(readFileSync(new URL(`views/${file}`, ROOT), "utf-8"))),
    ).toEqual([]);
  });

  it("put text into text nodes only, and carry no style or script of their own", () => {
    const views = readdirSync(new URL("views/", ROOT), { recursive: true, encoding: "utf-8" });
    const svelte = views.filter((file) => file.endsWith(".svelte"));
    const bad = svelte.filter((file) =>
      /\{@html|innerHTML|\sstyle=|<style/.test(readFileSync(new URL(`views/${file}`, ROOT), "utf-8")),
    );

    expect(svelte.length).toBeGreaterThan(10);
    expect(bad).toEqual([]);
  });
});
