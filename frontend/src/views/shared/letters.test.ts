import { expect, it } from "vitest";
import { letterOf } from "./letters";

it.each([
  ["d", "KeyD", "d"],
  ["D", "KeyD", "d"],
  ["ي", "KeyD", "d"],
  ["в", "KeyD", "d"],
  ["a", "KeyQ", "a"],
  ["ü", "BracketLeft", "ü"],
  ["ذ", "Backquote", "ذ"],
  ["?", "Slash", "?"],
  ["Enter", "Enter", "enter"],
])("%s of the key %s is %s", (key, code, letter) => {
  expect(letterOf({ key, code })).toBe(letter);
});
