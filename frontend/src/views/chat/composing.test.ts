import { expect, it } from "vitest";
import { action, isComposing } from "./composing";

it.each([
  ["an Enter that sends", { isComposing: false, keyCode: 13 }, false],
  ["one that chooses a word, as Chromium and Firefox tell it", { isComposing: true, keyCode: 229 }, true],
  [
    "one that chooses a word, as Safari tells it after composing has ended",
    { isComposing: false, keyCode: 229 },
    true,
  ],
])("%s", (_, event, composes) => {
  expect(isComposing(event)).toBe(composes);
});

it.each([
  ["/me waves", { text: "waves", me: true }],
  ["/ME  တံခါးဖွင့်", { text: "တံခါးဖွင့်", me: true }],
  ["/me", { text: "/me" }],
  ["/melt", { text: "/melt" }],
  ["and /me too", { text: "and /me too" }],
])("%s", (words, said) => {
  expect(action(words)).toEqual(said);
});
