import { expect, test } from "vitest";
import { freshToken, hashOf } from "./secrets";

test("a token is of the form that the server takes, and no two are the same", () => {
  const tokens = Array.from({ length: 50 }, freshToken);
  for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]{32}$/);
  expect(new Set(tokens).size).toBe(50);
});

test("the hash is SHA-256", async () => {
  expect(await hashOf("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});
